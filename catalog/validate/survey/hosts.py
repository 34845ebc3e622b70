"""Hosts whose records are there, and hosts that links name: what each says of the other."""

from collections import Counter
from collections.abc import Hashable, Iterator
from typing import NamedTuple

from catalog.compact import Table, Texts
from catalog.diagnostics import Diagnostic, Place, finding
from catalog.validate.likeness import unlike

_LATEST = 64


class Host(NamedTuple):
    """A record of a host: its leader/06-07; of a serial the titles and ISSNs, as they are compared."""

    kind: str
    titles: frozenset[str]
    issns: frozenset[str]


class Wanted(NamedTuple):
    """Where a host's record was first asked for: place, subfield and value, and the host's title."""

    place: Place
    where: str
    found: str
    title: str


class Said(NamedTuple):
    """What a link says of its host's record: titles as they are compared, as written, its ISSN, the place."""

    titles: frozenset[str]
    title: str
    issn: str
    place: Place


class Hosts:
    """Records of hosts by organisation and number, and what links say of them."""

    def __init__(self, labels: Texts) -> None:
        self.there: dict[tuple[str, str], Host] = {}
        self.serials: set[str] = set()
        """The titles of serials whose records are there."""
        self.serials_of: dict[str, tuple[frozenset[str], str]] = {}
        """By ISSN the titles of the first serial that has it, and what that is called."""
        self.linked = Counter[tuple[str, str]]()
        """How many links name a host of a title with an ISSN, both as they are compared."""
        self.first: dict[tuple[str, str], tuple[str, str]] = {}
        """By ISSN the first title, by title and year the first ISSN; each with the record that said so."""
        self.told: set[tuple[str, ...]] = set()
        """Titles and ISSNs, with the year, that were compared; without it, those that were told."""
        self.wanted: dict[tuple[str, str], Wanted] = {}
        self.articles: set[tuple[str, str]] = set()
        """Those of the wanted that are articles."""
        self.others: dict[tuple[str, str, str], tuple[str, Place]] = {}
        """Numbers of hosts, each beside the one that its issue was first said to have: issue and place."""
        self.typed: dict[tuple[str, str, str], Place] = {}
        self.said: dict[tuple[str, str, str, str], Said] = {}
        self._labels = labels
        self._of_issues = Table(1)  # the label of the host of an issue
        self._latest: dict[Hashable, str] = {}
        self._said_last: object = None

    def is_news(self, said: object) -> bool:
        """Tell whether a record says other things of its hosts than the one before; most say the same."""
        is_news = said != self._said_last
        self._said_last = said
        return is_news

    def host_of(self, issue: Hashable, number: str) -> str:
        """Give the number of the host that an issue was first said to have, which may be this one."""
        known = self._latest.get(issue)
        if known is None:
            row, is_new = self._of_issues.row(issue)
            (labels,) = self._of_issues.columns
            if is_new:
                labels[row] = self._labels.add(number)
            if len(self._latest) >= _LATEST:
                self._latest.clear()
            known = self._latest[issue] = self._labels[labels[row]]
        return known

    def findings(self, known: frozenset[str], organisation: str) -> Iterator[Diagnostic]:
        """Say what only the end shows: R447, R448, R510, R527; `known` as `Survey.findings` has it."""
        unknown = dict(self._unknown(known, organisation))
        for wanted in unknown.values():
            yield finding("R447", wanted.place, where=wanted.where, found=wanted.found)
        for (of, number, other), (issue, place) in self.others.items():
            if (of, number) not in unknown and (of, other) not in unknown:
                yield finding("R527", place, issue=issue, found=number, other=other)
        yield from self._other_types()
        yield from self._other_words()

    def _unknown(self, known: frozenset[str], organisation: str) -> Iterator[tuple[tuple[str, str], Wanted]]:
        """Give, for R447, hosts that are not there, where others are.

        That is: where most hosts that an organisation's numbers name travel with their parts, or a serial of
        this very title does, or the library has named its hosts.
        """
        there = Counter((of, self.wanted[of, number].where) for of, number in self.wanted.keys() & self.there)
        named = Counter((of, wanted.where) for (of, _), wanted in self.wanted.items())
        for (of, number), wanted in self.wanted.items():
            ours = bool(known) and of in ("", organisation)
            kind = of, wanted.where
            travel = there[kind] * 2 >= named[kind] > 0 < there[kind]
            if (of, number) in self.there or (of, number) in self.articles or (ours and number in known):
                continue
            if travel or ours or (wanted.title and wanted.title in self.serials):
                yield (of, number), wanted

    def _other_types(self) -> Iterator[Diagnostic]:
        """R448: 773 $7 says type and level as the host's own leader does."""
        for (of, number, control), place in self.typed.items():
            host = self.there.get((of, number))
            if host and host.kind and len(control) == 4 and control[2:] != host.kind:
                yield finding("R448", place, found=control, said=control[2:], actual=host.kind)

    def _other_words(self) -> Iterator[Diagnostic]:
        """R510: a link has a title and an ISSN that the host's own record has."""
        for (of, number, _, _), said in self.said.items():
            host = self.there.get((of, number))
            if host is None:
                continue
            if unlike(said.titles, host.titles):
                words = {"found": said.title, "said": "; ".join(sorted(host.titles))}
                yield finding("R510", said.place, host=number, **words)
            if said.issn and host.issns and said.issn not in host.issns:
                words = {"found": said.issn, "said": "; ".join(sorted(host.issns))}
                yield finding("R510", said.place, host=number, **words)
