"""CNMARC records of issues, with contents notes up to their full length, and of periodicals."""

from typing import Any

import pytest

from catalog.config.model import Host
from catalog.identity import Dates
from catalog.marc.dialects.cnmarc_calis import USAGE as CALIS
from catalog.marc.dialects.cnmarc_hosts import contents
from catalog.marc.dialects.cnmarc_nlc import USAGE as NLC
from catalog.marc.dialects.part import Whole
from catalog.marc.lengths import LONGEST_FIELD, field_length, measure
from catalog.marc.record import Record
from catalog.model import Article, Author, Issue, Section
from tests.cnmarc_records import GONGYUN, issue, line, settings, written

TITLE = Article(title="工会")
CHEN = Author(name="陈强", kind="person")
QIN = Author(name="秦红", kind="person", role="译")


def of_issue(given: Issue, **changes: Any) -> list[str]:
    """Give the fields of the record of an issue."""
    (record,), findings = written(given, **({"shape": "issue"} | changes))
    assert findings == []
    return [line(field) for field in record.fields]


def serial(**changes: Any) -> list[str]:
    """Give the fields of the record of a periodical."""
    of_profile = {"issn", "cn", "frequency", "issuing_body"} & set(changes)
    own: dict[str, Any] = {key: changes.pop(key) for key in of_profile}
    publication = GONGYUN.model_copy(update=own)
    records, findings = written(issue(TITLE), publication, host_records=True, **changes)
    assert findings == []
    return [line(field) for field in records[-1].fields]


@pytest.mark.parametrize(("shape", "count"), [("articles", 0), ("issue", 1), ("both", 1)])
def test_an_issue_has_a_contents_note_only_where_it_is_asked_for(shape: str, count: int) -> None:
    records, _ = written(issue(TITLE), shape=shape, host_records=True)
    (record,) = (record for record in records if record.leader[7] == "m")
    found = [line(field) for field in record.fields]
    assert sum(field.startswith("327") for field in found) == count
    assert "300 ## $a 据《工人日报》所载目次著录，未见原刊" in found


@pytest.mark.parametrize(
    ("completeness", "indicators"), [("complete", "1#"), ("selection", "0#"), ("unstated", "0#")]
)
def test_the_note_says_whether_it_is_complete(completeness: str, indicators: str) -> None:
    assert f"327 {indicators} $a 工会" in of_issue(issue(TITLE, completeness=completeness))


ENTRIES = [
    # heading, title, kicker, authors; as NLC has it, as CALIS has it where that differs
    (None, "工会", None, (), "工会", None),
    ("栏", "工会", None, (), "栏：工会", None),
    ("栏", "工会——家", "引题", (), "栏：工会——家：引题", None),
    ("栏", "工会", "引题", (CHEN,), "栏：工会：引题 / 陈强", None),
    (None, "工会", None, (CHEN, CHEN, QIN), "工会 / 陈强，陈强；秦红译", "工会 / 陈强, 陈强; 秦红译"),
]


@pytest.mark.parametrize(("heading", "title", "kicker", "authors", "nlc", "calis"), ENTRIES)
def test_an_entry_has_heading_title_kicker_and_responsibility(
    heading: str | None,
    title: str,
    kicker: str | None,
    authors: tuple[Author, ...],
    nlc: str,
    calis: str | None,
) -> None:
    given = issue(Article(title=title, kicker=kicker, authors=authors), heading=heading)
    assert f"327 0# $a {nlc}" in of_issue(given)
    assert f"327 0# $a {calis or nlc}" in of_issue(given, dialect="cnmarc-calis")


def whole(given: Issue) -> Whole:
    chosen = settings(shape="issue")
    return Whole(given, GONGYUN, chosen, Dates(chosen.date, chosen.date))


def with_articles(count: int, completeness: str = "complete") -> Issue:
    titles = [f"第{number:03}个工会的题名有一些长，以便很快写满一个字段" for number in range(count)]
    articles = tuple(Article(title=title, authors=(CHEN,)) for title in titles)
    return issue(*articles, heading="创新案例", completeness=completeness)


@pytest.mark.parametrize("count", [1, 60, 400])
def test_a_long_note_ends_between_entries_and_tells_how_many_it_leaves_out(count: int) -> None:
    note, left_out = contents(whole(with_articles(count)), NLC)
    entries = note.values("a") if note else []
    assert len(entries) + left_out == count
    assert all(entry.endswith(" / 陈强") for entry in entries)
    assert [entry[:9] for entry in entries] == [f"创新案例：第{number:03}" for number in range(len(entries))]
    if note:
        size = field_length(note)
        assert size <= LONGEST_FIELD
        assert note.indicators == ("0 " if left_out else "1 ")
        if left_out:
            assert size + size // len(entries) > LONGEST_FIELD, "another would have fitted"


@pytest.mark.parametrize(("length", "left_out"), [(3_330, 0), (3_331, 0), (3_332, 1)])
def test_a_note_may_have_9999_bytes_and_no_more(length: int, left_out: int) -> None:
    note, found = contents(whole(issue(Article(title="会" * length))), CALIS)
    assert (found, note is None) == (left_out, bool(left_out))
    if note:
        assert LONGEST_FIELD - 6 < field_length(note) <= LONGEST_FIELD


def test_an_issue_with_too_many_articles_is_written_with_those_that_fit() -> None:
    (record,), findings = written(with_articles(400), shape="issue")
    assert max(measure(record).fields) <= LONGEST_FIELD
    assert len(list(record.data_fields("327"))) == 1
    assert not [item for item in findings if item.severity == "error"]


def test_an_issue_without_articles_has_no_note() -> None:
    assert not any(field.startswith("327") for field in of_issue(issue()))


