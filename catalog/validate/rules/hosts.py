"""The link from a part to its host item, and ISSNs.

https://www.loc.gov/marc/bibliographic/bd773.html; CNMARC: https://archive.ifla.org/VI/3/p1996-1/uni4.htm
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from catalog.diagnostics import Diagnostic, finding
from catalog.issn import ISSN, check_digit
from catalog.marc.characters import DAMAGE
from catalog.marc.isbd import SIGNS
from catalog.marc.record import ControlField, DataField, Field, Record, Subfield
from catalog.validate.codelists import listed
from catalog.validate.rules import embedded as embedding
from catalog.validate.rules import enumeration, fixed, languages, serials
from catalog.validate.rules.context import Context, shown
from catalog.validate.rules.hostlink import HostLink, embedded, said

CONTROL_NUMBER = re.compile(r"\([^()]+\)\s*\S.*")
# main entry, form of name, leader/06 and leader/07 of the host
CONTROL_SUBFIELD = re.compile("[cmpun][0123n][acdefgijkmoprt][abcdims]")
TITLE, PART = "t", "gq"
_ODD_SIGNS = re.compile(r"[>＞＜：０-９一-龥,，]|<.*<|^\s*(?:1[5-9]|20)[0-9]{2}[/.]")
_ONLY_PAGES = re.compile(r"\s*(?:第\s*)?[0-9]{1,5}(?:\s*[-–—~～]\s*[0-9]{1,5})?\s*[页頁][\s.]*")
_LONGEST = 100
_ARTICLES = ("aa", "ta")
"""Leader/06-07 of what stands in an issue: a map, a track and a column of all issues name none."""
_NO_SERIAL, _OF_BOOKS = ("a", "c", "d", "m"), "adz"
"""773 $7/03 of hosts without issues; codes that links to them have: main entry, publisher and date, ISBN."""
_FIGURES = frozenset("123456789")
PLACE, COUNTRY, LANGUAGE = "cc ", "CN", "chi"
"""What records of periodicals of China say in 008 or 102, and in 008 or 101."""
ORIGIN = ("008", "101", "102")


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


@lru_cache(maxsize=1 << 10)
def is_control_number(text: str) -> bool:
    """Tell a sound 773 $w."""
    return CONTROL_NUMBER.fullmatch(text) is not None


@lru_cache(maxsize=1 << 10)
def is_control_subfield(text: str) -> bool:
    """Tell a sound 773 $7."""
    return CONTROL_SUBFIELD.fullmatch(text) is not None


def host_control_number(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R453: 773 $w is the number of the host's record behind the code of its organisation."""
    for field in context.fields("773"):
        for value in field.values("w"):
            if value.strip() and not is_control_number(value):
                yield finding("R453", context.place(field, "w"), found=value)


