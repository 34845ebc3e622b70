"""MARC 21: one bibliographic record for each article.

An article is a monographic component part (leader/07 `a`) with a link to its journal in 773.  Chinese
text stands in the regular fields (model B); with romanisation it stands in 880, paired with its
romanised twin (model A).  FIELDS is the whole crosswalk in order, and each function that it names
writes one field.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from catalog.marc.agents import Agent, access_point
from catalog.marc.dialects.order import W, once_an_issue, once_for, steps, written
from catalog.marc.dialects.part import Part, Whole
from catalog.marc.isbd import full_stop, punctuated
from catalog.marc.pages import first_page, in_words
from catalog.marc.record import ControlField, DataField, Field, Record, Subfield, data
from catalog.marc.statement import statement_of_responsibility, title_and_subtitle
from catalog.marc.wording import wording

LEADER = "00000{status}aa a22000002i 4500"
"""Text, component part, UTF-8, less than full (item not examined), ISBD with punctuation.

https://www.loc.gov/marc/bibliographic/bdleader.html
"""

IN_BOTH_SCRIPTS = frozenset(("100", "245", "246", "505", "700", "710", "773"))
"""Tags of the fields that model A writes twice."""


def record(part: Part, romanised: Part | None = None) -> Record:
    """Make the record of an article; `romanised` is the same article in Latin script, for model A."""
    return Record(LEADER.format(status=part.dates.status), tuple(in_scripts(FIELDS, part, romanised)))


def in_scripts(
    functions: Sequence[Callable[[W], Iterable[Field]]], whole: W, romanised: W | None
) -> Sequence[Field]:
    """Write the fields; those of IN_BOTH_SCRIPTS romanised, their twins in 880 behind all others.

    Subfield $6 comes first and pairs them: https://www.loc.gov/marc/bibliographic/ecbdcntf.html
    """
    if romanised is None:
        return written(functions, whole)
    fields: list[Field] = []
    twins: list[Field] = []
    for step in steps(functions, whole):
        if isinstance(step, tuple):
            fields += step
            continue
        if step.__name__[1:4] not in IN_BOTH_SCRIPTS:
            fields += step(whole)
            continue
        for latin, han in zip(step(romanised), step(whole), strict=True):
            if isinstance(latin, DataField) and isinstance(han, DataField):
                pair = f"{len(twins) + 1:02}"
                fields.append(latin._replace(subfields=(Subfield("6", f"880-{pair}"), *latin.subfields)))
                link = Subfield("6", f"{han.tag}-{pair}/$1")
                twins.append(DataField("880", latin.indicators, (link, *han.subfields)))
    return fields + twins


def f001_control_number(part: Part) -> Iterator[Field]:
    """001: the article's own number, the same on every export.

    https://www.loc.gov/marc/bibliographic/bd001.html
    """
    yield ControlField("001", part.number)


@once_an_issue
def f003_control_number_identifier(whole: Whole) -> Iterator[Field]:
    """003: the organisation whose number stands in 001.

    https://www.loc.gov/marc/bibliographic/bd003.html
    """
    yield ControlField("003", whole.settings.organisation)


@once_an_issue
def f005_latest_transaction(whole: Whole) -> Iterator[Field]:
    """005: the day on which the record last changed, and the time that the settings give, else midnight.

    https://www.loc.gov/marc/bibliographic/bd005.html
    """
    yield ControlField("005", f"{whole.changed}{whole.settings.time}.0")


@once_an_issue
def f007_physical_description(whole: Whole) -> Iterator[Field]:
    """007: text in regular print.

    https://www.loc.gov/marc/bibliographic/bd007t.html
    """
    yield ControlField("007", "ta")


@once_an_issue
def f008_fixed_length_data(whole: Whole) -> Iterator[Field]:
    """008: 40 characters for books: single date, China, Chinese, not coded where nobody has seen the item.

    Print (23), no index or legal matter to speak of (32 undefined, 33 not fiction), other source (39 d).
    https://www.loc.gov/marc/bibliographic/bd008b.html
    """
    yield ControlField("008", f"{whole.entered[2:]}s{whole.issue.year:04}    cc ||||| |||||||| 0|chi d")


def f035_system_control_number(part: Part) -> Iterator[Field]:
    """035: the number of 001 with the organisation, for systems that put their own number into 001.

    https://www.loc.gov/marc/bibliographic/bd035.html
    """
    if part.settings.system_number:
        yield data("035", "  ", ("a", f"({part.settings.organisation}){part.number}"))


@once_an_issue
def f040_cataloging_source(whole: Whole) -> Iterator[Field]:
    """040: the cataloguing agency, the language of cataloguing, with RDA elements.

    https://www.loc.gov/marc/bibliographic/bd040.html
    """
    agency = whole.settings.organisation
    yield data("040", "  ", ("a", agency), ("b", whole.settings.language), ("e", "rda"), ("c", agency))


def f084_classification(part: Part) -> Iterator[Field]:
    """084: the number of the Chinese Library Classification, where a cataloguer has given one.

    https://www.loc.gov/marc/bibliographic/bd084.html
    """
    number = part.classification
    if number:
        yield data("084", "  ", ("a", number), ("2", "clc"))


def f100_main_entry_personal_name(part: Part) -> Iterator[Field]:
    """100: the first author, if a person who made the work.

    https://www.loc.gov/marc/bibliographic/bd100.html
    """
    if part.main_entry:
        yield _person("100", part.main_entry, part)


def f245_title_statement(part: Part) -> Iterator[Field]:
    """245: title proper, then subtitle and kicker as other title information, then responsibility.

    The kicker stands above the title in print: 246 says so.
    https://www.loc.gov/marc/bibliographic/bd245.html
    """
    title, subtitle = title_and_subtitle(part.article.title)
    write = part.script.title
    others = [write(text, running=True) for text in (subtitle, part.article.kicker) if text]
    responsibility = statement_of_responsibility(part.article.authors, part.script)
    areas = (("", "a", write(title)), (" :", "b", " : ".join(others)), (" /", "c", responsibility))
    subfields = punctuated([area for area in areas if area[2]])
    yield DataField("245", "10" if part.main_entry else "00", subfields)


def f246_kicker(part: Part) -> Iterator[Field]:
    """246: the kicker (肩题, 引题) as a title of its own, with a note that it stands above the title.

    https://www.loc.gov/marc/bibliographic/bd246.html
    """
    if part.article.kicker:
        words = wording(part.settings.language)
        yield data("246", "1 ", ("i", words.kicker), ("a", part.script.title(part.article.kicker)))


@once_an_issue
def f336_content_type(whole: Whole) -> Iterator[Field]:
    """336: text.

    https://www.loc.gov/marc/bibliographic/bd336.html
    """
    yield data("336", "  ", ("a", "text"), ("b", "txt"), ("2", "rdacontent"))


@once_an_issue
def f337_media_type(whole: Whole) -> Iterator[Field]:
    """337: to be read without a device.

    https://www.loc.gov/marc/bibliographic/bd337.html
    """
    yield data("337", "  ", ("a", "unmediated"), ("b", "n"), ("2", "rdamedia"))


@once_an_issue
def f338_carrier_type(whole: Whole) -> Iterator[Field]:
    """338: a volume.

    https://www.loc.gov/marc/bibliographic/bd338.html
    """
    yield data("338", "  ", ("a", "volume"), ("b", "nc"), ("2", "rdacarrier"))


@once_for(lambda part: part.heading)
def f500_section_heading(part: Part) -> Iterator[Field]:
    """500: the section (栏目) under which the listing has the article.

    https://www.loc.gov/marc/bibliographic/bd500.html
    """
    if part.heading:
        text = wording(part.settings.language).section.format(heading=part.heading)
        yield data("500", "  ", ("a", full_stop(text)))


@once_an_issue
def f588_source_of_description(whole: Whole) -> Iterator[Field]:
    """588: the listing from which the record was made, and that the article was not seen.

    https://www.loc.gov/marc/bibliographic/bd588.html
    """
    words = wording(whole.settings.language)
    yield data("588", "0 ", ("a", based(whole, words.basis)))


def f700_added_entry_personal_name(part: Part) -> Iterator[Field]:
    """700: each further person.

    https://www.loc.gov/marc/bibliographic/bd700.html
    """
    for agent in part.added_entries:
        if agent.author.kind == "person":
            yield _person("700", agent, part)


def f710_added_entry_corporate_name(part: Part) -> Iterator[Field]:
    """710: each body, its unit apart.

    https://www.loc.gov/marc/bibliographic/bd710.html
    """
    for agent in part.added_entries:
        if agent.author.kind == "corporate":
            yield DataField("710", "2 ", access_point(agent, part.script, part.settings.language))


@once_for(lambda part: part.article.pages)
def f773_host_item(part: Part) -> Iterator[Field]:
    """773: the journal (`nnas`: no main entry, text, serial), issue and pages, ISSN, the library's record.

    https://www.loc.gov/marc/bibliographic/bd773.html
    """
    issue = part.issue
    related, enumeration = designation(part, running=True), f"{issue.year}:{issue.number}"
    if part.article.pages:
        related += f", {part.script.title(in_words(part.article.pages), running=True)}"
        first = first_page(part.article.pages)
        enumeration += f"<{first}" if first else ""
    yield host_item(part, ("g", related), ("q", enumeration))


@once_an_issue
def f883_provenance(whole: Whole) -> Iterator[Field]:
    """883: where the library wants it said, that the romanised fields were made by a machine.

    https://www.loc.gov/marc/bibliographic/bd883.html
    """
    if whole.settings.provenance and whole.settings.pinyin == "ala-lc":
        yield data(
            "883",
            "1 ",
            ("a", "romanization, unchecked"),
            ("d", whole.changed),
            ("q", whole.settings.organisation),
        )


def _person(tag: str, agent: Agent, part: Part) -> DataField:
    """Write 100 or 700: under the surname, else under the first name, in direct order: 古丽·买买提."""
    order = "1" if part.script.inverted(agent.author.name) else "0"
    return DataField(tag, f"{order} ", access_point(agent, part.script, part.settings.language))


def designation(whole: Whole, *, running: bool = False) -> str:
    """Name the issue with its place in the whole run: 2025年第11期 (总第679期)."""
    named, number = whole.script.title(whole.designation, running=running), whole.issue.whole_number
    if not number:
        return named
    return f"{named} ({whole.script.title(f'总第{number}期', running=True)})"


def host_item(whole: Whole, *numbering: tuple[str, str]) -> DataField:
    """Write 773 for a part of the periodical."""
    subfields = [("7", "nnas"), ("t", full_stop(whole.script.title(whole.publication.name))), *numbering]
    if whole.issn:
        subfields.append(("x", whole.issn))
    if whole.host_number:
        subfields.append(("w", f"({whole.settings.organisation}){whole.host_number}"))
    return data("773", "0 ", *subfields)


def based(whole: Whole, text: str) -> str:
    """Fill in a note of what the record was made from."""
    words = wording(whole.settings.language)
    return words.based(text, whole.issue, whole.settings.newspaper, whole.designation)


FIELDS: tuple[Callable[[Part], Iterable[Field]], ...] = (
    f001_control_number,
    f003_control_number_identifier,
    f005_latest_transaction,
    f007_physical_description,
    f008_fixed_length_data,
    f035_system_control_number,
    f040_cataloging_source,
    f084_classification,
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
    f883_provenance,
)
"""The fields of an article in the order in which they are written."""