def test_a_heading_without_articles_is_an_entry_of_its_own() -> None:
    sections = [Section(heading="栏"), Section(articles=(TITLE,)), Section(heading="目"), Section()]
    given = Issue.model_validate(issue().model_dump() | {"sections": sections})
    assert "327 0# $a 栏 $a 工会 $a 目" in of_issue(given)


def test_an_entry_without_room_is_told_even_if_it_is_the_first() -> None:
    (record,), findings = written(issue(Article(title="会" * 3_332), TITLE), shape="issue")
    assert not list(record.data_fields("327"))
    assert [item.code for item in findings] == ["W783"]


PAGES = [
    ("5-7", "（第5-7页）", " (第5-7页)"),
    ("封二", "（封二）", " (封二)"),
    ("Ⅰ-Ⅲ", "（第Ⅰ-Ⅲ页）", " (第Ⅰ-Ⅲ页)"),
]


@pytest.mark.parametrize(("pages", "nlc", "calis"), PAGES)
def test_an_entry_has_its_pages(pages: str, nlc: str, calis: str) -> None:
    given = issue(Article(title="工会", authors=(CHEN,), pages=pages))
    assert f"327 0# $a 工会 / 陈强{nlc}" in of_issue(given)
    assert f"327 0# $a 工会 / 陈强{calis}" in of_issue(given, dialect="cnmarc-calis")


def test_machine_made_pinyin_is_marked_where_the_library_wants_it() -> None:
    note = "830 ## $a 拼音由程序自动生成，未经人工核对"
    for kind in ("a", "m", "s"):
        for settings_of, marked in (
            ({"pinyin": "nlc", "provenance": True}, True),
            ({"pinyin": "nlc"}, False),
            ({"provenance": True}, False),
        ):
            records, _ = written(issue(TITLE), host_records=True, **settings_of)
            (record,) = (record for record in records if record.leader[7] == kind)
            assert (note in [line(field) for field in record.fields]) is marked


def test_the_number_of_the_issue_is_that_of_a_part() -> None:
    assert "200 1# $a 中国工运 $h 2025年第11期" in of_issue(issue(TITLE))
    assert "200 1# $a 中国工运 $h 2025年第11期（总第679期）" in of_issue(issue(TITLE, whole_number=679))


def test_a_periodical_has_the_numbers_of_its_profile() -> None:
    assert {"011 ## $a 1003-7594", "091 ## $a 11-1219/D"} <= set(serial())
    assert not [field for field in serial(issn=None, cn=None) if field.startswith(("011", "091"))]
    own = {"zhongguo-gongyun": Host(issn="0013-8908")}
    assert "011 ## $a 0013-8908" in serial(hosts=own)
    assert "001    ZGGY" in serial(hosts=own)
    assert "001    x12" in serial(hosts={"zhongguo-gongyun": Host(control_number="x12")})


FREQUENCIES = [
    ("daily", "aaaz###0yu0", "日刊"),
    ("weekly", "acaz###0yu0", "周刊"),
    ("ten-days", "aoaz###0yu0", "旬刊"),
    ("semimonthly", "aeaz###0yu0", "半月刊"),
    ("monthly", "afaz###0yu0", "月刊"),
    ("bimonthly", "agaz###0yu0", "双月刊"),
    ("quarterly", "ahaz###0yu0", "季刊"),
    ("annual", "akaz###0yu0", "年刊"),
    (None, "auuz###0yu0", None),
]


@pytest.mark.parametrize(("frequency", "coded", "note"), FREQUENCIES)
def test_the_frequency_is_coded_and_noted(frequency: str | None, coded: str, note: str | None) -> None:
    found = serial(frequency=frequency)
    assert [field for field in found if field.startswith(("110", "326"))] == [
        f"110 ## $a {coded}",
        *([f"326 ## $a {note}"] if note else []),
    ]


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        (Host(), []),
        (Host(place="北京"), []),
        (Host(publisher="工人出版社"), ["210 ## $c 工人出版社"]),
        (Host(place="北京", publisher="工人出版社"), ["210 ## $a 北京 $c 工人出版社"]),
    ],
)
def test_an_imprint_is_only_what_the_library_gives(host: Host, expected: list[str]) -> None:
    found = serial(hosts={"zhongguo-gongyun": host})
    assert [field for field in found if field.startswith("210")] == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ["711 02 $a 中华全国总工会 $4 主办"]),
        ({"relators": "code"}, ["711 02 $a 中华全国总工会 $4 475"]),
        ({"issuing_body": None}, []),
    ],
)
def test_the_issuing_body(changes: dict[str, Any], expected: list[str]) -> None:
    assert [field for field in serial(**changes) if field.startswith("7")] == expected


def test_host_records_do_not_repeat_what_only_articles_have() -> None:
    records, _ = written(issue(TITLE), shape="both", host_records=True, system_number=True)
    tags = {kind: {field.tag for field in record.fields} for record, kind in zip(records, "ams", strict=True)}
    assert tags["m"] & {"035", "463", "690", "701"} == set()
    assert tags["s"] & {"035", "300", "327", "461", "463"} == set()


def numbers(records: list[Record]) -> list[str]:
    return [record.control_number for record in records]


def test_links_name_records_of_the_same_file() -> None:
    records, _ = written(issue(TITLE), shape="both", host_records=True, hosts={}, links="standard")
    assert numbers(records) == ["ZGGY202511001", "ZGGY202511", "ZGGY"]
    linked = {
        value
        for record in records
        for field in record.data_fields("461", "463")
        for value in field.values("0")
    }
    assert linked == {"ZGGY202511", "ZGGY"}
