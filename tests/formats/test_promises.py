"""What every format promises, whatever it looks like."""

import json
from collections.abc import Iterator
from datetime import date
from types import ModuleType

import pytest
from hypothesis import given, settings

from catalog.context import Context
from catalog.diagnostics import Diagnostic
from catalog.formats import jsonl, mods
from catalog.identity import Dates
from catalog.model import Article, Author, Issue, Section, Source
from tests.formats.examples import (
    CONTEXT,
    FORMATS,
    NAMES,
    content,
    golden,
    golden_path,
    random_issues,
    written,
)

every_format = pytest.mark.parametrize("module", FORMATS.values(), ids=FORMATS)


def an_issue(*articles: Article, number: int = 11, heading: str | None = None) -> Issue:
    section = Section(heading=heading, articles=articles)
    source = Source(file="page.txt", line=3, end_line=9)
    return Issue(publication="中国工运", year=2025, number=number, source=source, sections=(section,))


ONE = an_issue(Article(title="铁路小站的清晨"))
OTHER = an_issue(Article(title="老班长"), number=12)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("suffix", FORMATS)
def test_the_expected_files(name: str, suffix: str) -> None:
    assert golden(name, suffix) == golden_path(name, suffix).read_bytes()


@every_format
@settings(max_examples=10)
@given(given_issues=random_issues)
def test_the_same_bytes_twice(module: ModuleType, given_issues: list[Issue]) -> None:
    assert written(module, given_issues) == written(module, given_issues)


