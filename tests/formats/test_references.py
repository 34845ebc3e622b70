"""CSL-JSON and RIS, for reference managers: read back by json and by rispy."""

import json
import re
from collections.abc import Iterable
from typing import Any

import pytest
import rispy  # type: ignore[import-untyped]  # it has no types
from hypothesis import given, settings

from catalog.formats import csl, ris
from catalog.formats.citation import by_function, page_range
from catalog.model import Article, Author, Issue
from catalog.publication import by_name, shipped
from tests.formats.examples import NAMES, articles, issues, random_issues, written
from tests.formats.test_promises import an_issue

given_any = given(given_issues=random_issues)
some = settings(max_examples=60)
FUNCTIONS = {"author": "authors", "editor": "secondary_authors", "contributor": "tertiary_authors",
             "translator": "subsidiary_authors"}  # fmt: skip


def items(data: bytes) -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = json.loads(data)
    return read


def references(data: bytes) -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = rispy.loads(data.decode())
    return read


def check_note(text: str, issue: Issue, heading: str | None, article: Article) -> None:
    """Look for what has no field of its own."""
    profile = by_name(issue.publication, shipped())
    assert profile is not None
    labelled = {"引题": article.kicker, "栏目": heading, "总期号": issue.whole_number, "统一刊号": profile.cn}
    for label, value in labelled.items():
        assert (f"{label}：{value}" in text) if value else (f"{label}：" not in text)
    for author in article.authors:
        for value in (author.role, author.affiliation, author.nationality):
            assert (value or "").strip() in text
            assert value is None or author.name in text
    assert f"《{issue.publication}》{issue.year}年第{issue.number}期" in text


def check_csl(given_issues: tuple[Issue, ...] | list[Issue]) -> None:
    found = items(written(csl, given_issues)[0])
    for item, (issue, section, article) in zip(found, articles(given_issues), strict=True):
        profile = by_name(issue.publication, shipped())
        assert profile is not None
        assert item["type"] == "article-journal"
        assert item["title"] == article.title
        names = [name for function in FUNCTIONS for name in item.get(function, [])]
        assert {name["literal"] for name in names} == {author.name for author in article.authors}
        assert all(once(name["literal"] for name in item.get(function, [])) for function in FUNCTIONS)
        assert all(list(name) == ["literal"] for name in names)
        assert item["container-title"] == profile.name
        assert item.get("section") == section.heading
        assert item["issued"] == {"date-parts": [[issue.year]]}
        assert item["issue"] == str(issue.number)
        assert item.get("ISSN") == profile.issn
        assert item["language"] == "zh"
        first, last = page_range(article.pages)
        assert item.get("page", "") == (f"{first}-{last}" if last else first)
        check_note(item["note"], issue, section.heading, article)
    assert len({item["id"] for item in found}) == len(found)


def once(names: Iterable[str]) -> bool:
    """Tell whether nobody is named twice in one function."""
    named = list(names)
    return len(named) == len(set(named))


def check_ris(given_issues: tuple[Issue, ...] | list[Issue]) -> None:
    found = references(written(ris, given_issues)[0])
    for reference, (issue, section, article) in zip(found, articles(given_issues), strict=True):
        profile = by_name(issue.publication, shipped())
        assert profile is not None
        assert reference["type_of_reference"] == "JOUR"
        assert reference["title"] == article.title
        names = [name for key in FUNCTIONS.values() for name in reference.get(key, [])]
        assert set(names) == {author.name for author in article.authors}
        assert all(once(reference.get(key, [])) for key in FUNCTIONS.values())
        assert reference["secondary_title"] == reference["alternate_title3"] == profile.name
        assert (reference["year"], reference["number"]) == (str(issue.year), str(issue.number))
        assert reference.get("issn") == profile.issn
        assert reference["language"] == "zh"
        assert (reference.get("start_page", ""), reference.get("end_page", "")) == page_range(article.pages)
        assert len(reference["notes"]) == 1
        check_note(reference["notes"][0], issue, section.heading, article)
        assert "keywords" not in reference
        assert "unknown_tag" not in reference


