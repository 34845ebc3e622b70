"""MODS 3.7: a description of each article within its issue, https://www.loc.gov/standards/mods/.

ELEMENTS is the whole crosswalk in order, and each function that it names writes what belongs together.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator

from catalog.config.settings import UNDETERMINED
from catalog.context import Context
from catalog.diagnostics import Diagnostic, Place, finding
from catalog.formats import GENERATOR, Frame
from catalog.formats.citation import page_range
from catalog.formats.entries import Entry, entries
from catalog.formats.markup import branch, indented, leaf
from catalog.formats.naming import label
from catalog.issue import Author, Issue
from catalog.marc.agents import relators
from catalog.marc.statement import statement_of_responsibility, title_and_subtitle
from catalog.marc.wording import wording

NAMESPACE = "http://www.loc.gov/mods/v3"
HEAD = f"""<?xml version="1.0" encoding="UTF-8"?>
<!-- {GENERATOR} -->
<modsCollection xmlns="{NAMESPACE}">
"""
TAIL = "</modsCollection>\n"


def write(issues: Iterable[Issue], context: Context, findings: list[Diagnostic]) -> Iterator[bytes]:
    """Write a description of each article; what cannot be written whole is refused (W704)."""
    before = HEAD
    for entry in entries(issues, context, findings, names=True):
        yield f"{before}{indented(mods(entry))}\n".encode()
        before = ""
    if not before:
        yield TAIL.encode()
        if context.settings.organisation == UNDETERMINED:
            findings.append(finding("P303", Place(context.file)))


def frame(context: Context) -> Frame:
    """Give what stands around the descriptions."""
    return Frame(HEAD.encode(), tail=TAIL.encode())


def mods(entry: Entry) -> str:
    """Describe an article."""
    return branch("mods", *(part for function in ELEMENTS for part in function(entry)), version="3.7")


def title_info(entry: Entry) -> Iterator[str]:
    """Write the title; subtitle and kicker are other title information, as in MARC 21 field 245."""
    title, subtitle = title_and_subtitle(entry.article.title)
    parts = [leaf("title", title)]
    if other := [part for part in (subtitle, entry.article.kicker) if part]:
        parts.append(leaf("subTitle", " : ".join(other)))
    yield branch("titleInfo", *parts)


def alternative_title(entry: Entry) -> Iterator[str]:
    """Write the kicker (引题) as a title of its own."""
    if entry.article.kicker:
        title = leaf("title", entry.article.kicker)
        yield branch("titleInfo", title, type="alternative", displayLabel="引题")


def names(entry: Entry) -> Iterator[str]:
    """Write who is responsible; a body's own unit is a second part of its name."""
    for author in entry.article.authors:
        unit = author.unit or ""
        yield branch(
            "name",
            *(leaf("namePart", part) for part in (author.name.removesuffix(unit), unit) if part),
            *([leaf("affiliation", author.affiliation)] if author.affiliation else []),
            *_roles(author),
            type="personal" if author.kind == "person" else "corporate",
            usage="primary" if entry.main_entry and author is entry.article.authors[0] else None,
        )


def _roles(author: Author) -> Iterator[str]:
    """Write relator code and printed word as one role; for a joined word (文/图) each code apart."""
    roles = relators(author.role)
    codes = [leaf("roleTerm", role.code, type="code", authority="marcrelator") for role in roles if role.code]
    printed = [leaf("roleTerm", author.role, type="text")] if author.role else []
    for terms in [printed, *([code] for code in codes)] if len(roles) > 1 else [codes + printed]:
        yield branch("role", *terms)


def type_and_genre(entry: Entry) -> Iterator[str]:
    """Write that it is text, and an article."""
    yield leaf("typeOfResource", "text")
    yield leaf("genre", "article", authority="marcgt")


def language(entry: Entry) -> Iterator[str]:
    """Write that it is Chinese."""
    yield branch("language", _language("chi"))


def _language(code: str) -> str:
    return leaf("languageTerm", code, type="code", authority="iso639-2b")


