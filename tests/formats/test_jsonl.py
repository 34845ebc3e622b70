"""JSON lines: every line complete in itself, all lines together the issues again."""

import json
from itertools import groupby

import pytest
from hypothesis import given, settings
from pydantic import ValidationError

from catalog import __version__
from catalog.formats import jsonl
from catalog.issuefile.lines import ArticleLine
from catalog.model import Article, Issue, Section
from tests.formats.examples import NAMES, issues, random_issues, written
from tests.formats.test_promises import an_issue


def together(data: bytes) -> list[Issue]:
    """Put lines together to issues."""
    lines = [json.loads(line) for line in data.decode().split("\n")[:-1]]
    made = []
    for _, same in groupby(lines, key=lambda line: json.dumps(line["issue"])):
        group = list(same)
        sections = []
        for _, rows in groupby(group, key=lambda line: int(line["section"]["number"])):
            part = list(rows)
            articles = [{key: row[key] for key in Article.model_fields} for row in part]
            head = {key: part[0]["section"][key] for key in ("heading", "evidence")}
            sections.append(head | {"articles": articles})
        made.append(Issue.model_validate(group[0]["issue"] | {"sections": sections}))
    return made


def numbered(given_issues: tuple[Issue, ...] | list[Issue]) -> list[Issue]:
    """Give the articles the numbers that they are written with."""
    numbers = iter(json.loads(line)["id"] for line in written(jsonl, given_issues)[0].splitlines())
    return [
        issue.model_copy(
            update={
                "sections": tuple(
                    section.model_copy(
                        update={
                            "articles": tuple(
                                row.model_copy(update={"id": next(numbers)}) for row in section.articles
                            )
                        }
                    )
                    for section in issue.sections
                )
            }
        )
        for issue in given_issues
    ]


@pytest.mark.parametrize("name", NAMES)
def test_the_lines_are_the_issues(name: str) -> None:
    assert together(written(jsonl, issues(name))[0]) == numbered(issues(name))


@settings(max_examples=60)
@given(given_issues=random_issues)
def test_the_lines_of_any_issues_are(given_issues: list[Issue]) -> None:
    assert together(written(jsonl, given_issues)[0]) == numbered(given_issues)


def test_neighbouring_sections_of_one_heading_stay_apart() -> None:
    section = Section(heading="来信", articles=(Article(id="A1", title="甲"),))
    other = section.model_copy(update={"articles": (Article(id="A2", title="乙"),)})
    issue = an_issue().model_copy(update={"sections": (section, other)})
    assert together(written(jsonl, [issue])[0]) == [issue]


def test_a_line_says_what_it_is_and_is_checked_by_its_model() -> None:
    data, findings = written(jsonl, issues("seeds"))
    first = data.splitlines()[0]
    line = json.loads(first)
    assert findings == []
    assert list(line)[:4] == ["schema", "generator", "id", "kicker"]
    assert line["schema"] == "urn:x-kanmu:schema:article:2026-11-23"
    assert line["generator"] == f"kanmu-catalog {__version__}"
    assert (line["title"], line["section"]["heading"]) == (
        "以“146”工作体系推动宁波工会工作高质量发展",
        "学习贯彻习近平总书记重要讲话精神",
    )
    assert line["issue"]["number"] == 21
    assert "以“146”".encode() in first, "text is not escaped"
    assert ArticleLine.model_validate_json(first).id == "GHXX202521001"
    for wrong in ({"schema": "other"}, {"extra": 1}, {"section": None}):
        with pytest.raises(ValidationError):
            ArticleLine.model_validate(line | wrong)


def test_what_validate_calls_an_error_is_not_written() -> None:
    article = Article(id="A1", title="坏\x07字\n\u2028\ufffd", kicker="\x00")
    data, findings = written(jsonl, [an_issue(article)])
    assert (data, [item.code for item in findings]) == (b"", ["W704"])


def test_a_number_is_minted_where_none_is_brought_along() -> None:
    data, _ = written(
        jsonl, [an_issue(Article(title="甲"), Article(id="OWN-7", title="乙"), Article(title="丙"))]
    )
    assert [json.loads(line)["id"] for line in data.splitlines()] == [
        "ZGGY202511001",
        "OWN-7",
        "ZGGY202511003",
    ]
