"""The tables of articles and of issues, a row a column: what csv and xlsx write.

A cell that holds something for each author is parted by semicolons, so that the second name, the second
role and the second affiliation belong together; a part that has a semicolon itself stands in quotation
marks, as in a file of comma-separated values.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

from catalog.formats import GENERATOR
from catalog.formats.entries import Entry, evidence
from catalog.formats.naming import shown
from catalog.issue import Author, Evidence
from catalog.marc.dialects.part import Whole

DOUBTFUL = 0.95
"""A value of less confidence than this is marked."""

Cell = str | int | float | None
T = TypeVar("T")


def _nothing(_: Entry) -> Iterator[Evidence]:
    return iter(())


class Column(NamedTuple, Generic[T]):
    """A column: its heading, its width in characters, what stands in it, on what evidence.

    `text` tells that figures in it are no numbers: an ISSN, pages that look like a date.
    """

    heading: str
    width: int
    value: Callable[[T], Cell]
    text: bool = False
    evidence: Callable[[Entry], Iterable[Evidence]] = _nothing


def several(values: Iterable[str | None]) -> str:
    """Put what belongs to several authors into one cell, nothing if none of them has anything.

    >>> several(["文", None, "图"]), several([None, None]), several(["甲;乙"])
    ('文;;图', '', '"甲;乙"')
    """
    parts = [value or "" for value in values]
    if not any(parts):
        return ""
    cell = io.StringIO()
    csv.writer(cell, delimiter=";", lineterminator="").writerow(parts)
    return cell.getvalue()


def doubts(column: Column[Entry], entry: Entry) -> list[str]:
    """Give the reasons for doubt in a cell: what was read, how sure it is, what else it may be."""
    return [_reason(item) for item in column.evidence(entry) if item.confidence < DOUBTFUL]


def _reason(item: Evidence) -> str:
    others = "".join(f"，或为{_called(other.reading)}：{other.text}" for other in item.alternatives)
    return shown(f"{''.join(item.quoted.splitlines())}（{item.confidence:.2f}）{others}")


def _called(reading: str) -> str:
    """Say in Chinese as what something was read."""
    from catalog.listing.grammar import Kind
    from catalog.listing.kinds import NAMES

    kind = Kind.__members__.get(reading.upper())
    return NAMES[kind]["zh"] if kind else reading


def _all_doubts(entry: Entry) -> str:
    return "；".join(f"{column.heading}：{reason}" for column in COLUMNS for reason in doubts(column, entry))


def _lines(entry: Entry) -> str:
    """Give the lines of the page that the article and its authors come from: 140-141, 153."""
    lines = sorted({span.line for item in evidence(entry.article) for span in item.spans})
    starts = [line for before, line in pairwise([-1, *lines]) if line - before > 1]
    ends = [line for line, after in pairwise([*lines, -1]) if after - line != 1]
    return ", ".join(f"{a}-{b}" if a < b else str(a) for a, b in zip(starts, ends, strict=True))


def _confidence(entry: Entry) -> float | None:
    """Give the least confidence of a value in the row."""
    found = [*evidence(entry.article), *entry.section.evidence.values()]
    return min((item.confidence for item in found), default=None)


def _authors(part: Callable[[Author], str | None]) -> Callable[[Entry], str]:
    return lambda entry: several(part(author) for author in entry.article.authors)


def _printed(field: str) -> Callable[[Entry], Iterator[Evidence]]:
    """Find the evidence for a value of the article."""
    return lambda entry: (entry.article.evidence[name] for name in (field,) if name in entry.article.evidence)


def _of_authors(field: str) -> Callable[[Entry], Iterator[Evidence]]:
    """Find the evidence for a value of each author."""
    return lambda entry: (a.evidence[field] for a in entry.article.authors if field in a.evidence)


def _of_section(entry: Entry) -> Iterator[Evidence]:
    return iter(entry.section.evidence.values())


KINDS = {"person": "个人", "corporate": "团体"}
COMPLETENESS = {"complete": "目录", "selection": "要目", "unstated": "未说明"}

COLUMNS: tuple[Column[Entry], ...] = (
    Column("题名", 48, lambda entry: entry.article.title, evidence=_printed("title")),
    Column("引题", 28, lambda entry: entry.article.kicker, evidence=_printed("kicker")),
    Column("责任者", 24, _authors(lambda author: author.name), evidence=_of_authors("name")),
    Column("责任者类型", 10, _authors(lambda author: KINDS[author.kind])),
    Column("责任者部门", 16, _authors(lambda author: author.unit)),
    Column("责任方式", 10, _authors(lambda author: author.role), evidence=_of_authors("role")),
    Column("机构", 20, _authors(lambda author: author.affiliation), evidence=_of_authors("affiliation")),
    Column("国别", 8, _authors(lambda author: author.nationality), evidence=_of_authors("nationality")),
    Column("栏目", 20, lambda entry: entry.heading, evidence=_of_section),
    Column("刊名", 14, lambda entry: entry.publication.name),
    Column("年", 6, lambda entry: entry.issue.year),
    Column("期", 5, lambda entry: entry.issue.number),
    Column("总期号", 8, lambda entry: entry.issue.whole_number),
    Column("页码", 8, lambda entry: entry.article.pages, text=True, evidence=_printed("pages")),
    Column("ISSN", 11, lambda entry: entry.issn, text=True),
    Column("统一刊号", 12, lambda entry: entry.publication.cn, text=True),
    Column("控制号", 16, lambda entry: entry.number, text=True),
    Column("目次性质", 9, lambda entry: COMPLETENESS[entry.issue.completeness]),
    Column("目次所题刊名", 14, lambda entry: entry.issue.publication),
    Column("来源文件", 28, lambda entry: shown(entry.issue.source.file), text=True),
    Column("来源行", 10, _lines, text=True),
    Column("置信度", 8, _confidence),
    Column("疑点", 40, _all_doubts),
    Column("生成程序", 14, lambda entry: GENERATOR),
)
"""An article a row."""

ISSUE_COLUMNS: tuple[Column[Whole], ...] = (
    Column("刊名", 14, lambda whole: whole.publication.name),
    Column("年", 6, lambda whole: whole.issue.year),
    Column("期", 5, lambda whole: whole.issue.number),
    Column("总期号", 8, lambda whole: whole.issue.whole_number),
    Column("ISSN", 11, lambda whole: whole.issn, text=True),
    Column("统一刊号", 12, lambda whole: whole.publication.cn, text=True),
    Column("目次性质", 9, lambda whole: COMPLETENESS[whole.issue.completeness]),
    Column("目次所题刊名", 14, lambda whole: whole.issue.publication),
    Column("篇数", 6, lambda whole: len(whole.issue.articles)),
    Column("来源文件", 28, lambda whole: shown(whole.issue.source.file), text=True),
    Column("起行", 6, lambda whole: whole.issue.source.line),
    Column("止行", 6, lambda whole: whole.issue.source.end_line),
    Column("编码", 10, lambda whole: shown(whole.issue.source.encoding)),
)
"""An issue a row."""
