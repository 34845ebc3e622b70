"""CNMARC: one bibliographic record for each article, as far as all libraries write it alike.

An article is an analytic record (label/07 `a`) with a link up to its periodical in 461 and to its issue in
463.  FIELDS is the whole crosswalk in order, and each function that it names writes one field.  A Usage
tells what one union of libraries does its own way.

The national standard is GB/T 33286-2016.  The functions cite the UNIMARC manual, on which it is based, by
its blocks: https://archive.ifla.org/VI/3/p1996-1/sec-uni.htm
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from catalog.issue import Author
from catalog.marc.dialects.cnmarc_links import link
from catalog.marc.dialects.order import W, once_an_issue, once_for, written
from catalog.marc.dialects.part import Part, Whole
from catalog.marc.pages import in_words
from catalog.marc.record import ControlField, DataField, Field, Record, Subfield, data
from catalog.marc.script import Script
from catalog.marc.statement import Marks, statements, title_and_subtitle
from catalog.marc.wording import wording


class Usage(NamedTuple):
    """What the libraries of one union write their own way.

    `marks` are those in a statement of responsibility; `pinyin` gives, for the code of a subfield, the
    code of the one behind it that has its pinyin.
    """

    marks: Marks
    pinyin: Mapping[str, str]


LEADER = "00000{status}a{level}{hierarchy} 22000003i 450 "
"""Text; bibliographic and hierarchical level; less than full (item not examined), ISBD in part.

Position 9 is blank: 100 tells the character set.
https://archive.ifla.org/VI/3/p1996-1/uni.htm
"""

LANGUAGE = "cnmarc"
"""The words of notes."""

WITH_PINYIN = {"200": "a", "701": "a", "702": "a", "711": "ab", "712": "ab"}
"""The subfields that have pinyin behind them.

