"""What a description must satisfy beside its elements, as a visible list of small functions.

Rules about articles look at descriptions that have a host or name themselves an article.
"""

import re
from collections.abc import Callable, Container, Iterable, Iterator
from datetime import date
from functools import partial
from itertools import islice
from typing import cast

from lxml import etree

from catalog.diagnostics import Diagnostic, finding
from catalog.issn import ISSN, check_digit
from catalog.marc.characters import composition, examine
from catalog.marc.names import ISBD, noise, role_behind, separated
from catalog.validate.agents import word_beside
from catalog.validate.codelists import is_code, listed
from catalog.validate.mods.description import Description, of_mods, walk
from catalog.validate.mods.shape import table
from catalog.validate.rules import serials
from catalog.validate.rules.fixed import is_in_calendar
from catalog.validate.rules.lists import is_relator
from catalog.validate.rules.numbers import doi_of, is_address, isbn_fault, spreadsheet_number
from catalog.validate.rules.survey import Part

Rule = Callable[[Description], Iterator[Diagnostic]]

# https://www.w3.org/TR/NOTE-datetime
_W3CDTF = re.compile(
    r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})"
    r"(?:T([01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:[0-9]{2}))?)?)?"
)
# the short form; days may be counted in the year or in weeks; MARC writes a fraction behind its seconds
_ISO8601 = re.compile(
    r"[0-9]{4}(?:(?:[0-9]{2}){0,2}|-?[0-9]{3}|-?W[0-9]{2}(?:-?[1-7])?)"
    r"|[0-9]{8}T?(?:[0-9]{2}){1,3}(?:[.,][0-9]+)?(?:Z|[+-][0-9]{2}:?(?:[0-9]{2})?)?"
)
# of 008/07-14, 00-05 or 005
_OF_MARC = re.compile(r"[0-9u|]{4}|[0-9]{4}[0-9u]{4}|[0-9]{6}|[0-9]{14}\.[0-9]|-+")
_NUMBER = re.compile(r"[0-9]{1,5}")
_YEAR = re.compile("(?:1[5-9]|20)[0-9]{2}(?![0-9])")
_FEW = 50
_BLANK = re.compile(r"[\t\n\r]")
_ALL_VALUES = etree.XPath("@*", smart_strings=False)


def characters(described: Description) -> Iterator[Diagnostic]:
    """R480-R489: no text holds characters that a catalogue loses, hides or shows as rubbish."""
    strict = described.is_article or described.is_chinese
    told = False
    for element in _elements(described):
        for value in (element.text or "", *_values(element)):
            if len(element):  # X561, if there is a word
                value = _BLANK.sub(" ", value)
            for code, index, values in examine(value):
                yield finding(code, described.place(element, f"{index:02}"), **values)
            if (strict or not told) and (hit := composition(value)):
                told = True
                yield finding("R485" if strict else "R489", described.place(element), **hit[1])


def _values(element: etree._Element) -> Iterable[str]:
    """Give the values of attributes; lxml takes the square of their number for that, XPath longer for few."""
    few = len(element.attrib) < _FEW
    return map(str, element.attrib.values()) if few else cast("list[str]", _ALL_VALUES(element))


def empty_elements(described: Description) -> Iterator[Diagnostic]:
    """R466: an element says something, if the table does not say already what it lacks (X565)."""
    own = set(described.at("recordInfo/recordIdentifier"))  # R507
    if not any(described.text(found) for found in _proper(described)):
        own |= set(_proper(described))  # R501
    for element in _elements(described):
        if len(element) or described.text(element) or _refers(element) or element in own:
            continue
        one = table().of(element)
        if not (one.may_be_empty or one.needs):
            place = described.place(element)
            yield finding("R466", place, name=place.field)


def _refers(element: etree._Element) -> bool:
    """Tell an element that says something by a link or an authority's address."""
    return any(str(key).rpartition("}")[2] in ("href", "valueURI") for key in element.attrib)


def _elements(described: Description) -> Iterator[etree._Element]:
    """Give all elements of MODS but those in one that holds anything."""
    shapes = table()
    return walk(described.element, lambda element: () if shapes.of(element).anything else of_mods(element))


def title(described: Description) -> Iterator[Diagnostic]:
    """R501: a description has a title."""
    if not any(described.text(found) for found in _proper(described)):
        yield finding("R501", described.place())


def _proper(described: Description) -> Iterator[etree._Element]:
    """Give the titles that are not said to be of another kind, by a word that there is (else X562)."""
    for item in described.at("titleInfo"):
        if item.get("type", "") not in _words(item):
            yield from described.at("title", item)


def _words(element: etree._Element) -> Container[str]:
    """Give the words that the attribute type of an element may have."""
    allowed = table().of(element).values.get("type", ())
    return () if isinstance(allowed, re.Pattern) else allowed


