"""What is seen of articles and issues beside each other, over the records of a file or the files of a folder.

Little is kept of each record, so that a hundred thousand articles fit into memory.
"""

from collections import Counter, deque
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any, NamedTuple

from catalog.compact import Table, Texts
from catalog.diagnostics import Diagnostic, Place, finding
from catalog.validate.rules.likeness import unlike

_FEWEST = 3
"""Issues of a year that make a run, and issues that have a section before it is missed."""
_LONGEST_TITLE = 40
_NUMBERS = 100_000
"""More than any issue has for its number."""
_CHARACTERS = 0x110000


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


class Survey:
    """Hosts that are there and that are named, articles by what they say, issues with their sections."""

    def __init__(self) -> None:
        self.sieves: dict[object, Any] = {}
        """What is known of kinds of records, which files may share."""
        self.hosts: dict[tuple[str, str], Host] = {}
        self.serials: set[str] = set()
        self.wanted: dict[tuple[str, str], Wanted] = {}
        self.typed: dict[tuple[str, str, str], Place] = {}
        self.said: dict[tuple[str, str, str, str], Said] = {}
        self._labels = Texts()
        self._places = Places(self._labels)
        self._articles = Table(1)  # the label of the first that says the same
        self._pages = Table(3)  # first and last page of the article before in its issue, its label
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
        of = self._articles.columns[0]
        row, is_new = self._articles.row(
            (part.title, part.names, part.host, part.year, part.numbers, part.first)
        )
        if is_new:
            of[row] = self._labels.add(part.number)
        if not is_new and part.title and (other := self._labels[of[row]]) != part.number:
            values = {"issue": part.issue, "other": other, "title": part.title[:_LONGEST_TITLE]}
            yield finding("R449", title(), **values)
        elif part.first is not None and (wrong := self._order(part, part.first, of[row], pages)):
            yield wrong
        self.issue(part.host, int(part.year), part.numbers, part.sections, pages)

    def _order(self, part: Part, start: int, label: int, pages: Callable[[], Place]) -> Diagnostic | None:
        """Compare an article's pages with those of the one before in its issue: R473, R474."""
        last = start if part.last is None else part.last
        issue, is_new = (part.file, part.host, part.year, part.numbers), False
        if issue != self._paged[0]:
            row, is_new = self._pages.row(issue)
            self._paged = issue, row
        row = self._paged[1]
        firsts, ends, labels = self._pages.columns
        first, end, other = firsts[row], ends[row], labels[row]
        firsts[row], ends[row], labels[row] = start, last, label
        if is_new or last < start:
            return None
        if start < first:
            return finding("R473", pages(), first=start, before=first, other=self._labels[other])
        if start < end and first < last and start < last:
            values = {"pages": f"{start}-{last}", "before": f"{first}-{end}"}
            return finding("R474", pages(), **values, other=self._labels[other])
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
                    self._headings[row] += character

    def findings(self, known: frozenset[str], organisation: str) -> Iterator[Diagnostic]:
        """Say what only the end of a file or folder shows: R447, R448, R475, R479, R510.

        `known` are control numbers of hosts that the library named as `organisation` has elsewhere.
        """
        yield from self._unknown_hosts(known, organisation)
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

    def _unknown_hosts(self, known: frozenset[str], organisation: str) -> Iterator[Diagnostic]:
        """R447: hosts that are not there, where others are.

        That is: where most hosts that an organisation's numbers name travel with their parts, or a serial of
        this very title does, or the library has named its hosts.
        """
        there = Counter(of for of, number in self.wanted if (of, number) in self.hosts)
        named = Counter(of for of, _ in self.wanted)
        for (of, number), wanted in self.wanted.items():
            ours = bool(known) and of in ("", organisation)
            travel = there[of] * 2 >= named[of] > 0 < there[of]
            if (of, number) in self.hosts or (ours and number in known):
                continue
            if travel or ours or wanted.title in self.serials:
                yield finding("R447", wanted.place, where=wanted.where, found=wanted.found)

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
