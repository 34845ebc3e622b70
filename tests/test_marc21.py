"""The crosswalk: worked records, printed forms in tables, what is refused, what pymarc and MARC::Lint say."""

import subprocess
import tomllib
from collections import Counter
from datetime import date
from io import BytesIO
from pathlib import Path

import pymarc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.bodies import unit_split
from catalog.config.model import Host, Settings
from catalog.diagnostics import Diagnostic
from catalog.marc import agents
from catalog.marc.containers import by_name
from catalog.marc.dialects import Crosswalk
from catalog.marc.record import ControlField, DataField, Record
from catalog.marc.statement import title_and_subtitle
from catalog.model import Article, Author, Evidence, Issue, Section, Source
from catalog.publication import Publication, shipped
from catalog.source import SourceSpan

CASES = Path(__file__).parent / "cases" / "marc21"
PUBLICATIONS = {publication.name: publication for publication in shipped()}
SETTINGS = Settings(
    organisation="ORGCODE",
    date=date(2025, 11, 22),
    newspaper="工人日报",
    hosts={"zhongguo-gongyun": Host(control_number="ZGGY"), "gonghui-xinxi": Host(control_number="GHXX")},
)
SOURCE = Source(file="page.txt", line=1, end_line=9)


def line(field: ControlField | DataField) -> str:
    if isinstance(field, ControlField):
        value = field.value.replace(" ", "#") if field.tag == "008" else field.value
        return f"{field.tag}    {value}"
    subfields = " ".join(f"${code} {value}" for code, value in field.subfields)
    return f"{field.tag} {field.indicators.replace(' ', '#')} {subfields}"


def text(record: Record) -> str:
    """Write a record as the cases have it: # for a blank, lengths as zeros."""
    leader = f"00000{record.leader[5:12]}00000{record.leader[17:]}".replace(" ", "#")
    return "\n".join([f"LDR    {leader}", *map(line, record.fields)]) + "\n"


def made(
    *articles: Article,
    publication: Publication = PUBLICATIONS["中国工运"],
    settings: Settings = SETTINGS,
    **values: object,
) -> tuple[list[Record], list[Diagnostic]]:
    """Make the records of an issue that holds these articles."""
    given_values = {"publication": publication.name, "year": 2025, "number": 11, "source": SOURCE} | values
    issue = Issue.model_validate({**given_values, "sections": (Section(articles=articles),)})
    return records(issue, publication, settings)


def records(
    issue: Issue, publication: Publication, settings: Settings
) -> tuple[list[Record], list[Diagnostic]]:
    findings: list[Diagnostic] = []
    return list(Crosswalk(settings, findings).articles(issue, publication)), findings


def lines(tag: str, article: Article, **values: object) -> list[str]:
    """Make one record and give its fields of one tag, or of the tags that begin so."""
    (record,), findings = made(article, **values)  # type: ignore[arg-type]  # the keywords of `made`
    assert findings == []
    return [line(field) for field in record.fields if field.tag.startswith(tag)]


def case(name: str) -> Issue:
    return Issue.model_validate_json((CASES / f"{name}.json").read_bytes())


def case_records() -> list[Record]:
    return [
        record
        for path in sorted(CASES.glob("*.json"))
        for record in records(case(path.stem), PUBLICATIONS[case(path.stem).publication], SETTINGS)[0]
    ]


@pytest.mark.parametrize("name", sorted(path.stem for path in CASES.glob("*.json")))
def test_records_come_out_as_written_by_hand(name: str) -> None:
    issue = case(name)
    written, findings = records(issue, PUBLICATIONS[issue.publication], SETTINGS)
    assert "\n".join(map(text, written)) == (CASES / f"{name}.txt").read_text(encoding="utf-8")
    assert findings == []


