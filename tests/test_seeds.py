"""The seeds: the two listings as the newspaper printed them, within a page of our own composition."""

import json
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
SEEDS = PROJECT / "seeds"
GOLD = PROJECT / "tests" / "cases" / "seeds" / "gongren-ribao-page.gold.json"
PAGE = "gongren-ribao-page.txt"

# file of one listing alone: its first line, its last line, both as printed
LISTINGS = {
    "zhongguo-gongyun-2025-11.txt": ("《中国工运》2025年第11期", "扫一扫阅读《中国工运》第11期全部目录"),
    "gonghui-xinxi-2025-21.txt": ("《工会信息》2025年第21期", "扫一扫阅读《工会信息》第21期全部目录"),
}


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def printed(page: Path, first: str, last: str) -> list[str]:
    """The lines of a page from the one to the other; a listing that is not there fails the test."""
    all_lines = lines(page)
    return all_lines[all_lines.index(first) : all_lines.index(last) + 1]


def prose(page: Path) -> set[str]:
    """The lines above the first listing that are not blank."""
    all_lines = lines(page)
    first, _ = LISTINGS["zhongguo-gongyun-2025-11.txt"]
    return {line for line in all_lines[: all_lines.index(first)] if line.strip()}


@pytest.mark.parametrize("name", LISTINGS)
def test_a_listing_alone_is_the_listing_of_the_real_page(name: str, shared: Path) -> None:
    assert lines(SEEDS / name) == printed(shared / "seeds" / PAGE, *LISTINGS[name])


@pytest.mark.parametrize("name", LISTINGS)
def test_a_listing_alone_is_the_listing_of_our_page(name: str) -> None:
    assert lines(SEEDS / name) == printed(SEEDS / PAGE, *LISTINGS[name])


def test_our_page_ends_as_the_real_page_does(shared: Path) -> None:
    first, last = LISTINGS["zhongguo-gongyun-2025-11.txt"][0], LISTINGS["gonghui-xinxi-2025-21.txt"][1]
    ours, theirs = lines(SEEDS / PAGE), lines(shared / "seeds" / PAGE)
    assert ours[-1] == theirs[-1] == last
    assert ours[ours.index(first) :] == theirs[theirs.index(first) :]


def test_the_prose_of_our_page_is_our_own(shared: Path) -> None:
    ours, theirs = prose(SEEDS / PAGE), prose(shared / "seeds" / PAGE)
    assert len(ours) >= 50
    assert not ours & theirs
    # No run of twelve characters is common to both: a sentence with a word or two exchanged would be.
    runs = {line[i : i + 12] for line in theirs for i in range(len(line) - 11)}
    assert not [line for line in ours if any(line[i : i + 12] in runs for i in range(len(line) - 11))]


@pytest.mark.parametrize("name", [PAGE, *LISTINGS])
def test_seeds_are_utf8_with_line_feeds(name: str) -> None:
    data = (SEEDS / name).read_bytes()
    assert data.decode("utf-8").endswith("目录\n")
    assert b"\r" not in data
    assert not data.startswith(b"\xef\xbb\xbf")


def test_the_gold_holds_what_the_page_holds() -> None:
    issues = json.loads(GOLD.read_text(encoding="utf-8"))["issues"]
    articles = [a for issue in issues for section in issue["sections"] for a in section["articles"]]
    persons = [[x for x in a["authors"] if x["kind"] == "person"] for a in articles]
    assert [len(issue["sections"]) for issue in issues] == [4, 6]
    assert len(articles) == 13
    assert len([a for a in articles if a["kicker"]]) == 5
    assert sum(map(len, persons)) == 9
    assert len([names for names in persons if names]) == 8
    assert len([a for a in articles if any(x["kind"] == "corporate" for x in a["authors"])]) == 5
