"""Find the listings on a page: each begins at a masthead and ends at a footer, a masthead, or the page's end.

Where prose takes over without any of these is decided by the reading of the lines themselves.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from catalog.diagnostics import Diagnostic, Place, finding
from catalog.listing.text import LEADER_DOTS, normalize
from catalog.publication import Publication
from catalog.source import SourceDocument, SourceSpan

_DIGIT = "0-9OolI|〇○零一二三四五六七八九"
_NUMBER = r"第?\s*(?P<number>(?:[0-9OolI|]\s*){1,3}|[〇零一二三四五六七八九十百]{1,4})\s*期"
_YEAR = rf"(?P<year>(?:[{_DIGIT}]\s*){{4}})\s*年"
_WHOLE = (
    r"(?:[(\[]?\s*(?:总|总第|总期第?)\s*第?\s*"
    r"(?P<whole>\d[\d\s]*|[〇零一二三四五六七八九十百千]+)\s*期?\s*[)\]]?)"
)
_LABEL = (
    r"(?P<label>总?\s*目\s*录|要\s*目|目\s*次|内容\s*(?:提要|导读)|导\s*读"
    r"|要目\s*(?:导读|选登|推荐)|精彩\s*内容)"
)
_KIND = r"(?:杂志|月刊|半月刊|旬刊|双月刊|期刊|会刊)?"
_BETWEEN = r"[\s,:;·|/—-]*"
_TAIL = (
    rf"{_BETWEEN}(?:{_WHOLE})?{_BETWEEN}(?:[(\[]?\s*{_LABEL}\s*[)\]]?)?[\s:]*"
    rf"(?:{_WHOLE.replace('whole', 'whole2')})?\s*"
)
_OPEN, _CLOSE = r"[《\[“\"]?\s*", r"\s*[》\]”\"]?"

FOOTER = re.compile(
    r"^\W*(?:请?\s*(?:用|打开)?\s*(?:手机|微信)?\s*)?(?:扫\s*一?\s*扫|扫\s*码|扫\s*描|识\s*别|长\s*按)"
    r"|^\W*(?:更多|全部|完整)(?:精彩)?(?:内容|文章|目录)\W*(?:请|详见|见|扫)"
)
_FOOTER_END = re.compile(r"目\s*录|内\s*容|全\s*文|原\s*文|更\s*多|本\s*期|电\s*子\s*版|文\s*章")
_WHOLE_ISSUE = re.compile(r"全\s*部|更\s*多|完\s*整")

_CHINESE = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_LOOKALIKE = str.maketrans("OolI|", "00111")


class Masthead(NamedTuple):
    """What a masthead says, and where: spans by field name."""

    name: str
    year: int
    number: int
    whole_number: int | None
    label: str | None
    spans: dict[str, SourceSpan]


class Region(NamedTuple):
    """A listing on the page: its masthead, the lines of its body, and its footer if it has one.

    `first` and `end` are line numbers from 1, `end` exclusive; `column` is where the body begins on
    its first line.  `footer` are the lines of the footer; `selection` tells that it offers the full contents.
    """

    masthead: Masthead
    publication: Publication
    line: int
    first: int
    column: int
    end: int
    footer: tuple[int, ...] = ()
    selection: bool = False


def locate(
    document: SourceDocument, publications: Sequence[Publication]
) -> tuple[list[Region], list[Diagnostic]]:
    """Find every listing of a known publication; a listing of another one is a finding (L203)."""
    lines = [normalize(line) for line in document.lines]
    names = {name: publication for publication in publications for name in publication.names}
    heads = _mastheads(lines, tuple(sorted(names, key=lambda name: (-len(name), name))))
    regions: list[Region] = []
    findings: list[Diagnostic] = []
    for index, (row, first, column, masthead) in enumerate(heads):
        limit = heads[index + 1][0] if index + 1 < len(heads) else len(lines)
        footer = _footer(lines, first, limit)
        end = footer[0] - 1 if footer else limit
        publication = names.get(masthead.name)
        if publication is None:
            if any(_has_leader(line) for line in lines[first : min(end, first + 12)]):
                span = masthead.spans["publication"]
                place = Place(document.name, span.line, span.column, span.end_column, document.lines[row])
                findings.append(finding("L203", place, publication=masthead.name))
            continue
        text = "".join(lines[number - 1] for number in footer)
        selection = masthead.label == "要目" or bool(_WHOLE_ISSUE.search(text))
        regions.append(
            Region(masthead, publication, row + 1, first + 1, column + 1, end + 1, footer, selection)
        )
    return regions, findings


def _mastheads(lines: list[str], names: tuple[str, ...]) -> list[tuple[int, int, int, Masthead]]:
    """Give row of the masthead, row and column where the body begins (from 0), and what it says."""
    alone = _alone(names)
    found: list[tuple[int, int, int, Masthead]] = []
    skip = -1
    for row, line in enumerate(lines):
        if row <= skip:
            continue
        last, text = row, line
        if "期" not in line:
            if not alone.fullmatch(line):
                continue
            last = next((r for r in range(row + 1, min(row + 3, len(lines))) if lines[r].strip()), row)
            text = line + "\n" + lines[last]
        for form, sign in FORMS:
            match = _pattern(form, names).match(text) if sign.search(text) else None
            masthead = match and _masthead(match, row, last, len(line) + 1)
            if match and masthead:
                column = match.end() - (len(line) + 1 if last > row else 0)
                rest = lines[last][column:]
                if rest.strip() and (form == "any_name" or not _body_may_follow(rest, match)):
                    continue
                begins = (last, column) if rest.strip() else (last + 1, 0)
                found.append((row, *begins, masthead))
                skip = last
                break
    return found


FORMS = (
    ("name_first", re.compile("期")),
    ("year_first", re.compile(r"^\W*\w{4}\s*年.*期.*\S")),
    ("any_name", re.compile("^\\W*《.*》.*年.*期")),
)
"""The forms of a masthead, tried in this order, each with a sign that it may be one."""


@lru_cache(maxsize=32)
def _pattern(form: str, names: tuple[str, ...]) -> re.Pattern[str]:
    """Compile a form of masthead: 《刊名》2025年第11期, 2025年第11期《刊名》, or any name in 《》."""
    quoted = rf"{_OPEN}(?P<name>{_any_of(names)}){_CLOSE}\s*{_KIND}{_CLOSE}"
    issue = rf"{_YEAR}{_BETWEEN}{_NUMBER}"
    if form == "any_name":
        return re.compile(rf"\W*《\s*(?P<name>[^《》]{{2,24}}?)\s*》\s*{_KIND}{_BETWEEN}{issue}{_TAIL}")
    first, second = (quoted, issue) if form == "name_first" else (issue, quoted)
    return re.compile(rf"\W*{first}{_BETWEEN}{second}{_TAIL}")


@lru_cache(maxsize=8)
def _alone(names: tuple[str, ...]) -> re.Pattern[str]:
    """Compile a known name alone on its line, the rest of the masthead on the next."""
    return re.compile(rf"\W*{_OPEN}(?:{_any_of(names)}){_CLOSE}\s*{_KIND}{_CLOSE}\W*")


def _any_of(names: tuple[str, ...]) -> str:
    return "|".join(r"\s*".join(map(re.escape, name)) for name in names)


def _masthead(match: re.Match[str], row: int, last: int, offset: int) -> Masthead | None:
    """Read the values of a masthead; None if year or number make no sense."""
    spans: dict[str, SourceSpan] = {}
    texts: dict[str, str] = {}
    for field, names in _GROUPS.items():
        for name in names:
            if name in match.re.groupindex and match.group(name):
                start = match.start(name)
                text = match.group(name).rstrip()
                line, shift = (last, offset) if last > row and start >= offset else (row, 0)
                spans[field] = SourceSpan(line + 1, start - shift + 1, start - shift + 1 + len(text))
                texts[field] = "".join(text.split())
                break
    year, number = _integer(texts["year"]), _integer(texts["number"])
    if not (year and number and 1900 <= year <= 2099):
        return None
    label = texts.get("label")
    kind = "要目" if label and "要目" in label else "目录" if label and label[0] in "总目" else label
    whole = _integer(texts.get("whole_number", "")) or None
    return Masthead(texts["publication"], year, number, whole, kind, spans)


_GROUPS = {
    "publication": ("name",),
    "year": ("year",),
    "number": ("number",),
    "whole_number": ("whole", "whole2"),
    "label": ("label",),
}


def _integer(text: str) -> int | None:
    """Read 2025, 2O25, 二〇二五, 十一, 五百九十.

    >>> [_integer(text) for text in ("2O25", "二〇二五", "十一", "二十", "五百九十", "期")]
    [2025, 2025, 11, 20, 590, None]
    """
    plain = text.translate(_LOOKALIKE)
    if plain.isdecimal():
        return int(plain)
    if text and all(char in _CHINESE for char in text):
        return int("".join(str(_CHINESE[char]) for char in text))
    total, digit = 0, 0
    for char in text:
        if char in _UNITS:
            total, digit = total + (digit or 1) * _UNITS[char], 0
        elif char in _CHINESE:
            digit = _CHINESE[char]
        else:
            return None
    return total + digit or None


def _body_may_follow(rest: str, match: re.Match[str]) -> bool:
    """Tell entries run on behind a masthead from a sentence that merely names an issue."""
    parted = match.group()[-1].isspace() or match.group()[-1] in ")]"
    return parted and "。" not in rest and (_has_leader(rest) or (len(rest) <= 24 and "," not in rest))


def _has_leader(line: str) -> bool:
    return any(dot * 2 in line for dot in LEADER_DOTS) or "…" in line


def _footer(lines: list[str], first: int, limit: int) -> tuple[int, ...]:
    """Give the line numbers, from 1, of the first footer between two rows; it may run over two lines."""
    for row in range(first, limit):
        line = lines[row]
        if FOOTER.search(line) and "。" not in line and not _has_leader(line):
            if _FOOTER_END.search(line):
                return (row + 1,)
            after = next((r for r in range(row + 1, min(row + 3, limit)) if lines[r].strip()), None)
            if after is not None and _FOOTER_END.search(lines[after]) and len(lines[after]) < 40:
                return (row + 1, after + 1)
            if len(line.strip()) < 30:
                return (row + 1,)
    return ()
