"""What is seen of articles and issues beside each other, over the records of a file or the files of a folder.

Little is kept of each record, so that a hundred thousand articles fit into memory.
"""

from collections import Counter, deque
from collections.abc import Callable, Hashable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple

from catalog.compact import Table, Texts
from catalog.diagnostics import Diagnostic, Place, finding
from catalog.validate.rules.likeness import folded, unlike

_FEWEST = 3
"""Issues of a year that make a run, and issues that have a section before it is missed."""
_LONGEST_TITLE = 40
_LATEST = 64
_NUMBERS = 100_000
"""More than any issue has for its number."""
_CHARACTERS = 0x110000
_PAGE = "\x1f"  # between an article's label and its first page


class Part(NamedTuple):
    """An article as far as it can be compared with others; `number` is its own control number."""

    file: str
    number: str
    title: str
    names: tuple[str, ...]
    host: str
    year: str
    numbers: tuple[int, ...]
    first: int | None
    last: int | None
    sections: tuple[str, ...]

    @property
    def issue(self) -> str:
        """The issue in words, such as 工友 2025:11."""
        return f"{self.host} {self.year}:{'-'.join(map(str, self.numbers))}"


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


class Spot(NamedTuple):
    """A place without its line and record: what places of many records have in common."""

    file: str
    field: str
    occurrence: int | None
    subfield: str
    position: str


class Places:
    """Places of findings that may never be made, in few bytes."""

    def __init__(self, labels: Texts) -> None:
        self._labels = labels
        self._spots: dict[Spot, int] = {}

    def numbers(self, place: Place) -> tuple[int, int, int]:
        """Give three numbers to keep."""
        spot = Spot(place.file, place.field, place.occurrence, place.subfield, place.position)
        number = self._spots.setdefault(spot, len(self._spots))
        return number, place.line or 0, self._labels.add(place.record)

    def place(self, spot: int, line: int, label: int) -> Place:
        """Give the place of three numbers that were kept."""
        file, field, occurrence, subfield, position = list(self._spots)[spot]
        return Place(
            file,
            line or None,
            record=self._labels[label],
            field=field,
            occurrence=occurrence,
            subfield=subfield,
            position=position,
        )


@lru_cache(maxsize=1 << 10)
def _one(text: str) -> str:
    """Give the same object for texts that are equal: most issues have the sections of others."""
    return text


