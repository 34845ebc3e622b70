"""Tables of HTML: the rows of a table of contents become lines, those that only arrange the page do not.

A table with several mastheads in one row has its listings side by side, and is read column by column.
"""

from collections.abc import Iterator
from itertools import pairwise

from catalog import patterns
from catalog.readers.elements import words
from catalog.readers.marks import Run

Row = list[Run]
"""A line of the page, in runs."""

WIDE = 2
"""Blanks that make a wide gap."""

COUNTS = words("序号 编号")
"""What stands above a column that counts the rows and says nothing about the entries."""

COLUMN_HEADS = COUNTS | words("""
    题名 题目 篇名 篇目 标题 文章 文章题目 文章标题 文章名称 作者 著者 责任者 作者姓名
    页 页码 起始页 起止页 起止页码 所在页 栏目
""")
"""What stands above the columns of a table of contents, and is no entry of it."""

HEADING = patterns.compile(r"年\s{0,4}第?\s{0,4}\S{1,8}?\s{0,4}期")
"""What a heading of the page has that names an issue: it is no part of any entry."""

_MOST_LINES = 3  # in one cell: a title, a subtitle, several authors

Cell = list[Row]


class Table:
    """A table while it comes in: at which row of the page it begins, and each of its cells.

    `for_layout` tells that it holds another table.
    """

    def __init__(self, start: int) -> None:
        self.start = start
        self.for_layout = False
        self._lines: list[list[int]] = []
        self._in_row = False

    def cell(self, at: int) -> None:
        """Begin a cell, and a row if none is open."""
        if not self._in_row:
            self._lines.append([])
            self._in_row = True
        self._lines[-1].append(at)

    def end_row(self, at: int) -> None:
        """End a row, if one is open."""
        if self._in_row:
            self._lines[-1].append(at)
            self._in_row = False

    def join(self, rows: list[Row]) -> None:
        """End the table: make one line of each of its rows, unless it only arranges the page."""
        self.end_row(len(rows))
        lines = [] if self.for_layout else self._lines
        cells = [[_filled(rows[a:b]) for a, b in pairwise(line)] for line in lines]
        if any(_heads(line) > 1 for line in cells):
            rows[self.start :] = [*_by_columns(cells), *rows[lines[-1][-1] :]]
        elif all(len(cell) <= _MOST_LINES for line in cells for cell in line):
            joined: list[Row] = []
            at = self.start
            for line, bounds in zip(_of_entries(cells), lines, strict=True):
                joined += (*rows[at : bounds[0]], *_joined(line))
                at = bounds[-1]
            rows[self.start :] = joined + rows[at:]


def _heads(line: list[Cell]) -> int:
    """Count the cells of a row that name an issue."""
    return sum(any(HEADING.search(text(row)) for row in cell) for cell in line)


def _by_columns(table: list[list[Cell]]) -> Iterator[Row]:
    """Give the rows of a table whose columns are listings of their own: one column below the other.

    Where the rows below the headings have several cells for each, these make one line.
    """
    starts = [at for at, line in enumerate(table) if _heads(line) > 1]
    for line in table[: starts[0]]:
        yield from _joined([cell for cell in line if cell])
    for start, end in pairwise([*starts, len(table)]):
        columns = len(table[start])
        for column in range(columns):
            for line in table[start:end]:
                width = max(1, len(line) // columns)
                last = len(line) if column == columns - 1 else (column + 1) * width
                yield from _joined([cell for cell in line[column * width : last] if cell])


def text(row: Row) -> str:
    """Give the text of a line."""
    return "".join(run.text for run in row)


def gap(row: Row, width: int = WIDE) -> Run:
    """Give blanks to stand behind a line; they stand nowhere in the file."""
    last = row[-1]
    return Run(" " * width, last.offset + len(last.text) * last.width, 0)


def _filled(rows: list[Row]) -> Cell:
    return [row for row in rows if text(row).strip()]


def _of_entries(table: list[list[Cell]]) -> Iterator[list[Cell]]:
    """Give the rows without empty cells, the heads of columns, and the numbers that only count the rows."""
    counted = -1
    for line in table:
        heads = ["".join(text(row).strip() for row in cell) for cell in line]
        if any(heads[1:]) and COLUMN_HEADS.issuperset(filter(None, heads)):
            counted = next((index for index, head in enumerate(heads) if head in COUNTS), -1)
            yield []
        else:
            yield [cell for index, cell in enumerate(line) if cell and (index != counted or len(line) == 1)]


def _joined(cells: list[Cell]) -> list[Row]:
    """Join the cells of a row; a heading of the page among them stays on a line of its own."""
    rows = [row for cell in cells for row in cell]
    if len(cells) < 2 or any(HEADING.search(text(row)) for row in rows):
        return rows
    above, line = cells[0][:-1], list(cells[0][-1])
    for row in rows[len(cells[0]) :]:
        line += [gap(line), *row]
    return [*above, line]
