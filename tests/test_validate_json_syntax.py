"""Broken JSON, other JSON, and JSON without end."""

import json

import pytest

from catalog.validate import issues, validate
from tests.json_bases import (
    FILE,
    ISSUE,
    found,
    told,
)

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
    from catalog.issuefile.syntax import problem_of

    assert problem_of(json.JSONDecodeError("New words", "{} ", 0), "{}") == ("New words", "New words")


OTHERS = [
    ("[]", "an array"), ('["a"]', "an array"), ("[[1]]", "an array"), ("{}", "an object without issues"),
    ('{"records": []}', "an object without issues"), ('{"leader": "x", "controlfield": []}', "MARC-in-JSON"),
    ('[{"leader": "x", "controlfield": []}]', "MARC-in-JSON"),
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
