"""MARC 21: the record of an issue, with a contents note where that is asked for, and of the periodical."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from catalog.issue import Article
from catalog.marc.dialects.marc21 import (
    based,
    designation,
    f003_control_number_identifier,
    f005_latest_transaction,
    f007_physical_description,
    f008_fixed_length_data,
    f040_cataloging_source,
    f336_content_type,
    f337_media_type,
    f338_carrier_type,
    f588_source_of_description,
    f883_provenance,
    host_item,
    in_scripts,
)
from catalog.marc.dialects.part import Whole
from catalog.marc.isbd import full_stop, punctuated
from catalog.marc.lengths import LONGEST_FIELD, field_length
from catalog.marc.pages import in_words
from catalog.marc.record import ControlField, DataField, Field, Record, Subfield, data
from catalog.marc.script import VERNACULAR, Script
from catalog.marc.statement import statement_of_responsibility, title_and_subtitle
from catalog.marc.wording import wording

ISSUE_LEADER = "00000{status}am a22000002i 4500"
"""Text, one physical unit; the rest as for an article."""

SERIAL_LEADER = "00000{status}as a22000002i 4500"
"""Text, serial; the rest as for an article."""


def issue_record(whole: Whole, romanised: Whole | None = None) -> Record:
    """Make the record of an issue."""
    leader = ISSUE_LEADER.format(status=whole.dates.status)
    return Record(leader, tuple(in_scripts(ISSUE_FIELDS, whole, romanised)))


def serial_record(whole: Whole, romanised: Whole | None = None) -> Record:
    """Make the record of the periodical, from the latest issue seen."""
    leader = SERIAL_LEADER.format(status=whole.dates.status)
    return Record(leader, tuple(in_scripts(SERIAL_FIELDS, whole, romanised)))


def f001_issue(whole: Whole) -> Iterator[Field]:
    """001 of an issue: title code, year, number."""
    yield ControlField("001", whole.issue_number)


def f001_serial(whole: Whole) -> Iterator[Field]:
    """001 of a periodical: the library's own number, else the title code."""
    yield ControlField("001", whole.serial_number)


_CODES = {
    "daily": "d", "weekly": "w", "ten-days": "j", "semimonthly": "s", "monthly": "m",
    "bimonthly": "b", "quarterly": "q", "annual": "a",
}  # fmt: skip


def f008_serial(whole: Whole) -> Iterator[Field]:
    """008 of a continuing resource: current, frequency, regular, periodical.

    The year in which it began under this title is not known: a profile tells when the periodical was founded.

    https://www.loc.gov/marc/bibliographic/bd008s.html
    """
    code = _CODES.get(whole.publication.frequency or "", "u")
    regular = "r" if whole.publication.frequency else "u"
    yield ControlField("008", f"{whole.entered[2:]}cuuuu9999cc {code}{regular} p       0    0chi d")


def f022_issn(whole: Whole) -> Iterator[Field]:
    """022: the ISSN, in the record of the periodical and nowhere else.

    https://www.loc.gov/marc/bibliographic/bd022.html
    """
    if whole.issn:
        yield data("022", "  ", ("a", whole.issn))


def f245_issue(whole: Whole) -> Iterator[Field]:
    """245 of an issue: the periodical's title, then the issue as number of the part.

    https://www.loc.gov/marc/bibliographic/bd245.html
    """
    title = whole.script.title(whole.publication.name)
    yield DataField("245", "00", punctuated([("", "a", title), (".", "n", designation(whole))]))


def f245_serial(whole: Whole) -> Iterator[Field]:
    """245 of a periodical: its title."""
    yield data("245", "00", ("a", full_stop(whole.script.title(whole.publication.name))))


def f264_publication(whole: Whole) -> Iterator[Field]:
    """264: place and publisher, where the library's settings tell them.

    https://www.loc.gov/marc/bibliographic/bd264.html
    """
    host = whole.settings.hosts.get(whole.publication.slug)
    if host and host.publisher:
        place = [("", "a", host.place)] if host.place else []
        mark = " :" if place else ""
        yield DataField("264", " 1", punctuated([*place, (mark, "b", host.publisher)]))


def f310_frequency(whole: Whole) -> Iterator[Field]:
    """310: how often the periodical appears.

    https://www.loc.gov/marc/bibliographic/bd310.html
    """
    if whole.publication.frequency:
        yield data(
            "310", "  ", ("a", wording(whole.settings.language).frequency[whole.publication.frequency])
        )


