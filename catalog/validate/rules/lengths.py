"""Lengths in ISO 2709: a field holds 9,999 bytes with its terminator, a record 99,999."""

from collections.abc import Iterator

from catalog.diagnostics import Diagnostic, finding
from catalog.marc.lengths import LONGEST_FIELD, LONGEST_RECORD
from catalog.marc.record import Record
from catalog.validate.rules.context import Context, Rule


def field_too_long(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R470: every field fits into the four digits of its directory entry."""
    if context.bytes <= LONGEST_FIELD:
        return
    for field, length in zip(record.fields, context.lengths.fields, strict=True):
        if length > LONGEST_FIELD:
            yield finding("R470", context.place(field), length=f"{length:,}")


def record_too_long(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R471: the record fits into the five digits of leader/00-04."""
    if (length := context.bytes) > LONGEST_RECORD and not context.is_far_too_long:
        yield finding("R471", context.place(), length=f"{length:,}")


def record_far_too_long(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R472: no other rule looks into a record that is no record any more."""
    if context.is_far_too_long:
        yield finding("R472", context.place(), length=f"{context.bytes:,}")


RULES: tuple[Rule, ...] = (field_too_long, record_too_long, record_far_too_long)
