"""Where an article stands in its periodical: year, volume, number and pages, read out of texts for people."""

import re
from functools import lru_cache
from typing import NamedTuple

from catalog import patterns

# a year stands before 年, in parentheses, or first: 2025年第11期; Vol. 24 (Sept. 1993), p. 235; 2025:11
_YEAR = "(?:1[5-9]|20)[0-9]{2}"
_STATED_YEAR = patterns.compile(
    rf"({_YEAR})\s*[-–—~～/]\s*({_YEAR})\s*(?:年|nian)|({_YEAR})\s*(?:年|nian)|^\s*({_YEAR})(?![0-9-])"
)
_BARE_YEAR = patterns.compile(rf"(?<![0-9]){_YEAR}(?![0-9])")
_PARENTHESES = patterns.compile(r"[(（]([^()（）]*)[)）]")
# what in parentheses is no year: (总第1632期), (no. 1987), (pp. 1785-1792)
_OTHER_FIGURES = patterns.compile(
    r"(?:第|№|\b(?:no|nr|iss|pp?|pages?|s)\b\.?)\s*[0-9]+(?:\s*[-–—~～/]\s*[0-9]+)?"
    r"|[0-9]+(?:\s*[-–—~～/]\s*[0-9]+)?\s*[期号號页頁]",
    re.IGNORECASE,
)
_SPAN = r"([0-9]{1,5})(?:\s*[-–—~～/]\s*([0-9]{1,5}))?"
_NUMBER = patterns.compile(
    rf"(?<![总總])第\s*{_SPAN}\s*期|(?<!zong )\bdi {_SPAN} qi"
    rf"|\b(?:no|nr|iss(?:ue)?)\.?\s*{_SPAN}|[Nn][°º]\s*{_SPAN}",
    re.IGNORECASE,
)
_VOLUME = patterns.compile(r"第?\s*([0-9]{1,4})\s*卷|\bvol(?:ume)?\.?\s*([0-9]{1,4})", re.IGNORECASE)
_PAGES = patterns.compile(
    rf"第?\s*{_SPAN}\s*[页頁]|[页頁面]\s*{_SPAN}|\bp(?:p|ages?|\. ?p)?\.?\s*{_SPAN}"
    r"|^([0-9]+)[-–—~～]([0-9]+)$",
    re.IGNORECASE,
)
# several stretches of pages: 第5-7, 12页, or bare in 463 $v; the year and number stand before a word
_STRETCH = r"[0-9]{1,5}(?:\s*[-–—~～]\s*[0-9]{1,5})?"
_RANGES = patterns.compile(
    rf"(?:第|\bpp?\.?\s*|^(?!{_YEAR}(?![0-9])))\s*{_STRETCH}(?:\s*[,，、;；]\s*{_STRETCH})+\s*(?:[页頁]|$)"
)
# nothing but figures that rise are pages, the first of which may look like a year: 1785, 1790-1792
_ONLY_STRETCHES = patterns.compile(rf"\s*{_STRETCH}(?:\s*[,，、;；]\s*{_STRETCH}){{1,20}}\s*[页頁.]?\s*")
_ONLY_SPAN = patterns.compile(r"([0-9]{4})\s*[–—~～]\s*([0-9]{4})")
_FIRST_STRETCH = patterns.compile(_SPAN)
# nothing that names a place in a periodical is longer, and spaces are tried in many ways
_LONGEST = 500
_SPACES = patterns.compile(r"\s+")
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_HAN_FIGURES = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_HAN_YEAR = patterns.compile("[〇零○一二三四五六七八九]{4}(?=年)")
_HAN_ISSUE = patterns.compile("(?<=第)([一二三四五六七八九]?)(十?)([一二三四五六七八九]?)(?=期)")
# what most of these texts are, which the patterns above read in the same way, only later
_USUAL = patterns.compile(
    rf"({_YEAR})(?:年第([0-9]{{1,5}})期(?: \(总第[0-9]{{1,5}}期\))?"
    r"(?:, 第([0-9]{1,5})(?:[-–—~～]([0-9]{1,5}))?页)?"
    r"| nian di ([0-9]{1,5}) qi(?: \(zong di [0-9]{1,5} qi\))?(?:, di [0-9-]+ ye)?)"
)
_USUAL_CODED = patterns.compile(rf"({_YEAR}):([0-9]{{1,5}})(?:<([0-9]{{1,6}}))?")
_CODED = patterns.compile(r"([^<]*)(?:<([0-9]+))?")


class Enumeration(NamedTuple):
    """What a text names: its years, volume, numbers (one, or the first and last of a double issue), pages."""

    years: tuple[str, ...] = ()
    volume: int | None = None
    numbers: tuple[int, ...] = ()
    first: int | None = None
    last: int | None = None


@lru_cache(maxsize=1 << 10)
def read(text: str) -> Enumeration:
    """Read a text such as 773 $g.

    >>> read("2025年第11期, 第5-7页")
    Enumeration(years=('2025',), volume=None, numbers=(11,), first=5, last=7)
    >>> read("2025年第11期, 第5-7, 12页")[3:]
    (5, 7)
    >>> read("Vol. 24 (Sept. 1993), p. 1501-10")
    Enumeration(years=('1993',), volume=24, numbers=(), first=1501, last=1510)
    """
    if usual := _USUAL.fullmatch(text):
        year, issue, start, end, romanised = usual.groups()
        first = int(start) if start else None
        last = int(end) if end else first
        return Enumeration((year,), None, (int(issue or romanised),), first, _end(first, last))
    text = _in_figures(text)
    number = _figures(_NUMBER, text)
    volume = _figures(_VOLUME, text)
    pages = _figures(_PAGES, text)
    first, last = (pages[0], pages[-1]) if pages else (None, None)
    if ranges := _RANGES.search(text) or _pages_alone(
        text
    ):  # an article goes on elsewhere, and others stand between
        stretch = _FIRST_STRETCH.search(ranges[0])
        first, last = (int(page or stretch[1]) for page in stretch.groups()) if stretch else (None, None)
    return Enumeration(years(text), volume[0] if volume else None, number, first, _end(first, last))


