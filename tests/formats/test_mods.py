"""MODS: valid by the published schema, and every value found again by lxml."""

import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import etree

from catalog.config.model import Settings
from catalog.context import Context
from catalog.formats import mods
from catalog.model import Article, Author, Issue, Section
from catalog.publication import by_name, shipped
from tests.formats.examples import CONTEXT, NAMES, articles, issues, random_issues, written
from tests.formats.test_promises import an_issue

SPACE = {"m": "http://www.loc.gov/mods/v3"}


def records(data: bytes) -> list[etree._Element]:
    root = etree.fromstring(data)
    assert root.tag == "{http://www.loc.gov/mods/v3}modsCollection"
    return list(root)


def texts(record: etree._Element, path: str) -> list[str]:
    found = record.xpath("/".join(f"m:{step}" for step in path.split("/")), namespaces=SPACE)
    assert isinstance(found, list)
    return [element.text or "" for element in found if isinstance(element, etree._Element)]


def check(given_issues: tuple[Issue, ...] | list[Issue]) -> None:
    found = records(written(mods, given_issues)[0])
    for record, (issue, section, article) in zip(found, articles(given_issues), strict=True):
        _check_titles(record, article)
        _check_names(record, article.authors)
        _check_host(record, issue, article)
        assert texts(record, "note[@type='section']") == ([section.heading] if section.heading else [])
        (basis,) = texts(record, "note[@type='source']")
        assert f"《{issue.publication}》{issue.year}年第{issue.number}期" in basis
        (number,) = texts(record, "recordInfo/recordIdentifier")
        assert number.startswith(article.id or "")
        assert texts(record, "genre[@authority='marcgt']") == ["article"]
        assert texts(record, "language/languageTerm[@authority='iso639-2b']") == ["chi"]


def _check_titles(record: etree._Element, article: Article) -> None:
    (title,) = texts(record, "titleInfo[not(@type)]/title")
    other = texts(record, "titleInfo[not(@type)]/subTitle")
    kicker = article.kicker
    assert texts(record, "titleInfo[@type='alternative'][@displayLabel='引题']/title") == (
        [kicker] if kicker else []
    )
    subtitle = "".join(other)
    if kicker:
        assert subtitle == kicker or subtitle.endswith(f" : {kicker}")
        subtitle = subtitle.removesuffix(kicker).removesuffix(" : ")
    between = article.title.removeprefix(title).removesuffix(subtitle)
    assert re.fullmatch(r"\s*([—―─－–-]{2,}|[⸺⸻])\s*" if subtitle else "", between)


def _check_names(record: etree._Element, authors: tuple[Author, ...]) -> None:
    names = record.findall("m:name", SPACE)
    for name, author in zip(names, authors, strict=True):
        assert name.get("type") == {"person": "personal", "corporate": "corporate"}[author.kind]
        assert "".join(texts(name, "namePart")) == author.name
        assert len(texts(name, "namePart")) == (2 if author.unit else 1)
        assert texts(name, "affiliation") == ([author.affiliation] if author.affiliation else [])
        assert texts(name, "role/roleTerm[@type='text']") == ([author.role] if author.role else [])
        codes = texts(name, "role/roleTerm[@type='code'][@authority='marcrelator']")
        assert set(codes) <= {"aut", "trl", "edt", "com", "ill", "pht"}
        assert codes == ["aut"] or author.role
    assert len(texts(record, "note[@type='statement of responsibility']")) == bool(authors)


def _check_host(record: etree._Element, issue: Issue, article: Article) -> None:
    profile = by_name(issue.publication, shipped())
    assert profile is not None
    (host,) = record.findall("m:relatedItem[@type='host']", SPACE)
    assert texts(host, "titleInfo/title") == [profile.name]
    assert texts(host, "identifier[@type='issn']") == [profile.issn or ""][: bool(profile.issn)]
    assert texts(host, "identifier[@displayLabel='统一刊号']") == [profile.cn or ""][: bool(profile.cn)]
    assert texts(host, "part/detail[@type='issue']/number") == [str(issue.number)]
    whole = texts(host, "part/detail[@type='whole number']/number")
    assert whole == ([str(issue.whole_number)] if issue.whole_number else [])
    assert texts(host, "part/date[@encoding='w3cdtf']") == [str(issue.year)]
    ends = [
        text for end in ("start", "end", "list") for text in texts(host, f"part/extent[@unit='pages']/{end}")
    ]
    assert bool(ends) == bool(article.pages)
    if texts(host, "part/extent/list"):
        assert ends == [article.pages]
    else:
        assert [int(end) for end in ends] == [
            int(figure) for figure in re.findall(r"\d+", article.pages or "")
        ]


@pytest.mark.parametrize("name", NAMES)
def test_every_value_is_in_the_file(name: str) -> None:
    check(issues(name))


@settings(max_examples=60)
@given(given_issues=random_issues)
def test_every_value_of_any_issue_is(given_issues: list[Issue]) -> None:
    check(given_issues)


@pytest.fixture(scope="module")
def schema(shared: Path) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(shared / "schemas" / "mods-3-7.xsd"))