def identifier(described: Description) -> Iterator[Diagnostic]:
    """R507, R412, R534: a description has a number of its own, that no other of the file and source has."""
    numbers = [item for item in described.at("recordInfo/recordIdentifier") if described.text(item)]
    if not numbers:
        yield finding("R507", described.place())
        return
    number, source, file = described.text(numbers[0]), numbers[0].get("source") or "", described.file
    here = described.place(numbers[0])
    if spreadsheet_number(number):
        yield finding("R534", here, found=number)
    if other := file.earlier(file.control_numbers, (source, number), described.number, here.line):
        yield finding("R412", here, number=number, other=other)


def languages(described: Description) -> Iterator[Diagnostic]:
    """R502: a code of a language is one of the list that it names."""
    for path in ("language", "recordInfo/languageOfCataloging", "relatedItem/language"):
        for term in described.at(f"{path}/languageTerm"):
            found, named = described.text(term), (term.get("type"), term.get("authority"))
            if named == ("code", "iso639-2b") and found and not is_code(found, "languages"):
                yield finding("R502", described.place(term), found=found)


def dates(described: Description) -> Iterator[Diagnostic]:
    """R503: a date has the form that its encoding names."""
    for element in _elements(described):
        encoding = str(element.get("encoding") or "")
        is_fit = _ENCODINGS.get(encoding)
        if is_fit and (text := described.text(element)) and not is_fit(text):
            example = _EXAMPLES[encoding]
            yield finding("R503", described.place(element), found=text, encoding=encoding, example=example)


def _is_date(text: str) -> bool:
    found = _W3CDTF.fullmatch(text)
    if found is None:
        return False
    year, month, day = (int(part or 1) for part in found.group(1, 2, 3))
    try:
        date(max(year, 1), month, day)
    except ValueError:
        return False
    return True


def _is_iso8601(text: str) -> bool:
    """Tell a date or a span of ISO 8601, also in the long form."""
    return all(
        _is_date(part) or (_ISO8601.fullmatch(part) is not None and is_in_calendar(part[:8]))
        for part in text.split("/")
    )


def _is_of_marc(text: str) -> bool:
    return _OF_MARC.fullmatch(text) is not None


_ENCODINGS: dict[str, Callable[[str], bool]] = {
    "w3cdtf": _is_date,
    "iso8601": _is_iso8601,
    "marc": _is_of_marc,
}
_EXAMPLES = {"w3cdtf": "2025, 2025-11, 2025-11-03", "iso8601": "2025, 20251103", "marc": "2025, 20uu"}


def issns(described: Description) -> Iterator[Diagnostic]:
    """R455, R456: an ISSN has its form and check digit, unless it is marked as invalid."""
    for item in (*described.at("identifier"), *described.at("relatedItem/identifier")):
        found = described.text(item)
        if item.get("type") != "issn" or item.get("invalid") or not found:
            continue
        if not ISSN.fullmatch(found):
            yield finding("R455", described.place(item), found=found)
        elif (expected := check_digit(found.replace("-", "")[:7])) != found[-1]:
            yield finding("R456", described.place(item), found=found, expected=expected)


def numbers(described: Description) -> Iterator[Diagnostic]:
    """R530-R533: an ISBN and a DOI have their form, unless marked as invalid; no two have the same DOI."""
    for item in (*described.at("identifier"), *described.at("relatedItem/identifier")):
        kind, found = item.get("type"), described.text(item)
        if item.get("invalid") or not found:
            continue
        if kind == "isbn" and (fault := isbn_fault(found)):
            yield finding(fault.code, described.place(item), **fault.values)
        elif kind == "doi" and not (doi := doi_of(found)):
            yield finding("R532", described.place(item), found=found)
        elif kind == "doi" and item.getparent() is described.element:
            file, place = described.file, described.place(item)
            if other := file.earlier(file.dois, doi, described.number, place.line):
                yield finding("R533", place, found=doi, other=other)


def addresses(described: Description) -> Iterator[Diagnostic]:
    """R536: an address opens."""
    for item in (*described.at("location/url"), *described.at("relatedItem/location/url")):
        if not is_address(described.text(item)):
            yield finding("R536", described.place(item), found=described.text(item))


