"""What may not be written: checks on a finished record, before any container sees it."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from catalog.diagnostics import Diagnostic, Place, finding
from catalog.marc.lengths import LONGEST_FIELD, LONGEST_RECORD, measure, with_lengths
from catalog.marc.record import ControlField, DataField, Field, Record, Subfield

# Controls, which ISO 2709 uses as delimiters, and what neither UTF-8 nor XML 1.0 can carry.
_UNFIT = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_CONTROL_NUMBER = re.compile(r"[!-~]+")


def preflight(record: Record, place: Place) -> tuple[Record | None, list[Diagnostic]]:
    """Make a record ready to be written, or refuse it (W704): text in NFC, leader with its lengths.

    Refused are empty values, control characters, noncharacters, a control number that is not
    printable ASCII, a field over 9,999 or a record over 99,999 bytes.  Text that NFC changes is told
    of (W705).
    """
    for reason, tag, code in _faults(record):
        return None, [refused(reason, replace(place, field=tag, subfield=code))]
    record, findings = _composed(record, place)
    lengths = measure(record)
    for field, length in zip(record.fields, lengths.fields, strict=True):
        if length > LONGEST_FIELD:
            return None, [refused(f"{length} > {LONGEST_FIELD} B", replace(place, field=field.tag))]
    if lengths.record > LONGEST_RECORD:
        return None, [refused(f"{lengths.record} > {LONGEST_RECORD} B", place)]
    return with_lengths(record, lengths), findings


def refused(reason: str, place: Place) -> Diagnostic:
    """Say that a record is not written; the reason names field and figure, in no language."""
    at = f"{place.field}${place.subfield}" if place.subfield else place.field
    return finding("W704", place, record=place.record, reason=f"{at} {reason}".strip())


def _faults(record: Record) -> Iterator[tuple[str, str, str]]:
    """Look for values that cannot be written: the reason, the tag, the subfield code."""
    if not _CONTROL_NUMBER.fullmatch(record.control_number):
        yield "≠ ASCII", "001", ""
    for field in record.fields:
        for code, value in _values(field):
            if unfit := _UNFIT.search(value):
                yield f"U+{ord(unfit.group()):04X}", field.tag, code
            if not value.strip():
                yield '= ""', field.tag, code


def _composed(record: Record, place: Place) -> tuple[Record, list[Diagnostic]]:
    """Bring text into Unicode form NFC, which MARC systems store."""
    changed = [field for field in record.fields if not _is_composed(field)]
    if not changed:
        return record, []
    fields = tuple(_normalized(field) if field in changed else field for field in record.fields)
    notes = [
        finding("W705", replace(place, field=field.tag), record=place.record, field=field.tag)
        for field in changed
    ]
    return replace(record, fields=fields), notes


def _is_composed(field: Field) -> bool:
    return all(unicodedata.is_normalized("NFC", value) for _, value in _values(field))


def _normalized(field: Field) -> Field:
    if isinstance(field, ControlField):
        return ControlField(field.tag, unicodedata.normalize("NFC", field.value))
    subfields = tuple(Subfield(code, unicodedata.normalize("NFC", value)) for code, value in field.subfields)
    return DataField(field.tag, field.indicators, subfields)


def _values(field: Field) -> tuple[Subfield, ...]:
    """Give the values of a field with their codes; that of a control field has none."""
    return (Subfield("", field.value),) if isinstance(field, ControlField) else field.subfields
