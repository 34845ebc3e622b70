"""The year of an article: coded, published, and of the issue in which it stands."""

import re
from collections.abc import Iterator, Sequence

from catalog.diagnostics import Diagnostic, Place, finding
from catalog.marc.record import DataField, Record
from catalog.validate.rules import enumeration
from catalog.validate.rules.context import Context
from catalog.validate.rules.hostlink import HostLink

BARE_PAGES = re.compile(r"[0-9\s,，、;；~～—–-]+")
_YEAR = re.compile(r"(?<![0-9])(?:1[5-9]|20)[0-9]{2}(?![0-9])")
_TOO_LONG = re.compile(r"(?<![0-9])[0-9]{5}(?![0-9])")
_LONGEST = 100
_SEVERAL = re.compile(
    r"(?<=[0-9\])?])\s*[-–—~～]|i\.\s?e\.|即|应为|應為|印|calendar|年号|民[国國]|\bor\b|或|between|与|至|到"
)
DATED = ("210", "260", "264")
"""Fields of publication in both formats."""
COPIES = ("533", "534", "539", "324", "325")
"""Notes on reproductions and originals: one of both has the date that is coded."""


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
        begins = "".join(link.enumeration[:1]).startswith((f"{dated}年", f"{dated} nian"))
        if begins and link.year in ("", dated):
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


def published_in(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R553: the year of a book or serial in 260, 264 or 210 is the single one that is coded.

    https://www.loc.gov/marc/bibliographic/bd008a.html: one date of publication, type s, t or e; in CNMARC
    d, h or j.  Other types, reproductions and fields of a time or a part have years of their own.
    """
    kind, dated, where = _date(context)
    tags, code = (("210",), "d") if context.is_unimarc else (("260", "264"), "c")
    is_single = kind in ("d", "h", "j") if context.is_unimarc else kind in ("s", "t", "e")
    is_copy = not context.data.keys().isdisjoint(COPIES)
    if not is_single or is_copy or not may_be_published_in(record, context):
        return
    if not (dated.isascii() and dated.isdecimal() and enumeration.is_year(dated)):
        return
    fields = [field for field in context.fields(*tags) if _is_of_publication(field)]
    items = [(field, item) for field in fields for item in field.subfields if item.code == code]
    said = [(*place, _YEAR.findall(place[1].value[:_LONGEST])) for place in items]
    named = [row for row in said if row[2]]
    if named and not any(dated in years or _is_open(item.value) for _, item, years in named):
        field, item, years = named[0]
        values = {"where": f"{field.tag} ${code}", "found": years[0], "coded": where, "date": dated}
        yield finding("R553", context.place(field, item), **values)


def may_be_published_in(record: Record, context: Context) -> bool:
    """Tell a book or serial with a date of publication."""
    is_text = record.leader[6:7] in ("a", "t") and record.leader[7:8] in ("m", "s")
    return is_text and not context.data.keys().isdisjoint(DATED)


def _is_of_publication(field: DataField) -> bool:
    """Tell the first statement, of the whole; 264 has others for copyright and printing."""
    is_of_other = field.tag == "264" and field.indicators[1:] != "1"
    return not is_of_other and field.indicators[:1] in (" ", "0") and not field.values("3")


def _is_open(text: str) -> bool:
    """Tell a text that says more than one date: a span, another calendar, a date that is doubted."""
    return _SEVERAL.search(text[:_LONGEST]) is not None


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
