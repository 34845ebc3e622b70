"""The rules of MARC 21, in tables: a row of the record is exchanged, and what is found."""

import pytest

from catalog.diagnostics import Diagnostic
from catalog.marc.record import ControlField, DataField, Record, Subfield
from catalog.validate import validate
from catalog.validate.rules import RULES, Context, File, check
from catalog.validate.rules.issn import check_digit
from tests.written_records import as_marcxml, records_of

ARTICLE = """\
LDR    00000naa a2200000 i 4500
001    A1
003    ORGCODE
005    20251122060000.0
008    251122s2025    cc ||||| |||||||| 0|chi d
245 00 $a 工会主席
773 0# $t 工友. $g 2025年第11期
""".splitlines()
BOOK = [row.replace("naa", "nam") for row in ARTICLE[:-1]]
SERIAL = [row.replace("naa", "nas") for row in ARTICLE[:4]]
SERIAL += ["008    251122c19529999cc mr p       0   b0chi d", ARTICLE[5]]


def found(base: list[str], *rows: str) -> list[Diagnostic]:
    """Exchange the rows with the same tag, take away `-245`, add the others; and validate."""
    kept = [row for row in base if not any(new.lstrip("-")[:3] == row[:3] for new in rows)]
    added = [row for row in rows if not row.startswith("-")]
    text = "\n".join(sorted([*kept, *added], key=_order))
    return validate(as_marcxml(records_of(text)), "x.xml")


def _order(row: str) -> str:
    return "" if row[:3] == "LDR" else row[:3]


def codes(base: list[str], *rows: str) -> str:
    return " ".join(item.code for item in found(base, *rows))


def leader(base: list[str], position: int, value: str) -> str:
    row = base[0]
    return row[: 7 + position] + value + row[7 + position + len(value) :]


def fixed(base: list[str], position: int, value: str) -> str:
    row = next(row for row in base if row.startswith("008"))
    return row[: 7 + position] + value + row[7 + position + len(value) :]


def test_the_bases_are_sound() -> None:
    assert [found(base) for base in (ARTICLE, BOOK, SERIAL)] == [[], [], []]


LEADER = [
    (0, "0000x", "R402"), (0, "     ", ""), (0, "  123", "R402"), (0, "00170", "R403"),
    (0, "０００００", "R402"),
    (5, " ", "R402"), (5, "c", ""), (5, "x", "R402"), (6, " ", "R402"), (6, "z", "R402"),
    (6, "5", "R402"),
    (7, "x", "R402"), (7, " ", "R402"), (8, "x", "R402"), (8, "a", ""), (9, " ", "R404"),
    (9, "u", "R402"),
    (10, "1", "R402"), (11, " ", "R402"), (12, "0001x", "R402"), (12, "00012", "R403"),
    (17, "9", "R402"),
    (17, "K", ""), (17, "0", ""), (18, "x", "R402"), (18, "r", ""), (19, "z", "R402"),
    (20, "450 ", "R402"),
    (20, "    ", "R402 R402 R402 R402"), (20, "4501", "R402"),
]  # fmt: skip


@pytest.mark.parametrize(("position", "value", "expected"), LEADER)
def test_leader(position: int, value: str, expected: str) -> None:
    assert codes(BOOK, leader(BOOK, position, value)) == expected


def test_leader_of_another_length() -> None:
    for text in ("00000nam a2200000 i 450", "00000nam a2200000 i 45000", ""):
        record = Record(text, (ControlField("001", "A"), DataField("500", "  ", (Subfield("a", "工会"),))))
        assert next(check(record, Context(File(), record))).code == "R401"


def test_true_lengths_are_accepted() -> None:
    length, base = (item.values["actual"] for item in found(BOOK, "LDR    99999nam a2299999 i 4500"))
    assert codes(BOOK, f"LDR    {length}nam a22{base} i 4500") == ""


CONTROL = [
    ("-001", "R410"), ("001    ", "R410"), ("001    工1", "R411"), ("001       86104385 ", ""),
    ("-003", "R413"), ("003     ", "R413"), ("-005", "R415"), ("005    20251122", "R416"),
    ("005    20250229000000.0", "R416"), ("005    20251122246000.0", "R416"),
    ("005    00000101000000.0", "R416"),
    ("005    20240229235959.9", ""), ("005    2025112206000０.0", "R416"),
    ("-008", "R420"), ("008    short", "R421"), ("008    ", "R421"), ("007    ta", ""),
    ("006     ", "R466"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "expected"), CONTROL)
