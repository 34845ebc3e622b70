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


BAD_GOLD = ("{", "[]", '{"issues": [{}]}', '{"issues": 3}', f'{{"issues": {"[" * 50_000}}}')


@pytest.mark.parametrize("text", BAD_GOLD, ids=range(len(BAD_GOLD)))
def test_gold_that_is_none(run: Run, tmp_path: Path, text: str) -> None:
    (tmp_path / "a.gold.json").write_text(text, encoding="utf-8")
    (tmp_path / "a.txt").write_text("《中国工运》2025年第11期\n", encoding="utf-8")
    done = run("check", tmp_path)
    assert done.code == 2
    assert "a.gold.json" in done.err
    assert "internal error" not in done.err


def test_gold_without_its_page(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.gold.json").write_text('{"issues": []}', encoding="utf-8")
    assert run("check", tmp_path).code == 2


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