def _in_figures(text: str) -> str:
    """Write a text without runs of spaces and with its figures as 0 to 9, and cut what is no such text.

    >>> _in_figures("二〇二五年第十一期"), _in_figures("２０２５年")
    ('2025年第11期', '2025年')
    """
    text = _SPACES.sub(" ", text[:_LONGEST])
    if text.isascii():
        return text
    years = _HAN_YEAR.sub(lambda found: found[0].translate(_HAN_FIGURES), text.translate(_WIDE))
    return _HAN_ISSUE.sub(_issue, years)


def _issue(found: re.Match[str]) -> str:
    """Write the number of an issue below a hundred in figures."""
    tens, ten, ones = (part.translate(_HAN_FIGURES) for part in found.groups())
    if not ten:
        return tens or ones
    return f"{tens or 1}{ones or 0}"


def _end(first: int | None, last: int | None) -> int | None:
    """Give the last page, of which only the figures that differ may be written, as in 1501-10."""
    if first is not None and last is not None and last < first and len(str(last)) < len(str(first)):
        return int(str(first)[: -len(str(last))] + str(last))
    return last


@lru_cache(maxsize=1 << 10)
def read_coded(text: str) -> Enumeration:
    """Read 773 $q: levels with colons between, and the first page behind <.

    >>> read_coded("2025:11<5")
    Enumeration(years=('2025',), volume=None, numbers=(11,), first=5, last=None)
    """
    if usual := _USUAL_CODED.fullmatch(text):
        year, number, page = usual.groups()
        return Enumeration((year,), None, (int(number),), int(page) if page else None)
    found = _CODED.fullmatch(text.strip())
    levels = found[1].split(":") if found else []
    figures = [
        int(level) if level.isascii() and level.isdecimal() and len(level) < 6 else None for level in levels
    ]
    dated = bool(levels) and bool(_BARE_YEAR.fullmatch(levels[0]))
    last = figures[-1] if len(levels) > 1 else None
    return Enumeration(
        (levels[0],) if dated else (),
        figures[0] if figures and not dated else None,
        () if last is None else (last,),
        int(found[2][:6]) if found and found[2] else None,
    )


def differ(text: str, coded: str) -> bool:
    """Tell whether a text and 773 $q name different years, volumes, numbers or first pages.

    >>> differ("2025年第11期, 第5-7页", "2025:11<5"), differ("2025年第11期", "2025:12")
    (False, True)
    """
    one, other = read(text), read_coded(coded)
    if one[:3] == other[:3] and (one.first == other.first or None in (one.first, other.first)):
        return False
    return (
        any(not min(one.numbers) <= number <= max(one.numbers) for number in other.numbers if one.numbers)
        or (bool(one.years) and not set(one.years).issuperset(other.years))
        or _contrary(one.volume, other.volume)
        or _contrary(one.first, other.first)
    )


def _contrary(one: int | None, other: int | None) -> bool:
    return one is not None and other is not None and one != other


@lru_cache(maxsize=1 << 10)
def years(text: str) -> tuple[str, ...]:
    """Give the years that an enumeration names, not its pages.

    >>> years("Vol. 24 (Sept. 1993), p. 1501-1520"), years("2016-2017年合刊"), years("第12期 (总第1632期)")
    (('1993',), ('2016', '2017'), ())
    >>> years("1785, 1790-1792"), years("2025, 11")
    ((), ('2025',))
    """
    text = _in_figures(text)
    if _pages_alone(text):
        return ()
    stated = tuple(found for pair in _STATED_YEAR.findall(text) for found in pair if found)
    if stated:
        return stated
    dated = (_OTHER_FIGURES.sub("", part) for part in _PARENTHESES.findall(text))
    return tuple(found for part in dated for found in _BARE_YEAR.findall(part))


def _pages_alone(text: str) -> re.Match[str] | None:
    """Match a text that is nothing but pages, each behind the one before, and not two years."""
    if span := _ONLY_SPAN.fullmatch(text.strip()):
        return span if int(span[2]) > int(span[1]) + 1 else None
    if not (found := _ONLY_STRETCHES.fullmatch(text)):
        return None
    pages: list[int] = []
    for first, last in _FIRST_STRETCH.findall(text):
        pages += [int(first), _end(int(first), int(last)) or 0] if last else [int(first)]
    return found if pages == sorted(set(pages)) else None


def is_year(text: str) -> bool:
    """Tell four digits that can be the year of a periodical.

    >>> is_year("2025"), is_year("0025")
    (True, False)
    """
    return "1500" <= text < "2100" and len(text) == 4


def _figures(pattern: re.Pattern[str], text: str) -> tuple[int, ...]:
    found = pattern.search(text)
    return tuple(int(figure) for figure in found.groups() if figure) if found else ()