Both unions have it there; elsewhere (225, 601 to 610, 5XX) these records have no text.
"""

CHARACTER_SETS = {"utf-8": "50      ", "gb18030": "0110    ", "gbk": "0110    "}
"""100 $a/26-33 by the encoding of the file: ISO/IEC 10646, or ISO 646 with GB 2312."""


def record(part: Part, romanised: Part | None, usage: Usage) -> Record:
    """Make the record of an article; `romanised` is the same article in Latin script, for pinyin."""
    level = "2" if issue_travels(part) else "0"
    return made("a", level, FIELDS, part, romanised, usage)


def made(
    level: str,
    hierarchy: str,
    functions: Sequence[Callable[[W, Usage], Iterable[Field]]],
    whole: W,
    romanised: W | None,
    usage: Usage,
) -> Record:
    """Make a record of the fields that the functions write, with pinyin where there is a romanised twin."""
    fields = written(functions, whole, usage)
    if romanised is not None:
        fields = [with_pinyin(field, romanised.script, usage) for field in fields]
    return Record(LEADER.format(status=whole.dates.status, level=level, hierarchy=hierarchy), tuple(fields))


def with_pinyin(field: Field, script: Script, usage: Usage) -> Field:
    """Put the pinyin of each subfield that WITH_PINYIN names directly behind it, if it has a reading.

    The setting `pinyin` decides how it is spelt, the dialect in which subfield it stands.
    """
    if isinstance(field, ControlField) or field.tag not in WITH_PINYIN:
        return field
    write = script.title if field.tag == "200" else script.person if field.tag[1] == "0" else script.body
    subfields: list[Subfield] = []
    for subfield in field.subfields:
        subfields.append(subfield)
        if subfield.code in WITH_PINYIN[field.tag] and (pinyin := write(subfield.value)):
            subfields.append(Subfield(usage.pinyin[subfield.code], pinyin))
    return field._replace(subfields=tuple(subfields))


def issue_travels(whole: Whole) -> bool:
    """Tell whether the record of the issue is written with those of its articles."""
    return whole.settings.host_records or whole.settings.shape != "articles"


def f001_record_identifier(part: Part, usage: Usage) -> Iterator[Field]:
    """001: the article's own number, the same on every export.

    https://archive.ifla.org/VI/3/p1996-1/uni0.htm
    """
    yield ControlField("001", part.number)


@once_an_issue
def f005_version_identifier(whole: Whole, usage: Usage) -> Iterator[Field]:
    """005: the day on which the record last changed, and the time that the settings give, else midnight.

    https://archive.ifla.org/VI/3/p1996-1/uni0.htm
    """
    yield ControlField("005", f"{_day(whole.dates.changed)}{whole.settings.time}.0")


def f035_other_system_number(part: Part, usage: Usage) -> Iterator[Field]:
    """035: the number of 001 with the agency, for systems that put their own number into 001.

    https://archive.ifla.org/VI/3/p1996-1/uni0.htm
    """
    if part.settings.system_number:
        yield data("035", "  ", ("a", f"({part.settings.organisation}){part.number}"))


@once_an_issue
def f100_general_processing_data(whole: Whole, usage: Usage) -> Iterator[Field]:
    """100: complete within one year (d), the year of the issue."""
    yield processing_data(whole, "d", f"{whole.issue.year:04}    ")


@once_an_issue
def f101_language(whole: Whole, usage: Usage) -> Iterator[Field]:
    """101: Chinese, no translation.

    https://archive.ifla.org/VI/3/p1996-1/uni1.htm
    """
    yield data("101", "0 ", ("a", "chi"))


@once_an_issue
def f102_country(whole: Whole, usage: Usage) -> Iterator[Field]:
    """102: China, and the province of the periodical (GB/T 2260), with which its CN number begins.

    Numbers with 10 continue those of Beijing, 11.
    https://archive.ifla.org/VI/3/p1996-1/uni1.htm
    """
    province = (whole.publication.cn or "")[:2].replace("10", "11")
    locality = [("b", f"{province}0000")] if province else []
    yield data("102", "  ", ("a", "CN"), *locality)


@once_an_issue
def f106_form_of_item(whole: Whole, usage: Usage) -> Iterator[Field]:
    """106: regular print.

    https://archive.ifla.org/VI/3/p1996-1/uni1.htm
    """
    yield data("106", "  ", ("a", "r"))


def f200_title(part: Part, usage: Usage) -> Iterator[Field]:
    """200: title proper, then subtitle and kicker as other title information, then responsibility.

    The kicker (引题) stands above the title in print and is transposed, behind what belongs to the title.
    $f has the first kind of responsibility, each $g another.
    https://archive.ifla.org/VI/3/p1996-1/uni2.htm
    """
    title, subtitle = title_and_subtitle(part.article.title)
    others = [("e", text) for text in (subtitle, part.article.kicker) if text]
    kinds = statements(part.article.authors, part.script, usage.marks)
    responsible = [("f" if number == 0 else "g", text) for number, text in enumerate(kinds)]
    yield data("200", "1 ", ("a", title), *others, *responsible)


@once_an_issue
def f300_source_of_description(whole: Whole, usage: Usage) -> Iterator[Field]:
    """300: the listing from which the record was made, and that the article was not seen.

    https://archive.ifla.org/VI/3/p1996-1/uni3.htm
    """
    yield data("300", "  ", ("a", based(whole, wording(LANGUAGE).basis)))


@once_for(lambda part: part.heading)
def f300_section_heading(part: Part, usage: Usage) -> Iterator[Field]:
    """300: the section (栏目) under which the listing has the article.

    https://archive.ifla.org/VI/3/p1996-1/uni3.htm
    """
    if part.heading:
        yield data("300", "  ", ("a", wording(LANGUAGE).section.format(heading=part.heading)))


@once_an_issue
def f461_periodical(whole: Whole, usage: Usage) -> Iterator[Field]:
    """461: up to the periodical (the set, 总集): its number in the library, its ISSN, its title.

    https://archive.ifla.org/VI/3/p1996-1/uni4.htm
    """
    fields: list[Field] = []
    if whole.host_number:
        fields.append(ControlField("001", whole.host_number))
    if whole.issn:
        fields.append(data("011", "  ", ("a", whole.issn)))
    fields.append(data("200", "1 ", ("a", whole.publication.name)))
    yield link("461", fields, whole.settings.links)


@once_for(lambda part: part.article.pages)
def f463_issue(part: Part, usage: Usage) -> Iterator[Field]:
    """463: up to the issue (the piece, 单册): its number if its record is written, too, pages, year.

    https://archive.ifla.org/VI/3/p1996-1/uni4.htm
    """
    fields: list[Field] = [ControlField("001", part.issue_number)] if issue_travels(part) else []
    pages = [("v", in_words(part.article.pages))] if part.article.pages else []
    fields.append(data("200", "1 ", ("a", designation(part)), *pages))
    fields.append(data("210", "  ", ("d", f"{part.issue.year}")))
    yield link("463", fields, part.settings.links)


def f690_classification(part: Part, usage: Usage) -> Iterator[Field]:
    """690: the number of the Chinese Library Classification, where a cataloguer has given one; its edition.

    A Chinese addition to UNIMARC.
    """
    if part.classification:
        edition = [("v", part.settings.class_edition)] if part.settings.class_edition else []
        yield data("690", "  ", ("a", part.classification), *edition)


def f701_person(part: Part, usage: Usage) -> Iterator[Field]:
    """701: each person who made the work; 700 stays unused, as all of them are equal.

    https://archive.ifla.org/VI/3/p1996-1/uni7.htm
    """
    return _access_points("701", part, "person", creators=True)


def f702_secondary_person(part: Part, usage: Usage) -> Iterator[Field]:
    """702: each person who did something to it: a translator, a compiler.

    https://archive.ifla.org/VI/3/p1996-1/uni7.htm
    """
    return _access_points("702", part, "person", creators=False)


def f711_body(part: Part, usage: Usage) -> Iterator[Field]:
    """711: each body that made the work, its unit apart.

    https://archive.ifla.org/VI/3/p1996-1/uni7.htm
    """
    return _access_points("711", part, "corporate", creators=True)


def f712_secondary_body(part: Part, usage: Usage) -> Iterator[Field]:
    """712: each body that did something to it.

    https://archive.ifla.org/VI/3/p1996-1/uni7.htm
    """
    return _access_points("712", part, "corporate", creators=False)


@once_an_issue
def f801_originating_source(whole: Whole, usage: Usage) -> Iterator[Field]:
    """801: the cataloguing agency, and the day on which the record last changed.

    https://archive.ifla.org/VI/3/p1996-1/uni8.htm
    """
    day = _day(whole.dates.changed)
    yield data("801", " 0", ("a", "CN"), ("b", whole.settings.organisation), ("c", day))


@once_an_issue
def f830_provenance(whole: Whole, usage: Usage) -> Iterator[Field]:
    """830: the cataloguer's note that a machine made the pinyin, where the library wants it said.

    https://archive.ifla.org/VI/3/p1996-1/uni8.htm
    """
    if whole.settings.provenance and whole.settings.pinyin != "none":
        yield data("830", "  ", ("a", wording(LANGUAGE).provenance))


def processing_data(whole: Whole, kind: str, years: str) -> DataField:
    """Write 100: 36 characters for the day of entry, kind of date, years, and what is the same in all.

    For adults (m), no government publication (y), not modified (0), catalogued in Chinese, not
    transliterated (y), the character set, a title in Chinese script (ea).
    https://archive.ifla.org/VI/3/p1996-1/uni1.htm
    """
    charset = CHARACTER_SETS[whole.settings.encoding]
    return data("100", "  ", ("a", f"{_day(whole.dates.entered)}{kind}{years}m  y0chiy{charset}ea"))


def based(whole: Whole, text: str) -> str:
    """Fill in a note of what the record was made from."""
    return wording(LANGUAGE).based(text, whole.issue, whole.settings.newspaper, whole.designation)


def designation(whole: Whole) -> str:
    """Name the issue with its place in the whole run: 2025年第11期（总第679期）."""
    number = whole.issue.whole_number
    return whole.designation + (f"（总第{number}期）" if number else "")


def _access_points(tag: str, part: Part, kind: str, *, creators: bool) -> Iterator[Field]:
    """Write the persons or bodies that made the work, or those that did not: name, unit, affiliation, role.

    Before the name stands, in brackets, the country or dynasty that is printed with it, as in records of the
    National Library.  Who does several things counts by the first that makes an author.
    """
    for agent in part.agents:
        author, roles = agent
        if author.kind == kind and agent.creator == creators:
            codes = [r.unimarc if part.settings.relators == "code" else r.term for r in roles]
            affiliation = [("p", author.affiliation)] if author.affiliation else []
            relation = [("4", code) for code in dict.fromkeys(codes) if code]
            indicators = " 0" if kind == "person" else "02"
            country = [("c", f"({author.nationality})")] if author.nationality else []
            yield data(tag, indicators, *country, *_name(author), *affiliation, *relation)


def _name(author: Author) -> list[tuple[str, str]]:
    """Give the name, direct order; of a body the unit apart."""
    unit = author.unit if author.kind == "corporate" else None
    return [("a", author.name.removesuffix(unit)), ("b", unit)] if unit else [("a", author.name)]


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


FIELDS: tuple[Callable[[Part, Usage], Iterable[Field]], ...] = (
    f001_record_identifier,
    f005_version_identifier,
    f035_other_system_number,
    f100_general_processing_data,
    f101_language,
    f102_country,
    f106_form_of_item,
    f200_title,
    f300_source_of_description,
    f300_section_heading,
    f461_periodical,
    f463_issue,
    f690_classification,
    f701_person,
    f702_secondary_person,
    f711_body,
    f712_secondary_body,
    f801_originating_source,
    f830_provenance,
)
"""The fields of an article in the order in which they are written."""
