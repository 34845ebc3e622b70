"""What a choke of a target says of a record: the plainest reading of its data, for the tests."""

import re
from collections.abc import Iterator

from catalog.marc.fieldline import parse
from catalog.marc.record import ControlField, Record
from catalog.targets import Choke

ARTICLE = "00000naa a2200000 i 4500"


def record(lines: list[str]) -> Record:
    """Make a record of fields as librarians write them, `LDR` with # for blanks before them."""
    leader = next((line[4:].replace("#", " ") for line in lines if line.startswith("LDR ")), ARTICLE)
    return Record(leader, tuple(parse(line) for line in lines if not line.startswith("LDR ")))


def met(choke: Choke, record: Record) -> bool:
    """Tell whether the choke is met."""
    if choke.levels and record.leader[7] not in choke.levels:
        return False
    found = any(_counts(choke, value) for value in _values(choke, record))
    return found if choke.when == "present" else not found


def _values(choke: Choke, record: Record) -> Iterator[str]:
    if re.fullmatch(choke.field, "LDR"):
        yield record.leader
    for field in record.fields:
        if not re.fullmatch(choke.field, field.tag):
            continue
        if isinstance(field, ControlField):
            yield field.value
        elif choke.subfield:
            yield from (value for code, value in field.subfields if code == choke.subfield)
        else:
            yield ""


def _counts(choke: Choke, value: str) -> bool:
    if choke.positions:
        value = value[choke.positions[0] : choke.positions[1] + 1]
    return not choke.value or re.fullmatch(choke.value, value) is not None
