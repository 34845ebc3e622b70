"""What the model says of a JSON value, as findings in plain words.

Names of errors: https://docs.pydantic.dev/latest/errors/validation_errors/
"""

import json
import math
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from catalog import unfit
from catalog.issuefile.sense import Problem
from catalog.jsonplace import Path

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
BOUNDS = {"greater_than_equal": ("≥", "ge"), "less_than_equal": ("≤", "le")}


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
