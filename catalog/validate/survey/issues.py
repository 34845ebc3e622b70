"""Issues beside each other: one that is missing in a run, a section that all others have."""

from collections import deque
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import NamedTuple

from catalog.compact import Table, Texts
from catalog.diagnostics import Diagnostic, Place, finding

_FEWEST = 3
"""Issues of a year that make a run, and issues that have a section before it is missed."""
_NUMBERS = 100_000
"""More than any issue has for its number."""
_CHARACTERS = 0x110000


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


class Issues:
    """Issues by host, year and number, the place that named each first, the headings in it."""

    def __init__(self, labels: Texts) -> None:
        self._places = Places(labels)
        self._issues = Table(6)  # host, year and number as one, three numbers of the place, the headings
        self._headings = Texts()  # of issues, a character a heading
        self._heading_ids: dict[str, int] = {}
        self._latest: tuple[object, ...] = ()  # the issue that was taken last
        self._host_ids: dict[str, int] = {}

    def add(
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
                which = self._host_ids.setdefault(host, len(self._host_ids))
                values = which, year * _NUMBERS + number, *self._places.numbers(place())
                for column, value in zip(self._issues.columns, values, strict=False):
                    column[row] = value
            known = self._headings_of(row)
            ids = (self._heading_ids.setdefault(section, len(self._heading_ids)) for section in sections)
            here = "".join(dict.fromkeys((*known, *(chr(one % _CHARACTERS) for one in ids))))
            if here != known:
                self._issues.columns[-1][row] = self._headings.add(here) + 1

    def _headings_of(self, row: int) -> str:
        """Give the headings of an issue, a character each."""
        at = self._issues.columns[-1][row]  # an index, from 1
        return self._headings[at - 1] if at else ""

    def findings(self) -> Iterator[Diagnostic]:
        """Say what only the end shows: R475, R479."""
        hosts, codes = self._issues.columns[:2]
        names = list(self._host_ids)
        order = sorted(range(len(self._issues)), key=lambda row: (hosts[row] << 32) + codes[row])
        for host, rows in groupby(order, lambda row: names[hosts[row]]):
            issues = {divmod(codes[row], _NUMBERS): row for row in rows}
            yield from self._gaps(host, issues)
            yield from self._sections(host, issues)

    def _place(self, row: int) -> Place:
        """Give the place where an issue was first named."""
        return self._places.place(*(column[row] for column in self._issues.columns[2:5]))

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
        held = deque((set(self._headings_of(issues[key])) for key in order[: _FEWEST + 2]), _FEWEST + 2)
        for at in range(_FEWEST, len(order) - 1):
            if at > _FEWEST:
                held.append(set(self._headings_of(issues[order[at + 1]])))
            *before, here, behind = held
            for section in sorted(names[ord(sign)] for sign in set.intersection(*before) & behind - here):
                year, number = order[at]
                place = self._place(issues[year, number])
                yield finding("R479", place, host=host, issue=f"{year}:{number}", section=section)
