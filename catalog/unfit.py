"""What a model finds wrong with a value, said in English and Chinese.

Names of errors: https://docs.pydantic.dev/latest/errors/validation_errors/; ours are those of
PydanticCustomError.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from catalog import patterns

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Words = tuple[str, str]
"""The same in English and Chinese."""

_TEXT: Words = ("this should be a text", "此处应为文字")
_WHOLE: Words = ("this should be a whole number", "此处应为整数")
_NUMBER: Words = ("this should be a number", "此处应为数字")
_TRUTH: Words = ("this should be true or false", "此处应为 true 或 false")
_DAY: Words = ("a day is written as 2025-12-03", "日期写作 2025-12-03")
_LIST: Words = ("this should be a list", "此处应为列表")
_TABLE: Words = ("this should be a table of keys and values", "此处应为键与值的表")
_FILE: Words = ("this should be the name of a file or folder", "此处应为文件或文件夹的名称")
_UNKNOWN: Words = ("there is no such key", "没有这个键")

WORDS: Mapping[str, Words] = {
    "missing": ("this is not there", "缺少此项"),
    "extra_forbidden": _UNKNOWN, "unexpected_keyword_argument": _UNKNOWN,
    "string_type": _TEXT, "string_unicode": _TEXT,
    "int_type": _WHOLE, "int_parsing": _WHOLE, "int_from_float": _WHOLE, "int_parsing_size": _WHOLE,
    "float_type": _NUMBER, "float_parsing": _NUMBER,
    "finite_number": ("this should be a finite number", "此处应为有限的数"),
    "bool_type": _TRUTH, "bool_parsing": _TRUTH,
    "date_type": _DAY, "date_parsing": _DAY, "date_from_datetime_parsing": _DAY,
    "date_from_datetime_inexact": _DAY, "day": _DAY,
    "list_type": _LIST, "tuple_type": _LIST,
    "dict_type": _TABLE, "model_type": _TABLE, "model_attributes_type": _TABLE, "dataclass_type": _TABLE,
    "path_type": _FILE,
    "string_pattern_mismatch": (
        "this is not written as it should be, like {example}", "写法不合要求，应如 {example}",
    ),
    "string_too_short": ("this is too short: {min_length} at least", "过短：至少 {min_length} 个字符"),
    "string_too_long": ("this is too long: {max_length} at most", "过长：至多 {max_length} 个字符"),
    "too_short": ("this has too few entries: {min_length} at least", "项数过少：至少 {min_length} 项"),
    "too_long": ("this has too many entries: {max_length} at most", "项数过多：至多 {max_length} 项"),
    "greater_than_equal": ("this should be {ge} at least", "此处应不小于 {ge}"),
    "less_than_equal": ("this should be {le} at most", "此处应不大于 {le}"),
    "literal_error": ("this should be one of: {expected}", "此处应为下列之一：{expected}"),
    "json_invalid": (
        "this is no JSON: line {line}, column {column}", "第 {line} 行第 {column} 列处不合 JSON 语法",
    ),
    "check_digit": (
        "this is misread: its check digit should be {digit}; compare it in print",
        "号码有误：校验位应为 {digit}，请与印刷件核对",
    ),
    "unseen_character": (
        "{found} cannot be written into a record: take it out", "{found} 不能写入记录，请删去",
    ),
    "blank": ("this is blank: write something, or leave the key out", "内容空白：请填写，或去掉此键"),
    "no_such_code": ("there is no finding {found}", "没有提示 {found}"),
    "code_stops": ("{found} stops the work and keeps its severity", "{found} 会中止工作，级别不可更改"),
    "not_one_character": ("{found} is not one character", "{found} 不是单个字符"),
}  # fmt: skip
"""By the name of an error; words in braces are what the error tells."""
EXAMPLES: Mapping[str, str] = {
    "target": "koha", "organisation": "CN-BjGHT", "time": "083000", "class_edition": "5",
    "control_number": "000123456", "issn": "1234-5679", "local_tags": "905",
}  # fmt: skip
"""How the values of keys are written that have a pattern."""
OTHERWISE: Words = ("this cannot be used here", "此处不可用这个值")

_AT = patterns.compile(r"at line (\d+) column (\d+)")


def said(error: ErrorDetails) -> Words:
    """Say what is wrong with a value, without naming it; neutral words for what the table does not know."""
    values = dict(error.get("ctx", {}))
    if "expected" in values:
        values["expected"] = str(values["expected"]).replace(" or ", ", ").replace("'", "")
    if example := EXAMPLES.get(next((key for key in reversed(error["loc"]) if isinstance(key, str)), "")):
        values["example"] = example
    if found := _AT.search(error["msg"]):
        values |= {"line": found[1], "column": found[2]}
    english, chinese = WORDS.get(error["type"], OTHERWISE)
    try:
        return english.format_map(values), chinese.format_map(values)
    except KeyError:  # an error of this name that tells less
        return OTHERWISE


def named(error: ErrorDetails) -> Words:
    """Say what is wrong with a value and which it is: `hosts.gongyou.issn: …`."""
    name = ".".join(map(str, error["loc"]))
    english, chinese = said(error)
    return (f"{name}: {english}", f"{name}：{chinese}") if name else (english, chinese)