TITLES = [
    # title, kicker, names, 245
    ("工会", None, [], "245 00 $a 工会."),
    ("工会", None, ["陈强"], "245 10 $a 工会 / $c 陈强."),
    ("工会", "一 二", [], "245 00 $a 工会 : $b 一 二."),
    ("工会——记陈强", None, [], "245 00 $a 工会 : $b 记陈强."),
    ("工会 ——记陈强", "一 二", ["陈强"], "245 10 $a 工会 : $b 记陈强 : 一 二 / $c 陈强."),
    ("陈仁桂:以匠心铸重器 为航天强国梦添翼", None, [], "245 00 $a 陈仁桂:以匠心铸重器 为航天强国梦添翼."),
    ("干！", None, [], "245 00 $a 干！"),
    ("干。", None, ["陈强"], "245 10 $a 干。 / $c 陈强."),
    ("干……", None, [], "245 00 $a 干……"),
    ("“干！”", None, [], "245 00 $a “干！”."),
]


@pytest.mark.parametrize(("title", "kicker", "names", "expected"), TITLES)
def test_the_title_statement_is_punctuated_as_isbd_has_it(
    title: str, kicker: str | None, names: list[str], expected: str
) -> None:
    authors = tuple(Author(name=name, kind="person") for name in names)
    assert lines("245", Article(title=title, kicker=kicker, authors=authors)) == [expected]


SUBTITLES = [
    ("工会——记陈强", ("工会", "记陈强")),
    ("工会──记陈强", ("工会", "记陈强")),
    ("工会--记陈强", ("工会", "记陈强")),
    ("工会⸺记陈强", ("工会", "记陈强")),
    ("“工会——家”——记陈强", ("“工会——家”", "记陈强")),
    ("工会——记“家——国”", ("工会", "记“家——国”")),
    ("工会(上——下)", ("工会(上——下)", None)),
    ("《工会——家》", ("《工会——家》", None)),
    ('"工会——家"', ('"工会——家"', None)),
    ("“工会——记陈强", ("“工会——记陈强", None)),  # nobody knows where the quotation ends
    ("2020—2024年", ("2020—2024年", None)),
    ("T-3出行", ("T-3出行", None)),
    ("——记陈强", ("——记陈强", None)),
    ("工会——", ("工会——", None)),
]


@pytest.mark.parametrize(("title", "expected"), SUBTITLES)
def test_a_subtitle_stands_behind_a_dash_outside_quotation_marks(
    title: str, expected: tuple[str, str | None]
) -> None:
    assert title_and_subtitle(title) == expected


NAMES = [
    # name, kind, role, affiliation; 1XX and 7XX; 245 $c
    (("余嘉熙", "person", None, None), "100 1# $a 余嘉熙, $e 著. $4 aut", "余嘉熙."),
    (("余嘉熙", "person", "文", None), "100 1# $a 余嘉熙, $e 著. $4 aut", "文/余嘉熙."),
    (("余嘉熙", "person", "本刊记者", None), "100 1# $a 余嘉熙, $e 著. $4 aut", "本刊记者 余嘉熙."),
    (("余嘉熙", "person", "通讯员", None), "100 1# $a 余嘉熙, $e 著. $4 aut", "通讯员 余嘉熙."),
    (("余嘉熙", "person", "摄影", None), "100 1# $a 余嘉熙, $e 摄影. $4 pht", "摄影/余嘉熙."),
    (("余嘉熙", "person", "图", None), "100 1# $a 余嘉熙, $e 图.", "图/余嘉熙."),
    (("余嘉熙", "person", "文/图", None), "100 1# $a 余嘉熙, $e 著, $e 图. $4 aut", "文/图 余嘉熙."),
    (("余嘉熙", "person", "文并图", None), "100 1# $a 余嘉熙, $e 著, $e 图. $4 aut", "文并图 余嘉熙."),
    (("余嘉熙", "person", "译", None), "700 1# $a 余嘉熙, $e 译. $4 trl", "余嘉熙 译."),
    (("余嘉熙", "person", "整理", None), "700 1# $a 余嘉熙, $e 整理. $4 com", "余嘉熙 整理."),
    (("余嘉熙", "person", "绘图", None), "700 1# $a 余嘉熙, $e 绘. $4 ill", "绘图/余嘉熙."),
    (("余嘉熙", "person", "班组长", None), "100 1# $a 余嘉熙, $e 班组长.", "班组长 余嘉熙."),
    (("余嘉熙", "person", " ", None), "100 1# $a 余嘉熙, $e 著. $4 aut", "余嘉熙."),
    (
        ("余玉珍", "person", None, "北京市工运研究会"),
        "100 1# $a 余玉珍, $e 著, $u 北京市工运研究会. $4 aut",
        "余玉珍 (北京市工运研究会).",
    ),
    (("浙江省总工会", "corporate", None, None), "710 2# $a 浙江省总工会, $e 著. $4 aut", "浙江省总工会."),
    (
        ("广东省总工会研究室", "corporate", "供稿", None),
        "710 2# $a 广东省总工会. $b 研究室, $e 供稿.",
        "广东省总工会研究室 供稿.",
    ),
]


