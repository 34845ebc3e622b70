"""Broken JSON in plain words."""

import json

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


def problem_of(error: json.JSONDecodeError, text: str) -> tuple[str, str]:
    """Say in English and Chinese what is broken."""
    if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated"):
        return TOO_SOON
    return next(
        ((english, chinese) for begin, english, chinese in WORDS if error.msg.startswith(begin)),
        (error.msg, error.msg),
    )
