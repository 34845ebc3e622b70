"""Our own JSON against its schema and its sense, each finding at the line and column of the value."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from catalog.model import SCHEMA_ID
from tests.json_bases import (
    ARTICLE,
    AUTHOR,
    CASES,
    ENTRY,
    EVIDENCE,
    FILE,
    ISSUE,
    SPAN,
    SPANS,
    TITLE,
    Edit,
    article,
    author,
    edited,
    evidence,
    found,
    told,
)

BODY = {"name": "湖北省总工会研究室", "kind": "corporate"}


def test_a_sound_file() -> None:
    assert found(FILE) == []
    assert found("\ufeff" + json.dumps(FILE)) == []
    assert found(json.dumps(FILE, ensure_ascii=False, separators=(",", ":"))) == []


def test_the_smallest_sound_file_has_no_more_than_the_shape_asked_for() -> None:
    smallest = {
        "schema": SCHEMA_ID,
        "issues": [
            {
                "publication": "中国工运",
                "year": 2025,
                "number": 11,
                "source": {"file": "page.txt", "line": 150, "end_line": 151},
                "sections": [
                    {"heading": None, "articles": [{"kicker": None, "title": "题名", "authors": []}]}
                ],
            }
        ],
    }
    assert found(smallest) == []


TOP = [
    ({"issues": []}, ["J610 ", "J629 /issues"]),
    (FILE | {"schema": None}, ["J611 /schema"]),
    (FILE | {"schema": "urn:x"}, ["J611 /schema"]),
    ({"schema": SCHEMA_ID}, ["J612 /issues"]),
    (FILE | {"issues": None}, ["J614 /issues"]),
    (FILE | {"issues": {}}, ["J614 /issues"]),
    (FILE | {"issues": [None, 3]}, ["J614 /issues/0", "J614 /issues/1"]),
    (FILE | {"generator": 1}, ["J614 /generator"]),
    (FILE | {"more": 1}, ["J613 /more"]),
    (FILE | {"schema_id": SCHEMA_ID}, ["J613 /schema_id"]),
]


@pytest.mark.parametrize(("value", "expected"), TOP)
def test_the_file_itself(value: object, expected: list[str]) -> None:
    assert told(value) == expected


EDITS: list[tuple[Edit, list[str]]] = [
    (lambda i: i.pop("year"), ["J612 /issues/0/year"]),
    (lambda i: i.update(year="2025"), ["J614 /issues/0/year"]),
    (lambda i: i.update(year=2025.0), ["J614 /issues/0/year"]),
    (lambda i: i.update(year=True), ["J614 /issues/0/year"]),
    (lambda i: i.update(year=25), ["J615 /issues/0/year"]),
    (lambda i: i.update(year=10**40), ["J615 /issues/0/year"]),
    (lambda i: i.update(year=float("inf")), ["J618 /issues/0/year"]),
    (lambda i: i.update(number=0), ["J615 /issues/0/number"]),
    (lambda i: i.update(number=1000), ["J615 /issues/0/number"]),
    (lambda i: i.update(whole_number=0), ["J615 /issues/0/whole_number"]),
    (lambda i: i.update(completeness="all"), ["J616 /issues/0/completeness"]),
    (lambda i: i.update(publication=""), ["J617 /issues/0/publication"]),
    (lambda i: i.update(publication=" "), ["J617 /issues/0/publication"]),
    (lambda i: i.update(source=None), ["J614 /issues/0/source"]),
    (lambda i: i["source"].pop("file"), ["J612 /issues/0/source/file"]),
    (lambda i: i["source"].update(line=0), ["J615 /issues/0/source/line"]),
    (lambda i: i["source"].update(line=3), [f"J624 {SPANS}/0"]),
    (
        lambda i: i.update(source=i["source"] | {"line": 2, "end_line": 1}, sections=[]),
        ["J630 /issues/0/source/end_line", "J628 /issues/0/sections"],
    ),
    (lambda i: i.update(sections={}), ["J614 /issues/0/sections"]),
    (lambda i: i["sections"][0].update(heading=""), []),
    (lambda i: i["sections"][0].update(heading=" "), ["J617 /issues/0/sections/0/heading"]),
    (lambda i: i["sections"][0].update(articles=[]), ["J628 /issues/0/sections"]),
    (lambda i: article(i).update(title="", evidence={}), [f"J617 {TITLE}"]),
    (lambda i: article(i).update(title=" ", evidence={}), [f"J617 {TITLE}"]),
    (lambda i: article(i).update(title=None), [f"J614 {TITLE}"]),
    (lambda i: article(i).update(title=["a"]), [f"J614 {TITLE}"]),
    (lambda i: article(i).update(titel="x"), [f"J613 {ENTRY}/titel"]),
    (lambda i: article(i).update(id=""), []),
    (lambda i: article(i).update(id="GY 202511001"), [f"J620 {ENTRY}/id"]),
    (lambda i: article(i).update(id="GY202410001"), [f"J622 {ENTRY}/id"]),
    (lambda i: article(i).update(kicker="同心\u200b同德"), [f"R481 {ENTRY}/kicker"]),
    (lambda i: article(i).update(pages="5\ufffd7"), [f"R483 {ENTRY}/pages"]),
    (lambda i: article(i).update(kicker="Jose\u0301"), [f"R485 {ENTRY}/kicker"]),
    (lambda i: article(i).update(pages="第17-5页"), [f"R459 {ENTRY}/pages"]),
    (lambda i: article(i).update(pages="1501-10"), []),
    (lambda i: article(i).update(title="⼯会主席"), [f"R500 {TITLE}"]),
    (lambda i: article(i).update(kicker="None"), [f"R508 {ENTRY}/kicker"]),
    (lambda i: i["sections"][0]["articles"].append(ARTICLE | {"id": "GY202511002"}),
     ["R449 /issues/0/sections/0/articles/1/title"]),
    (lambda i: i["sections"][0]["articles"].append(ARTICLE | {"id": "GY202511002", "authors": []}), []),
    (lambda i: author(i).pop("kind"), [f"J612 {AUTHOR}/kind"]),
    (lambda i: author(i).update(name="陈 强"), [f"J631 {AUTHOR}/name"]),
    (lambda i: author(i).update(name="陈强 "), [f"J631 {AUTHOR}/name"]),
    (lambda i: author(i).update(unit="熙"), [f"J632 {AUTHOR}/unit"]),
    (lambda i: author(i).update(BODY, unit="研究室"), []),
    (lambda i: author(i).update(BODY, unit="湖北省总工会研究室"), [f"J632 {AUTHOR}/unit"]),
    (lambda i: author(i).update(BODY, unit="研究"), [f"J632 {AUTHOR}/unit"]),
    (lambda i: author(i).update(BODY, unit=" "), [f"J617 {AUTHOR}/unit", f"J632 {AUTHOR}/unit"]),
    (lambda i: author(i).update(name="甲 乙", kind="corporate"), []),
    (lambda i: author(i).update(role="文&amp;图"), [f"R486 {AUTHOR}/role"]),
    (lambda i: evidence(i).update(spans=[]), [f"J617 {SPANS}"]),
    (lambda i: evidence(i).update(spans=[3]), [f"J614 {SPANS}/0"]),
    (lambda i: evidence(i).update(spans=[SPAN | {"x": 1}]), [f"J613 {SPANS}/0/x"]),
    (lambda i: evidence(i).update(spans=[SPAN | {"column": 0}]), [f"J623 {SPANS}/0"]),
    (lambda i: evidence(i).update(spans=[SPAN | {"line": 0}]), [f"J623 {SPANS}/0"]),
    (lambda i: evidence(i).update(quoted="【工会\n主 席】"), []),
    (lambda i: evidence(i).update(quoted="工会干部"), [f"J625 {TITLE}"]),
    (lambda i: article(i)["evidence"].update(evidence=EVIDENCE), [f"J626 {ENTRY}/evidence/evidence"]),
    (lambda i: i.update(evidence={"number": EVIDENCE}), []),
    (lambda i: evidence(i).update(confidence=2), [f"J615 {ENTRY}/evidence/title/confidence"]),
    (lambda i: evidence(i).update(confidence="high"), [f"J614 {ENTRY}/evidence/title/confidence"]),
    (lambda i: evidence(i).update(confidence=1), []),
    (lambda i: i["sections"][0].update(evidence={"x": EVIDENCE}), ["J626 /issues/0/sections/0/evidence/x"]),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "expected"), EDITS)
def test_values(edit: Edit, expected: list[str]) -> None:
    assert edited(edit) == expected


def test_places_point_at_the_value_and_say_whose_it_is() -> None:
    text = json.dumps(FILE, ensure_ascii=False, indent=2)
    (item,) = found(text.replace('"year": 2025', '"year": 20250'))
    row = next(number for number, line in enumerate(text.split("\n"), 1) if '"year"' in line)
    assert (item.place.line, item.place.column, item.place.end_column) == (row, 15, 20)
    assert item.place.excerpt.strip() == '"year": 20250,'
    assert item.place.record == "工友 20250:11"
    (item,) = found(text.replace('"title": "工会主席"', '"title": ""'))
    assert item.place.record == "GY202511001"
    (item,) = found(text.replace('"authors"', '"author"'))
    assert (item.code, item.place.end_column) == ("J613", (item.place.column or 0) + len('"author"'))


def test_the_same_article_and_the_same_issue_twice() -> None:
    second = copy.deepcopy(ISSUE)
    findings = found(FILE | {"issues": [ISSUE, second]})
    assert [item.code for item in findings] == ["J627", "J621"]
    assert findings[0].values["line"] == 5
    other = copy.deepcopy(ISSUE) | {"number": 12}
    article(other)["id"] = "GY202512001"
    assert found(FILE | {"issues": [ISSUE, other]}) == []


def test_one_bad_issue_costs_one_issue() -> None:
    bad = copy.deepcopy(ISSUE) | {"year": "x"}
    worse = copy.deepcopy(ISSUE) | {"number": 12}
    article(worse)["id"] = "工"
    assert told(FILE | {"issues": [bad, worse]}) == [
        "J614 /issues/0/year",
        "J620 /issues/1/sections/0/articles/0/id",
    ]


def test_keys_are_named_in_messages() -> None:
    (item,) = found(FILE | {"issues": [5]})
    assert item.message("en") == "issues[0] should be an object, not a whole number"
    (item,) = found(FILE | {"issues": "x" * 100})
    assert item.message("zh") == "issues 应为数组，而不是文字"
    value = FILE | {"issues": [ISSUE | {"completeness": "x" * 100}]}
    (item,) = found(value)
    assert "…" in item.message()


def test_a_fault_of_an_unknown_kind_gets_neutral_words_in_both_languages() -> None:
    from catalog.issuefile.faults import fault

    problem = fault({"type": "new_kind", "loc": (), "input": None, "msg": "New words"})
    assert problem is not None
    values = {
        "key": "JSON",
        "problem_en": "this cannot be used here",
        "problem_zh": "此处不可用这个值",
    }
    assert (problem.code, problem.values) == ("J618", values)


@pytest.mark.parametrize("path", sorted((CASES / "marc21").glob("*.json")), ids=lambda path: path.stem)
def test_issues_that_other_tests_use_are_sound(path: Path) -> None:
    issue = json.loads(path.read_text(encoding="utf-8"))
    assert [item for item in found(FILE | {"issues": [issue]}) if item.severity == "error"] == []


@pytest.mark.parametrize(("key", "wrong"), [("number", 99), ("year", 1800)])
def test_a_year_or_number_of_which_no_id_speaks_is_told_once(key: str, wrong: int) -> None:
    def edit(issue: Any) -> None:
        second = {"id": "GY202511002", "title": "工友之家", "authors": []}
        issue["sections"][0]["articles"].append(second)
        issue[key] = wrong

    assert edited(edit) == [f"J622 /issues/0/{key}"]
