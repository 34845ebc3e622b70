"""What docs/pinyin.md shows is what happens."""

import re
from pathlib import Path

import pytest

from catalog.romanise.romaniser import load_readings, romaniser
from tests.prose import PROJECT
from tests.romanise.cases import rows, stanzas

TEXT = (PROJECT / "docs" / "pinyin.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"^\| (\S+) \| (人|团体|题名) \| (.+?) \| (.+?) \| (.+?) \|$", TEXT, re.MULTILINE)


def test_the_page_shows_forms() -> None:
    assert len(SHOWN) == 8


@pytest.mark.parametrize(("text", "kind", "ala", "nlc", "calis"), SHOWN)
def test_forms_are_true(text: str, kind: str, ala: str, nlc: str, calis: str) -> None:
    verb = {"人": "person", "团体": "body", "题名": "title"}[kind]
    assert getattr(romaniser("ala-lc"), verb)(text).text == ala
    assert getattr(romaniser("nlc"), verb)(text).text == nlc
    assert getattr(romaniser("calis"), verb)(text).text == calis


def test_the_names_file_of_the_page_is_sound(tmp_path: Path) -> None:
    (sample,) = re.findall(r"```text\n(.*?)```", TEXT, re.DOTALL)
    file = tmp_path / "names.txt"
    file.write_text(sample, encoding="utf-8")
    found, findings = load_readings(file)
    assert (len(found), findings) == (8, [])
    assert romaniser("ala-lc", found).person("覃英").text == "Tan, Ying"


def test_the_numbers_of_the_page_are_those_of_the_tables() -> None:
    counts = [int(number) for number in re.findall(r"^\| (\d+) (?:个|条)", TEXT, re.MULTILINE)]
    names, fresh_names, harder_names, titles, fresh_titles, harder_titles, _ = counts
    assert names + fresh_names + harder_names == len(rows("names.txt"))
    assert titles + fresh_titles + harder_titles == len(stanzas("titles.txt"))
    syllables = sum(len(nlc.split()) for _, _, nlc in stanzas("titles.txt"))
    assert syllables == sum(int(n) for n in re.findall(r"(\d+) 个音节", TEXT))
