"""What the model says of a JSON value, as findings in plain words.

Names of errors: https://docs.pydantic.dev/latest/errors/validation_errors/
"""

import json
import math
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from catalog import patterns, unfit
from catalog.issuefile.sense import Problem
from catalog.jsonplace import Member, Path

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

TEXT, WHOLE, NUMBER = ("a text", "文字"), ("a whole number", "整数"), ("a number", "数字")
ARRAY, OBJECT = ("an array", "数组"), ("an object", "对象")

# the type of an error: the type that was expected
EXPECTED = {
    "string_type": TEXT, "int_type": WHOLE, "int_from_float": WHOLE, "int_parsing_size": WHOLE,
    "float_type": NUMBER,
    "tuple_type": ARRAY, "list_type": ARRAY, "dict_type": OBJECT, "model_type": OBJECT,
    "model_attributes_type": OBJECT, "dataclass_type": OBJECT,
}  # fmt: skip
# the type of a value: what it is called; a truth value is a number to Python and stands before it
FOUND: tuple[tuple[type | tuple[type, ...], tuple[str, str]], ...] = (
    (bool, ("true or false", "布尔值")),
    (int, WHOLE),
    (float, ("a number with a fraction", "小数")),
    (str, TEXT),
    (list, ARRAY),
    (dict, OBJECT),
)
NULL = ("null", "null")
AT_KEY = ("J613", "J626")
"""Findings that point at a key, and not at its value."""
_ESCAPE = patterns.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"  # a pair
    r"|(?P<half>\\u[dD][89a-fA-F][0-9a-fA-F]{2})|\\."
)
_HALF = patterns.compile("[\ud800-\udfff]")
BOUNDS = {"greater_than_equal": ("≥", "ge"), "less_than_equal": ("≤", "le")}


def halves(value: object, path: Path = ()) -> Iterator[Problem]:
    """Find the texts and keys of a JSON value that hold half of a surrogate pair (J606)."""
    waiting = [(value, path)]
    while waiting:
        value, path = waiting.pop()
        if isinstance(value, dict):
            waiting += [(item, (*path, key)) for key, item in reversed(value.items())]
            yield from (_half(key, (*path, key)) for key in value if _HALF.search(key))
        elif isinstance(value, list):
            waiting += [(item, (*path, index)) for index, item in enumerate(value)][::-1]
        elif isinstance(value, str) and _HALF.search(value):
            yield _half(value, path)


def _half(text: str, path: Path) -> Problem:
    character = _HALF.findall(text)[0]
    return Problem("J606", path, {"character": f"U+{ord(character):04X}"})


def span(item: Problem, member: Member, text: str) -> tuple[int, int]:
    """Give where in a text a problem begins and ends."""
    start, end = member.key if item.code in AT_KEY else member.value
    if item.code == "J606":
        found = (escape.span() for escape in _ESCAPE.finditer(text, start, end) if escape["half"])
        return next(found, member.key)
    return start, end


def fault(error: "ErrorDetails", base: Path = ()) -> Problem | None:
    """Turn an error of the model, at a path from `base`, into a finding, or none if another says the same."""
    kind, path, value = error["type"], base + error["loc"], error["input"]
    context: Mapping[str, Any] = error.get("ctx", {})
    key = _key(path)
    if isinstance(value, float) and not math.isfinite(value):
        return Problem("J618", path, {"key": key, "problem_en": str(value), "problem_zh": str(value)})
    if kind == "missing":
        return Problem("J612", path, {"key": key})
    if kind in ("extra_forbidden", "unexpected_keyword_argument"):
        return Problem("J613", path, {"key": key})
    if kind in EXPECTED:
        (expected_en, expected_zh), (found_en, found_zh) = EXPECTED[kind], _called(value)
        values = {
            "expected_en": expected_en,
            "expected_zh": expected_zh,
            "found_en": found_en,
            "found_zh": found_zh,
        }
        return Problem("J614", path, {"key": key, **values})
    if kind in BOUNDS:
        sign, bound = BOUNDS[kind]
        return Problem(
            "J615", path, {"key": key, "found": _shown(value), "bound": f"{sign} {context[bound]}"}
        )
    if kind == "literal_error":
        allowed = ", ".join(re.findall("'([^']*)'", str(context["expected"])))
        return Problem("J616", path, {"key": key, "found": _shown(value), "allowed": allowed})
    if kind in ("string_too_short", "too_short"):
        return None if value else Problem("J617", path, {"key": key})
    if kind == "json_invalid" and "recursion" in error["msg"]:
        return Problem("J603", path, {})
    english, chinese = unfit.said(error)
    return Problem("J618", path, {"key": key, "problem_en": english, "problem_zh": chinese})


def _key(path: Path) -> str:
    """Name a value by its key, one of an array by the array's: issues[0]."""
    last = next((index for index in range(len(path), 0, -1) if isinstance(path[index - 1], str)), 0)
    return str(path[last - 1]) + "".join(f"[{part}]" for part in path[last:]) if last else "JSON"


def _called(value: object) -> tuple[str, str]:
    return next((words for types, words in FOUND if isinstance(value, types)), NULL)


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else text[:59] + "…"
