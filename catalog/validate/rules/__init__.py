"""What a MARC record must satisfy beside its container, as visible lists of small functions.

The rules follow the MARC 21 format (https://www.loc.gov/marc/bibliographic/), UNIMARC as China uses it,
and what library systems choke on; each names its codes.  Rules about articles look at component parts
only (leader/07 a or b), rules about Chinese text at Chinese records only.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from catalog.diagnostics import Diagnostic
from catalog.marc.containers.entry import Entry
from catalog.marc.record import Record
from catalog.validate.library import Library
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
    neighbours,
    numbers,
    origin,
    serials,
    titles,
    years,
)
from catalog.validate.rules.context import Context, File, Rule
from catalog.validate.rules.sieve import Sieve
from catalog.validate.survey import Survey

__all__ = [
    "BIBLIOGRAPHIC", "CNMARC", "FORM", "LENGTHS", "MARC21", "RULES",
    "Asked", "Context", "File", "Library", "Survey", "check", "rules_of", "sift",
]  # fmt: skip

# of every record, and the only ones of a record that is far too long
LENGTHS = lengths.RULES

# of every record, whatever its format
FORM: tuple[Rule, ...] = (
    leader.leader_length,
    leader.leader_codes,
    leader.leader_lengths,
    leader.leader_encoding,
    leader.other_format,
    leader.unimarc,
    leader.declared_format,
    form.content_designators,
    form.control_data,
    form.empty_fields,
    control.control_number,
    control.control_numbers,
    control.control_fields_once,
    characters.characters,
)

# of bibliographic records of both formats
BIBLIOGRAPHIC: tuple[Rule, ...] = (
    control.control_number_identifier,
    control.date_of_transaction_present,
    control.date_of_transaction,
    form.fields_once,
    form.fields_twice,
    form.local_fields,
    languages.language_codes,
    languages.chinook,
    titles.title_field,
    titles.title_proper,
    titles.leader_dots,
    titles.kicker,
    names.person_names,
    names.body_names,
    names.person_once,
    names.other_names,
    hosts.host,
    issns.issns,
    issns.issn_of_article,
    losses.losses,
    labels.labels,
    years.year,
    years.published,
    years.published_in,
    origin.known_host,
    numbers.isbns,
    numbers.dois,
    numbers.class_numbers,
    numbers.terms,
    numbers.system_numbers,
    numbers.addresses,
    neighbours.neighbours,
)

MARC21: tuple[Rule, ...] = (
    leader.component_level,
    fixed.fixed_field,
    fixed.fixed_codes,
    fixed.fixed_entered,
    fixed.fixed_dates,
    fixed.fixed_type_of_date,
    fixed.fixed_place,
    fixed.fixed_language,
    fixed.material_codes,
    titles.title_subfields_once,
    titles.title_added_entry,
    titles.nonfiling_characters,
    titles.punctuation,
    titles.punctuation_lacking,
    titles.one_main_entry,
    hostcodes.numbers,
    hostcodes.controls,
    hostcodes.same_enumeration,
    hosts.basis,
    serials.basis_of_issue,
    languages.languages_of_cataloguing,
    languages.same_language,
    lists.relators,
    lists.areas,
    lists.countries,
    lists.carriers,
    linkage.links,
    linkage.sequences,
    linkage.script,
    linkage.pairs,
)

CNMARC: tuple[Rule, ...] = (
    leader.hierarchical_level,
    cnmarc.processing_data,
    cnmarc.language,
    cnmarc.coded_fields,
    cnmarc.processing_dates,
    cnmarc.transaction_dates,
    cnmarc.pinyin,
    cnmarc.character_sets,
    cnmarc.cn_numbers,
    languages.country_codes,
    cnmarc.localities,
    embedded.embedded_fields,
    embedded.embedded_designators,
)

RULES = (*LENGTHS, *FORM, *BIBLIOGRAPHIC, *MARC21, *CNMARC)

_KINDS = 64  # that are remembered in a file
_OF_MARC21 = (*LENGTHS, *FORM, *BIBLIOGRAPHIC, *MARC21)
_OF_CNMARC = (*LENGTHS, *FORM, *BIBLIOGRAPHIC, *CNMARC)
_OF_OTHERS = (*LENGTHS, *FORM)


class Asked(NamedTuple):
    """A record under check, and the rules that may have something to say of it, in their order."""

    context: Context
    rules: Sequence[Rule]

    def findings(self) -> Iterator[Diagnostic]:
        """Ask the rules; records of a file are asked about in its order."""
        for rule in self.rules:
            yield from rule(self.context.record, self.context)


def check(record: Record, context: Context) -> Iterator[Diagnostic]:
    """Apply the rules that concern a record of this kind, but for those that are known to have no word."""
    return _asked(context).findings()


def sift(found: Iterable[Entry | Diagnostic], file: File) -> list[Asked | None]:
    """Choose the rules for each of some records; there are none for findings, and records without fields."""
    contexts = [
        Context(file, item.record, item.number, item.line, item.lines, item.format)
        if isinstance(item, Entry) and item.record.fields
        else None
        for item in found
    ]
    return [None if context is None else _asked(context) for context in contexts]


def _asked(context: Context) -> Asked:
    asked = _sieve(context, rules_of(context)).asked(context.record, context)
    return Asked(context, LENGTHS if context.is_far_too_long else asked)


def rules_of(context: Context) -> tuple[Rule, ...]:
    """Choose the rules for a kind of record."""
    if not context.is_bibliographic or (context.is_unimarc and context.file.format == "marc21"):  # R405, R407
        return _OF_OTHERS
    return _OF_CNMARC if context.is_unimarc else _OF_MARC21


def _sieve(context: Context, rules: tuple[Rule, ...]) -> Sieve:
    """Give what is known of records of a kind, those of the same leader but for lengths."""
    leader, sieves = context.record.leader, context.file.sieves
    if len(leader) == 24 and leader.isascii() and (leader[:5] + leader[12:17]).isdecimal():
        leader = leader[5:12] + leader[17:]
    named = bool(context.format)
    key = leader, named, rules is _OF_OTHERS, context.is_unimarc, context.is_chinese, context.schedule
    sieve: Sieve | None = sieves.get(key)
    if sieve is None:
        if len(sieves) >= _KINDS:
            sieves.clear()
        sieve = sieves[key] = Sieve(rules, context)
    return sieve