def f505_contents(whole: Whole) -> Iterator[Field]:
    """505: the articles, with headings, titles and authors, as often as it takes below 9,999 bytes each.

    The first says how much of the contents it has (complete, a selection, or nothing where the listing
    does not tell), the next ones continue it without a label.  Pages stand in $g behind the title.
    https://www.loc.gov/marc/bibliographic/bd505.html
    """
    if whole.settings.shape == "articles":
        return
    begin = {"complete": "0", "selection": "2", "unstated": "8"}[whole.issue.completeness]
    both = whole.settings.pinyin == "ala-lc"
    notes: list[list[Subfield]] = [[]]
    room = LONGEST_FIELD
    # Both scripts are parted at the same entries: by how much the printed text takes, romanised or not.
    for entry, printed in zip(_entries(whole), _entries(replace(whole, script=VERNACULAR)), strict=True):
        size = field_length(DataField("505", "00", tuple(printed)))
        size = size * _LONGEST_SYLLABLE // _HAN if both else size
        if notes[-1] and size > room:
            notes.append([])
            room = LONGEST_FIELD
        if not notes[-1]:
            room -= _LINK
        notes[-1] += entry
        room -= size
    for note in filter(None, notes):
        note[-1] = Subfield(note[-1].code, full_stop(note[-1].value.removesuffix(" --")))
        yield DataField("505", begin + "0", tuple(note))
        begin = "8"


_LONGEST_SYLLABLE = 7
"""Bytes of `zhuang` and the blank behind it."""
_HAN = 3
"""Bytes of a Chinese character in UTF-8."""
_LINK = 12
"""Bytes of subfield $6, and of the full stop at the end."""


def f588_latest_issue(whole: Whole) -> Iterator[Field]:
    """588 of a periodical: the latest issue that was consulted.

    https://www.loc.gov/marc/bibliographic/bd588.html
    """
    yield data("588", "1 ", ("a", based(whole, wording(whole.settings.language).latest)))


def f710_issuing_body(whole: Whole) -> Iterator[Field]:
    """710 of a periodical: the body that issues it, where the profile names it with its origin.

    https://www.loc.gov/marc/bibliographic/bd710.html
    """
    if whole.publication.issuing_body:
        name = whole.script.body(whole.publication.issuing_body)
        term = wording(whole.settings.language).issuing_body
        yield DataField("710", "2 ", (*punctuated([("", "a", name), (",", "e", term)]), Subfield("4", "isb")))


def f773_periodical(whole: Whole) -> Iterator[Field]:
    """773 of an issue: up to the periodical.

    https://www.loc.gov/marc/bibliographic/bd773.html
    """
    yield host_item(whole, ("g", designation(whole, running=True)))


def _entries(whole: Whole) -> Iterator[list[Subfield]]:
    """Give what the note says of each article, the heading before the first of its section.

    A heading without articles is an entry of its own.
    """
    for section in whole.issue.sections:
        heading = whole.script.title(section.heading) if section.heading else ""
        if heading and not section.articles:
            yield [Subfield("g", f"{heading} --")]
        for article in section.articles:
            yield [*([Subfield("g", full_stop(heading))] if heading else []), *_entry(article, whole.script)]
            heading = ""


def _entry(article: Article, script: Script) -> Iterator[Subfield]:
    """Give title, pages and responsibility of an article, marks at the end of the subfield before."""
    parts = (*title_and_subtitle(article.title), article.kicker)
    first, *others = (text for text in parts if text)
    titles = [script.title(first), *(script.title(text, running=True) for text in others)]
    elements = [("t", " : ".join(titles))]
    if article.pages:
        elements.append(("g", f"({script.title(in_words(article.pages), running=True)})"))
    if article.authors:
        code, text = elements.pop()
        names = statement_of_responsibility(article.authors, script)
        elements += [(code, f"{text} /"), ("r", names)]
    *before, (code, last) = elements
    yield from (Subfield(*element) for element in before)
    yield Subfield(code, f"{last} --")


ISSUE_FIELDS: tuple[Callable[[Whole], Iterable[Field]], ...] = (
    f001_issue,
    f003_control_number_identifier,
    f005_latest_transaction,
    f007_physical_description,
    f008_fixed_length_data,
    f040_cataloging_source,
    f245_issue,
    f336_content_type,
    f337_media_type,
    f338_carrier_type,
    f505_contents,
    f588_source_of_description,
    f773_periodical,
    f883_provenance,
)
"""The fields of an issue in the order in which they are written."""

SERIAL_FIELDS: tuple[Callable[[Whole], Iterable[Field]], ...] = (
    f001_serial,
    f003_control_number_identifier,
    f005_latest_transaction,
    f007_physical_description,
    f008_serial,
    f022_issn,
    f040_cataloging_source,
    f245_serial,
    f264_publication,
    f310_frequency,
    f336_content_type,
    f337_media_type,
    f338_carrier_type,
    f588_latest_issue,
    f710_issuing_body,
    f883_provenance,
)
"""The fields of a periodical in the order in which they are written."""
