"""What a row of the table must say of an article, told without the table of columns."""

import csv
import re
from collections.abc import Mapping

from catalog.model import Article, Evidence, Issue, Section
from catalog.publication import by_name, shipped

HEADINGS = [
    "题名", "引题", "责任者", "责任者类型", "责任者部门", "责任方式", "机构", "国别", "栏目", "刊名",
    "年", "期", "总期号", "页码", "ISSN", "统一刊号", "控制号", "目次性质", "目次所题刊名", "来源文件",
    "来源行", "置信度", "疑点", "生成程序",
]  # fmt: skip
KINDS = {"person": "个人", "corporate": "团体"}
COMPLETENESS = {"complete": "目录", "selection": "要目", "unstated": "未说明"}


def check_row(row: Mapping[str, object], issue: Issue, section: Section, article: Article) -> None:
    """Compare every cell of a row, given as strings or numbers, with the article."""
    profile = by_name(issue.publication, shipped())
    assert profile is not None
    assert list(row) == HEADINGS
    cells = {heading: "" if value is None else str(value) for heading, value in row.items()}
    single = {
        "题名": article.title,
        "引题": article.kicker,
        "栏目": section.heading,
        "刊名": profile.name,
        "年": issue.year,
        "期": issue.number,
        "总期号": issue.whole_number,
        "页码": article.pages,
        "ISSN": profile.issn,
        "统一刊号": profile.cn,
        "目次性质": COMPLETENESS[issue.completeness],
        "目次所题刊名": issue.publication,
        "来源文件": issue.source.file,
        "生成程序": "kanmu-catalog",
    }
    for heading, value in single.items():
        assert cells[heading] == str(value or ""), heading
    of_authors = {
        "责任者": [author.name for author in article.authors],
        "责任者类型": [KINDS[author.kind] for author in article.authors],
        "责任者部门": [author.unit or "" for author in article.authors],
        "责任方式": [author.role or "" for author in article.authors],
        "机构": [author.affiliation or "" for author in article.authors],
        "国别": [author.nationality or "" for author in article.authors],
    }
    for heading, values in of_authors.items():
        assert parts(cells[heading], len(article.authors)) == values, heading
    assert cells["控制号"].startswith(article.id or f"{profile.code}{issue.year}{issue.number:02}")
    found = witnesses(article)
    assert figures(cells["来源行"]) == {span.line for item in found for span in item.spans}
    found += section.evidence.values()
    confidence = min((item.confidence for item in found), default=None)
    assert (float(cells["置信度"]) if cells["置信度"] else None) == confidence
    for item in (item for item in found if item.confidence < 0.95):
        assert f"{''.join(item.quoted.split(chr(10)))}（{item.confidence:.2f}）" in cells["疑点"]
        assert all(f"：{other.text}" in cells["疑点"] for other in item.alternatives)
    assert bool(cells["疑点"]) == any(item.confidence < 0.95 for item in found)


def witnesses(article: Article) -> list[Evidence]:
    return [
        *article.evidence.values(),
        *(item for author in article.authors for item in author.evidence.values()),
    ]


def parts(cell: str, count: int) -> list[str]:
    """Take a cell apart as its manual says: semicolons, quotation marks as in CSV."""
    return next(csv.reader([cell], delimiter=";", strict=True)) if cell else [""] * count


def figures(cell: str) -> set[int]:
    """Give the lines that `8-10, 12` names."""
    ends = [(int(a), int(b or a)) for a, b in re.findall(r"(\d+)(?:-(\d+))?", cell)]
    return {line for first, last in ends for line in range(first, last + 1)}
