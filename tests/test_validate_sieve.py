"""What the rules find is the same whether each is asked of each record or only where it may have a word."""

import random
from collections.abc import Iterator
from io import BytesIO

import pytest

from catalog.diagnostics import Diagnostic
from catalog.marc.containers.entry import Entry
from catalog.marc.containers.read_xml import read
from catalog.marc.record import ControlField, DataField, Field, Record, Subfield
from catalog.validate.rules import LENGTHS, RULES, Context, File, check, rules_of
from catalog.validate.rules.scopes import (
    FIELD,
    MARKED,
    OF_BLANKS,
    OF_CHARACTERS,
    OF_HEADS,
    OF_LENGTHS,
    OF_SOME,
    SHAPE,
)
from tests.sound_records import FILES, sound
from tests.written_records import as_marcxml

MADE = [
    item.record
    for path in FILES
    for item in read(BytesIO(as_marcxml(sound(path))), "x")
    if isinstance(item, Entry)
]
PIECES = (
    *("", " ", "a", "9", "工会", "\u200b", "e\u0301", "<br/>", "&amp;", "1234-5678", "880-01", "245-01/$1"),
    *("cn", "\x1f", "2001 ", "，李四", "宸ヤ細涓诲腑"),
)


def changed(value: str, chance: random.Random) -> str:
    at = chance.randrange(len(value) + 1)
    return value[:at] + chance.choice(PIECES) + value[at + chance.choice((0, 0, 1, 3, 99)) :]


def damaged(record: Record, chance: random.Random) -> Record:
    """Change a record in one or two places."""
    fields = list(record.fields)
    leader = record.leader
    for _ in range(chance.choice((1, 1, 2))):
        at = chance.randrange(len(fields))
        field, kind = fields[at], chance.random()
        if kind < 0.1:
            leader = changed(leader, chance)
        elif kind < 0.2:
            del fields[at]
        elif kind < 0.3:
            fields.insert(chance.randrange(len(fields)), field)
        else:
            fields[at] = damaged_field(field, chance)
        if not fields:
            break
    return Record(leader, tuple(fields))


def damaged_field(field: Field, chance: random.Random) -> Field:
    tag = chance.choice((field.tag, field.tag, field.tag, "245", "880", "773", "942", "100", "461"))
    if isinstance(field, ControlField):
        return ControlField(field.tag, changed(field.value, chance))
    items = list(field.subfields)
    at = chance.randrange(len(items) + 1)
    item = items[at] if at < len(items) else Subfield("6", "880-01")
    code = chance.choice((item.code, item.code, "a", "6", "9", "X"))
    items[at : at + 1] = chance.choice(([], [Subfield(code, changed(item.value, chance))], [item, item]))
    indicators = chance.choice((field.indicators, field.indicators, "00", "1 ", "  "))
    return DataField(tag, indicators, tuple(items))


def all_asked(record: Record, context: Context) -> Iterator[Diagnostic]:
    for rule in LENGTHS if context.is_far_too_long else rules_of(context):
        yield from rule(record, context)


@pytest.mark.parametrize("format_", ["", "marc21"])
@pytest.mark.parametrize("seed", range(4))
def test_the_same_is_found(seed: int, format_: str) -> None:
    chance = random.Random(seed)
    sieved, asked = File("x", format_), File("x", format_)
    for number in range(1, 250):
        record = chance.choice(MADE)
        if chance.random() < 0.8:
            record = damaged(record, chance)
        found = list(check(record, Context(sieved, record, number)))
        assert found == list(all_asked(record, Context(asked, record, number)))
    assert list(sieved.survey.findings(frozenset(), "")) == list(asked.survey.findings(frozenset(), ""))


def test_rules_are_rules() -> None:
    tables = (
        *(SHAPE, OF_HEADS, OF_CHARACTERS, OF_BLANKS, OF_LENGTHS),
        *([row[0] for row in table] for table in (FIELD, MARKED, OF_SOME)),
    )
    for table in tables:
        assert not set(table) - set(RULES)
