"""CNMARC in tables: a row of a record is exchanged, and what is found."""

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

SERIAL = [row.replace("naa2", "nas0").replace("d2025    ", "a19529999") for row in CHINESE if row[0] != "4"]
BOOK = [row.replace("naa2", "nam0") for row in CHINESE if row[0] != "4"]


def data(position: int, value: str) -> str:
    row = CHINESE[3]
    at = len("100 ## $a ") + position
    return row[:at] + value + row[at + len(value) :]


RECORDS = [
    ([], ""),
    (["LDR    00000naa2a22000003i 450 "], "R402"),
    (["LDR    00000naa2 22000003i 4500"], "R402"),
    (["LDR    00000nab2 22000003i 450 "], "R402"),
    (["LDR    00000nza2 22000003i 450 "], "R402"),
    (["LDR    00000nza2 22000003i 450 ", "200 #1 $a 余嘉熙"], "R405"),
    (["-001"], "R410"),
    (["-005"], "R415"),
    (["005    20251322060000.0"], "R416"),
    (["-100"], "R409"),
    (["100 ## $a 20251122d2025"], "R419"),
    ([data(0, "20251131")], "R429"),
    ([data(8, "q")], "R429"),
    ([data(9, "20x5")], "R429"),
    ([data(13, "abcd")], "R429"),
    ([data(13, "2026")], "R429"),
    ([data(13, "2025")], ""),
    ([data(8, "a20259999")], ""),
    ([data(8, "a20252026")], "R429"),
    ([data(8, "a2025    ")], ""),
    ([data(8, "b20252026")], ""),
    ([data(8, "b20259999")], "R429"),
    ([data(8, "b20252020")], "R429"),
    ([data(8, "f20252020")], "R429"),
    ([data(8, "g20252026")], ""),
    ([data(8, "g20259999")], ""),
    ([data(8, "e20251990")], ""),
    ([data(8, "j20251122")], ""),
    ([data(8, "j20251131")], "R429"),
    ([data(17, "mx ")], "R429"),
    ([data(20, "x")], "R429"),
    ([data(21, "5")], "R429"),
    ([data(22, "zho")], "R429"),
    ([data(25, "q")], "R429"),
    ([data(26, "5000")], "R429"),
    ([data(26, "0110")], "R408"),
    ([data(26, "99  ")], "R429"),
    ([data(26, "01  ")], "R408"),
    ([data(34, "xx")], "R429"),
    ([data(34, "eb")], ""),
    (["101 0# $a zho"], "R418"),
    (["101 0# $a 中文"], "R418"),
    (["101 9# $a chi"], "R464"),
    (["102 ## $a China"], "R417"),
    (["102 ## $a cn"], "R417"),
    (["102 ## $a CN $b 440300"], ""),
    (["102 ## $a CN $b CN-BJ"], ""),
    (["102 ## $a CN $b 北京"], "R540"),
    (["102 ## $a CN $b 11000"], "R540"),
    (["102 ## $a CN $b 990000"], "R540"),
    (["102 ## $a CN $b １１００００"], "R540"),
    (["102 ## $a CN $b 990000 $2 local"], ""),
    (["102 ## $a TW $b 臺北"], ""),
    (["102 ## $a CN $b 110000 $a US"], ""),
    (["102 ## $b 北京"], "R540"),
    (["-101"], "R551"),
    (["-101", "LDR    00000nkm0 22000003i 450 "], ""),  # a picture may be without words
    (["105 ## $a y"], "R419"),
    (["105 ## $a y   z   0x0yy"], "R429"),
    (["105 ## $a ak  a   001yd"], ""),
    (["105 ## $a 9k  a   001yd"], "R429"),
    (["105 ## $a ak  9   001yd"], "R429"),
    (["105 ## $a ak  a   001xd"], "R429"),
    (["110 ## $a afaz   0yu0"], ""),
    (["110 ## $a afa9   0yu0"], "R429"),
    (["110 ## $a afaz9  0yu0"], "R429"),
    (["110 ## $a afaz   0qu0"], "R429"),
    (["110 ## $a afaz   0yq0"], "R429"),
    (["106 ## $a rr"], "R419"),
    (["106 ## $a x"], "R429"),
    (["110 ## $a afa"], "R419"),
    (["-200"], "R430"),
    (["200 1# $a 一", "200 1# $a 二"], "R431"),
    (["200 1# $f 余嘉熙"], "R432"),
    (["200 1# $a 一 $a 二"], ""),
    (["200 ## $a 一"], "R464"),
    (["200 1# $y 一 $a 二"], "R468"),
    (["200 1# $a 一 $9 yi"], ""),
    (["200 1# $a 南 $9 nan"], ""),
    (["200 1# $a 南 $A nan"], ""),
    (["200 1# $a 高校???馆空间再造"], "R483"),
    (["711 02 $a 湖北省?工会 $4 著"], "R483"),
    (["300 ## $a nan"], "R508"),
    (["200 1# $a 工会法 $9 gong hui fǎ $e 女职工 $9 nü zhi gong"], ""),
    (["200 1# $a yi $9 一"], "R542"),
    (["701 #0 $a 𠮷野 $9 𠮷 ye $4 著"], ""),
    (["200 1# $a 一 $9 ｙｉ"], "R542"),
    (["200 1# $a 一 $A 一"], "R542"),
    (["701 #0 $a yu jia xi $9 余嘉熙 $4 著"], "R542"),
    (["711 02 $a 总工会 $b 研究室 $B 研究室 $4 著"], "R542"),
    (["606 0# $a 工会 $9 工会"], ""),
    (["101 0# $a jpn", "200 1# $a 労働 $9 労働"], ""),
    (["200 1# $a 一 $A Yi"], ""),
    (["210 ## $a 北京", "215 ## $b 图 $b 表"], "R469"),
    (["250 ## $a 一"], "R467"),
    (["005    20251122060000.0", "005    20251122060000.0"], "R414"),
    (["690 ## $a D41 $v 5", "692 ## $a 21"], ""),
    (["905 ## $a LIB"], "R444"),
    (["300 ## $a 引题：走基层"], "R437"),
    (["300 ## $a 引题：走基层", "200 1# $a 工会主席 $e 走基层"], ""),
    (["300 ## $a 引题：走基层", "200 1# $a 走基层 工会主席"], "R438"),
    (["701 #0 $a 余 嘉熙 $4 著"], "R440"),
    (["701 #0 $a 余嘉熙，葛慧君 $4 著"], "R440"),
    (["701 #0 $a 余嘉熙|葛慧君 $4 著"], "R440"),
    (["701 #1 $a 村上, 春樹 $4 著"], "R440"),
    (["701 #1 $a 村上 $b 春樹 $4 著"], ""),
    (["701 #0 $a 余嘉熙著"], "R441"),
    (["711 02 $a 湖北省总工会 宣传部 $4 著"], "R442"),
    (["711 02 $a 湖北省总工会 $b 宣传部 $4 著"], ""),
    (["711 02 $a 联合国教育、科学及文化组织 $4 著"], ""),
    (["701 #0 $a （美）约翰·史密斯 $4 著"], "R520"),
    (["701 #1 $c (美) $a 卡耐基 $c (Carnegie, Dale) $4 著"], ""),
    (["701 #0 $a 湖北省总工会 $4 著"], "R511"),
    (["711 02 $a 葛慧君 $4 著"], "R512"),
    (["011 ## $a 1003-7594"], "R457"),
    (["300 ## $a 工会\u200b"], "R481"),
    (["300 ## $a e\u0301"], "R485"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "expected"), RECORDS)
def test_records(rows: list[str], expected: str) -> None:
    assert codes_in_cnmarc(*rows) == expected


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
    (item,) = found_in_cnmarc(data(26, "0110"))
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