@settings(max_examples=40)
@given(given_issues=random_issues)
def test_the_published_schema_accepts_any_issue(schema: etree.XMLSchema, given_issues: list[Issue]) -> None:
    schema.assertValid(etree.fromstring(written(mods, given_issues)[0]))


@pytest.mark.needs("xmllint")
@pytest.mark.parametrize("name", NAMES)
def test_xmllint_finds_the_files_valid(name: str, shared: Path, tmp_path: Path) -> None:
    path = tmp_path / "records.xml"
    path.write_bytes(written(mods, issues(name))[0])
    command = [
        "xmllint",
        "--nonet",
        "--noout",
        "--schema",
        str(shared / "schemas" / "mods-3-7.xsd"),
        str(path),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.strip()) == (0, f"{path} validates")


def test_xmllint_and_the_schema_would_refuse_a_wrong_file(schema: etree.XMLSchema) -> None:
    data, _ = written(mods, issues("seeds"))
    assert not schema.validate(etree.fromstring(data.replace(b'type="host"', b'type="home"')))


# a role as printed, the roles that are written: code or -, printed word or -
ROLES = [
    (None, [("aut", "-")]),
    ("本刊记者", [("aut", "本刊记者")]),
    ("译", [("trl", "译")]),
    ("图", [("-", "图")]),
    ("劳模代表", [("-", "劳模代表")]),
    ("文/图", [("-", "文/图"), ("aut", "-")]),
    ("文/摄影", [("-", "文/摄影"), ("aut", "-"), ("pht", "-")]),
]


@pytest.mark.parametrize(("printed", "expected"), ROLES)
def test_roles(printed: str | None, expected: list[tuple[str, str]]) -> None:
    author = Author(name="陈强", kind="person", role=printed)
    (record,) = records(written(mods, [an_issue(Article(title="甲", authors=(author,)))])[0])
    found = [
        (
            "".join(texts(role, "roleTerm[@type='code']")) or "-",
            "".join(texts(role, "roleTerm[@type='text']")) or "-",
        )
        for role in record.findall("m:name/m:role", SPACE)
    ]
    assert found == expected


def test_a_body_and_its_unit() -> None:
    name = "湖北省总工会经济技术劳动保护部"
    author = Author(name=name, kind="corporate", unit="经济技术劳动保护部")
    (record,) = records(written(mods, [an_issue(Article(title="甲", authors=(author,)))])[0])
    assert texts(record, "name/namePart") == ["湖北省总工会", "经济技术劳动保护部"]


def test_the_first_author_is_primary_if_a_person_who_made_the_work() -> None:
    person = Author(name="陈强", kind="person")
    translator = Author(name="秦红", kind="person", role="译")
    body = Author(name="浙江省总工会", kind="corporate")
    for authors, primary in (((person, person), 1), ((translator, person), 0), ((body, person), 0)):
        (record,) = records(written(mods, [an_issue(Article(title="甲", authors=authors))])[0])
        marked = [name.get("usage") for name in record.findall("m:name", SPACE)]
        assert marked[:1] == (["primary"] if primary else [None])


def test_what_the_library_sets() -> None:
    data, findings = written(mods, issues("forms"))
    first, *_, asked, _, last = records(data)
    assert findings == []
    assert texts(first, "relatedItem/recordInfo/recordIdentifier[@source='CN-100000']") == ["b123"]
    assert texts(last, "relatedItem/recordInfo/recordIdentifier") == []
    assert texts(asked, "classification[@authority='clc'][@edition='5']") == ["D412.6"]
    assert texts(first, "recordInfo/recordContentSource[@authority='marcorg']") == ["CN-100000"]
    assert texts(first, "recordInfo/recordCreationDate") == ["2025-12-03"]


def test_a_library_without_a_code_is_reminded() -> None:
    context = Context(Settings(date=CONTEXT.settings.date), CONTEXT.publications)
    data, findings = written(mods, issues("seeds"), context)
    assert [item.code for item in findings] == ["P303"]
    assert b">XX-XxUND</recordContentSource>" in data
    assert written(mods, [an_issue()], context)[1][-1].code == "W770", "and only of what is written"


@pytest.mark.parametrize("value", ["R&D <职工>", "]]>", "<!--", "&amp;", '"', "'", " 甲 ", "𠮷"])
def test_markup_in_a_value_is_text(value: str) -> None:
    author = Author(name=value, kind="person", role=value, affiliation=value)
    article = Article(title=value, kicker=value, pages=f"x{value}", authors=(author,))
    issue = an_issue().model_copy(update={"sections": (Section(heading=value, articles=(article,)),)})
    (record,) = records(written(mods, [issue])[0])
    assert texts(record, "titleInfo/title") == [value, value]
    assert texts(record, "titleInfo/subTitle") == [value]
    assert texts(record, "name/namePart") == texts(record, "name/affiliation") == [value]
    assert texts(record, "note[@type='section']") == [value]
    assert texts(record, "relatedItem/part/extent/list") == [f"x{value}"]


def test_a_broken_file_of_ours_is_not_taken_for_ours() -> None:
    data, _ = written(mods, issues("seeds"))
    assert mods.issues_in(data[:-20]) is None
    assert mods.issues_in(data.replace(b"<!-- kanmu-catalog -->", b"")) is None
