"""CNMARC in tables here and in tests/cases/rows: a row of a record is exchanged, and what is found."""

from datetime import date
from pathlib import Path

import pytest

from catalog.config.model import Settings
from catalog.marc import containers
from catalog.marc.containers import Wrapping
from catalog.marc.dialects import Crosswalk
from catalog.model import Issue
from catalog.publication import by_name, shipped
from catalog.validate import validate
from tests.marc_bases import CHINESE, codes_in_cnmarc, found_in_cnmarc
from tests.rows import Case, by_rows, cases, row_of

SERIAL = [row.replace("naa2", "nas0").replace("d2025    ", "a19529999") for row in CHINESE if row[0] != "4"]
BOOK = [row.replace("naa2", "nam0") for row in CHINESE if row[0] != "4"]


def test_the_record_is_sound() -> None:
    assert codes_in_cnmarc() == ""


@pytest.mark.parametrize("case", cases("cnmarc"), ids=by_rows)
def test_records(case: Case) -> None:
    assert codes_in_cnmarc(*case.of(CHINESE)) == case.codes


LINKS = [
    (["-461", "-463"], "R450 R439"),
    (["-463"], "R452"),
    (["-461"], "R451"),
    (["-461", "463 #0 $1 2001# $a 勞工 $v 2025年第11期"], ""),  # short form: all in 463
    (["461 #0 $1 001P1"], "R451"),
    (["461 #0 $1 001P1", "463 #0 $1 001P1202511"], "R451"),
    (["461 #0 $t 工友 $v 2025年第11期", "-463"], ""),
    (["461 #0 $1 2001# $a 勞工 $v 2025年第11期", "-463"], ""),
    (["461 #0 $a 勞工"], "R477"),
    (["461 #0 $a 张三 $t 勞工"], ""),
    (["461 #0 $a 勞工 $1 2001# $a 勞工"], "R477"),
    (["461 #0 $3 X1 $1 2001# $a 勞工"], ""),
    (["461 #0 $1 200 $a 勞工"], "R476"),
    (["461 #0 $1 2001 $a 勞工"], "R476"),
    (["461 #0 $1 001"], "R476"),
    (["461 #0 $1 2001# $1 001P1"], "R451 R478"),
    (["461 #0 $1 2009# $a 勞工"], "R464"),
    (["461 #0 $1 2001# $a 勞工 $y x"], "R468"),
    (["461 #0 $1 2501# $a 勞工"], "R451 R467"),
    (["461 90 $1 2001# $a 勞工"], "R464"),
    (["461 #0 $t 勞工 $j x"], "R468"),
    (["461 #0 $t 勞工 $9 123"], "R445"),
    (["461 #0 $1 2001# $a 勞工 $1 011## $a 1003-7595"], "R456"),
    (["461 #0 $1 2001# $a 勞工 $1 011## $a 10037594"], "R455"),
    (["461 #0 $t 勞工 $x 1003-7595"], "R456"),
    (["461 #0 $1 2001# $a 刊名：勞工"], "R520"),
    (["461 #0 $1 2001# $a 张三. 工会[J]. 勞工"], "R520"),
    (["200 1# $a 题名：工会主席"], "R520"),
    (["610 0# $a 关键词：工会"], "R520"),
    (["463 #0 $1 2001# $a 2024年第11期"], "R427"),
    (["463 #0 $1 2001# $a 第11期 $1 210## $d 2024"], "R427"),
    (["463 #0 $1 2001# $a 第11期 $1 210## $d 2025"], ""),
    (["463 #0 $1 2001# $a 2025年第11期 $v 第12-10页"], "R459"),
    (["461 #0 $1 2001# $a 工友", "102 ## $a TW"], "R428"),
    (["461 #0 $1 2001# $a 工友", "102 ## $a cn"], "R417"),
    (["461 #0 $1 2001# $a 中国工运", "463 #0 $1 2001# $a 2025年第13期"], "R523"),
    (["461 #0 $1 001C1 $1 2001# $a 工友"], "R526"),
    (["463 #0 $1 2001# $a 2025年第11期 $1 210## $d 2024"], "R443"),
    (["463 #0 $1 2001# $a 2024年第11期 $1 210## $d 2025"], "R443"),
    (["701 #0 $a 余嘉熙", "701 #0 $a 余嘉熙"], "R521"),
    (["701 #0 $a 本刊记者余嘉熙"], "R520"),
    (["200 1# $a 工会主席 $f 王芳", "701 #0 $a 余嘉熙", "701 #0 $a 葛慧君"], "R522"),
    (["200 1# $a 工会主席……余嘉熙 $f 余嘉熙"], "R520"),
    (["461 #0 $1 2001# $a 工友", "101 0# $a zho"], "R418"),
    (["461 #0 $1 2001# $a 工友", "101 0# $a eng"], "R428"),
    (["102 ## $a TW"], ""),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "expected"), LINKS)