def host_control_subfield(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R454: 773 $7 has four characters, each from its list."""
    for field in context.fields("773"):
        for value in field.values("7"):
            if value.strip() and not is_control_subfield(value):
                yield finding("R454", context.place(field, "7"), found=value)


def issns(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R455, R456: an ISSN of 022 or 011, of a link or a series has its form and check digit."""
    for field, item in _issns(context):
        own = stands_for(field) == context.dialect.issn
        number = item.value if own else item.value.rstrip(" ;.,)")
        if not number.isascii():
            number = DAMAGE.sub("", number)  # which have findings of their own
        if item.value.strip() and not ISSN.fullmatch(number):
            yield finding("R455", context.place(field, item), found=item.value)
        elif item.value.strip() and (expected := check_digit(number.replace("-", "")[:7])) != number[-1]:
            yield finding("R456", context.place(field, item), found=number, expected=expected)


@lru_cache(maxsize=1 << 10)
def is_issn(text: str) -> bool:
    """Tell an ISSN with a sound check digit and nothing behind it."""
    return ISSN.fullmatch(text) is not None and check_digit(text.replace("-", "")[:7]) == text[-1]


def _issns(context: Context) -> Iterator[tuple[DataField, Subfield]]:
    """Give the subfields that hold an ISSN; an 880 is what its $6 says it stands for."""
    own, linking = context.dialect.issn, context.dialect.linking
    for tag, field in ((stands_for(field), field) for fields in context.data.values() for field in fields):
        if tag == own or tag in linking:
            inner = embedded(field) if context.is_unimarc and tag != own else []
            if inner:
                yield from (
                    (field, item)
                    for part in inner
                    if part.tag == own
                    for item in part.subfields
                    if item.code == "a"
                )
            else:
                wanted = "a" if tag == own else "x"
                yield from ((field, item) for item in field.subfields if item.code == wanted)


def stands_for(field: DataField) -> str:
    """Give the tag of a field, of an 880 the one that its $6 names."""
    return field.tag if field.tag != "880" else next(iter(field.values("6")), "")[:3]


def issn_of_article(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R457: 022 (011) is the item's own ISSN, and an article has none."""
    if context.is_bibliographic and record.leader[7:8] == "a":
        for field in context.fields(context.dialect.issn):
            if field.values("a"):  # $y and $z are numbers of no item
                yield finding("R457", context.place(field), tag=field.tag, link=context.dialect.issn_of_host)


def basis(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R458: the record of a part that was not examined (leader/17 is 2) says what it rests on."""
    if not context.is_component or record.leader[17:18] != "2" or "588" in context.data:
        return
    notes = (value for field in context.fields("500") for value in field.values("a"))
    if not any(serials.BASIS.match(note) for note in notes):
        yield finding("R458", context.place("588"))


def same_enumeration(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R443, R529: 773 $q has its form, and names the year, volume, number and first page that $g names."""
    for link in context.links:
        odd = next((coded for coded in link.coded if _ODD_SIGNS.search(coded[:_LONGEST])), "")
        if odd:
            yield finding("R529", context.place(link.fields[0], "q"), found=odd)
            continue
        for text, coded in product(link.enumeration, link.coded):
            if enumeration.differ(text, coded):
                words = {"first": "773 $q", "found": coded, "second": "773 $g", "other": text}
                yield finding("R443", context.place(link.fields[0], "q"), **words)


def agree(subfields: tuple[Subfield, ...]) -> bool:
    """Tell subfields of 773 of which R443 and R529 have nothing to say."""
    _, texts, coded, *_ = said(subfields)
    if any(map(_ODD_SIGNS.search, coded)):
        return False
    return not any(enumeration.differ(text, place) for text in texts for place in coded)


def known_host(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R428: an article of a periodical that the package describes is published in China in Chinese."""
    if not context.is_component:
        return
    other = _coded(context)
    if not other:
        return
    titles = [link.title for link in context.links]
    titles += [title for field in context.fields("880") for title in field.values("t")]
    known = next(filter(None, map(serials.known, titles)), None)
    for row in other if known else ():
        values = {"where": row.where, "found": shown(row.found), "expected": shown(row.expected)}
        yield finding(
            "R428",
            context.place(row.field, row.subfield, row.position),
            host=known.name if known else "",
            **values,
        )


class _Coded(NamedTuple):
    """What a record says of place or language, and what it would be in China."""

    where: str
    field: Field
    subfield: str
    position: str
    found: str
    expected: str


def _coded(context: Context) -> list[_Coded]:
    """Find what is said of place and language, by codes that there are, and is another than in China."""
    if context.is_unimarc:
        return [
            _Coded(f"{tag} $a", context.data[tag][0], "a", "", found, expected)
            for tag, expected, is_code in (
                ("102", COUNTRY, listed("territories").codes.__contains__),
                ("101", LANGUAGE, languages.is_language),
            )
            if (found := context.value(tag, "a")) not in ("", expected, languages.CHINOOK)
            and is_code(found.strip())
        ]
    place, language = context.fixed[15:18], context.fixed[35:38]
    field = context.control["008"][0] if context.fixed else None
    coded = list[_Coded]()
    if field and place != PLACE and fixed.is_place(place, context):
        coded.append(_Coded("008/15-17", field, "", "15-17", place, PLACE))
    if field and language not in (LANGUAGE, languages.CHINOOK) and fixed.is_language(language):
        coded.append(_Coded("008/35-37", field, "", "35-37", language, LANGUAGE))
    return coded


def is_foreign(field: Field) -> bool:
    """Tell a field 008, 101 or 102 that may name another place or language than China's."""
    if isinstance(field, ControlField):
        return (field.value[15:18], field.value[35:38]) != (PLACE, LANGUAGE)
    return any(value not in (COUNTRY, LANGUAGE) for value in field.values("a"))