def names(described: Description) -> Iterator[Diagnostic]:
    """R440-R442, R520: a Chinese name stands alone, without padding and without 等 or 著 behind it."""
    if not described.is_chinese:
        return
    for name in described.at("name"):
        personal, corporate = (name.get("type") == kind for kind in ("personal", "corporate"))
        for part in described.at("namePart", name):
            text = described.text(part).strip(ISBD)
            if part.get("type") or not text or not (personal or corporate):
                continue
            if separated(text):
                yield finding("R440" if personal else "R442", described.place(part), name=text)
            elif personal and (role := role_behind(text)):
                words = {"responsibility": "note", "role_subfield": "role/roleTerm"}
                yield finding("R441", described.place(part), name=text, role=role, **words)
            elif personal and (kept := noise(text) or word_beside(text)):
                yield finding("R520", described.place(part), text=text, found=kept, responsibility="note")


def roles(described: Description) -> Iterator[Diagnostic]:
    """R540: the code of a relator is one of the list that it names."""
    for term in described.at("name/role/roleTerm"):
        found, named = described.text(term), (term.get("type"), term.get("authority"))
        if named == ("code", "marcrelator") and not is_relator(found):
            values = {"name": "roleTerm", "found": found, "list": "marcrelator"}
            yield finding("R540", described.place(term), url=listed("marcrelator").url, **values)


def host(described: Description) -> Iterator[Diagnostic]:
    """R504-R506: an article names its periodical and the issue in which it stands."""
    if described.is_article and not described.hosts:
        kinds = ((item.get("type"), item) for item in described.at("relatedItem"))
        if all(not kind or kind in _words(item) for kind, item in kinds):  # else X562
            yield finding("R504", described.place())
    for item in described.hosts:
        if not described.value("titleInfo/title", item) and not _refers(item):
            yield finding("R505", described.place(item))
        if not any(True for _ in described.at("part", item)):
            yield finding("R506", described.place(item))


def dated(described: Description) -> Iterator[Diagnostic]:
    """R427: the date of issue of an article is the year in which its issue appeared."""
    for item in described.hosts[:1]:
        named = {described.text(found)[:4] for found in described.at("part/date", item)}
        for date_issued in described.at("originInfo/dateIssued"):
            found = _YEAR.match(described.text(date_issued))
            if found and named and found[0] not in named and not date_issued.get("point"):
                words = {"year": min(named), "where": "originInfo/dateIssued", "tag": "relatedItem/part/date"}
                if all(map(_YEAR.fullmatch, named)):
                    yield finding("R427", described.place(date_issued), found=found[0], **words)


def host_issn(described: Description) -> Iterator[Diagnostic]:
    """R525: the ISSN of a host is that of the periodical that it names, as far as the package knows."""
    for item in described.hosts:
        named = described.value("titleInfo/title", item)
        for number in described.at("identifier", item):
            if number.get("type") == "issn" and not number.get("invalid"):
                issn = described.text(number).replace("-", "").upper()
                if words := serials.other_issn(named, issn):
                    yield finding("R525", described.place(number), **words)


def neighbours(described: Description) -> Iterator[Diagnostic]:
    """R449, R459, R473, R474, R523, R524: an article stands once, pages in order, in an issue that can be.

    Issues are noted for the end.
    """
    for item in described.hosts[:1]:
        for part in islice(described.at("part", item), 1):
            title = next(described.at("titleInfo/title"), described.element)
            compared = _part(described, item, part)
            if words := serials.impossible(compared.host, compared.year, compared.numbers):
                yield finding(words[0], described.place(part), **words[1])
            yield from described.file.survey.part(
                compared,
                partial(described.place, title),
                partial(described.place, part),
            )


def _part(described: Description, item: etree._Element, part: etree._Element) -> Part:
    """Take what can be compared: title, names, host and issue, pages, sections."""
    details = {
        detail.get("type") or "": described.value("number", detail) for detail in described.at("detail", part)
    }
    pages = next((found for found in described.at("extent", part) if found.get("unit") == "pages"), None)
    first, last = ("", "") if pages is None else (described.value(at, pages) for at in ("start", "end"))
    sections = (note for note in described.at("note") if note.get("type") == "section")
    return Part(
        described.file.name,
        described.label,
        " ".join(
            described.value(name, info)
            for info in islice(described.at("titleInfo"), 1)
            for name in ("title", "subTitle")
        ).strip(),
        tuple(described.text(name) for name in described.at("name/namePart")),
        described.value("titleInfo/title", item),
        year[0] if (year := re.match("[0-9]{4}", described.value("date", part))) else "",
        tuple(map(int, _NUMBER.findall(details.get("issue", "")))),
        int(first) if _NUMBER.fullmatch(first) else None,
        int(last) if _NUMBER.fullmatch(last) else None,
        tuple(text for note in sections if (text := described.text(note))),
    )


RULES: tuple[Rule, ...] = (
    characters,
    empty_elements,
    title,
    identifier,
    languages,
    dates,
    issns,
    numbers,
    addresses,
    names,
    roles,
    host,
    dated,
    host_issn,
    neighbours,
)
