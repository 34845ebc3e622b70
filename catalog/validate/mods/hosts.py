"""The host of an article in MODS, and the articles beside it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import islice

from lxml import etree

from catalog.diagnostics import Diagnostic, finding
from catalog.validate.mods.description import Description
from catalog.validate.mods.texts import refers, words_of
from catalog.validate.rules import serials
from catalog.validate.survey import Part

_NAMES = ("titleInfo/title", "identifier", "location/url")  # of a collection any will do
_NUMBER = re.compile(r"[0-9]{1,5}")
_YEAR = re.compile("(?:1[5-9]|20)[0-9]{2}(?![0-9])")


def host(described: Description) -> Iterator[Diagnostic]:
    """R504-R506: an article names its periodical and the issue in which it stands."""
    if described.is_article and not described.hosts:
        kinds = ((item.get("type"), item) for item in described.at("relatedItem"))
        if all(not kind or kind in words_of(item) for kind, item in kinds):  # else X562
            yield finding("R504", described.place())
    for item in described.hosts:
        names = _NAMES[:1] if described.is_article else _NAMES
        if not any(described.value(path, item) for path in names) and not refers(item):
            yield finding("R505", described.place(item))
        parts = (*described.at("part", item), *described.at("part"))  # which may stand beside the host, too
        if described.is_article and not parts:
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
                    said = finding("R525", described.place(number), **words)
                    yield said if serials.issn_of(named) else replace(said, level="note")


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
        tuple(map(int, _NUMBER.findall(details.get("issue", "").removesuffix(".0")))),
        int(first) if _NUMBER.fullmatch(first) else None,
        int(last) if _NUMBER.fullmatch(last) else None,
        tuple(text for note in sections if (text := described.text(note))),
    )
