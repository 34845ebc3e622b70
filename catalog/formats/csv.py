"""Comma-separated values: RFC 4180, in UTF-8 with a byte order mark, by which spreadsheets know it.

Every value stands in quotation marks.  A value that a spreadsheet may take for a formula is written as it
is, and told of: a mark before it would be another value.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import replace

from catalog.context import Context
from catalog.diagnostics import Diagnostic, finding
from catalog.formats import GENERATOR, Frame
from catalog.formats.columns import COLUMNS, Cell
from catalog.formats.entries import Entry, entries
from catalog.formats.naming import label
from catalog.issue import Issue

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""With these a spreadsheet takes a formula to begin; with the wide ones where it is set to Chinese."""


def write(issues: Iterable[Issue], context: Context, findings: list[Diagnostic]) -> Iterator[bytes]:
    """Write a row for each article below the headings; what cannot be written whole is refused (W704).

    A value like a formula is told of (W771).
    """
    before = _headings()
    for entry in entries(issues, context, findings):
        values = [column.value(entry) for column in COLUMNS]
        findings += _formulas(entry, values)
        yield (before + _row(values)).encode()
        before = ""


def frame(context: Context) -> Frame:
    """Give what stands before the rows."""
    return Frame(_headings().encode())


def _headings() -> str:
    return BOM + _row([column.heading for column in COLUMNS])


def _formulas(entry: Entry, values: Iterable[Cell]) -> Iterator[Diagnostic]:
    for column, value in zip(COLUMNS, values, strict=True):
        if isinstance(value, str) and value.startswith(FORMULA):
            place = replace(entry.place, field=column.heading)
            yield finding("W771", place, record=place.record, column=column.heading, sign=value[0])


def _row(values: Iterable[Cell]) -> str:
    row = io.StringIO(newline="")
    csv.writer(row, quoting=csv.QUOTE_ALL).writerow(values)
    return row.getvalue()


def issues_in(data: bytes) -> frozenset[str] | None:
    """Name the issues in a file; one that a spreadsheet has saved again is its editor's, not ours."""
    try:
        text = data.decode()
        headings, *rows = csv.reader(io.StringIO(text.removeprefix(BOM), newline=""), strict=True)
        records = [dict(zip(headings, row, strict=True)) for row in rows]
        as_written = BOM + "".join(map(_row, [headings, *rows]))
        if not rows or text != as_written or not all(row["生成程序"] == GENERATOR for row in records):
            return None
        return frozenset(label(row["刊名"], row["年"], row["期"]) for row in records)
    except (ValueError, LookupError, csv.Error):
        return None
