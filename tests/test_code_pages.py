"""The pages that are made from data are those that the data give; every finding has its page."""

import pytest

from catalog.codes import CODES, TABLES
from tests.prose import PROJECT
from tests.tools import code_pages, target_pages

PAGES = code_pages.pages()


def test_findings_and_pages_are_one_to_one() -> None:
    there = {path.name for path in (PROJECT / "docs" / "codes").iterdir()}
    assert there == {"README.md", *(f"{code}.md" for code in CODES)}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_what_the_table_gives(name: str) -> None:
    path = PROJECT / "docs" / "codes" / name
    assert path.read_bytes() == PAGES[name].encode("utf-8"), "python tests/tools/code_pages.py makes it anew"


def test_the_index_leads_to_every_page() -> None:
    index = PAGES["README.md"]
    assert set(code_pages.AREAS) == set(TABLES)
    assert all(f"[{code}]({code}.md)" in index for code in CODES)


@pytest.mark.parametrize("code", CODES)
def test_a_page_has_the_texts_in_both_languages(code: str) -> None:
    page = PAGES[f"{code}.md"]
    row = CODES[code]
    for text in (row.en, row.zh, row.help_en, row.help_zh):
        assert code_pages.escaped(text) in page


def test_a_page_shows_its_case() -> None:
    cases = sorted({path.name[:4] for path in code_pages.CASES.iterdir() if path.is_dir()})
    assert cases
    shown = [name[:4] for name, page in PAGES.items() if "## Example" in page]
    assert sorted(shown) == cases


def test_a_long_or_unprintable_line_is_cut() -> None:
    assert code_pages.cut("a\x01b\r") == "a\N{REPLACEMENT CHARACTER}b"
    assert len(code_pages.cut("x" * 1000)) == code_pages.WIDTH + 1


def test_the_page_of_targets_is_what_their_data_give() -> None:
    path = PROJECT / "docs" / "targets.md"
    assert path.read_text(encoding="utf-8") == target_pages.page(), (
        "python tests/tools/target_pages.py makes it"
    )


def test_the_pages_lead_somewhere() -> None:
    for name, page in PAGES.items():
        for link in (part.partition(")")[0] for part in page.split("](")[1:]):
            assert (PROJECT / "docs" / "codes" / link).is_file(), (name, link)
