"""CNMARC: records of an issue, with a contents note if it stands for its articles, and of a periodical."""

from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate

from catalog.marc.dialects.cnmarc import (
    LANGUAGE,
    Usage,
    based,
    designation,
    f005_version_identifier,
    f100_general_processing_data,
    f101_language,
    f102_country,
    f106_form_of_item,
    f461_periodical,
    f801_originating_source,
    f830_provenance,
    made,
    processing_data,
)
from catalog.marc.dialects.part import Whole
from catalog.marc.lengths import LONGEST_FIELD, field_length
from catalog.marc.pages import in_words
from catalog.marc.record import ControlField, DataField, Field, Record, data
from catalog.marc.statement import statement_of_responsibility
from catalog.marc.wording import wording

ISSUING_BODY = "475"
"""The code for an issuing body: https://archive.ifla.org/VI/3/p1996-1/appx-c.htm (later editions)."""


def issue_record(whole: Whole, romanised: Whole | None, usage: Usage) -> Record:
    """Make the record of an issue: text, a physical unit."""
    highest = "0" if whole.settings.shape == "issue" else "1"
    level = "2" if whole.settings.host_records else highest
    return made("m", level, ISSUE_FIELDS, whole, romanised, usage)


def serial_record(whole: Whole, romanised: Whole | None, usage: Usage) -> Record:
    """Make the record of the periodical, above those of issues and articles: text, serial."""
    return made("s", "1", SERIAL_FIELDS, whole, romanised, usage)


def contents(whole: Whole, usage: Usage) -> tuple[DataField | None, int]:
    """Make the contents note, and count the entries for which it has no room below 9,999 bytes.

    The note is complete (1) or not (0); Chinese descriptions know no other indicators and one such field.
    https://archive.ifla.org/VI/3/p1996-1/uni3.htm
    """
    entries = [("a", entry) for entry in _entries(whole, usage)]
    empty = field_length(data("327", "0 "))
    sizes = (field_length(data("327", "0 ", entry)) - empty for entry in entries)
    fitting = sum(total <= LONGEST_FIELD for total in accumulate(sizes, initial=empty)) - 1
    left_out = len(entries) - fitting
    complete = whole.issue.completeness == "complete" and not left_out
    note = data("327", "1 " if complete else "0 ", *entries[:fitting])
    return (note if fitting else None), left_out


def f001_issue(whole: Whole, usage: Usage) -> Iterator[Field]:
    """001 of an issue: title code, year, number."""
    yield ControlField("001", whole.issue_number)


def f001_serial(whole: Whole, usage: Usage) -> Iterator[Field]:
    """001 of a periodical: the library's own number, else the title code."""
    yield ControlField("001", whole.serial_number)


def f011_issn(whole: Whole, usage: Usage) -> Iterator[Field]:
    """011: the ISSN.

    https://archive.ifla.org/VI/3/p1996-1/uni0.htm
    """
    if whole.issn:
        yield data("011", "  ", ("a", whole.issn))


def f091_cn_number(whole: Whole, usage: Usage) -> Iterator[Field]:
    """091: the number of the Chinese register of periodicals (国内统一刊号), from the profile.

    A Chinese addition to UNIMARC.
    """
    if whole.publication.cn:
        yield data("091", "  ", ("a", whole.publication.cn))


def f100_serial(whole: Whole, usage: Usage) -> Iterator[Field]:
    """100 of a periodical: current (a); the year in which it began under this title is not known."""
    yield processing_data(whole, "a", "    9999")


_FREQUENCIES = {
    "daily": "a", "weekly": "c", "ten-days": "o", "semimonthly": "e", "monthly": "f",
    "bimonthly": "g", "quarterly": "h", "annual": "k",
}  # fmt: skip


def f110_continuing_resource(whole: Whole, usage: Usage) -> Iterator[Field]:
    """110: eleven characters: periodical, frequency, regular; other contents, no conference, index unknown.

    https://archive.ifla.org/VI/3/p1996-1/uni1.htm
    """
    frequency = _FREQUENCIES.get(whole.publication.frequency or "", "u")
    regular = "a" if whole.publication.frequency else "u"
    yield data("110", "  ", ("a", f"a{frequency}{regular}z   0yu0"))


