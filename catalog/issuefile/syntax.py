"""Broken JSON in plain words."""

import json
import re

# what Python's reader says, in plain words
WORDS = (
    ("Expecting value", "a value is missing", "缺少值"),
    ("Expecting ',' delimiter", "a comma or a closing bracket is missing", "缺少逗号或右括号"),
    ("Expecting ':' delimiter", "a colon is missing behind the key", "键之后缺少冒号"),
    ("Expecting property name", "a key in double quotation marks is missing", "缺少用双引号括起的键"),
    ("Unterminated string", "a text does not end", "文字没有结束"),
    ("Invalid control character", "a line break, tab or other control character stands in a text",
     "文字中有换行、制表符等控制字符"),
    ("Invalid \\", "a backslash begins nothing known", "反斜杠之后的写法无效"),
    ("Illegal trailing comma", "a comma stands before a closing bracket", "右括号之前有多余的逗号"),
    ("Extra data", "there is more behind the end", "结束之后还有内容"),
)  # fmt: skip
TOO_SOON = ("the file ends too soon", "文件不完整")

_ESCAPE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"  # a pair
    r"|(?P<half>\\u[dD][89a-fA-F][0-9a-fA-F]{2})|\\."
)


def problem_of(error: json.JSONDecodeError, text: str) -> tuple[str, str]:
    """Say in English and Chinese what is broken."""
    if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated"):
        return TOO_SOON
    return next(
        ((english, chinese) for begin, english, chinese in WORDS if error.msg.startswith(begin)),
        (error.msg, error.msg),
    )


def half_surrogate(text: str) -> tuple[int, int, str] | None:
    r"""Find an escape that is half of a surrogate pair: where it begins, where it ends, the code point.

    >>> half_surrogate(r'["\ud83d\ude00", "\ud83d"]')
    (18, 24, 'U+D83D')
    """
    half = next((found for found in _ESCAPE.finditer(text) if found["half"]), None)
    return (half.start(), half.end(), f"U+{half[0][2:].upper()}") if half else None
