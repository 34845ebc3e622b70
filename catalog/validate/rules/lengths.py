"""Lengths in ISO 2709: a field holds 9,999 bytes with its terminator, a record 99,999."""

from collections.abc import Iterator

from catalog.diagnostics import Diagnostic, finding
from catalog.marc.record import ControlField, Field, Record
from catalog.validate.rules.context import Context

FIELD_LIMIT = 9_999
RECORD_LIMIT = 99_999


def field_length(field: Field) -> int:
    """Count the bytes of a field in UTF-8 with its indicators, delimiters and terminator.

    >>> field_length(ControlField("001", "X1"))
    3
    """
    if isinstance(field, ControlField):
        return _bytes(field.value) + 1
    return 3 + sum(1 + _bytes(code) + _bytes(value) for code, value in field.subfields)


def base_address(record: Record) -> int:
    """Count the bytes before the first field: the leader, 12 of directory for each field, a terminator."""
    return 24 + 12 * len(record.fields) + 1


def record_length(record: Record) -> int:
    """Count the bytes of the whole record with its terminator."""
    return base_address(record) + sum(map(field_length, record.fields)) + 1


def field_too_long(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R470: every field fits into the four digits of its directory entry."""
    for field in record.fields:
        if (length := field_length(field)) > FIELD_LIMIT:
            yield finding("R470", context.place(field), length=f"{length:,}")


def record_too_long(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R471: the record fits into the five digits of leader/00-04."""
    if (length := record_length(record)) > RECORD_LIMIT:
        yield finding("R471", context.place(), length=f"{length:,}")


def _bytes(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))
