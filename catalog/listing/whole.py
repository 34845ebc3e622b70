"""What the whole of a listing says about its parts: pages run forward, entries look alike, the last one ends.

Nothing is refused for it, as print is sometimes wrong: what is against the habit of the listing is less sure,
and a finding.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from catalog import patterns
from catalog.diagnostics import Diagnostic, Place, finding
from catalog.listing.context import Context
from catalog.listing.grammar import Kind
from catalog.listing.kinds import NAMES
from catalog.listing.lattice import Path
from catalog.listing.looks import Odd, entries
from catalog.listing.masthead import LOOKALIKE
from catalog.listing.reading import Reading
from catalog.source import SourceDocument

AGAINST = 3.0
"""How much the order of the pages says against one that breaks it, in natural-log units."""
_LEAST_MARGIN = 0.75  # being odd alone makes no value as doubtful as one that reads two ways
_DISORDER = 3  # pages out of order, and one in so many, are no order
_HEADING = Kind.HEADING
_FIRST = patterns.compile(r"[0-9]{1,4}")
_PAGES = frozenset((Kind.PAGE, Kind.PAGE_BEFORE))
_OPEN_ENDS = (Kind.LEADER, Kind.SEPARATOR, Kind.ROLE, Kind.KICKER, Kind.HEADING)


def less_sure(path: Path[Reading], odd: Sequence[Odd]) -> Path[Reading]:
    """Take what the listing says against its odd values from their margins."""
    if not odd:
        return path
    loss: dict[Reading, float] = {}
    for one in odd:
        loss[one.reading] = max(loss.get(one.reading, 0.0), one.loss)
    steps = (
        replace(step, margin=max(min(step.margin, _LEAST_MARGIN), step.margin - loss.get(step.edge, 0.0)))
        for step in path.steps
    )
    return replace(path, steps=tuple(steps))


def shared(path: Path[Reading]) -> Path[Reading]:
    """Let a heading be no surer than that no other follows before its last entry."""
    if not any(step.rival is not None and step.rival.kind is _HEADING for step in path.steps):
        return path
    steps = list(path.steps)
    heading = None
    for at, step in enumerate(steps):
        if step.edge.kind in (Kind.HEADING, Kind.HEADING_BEFORE):
            heading = at
        elif heading is not None and step.rival is not None and step.rival.kind is _HEADING:
            steps[heading] = replace(steps[heading], margin=min(steps[heading].margin, step.margin))
    return replace(path, steps=tuple(steps))


class Order(NamedTuple):
    """The pages of a listing in its order, and which of them, by index, break it."""

    readings: tuple[Reading, ...]
    numbers: tuple[int, ...]
    back: tuple[int, ...]

    @property
    def none(self) -> bool:
        """Tell that so many break it that there is none."""
        return len(self.back) >= _DISORDER and len(self.back) * _DISORDER > len(self.numbers)


def order(seen: Context, edges: Sequence[Reading]) -> Order:
    """Find the fewest pages without which all others run forward."""
    readings, numbers = [], []
    for edge in edges:
        if edge.kind in _PAGES:
            number = _FIRST.search(seen.cuts.text(edge.first, edge.last).translate(LOOKALIKE))
            if number:
                readings.append(edge)
                numbers.append(int(number.group()))
    return Order(tuple(readings), tuple(numbers), _out_of_order(numbers))


def _out_of_order(numbers: Sequence[int]) -> tuple[int, ...]:
    """Give the indexes that stand in no longest rising run.

    >>> _out_of_order([3, 8, 51, 14, 14, 17]), _out_of_order([40, 2, 6])
    ((2,), (0,))
    """
    ends: list[int] = []  # the smallest end of a run of each length
    last: list[int] = []  # its index
    before: list[int] = []
    for index, number in enumerate(numbers):
        length = bisect_right(ends, number)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [number]
        last[length : length + 1] = [index]
    kept: set[int] = set()
    index = last[-1] if last else -1
    while index >= 0:
        kept.add(index)
        index = before[index]
    return tuple(index for index in range(len(numbers)) if index not in kept)


def weighed(readings: Callable[[int], list[Reading]], pages: Order) -> Callable[[int], list[Reading]]:
    """Give the readings that begin at a piece, those of pages that break the order with less score."""
    back = {pages.readings[index] for index in pages.back}
    return lambda start: [replace(r, score=r.score - AGAINST) if r in back else r for r in readings(start)]


def same_entries(edges: Sequence[Reading], others: Sequence[Reading]) -> bool:
    """Tell that two paths see the same entries, whatever the bounds of their titles."""
    titles = [[edge for edge in path if edge.kind is Kind.TITLE] for path in (edges, others)]
    return len(titles[0]) == len(titles[1]) and all(
        one.start < other.end and other.start < one.end for one, other in zip(*titles, strict=True)
    )


def doubted(path: Path[Reading], pages: Order) -> Path[Reading]:
    """Take from the margins of what stands where a page broke the order what that says against it."""
    at = {pages.readings[index].start for index in pages.back}
    steps = (
        replace(step, margin=max(0.0, step.margin - AGAINST))
        if not at.isdisjoint(range(step.edge.start, step.edge.end))
        else step
        for step in path.steps
    )
    return replace(path, steps=tuple(steps))


def reports(
    document: SourceDocument, seen: Context, edges: Sequence[Reading], odd: Sequence[Odd]
) -> list[Diagnostic]:
    """Report pages out of order (L240, L246), odd values (L242), and an end inside an entry (L245)."""
    findings = [*_pages(document, seen, order(seen, edges))]
    for one in odd:
        place = _place(document, seen, one.reading)
        if not one.others:
            what = {"what_en": one.english, "what_zh": one.chinese}
            findings.append(finding("L249", place, file=document.name, line=place.line, **what))
        else:
            what = {"what_en": one.english, "what_zh": one.chinese, "count": f"{one.others}"}
            findings.append(finding("L242", place, file=document.name, line=place.line, **what))
    read = [edge for edge in edges[-2:] if edge.kind is not Kind.OUTSIDE]
    leads = bool(read) and read[-1].kind is Kind.LEADER
    if read and read[-1].kind in _OPEN_ENDS and not (leads and _leads_nowhere(seen, edges)):
        what = {f"what_{key}": name for key, name in NAMES[read[-1].kind].items()}
        findings.append(finding("L245", _place(document, seen, read[-1]), **what))
    return findings


def _leads_nowhere(seen: Context, edges: Sequence[Reading]) -> bool:
    """Tell a listing in which titles have a leader and nothing behind it."""
    leads = [bool(entry.agents or entry.page) for entry in entries(seen, edges) if entry.led]
    return leads.count(False) > 1 and leads.count(False) > leads.count(True)


def _pages(document: SourceDocument, seen: Context, pages: Order) -> Iterator[Diagnostic]:
    back = set(pages.back)
    if pages.none:
        place = _place(document, seen, pages.readings[pages.back[0]])
        yield finding("L246", place, count=len(back), all=len(pages.numbers))
        return
    kept = [index for index in range(len(pages.numbers)) if index not in back]
    for index in pages.back:
        at = bisect_right(kept, index)
        before = pages.numbers[kept[at - 1]] if at else "–"
        after = pages.numbers[kept[at]] if at < len(kept) else "–"
        place = _place(document, seen, pages.readings[index])
        yield finding("L240", place, page=pages.numbers[index], before=before, after=after)


def _place(document: SourceDocument, seen: Context, reading: Reading) -> Place:
    """Point at the characters of a reading, on its first line."""
    first, last = seen.cuts.pieces[reading.first], seen.cuts.pieces[reading.last - 1]
    line = document.lines[first.row]
    end = last.end if last.row == first.row else len(line)
    return Place(document.name, first.row + 1, first.start + 1, end + 1, line)