def f200_issue(whole: Whole, usage: Usage) -> Iterator[Field]:
    """200 of an issue: the periodical's title, then the issue as number of the part.

    https://archive.ifla.org/VI/3/p1996-1/uni2.htm
    """
    yield data("200", "1 ", ("a", whole.publication.name), ("h", designation(whole)))


def f200_serial(whole: Whole, usage: Usage) -> Iterator[Field]:
    """200 of a periodical: its title."""
    yield data("200", "1 ", ("a", whole.publication.name))


def f210_publication(whole: Whole, usage: Usage) -> Iterator[Field]:
    """210: place and publisher, where the library's settings tell them.

    https://archive.ifla.org/VI/3/p1996-1/uni2.htm
    """
    host = whole.settings.hosts.get(whole.publication.slug)
    if host and host.publisher:
        place = [("a", host.place)] if host.place else []
        yield data("210", "  ", *place, ("c", host.publisher))


def f300_source_of_description(whole: Whole, usage: Usage) -> Iterator[Field]:
    """300 of an issue: the listing from which the record was made, and that the issue was not seen.

    https://archive.ifla.org/VI/3/p1996-1/uni3.htm
    """
    yield data("300", "  ", ("a", based(whole, wording(LANGUAGE).contents)))


def f326_frequency(whole: Whole, usage: Usage) -> Iterator[Field]:
    """326: how often the periodical appears.

    https://archive.ifla.org/VI/3/p1996-1/uni3.htm
    """
    if whole.publication.frequency:
        yield data("326", "  ", ("a", wording(LANGUAGE).frequency[whole.publication.frequency]))


def f327_contents(whole: Whole, usage: Usage) -> Iterator[Field]:
    """327: the articles, where the issue stands for them: heading, title, kicker, responsibility, pages."""
    if whole.settings.shape != "articles":
        note, _ = contents(whole, usage)
        if note:
            yield note


def f711_issuing_body(whole: Whole, usage: Usage) -> Iterator[Field]:
    """711 of a periodical: the body that issues it (主办), where the profile names it with its origin.

    https://archive.ifla.org/VI/3/p1996-1/uni7.htm
    """
    if whole.publication.issuing_body:
        code = ISSUING_BODY if whole.settings.relators == "code" else wording(LANGUAGE).issuing_body
        yield data("711", "02", ("a", whole.publication.issuing_body), ("4", code))


def _entries(whole: Whole, usage: Usage) -> Iterator[str]:
    """Give what the note says of each article; a heading without articles is an entry of its own."""
    for section in whole.issue.sections:
        if section.heading and not section.articles:
            yield section.heading
        for article in section.articles:
            titles = "：".join(text for text in (section.heading, article.title, article.kicker) if text)
            names = statement_of_responsibility(article.authors, whole.script, usage.marks)
            pages = usage.marks.affiliation.format(in_words(article.pages)) if article.pages else ""
            yield (f"{titles} / {names}" if names else titles) + pages


ISSUE_FIELDS: tuple[Callable[[Whole, Usage], Iterable[Field]], ...] = (
    f001_issue,
    f005_version_identifier,
    f100_general_processing_data,
    f101_language,
    f102_country,
    f106_form_of_item,
    f200_issue,
    f300_source_of_description,
    f327_contents,
    f461_periodical,
    f801_originating_source,
    f830_provenance,
)
"""The fields of an issue in the order in which they are written."""

SERIAL_FIELDS: tuple[Callable[[Whole, Usage], Iterable[Field]], ...] = (
    f001_serial,
    f005_version_identifier,
    f011_issn,
    f091_cn_number,
    f100_serial,
    f101_language,
    f102_country,
    f106_form_of_item,
    f110_continuing_resource,
    f200_serial,
    f210_publication,
    f326_frequency,
    f711_issuing_body,
    f801_originating_source,
    f830_provenance,
)
"""The fields of a periodical in the order in which they are written."""
