"""Texts in a description: characters, elements that say nothing, and which of them are titles."""

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from typing import cast

from lxml import etree

from catalog.diagnostics import Diagnostic, finding
from catalog.marc.characters import composition, composition_of_others, examine
from catalog.validate.mods.description import Description, of_mods, walk
from catalog.validate.mods.read import NAMESPACE
from catalog.validate.mods.shape import table
from catalog.validate.rules.labels import in_host, in_term, in_title, reference
from catalog.validate.rules.losses import faults

_FEW = 50
_LANGUAGE_TERM = f"{{{NAMESPACE}}}languageTerm"
_BLANK = re.compile(r"[\t\n\r]")
_LIKE = (
    ("titleInfo/title", "245", "a"),
    ("titleInfo/subTitle", "245", "b"),
    ("originInfo/publisher", "264", "b"),
)
"""Elements in which characters are lost as in a subfield of MARC 21."""
_COUNTED = ("part/detail/number", "part/extent/start", "part/extent/end", "part/date", "part/text")
"""Elements that name an issue and pages, within the host or beside it."""
_AS_PROGRAMS_COUNT = re.compile(r"[0-9]{1,4}\.0+")
_LONGEST, _SHOWN = 1000, 40
_ALL_VALUES = etree.XPath("@*", smart_strings=False)


def titles_proper(described: Description) -> Iterator[etree._Element]:
    """Give the titles that are not said to be of another kind, by a word that there is (else X562)."""
    for item in described.at("titleInfo"):
        if item.get("type", "") not in words_of(item):
            yield from described.at("title", item)


def words_of(element: etree._Element) -> Container[str]:
    """Give the words that the attribute type of an element may have."""
    allowed = table().of(element).values.get("type", ())
    return () if isinstance(allowed, re.Pattern) else allowed


def characters(described: Description) -> Iterator[Diagnostic]:
    """R480-R489: no text holds characters that a catalogue loses, hides or shows as rubbish."""
    strict = described.is_article or described.is_chinese
    told = False
    for element in elements(described):
        for value in (element.text or "", *_values(element)):
            if len(element):  # X561, if there is a word
                value = _BLANK.sub(" ", value)
            for code, index, values in examine(value):
                if code != "R508" or values["found"] != "nan" or element.tag != _LANGUAGE_TERM:  # Min Nan
                    yield finding(code, described.place(element, f"{index:02}"), **values)
            if (strict or not told) and (hit := composition(value)):
                grave = strict and composition_of_others(value)
                if grave or not told:
                    yield finding("R485" if grave else "R489", described.place(element), **(grave or hit)[1])
                told = told or not grave


def losses(described: Description) -> Iterator[Diagnostic]:
    """R483, R508: no ? stands for a character in a title, a name or a link, and no issue lacks its number."""
    for path, tag, code in _LIKE:
        for element in described.at(path):
            yield from _losses(described, element, tag, code)
    for name in described.at("name"):
        for part in described.at("namePart", name) if name.get("type") == "corporate" else ():
            yield from _losses(described, part, "710", "a")
    for host in described.hosts:
        for title in described.at("titleInfo/title", host):
            yield from _losses(described, title, "773", "t")
        for path in _COUNTED:
            for element in described.at(path, host):
                yield from _losses(described, element, "773", "g")
    for path in _COUNTED:
        for element in described.at(path):
            yield from _losses(described, element, "773", "g")


def _losses(described: Description, element: etree._Element, tag: str, code: str) -> Iterator[Diagnostic]:
    text = described.text(element)[:_LONGEST]
    counts = (tag, code) == ("773", "g")
    for fault in faults(tag, code, text, counts=counts):
        said = finding(fault.code, described.place(element, f"{fault.at:02}"), **fault.values)
        yield replace(said, level=fault.level)
    if counts and _AS_PROGRAMS_COUNT.fullmatch(text):
        yield finding("R508", described.place(element), found=text)


def labels(described: Description) -> Iterator[Diagnostic]:
    """R520: no label stands before a title, the title of a host or a term, nor is one a whole reference."""
    titles = (
        (item, in_title(text := described.text(item)) or reference(text)) for item in titles_proper(described)
    )
    hosts = (item for host in described.hosts for item in described.at("titleInfo/title", host))
    of_hosts = ((item, in_host(text := described.text(item)) or reference(text)) for item in hosts)
    terms = ((item, in_term(described.text(item))) for item in described.at("subject/topic"))
    for item, label in (*titles, *of_hosts, *terms):
        if label:
            words = {"text": described.text(item)[:_SHOWN], "responsibility": "note"}
            yield finding("R520", described.place(item), found=label[:_SHOWN], **words)


def _values(element: etree._Element) -> Iterable[str]:
    """Give the values of attributes; lxml takes the square of their number for that, XPath longer for few."""
    few = len(element.attrib) < _FEW
    return map(str, element.attrib.values()) if few else cast("list[str]", _ALL_VALUES(element))


def empty_elements(described: Description) -> Iterator[Diagnostic]:
    """R466: an element says something, if the table does not say already what it lacks (X565)."""
    own = set(described.at("recordInfo/recordIdentifier"))  # R507
    if not any(described.text(found) for found in titles_proper(described)):
        own |= set(titles_proper(described))  # R501
    for element in elements(described):
        if len(element) or described.text(element) or refers(element) or element in own:
            continue
        one = table().of(element)
        if not (one.may_be_empty or one.needs):
            place = described.place(element)
            yield finding("R466", place, name=place.field)


def refers(element: etree._Element) -> bool:
    """Tell an element that says something by a link or an authority's address."""
    return any(str(key).rpartition("}")[2] in ("href", "valueURI") for key in element.attrib)


def elements(described: Description) -> Iterator[etree._Element]:
    """Give all elements of MODS but those in one that holds anything."""
    shapes = table()
    return walk(described.element, lambda element: () if shapes.of(element).anything else of_mods(element))