@pytest.mark.parametrize(("author", "access_point", "responsibility"), NAMES)
def test_a_name_is_an_access_point_and_stands_as_printed_in_245(
    author: tuple[str, str, str | None, str | None], access_point: str, responsibility: str
) -> None:
    name, kind, role, affiliation = author
    unit = unit_split(name)[1] if kind == "corporate" else None
    values = {"name": name, "kind": kind, "unit": unit, "role": role, "affiliation": affiliation}
    article = Article(title="工会", authors=(Author.model_validate(values),))
    assert [*lines("1", article), *lines("7", article)[:-1]] == [access_point]
    assert lines("245", article) == [f"245 {access_point[0] == '1':d}0 $a 工会 / $c {responsibility}"]


def placed(name: str, role: str, name_at: int, role_at: int) -> Author:
    """Name somebody whose name and role stand at these columns of the page."""
    columns = {"name": (name_at, name), "role": (role_at, role)}
    evidence = {
        field: Evidence(spans=(SourceSpan(7, at, at + len(text)),), quoted=text, rule="name")
        for field, (at, text) in columns.items()
    }
    return Author(name=name, kind="person", role=role, evidence=evidence)


ROLES_AS_PRINTED = [
    ([("张三", "文", 1, 3), ("李四", "摄影", 5, 7)], "张三 文 ; 李四 摄影."),
    ([("张三", "文", 3, 1), ("李四", "摄影", 8, 6)], "文/张三 ; 摄影/李四."),
    ([("张三", "译", 3, 1)], "译 张三."),
    ([("张三", "文/图", 1, 4)], "张三 文/图."),
    ([("张三", "文", 1, 6), ("李四", "文", 4, 6)], "张三, 李四 文."),
    ([("张三", "攝影", 1, 4)], "张三 攝影."),
    ([("张三", "班组长", 1, 4)], "张三 班组长."),
]


@pytest.mark.parametrize(("named", "expected"), ROLES_AS_PRINTED)
def test_a_role_stands_on_the_side_of_the_name_where_the_page_has_it(
    named: list[tuple[str, str, int, int]], expected: str
) -> None:
    article = Article(title="工会", authors=tuple(placed(*one) for one in named))
    assert lines("245", article) == [f"245 {'00' if named[0][1] == '译' else '10'} $a 工会 / $c {expected}"]


def test_a_role_word_has_one_meaning() -> None:
    table = tomllib.loads((Path(agents.__file__).parents[1] / "lists" / "relators.toml").read_text("utf-8"))
    positions = ("title", "slash", "after", "more")
    for position in positions:
        words = [word for row in table.values() for word in row.get(position, ())]
        assert len(words) == len(set(words))
    meanings = [{word for position in positions for word in row.get(position, ())} for row in table.values()]
    assert sum(map(len, meanings)) == len(set().union(*meanings))


