"""The worked records: model A in two scripts, and the records of hosts, as the text files have them."""

from datetime import date
from pathlib import Path

import pytest

from catalog.config.model import Host, Settings
from catalog.diagnostics import Diagnostic
from catalog.marc.dialects import Crosswalk
from catalog.marc.lengths import LONGEST_FIELD, measure
from catalog.marc.record import Record
from catalog.model import Article, Author, Issue, Section
from catalog.publication import Publication, shipped
from tests.test_marc21 import case, text

WORKED = Path(__file__).parent / "cases" / "worked"
HOSTS = {"zhongguo-gongyun": Host(control_number="ZGGY"), "gonghui-xinxi": Host(control_number="GHXX")}
SETTINGS = Settings(
    organisation="ORGCODE", date=date(2025, 11, 22), time="060000", newspaper="工人日报", hosts=HOSTS
)
# The worked records leave out the ISSN.
PUBLICATIONS = {one.name: one.model_copy(update={"issn": None}) for one in shipped()}


def crosswalk(findings: list[Diagnostic] | None = None, **settings: object) -> Crosswalk:
    return Crosswalk(SETTINGS.model_copy(update=settings), [] if findings is None else findings)


def test_model_a_has_every_title_and_name_in_both_scripts() -> None:
    findings: list[Diagnostic] = []
    made = [
        record
        for name in ("worked-1", "worked-2")
        for issue in [case(name)]
        for record in crosswalk(findings, pinyin="ala-lc", language="eng").articles(
            issue, PUBLICATIONS[issue.publication]
        )
    ]
    assert "\n".join(map(text, made)) == (WORKED / "marc21-model-a.txt").read_text(encoding="utf-8")
    assert {item.code for item in findings} <= {"W750"}


def test_the_hosts_are_as_worked() -> None:
    issue = case("worked-1")
    make = crosswalk(shape="issue", host_records=True)
    publication = PUBLICATIONS[issue.publication]
    made = [*make.serial(issue, publication), *make.issue(issue, publication)]
    expected = (WORKED / "marc21-hosts.txt").read_text(encoding="utf-8")
    # The worked note leaves out the name of the newspaper's listing of the periodical in 588 of the serial.
    assert "\n".join(map(text, made)) == expected


def notes(record: Record) -> list[str]:
    """Give the contents notes of a record, indicators first."""
    return [
        f"{field.indicators} " + " ".join(value for _, value in field.subfields)
        for field in record.data_fields("505")
    ]


def contents(sections: list[Section], **values: object) -> list[Record]:
    issue = Issue.model_validate(case("worked-1").model_dump() | {"sections": sections} | values)
    return list(crosswalk(shape="issue").issue(issue, PUBLICATIONS["中国工运"]))


@pytest.mark.parametrize(
    ("completeness", "indicator"), [("complete", "0"), ("selection", "2"), ("unstated", "8")]
)
def test_a_contents_note_says_how_much_it_has(completeness: str, indicator: str) -> None:
    (record,) = contents([Section(articles=(Article(title="工会"),))], completeness=completeness)
    assert notes(record) == [f"{indicator}0 工会."]


def test_a_contents_note_names_each_section_once() -> None:
    chen = Author(name="陈强", kind="person")
    sections = [
        Section(articles=(Article(title="卷首语"),)),
        Section(
            heading="专家笔谈",
            articles=(Article(title="甲——乙", kicker="丙", authors=(chen,)), Article(title="丁")),
        ),
    ]
    (record,) = contents(sections)
    assert notes(record) == ["20 卷首语 -- 专家笔谈. 甲 : 乙 : 丙 / 陈强 -- 丁."]


def test_a_heading_without_articles_is_in_the_contents_note() -> None:
    sections = [
        Section(heading="栏"),
        Section(articles=(Article(title="甲"),)),
        Section(heading="目"),
        Section(),
    ]
    (record,) = contents(sections)
    assert notes(record) == ["20 栏 -- 甲 -- 目."]


def test_a_contents_note_has_pages_behind_the_titles() -> None:
    chen = Author(name="陈强", kind="person")
    articles = (
        Article(title="甲——乙", authors=(chen,), pages="5-7"),
        Article(title="丙", pages="封二"),
        Article(title="丁", pages="Ⅰ-Ⅲ,12"),
    )
    (record,) = contents([Section(articles=articles)])
    (field,) = record.data_fields("505")
    assert [f"${code} {value}" for code, value in field.subfields] == [
        "$t 甲 : 乙", "$g (第5-7页) /", "$r 陈强 --", "$t 丙", "$g (封二) --", "$t 丁", "$g (第Ⅰ-Ⅲ,12页).",
    ]  # fmt: skip


def test_the_whole_number_stands_behind_the_number_of_the_issue() -> None:
    (record,) = contents([Section(articles=(Article(title="工会"),))], whole_number=456)
    (title,), (host,) = record.data_fields("245"), record.data_fields("773")
    assert title.values("n") == ["2025年第11期 (总第456期)."]
    assert host.values("g") == ["2025年第11期 (总第456期)"]


@pytest.mark.parametrize("count", [1, 60, 400])
def test_a_long_contents_note_is_split_between_entries_and_says_everything(count: int) -> None:
    titles = [f"第{number}个工会的题名有一些长，以便很快写满一个字段" for number in range(count)]
    articles = tuple(Article(title=title, authors=(Author(name="陈强", kind="person"),)) for title in titles)
    (record,) = contents([Section(heading="创新案例", articles=articles)])
    assert max(measure(record).fields) <= LONGEST_FIELD
    fields = list(record.data_fields("505"))
    assert [field.indicators for field in fields] == ["20", *["80"] * (len(fields) - 1)]
    assert [value.removesuffix(" /") for field in fields for value in field.values("t")] == titles
    assert sum(len(field.values("r")) for field in fields) == count
    assert all(field.subfields[-1].value.endswith("陈强.") for field in fields)


def test_the_issue_has_a_contents_note_only_where_it_is_asked_for() -> None:
    issue, publication = case("worked-1"), PUBLICATIONS["中国工运"]
    for shape, expected in (("articles", 0), ("issue", 1), ("both", 1)):
        (record,) = crosswalk(shape=shape).issue(issue, publication)
        assert len(notes(record)) == expected


def test_an_imprint_is_only_what_the_library_gives() -> None:
    issue = case("worked-1")
    publication: Publication = PUBLICATIONS["中国工运"]
    (without,) = crosswalk().serial(issue, publication)
    assert not list(without.data_fields("264"))
    host = {"zhongguo-gongyun": Host(place="北京", publisher="工人日报社", issn="0013-8908")}
    (record,) = crosswalk(hosts=host).serial(issue, publication)
    (imprint,) = record.data_fields("264")
    assert [tuple(subfield) for subfield in imprint.subfields] == [("a", "北京 :"), ("b", "工人日报社.")]
    assert [field.values("a") for field in record.data_fields("022")] == [["0013-8908"]]
