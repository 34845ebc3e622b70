"""What libxml2 says of broken XML, as findings in plain words.

The names of errors are those of libxml2 (https://gnome.pages.gitlab.gnome.org/libxml2/html/); a column is
moved from behind the fault to its beginning where the message tells how far.
"""

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from catalog import patterns
from catalog.diagnostics import Diagnostic, Place, finding

if TYPE_CHECKING:
    from lxml import etree


Values = dict[str, object]
# the error's name, a pattern of its message, the code, the values of its text, how far back it begins
Row = tuple[str, str, str, Callable[[re.Match[str]], Values], Callable[[re.Match[str]], int]]


def _none(_: re.Match[str]) -> Values:
    return {}


def _here(_: re.Match[str]) -> int:
    return 0


def _closed(mismatch: re.Match[str]) -> str:
    """Give the name in an end tag; libxml2 has a word for the lack of one."""
    return "" if mismatch[3] == "unparsable" else mismatch[3]


ROWS: tuple[Row, ...] = (
    (
        "ERR_TAG_NAME_MISMATCH", r"mismatch: (\S+) line (\d+) and (\S+)", "X511",
        lambda m: {"opened": m[1], "opened_line": m[2], "closed": _closed(m)}, lambda m: len(_closed(m)) + 3,
    ),
    ("ERR_TAG_NOT_FINISHED", "", "X512", _none, _here),
    ("ERR_NAME_REQUIRED", "EntityRef", "X513", _none, lambda _: 1),
    ("ERR_ENTITYREF_SEMICOL_MISSING", "", "X513", _none, _here),
    ("ERR_NAME_REQUIRED", "StartTag", "X514", _none, lambda _: 1),
    ("ERR_UNDECLARED_ENTITY", "Entity '(.*)' not", "X515", lambda m: {"name": m[1]}, lambda m: len(m[1]) + 2),
    (
        "ERR_INVALID_CHAR", r"value (\d+)|Char 0x([0-9A-F]+)", "X516",
        lambda m: {"character": f"U+{int(m[1]) if m[1] else int(m[2], 16):04X}"}, _here,
    ),
    ("ERR_UNSUPPORTED_ENCODING", ": (.*)", "X518", lambda m: {"encoding": m[1].strip()}, _here),
    ("NS_ERR_UNDEFINED_NAMESPACE", r"prefix (\S+)", "X519", lambda m: {"prefix": m[1]}, _here),
    ("ERR_DOCUMENT_END", "", "X520", _none, _here),
    ("ERR_RESOURCE_LIMIT", "depth", "X504", _none, _here),
)  # fmt: skip

# plain words for what else people do to XML
WORDS = {
    "ERR_ATTRIBUTE_NOT_STARTED": ("an attribute's value has no quotation marks", "属性值没有引号"),
    "ERR_ATTRIBUTE_NOT_FINISHED": ("an attribute's value does not end", "属性值没有结束"),
    "ERR_ATTRIBUTE_WITHOUT_VALUE": ("an attribute has no value", "属性没有值"),
    "ERR_ATTRIBUTE_REDEFINED": ("an attribute stands twice in one element", "同一元素中属性重复"),
    "ERR_LT_IN_ATTRIBUTE": ("a < stands in an attribute's value", "属性值中有 <"),
    "ERR_SPACE_REQUIRED": ("a space is missing between attributes", "属性之间缺少空格"),
    "ERR_GT_REQUIRED": ("a tag is not closed by >", "标记没有以 > 结束"),
    "ERR_NAME_REQUIRED": ("a name is missing", "缺少名称"),
    "ERR_RESERVED_XML_NAME": ("something stands before the XML declaration", "XML 声明之前有内容"),
    "ERR_DOCUMENT_EMPTY": ("no element stands at the beginning", "开头没有元素"),
    "ERR_MISPLACED_CDATA_END": ("]]> stands in the text", "文字中有 ]]>"),
    "ERR_COMMENT_NOT_FINISHED": ("a comment does not end", "注释没有结束"),
    "ERR_HYPHEN_IN_COMMENT": ("-- stands in a comment", "注释中有 --"),
    "ERR_CDATA_NOT_FINISHED": ("a CDATA section does not end", "CDATA 没有结束"),
    "ERR_PI_NOT_FINISHED": ("a processing instruction does not end", "处理指令没有结束"),
    "ERR_INVALID_CHAR": ("a character stands where none may", "出现不允许的字符"),
    "ERR_INVALID_CHARREF": ("a character reference is not complete", "字符引用不完整"),
    "ERR_INVALID_DEC_CHARREF": ("a character reference is not complete", "字符引用不完整"),
    "ERR_INVALID_HEX_CHARREF": ("a character reference is not complete", "字符引用不完整"),
    "ERR_XMLDECL_NOT_FINISHED": ("the XML declaration does not end", "XML 声明没有结束"),
}
_UNFINISHED = patterns.compile(r"end of Start Tag (\S+)")
_VALUELESS = patterns.compile(r"value for attribute (\S+)")
# at the very end of a file these say that the rest is missing
_CUT_SHORT = frozenset(("X510", "X513", "X514"))


def fault(log: "Iterable[etree._LogEntry]", name: str, *, encoding: str, last_line: int | None) -> Diagnostic:
    """Turn what made a parser give up, else the first message that is no warning, into a finding.

    `last_line` is the number of the file's last line when the file does not end with a tag: a fault
    there means that the file was cut short (X512).
    """
    said = [entry for entry in log if entry.level_name != "WARNING"]
    first = next((entry for entry in said if entry.level_name == "FATAL"), said[0] if said else None)
    if first is None:
        english, chinese = WORDS["ERR_DOCUMENT_EMPTY"]
        return finding("X510", Place(name, 1), problem_en=english, problem_zh=chinese)
    code, values, back = _meaning(first, encoding)
    if code == "X510" and (size := _bare(first, said)):
        code, values, back = "X514", {}, size
    line = first.line or None
    if code in _CUT_SHORT and last_line is not None and first.line >= last_line:
        code, values, back = "X512", {}, 0
    column = max(1, first.column - back) if line and first.column else None
    return finding(code, Place(name, line, column), **values)


def _bare(first: "etree._LogEntry", said: "Iterable[etree._LogEntry]") -> int:
    """Tell a < of the text, such as before Chinese, which the parser took for a tag: how far back it stands.

    That is told but for spaces behind what seemed a name; 0 if it is none.
    """
    messages = (entry.message for entry in said if (entry.line, entry.column) == (first.line, first.column))
    named = next((found[1] for found in (_UNFINISHED.search(message) for message in messages) if found), "")
    if named.isascii():
        return 0
    attribute = _VALUELESS.search(first.message)
    return 1 + len(named) + (1 + len(attribute[1]) if attribute else 0)


def _meaning(entry: "etree._LogEntry", encoding: str) -> tuple[str, Values, int]:
    """Find the code, its values, and how many characters before the column the fault begins."""
    for type_name, pattern, code, values, back in ROWS:
        if entry.type_name == type_name and (match := re.search(pattern, entry.message)):
            return code, values(match), back(match)
    if entry.type_name == "ERR_RESOURCE_LIMIT":
        return "X503", {"limit": 10}, 0
    if entry.type_name == "ERR_INVALID_ENCODING":
        return "X517", {"encoding": encoding}, 0
    message = entry.message.strip()
    english, chinese = WORDS.get(entry.type_name, (message, message))
    return "X510", {"problem_en": english, "problem_zh": chinese}, 0
