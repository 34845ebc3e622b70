"""What is seen of articles and issues beside each other, over the records of a file or the files of a folder.

Little is kept of each record, so that a hundred thousand articles fit into memory.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from dataclasses import field as default
from typing import NamedTuple

from catalog.diagnostics import Diagnostic, Place, finding

_FEWEST = 3
"""Issues of a year that make a run, and issues that have a section before it is missed."""
_LONGEST_TITLE = 40


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


class Wanted(NamedTuple):
    """Where a host's record was first asked for: place, subfield and value, and the host's title."""

    place: Place
    where: str
    found: str
    title: str


@dataclass(slots=True)
class Survey:
    """Hosts that are there and that are named, articles by what they say, issues with their sections."""

    hosts: dict[tuple[str, str], str] = default(default_factory=dict)
    serials: set[str] = default(default_factory=set)
    wanted: dict[tuple[str, str], Wanted] = default(default_factory=dict)
    typed: dict[tuple[str, str, str], Place] = default(default_factory=dict)
    articles: dict[int, str] = default(default_factory=dict)
    pages: dict[tuple[str, str], tuple[int, int, str]] = default(default_factory=dict)
    issues: dict[str, dict[tuple[int, int], set[str]]] = default(default_factory=dict)
    places: dict[tuple[str, int, int], Place] = default(default_factory=dict)

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
        key = hash((part.title, part.names, part.host, part.year, part.numbers, part.first))
        other = self.articles.setdefault(key, part.number)
        if part.title and other != part.number:
            values = {"issue": part.issue, "other": other, "title": part.title[:_LONGEST_TITLE]}
            yield finding("R449", title(), **values)
        else:
            yield from self._order(part, pages)
        self.issue(part.host, int(part.year), part.numbers, part.sections, pages)

    def _order(self, part: Part, pages: Callable[[], Place]) -> Iterator[Diagnostic]:
        if part.first is None:
            return
        last = part.first if part.last is None else part.last
        here = (part.file, part.issue)
        before = self.pages.get(here)
        self.pages[here] = (part.first, last, part.number)
        if before is None or last < part.first:
            return
        first, end, other = before
        if part.first < first:
            yield finding("R473", pages(), first=part.first, before=first, other=other)
        elif part.first < end and first < last and part.first < last:
            values = {"pages": f"{part.first}-{last}", "before": f"{first}-{end}", "other": other}
            yield finding("R474", pages(), **values)

    def issue(
        self,
        host: str,
        year: int,
        numbers: tuple[int, ...],
        sections: tuple[str, ...],
        place: Callable[[], Place],
    ) -> None:
        """Take an issue and headings in it; a double issue counts as both."""
        for number in range(min(numbers), min(max(numbers), min(numbers) + 3) + 1):
            held = self.issues.setdefault(host, {})
            if (year, number) not in held:
                self.places[host, year, number] = place()
            held.setdefault((year, number), set()).update(sections)

    def findings(self, known: frozenset[str], organisation: str) -> Iterator[Diagnostic]:
        """Say what only the end of a file or folder shows: R447, R448, R475, R479.

        `known` are control numbers of hosts that the library named as `organisation` has elsewhere.
        """
        yield from self._unknown_hosts(known, organisation)
        yield from self._other_types()
        for host, issues in self.issues.items():
            yield from self._gaps(host, issues)
            yield from self._sections(host, issues)

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
            actual = self.hosts.get((of, number))
            if actual and len(control) == 4 and control[2:] != actual:
                yield finding("R448", place, found=control, said=control[2:], actual=actual)

    def _gaps(self, host: str, issues: dict[tuple[int, int], set[str]]) -> Iterator[Diagnostic]:
        """R475: a year with several issues has those between them, too."""
        for year in sorted({year for year, _ in issues}):
            numbers = sorted(number for of, number in issues if of == year)
            missing = (
                sorted(set(range(numbers[0], numbers[-1])) - set(numbers)) if len(numbers) >= _FEWEST else []
            )
            if 0 < len(missing) <= len(numbers):
                behind = next(number for number in numbers if number > missing[0])
                words = {"first": numbers[0], "last": numbers[-1], "missing": ", ".join(map(str, missing))}
                yield finding("R475", self.places[host, year, behind], host=host, year=year, **words)

    def _sections(self, host: str, issues: dict[tuple[int, int], set[str]]) -> Iterator[Diagnostic]:
        """R479: a section of every issue before and after stands in the issue between, too."""
        order = sorted(issues)
        for at in range(_FEWEST, len(order) - 1):
            before = set.intersection(*(issues[key] for key in order[at - _FEWEST : at]))
            for section in sorted(before & issues[order[at + 1]] - issues[order[at]]):
                year, number = order[at]
                place = self.places[host, year, number]
                yield finding("R479", place, host=host, issue=f"{year}:{number}", section=section)
