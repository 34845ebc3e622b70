"""Control fields 001, 003 and 005, and the number of each."""

import re
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache

from catalog.diagnostics import Diagnostic, finding
from catalog.marc.characters import DAMAGE, name_of
from catalog.marc.record import Record
from catalog.validate.rules.context import Context
from catalog.validate.rules.numbers import spreadsheet_number

MOMENT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})\.[0-9]")


def control_number(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R410: every record has a control number."""
    if not record.control_number.strip():
        yield finding("R410", context.place("001"))


def control_numbers(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R411, R412, R534: a control number is ASCII and whole, and no other of the file is the same."""
    numbers, organisations = context.control.get("001", []), context.control.get("003", [])
    for field in numbers:
        if not field.value.isascii():
            text = DAMAGE.sub("", field.value)  # which R480 to R484 tell of
            if character := next((char for char in text if char > "\x7f"), ""):
                yield finding("R411", context.place(field), character=name_of(character))
    number = numbers[0].value.strip() if numbers else ""
    if not number:
        return
    organisation = organisations[0].value.strip() if organisations else ""
    if "+" in number and spreadsheet_number(number):
        yield finding("R534", context.place(numbers[0]), found=number)
    file = context.file
    if owner := file.control_numbers.earlier((organisation, number), context.number, context.line):
        yield finding("R412", context.place(numbers[0]), number=number, other=owner.called(file.name))


def control_number_identifier(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R413: 003 says whose number 001 is; CNMARC has no such field."""
    if context.is_unimarc:
        return
    if record.control_number.strip() and not any(f.value.strip() for f in context.control.get("003", ())):
        yield finding("R413", context.place("003"))


def control_fields_once(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R414: 001, 003, 005 and, in MARC 21, 008 are not repeatable."""
    for tag in context.dialect.control_once:
        fields = context.control.get(tag, ())
        if len(fields) > 1:
            yield finding("R414", context.place(fields[1]), tag=tag, count=len(fields))


def date_of_transaction_present(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R415: 005 says when the record was last changed."""
    if "005" not in context.control:
        yield finding("R415", context.place("005"))


def date_of_transaction(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R416: 005 is a real date and time, yyyymmddhhmmss.f (https://www.loc.gov/marc/bibliographic/bd005.html)."""
    for field in context.control.get("005", ()):
        if not _is_moment(field.value):
            yield finding("R416", context.place(field), found=field.value)


@lru_cache(maxsize=1 << 10)
def _is_moment(text: str) -> bool:
    """Whether a text is a date and time of the calendar."""
    found = MOMENT.fullmatch(text)
    if found is None:
        return False
    year, month, day, hour, minute, second = map(int, found.groups())
    try:
        datetime(year, month, day, hour, minute, second)  # noqa: DTZ001  (only tried, never compared)
    except ValueError:
        return False
    return True