def test_links(rows: list[str], expected: str) -> None:
    assert codes_in_cnmarc(*rows) == expected


SERIALS = [
    ([], ""),
    (["091 ## $a 11-1219/D"], ""),
    (["091 ## $a CN11-1219/D"], ""),
    (["091 ## $a 12-1029"], ""),
    (["091 ## $a 11—1219/D"], "R446"),
    (["091 ## $a 1003-7594"], "R446"),
    (["011 ## $a 1003-7594"], ""),
    (["011 ## $a 1003-7595"], "R456"),
    (["110 ## $a afa    0yu0"], ""),
    (["110 ## $a afx    0yu0"], "R429"),
]


@pytest.mark.parametrize(("rows", "expected"), SERIALS)
def test_serials(rows: list[str], expected: str) -> None:
    assert codes_in_cnmarc(*rows, base=SERIAL) == expected


def test_the_date_of_a_book() -> None:
    for text in ("2025", "2025.3", "2019 (2025年重印)", "2019-", "民国25年 [1936]", "[日期不详]"):
        assert codes_in_cnmarc(f"210 ## $a 北京 $d {text}", base=BOOK) == "", text
    for text in ("2019", "2019.3", "[2019?]"):
        assert codes_in_cnmarc(f"210 ## $a 北京 $d {text}", base=BOOK) == "R553", text
    assert codes_in_cnmarc("210 ## $d 1952", base=SERIAL) == ""


def test_books_have_other_numbers_in_091() -> None:
    assert codes_in_cnmarc("091 ## $a 3007.105", base=BOOK) == ""
    assert codes_in_cnmarc("905 ## $a LIB", base=BOOK) == ""


def test_places_are_those_of_the_fields() -> None:
    (item,) = found_in_cnmarc(row_of("100/26 0110", CHINESE))
    assert (item.place.record, item.place.field, item.place.subfield) == ("C1", "100", "a")
    assert item.place.position == "26-29"
    (item,) = found_in_cnmarc("461 #0 $1 2001# $a 勞工 $y x")
    assert (item.place.field, item.place.subfield) == ("461", "y")


CASES = Path(__file__).parent / "cases"


@pytest.mark.parametrize("dialect", ["cnmarc-nlc", "cnmarc-calis"])
@pytest.mark.parametrize("links", ["embedded", "standard"])
@pytest.mark.parametrize("shape", ["articles", "issue", "both"])
def test_our_own_records_are_sound(dialect: str, links: str, shape: str) -> None:
    settings = Settings.model_validate(
        {
            "organisation": "ORGCODE", "date": date(2025, 11, 22), "dialect": dialect, "links": links,
            "shape": shape, "pinyin": dialect.removeprefix("cnmarc-"), "host_records": shape != "articles",
        }
    )  # fmt: skip
    for path in sorted((CASES / "marc21").glob("*.json")):
        issue = Issue.model_validate_json(path.read_bytes())
        publication = by_name(issue.publication, shipped())
        assert publication is not None
        crosswalk = Crosswalk(settings, [])
        made = list(crosswalk.articles(issue, publication)) if shape != "issue" else []
        if shape != "articles":
            made += [*crosswalk.issue(issue, publication), *crosswalk.serial(issue, publication)]
        for name in ("marcxchange", "marc"):
            written = b"".join(containers.by_name(name).write(made, Wrapping(dialect="CNMARC")))
            assert validate(written, name) == [], path.name
