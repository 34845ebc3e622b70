"""An explanation for people: the line, what it was read as, and the readings that lost."""

import re
from collections.abc import Sequence

from catalog import readers
from catalog.diagnostics import Diagnostic, Language, cells
from catalog.listing import read
from catalog.listing.explain import Explained, explain
from catalog.listing.kinds import NAMES
from catalog.publication import Publication
from catalog.readers.inputs import find, load
from catalog.source import SourceDocument

_LINE = re.compile("[0-9]{1,9}")
TEXTS = {
    "zh": {
        "won": "读作", "lost": "其他读法", "score": "得分", "margin": "领先", "sure": "把握", "rule": "规则",
        "none": "此行不属于任何目次。\n", "mark": "此行是刊头、页脚或空行，不作为条目来读。\n",
    },
    "en": {
        "won": "read as", "lost": "other readings", "score": "score", "margin": "margin", "sure": "sure",
        "rule": "rule",
        "none": "This line belongs to no listing.\n",
        "mark": "This line is a masthead, a footer or blank, and not read as an entry.\n",
    },
}  # fmt: skip


def explanation(
    place: str, publications: Sequence[Publication], encoding: str | None, language: Language
) -> tuple[str, list[Diagnostic]]:
    """Explain `FILE:LINE` or `FILE:CONTROLNUMBER`; raises LookupError if it has not that form."""
    name, _, which = place.rpartition(":")
    if not name or not which:
        raise LookupError(f"{place!r} is not FILE:LINE.")
    sources, findings = find([name])
    for source in sources:
        data, found = load(source)
        findings += found
        if data is not None:
            document, found = readers.reader(source.name).read(data, source.name, encoding)
            findings += found
            if document is not None:
                line = int(which) if _LINE.fullmatch(which) else _line_of(document, publications, which)
                if not 1 <= line <= len(document.lines):
                    raise LookupError(f"{name} has no line {line}.")
                return _text(document, publications, line, language), findings
    return "", findings


def _line_of(document: SourceDocument, publications: Sequence[Publication], number: str) -> int:
    """Find the line where the title of a record stands."""
    for issue in read(document, publications)[0]:
        for article in issue.articles:
            if article.id == number:
                return article.evidence["title"].spans[0].line
    raise LookupError(f"{document.name} has no record {number!r}.")


def _text(
    document: SourceDocument, publications: Sequence[Publication], line: int, language: Language
) -> str:
    region, readings = explain(document, publications, line)
    texts = TEXTS[language]
    head = f"{document.name}:{line}\n  {document.lines[line - 1]}\n"
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
