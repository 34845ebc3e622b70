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


@pytest.mark.parametrize(
    ("place", "english", "chinese"),
    [
        ("", "names no line: give FILE:LINE", "未指明行：请写“文件:行号”"),
        (":99", "has no line 99: its last is 7.", "没有第 99 行：最后一行是第 7 行。"),
        (":XY202512001", "has no record 'XY202512001'", "中没有记录 'XY202512001'"),
    ],
)
def test_a_place_that_there_is_not_is_told_in_both_languages(
    run: Run, page: Path, place: str, english: str, chinese: str
) -> None:
    for language, words in (("en", english), ("zh", chinese)):
        done = run("explain", f"{page}{place}", "--lang", language)
        assert done.code == 2
        assert words in done.err


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
    assert done.code == 1
    assert rows["page"][:8] == ["1", "1", "1.0000", "1.0000", "1.0000", "1.0000", "1.0000", "1.0000"]
    assert rows["other"][:8] == ["1", "1", "1.0000", "1.0000", "0.0000", "0.0000", "1.0000", "0.0000"]
    assert rows["lost"][:8] == ["1", "1", "0.0000", "0.0000", "0.0000", "0.0000", "0.0000", "0.0000"]
    assert rows["none"][:3] == ["1", "0", "–"]
    assert rows["all"][:3] == ["4", "3", "0.6667"]
    last = {name: rows[name][8:] for name in ("page", "other", "lost", "none", "all")}  # extra, sure …
    assert last == {
        "page": ["0", "1.0000", "1.0000", "1.0000"],
        "other": ["0", "1.0000", "0.0000", "0.0000"],
        "lost": ["1", "1.0000", "0.0000", "0.0000"],
        "none": ["1", "1.0000", "0.0000", "0.0000"],
        "all": ["2", "1.0000", "0.2500", "0.2500"],
    }, "of the four articles that were read each is sure, two are invented"


def changed(**values: object) -> str:
    """Give the gold with other values of its one article, its section or its issue."""
    made = json.loads(json.dumps(GOLD))
    issue = made["issues"][0]
    for row in (issue, issue["sections"][0], issue["sections"][0]["articles"][0]):
        row.update({key: value for key, value in values.items() if key in row})
    return json.dumps(made, ensure_ascii=False, indent=1)


OTHER = "《工会月刊》2025年第12期\n\n创新案例\n工会驿站的冷与暖……王小明\n"
DIFFERENCES: dict[str, tuple[str, str, list[str]]] = {
    "nothing": (PAGE, changed(), []),
    "the name": (
        PAGE,
        changed(authors=[{"name": "李小明", "kind": "person"}]),
        [
            "page.txt:4:11: warning L260 differs-from-gold: 工会驿站的冷与暖: authors expected: "
            "李小明 (person); read: 王小明 (person)"
        ],
    ),
    "what a name is of": (
        PAGE,
        changed(authors=[{"name": "王小明", "kind": "corporate"}]),
        ["page.txt:4:11: warning L260", "王小明 (corporate); read: 王小明 (person)"],
    ),
    "authors where none are": (PAGE, changed(authors=[]), ["authors expected: –; read: 王小明"]),
    "the heading": (
        PAGE,
        changed(name="别的案例"),
        ["page.txt:3:1: warning L260", "section expected: 别的案例; read: 创新案例"],
    ),
    "a kicker that was not read": (
        PAGE,
        changed(kicker="凝心聚力 担当作为"),
        ["page.txt:4:1: warning L260", "kicker expected: 凝心聚力 担当作为; read: –"],
    ),
    "a title": (
        PAGE,
        changed(title="工会驿站的冷与热"),
        [
            "page.gold.json:13:17: warning L261 not-read-as-gold: expected here and not read from the page: "
            "工会驿站的冷与热",
            "page.txt:4:1: warning L262 not-in-gold: read, but not expected: 工会驿站的冷与暖",
        ],
    ),
    "the issue": (
        PAGE,
        changed(issue=11),
        [
            "page.gold.json:3:3: warning L261",
            "not read from the page: 《中国工运》2025年第11期",
            "page.txt:1: warning L262 not-in-gold: read, but not expected: 《中国工运》2025年第12期",
        ],
    ),
    "a listing that nobody knows": (
        OTHER,
        changed(publication="工会月刊"),
        ["page.txt:1:2: warning L203 unknown-publication", "page.gold.json:3:3: warning L261"],
    ),
    "an article that was read once and stands twice": (
        PAGE,
        json.dumps({"issues": GOLD["issues"] * 2}),
        ["page.gold.json:1:", "warning L261"],
    ),
}


@pytest.mark.parametrize("name", DIFFERENCES)
def test_check_tells_what_differs(run: Run, page: Path, name: str) -> None:
    text, gold, told = DIFFERENCES[name]
    page.write_text(text, encoding="utf-8")
    page.with_suffix(".gold.json").write_text(gold, encoding="utf-8")
    done = run("check", ".")
    assert done.code == int(bool(told))
    assert all(words in done.err for words in told), done.err
    assert bool(done.err) == bool(told)
    assert "page" in done.out, "the shares are printed all the same"


def test_check_tells_nothing_of_a_page_that_is_read_right(run: Run, page: Path) -> None:
    """What the reading warns of explains what differs, and is not asked for otherwise."""
    page.write_text(PAGE.replace("扫一扫", "####\n扫一扫"), encoding="utf-8")
    page.with_suffix(".gold.json").write_text(changed(), encoding="utf-8")
    assert run("check", ".")[::2] == (0, "")
    page.with_suffix(".gold.json").write_text(changed(authors=[]), encoding="utf-8")
    assert "warning L204 unread" in run("check", ".").err
