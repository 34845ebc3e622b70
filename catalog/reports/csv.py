"""Findings as a table for spreadsheets: RFC 4180, in UTF-8 with a byte order mark.

A value that a spreadsheet could take for a formula has an apostrophe before it, and so has one that begins
with an apostrophe: whoever takes one away from what begins with one has the value again.
"""

import csv
import io
from collections.abc import Iterator
from typing import Any

from catalog.diagnostics import as_json
from catalog.reports.findings import Findings
from catalog.reports.view import View

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
COLUMNS = (
    "severity", "code", "slug",
    "file", "line", "column", "end_column", "record", "field", "occurrence", "subfield", "position",
    "message_zh", "message_en", "help_zh", "help_en",
    "excerpt", "listing_file", "listing_line", "url",
)  # fmt: skip
"""The keys of the findings in JSON; file and line of the listing have a column each."""
BEGINS = BOM + '"severity","code","slug",'
GUARDED = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n", "'")
"""With these a formula may begin; with the wide ones where a spreadsheet is set to Chinese."""


def write(findings: Findings, view: View) -> Iterator[str]:
    """Write a row for each finding, in their order, below the headings."""
    yield BOM + _row(COLUMNS)
    for item in findings:
        cells: dict[str, Any] = as_json(item)
        listing = cells["listing"] or {}
        cells |= {f"listing_{key}": value for key, value in listing.items()}
        yield _row(tuple(map(guarded, map(cells.get, COLUMNS))))


def guarded(value: object) -> object:
    """Keep a text from being taken for a formula.

    >>> guarded("=1+1"), guarded("'a"), guarded("a"), guarded(-1)
    ("'=1+1", "''a", 'a', -1)
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(GUARDED) else value


def _row(values: tuple[object, ...]) -> str:
    row = io.StringIO(newline="")
    csv.writer(row, quoting=csv.QUOTE_ALL).writerow(values)
    return row.getvalue()
