"""What `catalog validate` says of pages: what reading finds, and what an export of them would say."""

from pathlib import Path

import pytest

from catalog.gather import Once, check_page
from catalog.publication import shipped

CASES = Path(__file__).parent / "cases" / "listings"
SEEDS = Path(__file__).parents[1] / "seeds"
PAGE = """《中国工运》2025年第11期

创新案例
工会驿站的冷与暖……王小明
数字工会建设的路径……李晓华
为职工办实事的探索……陈强 赵敏
"""
CHANGES = [
    ("冷与暖", "冷与暖", ""),
    ("冷与暖", "冷与\ufffd", "W704 4 title"),
    ("冷与暖", "冷与\ue123", "W704 4 title"),
    ("冷与暖", "<b>冷与暖</b>", "R487 4 title"),
    ("冷与暖", "冷&nbsp;与暖", "R486 4 title"),
    ("赵敏", "赵\ue123", "L208 6, W704 6 authors.name"),
    ("创新案例", "创新\ue123例", "W704 4 heading, W704 5 heading, W704 6 heading"),
]


def told(*texts: str) -> str:
    """Give code, line and field of what is found on pages that are checked in one run."""
    once = Once()
    found = [
        item
        for number, text in enumerate(texts)
        for item in check_page(text.encode(), f"{number}.txt", shipped(), once)
    ]
    return ", ".join(f"{item.code} {item.place.line} {item.place.field}".rstrip() for item in found)


@pytest.mark.parametrize(("before", "after", "expected"), CHANGES)
def test_what_an_export_refuses_is_told_at_its_line(before: str, after: str, expected: str) -> None:
    assert told(PAGE.replace(before, after)) == expected


def test_an_issue_is_taken_once() -> None:
    other = PAGE.replace("暖", "热")
    assert told(PAGE, PAGE) == "L205 1"
    assert told(PAGE, other) == "L206 1"
    assert told(f"{PAGE}\n{other}") == "L206 8"
    assert told(PAGE, PAGE.replace("11期", "10期")) == ""


@pytest.mark.parametrize("path", [*CASES.glob("*.txt"), *SEEDS.glob("*.txt")], ids=lambda path: path.stem)
def test_sound_pages_have_nothing_that_an_export_refuses(path: Path) -> None:
    found = check_page(path.read_bytes(), path.name, shipped(), Once())
    assert [item for item in found if item.code in ("L205", "L206", "W704", "R486", "R487")] == []