def notes(entry: Entry) -> Iterator[str]:
    """Write the statement of responsibility, the section (栏目), and what the description was made from."""
    if entry.article.authors:
        statement = statement_of_responsibility(entry.article.authors)
        yield leaf("note", statement, type="statement of responsibility")
    if entry.heading:
        yield leaf("note", entry.heading, type="section", displayLabel="栏目")
    words = wording(entry.settings.language)
    basis = words.based(words.basis, entry.issue, entry.settings.newspaper, entry.designation)
    yield leaf("note", basis, type="source")


def classification(entry: Entry) -> Iterator[str]:
    """Write the number of the Chinese Library Classification, where a cataloguer has given one."""
    if entry.classification:
        edition = entry.settings.class_edition
        yield leaf("classification", entry.classification, authority="clc", edition=edition)


def host(entry: Entry) -> Iterator[str]:
    """Write the periodical, and the issue and the pages in which the article stands."""
    parts = [branch("titleInfo", leaf("title", entry.publication.name))]
    if entry.issn:
        parts.append(leaf("identifier", entry.issn, type="issn"))
    if entry.publication.cn:
        parts.append(leaf("identifier", entry.publication.cn, type="local", displayLabel="统一刊号"))
    parts.append(branch("part", *_part(entry)))
    if entry.host_number:
        number = leaf("recordIdentifier", entry.host_number, source=entry.settings.organisation)
        parts.append(branch("recordInfo", number))
    yield branch("relatedItem", *parts, type="host")


def _part(entry: Entry) -> Iterator[str]:
    """Write issue, pages and year; pages that are no range stay as printed."""
    yield branch("detail", leaf("number", str(entry.issue.number)), type="issue")
    if entry.issue.whole_number:
        yield branch("detail", leaf("number", str(entry.issue.whole_number)), type="whole number")
    first, last = page_range(entry.article.pages)
    if first.isdecimal():
        ends = [leaf("start", first), leaf("end", last)] if last else [leaf("start", first)]
        yield branch("extent", *ends, unit="pages")
    elif first:
        yield branch("extent", leaf("list", first), unit="pages")
    yield leaf("date", str(entry.issue.year), encoding="w3cdtf")


def record_info(entry: Entry) -> Iterator[str]:
    """Write who describes, when, under which number, in which language."""
    dates, organisation = entry.dates, entry.settings.organisation
    parts = [
        leaf("recordContentSource", organisation, authority="marcorg"),
        leaf("recordCreationDate", dates.entered.isoformat(), encoding="w3cdtf"),
    ]
    if dates.changed != dates.entered:
        parts.append(leaf("recordChangeDate", dates.changed.isoformat(), encoding="w3cdtf"))
    parts.append(leaf("recordIdentifier", entry.number, source=organisation))
    parts.append(branch("languageOfCataloging", _language(entry.settings.language)))
    yield branch("recordInfo", *parts)


ELEMENTS: tuple[Callable[[Entry], Iterator[str]], ...] = (
    title_info,
    alternative_title,
    names,
    type_and_genre,
    language,
    notes,
    classification,
    host,
    record_info,
)
"""What a description consists of, in order."""

_MODS = f"{{{NAMESPACE}}}mods"
_HOST = "relatedItem[@type='host']"
_WHERE = (f"{_HOST}/titleInfo/title", f"{_HOST}/part/date", f"{_HOST}/part/detail[@type='issue']/number")


def issues_in(data: bytes) -> frozenset[str] | None:
    """Name the issues in a file that this program wrote."""
    if f"<!-- {GENERATOR} -->".encode() not in data[: len(HEAD)]:
        return None
    from lxml import etree

    held: set[str] = set()
    options = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    try:
        for _, found in etree.iterparse(io.BytesIO(data), tag=_MODS, **options):
            held.add(label(*(found.findtext(path, "", {None: NAMESPACE}) for path in _WHERE)))
            found.clear()
            while found.getprevious() is not None:
                del found.getparent()[0]
    except etree.XMLSyntaxError:
        return None
    return frozenset(held)