def test_control_fields(row: str, expected: str) -> None:
    assert codes(BOOK, row) == expected


@pytest.mark.parametrize("tag", ["001", "003", "005", "008"])
def test_control_fields_stand_once(tag: str) -> None:
    row = next(row for row in BOOK if row.startswith(tag))
    (item,) = found(BOOK, row, row)
    assert (item.code, item.place.field, item.place.occurrence) == ("R414", tag, 2)


def test_control_numbers_are_unique_by_organisation() -> None:
    other = [row.replace("ORGCODE", "OTHER") for row in BOOK]
    for second, expected in ((BOOK, ["R412"]), (other, [])):
        records = records_of("\n".join([*BOOK, "", *second]))
        assert [item.code for item in validate(as_marcxml(records), "x")] == expected


BOOKS_008 = [
    (0, "25112x", "R423"), (0, "251301", "R423"), (0, "250229", "R423"), (0, "240229", ""),
    (0, "      ", "R423"),
    (6, "x", "R422"), (6, "e", "R424"), (6, "e20250315", ""), (6, "e202512##", ""),
    (6, "e20251301", "R424"),
    (6, "e202503uu", ""), (6, "s20252026", "R424"), (6, "s2025||||", ""), (6, "s    ", "R424"),
    (6, "s202u", ""),
    (6, "s20u5", "R424"), (6, "n####", ""), (6, "b########", ""), (6, "m20202021", ""),
    (6, "m2020202x", "R424"),
    (6, "q19uu1985", ""), (6, "|||||||||", ""), (6, "n20x5", "R424"),
    (15, "xx#", ""), (15, "###", ""), (15, "|||", ""), (15, "zz#", "R425"), (15, "cn#", "R425"),
    (15, "cnu", "R425"),
    (15, "nyu", ""), (15, "CC#", "R425"), (15, "uik", ""),
    (18, "a", ""), (18, "9", "R422"), (22, "j", ""), (22, "k", "R422"), (23, "o", ""),
    (23, "e", "R422"),
    (24, "bibo", ""), (24, "@", "R422"), (28, "f", ""), (28, "b", "R422"), (29, "1", ""), (29, " ", "R422"),
    (30, "2", "R422"), (31, "x", "R422"), (32, "1", ""), (32, "x", "R422"), (33, "p", ""),
    (33, "9", "R422"),
    (34, "e", "R422"), (35, "eng", ""), (35, "zho", "R426"), (35, "|||", ""), (35, "   ", ""),
    (35, "zxx", ""),
    (35, "CHI", "R426"), (38, "d", ""), (38, "z", "R422"), (39, "c", ""), (39, "z", "R422"),
]  # fmt: skip


@pytest.mark.parametrize(("position", "value", "expected"), BOOKS_008)
def test_books_008(position: int, value: str, expected: str) -> None:
    assert codes(BOOK, fixed(BOOK, position, value)) == expected


SERIALS_008 = [
    (18, "m", ""), (18, "y", "R422"), (19, "z", "R422"), (21, "q", "R422"), (22, "z", ""),
    (22, "h", ""),
    (23, "y", "R422"), (24, "x", "R422"), (25, "abx", "R422"), (28, "b", "R422"),
    (29, "3", "R422"),
    (33, "v", "R422"), (34, "3", "R422"), (34, "|", ""), (6, "d", ""), (30, "xxx", ""),
]  # fmt: skip


@pytest.mark.parametrize(("position", "value", "expected"), SERIALS_008)
def test_serials_008(position: int, value: str, expected: str) -> None:
    assert codes(SERIAL, fixed(SERIAL, position, value)) == expected


def test_other_materials_have_only_common_positions_checked() -> None:
    music = [leader(BOOK, 6, "j"), "008    251122s2025    cc @@@@@@@@@@@@@@@@@chi d"]
    assert codes(BOOK, *music) == ""
    assert codes(BOOK, music[0], music[1][:-1] + "z") == "R422"


