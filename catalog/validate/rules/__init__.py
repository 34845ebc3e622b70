"""What a MARC 21 record must satisfy beside its schema, as visible lists of small functions.

The rules follow the MARC 21 format (https://www.loc.gov/marc/bibliographic/) and what library systems
choke on; each names its codes.  Rules about articles look at component parts only (leader/07 a or b),
rules about Chinese text at Chinese records only.
"""

from collections.abc import Iterator

from catalog.diagnostics import Diagnostic
from catalog.marc.record import Record
from catalog.validate.rules import characters, control, fixed, form, hosts, leader, lengths, names, titles
from catalog.validate.rules.context import Context, File, Rule

__all__ = ["BIBLIOGRAPHIC", "FORM", "LENGTHS", "RULES", "Context", "File", "check"]

# of every record, and the only ones of a record that is far too long
LENGTHS: tuple[Rule, ...] = (
    lengths.field_too_long,
    lengths.record_too_long,
    lengths.record_far_too_long,
)

# of every record, whatever its format
FORM: tuple[Rule, ...] = (
    leader.leader_length,
    leader.leader_codes,
    leader.leader_lengths,
    leader.leader_encoding,
    leader.other_format,
    leader.unimarc,
    form.tags,
    form.kinds_of_field,
    form.subfields_present,
    form.indicators,
    form.subfield_codes,
    form.empty_fields,
    control.control_number,
    control.control_number_characters,
    control.control_number_unique,
    control.control_fields_once,
    characters.characters,
)

# of bibliographic records
BIBLIOGRAPHIC: tuple[Rule, ...] = (
    leader.component_level,
    control.control_number_identifier,
    control.date_of_transaction_present,
    control.date_of_transaction,
    fixed.fixed_field,
    fixed.fixed_codes,
    fixed.fixed_entered,
    fixed.fixed_dates,
    fixed.fixed_place,
    fixed.fixed_language,
    form.indicator_values,
    titles.title_field,
    titles.title_proper,
    titles.title_subfields_once,
    titles.title_added_entry,
    titles.nonfiling_characters,
    titles.one_main_entry,
    titles.kicker,
    names.person_names,
    names.body_names,
    hosts.host,
    hosts.host_control_number,
    hosts.host_control_subfield,
    hosts.issns,
    hosts.issn_of_article,
    hosts.basis,
    hosts.year,
    hosts.known_host,
)

RULES = (*LENGTHS, *FORM, *BIBLIOGRAPHIC)


def check(record: Record, context: Context) -> Iterator[Diagnostic]:
    """Apply the rules that concern a record of this kind."""
    for rule in _rules(context):
        yield from rule(record, context)


def _rules(context: Context) -> tuple[Rule, ...]:
    if context.is_far_too_long:
        return LENGTHS
    return RULES if context.is_bibliographic and not context.is_unimarc else (*LENGTHS, *FORM)