BODIES = [
    ("湖北省总工会经济技术劳动保护部", ("湖北省总工会", "经济技术劳动保护部")),
    ("全国总工会劳动和经济工作部", ("全国总工会", "劳动和经济工作部")),
    ("全国总工会机关服务中心", ("全国总工会", "机关服务中心")),
    ("山西省总工会女职工委员会", ("山西省总工会", "女职工委员会")),
    ("扬州市总工会课题组", ("扬州市总工会", "课题组")),
    ("美的集团工会委员会宣传部", ("美的集团工会委员会", "宣传部")),
    ("浙江大学工会办公室", ("浙江大学工会", "办公室")),
    ("武汉协和医院工会", ("武汉协和医院工会",)),
    ("美的集团工会委员会", ("美的集团工会委员会",)),
    ("宁波舟山港集团工会联合会", ("宁波舟山港集团工会联合会",)),
    ("中国工会运动史研究会", ("中国工会运动史研究会",)),
    ("中国工会理论研究中心", ("中国工会理论研究中心",)),
    ("工友杂志社编辑部", ("工友杂志社", "编辑部")),
    ("国务院国资委宣传局", ("国务院国资委", "宣传局")),
    ("湖北省总工会、武汉市总工会研究室", ("湖北省总工会、武汉市总工会研究室",)),
    ("湖北省总工会与武汉大学课题组", ("湖北省总工会与武汉大学课题组",)),
    ("湖北省总工会武汉大学课题组", ("湖北省总工会武汉大学课题组",)),
    ("湖北省总工会部", ("湖北省总工会部",)),
]


@pytest.mark.parametrize(("name", "expected"), BODIES)
def test_a_unit_is_parted_only_from_the_body_it_surely_belongs_to(
    name: str, expected: tuple[str, ...]
) -> None:
    parent, unit = unit_split(name)
    assert (parent,) + ((unit,) if unit else ()) == expected


PAGES = [
    (None, "$g 2025年第11期 $q 2025:11"),
    ("5", "$g 2025年第11期, 第5页 $q 2025:11<5"),
    ("5-7", "$g 2025年第11期, 第5-7页 $q 2025:11<5"),
    ("08", "$g 2025年第11期, 第08页 $q 2025:11<8"),
    ("5—7、12", "$g 2025年第11期, 第5—7、12页 $q 2025:11<5"),
    ("第5页", "$g 2025年第11期, 第5页 $q 2025:11<5"),
    ("１２", "$g 2025年第11期, 第１２页 $q 2025:11<12"),
    ("封二", "$g 2025年第11期, 封二 $q 2025:11"),
    ("封面", "$g 2025年第11期, 封面 $q 2025:11"),
    ("封二,1", "$g 2025年第11期, 封二,1 $q 2025:11"),
    ("Ⅰ-Ⅲ", "$g 2025年第11期, 第Ⅰ-Ⅲ页 $q 2025:11"),
    ("iv", "$g 2025年第11期, 第iv页 $q 2025:11"),
    ("P5—7", "$g 2025年第11期, 第5—7页 $q 2025:11<5"),
    ("pp. 5-7, 12", "$g 2025年第11期, 第5-7, 12页 $q 2025:11<5"),
    ("12-15,40", "$g 2025年第11期, 第12-15,40页 $q 2025:11<12"),
    ("5+12", "$g 2025年第11期, 5+12 $q 2025:11<5"),
]


@pytest.mark.parametrize(("pages", "expected"), PAGES)
def test_pages_stand_in_the_host_item_entry(pages: str | None, expected: str) -> None:
    tail = " $x 1003-7594 $w (ORGCODE)ZGGY"
    assert lines("773", Article(title="工会", pages=pages)) == [
        f"773 0# $7 nnas $t 中国工运. {expected}{tail}"
    ]


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        (None, " $x 1003-7594"),
        (Host(), " $x 1003-7594"),
        (Host(issn="0013-8908"), " $x 0013-8908"),
        (Host(control_number="x12"), " $x 1003-7594 $w (ORGCODE)x12"),
    ],
)
def test_the_library_says_which_record_the_host_has(host: Host | None, expected: str) -> None:
    settings = SETTINGS.model_copy(update={"hosts": {"zhongguo-gongyun": host} if host else {}})
    (host_item,) = lines("773", Article(title="工会"), settings=settings)
    assert host_item == f"773 0# $7 nnas $t 中国工运. $g 2025年第11期 $q 2025:11{expected}"