ARTICLES = [
    (["-773"], "R450"),
    (["773 0# $g 2025年第11期"], "R451"),
    (["773 0# $g 2025年第11期 $t "], "R466 R451"),
    (["773 0# $s 工友 $q 2025:11"], ""),
    (["773 0# $t 工友"], "R452"),
    (["773 0# $t 工友 $w (DLC)123", "773 0# $t 工会 $g 第3期"], ""),
    (["773 0# $t 工友 $g 3 $w 123"], "R453"),
    (["773 0# $t 工友 $g 3 $w (DLC)"], "R453"),
    (["773 0# $t 工友 $g 3 $w (DLC)   sn 86034227 "], ""),
    (["773 0# $t 工友 $g 3 $w ()12"], "R453"),
    (["773 0# $7 nnas $t 工友 $g 3"], ""),
    (["773 0# $7 p1am $t 工友 $g 3"], ""),
    (["773 0# $7 nnasx $t 工友 $g 3"], "R454"),
    (["773 0# $7 xnas $t 工友 $g 3"], "R454"),
    (["773 0# $7 n9as $t 工友 $g 3"], "R454"),
    (["773 0# $7 nnzs $t 工友 $g 3"], "R454"),
    (["773 0# $7 nnax $t 工友 $g 3"], "R454"),
    (["773 2# $t 工友 $g 3"], "R464"),
    (["773 08 $t 工友 $g 3"], ""),
    (["773 0# $t 工友 $g 3 $x 1003-7594"], ""),
    (["773 0# $t 工友 $g 3 $x 1003-7594."], ""),
    (["773 0# $t 工友 $g 3 $x 2555-0004"], ""),
    (["773 0# $t 工友 $g 3 $x 1003-7595"], "R456"),
    (["773 0# $t 工友 $g 3 $x 1003-7594x"], "R455"),
    (["773 0# $t 工友 $g 3 $x 1003—7594"], "R455"),
    (["022 ## $a 1003-7594"], "R457"),
    (["022 ## $z 1003-7594"], ""),
    (["022 ## $a 1003-7595"], "R456 R457"),
    (["773 0# $t 工友 $g 2024年第11期"], "R427"),
    (["773 0# $t 工友 $g 2024 年第11期 (总第2025期)"], "R427"),
    (["773 0# $t 工友 $q 2024:11"], "R427"),
    (["773 0# $t 工友 $g 第3卷 (2024年6月), 页12-20"], "R427"),
    (["773 0# $t 工友 $g (2024/2025)"], ""),
    (["773 0# $t 工友 $g 第1999-2003页"], ""),
    (["773 0# $t 工友 $g 1999-2003"], ""),
    (["773 0# $t 工友 $g 第12期 (总第1999期)"], "R427"),
    ([fixed(ARTICLE, 6, "m20202021"), "773 0# $t 工友 $g 2025年"], ""),
    ([fixed(ARTICLE, 7, "20uu"), "773 0# $t 工友 $g 2024年"], ""),
    ([fixed(ARTICLE, 15, "ch ")], "R428"),
    ([fixed(ARTICLE, 35, "eng")], "R428"),
    ([fixed(ARTICLE, 15, "ch "), "773 0# $t 勞工 $g 2025年"], ""),
    ([leader(ARTICLE, 7, "b")], "R406"),
    ([leader(ARTICLE, 7, "b"), "008    251122c19529999cc mr p       0   b0chi d"], ""),
    ([leader(ARTICLE, 17, "2")], "R458"),
    ([leader(ARTICLE, 17, "2"), "588 0# $a 据《工人日报》所载要目"], ""),
    ([leader(ARTICLE, 17, "2"), "500 ## $a 据《工人日报》所载要目"], ""),
    ([leader(ARTICLE, 17, "2"), "500 ## $a 栏目: 创新案例"], "R458"),
]


@pytest.mark.parametrize(("rows", "expected"), ARTICLES)
def test_articles(rows: list[str], expected: str) -> None:
    assert codes(ARTICLE, *rows) == expected