@pytest.mark.parametrize("name", NAMES)
def test_every_value_is_in_the_files(name: str) -> None:
    check_csl(issues(name))
    check_ris(issues(name))


@some
@given_any
def test_every_value_of_any_issue_is_in_csl(given_issues: list[Issue]) -> None:
    check_csl(given_issues)


@some
@given_any
def test_every_value_of_any_issue_is_in_ris(given_issues: list[Issue]) -> None:
    check_ris(given_issues)


PAGES = [
    (None, ("", "")),
    ("", ("", "")),
    ("5", ("5", "")),
    ("05", ("05", "")),
    ("5-7", ("5", "7")),
    ("5—7", ("5", "7")),
    ("５～７", ("5", "7")),
    ("第5-7页", ("5", "7")),
    ("P12", ("12", "")),
    ("pp. 12–15", ("12", "15")),
    ("封二", ("封二", "")),
    ("12,18", ("12,18", "")),
    ("5-7, 12", ("5-7, 12", "")),
    ("C3", ("C3", "")),
]


@pytest.mark.parametrize(("printed", "expected"), PAGES)
def test_pages(printed: str | None, expected: tuple[str, str]) -> None:
    assert page_range(printed) == expected


DOING = [
    (None, "author"),
    ("本刊记者", "author"),
    ("文/图", "author"),
    ("摄影", "author"),
    ("劳模代表", "author"),
    ("译", "translator"),
    ("编", "editor"),
    ("主编", "editor"),
    ("整理", "contributor"),
    ("漫画", "contributor"),
]


@pytest.mark.parametrize(("role", "function"), DOING)
def test_who_did_what(role: str | None, function: str) -> None:
    assert by_function([Author(name="陈强", kind="person", role=role)]) == {function: ["陈强"]}


def test_ris_is_written_as_its_description_has_it() -> None:
    data, _ = written(ris, issues("forms"))
    text = data.decode()
    assert text.isprintable() is False
    lines = text.split("\r\n")
    assert "\n" not in "".join(lines)
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*|", line) for line in lines)
    assert text.count("TY  - JOUR\r\n") == text.count("ER  - \r\n\r\n") == 7
    assert text.startswith("TY  - JOUR\r\nID  - ZGGY202403001\r\nTI  - 卷首语\r\nT2  - 中国工运\r\n")


def test_each_author_has_a_line() -> None:
    text = written(ris, issues("seeds"))[0].decode()
    assert "TI  - 选育管用,河南省总解锁工会干部“成长密码”\r\nAU  - 余嘉熙\r\nAU  - 葛慧君\r\nT2  - " in text


def test_a_value_that_looks_like_a_tag_is_a_value() -> None:
    article = Article(title="ER  - 终", kicker="TY  - JOUR")
    (reference,) = references(written(ris, [an_issue(article)])[0])
    assert reference["title"] == "ER  - 终"
    assert ris.issues_in(written(ris, [an_issue(article)])[0]) == frozenset({"《中国工运》2025年第11期"})


def test_what_another_program_has_written_again_is_not_ours() -> None:
    data, _ = written(csl, issues("seeds"))
    assert csl.issues_in(data) is not None
    assert csl.issues_in(json.dumps(json.loads(data)).encode()) is None
    data, _ = written(ris, issues("seeds"))
    assert ris.issues_in(data) is not None
    assert ris.issues_in(data.replace(b"\r\n", b"\n")) is None
    assert ris.issues_in(data.replace(b"JF  - ", b"J2  - ")) is None
    assert ris.issues_in(data.replace(b"DP  - kanmu-catalog\r\n", b"", 1)) is None
    assert ris.issues_in(data + b"TY  - JOUR\r\n") is None
    assert ris.issues_in(rispy.dumps(rispy.loads(data.decode())).encode()) is None


def test_csl_holds_one_item_a_line() -> None:
    lines = written(csl, issues("seeds"))[0].decode().splitlines()
    assert (lines[0], lines[-1], len(lines)) == ("[", "]", 15)
    assert all(json.loads(line.removesuffix(","))["source"] == "kanmu-catalog" for line in lines[1:-1])
    assert "以“146”" in lines[1], "text is not escaped"
