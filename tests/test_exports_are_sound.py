"""Whatever an issue holds and a library sets: what is exported is no error to validate, or it is refused."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from catalog import issuefile
from catalog.config.model import Host, Settings
from catalog.context import Context
from catalog.diagnostics import Diagnostic
from catalog.identity import control_number
from catalog.marc import containers
from catalog.marc.dialects import Crosswalk
from catalog.marc.soundness import Numbers, sound
from catalog.model import Article, Author, Issue, Section, Source
from catalog.publication import shipped
from catalog.validate import validate
from catalog.validate.library import of
from catalog.writers import by_name
from tests.conftest import Run

ADMISSIBLE = {
    "R440": "what may be two names with “and” between them is written as it is printed",
    "R442": "what may be two bodies, parted by 、, is written as one; the export says the same",
    "R483": "a sign for a lost character may be printed in a name",
    "R485": "JSON keeps a text as it is printed; MARC has it in NFC, said by W705",
    "R486": "what looks like an entity may be printed so; the export says the same",
    "R487": "what looks like markup may be printed so; the export says the same",
    "R508": "what looks like a remnant of a program may be printed so",
    "R511": "whether an author is a person or a body is what was read",
    "R512": "the other way round",
    "R513": "a mark above nothing may be printed so; the export says the same",
    "R514": "a space at an end stands in what was read; the export says the same",
    "R498": "of a title without Chinese characters",
    "R499": "the other way round",
    "R449": "two articles may have one title; the export keeps both",
    "R459": "pages are written as they are printed",
    "R474": "pages are written as they are printed",
    "R447": "the library says that it has the host",
    "R466": "a kicker of mere signs is written as it is printed",
    "R520": "texts and names are written as they are printed",
    "R521": "who is printed twice is written twice",
    "R523": "the number of an issue is written as it is printed, said by L207",
    "R524": "the year of an issue is written as it is printed",
    "R601": "of the target, not of the record",
    "J622": "an id of the library's own is kept",
    "J624": "of the evidence, not of the record",
    "J625": "of the evidence, not of the record",
    "J626": "of the evidence, not of the record",
    "J627": "the same issue twice is told by L205 and L206 before",
    "J628": "every article of the issue was refused",
    "J631": "a name that MARC records refuse stays in JSON, for somebody to part it",
}
"""Warnings that validate may give on what was exported, and why."""

nasty = st.text(
    "工会职工王李张著编等主编，、；; ,.:/—-·《》“”"
    "&<>\"'$\\={}#@_|\u200b\ue000\ufffd\x85\x98\u2028\ufdd0\U0001ffff𠮷䶮镕"
    "e\u0301é×Ã©ǂ5第页年期2025 \u3000\t\n",
    min_size=1,
    max_size=9,
)
plain = st.sampled_from(
    ["激活职工", "R&D 与 &amp;", "甲——乙", "2025年第3期", "第5-7页", "a<br>b", "会" * 3400]
)
texts = nasty | plain
authors = st.builds(
    Author,
    name=texts | st.sampled_from(["余嘉熙", "余嘉熙著", "张三，李四", "湖北省总工会办公室", "John Smith"]),
    kind=st.sampled_from(["person", "corporate"]),
    unit=st.none() | st.sampled_from(["办公室", "工会", ""]),
    role=st.none() | st.sampled_from(["文", "文/图", "译", "整理"]) | texts,
    affiliation=st.none() | texts,
)
articles = st.builds(
    Article,
    id=st.just("")
    | st.sampled_from(["ZGGY202511001", "ZGGY202512001", "ZGGY", "ZGGY202511", "A-1", "A 1", "号"]),
    title=texts,
    kicker=st.none() | texts,
    pages=st.none() | st.sampled_from(["5", "5-7, 12", "7-5", "封二", "第5、6页", "2025"]) | texts,
    authors=st.lists(authors, max_size=3).map(tuple),
)
sections = st.builds(Section, heading=st.none() | texts, articles=st.lists(articles, max_size=3).map(tuple))
issues = st.lists(
    st.builds(
        Issue,
        publication=st.sampled_from(["中国工运", "工会信息"]),
        year=st.sampled_from([1800, 2025, 2999]),
        number=st.sampled_from([1, 11, 12, 300, 999]),
        completeness=st.sampled_from(["complete", "selection", "unstated"]),
        source=st.just(Source(file="page.txt", line=1, end_line=9)),
        sections=st.lists(sections, max_size=3).map(tuple),
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda issue: (issue.publication, issue.year, issue.number),
)
DIALECTS = [("marc21", "none"), ("marc21", "ala-lc"), ("cnmarc-nlc", "nlc"), ("cnmarc-calis", "calis")]
chosen = st.builds(
    lambda dialect, **values: Settings(
        date=date(2025, 12, 3), dialect=dialect[0], pinyin=dialect[1], **values
    ),
    st.sampled_from(DIALECTS),
    shape=st.sampled_from(["articles", "issue", "both"]),
    host_records=st.booleans(),
    links=st.sampled_from(["embedded", "standard"]),
    relators=st.sampled_from(["word", "code"]),
    organisation=st.sampled_from(["CN-100000", "XX-XxUND"]),
    newspaper=st.none() | st.just("工人日报"),
    system_number=st.booleans(),
    provenance=st.booleans(),
    encoding=st.sampled_from(["utf-8", "gb18030", "gbk"]),
    hosts=st.sampled_from(
        [{}, {"zhongguo-gongyun": Host(control_number="b1", issn="1003-7594", place="北京", publisher="社")}]
    ),
    local=st.sampled_from([(), ("998 ## $k {number}", "942 ## $c ART")]),
    language=st.sampled_from(["chi", "eng"]),
)
CONTAINERS = (
    "marcxml",
    "marcxchange",
    "marc",
    "mrk",
    "marcjson",
    "marcjsonl",
    "worksheet",
    "mods",
    "json",
    "jsonl",
)


@pytest.mark.parametrize("name", CONTAINERS)
@settings(
    max_examples=25,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # to make such a case smaller takes minutes
    suppress_health_check=list(HealthCheck),
)
@given(given_issues=issues, own=chosen)
def test_what_is_exported_is_sound_or_refused(name: str, given_issues: list[Issue], own: Settings) -> None:
    row = by_name(name)
    if name == "marcxml" and own.dialect != "marc21":
        own = own.model_copy(update={"dialect": "marc21", "pinyin": "none"})
    context = Context(own, shipped())
    findings: list[Diagnostic] = []
    data = b"".join(row.write(given_issues, context, findings))
    encoding = own.encoding if name in ("marc", "mrk", "worksheet") else "utf-8"
    said = [
        item for item in validate(data, f"x{row.suffixes[0]}", library=of(own), encoding=encoding) if data
    ]
    assert {str(item) for item in said if item.severity == "error"} == set()
    assert {item.code for item in said if item.severity == "warning"} <= ADMISSIBLE.keys()
    if name == "json":  # which gives nothing a number that has none
        listed = sum(len(issue.articles) for issue in given_issues)
        kept = sum(len(item.articles) for item in issuefile.read(data, "x.json") if isinstance(item, Issue))
        gone = [item for item in findings if item.code == "W704" and item.place.field != "heading"]
        headings = [item for item in findings if item.code == "W704" and item.place.field == "heading"]
        assert listed - len(gone) - len(headings) <= kept <= listed - len(gone)
    elif not row.marc or own.shape != "issue":
        text = data.decode(encoding)
        refused = {item.place.record for item in findings if item.severity == "error"}
        for issue in given_issues:
            profile = context.publication(issue.publication)
            for sequence, article in enumerate(issue.articles, 1):
                number = article.id or control_number(profile.code, issue.year, issue.number, sequence)
                shown = number if number.isprintable() else ascii(number)
                assert shown in refused or number in text


@settings(
    max_examples=100,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(given_issues=issues, marc=st.booleans())
def test_one_look_at_an_issue_finds_what_a_look_at_each_article_finds(
    given_issues: list[Issue], marc: bool
) -> None:
    profile = shipped()[-1]
    damaged = Section(articles=(Article(title="\x01"),))  # beside which nobody is trusted
    for issue in given_issues:
        beside = issue.model_copy(update={"sections": (*issue.sections, damaged)})
        found: list[Diagnostic] = []
        closely: list[Diagnostic] = []
        kept = sound(issue, profile, Numbers(), found, marc=marc)
        others = sound(beside, profile, Numbers(), closely, marc=marc)
        assert [item for item in closely if item.values.get("reason") != "title U+0001"] == found
        assert len(closely) == len(found) + 1
        assert [a.title for a in others.articles] == [a.title for a in kept.articles]


def test_an_article_costs_only_itself_in_a_contents_note() -> None:
    good, bad = Article(title="工会"), Article(title="坏\ue000字")
    source = Source(file="p", line=1, end_line=9)
    sections = (Section(articles=(bad, good)),)
    issue = Issue(publication="中国工运", year=2025, number=11, source=source, sections=sections)
    context = Context(Settings(date=date(2025, 12, 3), shape="issue"), shipped())
    findings: list[Diagnostic] = []
    data = b"".join(by_name("mrk").write([issue], context, findings)).decode()
    assert "工会" in data
    assert [item.values["reason"] for item in findings if item.code == "W704"] == ["title U+E000"]


@pytest.mark.parametrize("pinyin", ["none", "ala-lc"])
def test_a_blank_heading_without_articles_is_refused(pinyin: str) -> None:
    source = Source(file="p", line=1, end_line=9)
    sections = (Section(heading="\xa0"), Section(heading="栏", articles=(Article(title="工会"),)))
    issue = Issue(publication="中国工运", year=2025, number=11, source=source, sections=sections)
    own = Settings.model_validate({"date": date(2025, 12, 3), "shape": "issue", "pinyin": pinyin})
    findings: list[Diagnostic] = []
    data = b"".join(by_name("mrk").write([issue], Context(own, shipped()), findings)).decode()
    assert "$t工会" in data
    assert [item.values["reason"] for item in findings if item.code == "W704"] == ["heading '\\xa0'"]


def test_numbers_are_each_taken_once() -> None:
    numbers = Numbers(["ZGGY", "b1"])
    issue = "ZGGY202511"
    assert numbers.take("ZGGY202511001", issue)
    assert not numbers.take("ZGGY202511001", issue)
    assert not numbers.take("ZGGY202511001", "ZGGY202512"), "one that another issue counts"
    assert numbers.take("ZGGY202512009", issue), "one that another issue may count, and then may not"
    assert not numbers.take("ZGGY202512009", "ZGGY202512")
    assert numbers.take("A-1", issue)
    assert not numbers.take("A-1", "ZGGY202512")
    assert not any(numbers.take(number, issue) for number in ("ZGGY", "b1", "ZGGY202511", "ZGGY2025271"))


@given(
    st.lists(
        st.tuples(st.sampled_from(("A202501", "A202502")), st.integers(0, 7), st.booleans()), max_size=30
    )
)
def test_numbers_are_each_taken_once_in_any_order(wanted: list[tuple[str, int, bool]]) -> None:
    numbers, taken = Numbers(), set[str]()
    for issue, place, is_own in wanted:
        number = f"{issue}{place:03}"
        assert numbers.take(number, issue if is_own else "A202503") == (number not in taken)
        taken.add(number)


REFUSED = [
    (
        Article(title="甲", authors=(Author(name="总工会 办公室", kind="corporate"),)),
        "authors.name 总工会 办公室 > 1",
    ),
    (Article(title="甲", authors=(Author(name="张三，李四", kind="person"),)), "authors.name 张三，李四 > 1"),
    (
        Article(title="甲", authors=(Author(name="余嘉熙著", kind="person"),)),
        "authors.name 余嘉熙著: 著 → authors.role",
    ),
    (Article(title="甲", authors=(Author(name="张三", kind="person", unit="办"),)), "authors.unit 办 ∉ 张三"),
    (
        Article(title="甲", authors=(Author(name="总工会", kind="corporate", unit="总工会"),)),
        "authors.unit 总工会 ∉ 总工会",
    ),
    (Article(title="甲", kicker=" "), 'kicker = ""'),
    (Article(title="甲", id="号"), "id ≠ ASCII"),
    (Article(title="宸ヤ細涓诲腑"), "title 宸ヤ細涓诲腑 ≠ 工会主席"),
    (Article(title="\x98"), "title U+0098"),
]


@pytest.mark.parametrize(("article", "reason"), REFUSED)
def test_what_is_refused_and_why(article: Article, reason: str) -> None:
    source = Source(file="p", line=1, end_line=9)
    issue = Issue(
        publication="中国工运", year=2025, number=11, source=source, sections=(Section(articles=(article,)),)
    )
    findings: list[Diagnostic] = []
    kept = sound(issue, shipped()[-1], Numbers(), findings)
    assert (kept.articles, [item.values["reason"] for item in findings]) == ((), [reason])


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("联合国教育、科学及文化组织", []),
        ("中华书局 (香港, 中国)", []),
        ("湖北省总工会、本刊编辑部", ["R442"]),
    ],
)
def test_bodies_with_signs_in_their_names_are_written(name: str, codes: list[str]) -> None:
    source = Source(file="p", line=1, end_line=9)
    article = Article(title="甲", authors=(Author(name=name, kind="corporate"),))
    issue = Issue(
        publication="中国工运", year=2025, number=11, source=source, sections=(Section(articles=(article,)),)
    )
    findings: list[Diagnostic] = []
    assert sound(issue, shipped()[-1], Numbers(), findings) == issue
    assert [(item.code, item.severity) for item in findings] == [(code, "warning") for code in codes]


def test_verify_has_validate_judge_the_file() -> None:
    source = Source(file="p", line=1, end_line=9)
    bad = Article(title="甲", authors=(Author(name="张三，李四", kind="person"),))
    issue = Issue(
        publication="中国工运", year=2025, number=11, source=source, sections=(Section(articles=(bad,)),)
    )
    context = Context(Settings(date=date(2025, 12, 3)), shipped())
    made = Crosswalk(context.settings, []).articles(issue, context.publication("中国工运"))
    data = b"".join(containers.by_name("marc").write(made))
    found = by_name("marc").verify("x.mrc", [issue], context, data)
    assert (found[0].code, found[0].values["rule"]) == ("W786", "R440")
    lines = b"".join(by_name("jsonl").write([issue], context, []))
    assert by_name("jsonl").verify("x.jsonl", [issue], context, lines) == []


# Settings

BAD_SETTINGS = [
    ('[hosts.zhongguo-gongyun]\nissn = "1003-7595"\n', "hosts.zhongguo-gongyun.issn: this is misread"),
    ('[hosts.zhongguo-gongyun]\nplace = "\\uE000"\n', "hosts.zhongguo-gongyun.place: U+E000"),
    ('[hosts.zhongguo-gongyun]\ncontrol_number = "ZGGY202511"\n', "the number that an issue gets here"),
    ('[hosts.zhongguo-gongyun]\ncontrol_number = "GHXX"\n', "GHXX is that of"),
    ('newspaper = "　"\n', "newspaper: this is blank"),
    ('[classes]\n"问与答" = "\\u200B"\n', "classes.问与答: U+200B"),
    ('[substitutes]\n"𠮷" = "\\u0007"\n', "substitutes.𠮷: U+0007"),
    *(
        (f'local = ["{line}"]\n', words)
        for line, words in [
            ("001 X", "001 stands 2 times"),
            ("008 X", "008 stands 2 times"),
            ("245 10 $a X", "2 title fields"),
            ("880 ## $a X", "without $6"),
            ("653 ## $q X", "653 $q is not defined"),
            ("653 #7 $a X", "indicator 2 of 653"),
            ("700 1# $a 张三，李四", "not one Chinese name"),
        ]
    ),
]


@pytest.mark.parametrize(("text", "words"), BAD_SETTINGS)
def test_settings_that_would_make_errors_are_refused_at_once(
    text: str, words: str, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "catalog.toml").write_text(text, encoding="utf-8")
    (tmp_path / "page.txt").write_text(
        "《中国工运》2025年第11期\n\n工会驿站的冷与暖……李明\n", encoding="utf-8"
    )
    done = run("export", "page.txt", "-o", "x.mrc")
    assert (done.code, set(re.findall(r"error (\w+)", done.err))) == (2, {"P302"})
    assert words in done.err
    assert not (tmp_path / "x.mrc").exists()


# Our JSON, with faults

FILE = """{"schema": "urn:x-kanmu:schema:issues:2026-11-23", "issues": [
 {"publication": "中国工运", "year": 2025, "number": 11, "source": {"file": "p", "line": 1, "end_line": 2},
  "sections": [{"heading": null, "articles": [
   {"title": "好的"},
   {"title": 5},
   {"title": "又好"},
   {"titel": "错"},
   {"title": "\\ud800"}
  ]}]},
 {"publication": "中国工运", "year": "x", "number": 12, "source": {"file": "p", "line": 1, "end_line": 2}},
 {"publication": "工会信息", "year": 2025, "number": 1, "source": {"file": "p", "line": 3, "end_line": 2},
  "sections": [{"articles": [{"title": "起止颠倒"}]}]},
 {"publication": "工会信息", "year": 2025, "number": 2, "source": {"file": "p", "line": 1, "end_line": 2},
  "sections": [{"articles": [{"id": "X1", "title": "一"}, {"id": "X1", "title": "二"}]}]}
]}"""


def test_one_bad_entry_of_a_json_file_costs_one_entry() -> None:
    items = list(issuefile.read(FILE.encode(), "x.json"))
    told = [(i.code, i.place.line, i.place.column) for i in items if isinstance(i, Diagnostic)]
    assert told == [
        ("J614", 5, 14), ("J612", 7, 4), ("J613", 7, 5), ("J606", 8, 15), ("J618", 10, 34),
        ("J630", 11, 100), ("J621", 14, 65), ("S140", None, None),
    ]  # fmt: skip
    titles = [[a.title for a in item.articles] for item in items if isinstance(item, Issue)]
    assert titles == [["好的", "又好"], ["一"]]


def test_one_bad_line_costs_one_line() -> None:
    source = Source(file="p", line=1, end_line=9)
    made = (Section(heading="栏", articles=(Article(title="甲"), Article(title="乙"), Article(title="丙"))),)
    issue = Issue(publication="中国工运", year=2025, number=11, source=source, sections=made)
    context = Context(Settings(date=date(2025, 12, 3)), shipped())
    lines = b"".join(by_name("jsonl").write([issue], context, [])).splitlines()
    lines[1] = lines[1][:-9]
    data = b"\n".join([lines[0], lines[1], b"", lines[2].replace('"title":"丙"'.encode(), b'"title":7')])
    items = list(issuefile.read(data, "x.jsonl"))
    assert [(i.code, i.place.line) for i in items if isinstance(i, Diagnostic)] == [
        ("J601", 2), ("J614", 4), ("S140", None),
    ]  # fmt: skip
    assert [item.articles[0].title for item in items if isinstance(item, Issue)] == ["甲"]
    checked = validate(data, "x.jsonl")
    assert [(i.code, i.place.line) for i in checked] == [("J601", 2), ("J614", 4)]
