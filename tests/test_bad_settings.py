"""Settings, options, gold and characters that cannot be used: a clear message, never an internal error."""

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.prose import PROJECT

SEED = PROJECT / "seeds" / "zhongguo-gongyun-2025-11.txt"

BAD_SETTINGS = {
    "a day in seconds": ("date = 86400\n", {}),
    "a newspaper with a control character": ('newspaper = "\\u0001"\n', {}),
    "a folder with an endless name": (f'publications = "{"a" * 5000}"\n', {}),
    "endless brackets": (f"a = {'[' * 20_000}\n", {}),
    "an epoch before all time": ("", {"SOURCE_DATE_EPOCH": "-1"}),
    "an epoch that is no number": ("", {"SOURCE_DATE_EPOCH": "1_000"}),
}


@pytest.mark.parametrize("name", BAD_SETTINGS)
def test_settings_that_cannot_be_used(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    text, environment = BAD_SETTINGS[name]
    (tmp_path / "catalog.toml").write_text(text, encoding="utf-8")
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    for key, value in environment.items():
        monkeypatch.setenv(key, value)
    done = run("export", SEED, "-f", "json", "-o", "-")
    assert done.code == 2
    assert "P302" in done.err
    assert "internal error" not in done.err


@pytest.mark.parametrize("text", ["[[tool.catalog]]\n", "# [tool.catalog]\ntool = 3\n"])
def test_a_pyproject_with_another_idea_of_the_table(run: Run, tmp_path: Path, text: str) -> None:
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    done = run("publications")
    assert done.code in (0, 2)
    assert "internal error" not in done.err


@pytest.mark.parametrize("day", ["0", "86400", "2025-13-01", "2025-1-1", "heute"])
def test_days_that_are_none(run: Run, day: str) -> None:
    assert run("export", SEED, "--date", day, "-o", "-").code == 2


def test_an_output_with_an_endless_name(run: Run, tmp_path: Path) -> None:
    done = run("export", SEED, "-o", f"{'x' * 300}.xml")
    assert done.code == 3
    assert "W701" in done.err
    assert list(tmp_path.iterdir()) == []


GOLD = """{"issues": [
 {"publication": "中国工运", "year": 2025, "issue": 11, "sections": [{"name": null, "articles": [
  {"kicker": null, "title": "工会驿站的冷与暖",
   "authors": [{"name": "王小明", "kind": "person"}]}
 ]}]}
]}
"""
BAD_GOLD = {
    "no JSON": ("{", "a.gold.json: error S141 bad-gold", "this is no JSON: line 1"),
    "a list": ("[]", "a.gold.json: error S141", "this should be a table"),
    "without issues": ('{"why": ""}', "a.gold.json:1:1: error S141", "issues: this is not there"),
    "no list": ('{"issues": 3}', "a.gold.json:1:12: error S141", "issues: this should be a list"),
    "nested too deeply": (f'{{"issues": {"[" * 50_000}}}', "a.gold.json: error S141", "this is no JSON"),
    "half a character": ('{"issues": "\\ud800"}', "a.gold.json: error S141", "this is no JSON"),
    "a year in quotes": (
        GOLD.replace("2025", '"2025"'),
        "a.gold.json:2:34: error S141",
        "issues.0.year: this should be a whole number",
    ),
    "our own JSON": (
        GOLD.replace('"issue"', '"number"'),
        "a.gold.json:2:2: error S141",
        "issues.0.issue: this is not there",
    ),
    "a body called so": (
        GOLD.replace("person", "body"),
        "a.gold.json:4:40: error S141",
        "authors.0.kind: this should be one of: person, corporate",
    ),
}
GOLD_PAGE = "《中国工运》2025年第11期\n\n工会驿站的冷与暖……王小明\n"


@pytest.mark.parametrize("name", BAD_GOLD)
def test_gold_that_is_none(run: Run, tmp_path: Path, name: str) -> None:
    text, where, said = BAD_GOLD[name]
    (tmp_path / "a.gold.json").write_text(text, encoding="utf-8")
    (tmp_path / "a.txt").write_text(GOLD_PAGE, encoding="utf-8")
    done = run("check", ".")
    assert (done.code, done.out) == (3, "")
    assert where in done.err
    assert said in done.err
    assert "Error" not in done.err
    assert "办法: 请照" in run("check", ".", "--lang", "zh").err


def test_bad_gold_costs_itself_alone(run: Run, tmp_path: Path) -> None:
    for name, text in (("a", "{"), ("b", GOLD)):
        (tmp_path / f"{name}.gold.json").write_text(text, encoding="utf-8")
        (tmp_path / f"{name}.txt").write_text(GOLD_PAGE, encoding="utf-8")
    done = run("check", ".")
    assert done.code == 3
    assert [row.split()[:3] for row in done.out.splitlines()[1:3]] == [["b", "1", "1"], ["all", "1", "1"]]
    (tmp_path / "b.gold.json").write_bytes(GOLD.encode("gbk"))
    assert (
        "b.gold.json: error S141 bad-gold: this cannot be compared with a reading: byte"
        in run("check", ".").err
    )


def test_gold_without_its_page(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.gold.json").write_text('{"issues": []}', encoding="utf-8")
    done = run("check", ".")
    assert (done.code, done.out) == (3, "")
    assert "a.txt: error S102" in done.err
    (tmp_path / "a.gold.json").unlink()
    (tmp_path / "a.gold.json").mkdir()
    assert "a.gold.json: error S102" in run("check", ".").err


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("nowhere", "nowhere: error S101 not-found"),
        ("x" * 5000, "error S101 not-found"),
        ("page.json", "page.json: error S142 no-gold"),
        ("empty", "empty: error S142 no-gold"),
    ],
)
def test_no_folder_of_gold(run: Run, tmp_path: Path, path: str, said: str) -> None:
    (tmp_path / "page.json").write_text("{}", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    done = run("check", path)
    assert (done.code, done.out) == (3, "")
    assert said in done.err


def test_a_lost_character_is_not_written(run: Run, tmp_path: Path) -> None:
    page = "《中国工运》2025年第11期\n\n工会驿站的冷与暖……李明\ufffd\n铁路小站的清晨……王建国\n"
    (tmp_path / "page.txt").write_text(page, encoding="utf-8")
    done = run("export", "page.txt", "-o", "x.xml")
    assert done.code == 3
    assert "W704" in done.err
    assert "U+FFFD" in done.err
    assert (tmp_path / "x.xml").read_text(encoding="utf-8").count("<record>") == 1


PAGE = "《中国工运》2025年第11期\n\n工会驿站的冷与暖……李明华\n####\n"
LEVELS = {"error": 1, "warning": 1, "note": 0, "off": 0}


@pytest.mark.parametrize("level", LEVELS)
def test_a_library_sets_the_severity_of_a_finding(run: Run, tmp_path: Path, level: str) -> None:
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "catalog.toml").write_text(f'[levels]\nL204 = "{level}"\n', encoding="utf-8")
    done = run("export", "page.txt", "-f", "json", "-o", "-")
    checked = run("validate", "page.txt")
    assert (done.code, checked.code) == (LEVELS[level], LEVELS[level])
    assert (f"{level} L204" in done.err) == (level != "off")
    assert (f"{level} L204" in checked.out) == (level != "off")


@pytest.mark.parametrize("row", ['X999 = "note"', 'S104 = "note"', 'L204 = "loud"'])
def test_levels_that_cannot_be_set(run: Run, tmp_path: Path, row: str) -> None:
    (tmp_path / "catalog.toml").write_text(f"[levels]\n{row}\n", encoding="utf-8")
    done = run("export", SEED, "-f", "json", "-o", "-")
    assert done.code == 2
    assert "P302" in done.err
