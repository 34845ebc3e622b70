"""`catalog publications check`: a profile on trial, and the expectation to keep."""

import json
from pathlib import Path

import pytest

from catalog.publication import shipped
from tests.conftest import Run

PROJECT = Path(__file__).resolve().parents[1]
PROFILES = PROJECT / "catalog" / "publications"
LISTINGS = PROJECT / "tests" / "cases" / "listings"
NEW = ("zhongguo-gongren", "gonghui-bolan", "gonghui-lilun-yanjiu")
TRIED = [(slug, page) for slug in NEW for page in sorted(LISTINGS.glob(f"dev-{slug}-*.txt"))]
PAGE = "《工人论坛》2026年第3期\n\n对话劳模\n塔吊上的四季……顾小舟\n机床边的课堂\n一封没有寄出的信……林初\n"
OWN = 'slug = "gongren-luntan"\nname = "工人论坛"\ncode = "GRLT"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "own.toml").write_text(OWN + 'sections = ["对话*"]\n', encoding="utf-8")
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    return tmp_path


def test_each_of_the_new_periodicals_has_its_listings() -> None:
    assert {slug: sum(tried == slug for tried, _ in TRIED) >= 2 for slug in NEW} == dict.fromkeys(NEW, True)


@pytest.mark.parametrize(("slug", "page"), TRIED, ids=[page.stem for _, page in TRIED])
def test_what_is_printed_is_the_gold(run: Run, slug: str, page: Path) -> None:
    done = run("publications", "check", PROFILES / f"{slug}.toml", page)
    name = next(publication.name for publication in shipped() if publication.slug == slug)
    gold = json.loads(page.with_suffix(".gold.json").read_text(encoding="utf-8"))["issues"]
    assert json.loads(done.out)["issues"] == [issue for issue in gold if issue["publication"] == name]
    assert done.code == 0
    assert "error" not in done.err
    assert "warning" not in done.err


def test_what_is_printed_can_be_kept_and_checked(run: Run, folder: Path) -> None:
    done = run("publications", "check", "own.toml", "page.txt")
    (folder / "page.gold.json").write_text(done.out, encoding="utf-8")
    (folder / "profiles").mkdir()
    (folder / "own.toml").rename(folder / "profiles" / "own.toml")
    (folder / "catalog.toml").write_text('publications = "profiles"\n')
    rows = run("check", ".").out.splitlines()
    assert rows[1].split()[:3] == ["page", "1", "2"]
    assert set(rows[1].split()[3:9]) == {"1.0000"}


def test_headings_that_the_profile_lacks_are_told_once(run: Run, folder: Path) -> None:
    (folder / "page.txt").write_text(PAGE + "机床边的课堂\n夜班日记……石磊\n", encoding="utf-8")
    done = run("publications", "check", "own.toml", "page.txt")
    assert done.code == 0
    (line,) = (line for line in done.err.splitlines() if "P314" in line)
    assert line.startswith("page.txt:5:1: note P314 profile-lacks-heading: 机床边的课堂 ")


def test_what_could_not_be_read_is_told(run: Run, folder: Path) -> None:
    (folder / "page.txt").write_text(PAGE + "####\n", encoding="utf-8")
    done = run("publications", "check", "own.toml", "page.txt")
    assert done.code == 1
    assert "page.txt:7:1: warning L204 unread" in done.err
    assert run("publications", "check", "own.toml", "page.txt", "--fail-on", "error").code == 0


def test_listings_of_others_are_left_alone(run: Run, folder: Path) -> None:
    known = "《工友》2026年第3期\n把灯点亮……陈强\n"
    unknown = "《论坛》2026年第3期\n把灯点亮……陈强\n"
    (folder / "page.txt").write_text(PAGE + "\n" + known, encoding="utf-8")
    done = run("publications", "check", "own.toml", "page.txt")
    assert (done.code, len(json.loads(done.out)["issues"])) == (0, 1)
    (folder / "page.txt").write_text(PAGE + "\n" + unknown, encoding="utf-8")
    assert "L203" in run("publications", "check", "own.toml", "page.txt").err


KNOWN = "《中国工运》2026年第3期\n\n把灯点亮……陈强\n"
NONE = {
    "another that is known": (KNOWN, "page.txt:1:2: warning P315", "mastheads of others: 《中国工运》"),
    "two others": (
        KNOWN + "\n" + KNOWN.replace("中国工运", "工友"),
        "page.txt:1:2: warning P315",
        "mastheads of others: 《中国工运》、《工友》",
    ),
    "another that nobody knows": (
        KNOWN.replace("中国工运", "工人讲坛"),
        "page.txt:1:2: warning P315",
        "mastheads of others: 《工人讲坛》",
    ),
    "no listing": ("天气晴朗。\n", "page.txt: warning P315", "mastheads of others: none"),
}


