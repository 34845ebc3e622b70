"""The department of a body is told apart, and its evidence quotes exactly its characters."""

from pathlib import Path

import pytest

from catalog.issue import Author
from catalog.listing import read
from catalog.publication import shipped
from catalog.source import SourceDocument
from tests.listing.gold import reading
from tests.listing.test_cases import CASES, PAGES


def authors(*lines: str) -> list[tuple[Author, SourceDocument]]:
    page = SourceDocument("page.txt", ("《中国工运》2025年第11期", "创新案例", *lines))
    issues, _ = read(page, shipped())
    return [(author, page) for issue in issues for article in issue.articles for author in article.authors]


PRINTED = (
    (("工会驿站的冷与暖……湖北省总工会经济技术劳动保护部",), "经济技术劳动保护部", "经济技术劳动保护部"),
    (("工会驿站的冷与暖……湖北省总工会 研究室 12",), "研究室", "研究室"),
    (("工会驿站的冷与暖……湖北省总工会经济技", "术劳动保护部"), "经济技术劳动保护部", "经济技\n术劳动保护部"),
    (("工会驿站的冷与暖……湖北省总工会经济技术 劳动保护部",), "经济技术劳动保护部", "经济技术 劳动保护部"),
    (("工會驛站的冷與暖……湖北省總工會經濟技術勞動保護部",), "經濟技術勞動保護部", "經濟技術勞動保護部"),
    (("工会驿站的冷与暖……扬州市总工会课题组",), "课题组", "课题组"),
    (("工会驿站的冷与暖……（湖北省总工会研究室）",), "研究室", "研究室"),
    (("工会驿站的冷与暖……湖北省总工会",), None, None),
    (("工会驿站的冷与暖……武汉协和医院工会",), None, None),
    (("工会驿站的冷与暖……李明华",), None, None),
)


@pytest.mark.parametrize(("lines", "unit", "quoted"), PRINTED)
def test_a_unit_ends_the_name(lines: tuple[str, ...], unit: str | None, quoted: str | None) -> None:
    ((author, page),) = authors(*lines)
    assert author.unit == unit
    assert ("unit" in author.evidence) == (unit is not None)
    if unit:
        shown = author.evidence["unit"]
        assert author.name.endswith(unit)
        assert author.name != unit
        assert shown.quoted == quoted == page.quote(shown.spans)
        assert shown.confidence == author.evidence["name"].confidence


@pytest.mark.parametrize(
    "page", [*PAGES, CASES.parents[1] / "seeds" / "gongren-ribao-page.txt"], ids=lambda p: p.stem
)
def test_every_unit_is_the_end_of_its_body(page: Path) -> None:
    issues, _ = reading(page)
    for author in (a for issue in issues for article in issue.articles for a in article.authors):
        if author.unit is None:
            assert "unit" not in author.evidence
        else:
            assert author.kind == "corporate"
            assert "".join(author.evidence["unit"].quoted.split()) == author.unit
            assert author.name.removesuffix(author.unit)
