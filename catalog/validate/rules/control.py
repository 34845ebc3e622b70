"""Control fields 001, 003 and 005, and the number of each."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from catalog.diagnostics import Diagnostic, finding
from catalog.marc.record import ControlField, Record
from catalog.validate.rules.characters import name_of
from catalog.validate.rules.context import Context

ONCE = ("001", "003", "005", "008")


def control_number(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R410: every record has a control number."""
    if not record.control_number.strip():
        yield finding("R410", context.place("001"))


def control_number_characters(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R411: a control number is ASCII."""
    for field in record.control_fields("001"):
        if character := next((char for char in field.value if char > "\x7f"), ""):
            yield finding("R411", context.place(field), character=name_of(character))


def control_number_unique(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R412: no two records of a file have the same control number of the same organisation."""
    number = record.control_number.strip()
    if not number:
        return
    organisation = next((field.value.strip() for field in record.control_fields("003")), "")
    here = f"#{context.number}" + (f" ({context.file.name}:{context.line})" if context.line else "")
    other = context.file.control_numbers.setdefault((organisation, number), here)
    if other != here:
        field = next(record.control_fields("001"))
        yield finding("R412", context.place(field), number=number, other=other)


def control_number_identifier(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R413: 003 says whose number 001 is."""
    if record.control_number.strip() and not any(f.value.strip() for f in record.control_fields("003")):
        yield finding("R413", context.place("003"))


def control_fields_once(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R414: 001, 003, 005 and 008 are not repeatable."""
    counts = Counter(field.tag for field in record.fields if isinstance(field, ControlField))
    for tag in ONCE:
        if counts[tag] > 1:
            second = list(record.control_fields(tag))[1]
            yield finding("R414", context.place(second), tag=tag, count=counts[tag])


def date_of_transaction_present(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R415: 005 says when the record was last changed."""
    if not any(record.control_fields("005")):
        yield finding("R415", context.place("005"))


def date_of_transaction(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R416: 005 is a real date and time, yyyymmddhhmmss.f (https://www.loc.gov/marc/bibliographic/bd005.html)."""
    for field in record.control_fields("005"):
        if not re.fullmatch(r"[0-9]{14}\.[0-9]", field.value) or not _is_moment(field.value[:14]):
            yield finding("R416", context.place(field), found=field.value)


def _is_moment(digits: str) -> bool:
    """Whether 14 digits are a date and time of the calendar."""
    try:
        datetime.strptime(digits, "%Y%m%d%H%M%S")  # noqa: DTZ007  (only read, never compared)
    except ValueError:
        return False
    return True
