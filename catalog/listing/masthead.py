"""Recognise a masthead: 《刊名》2025年第11期 and its variants, on text without white space.

White space and unseen characters are left out before anything is matched, so that print and OCR may put
them anywhere and no pattern can run away over them.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from catalog import patterns
from catalog.source import SourceSpan, invisible
from catalog.text import normalize

_DIGIT = "0-9OolI|〇○零一二三四五六七八九"
_CHINESE_DIGIT = "〇○零一二三四五六七八九十百千"
_BETWEEN = r"[,:;·|/—(\[-]{0,3}"
_YEAR = rf"(?P<year>[{_DIGIT}]{{4}})年"
_NUMBER = rf"第?(?P<number>[0-9OolI|]{{1,3}}|[{_CHINESE_DIGIT}]{{1,5}})期"
_WHOLE = rf"[(\[]?(?:总|总第|总期第?)第?(?P<whole>\d{{1,5}}|[{_CHINESE_DIGIT}]{{1,7}})期?[)\]]?"
_LABEL = r"[(\[]?(?P<label>总?目录|要目(?:导读|选登|推荐)?|目次|内容(?:提要|导读)|导读|精彩内容)[)\]]?"
_KIND = r"(?:杂志|月刊|[上下]?半月刊?|[上中下]?旬刊?|双月刊|季刊|期刊|会刊)"
_DAY = r"(?:(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?(?:出版)?(?:星期[一二三四五六日天])?)"
_PART = r"[(\[](?:续[完一二三]?|接?上[期页版]?|[下完一二三]|[上下]接.{1,8})[)\]]"
_VOLUME = r"第?(?:\d{1,3}|[一二三四五六七八九十百]{1,4})卷"
_SPECIAL = r"(?:增刊|特刊|专刊|合刊|试刊|号外)"
_EXTRA = rf"(?:[(\[]?(?:{_SPECIAL}|{_VOLUME})[)\]]?|[(\[][^\W\d_]{{1,5}}[版刊][)\]])"
_KIND_BEHIND = rf"[(\[]?(?:\d{{1,2}}月)?{_KIND}[)\]]?"
_TAIL = rf"(?:[,:;·|/—.。)\]-]|{_WHOLE}|{_LABEL}|{_KIND_BEHIND}|{_DAY}|{_PART}|{_EXTRA}){{0,6}}"
_TELLS = patterns.compile(
    rf"[上下]半月刊?|[上中下]旬刊?|{_SPECIAL}|{_VOLUME}|[^\W\d_]{{1,5}}版(?=[)\]])|{_DAY}"
)
"""What tells one issue from another, and its date: in no field of the record."""
_MOST_BEFORE = 7
"""Signs before a name, at most."""
_OPEN, _CLOSE = '[《【\\[“"]?', '[》】\\]”"]?'
_BEFORE = rf"\W{{0,6}}(?:{_LABEL.replace('label', 'label_before')})?"

FORMS = (
    ("name_first", patterns.compile(r".{2,40}年")),
    ("year_first", patterns.compile(r"\W{0,6}[^年]{4,16}年")),
    ("any_name", patterns.compile(r"[^《]{0,12}《.{2,24}》.{0,16}年")),
)
"""The forms of a masthead, tried in this order, each with a sign that it may be one."""

_CHINESE = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "0": 0}
_UNITS = {"十": 10, "百": 100, "千": 1000}
LOOKALIKE = str.maketrans("OolI|", "00111")


class Squeezed(NamedTuple):
    """Text without white space and unseen characters, and for each character its row and column from 0."""

    text: str
    places: tuple[tuple[int, int], ...]


class Masthead(NamedTuple):
    """What a masthead says, and where: spans by field name."""

    name: str
    year: int
    number: int
    whole_number: int | None
    label: str | None
    spans: dict[str, SourceSpan]
    beside: tuple[SourceSpan, ...] = ()
    """What it says besides, and no field holds: （中旬刊）, （增刊）, 第32卷."""


def squeezed(lines: Sequence[str], *rows: int) -> Squeezed:
    """Put the normalised characters of some rows together that are neither blank nor unseen."""
    text, places = "", []
    for row in rows:
        line, plain = lines[row], normalize(lines[row])
        unseen = not line.isprintable()
        columns = [
            column for column, char in enumerate(line) if not (char.isspace() or (unseen and invisible(char)))
        ]
        text += plain if len(columns) == len(line) else "".join([plain[column] for column in columns])
        places += [(row, column) for column in columns]
    return Squeezed(text, tuple(places))


def read_masthead(line: Squeezed, names: tuple[str, ...]) -> tuple[Masthead, int, bool] | None:
    """Read a masthead at the start of a line.

    Gives what it says, how many squeezed characters it takes, and whether its name is a known one.
    """
    if "期" not in line.text:
        return None
    for form, sign in FORMS:
        if not sign.match(line.text):
            continue
        match = _pattern(form, names).match(line.text)
        masthead = match and _masthead(match, line)
        if match and masthead:
            return masthead, match.end(), form != "any_name"
    return None


@lru_cache(maxsize=32)
def _pattern(form: str, names: tuple[str, ...]) -> re.Pattern[str]:
    """Compile a form of masthead: 《刊名》2025年第11期, 2025年第11期《刊名》, or any name in 《》."""
    known = "|".join(map(re.escape, _keys(names)))
    quoted = rf"{_OPEN}(?P<name>{known}){_CLOSE}(?:[·(\[]?{_KIND}[)\]]?)?{_CLOSE}"
    whole = _WHOLE.replace("whole", "whole_before")
    issue = rf"(?:{whole})?{_YEAR}{_BETWEEN}(?:{_VOLUME}{_BETWEEN})?{_NUMBER}"
    if form == "any_name":
        return re.compile(rf"{_BEFORE}《(?P<name>[^《》]{{2,24}})》{_KIND}?{_BETWEEN}{issue}{_TAIL}")
    first, second = (quoted, issue) if form == "name_first" else (issue, quoted)
    return re.compile(rf"{_BEFORE}{first}{_BETWEEN}{second}{_TAIL}")


def key(name: str) -> str:
    """Give a name as it is compared: normalised, without white space."""
    return "".join(normalize(name).split())


@lru_cache(maxsize=8)
def _keys(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(key, names))


def _may_begin(line: Squeezed, names: tuple[str, ...]) -> bool:
    """Tell a line that may begin with a known name: for others no pattern need be compiled."""
    return any(name in line.text[: _MOST_BEFORE + len(name)] for name in _keys(names))


def half(line: Squeezed, names: tuple[str, ...]) -> bool:
    """Tell a line that may be the first half of a masthead: a known name alone, or a name with its year."""
    return _may_begin(line, names) and _half(names).fullmatch(line.text) is not None


@lru_cache(maxsize=8)
def _half(names: tuple[str, ...]) -> re.Pattern[str]:
    known = "|".join(map(re.escape, _keys(names)))
    return re.compile(rf"\W{{0,6}}{_OPEN}(?:{known}){_CLOSE}{_KIND}?{_CLOSE}(?:{_BETWEEN}{_YEAR})?\W{{0,6}}")


def names_an_issue(line: Squeezed, names: tuple[str, ...]) -> bool:
    """Tell a line that begins with a known name in brackets and a year, in a form that is not understood."""
    return _may_begin(line, names) and _named(names).match(line.text) is not None


@lru_cache(maxsize=8)
def _named(names: tuple[str, ...]) -> re.Pattern[str]:
    known = "|".join(map(re.escape, _keys(names)))
    return re.compile(rf"\W{{0,6}}《(?:{known})》{_KIND}?{_BETWEEN}[{_DIGIT}]{{4}}年.{{0,12}}$")


_SIGNS = frozenset("0123456789OolI|〇○零一二三四五六七八九十百年第期月日号总")
_STATES = patterns.compile(r"期|第|(?:19|20)\d\d\D{0,3}\d")
_WORDS = patterns.compile(rf"目录|要目|目次|导读|{_KIND[3:-1]}")
_LONGEST_DAMAGED = 34
_SPOILT = patterns.compile(r"[□■◇◆○●?？*＊�_]")


def resembles(line: Squeezed, names: tuple[str, ...]) -> bool:
    """Tell a line that can only be a masthead of a known periodical, damaged beyond a match.

    It states a year or a number, and of the name at most one character is wrong, or two are illegible.
    """
    text = line.text
    if len(text) > _LONGEST_DAMAGED or not _STATES.search(text):
        return False
    name = _letters(_WORDS.sub("", text))
    spoilt = min(2, len(_SPOILT.findall(text)))
    for known in map(_letters, names):
        least = max(2, len(known) - max(spoilt, len(known) > 2))
        near = len(name) <= len(known) + 1 and sum(map(name.__contains__, known)) >= least
        if near and _in_order(known, name) >= least:
            return True
    return False


def _letters(text: str) -> str:
    """Keep what can be part of a name."""
    return "".join(char for char in text if char.isalnum() and char not in _SIGNS)


def _in_order(known: str, name: str) -> int:
    """Count the characters of a known name that stand in a text, in their order."""
    best = [0] * (len(name) + 1)
    for char in known:
        row = [0]
        for at, other in enumerate(name):
            row.append(best[at] + 1 if char == other else max(best[at + 1], row[at]))
        best = row
    return best[-1]


_FIELDS = {
    "publication": ("name",),
    "year": ("year",),
    "number": ("number",),
    "whole_number": ("whole", "whole_before"),
    "label": ("label", "label_before"),
}


def _masthead(match: re.Match[str], line: Squeezed) -> Masthead | None:
    """Read the values of a masthead; None if year or number make no sense."""
    spans: dict[str, SourceSpan] = {}
    texts: dict[str, str] = {}
    for field, groups in _FIELDS.items():
        group = next((g for g in groups if g in match.re.groupindex and match.group(g)), None)
        if group:
            start, end = match.span(group)
            texts[field] = match.group(group)
            row, column = line.places[start]
            last = next(place for place in reversed(line.places[start:end]) if place[0] == row)
            spans[field] = SourceSpan(row + 1, column + 1, last[1] + 2)
    year, number = integer(texts["year"]), integer(texts["number"])
    if not (year and number and 1900 <= year <= 2099 and number <= 999):
        return None
    label = texts.get("label")
    kind = "要目" if label and "要目" in label else "目录" if label and label[0] in "总目" else label
    whole = integer(texts.get("whole_number", "")) or None
    return Masthead(texts["publication"], year, number, whole, kind, spans, tuple(_beside(match, line)))


def _beside(match: re.Match[str], line: Squeezed) -> Iterator[SourceSpan]:
    """Give what stands beside the values of a masthead and tells issues apart."""
    values = [match.span(group) for group in match.re.groupindex if match.group(group)]
    for found in _TELLS.finditer(match.string, 0, match.end()):
        start, end = found.span()
        if all(end <= first or last <= start for first, last in values):
            (row, column), (_, last) = line.places[start], line.places[end - 1]
            yield SourceSpan(row + 1, column + 1, last + 2)


def integer(text: str) -> int | None:
    """Read 2025, 2O25, 二〇二五, 二O二五, 十一, 五百九十.

    >>> [integer(text) for text in ("2O25", "二〇二五", "二O二五", "十一", "二十", "五百九十", "期")]
    [2025, 2025, 2025, 11, 20, 590, None]
    """
    plain = text.translate(LOOKALIKE)
    if plain.isdecimal():
        return int(plain)
    if text and all(char in _CHINESE for char in plain):
        return int("".join(str(_CHINESE[char]) for char in plain))
    total, digit = 0, 0
    for char in plain:
        if char in _UNITS:
            total, digit = total + (digit or 1) * _UNITS[char], 0
        elif char in _CHINESE:
            digit = _CHINESE[char]
        else:
            return None
    return total + digit or None
