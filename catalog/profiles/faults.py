"""The faults of a profile, each a finding at its key: what is wrong, and what should stand there."""

import difflib
import re
from typing import Any, get_args

from pydantic import ValidationError

from catalog import toml, tomlplace
from catalog.diagnostics import Diagnostic, Place, finding
from catalog.publication import Frequency

_MOST_FAULTS = 10

_FREQUENCIES = ", ".join(f'"{name}"' for name in get_args(Frequency))
WANTED = {
    "slug": ("small letters, digits and hyphens: gongren-luntan", "小写字母、数字与连字符：gongren-luntan"),
    "name": ("the name as printed, without 《》, 40 characters at most", "印出的刊名，不带《》，至多 40 字"),
    "code": ("2 to 8 capital letters and digits, a letter first: GRLT", "2 至 8 个大写字母或数字：GRLT"),
    "aliases": ("a list of other names like it, 20 at most", "其他刊名的列表，写法同 name，至多 20 个"),
    "issn": ("eight digits, the last perhaps X: 1234-5679", "八位号码，末位可为 X：1234-5679"),
    "cn": ("the CN number without the letters CN: 11-1234/D", "国内统一刊号，不写 CN 二字：11-1234/D"),
    "frequency": (f"one of {_FREQUENCIES}", f"{_FREQUENCIES} 之一"),
    "since": ("a year of four digits, without quotes: 1988", "四位年份，不加引号：1988"),
    "issuing_body": ("the body that issues it, as printed", "主办单位，照印出的写"),
    "like": ("the slug of another profile", "另一描述文件的 slug"),
    "sections": (
        "a list of headings, 300 at most, each as printed and of 40 characters at most; "
        "* stands for any characters beside two others",
        "栏目名的列表，至多 300 个，照印出的写，各至多 40 字；* 代表任意文字，此外至少还有两个字",
    ),
    "origins": ("a table [origins] of texts: where each is from", "[origins] 表，以文字说明每项从何而来"),
}  # fmt: skip
"""What each key of a profile may hold, in English and Chinese."""

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

_AT = re.compile(r" \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")


def no_toml(text: str, name: str, message: str) -> Diagnostic:
    """Point at the place where the text stops being TOML."""
    at = _AT.search(message)
    english, chinese = next(row[1:] for row in _TOML if message.startswith(row[0]))
    place = Place(name)
    if at:
        lines = text.split("\n")
        line = int(at["line"] or len(lines))
        column = int(at["column"] or len(lines[-1]) + 1)
        place = Place(name, line, column, column + 1, lines[line - 1])
    return finding("P304", place, problem_en=english, problem_zh=chinese)


def faults(text: str, name: str, error: ValidationError) -> list[Diagnostic]:
    """Make a finding of each fault, at its key, and say so if there are too many."""
    faults = error.errors(include_url=False)
    findings = [_fault(text, name, fault) for fault in faults[:_MOST_FAULTS]]
    if len(faults) > _MOST_FAULTS:
        findings.append(finding("P313", Place(name), count=len(faults) - _MOST_FAULTS))
    return findings


def _fault(text: str, name: str, fault: Any) -> Diagnostic:
    kind, path = fault["type"], [part for part in fault["loc"] if part != "[key]"]
    key = str(path[0])
    unknown = kind == "extra_forbidden" or fault["loc"][-1] == "[key]"
    place = tomlplace.place(name, text, path, None if unknown else fault["input"])
    wanted = {"wanted_en": WANTED[key][0], "wanted_zh": WANTED[key][1]} if key in WANTED else {}
    if unknown:
        near = difflib.get_close_matches(str(path[-1])[:40], WANTED, n=1)
        shown = ".".join(map(str, path))[:60]
        return finding("P305", place, key=shown, near=near[0] if near else ", ".join(WANTED))
    if kind == "missing":
        return finding("P306", Place(name), key=key, **wanted)
    if kind == "check_digit":
        return finding("P311", place, issn=fault["input"], digit=fault["ctx"]["digit"])
    if kind == "expression":
        return finding("P312", place, heading=fault["input"])
    return finding("P307", place, key=key, **wanted)
