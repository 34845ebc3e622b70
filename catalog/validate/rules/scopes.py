"""What each rule looks at: the shape of a record, single fields, heads of fields, characters.

That lets the sieve ask most rules but once of what stands in many records; any rule that stands in none of
the tables here is asked of every record.
"""

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from catalog.marc.record import ControlField, DataField, Field, Record, Subfield
from catalog.validate.rules import (
    characters,
    cnmarc,
    control,
    embedded,
    fixed,
    form,
    hostcodes,
    hosts,
    issns,
    labels,
    languages,
    leader,
    lengths,
    linkage,
    lists,
    losses,
    names,
    numbers,
    origin,
    serials,
    titles,
    years,
)
from catalog.validate.rules.context import Context, Rule
from catalog.validate.rules.dialect import CNMARC, MARC21, Dialect

SHAPE: tuple[Rule, ...] = (
    leader.leader_length,
    leader.leader_codes,
    leader.other_format,
    leader.unimarc,
    leader.hierarchical_level,
    form.fields_once,
    form.local_fields,
    control.control_number,
    control.control_number_identifier,
    control.control_fields_once,
    control.date_of_transaction_present,
    titles.title_field,
    titles.title_subfields_once,
    titles.title_added_entry,
    titles.one_main_entry,
    fixed.fixed_field,
    cnmarc.processing_data,
    cnmarc.language,
    hosts.host,
    issns.issn_of_article,
    linkage.pairs,
)
"""Rules that look at the shape of a record, and at whether a value is blank; see MARKED for `pairs`."""

_PERSONS, _BODIES = (*MARC21.persons, *CNMARC.persons), (*MARC21.bodies, *CNMARC.bodies)
_LINKING = tuple(f"4{number:02}" for number in range(100))


def _any(field: Field) -> bool:
    return True


def _none(subfields: tuple[Subfield, ...]) -> bool:
    return False


def _has(codes: str) -> Callable[[Field], bool]:
    return lambda field: isinstance(field, DataField) and any(code in codes for code, _ in field.subfields)


def _all(codes: str, is_right: Callable[[str], bool]) -> Callable[[tuple[Subfield, ...]], bool]:
    return lambda subfields: all(is_right(value) for code, value in subfields if code in codes)


def _for(tags: Collection[str]) -> Callable[[Field], bool]:
    """Concern fields with these tags, and an 880 that stands for one."""
    return lambda field: isinstance(field, DataField) and issns.stands_for(field) in tags


def _skips(field: Field) -> bool:
    return isinstance(field, DataField) and field.indicators[1:2] != "0"


class OfField(NamedTuple):
    """A rule that looks at one field at a time and at the kind of record.

    `tags` are those of its fields, `concerns` tells by tag, indicators and codes which of them it looks at,
    and `is_right` tells at a glance subfields of which it has nothing to say.
    """

    rule: Rule
    tags: Callable[[Dialect], Sequence[str]]
    concerns: Callable[[Field], bool] = _any
    is_right: Callable[[tuple[Subfield, ...]], bool] = _none


