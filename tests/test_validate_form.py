"""Characters and the form of fields, in tables: a row is exchanged, and what is found."""

import pytest

from catalog.issn import check_digit
from catalog.marc.record import ControlField, DataField, Record
from catalog.validate import validate
from catalog.validate.rules import RULES, Context, File, check
from tests.marc_bases import ARTICLE, BOOK, codes, fixed, found
from tests.written_records import as_marcxml, records_of

CHARACTERS = [
    ("工会\x85", "R480"), ("\u0098Die\u009c Zeit", ""), ("a\u2028b", "R480"),
    ("工\u00ad会", "R481"),
    ("工\u200d会", "R481"), ("می\u200cنویسند", ""), ("工\u200e会", "R481"), ("שלום\u200f", ""),
    ("\ufeff工会", "R481"),
    ("\U000f0001", "R482"), ("工\ufffd", "R483"), ("\U0001fffe", "R484"), ("e\u0301", "R489"),
    ("か\u3099", "R485"), ("Lu\u0308 か\u3099", "R485"), ("\u0418\u0306", "R489"),
    ("\uf900", "R485"),
    ("a&amp;b", "R486"), ("a&#x4e2d;", "R486"), ("a &; b", ""), ("AT&T; x", ""),
    ("H<sub>2</sub>O", "R487"),
    ('<a href="x">', "R487"), ("a < b and c > d", ""), ("<工会>", ""), ("<br>", "R487"),
    ("\u1100\u1161", "R485"),
    ("工会\n主席", "R480"), ("𠮷 䶮", ""), ("１２３", ""),
    ("工\ufe0f会", "R481"), ("❤\ufe0f 1\ufe0f\u20e3 ℹ\ufe0f", ""), ("👷\u200d♂\ufe0f", ""),
    ("工\u200d♂", "R481"), ("🏴\U000e0067\U000e0062\U000e007f", ""), ("工\U000e0067", "R481"),
    ("葛\U000e0100", ""), ("a\U000e0100", "R481"), ("豈\ufe00", ""), ("工\ufe00", "R481"),
    ("、\ufe00", ""), ("工 \ufe00", "R481"), ("ᠠ\u180b", ""), ("工\u180e", "R481"),
    ("\u115f\u1161", ""), ("工\u115f", "R481"), ("ក\u17b4", ""), ("工\u17b5", "R481"), ("⠁\u2800⠃", ""),
    ("工\u2800会", "R481"), ("\u0378", "R484"), ("\u3040", "R484"), ("\u0301工", "R513"),
    ("\u3000工会", "R514"), ("工会\xa0", "R514"), ("工会\u3000,", "R514"), ("工\u3000会\xa0主席", ""),
    ("Le travail\xa0:", ""), ("%D1%A1%D3%FD", "R486"), ("%d1%a1", "R486"), ("/a/%D1%A1.pdf", ""),
    ("www.x.cn?q=%D1%A1", ""), ("涨50%的工资", ""), ("%u9009", "R486"), ("http://x.cn/%u9009", ""),
    ("<U+9009>", "R486"), (r"\xe9\x80", "R486"), (r"\x{9009}", "R486"), (r"\u{9009}", "R486"),
    (r"\345\267\245", "R486"), ("=?gb2312?Q?=D1=A1?=", "R486"), (r"工会\n主席", "R486"),
    (r"D:\资料\名单", ""), (r"\\机\资料\名单", ""), ("[b]工会[/b]", "R487"), ("[等]著", ""),
    ("NULL /", "R508"), ("None,", "R508"), ("NaT", "R508"), ("<NA>", "R508"), ("####", "R508"),
    ("{0}", "R508"), ("{title}", "R508"), ("{}", "R508"), ("{选育}", ""), ("%s", "R508"),
    ("%(title)s", "R508"), ("<%= a %>", "R508"), ("<class 'str'>", "R508"),
    ("<a.B object at 0x7f>", "R508"), ("['甲', '乙']", "R508"), ("[“甲”]", ""),
    ("{'title': '选育'}", "R508"), ('=HYPERLINK("a","b")', "R508"), ("A=B(C)", ""), ("第nan期", "R508"),
    ("HTML 的 <div> 与 <span> :", ""), ("<a> 标签与 <table> 布局", ""), ("深入 &nbsp; 与 &lt; 实体", ""),
    ("用 <br/> 换行", ""), ("%E4%B8%AD 是什么", ""), (r"\u4e2d 转义", ""), ("“<br>”的用法", ""),
    ("The <em> element", ""), ("元素<p>的样式", ""), ("<div> 与 </div> 标签", ""), ("<b>标签</b>", "R487"),
    ("工会 <br/> 主席", "R487"), ("甲 &amp; 乙", "R486"), ("甲 &nbsp; 乙", "R486"), ("<b> 工会 </b>", "R487"),
    (r"\u5de5\u4f1a 主席", "R486"), ("工会<b>主席", "R487"), ("甲 <span> 乙 <br> 丙", "R487"),
    (' <a href="x"> 乙', "R487"), ("“工会<br>主席”", "R487"), ("<b> " * 30, "R487"),
    ('["高校图书馆"] /', "R508"), ('["A", "B"]', "R508"), ('["Map of China"]', ""), ('“["甲"]”', ""),
    ('"高校""图书馆"""', "R508"), ('"""高校""图书馆"', "R508"), ('"五讲""四美"', ""), ('一个"""的故事', ""),
    ("<mark>高校</mark>", "R487"), ("###高校$$$图书馆", "R487"), ("高校&nbsp图书馆", "R486"),
    ("###高校", ""), ("R&D与nbsp", ""), ("A&quot", ""), ("è\x91\x97.", "R488"), ("è\x91", "R480"),
    ("第None页", "R508"), ("第NULL个", ""), ("NULL与None", ""), ("Nan Ling", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CHARACTERS)
def test_characters(text: str, expected: str) -> None:
    record = records_of("\n".join(ARTICLE))[0]
    record.get_fields("245")[0].add_subfield("b", text)
    assert " ".join(item.code for item in validate(as_marcxml([record]), "x")) == expected


def test_a_control_number_may_be_left_by_a_program() -> None:
    assert codes(BOOK, "001    None") == "R508"
    assert codes(BOOK, "041 07 $a nan $2 iso639-3") == ""
    assert codes(BOOK, "377 #7 $a nan $2 iso639-3") == ""  # Min Nan
    assert codes(BOOK, "377 #7 $a nan $l None $2 iso639-3") == "R508"


def test_decomposed_text_of_others_is_noted_once() -> None:
    french = fixed(BOOK, 35, "fre")
    assert codes(BOOK, french, "505 0# $a me\u0301tier $g e\u0301t") == "R489"  # a note, once
    assert codes(BOOK, "500 ## $a Lu\u0308", "501 ## $a Lu\u0308", "520 ## $a Lu\u0308 \uf900") == "R489 R485"


def test_of_many_marks_a_few_are_named() -> None:
    (item,) = found(ARTICLE, "500 ## $a a" + "\u0301" * 3_000)
    assert item.message("en").startswith("U+0061 U+0301 U+0301 U+0301 U+0301 U+0301 … in the text")
    (item,) = found(ARTICLE, "500 ## $a a\u0304\u0301")
    assert item.message("en").startswith("U+0061 U+0304 U+0301 in")


HOST = "773 0# $7 nnas $t {} $g {} $x 1003-7594"
LOSSES = [
    (HOST.format("中国工运", "2025年第12期"), ""),
    (HOST.format("中国工运", "2025?12?, 第5-12页"), "R483"),
    (HOST.format("中国工运", "2025???12??, 第5-12页"), "R483"),
    (HOST.format("中国工?报", "2025年第12期"), "R483"),
    (HOST.format("中国工人向何处去?论文集", "2025年第12期"), ""),
    (HOST.format("中国工运", "2025年第12期 (1950?)"), ""),
    ("710 2# $a 北京大?图书馆", "R483"), ("710 2# $a 北京大??书馆", "R483"), ("710 2# $a Who? 乐队", ""),
    ("264 #1 $a [北京?] : $b 工人出版社, $c [2025?]", ""),
    ("245 00 $a 高校???馆空间再造", "R483"), ("245 00 $a 高校？？？馆空间再造", ""),
    ("245 00 $a 真的吗???你说", ""), ("245 00 $a 涨价??工人说", ""), ("245 00 $a 工会???", ""),
    ("245 00 $a 工会??建设", "R483"), ("245 00 $a 工会建设 : $b 2025??研究", "R483"),
    ("245 00 $a ??建设研究", "R483"), ("245 00 $a ?????", "R483"), ("245 00 $a ????? / $c 余嘉熙", "R483"),
    ("245 00 $a 工会怎么建??建设研究", ""), ("245 00 $a 工会？？建设", ""), ("245 00 $a ??之谜", ""),
    ("245 00 $a 谁来维权?工会责无旁贷", ""), ("245 00 $a 工会建设??", ""), ("245 00 $a “??”的工会", ""),
    ("245 00 $a 工会能行?职工关注", ""), ("245 00 $a C#??工会", ""), ("245 00 $a 工会?!建设", ""),
    ("245 00 $a 工会建设 / $c 王?明著", "R483"), ("245 00 $a 工会建设 / $c [王明?]", ""),
    ("245 00 $a 工会建设 / $c (清?) 王明著", ""), ("245 00 $a 工会建设 / $c [王明?著]", ""),
    ("880 00 $6 245-00/$1 $a 工会???建设", "R483"), ("880 00 $6 500-00/$1 $a 工会???建设", ""),
    (HOST.format("中国工运", "2025年第期"), "R508"), (HOST.format("中国工运", "年第期, 第5-12页"), "R508"),
    (HOST.format("中国工运", "2025年第12期, 第-页"), "R508"),
    (HOST.format("中国工运", "2025年第12期, 第页"), "R508"),
    (HOST.format("中国工运", "2025年第12期(总第期)"), "R508"),
    (HOST.format("中国工运", "2025.0年第12.0期"), "R508"),
    (HOST.format("中国工运", "2025年第12期, 12-May"), "R508"),
    (HOST.format("中国工运", "2025年第12期, 第2025/5/12页"), "R508"),
    (HOST.format("中国工运", "45992"), "R508"),
    ("245 00 $a 2025年第期：第-页", ""), ("500 ## $a 2025.0年第3.0期", ""),
]  # fmt: skip


@pytest.mark.parametrize(("row", "expected"), LOSSES)
def test_losses(row: str, expected: str) -> None:
    assert expected == " ".join(code for code in codes(ARTICLE, row).split() if code in ("R483", "R508"))


def test_position_counts_characters() -> None:
    (item,) = found(ARTICLE, "245 00 $a 工会\u200b主席 $c 余嘉熙")
    assert (item.place.field, item.place.subfield, item.place.position) == ("245", "a", "02")
    (item,) = found(ARTICLE, "500 ## $a 甲", "500 ## $a 乙\ufffd")
    assert (item.place.occurrence, item.place.position) == (2, "01")


FORMS = [
    ("979 ## $a 工会", ""), ("9X9 ## $a 工会", "R467"), ("5O0 ## $a 工会", "R467"),
    ("abc ## $a 工会", "R467"), ("LKR ## $a x", ""), ("2-5 ## $a x", "R460"), ("aB1 ## $a x", "R460"),
    ("500 是# $a x", "R463"), ("500 #A $a x", "R463"), ("597 zz $a x", ""), ("999 ff $a x", ""),
]  # fmt: skip


@pytest.mark.parametrize(("row", "expected"), FORMS)
def test_forms(row: str, expected: str) -> None:
    assert codes(BOOK, row) == expected


def test_a_control_field_with_the_tag_of_a_data_field() -> None:
    data = as_marcxml(records_of("\n".join(BOOK))).replace(b'tag="003">', b'tag="500">')
    assert [item.code for item in validate(data, "x")] == ["R461", "R413"]
    assert [item.code for item in validate(data.replace(b'"500"', b'"000"'), "x")] == ["R460", "R413"]


def test_capital_subfield_codes_and_signs_are_codes_that_nobody_defines() -> None:
    data = as_marcxml(records_of("\n".join([*BOOK, "500 ## $a x"])))
    for code, expected in (
        ("A", ["R468"]),
        ("9", ["R539"]),  # which is known, but not what a note says
        ("$", ["R468"]),
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
        assert (rule.__doc__ or "").startswith(("R4", "R5")), rule