@every_format
def test_the_day_of_the_run_is_nowhere(module: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    before = written(module, [ONE])[0]
    monkeypatch.setattr("time.time", lambda: 4_000_000_000.0)
    monkeypatch.setattr("time.localtime", lambda *_: (2096, 10, 2, 7, 6, 40, 1, 276, 0))
    assert written(module, [ONE])[0] == before


@every_format
def test_a_piece_of_the_file_for_each_article(module: ModuleType) -> None:
    taken: list[int] = []

    def one_by_one() -> Iterator[Issue]:
        for number in (1, 2, 3):
            taken.append(number)
            yield an_issue(Article(title="甲"), Article(title="乙"), number=number)

    pieces = module.write(one_by_one(), CONTEXT, [])
    first = next(pieces)
    assert "甲".encode() in first or first[:2] == b"PK"
    assert taken == ([1, 2, 3] if first[:2] == b"PK" else [1]), "later issues wait until they are wanted"


@every_format
def test_no_article_no_file(module: ModuleType) -> None:
    assert written(module, []) == (b"", [])
    data, findings = written(module, [an_issue(heading="读者来信")])
    assert data == b""
    assert [item.code for item in findings] == ["W770"]
    assert "读者来信" in findings[0].message()


@every_format
def test_a_heading_without_articles_is_told_of(module: ModuleType) -> None:
    bare = ONE.model_copy(update={"sections": (*ONE.sections, Section(heading="读者来信"))})
    data, findings = written(module, [bare, OTHER.model_copy(update={"sections": ()})])
    assert data == written(module, [ONE, *([OTHER.model_copy(update={"sections": ()})])])[0]
    assert [item.values["heading"] for item in findings] == ["读者来信", "-"]


# Whose file it is


@every_format
def test_a_format_knows_which_issues_its_file_holds(module: ModuleType) -> None:
    both, one = written(module, [ONE, OTHER])[0], written(module, [OTHER])[0]
    assert module.issues_in(both) == {"《中国工运》2025年第11期", "《中国工运》2025年第12期"}
    assert module.issues_in(one) == {"《中国工运》2025年第12期"}


@every_format
@settings(max_examples=10)
@given(given_issues=random_issues)
def test_and_of_any_issues(module: ModuleType, given_issues: list[Issue]) -> None:
    expected = {f"《{issue.publication}》{issue.year}年第{issue.number}期" for issue in given_issues}
    assert module.issues_in(written(module, given_issues)[0]) == expected


FOREIGN = [
    b"",
    b"\n",
    b"\x00\xff",
    b"{}",
    b"[]",
    b"[1]",
    b"null",
    b"[" * 20_000,
    b'{"generator": 1}',
    b'{"generator": "another program 1.0", "issue": {}}\n',
    b'[{"source": "kanmu-catalog"}]',
    b"<collection/>",
    b'<?xml version="1.0"?>\n<modsCollection xmlns="http://www.loc.gov/mods/v3"/>\n',
    b"PK\x03\x04",
    b"TY  - JOUR\r\nTI  - x\r\nER  - \r\n\r\n",
    "\ufeff题名,刊名,年,期\r\n甲,中国工运,2025,11\r\n".encode(),
    '\ufeff"题名","刊名","年","期"\r\n"甲","中国工运","2025","11"\r\n'.encode(),
]


@every_format
@pytest.mark.parametrize("data", FOREIGN, ids=lambda data: ascii(data[:20]))
def test_files_of_others_are_left_to_them(module: ModuleType, data: bytes) -> None:
    assert module.issues_in(data) is None


@every_format
def test_nor_is_the_file_of_another_format_ours(module: ModuleType) -> None:
    for other in FORMATS.values():
        if other is not module:
            assert module.issues_in(written(other, [ONE])[0]) is None


@every_format
def test_half_a_file_is_no_file(module: ModuleType) -> None:
    data = written(module, [ONE, OTHER])[0]
    held = module.issues_in(data[: len(data) // 3])
    assert held is None or module is jsonl


# What cannot be written

UNFIT = [
    "\x00",
    "\x07",
    "\t",
    "\n",
    "\r",
    "\x1d",
    "\x85",
    "\u2028",
    "\ufffd",
    "\ufdd0",
    "\uffff",
    "\U0001fffe",
    "\ue000",
    "\u200b",
    "\u202e",
]
PLACES = {
    "title": Article(title="坏?字"),
    "kicker": Article(title="甲", kicker="坏?字"),
    "pages": Article(title="甲", pages="5?7"),
    "id": Article(title="甲", id="OWN?1"),
    "authors.name": Article(title="甲", authors=(Author(name="陈?强", kind="person"),)),
    "authors.role": Article(title="甲", authors=(Author(name="陈强", kind="person", role="?"),)),
    "authors.unit": Article(title="甲", authors=(Author(name="陈强", kind="corporate", unit="?"),)),
    "authors.affiliation": Article(
        title="甲", authors=(Author(name="陈强", kind="person", affiliation="?"),)
    ),
    "authors.nationality": Article(
        title="甲", authors=(Author(name="陈强", kind="person", nationality="?"),)
    ),
}


@pytest.mark.parametrize("module", FORMATS.values(), ids=FORMATS)
@pytest.mark.parametrize("unfit", UNFIT, ids=ascii)
def test_a_character_that_no_catalogue_takes_costs_its_article_only(module: ModuleType, unfit: str) -> None:
    for field, article in PLACES.items():
        bad = Article.model_validate_json(article.model_dump_json().replace("?", json.dumps(unfit)[1:-1]))
        neighbour = Article(id="ZGGY202511009", title="铁路小站的清晨")
        data, findings = written(module, [an_issue(bad, neighbour)])
        assert content(data) == content(written(module, [an_issue(neighbour)])[0])
        assert [item.code for item in findings] == ["W704"]
        assert findings[0].values["reason"] == f"{field} U+{ord(unfit):04X}"
        assert findings[0].place.record.isprintable()


@pytest.mark.parametrize("module", FORMATS.values(), ids=FORMATS)
def test_a_heading_that_cannot_be_written_costs_its_articles(module: ModuleType) -> None:
    data, findings = written(module, [an_issue(Article(title="甲"), heading="栏\x07目")])
    assert data == b""
    assert [(item.code, item.values["reason"]) for item in findings] == [("W704", "heading U+0007")]


@pytest.mark.parametrize("module", FORMATS.values(), ids=FORMATS)
@pytest.mark.parametrize(
    ("article", "reason"),
    [
        (Article(title=" \u3000"), 'title = ""'),
        (Article(title="甲", authors=(Author(name=" ", kind="person"),)), 'authors.name = ""'),
    ],
)
def test_blank_titles_and_names_are_refused(module: ModuleType, article: Article, reason: str) -> None:
    data, findings = written(module, [an_issue(article)])
    assert data == b""
    assert [(item.code, item.values["reason"]) for item in findings] == [("W704", reason)]


@pytest.mark.parametrize("module", FORMATS.values(), ids=FORMATS)
def test_two_articles_of_one_number_are_one_too_many(module: ModuleType) -> None:
    first, second = Article(id="OWN-7", title="甲"), Article(id="OWN-7", title="乙")
    data, findings = written(module, [an_issue(first, second)])
    assert content(data) == content(written(module, [an_issue(first)])[0])
    assert [(item.code, item.values["reason"]) for item in findings] == [("W704", "id × 2")]


@every_format
def test_a_file_name_that_is_no_text_stops_nothing(module: ModuleType) -> None:
    source = Source(file="page\udcff\n.txt", line=1, end_line=2)
    data, findings = written(module, [ONE.model_copy(update={"source": source})])
    assert data
    assert findings == []


@every_format
def test_a_publication_goes_by_the_name_of_its_profile(module: ModuleType) -> None:
    own = CONTEXT.publications[-1].model_copy(update={"aliases": ("中国工运月刊",)})
    context = Context(CONTEXT.settings, (own,))
    data, _ = written(module, [ONE.model_copy(update={"publication": "中国工运月刊"})], context)
    name = "中国工运月刊" if module is jsonl else "中国工运"
    assert module.issues_in(data) == {f"《{name}》2025年第11期"}


def test_findings_of_several_formats_about_one_article_are_the_same() -> None:
    said: list[Diagnostic] = []
    for module in FORMATS.values():
        findings = written(module, [an_issue(Article(title="坏\x07字"))])[1]
        said += [item for item in findings if item not in said]
    assert len(said) == 1


def test_the_days_of_earlier_exports_are_kept() -> None:
    dates = {"ZGGY202511001": Dates(date(2025, 1, 2), date(2025, 3, 4), "c")}
    data, _ = written(mods, [ONE], CONTEXT._replace(dates=dates))
    assert b">2025-01-02</recordCreationDate>" in data
    assert b">2025-03-04</recordChangeDate>" in data
