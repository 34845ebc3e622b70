"""What a description must satisfy beside its elements, as a visible list of small functions.

Rules about articles look at descriptions that have a host or name themselves an article.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from catalog.diagnostics import Diagnostic, finding
from catalog.issn import ISSN, check_digit
from catalog.marc.names import ISBD
from catalog.validate.codelists import is_code, listed
from catalog.validate.headings import fault_of_body, fault_of_person
from catalog.validate.mods import dates, hosts, texts
from catalog.validate.mods.description import Description
from catalog.validate.mods.texts import titles_proper
from catalog.validate.rules.lists import is_relator
from catalog.validate.rules.numbers import doi_of, is_address, isbn_fault, spreadsheet_number

_WORDS = {"responsibility": "note", "role_subfield": "role/roleTerm", "other": 'name type="corporate"'}
Rule = Callable[[Description], Iterator[Diagnostic]]


def title(described: Description) -> Iterator[Diagnostic]:
    """R501: a description has a title."""
    if not any(described.text(found) for found in titles_proper(described)):
        yield finding("R501", described.place())


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
    if owner := file.control_numbers.earlier((source, number), described.number, here.line):
        yield finding("R412", here, number=number, other=owner.called(file.name))


def languages(described: Description) -> Iterator[Diagnostic]:
    """R502: a code of a language is one of the list that it names."""
    for path in ("language", "recordInfo/languageOfCataloging", "relatedItem/language"):
        for term in described.at(f"{path}/languageTerm"):
            found, named = described.text(term), (term.get("type"), term.get("authority"))
            if named == ("code", "iso639-2b") and found and not is_code(found, "languages"):
                yield finding("R502", described.place(term), found=found)


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
            if owner := file.identifiers.earlier(doi, described.number, place.line):
                yield finding("R533", place, found=doi, other=owner.called(file.name))


def addresses(described: Description) -> Iterator[Diagnostic]:
    """R536: an address opens."""
    for item in (*described.at("location/url"), *described.at("relatedItem/location/url")):
        if not is_address(described.text(item)):
            yield finding("R536", described.place(item), found=described.text(item))


def names(described: Description) -> Iterator[Diagnostic]:
    """R440-R442, R483, R511, R520, R550: a Chinese name stands alone, without padding, without 等 or 著."""
    if not described.is_chinese:
        return
    for name in described.at("name"):
        personal, corporate = (name.get("type") == kind for kind in ("personal", "corporate"))
        parts = list(described.at("namePart", name))
        is_dated = any(part.get("type") == "date" for part in parts)
        for part in parts:
            text = described.text(part).strip(ISBD)
            if part.get("type") or not text or not (personal or corporate):
                continue
            known = {"of_article": described.is_article, "may_be_inverted": True, "is_dated": is_dated}
            fault = fault_of_person(text, **known) if personal else fault_of_body(text)
            if fault:
                said = finding(fault.code, described.place(part), **fault.values, **_WORDS)
                yield replace(said, level=fault.level)


def roles(described: Description) -> Iterator[Diagnostic]:
    """R540: the code of a relator is one of the list that it names."""
    for term in described.at("name/role/roleTerm"):
        found, named = described.text(term), (term.get("type"), term.get("authority"))
        if named == ("code", "marcrelator") and not is_relator(found):
            values = {"name": "roleTerm", "found": found, "list": "marcrelator"}
            yield finding("R540", described.place(term), url=listed("marcrelator").url, **values)


RULES: tuple[Rule, ...] = (
    texts.characters,
    texts.empty_elements,
    texts.losses,
    texts.labels,
    title,
    identifier,
    languages,
    dates.dates,
    issns,
    numbers,
    addresses,
    names,
    roles,
    hosts.host,
    hosts.dated,
    hosts.host_issn,
    hosts.neighbours,
)
