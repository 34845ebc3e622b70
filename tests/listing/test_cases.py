"""Every page in tests/cases/listings and tests/cases/seeds reads as its gold says."""

from pathlib import Path

import pytest

from tests.listing.gold import as_gold, gold, reading

CASES = Path(__file__).parents[1] / "cases"
PAGES = sorted((CASES / "listings").glob("*.txt"))
UNSOLVED: dict[str, str] = {}
"""Cases that are read wrong today, each with what goes wrong."""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_case(page: Path, request: pytest.FixtureRequest) -> None:
    if page.stem in UNSOLVED:
        request.applymarker(pytest.mark.xfail(reason=UNSOLVED[page.stem], strict=True))
    issues, _ = reading(page)
    assert as_gold(issues) == gold(page)


def test_no_unsolved_case_is_forgotten() -> None:
    assert set(UNSOLVED) <= {page.stem for page in PAGES}


def test_the_seeds_read_as_the_gold_by_hand() -> None:
    page = Path(__file__).parents[2] / "seeds" / "gongren-ribao-page.txt"
    issues, findings = reading(page)
    assert as_gold(issues) == gold(CASES / "seeds" / "gongren-ribao-page.txt")
    assert findings == []


def test_the_real_page_reads_as_the_gold_by_hand(shared: Path) -> None:
    issues, findings = reading(shared / "seeds" / "gongren-ribao-page.txt")
    assert as_gold(issues) == gold(CASES / "seeds" / "gongren-ribao-page.txt")
    assert findings == []
    articles = [article for issue in issues for article in issue.articles]
    authors = [author for article in articles for author in article.authors]
    headings = [len(issue.sections) for issue in issues]
    assert (len(articles), headings) == (13, [4, 6])
    assert sum(article.kicker is not None for article in articles) == 5
    assert sum(author.kind == "person" for author in authors) == 9
    assert sum(author.kind == "corporate" for author in authors) == 5
    assert [issue.completeness for issue in issues] == ["selection", "selection"]
