"""Each finding on records and files of records: one code, one smallest input, exactly that finding."""

from pathlib import Path

import pytest

from catalog.codes import CODES
from catalog.diagnostics import as_json, as_text
from tests.diagnostics_cases import CASES, FOLDERS, data_of, findings_of, found_in

MINE = {code: row for code, row in CODES.items() if code[0] in "RXJ"}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_input_gives_the_findings(folder: Path) -> None:
    assert findings_of(folder) == (folder / "findings.txt").read_text(encoding="utf-8")


def test_codes_and_cases_are_one_to_one() -> None:
    assert [folder.name for folder in FOLDERS] == sorted(f"{code}-{row.slug}" for code, row in MINE.items())


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_each_input_shows_its_own_finding_and_no_other(folder: Path) -> None:
    codes = [item.code for item in found_in(folder)]
    own = folder.name[:4]
    if own in ("J609", "X554", "X567"):  # which say that there are a thousand others
        codes = codes[1000:]
    assert codes == [own]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_finding_renders_in_both_languages(folder: Path) -> None:
    for item in found_in(folder)[-3:]:
        assert as_text(item, "en").isprintable() or "\n" in as_text(item, "en")
        assert item.help("zh") in as_text(item, "zh")
        assert as_json(item)["slug"] == item.slug


def test_excerpts_show_the_line() -> None:
    for folder in FOLDERS:
        encoding = "gb18030" if folder.name[:4] == "X570" else "utf-8"
        lines = data_of(folder).decode(encoding, "replace").split("\n")
        for item in found_in(folder)[:3]:
            if item.place.excerpt:
                assert item.place.line is not None
                assert item.place.excerpt == lines[item.place.line - 1]
                assert item.place.column is None or item.place.column <= len(item.place.excerpt) + 1


def test_texts_are_in_their_languages_and_slugs_unique() -> None:
    slugs = [row.slug for row in CODES.values()]
    assert len(slugs) == len(set(slugs))
    for row in MINE.values():
        assert any("\u4e00" <= char <= "\u9fff" for char in row.zh), row.code
        assert any("\u4e00" <= char <= "\u9fff" for char in row.help_zh), row.code
        assert not any("\u4e00" <= char <= "\u9fff" for char in row.en), row.code


def test_no_case_is_left_over() -> None:
    for folder in CASES.iterdir():
        names = sorted(path.name.partition(".")[0] for path in folder.iterdir())
        assert names in (["findings", "input"], ["findings", "repeat"])