@pytest.mark.parametrize(
    ("newspaper", "completeness", "expected"),
    [
        ("工人日报", "selection", "据《工人日报》所载《中国工运》2025年第11期要目; 未见原刊."),
        ("工人日报", "complete", "据《工人日报》所载《中国工运》2025年第11期目录; 未见原刊."),
        (None, "selection", "据《中国工运》2025年第11期要目; 未见原刊."),
        (None, "unstated", "据《中国工运》2025年第11期目次; 未见原刊."),
    ],
)
def test_the_basis_of_the_description_is_told(
    newspaper: str | None, completeness: str, expected: str
) -> None:
    settings = SETTINGS.model_copy(update={"newspaper": newspaper})
    found = lines("588", Article(title="工会"), settings=settings, completeness=completeness)
    assert found == [f"588 0# $a {expected}"]


@given(st.dates(), st.integers(1800, 2999))
def test_fixed_fields_have_their_lengths_whatever_the_date(day: date, year: int) -> None:
    settings = SETTINGS.model_copy(update={"date": day})
    (record,), _ = made(Article(title="工会"), settings=settings, year=year)
    (f005,) = record.control_fields("005")
    (f008,) = record.control_fields("008")
    assert f005.value == f"{day.year:04}{day.month:02}{day.day:02}000000.0"
    assert (len(f008.value), f008.value[:6], f008.value[7:11]) == (40, f005.value[2:8], f"{year}")
    assert (f008.value[15:18], f008.value[35:38]) == ("cc ", "chi")


GOOD = Article(title="工会")

REFUSED = [
    (Article(title="工\x1f会"), "245$a U+001F", "245"),
    (Article(title="工会", kicker="一\x85二"), "245$b U+0085", "245"),
    (Article(title="工\ufffe会"), "245$a U+FFFE", "245"),
    (Article(title="工\U0003ffff会"), "245$a U+3FFFF", "245"),
    (Article(title="工\u2028会"), "245$a U+2028", "245"),
    (Article(title="会" * 3_332), "10002 > 9999 B", "245"),
    (Article(title="工会", authors=(Author(name="会" * 200, kind="person"),) * 120), "72254 > 9999 B", "245"),
    (Article(title=" "), '245$a = ""', "245"),
    (Article(title="工会", kicker=" "), '245$b = ""', "245"),
    (Article(title="工会", authors=(Author(name=" ", kind="person"),)), '100$a = ""', "100"),
    (Article(title="工会", id="工-1"), "001 ≠ ASCII", "001"),
    (Article(title="工会", id="A 1"), "001 ≠ ASCII", "001"),
]


@pytest.mark.parametrize(("article", "reason", "tag"), REFUSED)
def test_one_record_that_cannot_be_written_costs_one_record(article: Article, reason: str, tag: str) -> None:
    written, findings = made(GOOD, article, GOOD)
    assert [record.control_number for record in written] == ["ZGGY202511001", "ZGGY202511003"]
    assert [(item.code, item.place.field) for item in findings] == [("W704", tag)]
    assert reason in findings[0].message()
    assert findings[0].place.record.isprintable()


def test_a_record_of_many_fields_may_be_too_long_as_a_whole() -> None:
    authors = tuple(Author(name=f"陈{chr(0x5000 + n)}", kind="person", role="工" * 30) for n in range(900))
    many = Article(title="工会", authors=authors)
    written, findings = made(GOOD, many)
    assert [record.control_number for record in written] == ["ZGGY202511001"]
    assert [item.message() for item in findings] == ["record ZGGY202511002 is not written: 113132 > 99999 B"]


def test_a_refusal_names_the_line_of_the_page() -> None:
    evidence = Evidence(spans=(SourceSpan(7, 1, 3),), quoted="工会", rule="title")
    _, (finding,) = made(Article(title="工\x00会", evidence={"title": evidence}))
    assert finding.place.label() == "page.txt:7 ZGGY202511001 245$a"


