"""The crosswalk from an issue to MARC 21: one bibliographic record for each article.

An article is a monographic component part (leader/07 `a`) with a link to its journal in 773.  Chinese
text stands in the regular fields, without field 880.  `fields` is the whole crosswalk in order, and
each function that it names writes one field.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from catalog.config import Settings
from catalog.diagnostics import Diagnostic, Place
from catalog.identity import control_number
from catalog.marc.agents import access_point, relators
from catalog.marc.isbd import full_stop, punctuated
from catalog.marc.preflight import preflight, refused
from catalog.marc.record import ControlField, DataField, Field, Record, Subfield
from catalog.marc.statement import statement_of_responsibility, title_and_subtitle
from catalog.model import Article, Author, Issue
from catalog.publication import Publication

LEADER = "00000naa a22000002i 4500"
"""New, text, component part, UTF-8, less than full (item not examined), ISBD with punctuation.

https://www.loc.gov/marc/bibliographic/bdleader.html
"""


@dataclass(frozen=True, slots=True)
class Part:
    """All that the fields of one record are made from: an article with its place in an issue."""

    number: str
    article: Article
    heading: str | None
    issue: Issue
    publication: Publication
    settings: Settings

    @property
    def main_entry(self) -> Author | None:
        """The first author, if a person and a creator: a translator or a body is an added entry."""
        first = next(iter(self.article.authors), None)
        if first is None or first.kind != "person":
            return None
        return first if all(relator.creator for relator in relators(first.role)) else None

    @property
    def added_entries(self) -> tuple[Author, ...]:
        """All authors but the main entry."""
        authors = self.article.authors
        return authors[1:] if self.main_entry else authors


def fields(part: Part) -> Iterator[Field]:
    """Give the fields of an article in the order in which they are written."""
    for field in (
        f001_control_number,
        f003_control_number_identifier,
        f005_latest_transaction,
        f007_physical_description,
        f008_fixed_length_data,
        f040_cataloging_source,
        f100_main_entry_personal_name,
        f245_title_statement,
        f246_kicker,
        f336_content_type,
        f337_media_type,
        f338_carrier_type,
        f500_section_heading,
        f588_source_of_description,
        f700_added_entry_personal_name,
        f710_added_entry_corporate_name,
        f773_host_item,
    ):
        yield from field(part)


def records(
    issue: Issue, publication: Publication, settings: Settings
) -> tuple[list[Record], list[Diagnostic]]:
    """Make the records of an issue's articles, in their order.

    Leaders state the true lengths.  A record that no container could carry, or whose control number
    another article of the issue has, is left out with a finding (W704).
    """
    made: list[Record] = []
    findings: list[Diagnostic] = []
    taken: set[str] = set()
    for part in _parts(issue, publication, settings):
        place = _place(part)
        if part.number in taken:
            findings.append(refused("× 2", replace(place, field="001")))
            continue
        taken.add(part.number)
        record, notes = preflight(Record(LEADER, tuple(fields(part))), place)
        findings += notes
        if record is not None:
            made.append(record)
    return made, findings


def f001_control_number(part: Part) -> Iterator[Field]:
    """001: the article's own number, the same on every export.

    https://www.loc.gov/marc/bibliographic/bd001.html
    """
    yield ControlField("001", part.number)


def f003_control_number_identifier(part: Part) -> Iterator[Field]:
    """003: the organisation whose number stands in 001.

    https://www.loc.gov/marc/bibliographic/bd003.html
    """
    yield ControlField("003", part.settings.organisation)


def f005_latest_transaction(part: Part) -> Iterator[Field]:
    """005: the day the records are dated, at midnight.

    https://www.loc.gov/marc/bibliographic/bd005.html
    """
    yield ControlField("005", f"{_day(part)}000000.0")


def f007_physical_description(part: Part) -> Iterator[Field]:
    """007: text in regular print.

    https://www.loc.gov/marc/bibliographic/bd007t.html
    """
    yield ControlField("007", "ta")


def f008_fixed_length_data(part: Part) -> Iterator[Field]:
    """008: 40 characters for books: single date, China, Chinese, not coded where nobody has seen the item.

    Print (23), no index or legal matter to speak of (32 undefined, 33 not fiction), other source (39 d).
    https://www.loc.gov/marc/bibliographic/bd008b.html
    """
    entered = _day(part)[2:]
    yield ControlField("008", f"{entered}s{part.issue.year:04}    cc ||||| |||||||| 0|chi d")


def f040_cataloging_source(part: Part) -> Iterator[Field]:
    """040: the cataloguing agency, in Chinese, with RDA elements.

    https://www.loc.gov/marc/bibliographic/bd040.html
    """
    agency = part.settings.organisation
    yield _data("040", "  ", ("a", agency), ("b", "chi"), ("e", "rda"), ("c", agency))


def f100_main_entry_personal_name(part: Part) -> Iterator[Field]:
    """100: the first author, if a person who made the work.

    https://www.loc.gov/marc/bibliographic/bd100.html
    """
    if part.main_entry:
        yield DataField("100", "1 ", access_point(part.main_entry))


def f245_title_statement(part: Part) -> Iterator[Field]:
    """245: title proper, then subtitle and kicker as other title information, then responsibility.

    The kicker stands above the title in print: 246 says so.
    https://www.loc.gov/marc/bibliographic/bd245.html
    """
    title, subtitle = title_and_subtitle(part.article.title)
    other = " : ".join(text for text in (subtitle, part.article.kicker) if text)
    responsibility = statement_of_responsibility(part.article.authors)
    areas = [("", "a", title), (" :", "b", other), (" /", "c", responsibility)]
    subfields = punctuated([area for area in areas if area[2]])
    yield DataField("245", "10" if part.main_entry else "00", subfields)


def f246_kicker(part: Part) -> Iterator[Field]:
    """246: the kicker (肩题, 引题) as a title of its own, with a note that it stands above the title.

    https://www.loc.gov/marc/bibliographic/bd246.html
    """
    if part.article.kicker:
        yield _data("246", "1 ", ("i", "肩题:"), ("a", part.article.kicker))


def f336_content_type(part: Part) -> Iterator[Field]:
    """336: text.

    https://www.loc.gov/marc/bibliographic/bd336.html
    """
    yield _data("336", "  ", ("a", "text"), ("b", "txt"), ("2", "rdacontent"))


def f337_media_type(part: Part) -> Iterator[Field]:
    """337: to be read without a device.

    https://www.loc.gov/marc/bibliographic/bd337.html
    """
    yield _data("337", "  ", ("a", "unmediated"), ("b", "n"), ("2", "rdamedia"))


def f338_carrier_type(part: Part) -> Iterator[Field]:
    """338: a volume.

    https://www.loc.gov/marc/bibliographic/bd338.html
    """
    yield _data("338", "  ", ("a", "volume"), ("b", "nc"), ("2", "rdacarrier"))


def f500_section_heading(part: Part) -> Iterator[Field]:
    """500: the section (栏目) under which the listing has the article.

    https://www.loc.gov/marc/bibliographic/bd500.html
    """
    if part.heading:
        yield _data("500", "  ", ("a", full_stop(f"栏目: {part.heading}")))


_LISTING = {"selection": "要目", "complete": "目录", "unstated": "目次"}


def f588_source_of_description(part: Part) -> Iterator[Field]:
    """588: the listing from which the record was made, and that the article was not seen.

    https://www.loc.gov/marc/bibliographic/bd588.html
    """
    newspaper = part.settings.newspaper
    printed = f"《{newspaper}》所载" if newspaper else ""
    listing = f"《{part.publication.name}》{_issue(part.issue)}{_LISTING[part.issue.completeness]}"
    yield _data("588", "0 ", ("a", f"据{printed}{listing}; 未见原刊."))


def f700_added_entry_personal_name(part: Part) -> Iterator[Field]:
    """700: each further person.

    https://www.loc.gov/marc/bibliographic/bd700.html
    """
    for author in part.added_entries:
        if author.kind == "person":
            yield DataField("700", "1 ", access_point(author))


def f710_added_entry_corporate_name(part: Part) -> Iterator[Field]:
    """710: each body, its unit apart.

    https://www.loc.gov/marc/bibliographic/bd710.html
    """
    for author in part.added_entries:
        if author.kind == "corporate":
            yield DataField("710", "2 ", access_point(author))


def f773_host_item(part: Part) -> Iterator[Field]:
    """773: the journal (`nnas`: no main entry, text, serial), issue and pages, ISSN, the library's record.

    The library's own ISSN goes before the profile's.
    https://www.loc.gov/marc/bibliographic/bd773.html
    """
    issue, publication, settings = part.issue, part.publication, part.settings
    host = settings.hosts.get(publication.slug)
    related, enumeration = _issue(issue), f"{issue.year}:{issue.number}"
    if issue.whole_number:
        related += f" (总第{issue.whole_number}期)"
    if part.article.pages:
        related += f", {_pages(part.article.pages)}"
        enumeration += _first_page(part.article.pages)
    subfields = [("7", "nnas"), ("t", full_stop(publication.name)), ("g", related), ("q", enumeration)]
    if issn := (host and host.issn) or publication.issn:
        subfields.append(("x", issn))
    if host and host.control_number:
        subfields.append(("w", f"({settings.organisation}){host.control_number}"))
    yield _data("773", "0 ", *subfields)


def _parts(issue: Issue, publication: Publication, settings: Settings) -> Iterator[Part]:
    """Number the articles through the issue; a number that an article brings along is kept."""
    sequence = 0
    for section in issue.sections:
        for article in section.articles:
            sequence += 1
            number = article.id or control_number(publication.code, issue.year, issue.number, sequence)
            yield Part(number, article, section.heading, issue, publication, settings)


def _place(part: Part) -> Place:
    """Point at the record, and at the line of the page where its title stands."""
    title = part.article.evidence.get("title")
    number = part.number if part.number.isprintable() else ascii(part.number)
    return Place(part.issue.source.file, title.spans[0].line if title else None, record=number)


def _data(tag: str, indicators: str, *subfields: tuple[str, str]) -> DataField:
    return DataField(tag, indicators, tuple(Subfield(code, value) for code, value in subfields))


def _day(part: Part) -> str:
    return part.settings.date.isoformat().replace("-", "")


def _issue(issue: Issue) -> str:
    return f"{issue.year}年第{issue.number}期"


_BARE_PAGES = re.compile(r"[\d\s、,，;；~～—–－-]+")


def _pages(pages: str) -> str:
    """Say pages in words; what is printed with words of its own stays.

    >>> _pages("5-7"), _pages("第5页")
    ('第5-7页', '第5页')
    """
    return f"第{pages}页" if _BARE_PAGES.fullmatch(pages) else pages


def _first_page(pages: str) -> str:
    """Give the first page as 773 $q has it, nothing if there is no figure.

    >>> _first_page("第05-07页"), _first_page("封二")
    ('<5', '')
    """
    found = re.search(r"\d+", unicodedata.normalize("NFKC", pages))
    return f"<{found.group().lstrip('0') or '0'}" if found else ""