FIELD: tuple[OfField, ...] = (
    OfField(control.date_of_transaction, lambda _: ("005",)),
    OfField(leader.component_level, lambda _: ("008",)),
    OfField(fixed.fixed_field, lambda _: ("008",)),
    OfField(fixed.fixed_codes, lambda _: ("008",)),
    OfField(fixed.fixed_entered, lambda _: ("008",)),
    OfField(fixed.fixed_dates, lambda _: ("008",)),
    OfField(fixed.fixed_type_of_date, lambda _: ("008",)),
    OfField(fixed.fixed_place, lambda _: ("008",)),
    OfField(fixed.fixed_language, lambda _: ("008",)),
    OfField(fixed.material_codes, lambda _: ("006", "007")),
    OfField(languages.language_codes, lambda _: ("041", "101")),
    OfField(languages.languages_of_cataloguing, lambda _: ("040", "242")),
    OfField(languages.country_codes, lambda _: ("102", "801")),
    OfField(cnmarc.localities, lambda _: ("102",), _has("b"), _all("b", cnmarc.is_locality)),
    OfField(lists.relators, lambda _: lists.NAMES, _has("4"), _all("4", lists.is_relator)),
    OfField(lists.areas, lambda _: ("043",)),
    OfField(lists.countries, lambda _: ("044",)),
    OfField(lists.carriers, lambda _: tuple(lists.CARRIERS), _has("2")),
    OfField(titles.title_proper, lambda dialect: (dialect.title,), _any, titles.begins_with_words),
    OfField(titles.leader_dots, lambda dialect: (dialect.title,), _any, titles.has_no_dots),
    OfField(titles.nonfiling_characters, lambda dialect: (dialect.title,), _skips),
    OfField(names.person_names, lambda dialect: (*dialect.persons, "880"), _for(_PERSONS)),
    OfField(names.body_names, lambda dialect: (*dialect.bodies, "880"), _for(_BODIES)),
    OfField(linkage.script, lambda _: ("880",), _any, linkage.has_its_script),
    OfField(issns.issns, lambda dialect: (dialect.issn,), _has("a"), _all("a", issns.is_issn)),
    OfField(issns.issns, lambda _: ("880",), _for((MARC21.issn, CNMARC.issn))),
    OfField(issns.issns, lambda dialect: (*dialect.linking, "880"), _has("x"), _all("x", issns.is_issn)),
    OfField(issns.issns, lambda dialect: (*dialect.linking, "880"), _has("1")),
    OfField(hosts.host, lambda dialect: dialect.hosts if dialect is CNMARC else ()),
    OfField(hosts.host, lambda _: ("773",), _any, hosts.names_an_issue),
    OfField(losses.losses, losses.tags, _any, losses.asks_nothing),
    OfField(losses.losses, lambda dialect: dialect.hosts, _any, losses.has_none),
    OfField(labels.labels, labels.tags, _has("at"), labels.has_no_label),
    OfField(hostcodes.numbers, lambda _: ("773",), _has("w"), _all("w", hostcodes.is_number)),
    OfField(hostcodes.controls, lambda _: ("773",), _has("7"), _all("7", hostcodes.is_control)),
    OfField(hostcodes.same_enumeration, lambda _: ("773",), _has("q"), hostcodes.agree),
    OfField(cnmarc.coded_fields, lambda _: cnmarc.CODED, _has("a")),
    OfField(cnmarc.processing_dates, lambda _: ("100",), _has("a")),
    OfField(cnmarc.cn_numbers, lambda _: ("091",), _has("a")),
    OfField(cnmarc.transaction_dates, lambda _: ("801",), _has("c")),
    OfField(cnmarc.pinyin, lambda _: cnmarc.WITH_PINYIN, cnmarc.has_pinyin, cnmarc.is_pinyin),
    OfField(
        numbers.isbns, lambda dialect: numbers.isbn_tags(dialect)[:1], _has("a"), _all("a", numbers.is_isbn)
    ),
    OfField(
        numbers.isbns, lambda dialect: numbers.isbn_tags(dialect)[1:], _has("yz"), _all("yz", numbers.is_isbn)
    ),
    OfField(numbers.isbns, lambda dialect: numbers.isbn_tags(dialect)[1:], _has("1")),
    OfField(
        numbers.class_numbers,
        lambda dialect: (numbers.class_tag(dialect),),
        _has("a"),
        _all("a", numbers.is_class_number),
    ),
    OfField(
        numbers.terms, lambda dialect: (numbers.term_tag(dialect),), _has("a"), _all("a", numbers.is_one_term)
    ),
    OfField(numbers.system_numbers, lambda _: ("035",), _has("a")),
    OfField(numbers.addresses, lambda _: numbers.ADDRESSES, _has("u"), _all("u", numbers.is_address)),
    OfField(embedded.embedded_fields, lambda _: _LINKING),
    OfField(embedded.embedded_designators, lambda _: _LINKING),
)

OF_HEADS: tuple[Rule, ...] = (form.content_designators, linkage.links, linkage.sequences)
"""Rules that look at tag, indicators, codes and each $6 and $8 of one field at a time."""

OF_CHARACTERS: tuple[Rule, ...] = (characters.characters,)
"""Rules that look at one field at a time, and have nothing to say of text that `characters.is_sound`."""

OF_BLANKS: tuple[Rule, ...] = (form.empty_fields,)
"""Rules that have nothing to say of a record in which every value says something."""

OF_LENGTHS = lengths.RULES
"""Rules that have nothing to say of a record shorter than the longest field."""

MARKED: tuple[tuple[Rule, Callable[[Field], bool], Callable[[Field], bool]], ...] = (
    (form.control_data, lambda field: isinstance(field, ControlField), form.is_written_as_data),
    (linkage.pairs, _has("6"), linkage.may_be_unromanised),
    (origin.known_host, lambda field: field.tag in origin.ORIGIN, origin.is_foreign),
    (titles.punctuation_lacking, lambda field: field.tag == MARC21.title, titles.lacks_mark),
    (languages.chinook, lambda field: field.tag in languages.OF_ITEM, languages.is_chinook),
)
"""Rules that have something to say, `pairs` more, only of records with such a field.

What its tag and codes are, and what tells it by its values.
"""

OF_SOME: tuple[tuple[Rule, Callable[[Record, Context], bool]], ...] = (
    (leader.leader_encoding, lambda record, _: record.leader[9:10] == " "),
    (titles.punctuation, lambda record, _: record.leader[18:19] == titles.OMITTED),
    (form.fields_twice, lambda _, context: form.may_stand_twice(context)),
    (leader.declared_format, lambda _, context: bool(context.format)),
    (titles.kicker, lambda _, context: not context.data.keys().isdisjoint(("246", *titles.TITLE_NOTES))),
    (hosts.basis, lambda _, context: "588" not in context.data),
    (names.person_once, lambda _, context: names.has_persons(context)),
    (names.other_names, lambda _, context: names.has_persons(context)),
    (years.year, lambda _, context: context.is_component),
    (
        years.published,
        lambda _, context: context.is_component and not context.data.keys().isdisjoint(years.DATED),
    ),
    (years.published_in, years.may_be_published_in),
    (
        serials.basis_of_issue,
        lambda _, context: context.is_component and not context.data.keys().isdisjoint(serials.NOTES),
    ),
    (languages.same_language, lambda _, context: "041" in context.data),
    (numbers.dois, lambda _, context: not context.data.keys().isdisjoint(("014", "017", "024"))),
)
"""Rules that have nothing to say of records of other shapes than these."""