@pytest.mark.parametrize("name", NONE)
def test_a_page_without_a_listing_of_it_is_told(run: Run, folder: Path, name: str) -> None:
    text, where, seen = NONE[name]
    (folder / "page.txt").write_text(text, encoding="utf-8")
    (folder / "own.toml").write_text(OWN + 'aliases = ["论坛"]\n', encoding="utf-8")
    done = run("publications", "check", "own.toml", "page.txt")
    assert (done.code, json.loads(done.out)) == (1, {"issues": []})
    assert f"{where} profile-finds-none: no listing of 《工人论坛》、《论坛》 was found; {seen}\n" in done.err
    assert done.err.count("P315") == 1
    assert "L201" not in done.err
    assert ("L203" in done.err) == (name == "another that nobody knows")
    (folder / "page.txt").write_text(text, encoding="utf-16")
    assert {"P315", "S108"} <= set(run("publications", "check", "own.toml", "page.txt").err.split())


def test_a_masthead_without_entries_is_told_as_it_is(run: Run, folder: Path) -> None:
    (folder / "page.txt").write_text("《工人论坛》2026年第3期\n", encoding="utf-8")
    done = run("publications", "check", "own.toml", "page.txt")
    assert (done.code, "L202" in done.err, "P315" in done.err) == (1, True, False)


def test_a_profile_may_be_like_its_neighbour(run: Run, folder: Path) -> None:
    (folder / "other.toml").write_text(
        'slug = "other"\nname = "别刊"\ncode = "BK"\nlike = "gongren-luntan"\n', encoding="utf-8"
    )
    (folder / "broken.toml").write_text("[", encoding="utf-8")
    (folder / "page.txt").write_text(PAGE.replace("工人论坛", "别刊"), encoding="utf-8")
    done = run("publications", "check", "other.toml", "page.txt")
    assert done.code == 0
    assert "broken.toml" not in done.err, "only the one profile is on trial"
    assert done.err.count("P314") == 1


def test_a_clash_with_another_profile_is_told(run: Run, folder: Path) -> None:
    (folder / "own.toml").write_text(OWN.replace("GRLT", "GY"), encoding="utf-8")
    done = run("publications", "check", "own.toml", "page.txt")
    assert "own.toml:3:8: error P308 profile-twice: code GY is also that of gongyou" in done.err
    assert json.loads(done.out)["issues"]


def test_a_broken_profile_is_not_tried(run: Run, folder: Path) -> None:
    (folder / "own.toml").write_text(OWN + "sinc = 1988\n", encoding="utf-8")
    done = run("publications", "check", "own.toml", "page.txt")
    assert (done.code, done.out) == (2, "")
    assert "own.toml:4:1: error P305" in done.err
    done = run("publications", "check", "nowhere.toml", "page.txt", "--lang", "zh")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("nowhere.toml: 错误 P301")


def test_a_listing_that_cannot_be_read(run: Run, folder: Path) -> None:
    done = run("publications", "check", "own.toml", "nowhere.txt")
    assert done.code == 3
    assert "nowhere.txt: error S101" in done.err
    (folder / "page.txt").write_bytes(b"")
    assert "page.txt: error S103" in run("publications", "check", "own.toml", "page.txt").err
    (folder / "page.txt").write_bytes(PAGE.encode("gb18030"))
    assert run("publications", "check", "own.toml", "page.txt", "--encoding", "gbk").code == 0
    assert run("publications", "check", "own.toml", "page.txt", "--encoding", "base64").code == 2


def test_the_language_may_stand_before_or_behind(run: Run, folder: Path) -> None:
    before = run("publications", "--lang", "zh", "check", "own.toml", "page.txt")
    assert "办法" in before.err
    assert before == run("publications", "check", "own.toml", "page.txt", "--lang", "zh")
    assert "help" in run("publications", "--lang", "zh", "check", "own.toml", "page.txt", "--lang", "en").err


@pytest.mark.parametrize("arguments", [["publications", "--help"], ["publications", "check", "-h"]])
def test_help_is_plain(run: Run, arguments: list[str]) -> None:
    done = run(*arguments)
    assert (done.code, done.err) == (0, "")
    assert done.out.isascii()
    assert done.out.startswith("Usage: catalog publications ")
