"""Places in JSON agree with Python's own reader, for any value and any layout."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from catalog.jsonplace import Lines, Path, locate, members, pointer, repeated

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


def at(value: Any, path: Path) -> Any:
    for part in path:
        value = value[part]
    return value


def paths(value: Any, path: Path = ()) -> list[Path]:
    found = [path]
    if isinstance(value, dict):
        for key, inner in value.items():
            found += paths(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            found += paths(inner, (*path, index))
    return found


@given(VALUES, st.booleans(), st.sampled_from([None, 0, 2]))
def test_every_value_is_found_where_it_stands(value: Any, ascii_only: bool, indent: int | None) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    found = {member.path: member for member in members(text)}
    assert list(found) == paths(value)
    decoder = json.JSONDecoder()
    for path, member in found.items():
        assert decoder.raw_decode(text, member.value[0])[0] == at(value, path)
        if path and isinstance(path[-1], str):
            assert json.loads(text[slice(*member.key)]) == path[-1]
        elif not isinstance(at(value, path), list | dict):
            assert json.loads(text[slice(*member.value)]) == at(value, path)


@given(VALUES, st.sampled_from([None, 1]))
def test_lines_and_columns_lead_back_to_the_value(value: Any, indent: int | None) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    rows, lines = text.split("\n"), Lines(text)
    for member in members(text):
        spot = lines.spot(*member.value)
        assert rows[spot.line - 1][spot.column - 1] == text[member.value[0]]
        assert spot.excerpt in ("", rows[spot.line - 1].rstrip("\r"))
        assert spot.column < spot.end_column <= len(rows[spot.line - 1]) + 1


def test_a_value_that_is_missing_is_found_at_its_object() -> None:
    text = '{"a": {"b": 1}}'
    assert locate(text, [("a", "c", 3)])[("a", "c", 3)].path == ("a",)
    assert locate(text, [("x",)])[("x",)].path == ()


def test_keys_that_stand_twice() -> None:
    text = '{"a": 1, "b": {"a": 2, "\\u0061": 3}, "a": 4, "a": 5}'
    assert [(member.path, text[slice(*member.value)]) for member in repeated(text)] == [
        (("b", "a"), "3"), (("a",), "4"), (("a",), "5"),
    ]  # fmt: skip


def test_pointers() -> None:
    assert pointer(()) == ""
    assert pointer(("a~b/c", 0, "")) == "/a~0b~1c/0/"


def test_carriage_returns_are_no_part_of_the_line() -> None:
    assert Lines('{\r\n "a": 1\r\n}').spot(9, 10) == (2, 7, 8, ' "a": 1')