class Survey:
    """Hosts that are there and that are named, articles by what they say, issues with their sections."""

    def __init__(self) -> None:
        self.sieves: dict[object, Any] = {}
        """What is known of kinds of records, which files may share."""
        self.hosts: dict[tuple[str, str], Host] = {}
        self.serials: set[str] = set()
        self.wanted: dict[tuple[str, str], Wanted] = {}
        self.articles: set[tuple[str, str]] = set()
        """Those of the wanted that are articles."""
        self.others: dict[tuple[str, str, str], tuple[str, Place]] = {}
        """Numbers of hosts, each beside the one that its issue was first said to have: issue and place."""
        self.typed: dict[tuple[str, str, str], Place] = {}
        self.said: dict[tuple[str, str, str, str], Said] = {}
        self._labels = Texts()
        self._places = Places(self._labels)
        self._hosts = Table(1)  # the label of the host of an issue
        self._latest_hosts: dict[Hashable, str] = {}
        self._articles = Table(1)  # the label of the first that says the same, with its first page
        self._pages = Table(6)  # first and last page, label: of the one before in its issue, of the longest
        self._paged: tuple[tuple[object, ...], int] = (), 0  # the issue and row that were asked for last
        self._issues = Table(5)  # the host, year and number as one, three numbers of the place
        self._headings: list[str] = []  # of each issue, a character a heading
        self._heading_ids: dict[str, int] = {}
        self._latest: tuple[object, ...] = ()  # the issue that was taken last
        self._host_ids: dict[str, int] = {}

    def part(
        self, part: Part, title: Callable[[], Place], pages: Callable[[], Place]
    ) -> Iterator[Diagnostic]:
        """Take an article, and compare it with those before: R449, R459, R473, R474.

        `title` and `pages` give the places of these, if they are asked for.
        """
        if part.first is not None and part.last is not None and part.last < part.first:
            yield finding("R459", pages(), first=part.first, last=part.last)
        if not part.host or not part.year or not part.numbers:
            return
        label, other = self._same(part)
        if other is None:
            if part.first is not None and (wrong := self._order(part, part.first, label, pages)):
                yield wrong
        elif other != part.number:  # else R412
            values = {"issue": part.issue, "other": other, "title": part.title[:_LONGEST_TITLE]}
            yield finding("R449", title(), **values)
        self.issue(part.host, int(part.year), part.numbers, part.sections, pages)

    def _same(self, part: Part) -> tuple[int, str | None]:
        """Note an article under its label; give the number of an earlier one of its issue that is the same.

        It has the same title but for signs, the same names, and the same first page if both have one;
        where it has neither names nor pages, the very same title.
        """
        of, page = self._articles.columns[0], "" if part.first is None else str(part.first)
        names = tuple(sorted(set(part.names))) if len(part.names) > 1 else part.names
        title = folded(part.title) if names or page else ""
        key = title or part.title, names, part.host, part.year, part.numbers
        row, is_new = self._articles.row(key)
        if not is_new:
            other, _, first = self._labels[of[row]].partition(_PAGE)
            if page == first or (names and not (page and first)):
                return of[row], other if part.title else None
            row, is_new = self._articles.row((*key, page))
        if is_new:
            of[row] = self._labels.add(f"{part.number}{_PAGE}{page}")
            return of[row], None
        return of[row], self._number(of[row]) if part.title else None

    def host_of(self, issue: Hashable, number: str) -> str:
        """Give the number of the host that an issue was first said to have, which may be this one."""
        known = self._latest_hosts.get(issue)
        if known is None:
            row, is_new = self._hosts.row(issue)
            (labels,) = self._hosts.columns
            if is_new:
                labels[row] = self._labels.add(number)
            if len(self._latest_hosts) >= _LATEST:
                self._latest_hosts.clear()
            known = self._latest_hosts[issue] = self._labels[labels[row]]
        return known

    def _number(self, label: int) -> str:
        return self._labels[label].partition(_PAGE)[0]

    def _order(self, part: Part, start: int, label: int, pages: Callable[[], Place]) -> Diagnostic | None:
        """Compare pages with those of the article before and of the longest in its issue: R473, R474."""
        last = start if part.last is None else part.last
        issue, is_new = (part.file, part.host, part.year, part.numbers), False
        if issue != self._paged[0]:
            row, is_new = self._pages.row(issue)
            self._paged = issue, row
        row = self._paged[1]
        columns = self._pages.columns
        first, end, other, *longest = [column[row] for column in columns]
        here = start, last, label
        wide = here if is_new or last - start > longest[1] - longest[0] else longest
        for column, value in zip(columns, (*here, *wide), strict=True):
            column[row] = value
        if is_new or last < start:
            return None
        for begun, ended, which in ((first, end, other), longest):
            if begun < ended and start < last and start < ended and begun < last:
                values = {"pages": f"{start}-{last}", "before": f"{begun}-{ended}"}
                return finding("R474", pages(), **values, other=self._number(which))
        if start < first:
            return finding("R473", pages(), first=start, before=first, other=self._number(other))
        return None

    def issue(
        self,
        host: str,
        year: int,
        numbers: tuple[int, ...],
        sections: tuple[str, ...],
        place: Callable[[], Place],
    ) -> None:
        """Take an issue and headings in it; a double issue counts as both."""
        if self._latest == (latest := (host, year, numbers, sections)):
            return
        self._latest = latest
        lowest = min(numbers)
        for number in range(lowest, min(max(numbers), lowest + 3) + 1):
            row, is_new = self._issues.row((host, year, number))
            if is_new:
                self._headings.append("")
                which = self._host_ids.setdefault(host, len(self._host_ids))
                values = which, year * _NUMBERS + number, *self._places.numbers(place())
                for column, value in zip(self._issues.columns, values, strict=True):
                    column[row] = value
            for section in sections:
                character = chr(self._heading_ids.setdefault(section, len(self._heading_ids)) % _CHARACTERS)
                if character not in self._headings[row]:
                    self._headings[row] = _one(self._headings[row] + character)

    def findings(self, known: frozenset[str], organisation: str) -> Iterator[Diagnostic]:
        """Say what only the end of a file or folder shows: R447, R448, R475, R479, R510, R527.

        `known` are control numbers of hosts that the library named as `organisation` has elsewhere.
        """
        unknown = dict(self._unknown_hosts(known, organisation))
        for wanted in unknown.values():
            yield finding("R447", wanted.place, where=wanted.where, found=wanted.found)
        for (of, number, other), (issue, place) in self.others.items():
            if (of, number) not in unknown and (of, other) not in unknown:
                yield finding("R527", place, issue=issue, found=number, other=other)
        yield from self._other_types()
        yield from self._other_words()
        hosts, codes = self._issues.columns[:2]
        names = list(self._host_ids)
        order = sorted(range(len(self._issues)), key=lambda row: (hosts[row] << 32) + codes[row])
        for host, rows in groupby(order, lambda row: names[hosts[row]]):
            issues = {divmod(codes[row], _NUMBERS): row for row in rows}
            yield from self._gaps(host, issues)
            yield from self._sections(host, issues)

    def _place(self, row: int) -> Place:
        """Give the place where an issue was first named."""
        return self._places.place(*(column[row] for column in self._issues.columns[2:]))

    def _unknown_hosts(
        self, known: frozenset[str], organisation: str
    ) -> Iterator[tuple[tuple[str, str], Wanted]]:
        """Give, for R447, hosts that are not there, where others are.

        That is: where most hosts that an organisation's numbers name travel with their parts, or a serial of
        this very title does, or the library has named its hosts.
        """
        there = Counter((of, self.wanted[of, number].where) for of, number in self.wanted.keys() & self.hosts)
        named = Counter((of, wanted.where) for (of, _), wanted in self.wanted.items())
        for (of, number), wanted in self.wanted.items():
            ours = bool(known) and of in ("", organisation)
            kind = of, wanted.where
            travel = there[kind] * 2 >= named[kind] > 0 < there[kind]
            if (of, number) in self.hosts or (of, number) in self.articles or (ours and number in known):
                continue
            if travel or ours or (wanted.title and wanted.title in self.serials):
                yield (of, number), wanted

    def _other_types(self) -> Iterator[Diagnostic]:
        """R448: 773 $7 says type and level as the host's own leader does."""
        for (of, number, control), place in self.typed.items():
            host = self.hosts.get((of, number))
            if host and host.kind and len(control) == 4 and control[2:] != host.kind:
                yield finding("R448", place, found=control, said=control[2:], actual=host.kind)

    def _other_words(self) -> Iterator[Diagnostic]:
        """R510: a link has a title and an ISSN that the host's own record has."""
        for (of, number, _, _), said in self.said.items():
            host = self.hosts.get((of, number))
            if host is None:
                continue
            if unlike(said.titles, host.titles):
                words = {"found": said.title, "said": "; ".join(sorted(host.titles))}
                yield finding("R510", said.place, host=number, **words)
            if said.issn and host.issns and said.issn not in host.issns:
                words = {"found": said.issn, "said": "; ".join(sorted(host.issns))}
                yield finding("R510", said.place, host=number, **words)

    def _gaps(self, host: str, issues: dict[tuple[int, int], int]) -> Iterator[Diagnostic]:
        """R475: a year with several issues has those between them, too."""
        for year, of_year in groupby(issues, lambda issue: issue[0]):
            numbers = [number for _, number in of_year]
            if len(numbers) < _FEWEST or numbers[-1] - numbers[0] >= 2 * len(numbers):
                continue
            missing = sorted(set(range(numbers[0], numbers[-1])) - set(numbers))
            if missing:
                behind = next(number for number in numbers if number > missing[0])
                words = {"first": numbers[0], "last": numbers[-1], "missing": ", ".join(map(str, missing))}
                yield finding("R475", self._place(issues[year, behind]), host=host, year=year, **words)

    def _sections(self, host: str, issues: dict[tuple[int, int], int]) -> Iterator[Diagnostic]:
        """R479: a section of every issue before and after stands in the issue between, too."""
        order, names = list(issues), list(self._heading_ids)
        held = deque((set(self._headings[issues[key]]) for key in order[: _FEWEST + 2]), _FEWEST + 2)
        for at in range(_FEWEST, len(order) - 1):
            if at > _FEWEST:
                held.append(set(self._headings[issues[order[at + 1]]]))
            *before, here, behind = held
            for section in sorted(names[ord(sign)] for sign in set.intersection(*before) & behind - here):
                year, number = order[at]
                place = self._place(issues[year, number])
                yield finding("R479", place, host=host, issue=f"{year}:{number}", section=section)