TITLES = [
    (["-245"], "R430"),
    (["245 00 $a 一", "245 00 $a 二"], "R431"),
    (["245 00 $b 二"], "R432"),
    (["245 00 $a  /"], "R432"),
    (["245 00 $k Papers"], ""),
    (["245 00 $a ?"], ""),
    (["245 00 $a 一 $a 二"], "R433"),
    (["245 00 $a 一 $b 二 $b 三 $c 四 $c 五"], "R433 R433"),
    (["245 10 $a 一"], "R434"),
    (["245 10 $a 一", "100 1# $a 余嘉熙"], ""),
    (["245 00 $a 一", "100 1# $a 余嘉熙"], "R434"),
    (["245 02 $a 工会主席"], "R435"),
    (["245 01 $a “工会”主席"], "R435"),
    (["245 04 $a The union"], ""),
    (["245 04 $a The"], "R435"),
    (["245 0# $a 一"], "R464"),
    (["245 30 $a 一"], "R464"),
    (["100 1# $a 余嘉熙", "110 2# $a 总工会", "245 10 $a 一"], "R436"),
    (["100 1# $a 余嘉熙", "100 1# $a 葛慧君", "130 0# $a 一", "245 10 $a 一"], "R436"),
    (["246 1# $i 肩题: $a 同心 同德"], "R437"),
    (["246 1# $i 肩题: $a 同心 同德", "245 00 $a 工会主席 : $b 同心 同德 / $c 余嘉熙."], ""),
    (["246 1# $i 肩题: $a 同心 同德", "245 00 $a 工会主席 : $b 走近 : 同心 同德."], ""),
    (["246 1# $i At head of title: $a 同心", "245 00 $a 同心——工会主席"], "R438"),
    (["246 1# $i 肩题: $a 工会主席"], "R437"),
    (["246 1# $i 封面题名: $a 同心"], ""),
    (["246 1# $i 肩题: $a  "], "R466"),
    (["246 3# $a 同心"], ""),
]


@pytest.mark.parametrize(("rows", "expected"), TITLES)
def test_titles(rows: list[str], expected: str) -> None:
    assert codes(ARTICLE, *rows) == expected


def test_titles_of_books_of_others() -> None:
    assert codes(BOOK, "245 00 $a 一", "100 1# $a 余嘉熙") == ""  # no title entry wanted
    assert codes(BOOK, "246 1# $i At head of title: $a 同心 同德") == ""


NAMES = [
    ("100 1# $a 余嘉熙, $e 著. $4 aut", ""),
    ("700 1# $a 余嘉熙.", ""),
    ("700 1# $a 陈 强", "R440"),
    ("700 1# $a 陈　强", "R440"),
    ("700 1# $a 陈,强", "R440"),
    ("700 1# $a 余嘉熙、葛慧君", "R440"),
    ("700 1# $a 余嘉熙等", "R441"),
    ("700 1# $a 余嘉熙[等]", "R441"),
    ("700 1# $a 余嘉熙著", "R441"),
    ("700 1# $a 余嘉熙主编", "R441"),
    ("700 1# $a 张著", ""),
    ("700 1# $a T. S. 艾略特", ""),
    ("700 1# $a 托马斯·布朗", ""),
    ("700 1# $a Ge, Huijun", ""),
    ("880 1# $6 700-01/$1 $a 陈 强", "R440"),
    ("880 1# $6 264-01/$1 $a 北京 市", ""),
    ("710 2# $a 湖北省总工会. $b 宣传部", ""),
    ("710 2# $a 湖北省总工会 宣传部", "R442"),
    ("700 9# $a 余嘉熙", "R464"),
]


@pytest.mark.parametrize(("row", "expected"), NAMES)
def test_names(row: str, expected: str) -> None:
    title = ["245 10 $a 工会主席"] if row.startswith("100") else []
    assert codes(ARTICLE, row, *title) == expected


def test_names_in_other_languages_are_left_alone() -> None:
    japanese = fixed(BOOK, 35, "jpn")
    assert codes(BOOK, japanese, "880 1# $6 100-00/$1 $a 夏目, 漱石.", "710 2# $a 東京 大学") == ""
    assert codes(BOOK, "710 2# $a 北京 大学") == ""  # rules on bodies are for articles


