"""The benchmarks run, and what they compare says the same: they stop where it does not."""

from pathlib import Path

import pytest

from tests.benchmarks import peers
from tests.benchmarks.rows import in_process
from tests.benchmarks.work import CONTEXT, Page, pages, plain, printed, records_of


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> list[Page]:
    return pages(tmp_path_factory.mktemp("pages"), 3, 5)


def test_every_comparison_has_a_ratio_for_each_run(work: list[Page]) -> None:
    rows = list(in_process(work, 2))
    assert [row.ours for row in rows] == [
        "listing → issue",
        "listing → MARCXML",
        "records → MARCXML",
        "data → MARCXML",
        "records → ISO 2709",
        "data → ISO 2709",
        "MARCXML → records",
    ]
    assert all(len(row.ratios) == 2 and min(row.ratios) > 0 < row.micro for row in rows)


def test_the_peer_says_what_it_was_given(work: list[Page]) -> None:
    given = [plain(record) for record in records_of(work)]
    assert given
    assert [peers.says(one) for one in peers.read_marcxml(peers.marcxml(given))] == [one[1] for one in given]


def test_pages_printed_again_hold_as_many_articles_in_issues_of_their_own(work: list[Page]) -> None:
    issues = [issue for page in printed(work, 150) for issue in page.read()]
    assert sum(len(issue.articles) for issue in issues) >= 150
    assert len({(issue.publication, issue.year, issue.number) for issue in issues}) == len(issues)
    assert all(CONTEXT.publication(issue.publication) for issue in issues)


def test_the_same_seed_gives_the_same_pages(work: list[Page], tmp_path: Path) -> None:
    assert pages(tmp_path, 3, 5) == work