def test_text_is_written_in_nfc_and_the_change_is_told() -> None:
    (record,), findings = made(
        Article(title="\ufa10工会", authors=(Author(name="Rene\u0301", kind="person"),))
    )
    assert line(next(record.data_fields("245"))) == "245 10 $a 塚工会 / $c René."
    assert [(item.code, item.place.field) for item in findings] == [("W705", "100"), ("W705", "245")]


def test_leaders_state_the_bytes_that_another_writer_of_iso_2709_counts() -> None:
    for record in case_records():
        (read,) = read_with_pymarc([record])
        assert read.as_marc()[:24].decode() == record.leader


def read_with_pymarc(written: list[Record]) -> list[pymarc.Record]:
    document = b"".join(by_name("marcxml").write(written))
    handler = pymarc.XmlHandler(strict=True)  # type: ignore[no-untyped-call]  # pymarc types it not
    pymarc.parse_xml(BytesIO(document), handler)  # type: ignore[no-untyped-call]
    read: list[pymarc.Record] = handler.records
    return read


characters = st.text("工会职“”《》()—?!。…:/ ;&<>·ab12", min_size=1, max_size=12).filter(
    lambda t: any(map(str.isalnum, t))
)
authors = st.builds(
    Author,
    name=characters,
    kind=st.sampled_from(["person", "corporate"]),
    role=st.none() | st.sampled_from(["文", "图", "本刊记者", "整理", "译", "文/图"]) | characters,
    affiliation=st.none() | characters,
)
articles = st.builds(
    Article,
    title=characters,
    kicker=st.none() | characters,
    authors=st.lists(authors, max_size=4).map(tuple),
    pages=st.none() | characters,
)


@given(st.lists(articles, min_size=1, max_size=3))
def test_nothing_of_an_article_is_lost(given_articles: list[Article]) -> None:
    written, findings = made(*given_articles)
    assert findings == []
    for article, record in zip(given_articles, written, strict=True):
        (statement,) = record.data_fields("245")
        (host,) = record.data_fields("773")
        (responsibility,) = statement.values("c") or [""]
        title = "".join(statement.values("a") + statement.values("b"))
        assert Counter(article.title.replace("—", "").replace(" ", "")) <= Counter(title)
        assert (article.kicker or "") in title
        assert (article.pages or "") in host.values("g")[0]
        assert [f.values("a") for f in record.data_fields("246")] == [[article.kicker]] * bool(article.kicker)
        entries = list(record.data_fields("100", "700", "710"))
        assert len(entries) == len({(author.name, author.kind) for author in article.authors})
        for author in article.authors:
            assert all(
                part in responsibility
                for part in (author.name, author.affiliation or "", (author.role or "").strip())
            )
        assert (statement.indicators == "10") == bool(list(record.data_fields("100")))


def test_the_same_issue_gives_the_same_records() -> None:
    assert case_records() == case_records()


# What MARC::Lint says of records that are right, and why it is wrong.
FALSE_ALARMS = {
    "245: Must end with . (period).": "a Chinese title may end with ？ ！ 。 or …, which closes the area",
    "245: MARC21 allows ? or ! as final punctuation but LCRI 1.0C, Nov. 2003 (LCPS 1.7.1 for RDA records), "
    "requires period.": "a rule of the Library of Congress for its own records; MARC 21 does not ask it",
}

LINT = r"""
use MARC::Batch; use MARC::Lint;
my $batch = MARC::Batch->new("USMARC", $ARGV[0]);
my $lint = MARC::Lint->new;
my $count = 0;
while (my $record = $batch->next) { $count++; $lint->check_record($record); print "$_\n" for $lint->warnings }
print "$count records\n";
"""


@pytest.mark.needs("MARC::Lint")
def test_marc_lint_has_nothing_to_say_but_false_alarms(tmp_path: Path) -> None:
    path = tmp_path / "records.mrc"
    path.write_bytes(b"".join(record.as_marc() for record in read_with_pymarc(case_records())))
    done = subprocess.run(["perl", "-e", LINT, str(path)], capture_output=True, text=True, check=True)
    *warnings, count = done.stdout.splitlines()
    assert count == f"{len(case_records())} records"
    assert set(warnings) == set(FALSE_ALARMS)
    assert done.stderr == ""
