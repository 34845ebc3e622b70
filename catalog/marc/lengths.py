"""The lengths that a MARC leader states: bytes of ISO 2709, which are the same bytes whatever the container.

Structure: https://www.loc.gov/marc/specifications/specrecstruc.html
"""

from typing import NamedTuple

from catalog.marc.record import ControlField, Field, Record

LONGEST_FIELD = 9_999
"""Bytes of a field with its terminator: a directory entry has four digits for them."""
LONGEST_RECORD = 99_999
"""Bytes of a record with its terminator: the leader has five digits for them."""

AROUND_CONTROL = 1
"""Bytes of a control field beside its value: the terminator."""
AROUND_DATA = 3
"""Bytes of a data field beside its subfields: two indicators, the terminator."""
AROUND_SUBFIELD = 2
"""Bytes of a subfield beside its value: the delimiter, the code."""

_LEADER = 24
_DIRECTORY_ENTRY = 12
_TERMINATOR = 1


class Lengths(NamedTuple):
    """Bytes of each field with its terminator, of leader and directory (the base address), of the record."""

    fields: tuple[int, ...]
    base: int
    record: int


def measure(record: Record) -> Lengths:
    """Count the bytes that a record takes in ISO 2709 and UTF-8."""
    fields = tuple(map(field_length, record.fields))
    base = _LEADER + _DIRECTORY_ENTRY * len(fields) + _TERMINATOR
    return Lengths(fields, base, base + sum(fields) + _TERMINATOR)


def with_lengths(record: Record, lengths: Lengths | None = None) -> Record:
    """Give the record with its length in leader/00-04 and its base address in leader/12-16.

    Raises ValueError when the record is longer than the leader can say.

    >>> with_lengths(Record(f"{'':05}naa a22{'':05}2i 4500", (ControlField("001", "工会"),))).leader
    '00045naa a22000372i 4500'
    """
    _, base, total = lengths or measure(record)
    if total > LONGEST_RECORD:
        raise ValueError(f"a record of {total} bytes does not fit ISO 2709")
    return _with(record, base, total)


def with_length(record: Record, fields: int) -> Record | None:
    """Give the record likewise, where its fields take so many bytes.

    None for a record so long that one of its fields may be too long for the directory.
    """
    base = _LEADER + _DIRECTORY_ENTRY * len(record.fields) + _TERMINATOR
    total = base + fields + _TERMINATOR
    return _with(record, base, total) if total <= LONGEST_FIELD else None


def _with(record: Record, base: int, total: int) -> Record:
    leader, fields = record
    return Record(f"{total:05}{leader[5:12]}{base:05}{leader[17:]}", fields)


def field_length(field: Field, text: str | None = None) -> int:
    """Count the bytes of one field with its terminator; `text` are its values, if they were joined before."""
    if text is None:
        text = "".join([field.value] if isinstance(field, ControlField) else [v for _, v in field.subfields])
    length = len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))
    if isinstance(field, ControlField):
        return AROUND_CONTROL + length
    return AROUND_DATA + AROUND_SUBFIELD * len(field.subfields) + length
