"""An explanation for people: the line, what it was read as, and the readings that lost."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from catalog import gather, patterns, readers
from catalog.diagnostics import Diagnostic, Language, cells
from catalog.issue import Evidence
from catalog.listing import read
from catalog.listing.explain import Explained, explain
from catalog.listing.kinds import NAMES
from catalog.listing.locate import known_names
from catalog.listing.sheets import sheets
from catalog.misuse import MisuseError
from catalog.publication import Publication
from catalog.readers.inputs import find, load
from catalog.source import SourceDocument, SourceSpan

if TYPE_CHECKING:
    from catalog.corrections import Correction

_LINE = patterns.compile("[0-9]{1,9}")
TEXTS = {
    "zh": {
        "won": "读作", "lost": "其他读法", "score": "得分", "margin": "领先", "sure": "把握", "rule": "规则",
        "many": "文件的这一行含有页面的多行，请加列号指明其一：\n",
        "none": "此行不属于任何目次。\n", "mark": "此行是刊头、页脚或空行，不作为条目来读。\n",
    },
    "en": {
        "won": "read as", "lost": "other readings", "score": "score", "margin": "margin", "sure": "sure",
        "rule": "rule",
        "many": "Several lines of the page stand on this line of the file; name one by its column:\n",
        "none": "This line belongs to no listing.\n",
        "mark": "This line is a masthead, a footer or blank, and not read as an entry.\n",
    },
}  # fmt: skip


def explanation(
    place: str,
    publications: Sequence[Publication],
    encoding: str | None,
    language: Language,
    corrections: Path | None = None,
) -> tuple[str, list[Diagnostic]]:
    """Explain `FILE:LINE` or `FILE:CONTROLNUMBER`; raises MisuseError if it has not that form.

    Corrections of the page, beside it or in the folder given, are applied as at every reading; it is said
    which of them settle the line (L210), and which fit no line (L209).

    Several lines of a page may stand on one line of its file, as in HTML; then they are listed, and
    `FILE:LINE:COLUMN` explains one of them.
    """
    name, which, column = _parts(place)
    if not name or not which:
        raise MisuseError(
            f"{place!r} names no line: give FILE:LINE or FILE:NUMBER, such as page.txt:12.",
            f"{place!r} 未指明行：请写“文件:行号”或“文件:控制号”，例如 page.txt:12。",
        )
    sources, findings = find([name])
    for source in sources:
        data, found = load(source)
        findings += found
        page, faults = gather.page(data, source.name, corrections) if data is not None else (None, [])
        findings += faults
        if page is not None:
            document, found = readers.reader(page.name, page.data).read(page.data, page.name, encoding)
            findings += found
            if document is not None:
                spots = _spots(document, publications, which, column, page.settled)
                if len(spots) != 1:
                    return _list(document, which, spots, language), findings
                said = _settled(document, publications, page.settled, _line(*spots[0]))
                return _text(*spots[0], publications, language, page.settled), findings + said
    return "", findings


def _settled(
    document: SourceDocument,
    publications: Sequence[Publication],
    corrections: Sequence[Correction],
    line: int,
) -> list[Diagnostic]:
    """Say which corrections settle a line of the file, and which fit no line at all."""
    if not corrections:
        return []
    said = read(document, publications, corrections)[1]
    return [item for item in said if item.code == "L209" or (item.code, item.place.line) == ("L210", line)]


def _parts(place: str) -> tuple[str, str, str]:
    """Part a place into a file, a line or control number, and perhaps a column."""
    name, _, which = place.rpartition(":")
    file, _, line = name.rpartition(":")
    if file and _LINE.fullmatch(line) and _LINE.fullmatch(which) and not os.path.lexists(name):
        return file, line, which
    return name, which, ""


Spot = tuple[SourceDocument, int]
"""A line, from 1, of a page as it is laid out to be read."""


def _spots(
    document: SourceDocument,
    publications: Sequence[Publication],
    which: str,
    column: str,
    corrections: Sequence[Correction],
) -> list[Spot]:
    """Give the lines of the page that are asked for; a line of the file may hold many, or none."""
    pages = [sheet.page for sheet in sheets(document, known_names(publications))]
    if not _LINE.fullmatch(which):
        title = _title(document, publications, which, corrections)
        held = [page for page in pages if page.quote(title.spans) == title.quoted]
        return [(page, page.line_of(title.spans[0])) for page in held[:1]]
    line, last = int(which), len(document.file_lines or document.lines)
    if not 1 <= line <= last:
        raise MisuseError(
            f"{document.name} has no line {line}: its last is {last}.",
            f"{document.name} 没有第 {line} 行：最后一行是第 {last} 行。",
        )
    spots = [(page, row) for page in pages for row in page.lines_at(line)]
    if column:
        asked = SourceSpan(line, int(column), int(column))
        here = [
            (page, row) for page, row in spots if page.line_of(asked) == row and _reaches(page, row, asked)
        ]
        return here[-1:] or spots
    return spots


def _reaches(page: SourceDocument, row: int, span: SourceSpan) -> bool:
    """Tell that a line of the page begins at a place of its file, or before."""
    first = page.in_file(SourceSpan(row, 1, 2))[0]
    return (first.line, first.column) <= (span.line, span.column)


def _title(
    document: SourceDocument,
    publications: Sequence[Publication],
    number: str,
    corrections: Sequence[Correction],
) -> Evidence:
    """Find where the title of a record stands in the file."""
    for issue in read(document, publications, corrections)[0]:
        for article in issue.articles:
            if article.id == number:
                return article.evidence["title"]
    raise MisuseError(
        f"{document.name} has no record {number!r}: catalog export numbers them.",
        f"{document.name} 中没有记录 {number!r}：编号见 catalog export 的输出。",
    )


def _list(document: SourceDocument, line: str, spots: Sequence[Spot], language: Language) -> str:
    """List the lines of a page that stand on one line of its file, each with its place."""
    texts = TEXTS[language]
    if not spots:
        return f"{document.name}:{line}\n{texts['none']}"
    places = [page.in_file(SourceSpan(row, 1, 2))[0] for page, row in spots]
    lines = [
        f"  {document.name}:{at.line}:{at.column}  {page.lines[row - 1]}\n"
        for (page, row), at in zip(spots, places, strict=True)
    ]
    return f"{document.name}:{line}\n{texts['many']}{''.join(lines)}"


def _line(document: SourceDocument, row: int) -> int:
    """Give the line of the file where a line of the page begins."""
    return document.in_file(SourceSpan(row, 1, 2))[0].line


def _text(
    document: SourceDocument,
    row: int,
    publications: Sequence[Publication],
    language: Language,
    corrections: Sequence[Correction],
) -> str:
    region, readings = explain(document.page(), publications, row, corrections)
    texts = TEXTS[language]
    head = f"{document.name}:{_line(document, row)}\n  {document.lines[row - 1]}\n"
    if region is None:
        return head + texts["none"]
    if not readings:
        return head + texts["mark"]
    won = [row for row in readings if row.margin is not None]
    lost = [row for row in readings if row.margin is None]
    width = max(cells(_kind(row, language)) for row in readings)
    rows = [f"{texts['won']}:", *(_row(row, language, width) for row in won)]
    if lost:
        rows += [f"{texts['lost']}:", *(_row(row, language, width) for row in lost)]
    return head + "\n".join(rows) + "\n"


def _row(row: Explained, language: Language, width: int) -> str:
    texts, kind = TEXTS[language], _kind(row, language)
    figures = f"{texts['score']} {row.score:+.1f}"
    if row.margin is not None and row.confidence is not None:
        margin = f"{row.margin:.1f}" if row.margin < 1000 else "∞"
        figures += f", {texts['margin']} {margin}, {texts['sure']} {row.confidence:.3f}"
    return f"  {kind}{' ' * (width - cells(kind))}  {row.text}  ({texts['rule']} {row.rule}, {figures})"


def _kind(row: Explained, language: Language) -> str:
    return NAMES[row.kind][language]
