"""Lay a page out as listings are read: one below the other, every line whole.

Three things are undone, all on the page's own characters, which keep their places: listings that stand side
by side, a masthead in the middle of a line, and lines of one character each, left from vertical print.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from catalog import patterns
from catalog.diagnostics import cells
from catalog.listing.locate import FOOTER, has_leader
from catalog.listing.masthead import read_masthead, squeezed
from catalog.source import SourceDocument, Stretch
from catalog.text import is_han, normalize, squeeze

_ANGLE = "《〈＜<«≪⟪︽︿"
_INSIDE = patterns.compile(rf"(?<=\s)[{re.escape(_ANGLE)}]")
_WIDE = patterns.compile(r"\s*[\t　]\s*|\s{2,}")
_GAP = patterns.compile(r"\s+")
_LONGEST_MASTHEAD = 80
_OFF = 6  # cells by which a line may miss the column that its masthead begins
_LOOKED_AT = 6  # lines below the mastheads
_WIDEST = 400  # characters before the last column of listings side by side
_NEAR = 2  # likewise for a line that is parted by one space only
_INDENTED = 60  # characters of a line that may hold only one
_FEWEST, _MOST = 3, 40  # characters of a vertical run
_VERTICAL = patterns.compile(r"[《》〇○0-9]")


class Part(NamedTuple):
    """A stretch of a line of the page: row and columns from 0, `end` exclusive."""

    row: int
    start: int
    end: int


Row = tuple[Part, ...]
"""A line of a sheet: the stretches of the page that it is made of."""


class Sheet(NamedTuple):
    """A page laid out, and its lines, from 1, that were put together from lines of one character."""

    page: SourceDocument
    upright: tuple[int, ...] = ()


def sheets(document: SourceDocument, names: tuple[str, ...]) -> list[Sheet]:
    """Give the page as it is, or laid out anew: a sheet for the lines of each column that has a masthead.

    `names` are the known periodicals as they are compared.  Each sheet says where in the file its characters
    stand, as a page extracted from HTML does.
    """
    heads = dict(_mastheads(document.lines, names))
    upright = sum(len(line) <= _INDENTED and len(line.strip()) == 1 for line in document.lines)
    if not heads and upright < _FEWEST:
        return [Sheet(document)]
    columns = _columns(document.lines, heads, names)
    laid = [_vertical(document.lines, column, names) for column in columns]
    if not heads and not laid[0][1]:
        return [Sheet(document)]
    return [Sheet(_sheet(document, rows), numbers) for rows, numbers in laid]


def _mastheads(lines: Sequence[str], names: tuple[str, ...]) -> Iterator[tuple[int, list[int]]]:
    """Find the rows with mastheads inside the line, and the columns at which these begin.

    Entries or another masthead stand before them; a footer and a sentence only speak of an issue.
    """
    for row, line in enumerate(lines):
        if "年" not in line or "期" not in line or not _INSIDE.search(line):
            continue
        first = _masthead_at(line, 0, names)
        places = (match.start() for match in _INSIDE.finditer(line, first))
        found = [place for place in places if _named(line, place, names) and _masthead_at(line, place, names)]
        if found and (first or (has_leader(normalize(line[: found[0]])) and not FOOTER.match(line))):
            yield row, found


def _named(line: str, start: int, names: tuple[str, ...]) -> bool:
    """Tell that the name of a known periodical stands behind a bracket."""
    return squeeze(normalize(line[start + 1 : start + _LONGEST_MASTHEAD])).startswith(names)


def _masthead_at(line: str, start: int, names: tuple[str, ...]) -> int:
    """Tell where a masthead of a known periodical that begins here ends, 0 if there is none."""
    here = squeezed([line[start : start + _LONGEST_MASTHEAD]], 0)
    read = read_masthead(here, names)
    if read is None or not read[2]:
        return 0
    end = start + here.places[read[1] - 1][1] + 1
    return 0 if line[end : end + 1].strip() else end


def _columns(lines: Sequence[str], heads: dict[int, list[int]], names: tuple[str, ...]) -> list[list[Row]]:
    """Part the lines below mastheads that stand side by side; cut other lines before their mastheads."""
    columns: list[list[Row]] = [[]]
    row = 0
    while row < len(lines):
        starts = [0, *heads.get(row, ())]
        bare = len(starts) > 1 and not has_leader(normalize(lines[row]))  # nothing but mastheads
        end = _end_of_columns(lines, row, names) if bare and starts[-1] <= _WIDEST else row + 1
        bounds = _parted(lines[row:end], starts) if end > row + 1 else None
        if bounds is None:
            cuts = [0, len(lines[row])] if bare else [*starts, len(lines[row])]
            columns[0] += [(Part(row, a, b),) for a, b in pairwise(cuts)]
            row += 1
            continue
        columns += [[] for _ in starts[1:]]
        sides = [columns[0], *columns[1 - len(starts) :]]
        for number, cuts in enumerate(bounds, row):
            for side, (a, b) in zip(sides, pairwise(cuts), strict=True):
                if not lines[number].strip() or lines[number][a:b].strip():
                    side.append((Part(number, a, b),))
        row = end
    return columns


def _end_of_columns(lines: Sequence[str], row: int, names: tuple[str, ...]) -> int:
    """Give the row of the next masthead that stands at the beginning of a line."""
    below = range(row + 1, len(lines))
    return next((r for r in below if "年" in lines[r] and _masthead_at(lines[r], 0, names)), len(lines))


def _parted(lines: Sequence[str], starts: list[int]) -> list[list[int]] | None:
    """Give for each line where its columns begin and where the last ends; None if these are no columns.

    The first line is that of the mastheads; of the first few behind it a third at least must be parted.
    """
    at = [cells(lines[0][:start]) for start in starts]
    head = [*starts, len(lines[0])]
    by_order = [_by_order(line, len(starts)) for line in lines[1:]]
    by_place = [_by_place(line, at) for line in lines[1:]]
    tabbed = "\t" in lines[0][: starts[-1]].lstrip()
    for bounds in (by_order, by_place) if tabbed else (by_place, by_order):
        filled = [cuts for cuts in bounds if cuts[-1]][:_LOOKED_AT]
        if 0 < len(filled) <= 3 * sum(cuts[1] < cuts[-1] for cuts in filled):
            return [head, *bounds]
    return None


def _by_place(line: str, at: list[int]) -> list[int]:
    """Cut a line at the gaps that stand about where the columns begin; a part left empty has no width."""
    places: list[
        tuple[int, int, int]
    ] = []  # cells before what follows the gap, its column, how far off it may be
    width = end = 0
    for gap in _GAP.finditer(line):
        width += cells(line[end : gap.end()])
        end = gap.end()
        if width > at[-1] + _OFF or end == len(line):
            break
        between = has_leader(line[:end]) and has_leader(line[end : end + _LONGEST_MASTHEAD])  # entries
        places.append((width, end, _OFF if between or _WIDE.fullmatch(gap.group()) else _NEAR))
    cuts = [0]
    for begin in at[1:]:
        near = [(abs(here - begin), column) for here, column, off in places if abs(here - begin) <= off]
        cuts.append(min(near)[1] if near else len(line))
    for index in range(len(cuts) - 2, 0, -1):
        cuts[index] = min(cuts[index], cuts[index + 1])
    return [*cuts, len(line)]


def _by_order(line: str, count: int) -> list[int]:
    """Cut a line at its wide gaps, one for each column; all of it is the first if there are more or fewer."""
    gaps = [match.end() for match in _WIDE.finditer(line.rstrip()) if match.start()]
    return [0, *gaps, len(line)] if len(gaps) == count - 1 else [0, *[len(line)] * count]


def _vertical(
    lines: Sequence[str], rows: Sequence[Row], names: tuple[str, ...]
) -> tuple[list[Row], tuple[int, ...]]:
    """Put runs of lines of one character each together, and give the numbers of these lines, from 1.

    Between the lines of a run stands nothing, or one blank line each time; a masthead ends its line.
    """
    texts = ["".join(lines[part.row][part.start : part.end] for part in row).strip() for row in rows]
    laid: list[Row] = []
    upright: list[int] = []
    at = 0
    while at < len(rows):
        run = _run(texts, at) if _is_upright(texts[at]) else [at]
        if _FEWEST <= len(run) <= _MOST and sum(is_han(texts[index]) for index in run) >= _FEWEST:
            parts = tuple(_tight(lines, part) for index in run for part in rows[index])
            read = read_masthead(squeezed(["".join(texts[index] for index in run)], 0), names)
            for some in filter(None, (parts[: read[1]], parts[read[1] :]) if read else (parts,)):
                laid.append(some)
                upright.append(len(laid))
        else:
            laid += rows[at : run[-1] + 1]
        at = run[-1] + 1
    return laid, tuple(upright)


def _run(texts: Sequence[str], start: int) -> list[int]:
    """Give the lines of a vertical run; one that is too long for a heading or a title is none."""
    step = 2 if start + 1 < len(texts) and not texts[start + 1] else 1
    run = [start]
    while run[-1] + step < len(texts) and _is_upright(texts[run[-1] + step]):
        if step == 2 and texts[run[-1] + 1]:
            break
        run.append(run[-1] + step)
    return run if len(run) >= _FEWEST else [start]


def _is_upright(text: str) -> bool:
    return len(text) == 1 and (is_han(normalize(text)) or _VERTICAL.match(normalize(text)) is not None)


def _tight(lines: Sequence[str], part: Part) -> Part:
    """Leave out the blanks around a part."""
    text = lines[part.row][part.start : part.end]
    start = part.start + len(text) - len(text.lstrip())
    return Part(part.row, start, start + len(text.strip()))


def _sheet(document: SourceDocument, rows: Sequence[Row]) -> SourceDocument:
    """Make a page of these lines, whose characters know where they stand in the file."""
    lines = tuple("".join(document.lines[part.row][part.start : part.end] for part in row) for row in rows)
    stretches = tuple(tuple(_stretches(document, row)) for row in rows)
    return SourceDocument(
        document.name, lines, document.encoding, document.file_lines or document.lines, stretches
    )


def _stretches(document: SourceDocument, row: Row) -> Iterator[Stretch]:
    """Say where in the file the stretches of a line stand."""
    filled = 0
    for part in row:
        if not document.stretches:
            yield Stretch(filled, part.row + 1, part.start + 1)
        else:
            runs = document.stretches[part.row]
            ends = [*(run.start for run in runs[1:]), len(document.lines[part.row])]
            for run, end in zip(runs, ends, strict=True):
                first = max(run.start, part.start)
                if first < min(end, part.end) or (part.start == part.end and run is runs[0]):
                    column = run.column + (first - run.start) * run.width
                    yield Stretch(filled + first - part.start, run.line, column, run.width)
        filled += part.end - part.start