CHARACTERS = [
    ("工会\x85", "R480"), ("\u0098Die\u009c Zeit", ""), ("a\u2028b", "R480"),
    ("工\u00ad会", "R481"),
    ("工\u200d会", "R481"), ("می\u200cنویسند", ""), ("工\u200e会", "R481"), ("שלום\u200f", ""),
    ("\ufeff工会", "R481"),
    ("\U000f0001", "R482"), ("工\ufffd", "R483"), ("\U0001fffe", "R484"), ("e\u0301", "R485"),
    ("\uf900", "R485"),
    ("a&amp;b", "R486"), ("a&#x4e2d;", "R486"), ("a &; b", ""), ("AT&T; x", ""),
    ("H<sub>2</sub>O", "R487"),
    ('<a href="x">', "R487"), ("a < b and c > d", ""), ("<工会>", ""), ("<br>", "R487"),
    ("\u1100\u1161", "R485"),
    ("工会\n主席", "R480"), ("𠮷 䶮", ""), ("１２３", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CHARACTERS)
def test_characters(text: str, expected: str) -> None:
    record = records_of("\n".join(ARTICLE))[0]
    record.get_fields("245")[0].add_subfield("b", text)
    assert " ".join(item.code for item in validate(as_marcxml([record]), "x")) == expected


def test_decomposed_text_of_others_is_left_alone() -> None:
    french = fixed(BOOK, 35, "fre")
    assert codes(BOOK, french, "500 ## $a me\u0301tier") == ""
    assert codes(BOOK, "500 ## $a me\u0301tier") == "R485"


def test_position_counts_characters() -> None:
    (item,) = found(ARTICLE, "245 00 $a 工会\u200b主席 $c 余嘉熙")
    assert (item.place.field, item.place.subfield, item.place.position) == ("245", "a", "02")
    (item,) = found(ARTICLE, "500 ## $a 甲", "500 ## $a 乙\ufffd")
    assert (item.place.occurrence, item.place.position) == (2, "01")


FORMS = [
    ("9X9 ## $a 工会", ""), ("LKR ## $a x", ""), ("2-5 ## $a x", "R460"), ("aB1 ## $a x", "R460"),
    ("500 是# $a x", "R463"), ("500 #A $a x", "R463"), ("500 zz $a x", ""), ("999 ff $a x", ""),
]  # fmt: skip


@pytest.mark.parametrize(("row", "expected"), FORMS)
def test_forms(row: str, expected: str) -> None:
    assert codes(BOOK, row) == expected


def test_a_control_field_with_the_tag_of_a_data_field() -> None:
    data = as_marcxml(records_of("\n".join(BOOK))).replace(b'tag="003">', b'tag="500">')
    assert [item.code for item in validate(data, "x")] == ["R461", "R413"]
    assert [item.code for item in validate(data.replace(b'"500"', b'"000"'), "x")] == ["R460", "R413"]


def test_capital_subfield_codes_and_signs_are_codes() -> None:
    data = as_marcxml(records_of("\n".join([*BOOK, "500 ## $a x"])))
    for code, expected in (
        ("A", []),
        ("9", []),
        ("$", []),
        ("中", ["R465"]),
        (" ", ["R465"]),
        ("", ["R465"]),
    ):
        changed = data.replace(b'code="a">x', f'code="{code}">x'.encode())
        assert [item.code for item in validate(changed, "x")] == expected


def test_a_record_made_elsewhere_is_checked_without_lines() -> None:
    record = Record("00000nam a2200000 i 4500", (DataField("245", "00", ()),))
    findings = list(check(record, Context(File("made"), record)))
    assert [item.code for item in findings] == ["R462", "R410", "R415", "R420"]
    assert findings[0].place.label() == "made #1 245"
    other = Record(record.leader, (ControlField("001", "A1"), ControlField("008", "")))
    assert [item.code for item in check(other, Context(File(), other, 3))][:2] == ["R413", "R415"]


def test_unimarc_is_checked_in_general_only() -> None:
    rows = ["LDR    00000naa2#2200000   450 ", "001    C1", "100 ## $a 20251122d2025", "200 1# $a 工会\u200b"]
    assert [item.code for item in validate(as_marcxml(records_of("\n".join(rows))), "x")] == ["R407", "R481"]


def test_issn_check_digits() -> None:
    for number in ("1003-7594", "0013-8908", "2071-5250", "2555-0004", "0305-3741", "2434-561X"):
        assert check_digit(number.replace("-", "")[:7]) == number[-1]


def test_every_rule_says_what_it_finds() -> None:
    for rule in RULES:
        assert (rule.__doc__ or "").startswith("R4"), rule
