"""Where something stands in a TOML text: a key, from its path of keys and indexes; what is no TOML."""

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from catalog import patterns, toml
from catalog.diagnostics import Place

_PART = r"[\w-]+|\"[^\"\n]*\"|'[^'\n]*'"
_KEYS = rf"(?:{_PART})(?:\s*\.\s*(?:{_PART}))*"
_HEADER = patterns.compile(rf"\s*\[\[?\s*({_KEYS})\s*\]\]?\s*(?:#.*)?")
_PAIR = patterns.compile(rf"\s*({_KEYS})\s*=")

_TOML = (
    (toml.TOO_DEEP, "nested too deeply", "嵌套过深"),
    (toml.TOO_MANY_PARTS, "keys of too many parts", "键的层次过多"),
    ("Invalid value", "this is no value", "值的写法有误"),
    ("Invalid date", "this is no date", "日期有误"),
    ("Exceeds the limit", "the number is too long", "数字过长"),
    ("Unclosed array", "the list has no ] at its end, or a comma is missing", "列表缺少收尾的 ]，或缺逗号"),
    ("Unclosed inline", "the table has no } at its end, or a comma is missing", "表缺少收尾的 }，或缺逗号"),
    ("Expected ']", "the name of the table has no ] at its end", "表名缺少收尾的 ]"),
    ("Unterminated", "the text has no quote at its end", "文字缺少收尾的引号"),
    ("Illegal character '\\n'", "the text has no quote at its end", "文字缺少收尾的引号"),
    ("Expected '\"'", "the text has no quote at its end", "文字缺少收尾的引号"),
    ('Expected "', "the text has no quote at its end", "文字缺少收尾的引号"),
    ("Expected '='", "= should stand behind the key", "键之后应为 ="),
    ("Expected newline", "something stands behind the value", "值之后另有文字"),
    ("Unescaped", "a backslash in a text is written twice", "文字中的反斜线要写两个"),
    ("Invalid hex", "this names no character", "此处未指明字符"),
    ("Escaped", "this names no character", "此处未指明字符"),
    ("Illegal", "this character may not stand here", "此处不可有这个字符"),
    ("Found invalid", "this character may not stand here", "此处不可有这个字符"),
    ("Invalid", "this is no key", "这不是键"),
    ("Cannot", "this stands twice", "此项出现两次"),
    ("Duplicate", "this stands twice", "此项出现两次"),
    ("", "this cannot be read", "此处读不懂"),
)
"""How a message of Python's tomllib begins, and how we say it in English and Chinese."""

_AT = patterns.compile(r" \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")


def place(file: str, text: str, path: Sequence[str | int], item: object = None) -> Place:
    """Point at the key of a value, or at an item, a text, of the list there.

    An index names one of the tables `[[so]]`.  Where the key is not found, the place is the nearest table
    around it, else the file.
    """
    keys = [part for part in path if isinstance(part, str)]
    wanted = {tuple(path[:n]): part for n, part in enumerate(path) if isinstance(part, int)}
    tables: Counter[tuple[str | int, ...]] = Counter()
    elsewhere = False
    lines = text.split("\n")
    table: list[str] = []
    found: tuple[int, int, int] | None = None
    depth = 0
    for row, line in enumerate(lines):
        header = _HEADER.fullmatch(line.rstrip("\r"))
        match = header or _PAIR.match(line)
        if match is None:
            continue
        here = [*([] if header else table), *_parts(match[1])]
        table = here if header else table
        if header:
            tables[tuple(here)] += 1
            index = wanted.get(tuple(here)) if line.lstrip().startswith("[[") else None
            elsewhere = index is not None and index != tables[tuple(here)] - 1
        if elsewhere:
            continue
        if len(here) > depth and here == keys[: len(here)]:
            depth, found = len(here), (row, *match.span(1))
    if found is None:
        return Place(file)
    row, start, end = _item(lines, found[0], item) or found
    return Place(file, row + 1, start + 1, end + 1, lines[row].rstrip("\r"))


def trouble(text: str, name: str, message: str) -> tuple[Place, str, str]:
    """Point at the place where a text stops being TOML, and say why in English and Chinese."""
    at = _AT.search(message)
    english, chinese = next(row[1:] for row in _TOML if message.startswith(row[0]))
    if at is None:
        return Place(name), english, chinese
    lines = text.split("\n")
    line = int(at["line"] or len(lines))
    column = int(at["column"] or len(lines[-1]) + 1)
    return Place(name, line, column, column + 1, lines[line - 1]), english, chinese


def unreadable(path: Path, error: OSError | UnicodeDecodeError | toml.FaultError) -> tuple[Place, str, str]:
    """Point at what keeps a file from being read as TOML, and say it in English and Chinese."""
    if isinstance(error, toml.FaultError):
        return trouble(toml.text(path), str(path), str(error))
    if isinstance(error, UnicodeDecodeError):
        at = error.start + 1
        return Place(str(path)), f"byte {at} is not UTF-8", f"第 {at} 个字节不是 UTF-8 编码"
    reason = error.strerror or str(error)
    return Place(str(path)), f"cannot be read: {reason}", f"无法读取：{reason}"


def _parts(keys: str) -> list[str]:
    return [part.strip("\"'") for part in re.findall(_PART, keys)]


def _item(lines: list[str], row: int, item: object) -> tuple[int, int, int] | None:
    """Find a text in its quotes, from a row on."""
    if isinstance(item, str):
        for number in range(row, len(lines)):
            for quoted in (f'"{item}"', f"'{item}'"):
                if (start := lines[number].find(quoted)) >= 0:
                    return number, start, start + len(quoted)
    return None
