"""What a person settled stays settled, is said, and is reported when it no longer fits."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run

PROFILE = Path(__file__).parents[2] / "catalog" / "publications" / "zhongguo-gongyun.toml"
PAGE = """《中国工运》2025年第12期

创新案例
工会驿站的冷与暖……李大亮
北方来信
新春第一课
在雪山脚下修一条路……王小明 张红
扫一扫阅读《中国工运》第12期全部目录
"""


def fixes(**row: str) -> str:
    return "[[fix]]\n" + "".join(
        f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in row.items()
    )


@pytest.fixture
def page(tmp_path: Path) -> Path:
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    return tmp_path / "page.txt"


CASES: dict[str, tuple[dict[str, str], Callable[[Any], bool]]] = {
    "a title's first line is a heading": (
        {"line": "新春第一课", "read": "heading"},
        lambda issue: [section["heading"] for section in issue["sections"]][-1] == "新春第一课",
    ),
    "two names are one": (
        {"line": "在雪山脚下", "text": "王小明 张红", "read": "body"},
        lambda issue: issue["sections"][-1]["articles"][-1]["authors"][0]["kind"] == "corporate",
    ),
    "a misread name": (
        {"line": "工会驿站", "text": "李大亮", "read": "person", "value": "李大壳"},
        lambda issue: issue["sections"][0]["articles"][0]["authors"][0]["name"] == "李大壳",
    ),
    "a misread title": (
        {
            "line": "在雪山脚下修一条路",
            "text": "在雪山脚下修一条路",
            "read": "title",
            "value": "在雪山脚下修路",
        },
        lambda issue: issue["sections"][-1]["articles"][-1]["title"] == "在雪山脚下修路",
    ),
    "a misread heading": (
        {"line": "创新案例", "read": "heading", "value": "创新案例（一）"},
        lambda issue: issue["sections"][0]["heading"] == "创新案例（一）",
    ),
    "a line to leave out": (
        {"line": "北方来信", "read": "unread"},
        lambda issue: "北方来信" not in [section["heading"] for section in issue["sections"]],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_correction_is_applied_and_said(run: Run, page: Path, name: str) -> None:
    row, holds = CASES[name]
    page.with_name("page.fixes.toml").write_text(fixes(**row), encoding="utf-8")
    done = run("export", "page.txt", "-f", "json", "-o", "page.json")
    issue = json.loads((page.parent / "page.json").read_text(encoding="utf-8"))["issues"][0]
    assert holds(issue), issue
    assert "note L210 corrected" in done.err
    assert "page.fixes.toml" in done.err
    checked = run("validate", "page.json")
    assert checked.code == 0, checked.out


GLUED = """《中国工运》2025年第12期

