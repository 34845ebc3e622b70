"""The link from a part to its host item.

https://www.loc.gov/marc/bibliographic/bd773.html; CNMARC: https://archive.ifla.org/VI/3/p1996-1/uni4.htm
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from catalog.diagnostics import Diagnostic, finding
from catalog.marc.isbd import SIGNS
from catalog.marc.record import Record, Subfield
from catalog.validate.rules import embedded as embedding
from catalog.validate.rules import serials
from catalog.validate.rules.context import Context
from catalog.validate.rules.hostlink import HostLink, embedded, said

TITLE, PART = "t", "gq"
_ONLY_PAGES = re.compile(r"\s*(?:第\s*)?[0-9]{1,5}(?:\s*[-–—~～]\s*[0-9]{1,5})?\s*[页頁][\s.]*")
_LONGEST = 100
_ARTICLES = ("aa", "ta")
"""Leader/06-07 of what stands in an issue: a map, a track and a column of all issues name none."""
_NO_SERIAL, _OF_BOOKS = ("a", "c", "d", "m"), "adz"
"""773 $7/03 of hosts without issues; codes that links to them have: main entry, publisher and date, ISBN."""
_FIGURES = frozenset("123456789")


def host(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R450, R451, R452: a part names its host and its place there, 773 $t and $g or $q, 461 and 463.

    A note where a host that is named by its number or author has no title; a warning where what has no place
    in its host may be a chapter.
    """
    if not context.is_component:
        return
    links, dialect = context.links, context.dialect
    words = {"tag": dialect.host, "title": dialect.host_title, "part": dialect.host_part}
    lacking = lacks(context)
    if not links:
        yield finding("R450", context.place(dialect.hosts[0]), **words)
    elif lacking == TITLE:
        said = finding(
            "R451", context.place(links[0].fields[0], "" if context.is_unimarc else TITLE), **words
        )
        named = any(link.numbers or link.fields[0].values("a") for link in links)
        yield replace(said, level="note") if named and not context.is_unimarc else said
    elif lacking:
        said = finding(
            "R452", context.place(links[0].fields[0], "" if context.is_unimarc else PART[0]), **words
        )
        yield said if any(map(_is_to_serial, links)) else replace(said, level="warning")


def lacks(context: Context) -> str:
    """Give the subfields of 773 that would say what no link of a part says."""
    links = context.links
    if not context.is_component or not links:
        return ""
    if not any(link.title.strip(SIGNS) for link in links):
        is_read = all(embedding.is_read(field) for link in links for field in link.fields)  # else R476
        return TITLE if is_read else ""
    if context.record.leader[6:8] not in _ARTICLES or any(map(_is_to_book, links)):
        return ""
    if not any(text.strip() for link in links for text in (*link.enumeration, *link.coded, link.year)):
        return PART
    if all(map(_names_no_issue, links)):
        return PART
    return ""


def names_an_issue(subfields: tuple[Subfield, ...]) -> bool:
    """Tell at a glance a field 773 of which R451 and R452 have nothing to say."""
    title, texts, coded, *_ = said(subfields)
    return title[:1].isalnum() and any(text[:1] in _FIGURES for text in (*texts, *coded) if text)


def _names_no_issue(link: HostLink) -> bool:
    """Tell a link to a periodical that says but pages; one to an issue or a book need not say more."""
    field, texts = link.fields[0], (*link.enumeration, *link.coded, link.year)
    if not all(_ONLY_PAGES.fullmatch(text[:_LONGEST]) for text in texts if text.strip()):
        return False
    return any(value[3:] == "s" for value in field.values("7"))


def _is_to_serial(link: HostLink) -> bool:
    """Tell a link that says that its host is a serial, as 461 and 463 of CNMARC do but for books."""
    return _says_serial(link) or any(field.tag != "773" for field in link.fields)


def _says_serial(link: HostLink) -> bool:
    return bool(link.issn) or any(value[3:] == "s" for field in link.fields for value in field.values("7"))


def _is_to_book(link: HostLink) -> bool:
    """Tell a link to a host that has no issues: a book, a collection.

    https://www.loc.gov/marc/bibliographic/bd773.html asks for $g and $q of serials and works in volumes.
    """
    if _says_serial(link):
        return False
    inner = [part.tag for field in link.fields for part in embedded(field)]
    if inner:
        return any(tag == "010" or tag[:1] == "7" for tag in inner)
    return any(
        any(value[3:] in _NO_SERIAL for value in field.values("7"))
        or any(field.values(code) for code in _OF_BOOKS)
        for field in link.fields
        if field.tag == "773"
    )


def basis(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R458: the record of a part that was not examined (leader/17 is 2) says what it rests on."""
    if not context.is_component or record.leader[17:18] != "2" or "588" in context.data:
        return
    notes = (value for field in context.fields("500") for value in field.values("a"))
    if not any(serials.BASIS.match(note) for note in notes):
        yield finding("R458", context.place("588"))
