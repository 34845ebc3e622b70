"""CNMARC records of articles: worked records, printed forms in tables, where pinyin stands."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.config.model import Host, Settings
from catalog.identity import Dates
from catalog.marc.dialects import cnmarc_calis, cnmarc_nlc
from catalog.marc.dialects.part import Part
from catalog.marc.record import DataField, Subfield
from catalog.model import Article, Author
from tests.cnmarc_records import (
    DIALECTS,
    GONGYUN,
    INPUTS,
    PUBLICATIONS,
    WITH_HOSTS,
    cases,
    fields_in,
    issue,
    line,
    lines,
    settings,
    text,
    written,
)

CASES = cases()
TITLE = Article(title="工会")


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("name", CASES)
def test_records_come_out_as_they_were_read_and_accepted(name: str, dialect: str) -> None:
    pinyin = dialect.removeprefix("cnmarc-")
    records, _ = written(CASES[name], dialect=dialect, pinyin=pinyin, **WITH_HOSTS)
    expected = (INPUTS.parent / dialect / f"{name}.txt").read_text(encoding="utf-8")
    assert "\n".join(map(text, records)) == expected


def test_the_seeds_have_thirteen_articles() -> None:
    assert sum(len(CASES[name].articles) for name in CASES if name.endswith(("2025-11", "2025-21"))) == 13


def worked(crosswalk: str) -> dict[str, str]:
    """Give the worked records of CNMARC, by label position 7 and control number."""
    blocks = re.findall(r"^\*\*7\.[34] CNMARC.*?^```\n(.*?)^```", crosswalk, re.MULTILINE | re.DOTALL)
    records = [f"{record}\n" for block in blocks for record in block.rstrip("\n").split("\n\n")]
    return {next(re.finditer(r"^001    (\S+)$", record, re.MULTILINE))[1]: record for record in records}


def made_as_worked(dialect: str) -> dict[str, str]:
    """Make the worked records; they leave out the ISSN, and 091 though 102 has its province."""
    made: dict[str, str] = {}
    for name in ("worked-2", "worked-1"):
        given_issue = CASES[name]
        publication = PUBLICATIONS[given_issue.publication].model_copy(update={"issn": None})
        pinyin = dialect.removeprefix("cnmarc-")
        records, _ = written(given_issue, publication, dialect=dialect, pinyin=pinyin, **WITH_HOSTS)
        made |= {record.control_number: re.sub(r"(?m)^091.*\n", "", text(record)) for record in records}
    return made


def test_the_worked_records_come_out_exactly(shared: Path) -> None:
    expected = worked((shared / "CROSSWALK.md").read_text(encoding="utf-8"))
    assert sorted(expected) == ["GHXX202521001", "ZGGY", "ZGGY202511", "ZGGY202511001"]
    made = made_as_worked("cnmarc-nlc")
    assert {number: made[number] for number in expected} == expected


def in_calis_style(record: str) -> str:
    """Write a worked record as the members of CALIS do: pinyin, and the comma of 200 $f."""
    for code in "ab":
        pattern = rf"(\${code} [^$]*)\$9 ([^$\n]*)"
        for found in list(re.finditer(pattern, record)):
            text_of, pinyin = found.groups()
            record = record.replace(found[0], f"{text_of}${code.upper()} {pinyin.title()}")
    return re.sub(r"(?m)^(200.*\$f [^$\n]*)，", r"\1, ", record)


def test_the_worked_records_in_the_style_of_calis(shared: Path) -> None:
    expected = worked((shared / "CROSSWALK.md").read_text(encoding="utf-8"))
    made = made_as_worked("cnmarc-calis")
    assert {number: made[number] for number in expected} == {
        n: in_calis_style(r) for n, r in expected.items()
    }


def person(name: str, role: str | None = None, affiliation: str | None = None) -> Author:
    return Author(name=name, kind="person", role=role, affiliation=affiliation)


def body(name: str, unit: str | None = None, role: str | None = None) -> Author:
    return Author(name=name, kind="corporate", unit=unit, role=role)


TITLES = [
    # title, kicker, authors; 200 as NLC has it, as CALIS has it where that differs
    ("工会", None, [], "$a 工会", None),
    ("工会——记陈强", None, [], "$a 工会 $e 记陈强", None),
    ("工会", "一 二", [], "$a 工会 $e 一 二", None),
    ("工会——记陈强", "一 二", [person("陈强")], "$a 工会 $e 记陈强 $e 一 二 $f 陈强", None),
    ("“工会——家”", None, [], "$a “工会——家”", None),
    ("干！", None, [person("甲"), person("乙")], "$a 干！ $f 甲，乙", "$a 干！ $f 甲, 乙"),
    ("工会", None, [person("甲", "文"), person("乙", "文")], "$a 工会 $f 文/甲，乙", "$a 工会 $f 文/甲, 乙"),
    ("工会", None, [person("甲", "译")], "$a 工会 $f 甲译", None),
    ("工会", None, [person("甲"), person("乙", "译")], "$a 工会 $f 甲 $g 乙译", None),
    ("工会", None, [person("甲"), person("乙", "整理"), person("丙", "绘图")],
     "$a 工会 $f 甲 $g 乙整理 $g 绘图/丙", None),
    ("工会", None, [person("甲", "本刊记者"), person("乙")],
     "$a 工会 $f 本刊记者 甲，乙", "$a 工会 $f 本刊记者 甲, 乙"),
    ("工会", None, [person("甲", None, "某厂工会"), person("乙")],
     "$a 工会 $f 甲（某厂工会），乙", "$a 工会 $f 甲 (某厂工会), 乙"),
    ("工会", None, [body("广东省总工会研究室", "研究室")], "$a 工会 $f 广东省总工会研究室", None),
]  # fmt: skip


@pytest.mark.parametrize(("title", "kicker", "authors", "nlc", "calis"), TITLES)
def test_the_title_field(
    title: str, kicker: str | None, authors: list[Author], nlc: str, calis: str | None
) -> None:
    article = Article(title=title, kicker=kicker, authors=tuple(authors))
    assert lines("200", issue(article)) == [f"200 1# {nlc}"]
    assert lines("200", issue(article), dialect="cnmarc-calis") == [f"200 1# {calis or nlc}"]


NAMES = [
    # author; 7XX with the word; $4 with the code
    (person("余嘉熙"), "701 #0 $a 余嘉熙 $4 著", "$4 070"),
    (person("余嘉熙", "本刊记者"), "701 #0 $a 余嘉熙 $4 著", "$4 070"),
    (person("余嘉熙", "摄影"), "701 #0 $a 余嘉熙 $4 摄影", "$4 600"),
    (person("余嘉熙", "图"), "701 #0 $a 余嘉熙 $4 图", None),
    (person("余嘉熙", "文/图"), "701 #0 $a 余嘉熙 $4 著 $4 图", "$4 070"),
    (person("余嘉熙", "文/绘图"), "701 #0 $a 余嘉熙 $4 著 $4 绘", "$4 070 $4 440"),
    (person("余嘉熙", "采写/撰文"), "701 #0 $a 余嘉熙 $4 著", "$4 070"),
    (person("余嘉熙", "班组长"), "701 #0 $a 余嘉熙 $4 班组长", None),
    (person("余嘉熙", "译"), "702 #0 $a 余嘉熙 $4 译", "$4 730"),
    (person("余嘉熙", "整理"), "702 #0 $a 余嘉熙 $4 整理", "$4 220"),
    (person("余嘉熙", "编"), "702 #0 $a 余嘉熙 $4 编", "$4 340"),
    (person("余嘉熙", None, "北京市工运研究会"), "701 #0 $a 余嘉熙 $p 北京市工运研究会 $4 著", "$4 070"),
    (body("浙江省总工会"), "711 02 $a 浙江省总工会 $4 著", "$4 070"),
    (body("浙江省总工会研究室", "研究室"), "711 02 $a 浙江省总工会 $b 研究室 $4 著", "$4 070"),
    (body("浙江省总工会", None, "编"), "712 02 $a 浙江省总工会 $4 编", "$4 340"),
]


@pytest.mark.parametrize(("author", "with_word", "code"), NAMES)
def test_names_are_access_points_by_what_they_did(author: Author, with_word: str, code: str | None) -> None:
    article = issue(Article(title="工会", authors=(author,)))
    assert lines("7", article) == [with_word]
    name, _, _ = with_word.partition(" $4")
    assert lines("7", article, relators="code") == [f"{name} {code}" if code else name]


def test_equal_authors_stand_in_their_order_persons_before_bodies() -> None:
    authors = (body("浙江省总工会"), person("甲"), person("乙", "译"), person("丙"))
    found = lines("7", issue(Article(title="工会", authors=authors)))
    assert [f"{field[:3]} {field[10:]}" for field in found] == [
        "701 甲 $4 著", "701 丙 $4 著", "702 乙 $4 译", "711 浙江省总工会 $4 著",
    ]  # fmt: skip


class Spelt:
    """Text in corner brackets, so that one sees which text was spelt, and as what."""

    def title(self, text: str, *, running: bool = False) -> str:
        return f"「{text}」"

    def person(self, text: str, *, running: bool = False) -> str:
        return f"『{text}』"

    def body(self, text: str, *, running: bool = False) -> str:
        return f"【{text}】"

    def inverted(self, name: str) -> bool:
        return True


class Silent(Spelt):
    """No text has a reading."""

    def title(self, text: str, *, running: bool = False) -> str:
        return ""

    person = body = title


def part_of(article: Article, heading: str | None = None, **changes: Any) -> Part:
    one, chosen = issue(article, heading=heading), settings(**changes)
    dates = Dates(chosen.date, chosen.date)
    return Part(one, GONGYUN, chosen, dates, number="X1", article=article, heading=heading)


WRITTEN_FULL = part_of(
    Article(
        title="甲——乙",
        kicker="丙",
        pages="5",
        authors=(
            person("丁", "文", "戊厂"),
            person("己", "译"),
            body("庚会辛部", "辛部"),
            body("壬会癸部", "癸部", "编"),
        ),
    ),
    heading="栏",
    classes={"栏": "D412"},
)


def test_pinyin_in_a_subfield_9_of_its_own() -> None:
    plain, spelt = (
        cnmarc_nlc.record(WRITTEN_FULL, romanised)
        for romanised in (None, replace(WRITTEN_FULL, script=Spelt()))
    )
    added = [line(field) for field, before in zip(spelt.fields, plain.fields, strict=True) if field != before]
    assert added == [
        "200 1# $a 甲 $9 「甲」 $e 乙 $e 丙 $f 文/丁（戊厂） $g 己译 $g 庚会辛部 $g 壬会癸部编",
        "701 #0 $a 丁 $9 『丁』 $p 戊厂 $4 著",
        "702 #0 $a 己 $9 『己』 $4 译",
        "711 02 $a 庚会 $9 【庚会】 $b 辛部 $9 【辛部】 $4 著",
        "712 02 $a 壬会 $9 【壬会】 $b 癸部 $9 【癸部】 $4 编",
    ]


def test_pinyin_in_the_capital_of_the_subfield_that_it_renders() -> None:
    record = cnmarc_calis.record(WRITTEN_FULL, replace(WRITTEN_FULL, script=Spelt()))
    assert [line(field) for field in record.data_fields("200", "701", "711")] == [
        "200 1# $a 甲 $A 「甲」 $e 乙 $e 丙 $f 文/丁 (戊厂) $g 己译 $g 庚会辛部 $g 壬会癸部编",
        "701 #0 $a 丁 $A 『丁』 $p 戊厂 $4 著",
        "711 02 $a 庚会 $A 【庚会】 $b 辛部 $B 【辛部】 $4 著",
    ]
    assert "$9" not in text(record)


def test_the_setting_spells_and_the_dialect_places() -> None:
    given_issue = issue(Article(title="工会", authors=(person("陈强"),)))
    assert lines("701", given_issue, pinyin="calis") == ["701 #0 $a 陈强 $9 Chen Qiang $4 著"]
    calis = lines("701", given_issue, dialect="cnmarc-calis", pinyin="nlc")
    assert calis == ["701 #0 $a 陈强 $A chen qiang $4 著"]


def test_text_without_a_reading_has_no_pinyin() -> None:
    silent = replace(WRITTEN_FULL, script=Silent())
    assert cnmarc_nlc.record(WRITTEN_FULL, silent) == cnmarc_nlc.record(WRITTEN_FULL)


@given(
    st.dates(),
    st.integers(1800, 2999),
    st.sampled_from(get_args(Settings.model_fields["encoding"].annotation)),
    st.sampled_from(DIALECTS),
    st.sampled_from(["articles", "issue", "both"]),
    st.booleans(),
)
def test_100_has_36_positions_whatever_is_set(
    day: date, year: int, encoding: str, dialect: str, shape: str, host_records: bool
) -> None:
    records, findings = written(
        issue(TITLE, year=year),
        date=day, encoding=encoding, dialect=dialect, shape=shape, host_records=host_records,
    )  # fmt: skip
    assert findings == []
    for record in records:
        ((code, data),) = next(record.data_fields("100")).subfields
        serial = record.leader[7] == "s"
        assert (code, len(data)) == ("a", 36)
        assert data[:8] == f"{day.year:04}{day.month:02}{day.day:02}"
        assert data[8:17] == ("a    9999" if serial else f"d{year}    ")
        assert data[17:26] == "m  y0chiy"
        assert data[26:34] == ("50      " if encoding == "utf-8" else "0110    ")
        assert data[34:] == "ea"
        (version,) = record.control_fields("005")
        assert version.value == f"{data[:8]}060000.0"
        assert len(record.leader) == 24
        assert (record.leader[9], record.leader[20:]) == (" ", "450 ")


LABELS = [
    # shape, host_records; label/05-08 of articles, issue, periodical
    ("articles", False, ["naa0"]),
    ("articles", True, ["naa2", "nam2", "nas1"]),
    ("both", False, ["naa2", "nam1"]),
    ("both", True, ["naa2", "nam2", "nas1"]),
    ("issue", False, ["nam0"]),
    ("issue", True, ["nam2", "nas1"]),
]


@pytest.mark.parametrize(("shape", "host_records", "expected"), LABELS)
def test_a_record_stands_above_or_below_those_in_the_same_file(
    shape: str, host_records: bool, expected: list[str]
) -> None:
    records, _ = written(issue(TITLE), shape=shape, host_records=host_records)
    assert [record.leader[5:9] for record in records] == expected


@pytest.mark.parametrize("status", ["n", "c", "d"])
def test_the_dates_and_the_status_are_those_of_the_record(status: str) -> None:
    part = replace(part_of(TITLE), dates=Dates(date(2024, 1, 2), date(2025, 3, 4), status))
    record = cnmarc_nlc.record(part)
    assert record.leader[5] == status
    found = [line(field) for field in record.fields if field.tag in ("005", "100", "801")]
    assert found == [
        "005    20250304060000.0",
        "100 ## $a 20240102d2025####m##y0chiy50######ea",
        "801 #0 $a CN $b ORGCODE $c 20250304",
    ]


LINKS = [
    # what is set; of the issue and article; 461 and 463
    ({}, {}, {}, "$1 001ZGGY $1 011## $a 1003-7594 $1 2001# $a 中国工运",
     "$1 2001# $a 2025年第11期 $1 210## $d 2025"),
    (WITH_HOSTS, {}, {}, "$1 001ZGGY $1 011## $a 1003-7594 $1 2001# $a 中国工运",
     "$1 001ZGGY202511 $1 2001# $a 2025年第11期 $1 210## $d 2025"),
    ({"hosts": {}}, {}, {}, "$1 011## $a 1003-7594 $1 2001# $a 中国工运",
     "$1 2001# $a 2025年第11期 $1 210## $d 2025"),
    ({"hosts": {"zhongguo-gongyun": Host(control_number="x12", issn="0013-8908")}}, {}, {},
     "$1 001x12 $1 011## $a 0013-8908 $1 2001# $a 中国工运", "$1 2001# $a 2025年第11期 $1 210## $d 2025"),
    ({}, {"whole_number": 679}, {}, "$1 001ZGGY $1 011## $a 1003-7594 $1 2001# $a 中国工运",
     "$1 2001# $a 2025年第11期（总第679期） $1 210## $d 2025"),
    ({}, {}, {"pages": "5-7"}, "$1 001ZGGY $1 011## $a 1003-7594 $1 2001# $a 中国工运",
     "$1 2001# $a 2025年第11期 $v 第5-7页 $1 210## $d 2025"),
    ({}, {}, {"pages": "封二"}, "$1 001ZGGY $1 011## $a 1003-7594 $1 2001# $a 中国工运",
     "$1 2001# $a 2025年第11期 $v 封二 $1 210## $d 2025"),
    ({"links": "standard"}, {}, {"pages": "5"}, "$t 中国工运 $x 1003-7594 $0 ZGGY",
     "$t 2025年第11期 $v 第5页 $d 2025"),
    ({"links": "standard", **WITH_HOSTS}, {}, {}, "$t 中国工运 $x 1003-7594 $0 ZGGY",
     "$t 2025年第11期 $d 2025 $0 ZGGY202511"),
    ({"links": "standard", "hosts": {}}, {}, {}, "$t 中国工运 $x 1003-7594", "$t 2025年第11期 $d 2025"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "of_issue", "of_article", "periodical", "number"), LINKS)
def test_links_up_to_periodical_and_issue(
    changes: dict[str, Any],
    of_issue: dict[str, Any],
    of_article: dict[str, Any],
    periodical: str,
    number: str,
) -> None:
    given_issue = issue(Article(title="工会", **of_article), **of_issue)
    assert lines("46", given_issue, **changes) == [f"461 #0 {periodical}", f"463 #0 {number}"]


def test_embedded_links_are_fields_of_the_hosts() -> None:
    (article, of_issue, serial), _ = written(issue(TITLE), **WITH_HOSTS)
    (periodical,), (number,) = article.data_fields("461"), article.data_fields("463")
    assert set(fields_in(periodical)) <= set(serial.fields)
    identifier, title, year = fields_in(number)
    assert identifier in of_issue.fields
    assert isinstance(title, DataField)
    (of_title,) = of_issue.data_fields("200")
    assert title.values("a") == of_title.values("h")
    assert year == DataField("210", "  ", (Subfield("d", "2025"),))


@pytest.mark.parametrize(
    ("cn", "expected"),
    [
        ("11-1219/D", "102 ## $a CN $b 110000"),
        ("10-1219/D", "102 ## $a CN $b 110000"),
        ("42-1219/D", "102 ## $a CN $b 420000"),
        ("51-1011/D", "102 ## $a CN $b 510000"),
        (None, "102 ## $a CN"),
    ],
)
def test_the_province_is_that_of_the_cn_number(cn: str | None, expected: str) -> None:
    assert lines("102", issue(TITLE), GONGYUN.model_copy(update={"cn": cn})) == [expected]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, []),
        ({"classes": {"创新案例": "D412.6"}}, ["690 ## $a D412.6"]),
        ({"classes": {"创新案例": "D412.6"}, "class_edition": "5"}, ["690 ## $a D412.6 $v 5"]),
        ({"classes": {"ZGGY202511001": "D412.7", "创新案例": "D412.6"}}, ["690 ## $a D412.7"]),
        ({"classes": {"特别报道": "D412.6"}, "class_edition": "5"}, []),
    ],
)
def test_a_class_number_is_what_a_cataloguer_gave(changes: dict[str, Any], expected: list[str]) -> None:
    assert lines("690", issue(TITLE, heading="创新案例"), **changes) == expected


@pytest.mark.parametrize(
    ("newspaper", "completeness", "heading", "expected"),
    [
        ("工人日报", "selection", "创新案例",
         ["据《工人日报》所载《中国工运》2025年第11期要目著录，未见原刊", "栏目：创新案例"]),
        ("工人日报", "complete", None, ["据《工人日报》所载《中国工运》2025年第11期目录著录，未见原刊"]),
        (None, "unstated", None, ["据《中国工运》2025年第11期目次著录，未见原刊"]),
    ],
)  # fmt: skip
def test_notes_tell_basis_and_section(
    newspaper: str | None, completeness: str, heading: str | None, expected: list[str]
) -> None:
    given_issue = issue(TITLE, heading=heading, completeness=completeness)
    assert lines("300", given_issue, newspaper=newspaper) == [f"300 ## $a {note}" for note in expected]


def test_the_number_stands_in_035_for_systems_that_replace_001() -> None:
    assert lines("035", issue(TITLE), system_number=True) == ["035 ## $a (ORGCODE)ZGGY202511001"]
    assert lines("035", issue(TITLE)) == []


def test_one_article_that_cannot_be_written_costs_one_record() -> None:
    broken = Article(title="工\x1f会")
    records, findings = written(issue(TITLE, broken, TITLE))
    assert [record.control_number for record in records] == ["ZGGY202511001", "ZGGY202511003"]
    assert [item.code for item in findings] == ["W704"]