创新案例
工会驿站的冷与暖……李大亮
调查研究浅谈班组建设的三个抓手……王小明
以竞赛促提升的实践……夜行船赵春生
一座城的劳动者港湾……木易和安然
凝心聚力 担当作为做好新时代女职工工作……湖北省总工会女职工部
守望万家灯火的人秦时月
扫一扫阅读《中国工运》第12期全部目录
"""
INSIDE: dict[str, tuple[list[dict[str, str]], str]] = {
    "a heading glued to a title": (
        [{"line": "浅谈班组建设", "text": "调查研究", "read": "heading"}],
        "调查研究: 浅谈班组建设的三个抓手|王小明",
    ),
    "two names glued": (
        [{"line": "以竞赛促提升", "text": "赵春生", "read": "person"}],
        "创新案例: 以竞赛促提升的实践|夜行船 赵春生",
    ),
    "two names with a word between": (
        [
            {"line": "劳动者港湾", "text": "木易", "read": "person"},
            {"line": "劳动者港湾", "text": "安然", "read": "person"},
        ],
        "创新案例: 一座城的劳动者港湾|木易 安然",
    ),
    "a name glued to a title": (
        [{"line": "守望万家灯火", "text": "秦时月", "read": "person"}],
        "创新案例: 守望万家灯火的人|秦时月",
    ),
    "a kicker glued to a title": (
        [{"line": "女职工工作", "text": "凝心聚力 担当作为", "read": "kicker"}],
        "创新案例: 凝心聚力 担当作为 > 做好新时代女职工工作|湖北省总工会女职工部",
    ),
    "a title without what is glued to it": (
        [
            {"line": "浅谈班组建设", "text": "调查研究", "read": "heading"},
            {"line": "浅谈班组建设", "text": "浅谈班组建设的三个抓手", "read": "title", "value": "浅谈班组"},
        ],
        "调查研究: 浅谈班组|王小明",
    ),
}


def rows(issue: dict[str, Any]) -> list[str]:
    """Say what a record holds, an article a row."""
    return [
        f"{section['heading']}: "
        + (f"{article['kicker']} > " if article["kicker"] else "")
        + f"{article['title']}|{' '.join(author['name'] for author in article['authors'])}"
        for section in issue["sections"]
        for article in section["articles"]
    ]


@pytest.mark.parametrize("name", INSIDE)
def test_a_correction_may_cut_a_word(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "page.txt").write_text(GLUED, encoding="utf-8")
    run("export", "page.txt", "-f", "json", "-o", "before.json")
    corrections, expected = INSIDE[name]
    text = "\n".join(fixes(**row) for row in corrections)
    (tmp_path / "page.fixes.toml").write_text(text, encoding="utf-8")
    done = run("export", "page.txt", "-f", "json", "-o", "page.json")
    found = rows(json.loads((tmp_path / "page.json").read_text(encoding="utf-8"))["issues"][0])
    assert "L209" not in done.err
    assert done.err.count("L210") == len(corrections)
    assert expected in found
    without = rows(json.loads((tmp_path / "before.json").read_text(encoding="utf-8"))["issues"][0])
    assert expected not in without
    assert "创新案例: 工会驿站的冷与暖|李大亮" in found
    assert run("validate", "page.json").code == 0


UNFIT = {
    "a line that is gone": {"line": "旧栏目", "read": "heading"},
    "a line that stands twice": {"line": "第", "read": "heading"},
    "a stretch that is gone": {"line": "工会驿站", "text": "赵大亮", "read": "person"},
    "a stretch that begins inside a name": {"line": "工会驿站", "text": "大亮", "read": "person"},
    "a kind that cannot stand there": {"line": "工会驿站", "text": "李大亮", "read": "kicker"},
}


@pytest.mark.parametrize("name", UNFIT)
def test_a_correction_that_does_not_fit_is_reported(run: Run, page: Path, name: str) -> None:
    before = run("export", "page.txt", "-f", "json", "-o", "before.json", "--force")
    page.with_name("page.fixes.toml").write_text(fixes(**UNFIT[name]), encoding="utf-8")
    done = run("export", "page.txt", "-f", "json", "-o", "after.json", "--force")
    assert (before.code, done.code) == (0, 1)
    assert "page.fixes.toml: warning L209 correction-unfit" in done.err
    assert (page.parent / "before.json").read_bytes() == (page.parent / "after.json").read_bytes()


_GOOD = "[[fix]]\nline = 'x'\nread = 'title'\n"
# what stands in the file, and the place of the fault
BAD = {
    "no TOML": ("[[fix]\n", ":1:6"),
    "another table": ("[[fixes]]\nline = 'x'\n", ":1:3"),
    "another table behind": (_GOOD + "[more]\n", ":4:2"),
    "no list": ("fix = 3\n", ":1:1"),
    "a row that is none": ("fix = [3]\n", ":1:1"),
    "an unknown key": (_GOOD + "why = 'so'\n", ":4:1"),
    "an unknown kind": ("[[fix]]\nline = 'x'\nread = 'poem'\n", ":3:8"),
    "an unknown kind in the second": (_GOOD + "\n[[fix]]\nline = 'y'\nread = 'poem'\n", ":7:8"),
    "a number in the third": (_GOOD + _GOOD + "[[fix]]\nline = 3\nread = 'title'\n", ":8:1"),
    "an unknown kind in a row": ("fix = [\n{line = 'x', read = 'poem'},\n]\n", ":2:21"),
    "no line": (_GOOD + "[[fix]]\nread = 'title'\n", ":4:3"),
    "other bytes": (None, ""),
}


@pytest.mark.parametrize("form", ["json", "csv"])
@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_of_corrections_is_a_finding(run: Run, page: Path, name: str, form: str) -> None:
    text, place = BAD[name]
    path = page.with_name("page.fixes.toml")
    path.write_bytes(b"\xff" if text is None else text.encode())
    done = run("export", "page.txt", "-f", form, "-o", "page.out")
    assert done.code == 2
    assert f"page.fixes.toml{place}: error P310 bad-corrections" in done.err
    assert "nothing written" in done.err
    assert "Traceback" not in done.err
    assert not page.with_name("page.out").exists(), "a page that is not read is no page without listings"


def test_a_bad_file_of_corrections_costs_its_own_page_alone(run: Run, page: Path) -> None:
    page.with_name("page.fixes.toml").write_text("fix = 3\n", encoding="utf-8")
    page.with_name("other.txt").write_text("《工友》2025年第3期\n工会的一天……陈强\n", encoding="utf-8")
    done = run("export", "page.txt", "other.txt", "-o", "both.json")
    assert done.code == 2
    assert "工会的一天" in page.with_name("both.json").read_text(encoding="utf-8")


def test_corrections_may_stand_in_a_folder_of_their_own(run: Run, page: Path) -> None:
    (page.parent / "own").mkdir()
    text = fixes(line="新春第一课", read="heading")
    (page.parent / "own" / "page.fixes.toml").write_text(text, encoding="utf-8")
    (page.parent / "catalog.toml").write_text('corrections = "own"\n', encoding="utf-8")
    assert "L210" in run("export", "page.txt", "-f", "json", "-o", "page.json").err
    assert "L210" in run("validate", "page.txt").out


def test_an_explanation_has_the_corrections_applied(run: Run, page: Path) -> None:
    """What was settled is read so, whether the place is a line or the number that the record has then."""
    before = run("explain", "page.txt:6")
    assert "correction" not in before.out
    page.with_name("page.fixes.toml").write_text(fixes(line="新春第一课", read="heading"), encoding="utf-8")
    done = run("explain", "page.txt:6")
    won = done.out.partition("other readings:")[0]
    assert re.search(r"heading +新春第一课  \(rule correction", won)
    assert done.err.count("page.txt:6:1: note L210 corrected") == 1
    assert done.code == 0
    assert "correction" not in run("explain", "page.txt:4").out
    assert "L210" not in run("explain", "page.txt:4").err, "nothing was settled on that line"
    assert "page.txt:7\n" in run("explain", "page.txt:ZGGY202512002").out, "no more on line 6"


def test_an_explanation_cuts_where_a_correction_wants(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(GLUED, encoding="utf-8")
    (row,), _ = INSIDE["two names glued"]
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "page.fixes.toml").write_text(fixes(**row), encoding="utf-8")
    (tmp_path / "catalog.toml").write_text('corrections = "own"\n', encoding="utf-8")
    won = run("explain", "page.txt:6").out.partition("other readings:")[0]
    assert re.search(r"person +赵春生  \(rule correction", won)
    assert re.search(r"person +夜行船 ", won)


def test_an_explanation_tells_of_corrections_that_cannot_be_used(run: Run, page: Path) -> None:
    file = page.with_name("page.fixes.toml")
    file.write_text(fixes(**UNFIT["a line that is gone"]), encoding="utf-8")
    done = run("explain", "page.txt:4")
    assert (done.code, "L209" in done.err) == (0, True)
    file.write_text("[[fix]\n", encoding="utf-8")
    done = run("explain", "page.txt:4")
    assert (done.code, done.out, "P310" in done.err) == (2, "", True)


JUDGED: dict[str, list[object]] = {
    "check": ["check", "gold"],
    "publications check": ["publications", "check", PROFILE, "gold/page.txt"],
}


@pytest.mark.parametrize("command", JUDGED)
def test_what_judges_a_reading_applies_them_too(run: Run, page: Path, command: str) -> None:
    """They stand in the folder of catalog.toml, in one that is given, or beside the page."""
    row, _ = CASES["a misread name"]
    gold, own = page.parent / "gold", page.parent / "own"
    gold.mkdir()
    own.mkdir()
    (own / "page.fixes.toml").write_text(fixes(**row), encoding="utf-8")
    settings = page.parent / "catalog.toml"
    settings.write_text('corrections = "own"\n', encoding="utf-8")
    page = page.rename(gold / "page.txt")
    expected = run("publications", "check", PROFILE, page).out
    (gold / "page.gold.json").write_text(expected, encoding="utf-8")
    applied = run(*JUDGED[command]).out
    assert "李大壳" in expected
    settings = settings.rename(settings.with_name("other.toml"))
    assert run(*JUDGED[command]).out != applied, "nothing is corrected without the folder"
    assert run(*JUDGED[command], "--config", settings).out == applied
    (own / "page.fixes.toml").rename(gold / "page.fixes.toml")
    assert run(*JUDGED[command]).out == applied


def test_settings_before_the_command_count_too(run: Run, page: Path) -> None:
    (page.parent / "page.fixes.toml").write_text(fixes(line="新春第一课", read="heading"), encoding="utf-8")
    (page.parent / "bad.toml").write_text("corrections = 3\n", encoding="utf-8")
    arguments = ["check", PROFILE, "page.txt"]
    assert run("publications", *arguments).code == 0
    done = run("publications", "--config", "bad.toml", *arguments)
    assert (done.code, done.out) == (2, "")
    assert "bad.toml:1:1: error P302" in done.err
    assert done == run("publications", *arguments, "--config", "bad.toml")
