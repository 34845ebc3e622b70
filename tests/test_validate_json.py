"""Our own JSON: syntax, schema and sense, each at the line and column of the value."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from catalog.diagnostics import Diagnostic
from catalog.model import SCHEMA_ID
from catalog.validate import issues, validate

CASES = Path(__file__).parent / "cases"
SPAN = {"line": 2, "column": 1, "end_column": 5}
EVIDENCE = {"spans": [SPAN], "quoted": "工会主席", "rule": "title"}
ARTICLE = {"id": "GY202511001", "title": "工会主席", "authors": [{"name": "余嘉熙", "kind": "person"}]}
ISSUE = {
    "publication": "工友",
    "year": 2025,
    "number": 11,
    "source": {"file": "page.txt", "line": 1, "end_line": 9},
    "sections": [{"heading": "创新案例", "articles": [ARTICLE | {"evidence": {"title": EVIDENCE}}]}],
}
FILE = {"schema": SCHEMA_ID, "generator": "catalog", "issues": [ISSUE]}
ENTRY = "/issues/0/sections/0/articles/0"
TITLE, AUTHOR, SPANS = f"{ENTRY}/title", f"{ENTRY}/authors/0", f"{ENTRY}/evidence/title/spans"

Edit = Callable[[Any], object]


def found(value: object) -> list[Diagnostic]:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=2)
    return validate(text.encode("utf-8", "surrogatepass"), "x.json")


def told(value: object) -> list[str]:
    return [f"{item.code} {item.place.field}" for item in found(value)]


def edited(edit: Edit) -> list[str]:
    """Change a sound file: `edit` is given its issue."""
    value = copy.deepcopy(FILE)
    edit(value["issues"][0])
    return told(value)


def article(issue: Any) -> Any:
    return issue["sections"][0]["articles"][0]


def author(issue: Any) -> Any:
    return article(issue)["authors"][0]


def evidence(issue: Any) -> Any:
    return article(issue)["evidence"]["title"]


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


SYNTAX = [
    ('{"issues": [],}', "a key in double quotation marks is missing", 1, 15),
    ('{"issues": [1,]}', "a value is missing", 1, 15),
    ('{"issues": [1 2]}', "a comma or a closing bracket is missing", 1, 15),
    ('{"issues" []}', "a colon is missing behind the key", 1, 11),
    ("{issues: []}", "a key in double quotation marks is missing", 1, 2),
    ("{\n'issues': []}", "a key in double quotation marks is missing", 2, 1),
    ('{"issues": [tru]}', "a value is missing", 1, 13),
    ('{"issues": ["a\nb"]}', "a line break, tab or other control character stands in a text", 1, 15),
    ('{"issues": ["\\x"]}', "a backslash begins nothing known", 1, 14),
    ('{"issues": ["\\u12"]}', "a backslash begins nothing known", 1, 15),
    ('{"issues": []} x', "there is more behind the end", 1, 16),
    ('{"issues": [', "the file ends too soon", 1, 13),
    ('{"issues": ["工会', "the file ends too soon", 1, 13),
    ("{", "the file ends too soon", 1, 2),
    ('{"issues": [01]}', "a comma or a closing bracket is missing", 1, 14),
]


@pytest.mark.parametrize(("text", "words", "line", "column"), SYNTAX)
def test_broken_json(text: str, words: str, line: int, column: int) -> None:
    (item,) = found(text)
    # Python 3.13 points at a comma before a bracket, earlier ones behind it.
    if text in ('{"issues": [],}', '{"issues": [1,]}') and "comma" in item.message():
        return
    assert item.code == "J601"
    assert words in item.message()
    assert (item.place.line, item.place.column) == (line, column)


def test_unknown_words_of_the_parser_are_passed_on() -> None:
    from catalog.validate.syntax import problem_of

    assert problem_of(json.JSONDecodeError("New words", "{} ", 0), "{}") == ("New words", "New words")


OTHERS = [
    ("[]", "an array"), ('["a"]', "an array"), ("[[1]]", "an array"), ("{}", "an object without issues"),
    ('{"records": []}', "an object without issues"), ('{"leader": "x", "fields": []}', "MARC-in-JSON"),
    ('[{"leader": "x", "fields": []}]', "MARC-in-JSON"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), OTHERS)
def test_other_json(text: str, words: str) -> None:
    (item,) = found(text)
    assert (item.code, item.values["found_en"]) == ("J604", words)


@pytest.mark.parametrize("encoding", ["utf-16", "gb18030"])
def test_json_in_other_encodings(encoding: str) -> None:
    text = json.dumps(FILE, ensure_ascii=False)
    (item,) = validate(text.encode(encoding), "x")
    assert (item.code, item.place.line) == ("J602", 1)


def test_half_characters() -> None:
    text = json.dumps(FILE).replace("catalog", r"a\ud83d\ude00\\ud83d")
    assert found(text) == []
    (item,) = found(text.replace(r"\\ud83d", r"\ud83d\\"))
    assert (item.code, item.values["character"]) == ("J606", "U+D83D")
    (item,) = found(json.dumps(FILE).replace("catalog", r"\udc00"))
    assert (item.code, item.place.line) == ("J606", 1)


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
    (lambda i: author(i).pop("kind"), [f"J612 {AUTHOR}/kind"]),
    (lambda i: author(i).update(name="陈 强"), [f"J631 {AUTHOR}/name"]),
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


def test_duplicate_keys() -> None:
    text = json.dumps(FILE, ensure_ascii=False, indent=2).replace(
        '"number": 11', '"number": 10,\n"number": 11'
    )
    (item,) = found(text)
    assert (item.code, item.place.field, item.place.column) == ("J605", "/issues/0/number", 1)


def test_nesting() -> None:
    for depth, value in ((300, "[" * 300 + "]" * 300), (990, '{"a":' * 990 + "1" + "}" * 990)):
        text = json.dumps(FILE).replace(json.dumps(ISSUE), value)
        assert [item.code for item in found(text)] == ["J603"], depth
    assert [item.code for item in found(json.dumps(FILE)[:-1] + ', "x": ' + "[" * 500 + "]" * 500 + "}")] == [
        "J603"
    ]


def test_nesting_near_the_limit_of_pythons_own_reader_and_writer() -> None:
    for depth in range(850, 1000):
        text = json.dumps(FILE).replace(json.dumps(ISSUE), "[" * depth + "]" * depth)
        assert [item.code for item in found(text)] == ["J603"], depth


def test_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(issues, "MOST", 3)
    assert [code[:4] for code in told(FILE | {"issues": [1, 2, 3]})] == ["J614"] * 3
    assert [code[:4] for code in told(FILE | {"issues": [1, 2, 3, 4]})] == ["J614"] * 3 + ["J609"]


def test_keys_are_named_in_messages() -> None:
    (item,) = found(FILE | {"issues": [5]})
    assert item.message("en") == "issues[0] should be an object, not a whole number"
    (item,) = found(FILE | {"issues": "x" * 100})
    assert item.message("zh") == "issues 应为数组，而不是文字"
    value = FILE | {"issues": [ISSUE | {"completeness": "x" * 100}]}
    (item,) = found(value)
    assert "…" in item.message()


def test_faults_of_an_unknown_kind_are_passed_on() -> None:
    from catalog.validate.schema_faults import fault

    problem = fault({"type": "new_kind", "loc": (), "input": None, "msg": "New words"})
    assert problem is not None
    assert (problem.code, problem.values) == ("J618", {"key": "JSON", "problem": "New words"})


@pytest.mark.parametrize("path", sorted((CASES / "marc21").glob("*.json")), ids=lambda path: path.stem)
def test_issues_that_other_tests_use_are_sound(path: Path) -> None:
    issue = json.loads(path.read_text(encoding="utf-8"))
    assert [item for item in found(FILE | {"issues": [issue]}) if item.severity == "error"] == []
