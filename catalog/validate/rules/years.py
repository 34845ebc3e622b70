"""The year of an article: coded, published, and of the issue in which it stands."""

import re
from collections.abc import Iterator, Sequence

from catalog.diagnostics import Diagnostic, Place, finding
from catalog.marc.record import Record
from catalog.validate.rules import enumeration
from catalog.validate.rules.context import Context
from catalog.validate.rules.hostlink import HostLink

BARE_PAGES = re.compile(r"[0-9\s,，、;；~～—–-]+")
_YEAR = re.compile(r"(?<![0-9])(?:1[5-9]|20)[0-9]{2}(?![0-9])")
_TOO_LONG = re.compile(r"(?<![0-9])[0-9]{5}(?![0-9])")
_LONGEST = 100


def year(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R427, R443, R524: a single date, 008/07-10 or 100 $a/09-12, can be and is one that the link names."""
    kind, dated, where = _date(context)
    if not context.is_component or kind not in ("s", "e", "d", "j"):
        return
    if not (dated.isascii() and dated.isdecimal()):  # R424, R429
        return
    if words := why_not(dated, context):
        yield finding("R524", _place(context), found=dated, **words)
        return
    for link in context.links:
        if link.enumeration and link.enumeration[0].startswith(f"{dated}年") and link.year in ("", dated):
            continue
        texts = _texts(link, context)
        named = [found for text in texts if text for found in enumeration.years(text)]
        if named and dated not in named:
            words = {"year": named[0], "where": where, "tag": context.dialect.host}
            yield finding("R427", _place(context), found=dated, **words)
        elif link.year and (text := _other(texts, link)):
            where_else = {"first": "463 $1 210## $d", "second": context.dialect.host_part}
            yield finding("R443", context.place(link.fields[-1]), **where_else, found=link.year, other=text)


def published(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R427, R524: the year of publication, if 260, 264 or 210 says one, is that of the issue."""
    if not context.is_component or not context.links:
        return
    _, dated, _ = _date(context)
    code = "d" if context.is_unimarc else "c"
    for field in context.fields(*(("210",) if context.is_unimarc else ("260", "264"))):
        if field.tag == "264" and field.indicators[1:] != "1":  # copyright, printing
            continue
        for text in field.values(code)[:1]:
            found = _YEAR.findall(text[:_LONGEST])
            if _TOO_LONG.search(text[:_LONGEST]):
                words = {"why_en": "it is no year", "why_zh": "不是年份"}
                yield finding("R524", context.place(field, code), found=text.strip(), **words)
            elif found and dated not in found and "-" not in text and (of := issued(context)):
                words = {"year": of, "where": f"{field.tag} ${code}", "tag": context.dialect.host}
                yield finding("R427", context.place(field, code), found=found[0], **words)


def issued(context: Context) -> str:
    """Give the year of the issue, if the links name the one that is coded."""
    _, dated, _ = _date(context)
    named = [
        found for link in context.links for text in _texts(link, context) for found in enumeration.years(text)
    ]
    return dated if dated in named else ""


def _texts(link: HostLink, context: Context) -> Sequence[str]:
    texts = (*link.enumeration, *link.coded, link.year)
    if context.is_unimarc:  # 463 $v may be pages, and a page the 2025th
        return tuple(text for text in texts if not BARE_PAGES.fullmatch(text) or text == link.year)
    return texts


def _other(texts: Sequence[str], link: HostLink) -> str:
    """Give a text that names other years than 210 $d of the link."""
    dated = set(enumeration.years(link.year))
    for text in texts if dated else ():
        if text != link.year and (named := enumeration.years(text)):
            return text if dated.isdisjoint(named) else ""
    return ""


def why_not(dated: str, context: Context) -> dict[str, str] | None:
    """Say why an article of an issue cannot be of a year: there were no periodicals, or are not yet."""
    made = context.control["005"][0].value[:4] if "005" in context.control else ""
    if "1500" <= dated <= made < "2100" or not any(link.enumeration or link.coded for link in context.links):
        return None
    if not enumeration.is_year(dated):
        return {"why_en": "no periodical is of that year", "why_zh": "没有那一年的刊物"}
    if made.isascii() and made.isdecimal() and int(dated) > int(made) + 1 and enumeration.is_year(made):
        return {"why_en": f"the record is of {made}", "why_zh": f"记录作于 {made} 年"}
    return None


def _place(context: Context) -> Place:
    if context.is_unimarc:
        return context.place(context.data["100"][0], "a", "09-12")
    return context.place(context.control["008"][0], position="07-10")


def _date(context: Context) -> tuple[str, str, str]:
    """Give the kind of date, the first date and where they stand."""
    if context.is_unimarc:
        text = context.value("100", "a")
        return text[8:9], text[9:13], "100 $a/09-12"
    return context.fixed[6:7], context.fixed[7:11], "008/07-10"
