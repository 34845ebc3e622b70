"""Why a line was read so, for people; and how exact the reading is, in figures."""

import json
import re
from pathlib import Path

import pytest

from tests.conftest import Run

PAGE = """《中国工运》2025年第12期

创新案例
工会驿站的冷与暖……王小明
扫一扫阅读《中国工运》第12期全部目录

天气晴朗。
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_a_line_is_explained_with_what_won_and_what_lost(run: Run, page: Path) -> None:
    done = run("explain", f"{page}:4")
    won, lost = done.out.split("other readings:")
    assert done.code == 0
    assert re.search(r"title +工会驿站的冷与暖  \(rule title, score", won)
    assert re.search(r"person +王小明  \(rule person_name, score", won)
    assert won.count("margin") == 3
    assert "unread" in lost
    assert "margin" not in lost


def test_a_record_is_explained_by_its_control_number(run: Run, page: Path) -> None:
    done = run("explain", f"{page}:ZGGY202512001", "--lang", "zh")
    assert done.code == 0
    assert "题名" in done.out
    assert f"{page}:4\n" in done.out


@pytest.mark.parametrize(
    ("line", "said"), [(1, "a masthead"), (2, "blank"), (5, "a footer"), (7, "belongs to no listing")]
)
def test_lines_that_are_no_entries(run: Run, page: Path, line: int, said: str) -> None:
    done = run("explain", f"{page}:{line}")
    assert done.code == 0
    assert said in done.out


@pytest.mark.parametrize("place", ["page.txt", "page.txt:", "page.txt:99", "page.txt:0", "page.txt:ZGGY1"])
def test_places_that_there_are_not(run: Run, page: Path, place: str) -> None:
    done = run("explain", place)
    assert done.code == 2
    assert "Traceback" not in done.err


def test_a_page_that_cannot_be_read(run: Run) -> None:
    assert run("explain", "nothing.txt:1").code == 3


GOLD = {
    "issues": [
        {
            "publication": "中国工运",
            "year": 2025,
            "issue": 12,
            "sections": [
                {
                    "name": "创新案例",
                    "articles": [
                        {
                            "kicker": None,
                            "title": "工会驿站的冷与暖",
                            "authors": [{"name": "王小明", "kind": "person"}],
                        }
                    ],
                }
            ],
        }
    ]
}


def test_check_counts_what_is_right(run: Run, page: Path) -> None:
    page.with_suffix(".gold.json").write_text(json.dumps(GOLD), encoding="utf-8")
    wrong = json.loads(json.dumps(GOLD).replace(json.dumps("王小明")[1:-1], json.dumps("李小明")[1:-1]))
    (page.parent / "other-1.gold.json").write_text(json.dumps(wrong), encoding="utf-8")
    (page.parent / "other-1.txt").write_text(PAGE, encoding="utf-8")
    (page.parent / "lost-1.gold.json").write_text(json.dumps(GOLD), encoding="utf-8")
    (page.parent / "lost-1.txt").write_text(PAGE.replace("暖", "热"), encoding="utf-8")
    (page.parent / "none-1.gold.json").write_text('{"issues": []}', encoding="utf-8")
    (page.parent / "none-1.txt").write_text(PAGE, encoding="utf-8")
    done = run("check", page.parent)
    rows = {line.split()[0]: line.split()[1:] for line in done.out.splitlines() if line}
    assert done.code == 0
    assert rows["page"][:8] == ["1", "1", "1.0000", "1.0000", "1.0000", "1.0000", "1.0000", "1.0000"]
    assert rows["other"][:8] == ["1", "1", "1.0000", "1.0000", "0.0000", "0.0000", "1.0000", "0.0000"]
    assert rows["lost"][:8] == ["1", "1", "0.0000", "0.0000", "0.0000", "0.0000", "0.0000", "0.0000"]
    assert rows["none"][:3] == ["1", "0", "–"]
    assert rows["all"][:3] == ["4", "3", "0.6667"]
