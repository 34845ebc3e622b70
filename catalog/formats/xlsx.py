"""A workbook for spreadsheets: a sheet of articles, doubtful values marked, and a sheet of issues.

The library XlsxWriter does the container; it is asked for the same bytes on every day.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from catalog import patterns
from catalog.context import Context
from catalog.diagnostics import Diagnostic
from catalog.formats import GENERATOR, Frame
from catalog.formats.columns import COLUMNS, ISSUE_COLUMNS, Cell, Column, T, doubts
from catalog.formats.entries import Entry, entries
from catalog.formats.naming import label
from catalog.identity import Dates
from catalog.issue import Issue
from catalog.marc.dialects.part import Whole
from catalog.marc.soundness import refused
from catalog.misuse import MisuseError

if TYPE_CHECKING:
    from lxml import etree

ARTICLES, ISSUES = "条目", "期次"
"""The names of the sheets."""

ROWS = 1_048_576
"""The rows of a sheet; the first holds the headings."""
LONGEST = 32_767
"""The longest text of a cell, in UTF-16 units."""
MISTAKEN = patterns.compile(r"^(<r>).*</r>$|(_x005[Ff]_)|(_x[0-9A-Fa-f]{4}_x)[0-9A-Fa-f]{4}_")
"""Text that XlsxWriter takes for markup of its own, or that readers do not give back as it escapes it."""


def require() -> None:
    """Raise LookupError, with words for the user, when the library is not installed."""
    try:
        import xlsxwriter  # type: ignore[import-untyped]  # noqa: F401  # it has no types
    except ImportError:
        command = 'pip install "kanmu-catalog[xlsx]"'
        raise MisuseError(
            f"The format xlsx needs XlsxWriter: {command}", f"格式 xlsx 需要 XlsxWriter：{command}"
        ) from None


def write(issues: Iterable[Issue], context: Context, findings: list[Diagnostic]) -> Iterator[bytes]:
    """Write the workbook, in one piece; what cannot be written whole is refused (W704).

    Refused are, too, a text longer than a cell holds, one that XlsxWriter would mistake, and the article
    past the last row of a sheet.  Raises LookupError, with words for the user, when XlsxWriter is not
    installed.
    """
    require()
    issues = list(issues)
    rows = list(_fitting(entries(issues, context, findings), findings))
    return iter([_workbook(rows, _wholes(issues, context), context)] if rows else [])


def frame(context: Context) -> Frame | None:
    """Give nothing at all: a workbook is a packed file, and cannot be put together from others."""
    return None


def _wholes(issues: Iterable[Issue], context: Context) -> list[Whole]:
    settings = context.settings
    dates = Dates(settings.date, settings.date)
    return [Whole(issue, context.publication(issue.publication), settings, dates) for issue in issues]


def _fitting(found: Iterable[Entry], findings: list[Diagnostic]) -> Iterator[Entry]:
    """Give the articles that fit into the sheet, and refuse the others."""
    row = 1
    for entry in found:
        cells = ((column.heading, column.value(entry)) for column in COLUMNS)
        faults = ((heading, _fault(value)) for heading, value in cells if isinstance(value, str))
        field, reason = next((fault for fault in faults if fault[1]), ("", ""))
        if not reason and row >= ROWS:
            field, reason = ARTICLES, f"{row + 1} > {ROWS}"
        if reason:
            findings.append(refused(reason, replace(entry.place, field=field)))
        else:
            row += 1
            yield entry


def _fault(text: str) -> str:
    """Say why a text cannot stand in a cell, in no language; nothing if it can."""
    length = len(text.encode("utf-16-le")) // 2
    if length > LONGEST:
        return f"{length} > {LONGEST}"
    mistaken = MISTAKEN.search(text)
    return mistaken[mistaken.lastindex or 0] if mistaken else ""


def _workbook(articles: Sequence[Entry], issues: Sequence[Whole], context: Context) -> bytes:
    import xlsxwriter

    file = io.BytesIO()
    # In memory, the parts of the file are dated 1980, as spreadsheets themselves date them.
    workbook = xlsxwriter.Workbook(file, {"in_memory": True})
    created = datetime.combine(context.settings.date, time())
    workbook.set_properties({"author": GENERATOR, "created": created})
    formats = {
        (doubtful, text): workbook.add_format(
            ({"bg_color": "#FFEB9C"} if doubtful else {}) | ({"num_format": "@"} if text else {})
        )
        for doubtful in (False, True)
        for text in (False, True)
    }
    bold = workbook.add_format({"bold": True, "bg_color": "#DDEBF7", "bottom": 1})
    sheet = workbook.add_worksheet(ARTICLES)
    _table(sheet, COLUMNS, articles, bold, formats)
    _marked(sheet, articles, formats)
    _table(workbook.add_worksheet(ISSUES), ISSUE_COLUMNS, issues, bold, formats)
    workbook.close()
    return file.getvalue()


def _table(
    sheet: Any,
    columns: Sequence[Column[T]],
    rows: Sequence[T],
    bold: Any,
    formats: dict[tuple[bool, bool], Any],
) -> None:
    """Fill a sheet: headings that stay in sight, a row each, buttons to filter by."""
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width, formats[False, column.text])
        sheet.write_string(0, place, column.heading, bold)
    for number, row in enumerate(rows, 1):
        for place, column in enumerate(columns):
            _cell(sheet, number, place, column.value(row), formats[False, column.text])
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(rows), len(columns) - 1)


def _marked(sheet: Any, articles: Iterable[Entry], formats: dict[tuple[bool, bool], Any]) -> None:
    """Colour what is doubtful, the reason in a comment."""
    for number, entry in enumerate(articles, 1):
        for place, column in enumerate(COLUMNS):
            if reasons := doubts(column, entry):
                _cell(sheet, number, place, column.value(entry), formats[True, column.text])
                size = {"author": GENERATOR, "width": 320, "height": 40 + 40 * len(reasons)}
                sheet.write_comment(number, place, "\n".join(reasons), size)


def _cell(sheet: Any, row: int, place: int, value: Cell, form: Any) -> None:
    """Write a value as what it is: text never becomes a formula, a link or a number."""
    if isinstance(value, str) and value:
        sheet.write_string(row, place, value, form)
    elif value is None or value == "":
        sheet.write_blank(row, place, None, form)
    else:
        sheet.write_number(row, place, value, form)


def issues_in(data: bytes) -> frozenset[str] | None:
    """Name the issues in a workbook; one that a spreadsheet has saved again is its editor's, not ours."""
    from lxml import etree

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            core = {element.tag: element.text for element in _part(file, "docProps/core.xml")}
            if core[f"{_DC}creator"] != GENERATOR or core[f"{_TERMS}created"] != core[f"{_TERMS}modified"]:
                return None
            headings, *rows = _rows(file, "xl/worksheets/sheet2.xml")
            issues = [dict(zip(headings, row, strict=True)) for row in rows]
    except (
        ValueError,
        LookupError,
        OSError,
        zipfile.BadZipFile,
        NotImplementedError,
        etree.LxmlError,
        zlib.error,
    ):
        return None
    return frozenset(label(issue["刊名"], issue["年"], issue["期"]) for issue in issues)


_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LARGEST = 1 << 28  # of a part when unpacked


def _part(file: zipfile.ZipFile, name: str) -> etree._Element:
    """Read a part of the file as XML; raises ValueError, KeyError and what zipfile and lxml raise."""
    from lxml import etree

    if file.getinfo(name).file_size > _LARGEST:
        raise ValueError(name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(file.read(name), parser)


def _rows(file: zipfile.ZipFile, name: str) -> Iterator[list[str]]:
    """Give the cells of a sheet as text, row by row."""
    texts = [
        "".join(map(str, item.itertext())) for item in _part(file, "xl/sharedStrings.xml").iter(f"{_MAIN}si")
    ]
    for row in _part(file, name).iter(f"{_MAIN}row"):
        values = ((cell.get("t"), cell.findtext(f"{_MAIN}v", "")) for cell in row)
        yield [texts[int(value)] if kind == "s" else value for kind, value in values]
