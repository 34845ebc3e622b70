"""What makes checking quick: most records repeat what others had, of which a rule need not be asked again.

A rule that looks at the shape of a record (leader, tags, indicators, codes) is asked once of every shape, one
that looks at single fields once of a field that stands in many records.  If it has nothing to say there, it
is not asked of the record.  What each rule looks at stands in `scopes`.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import count
from typing import NamedTuple, TypeVar

from catalog.marc.lengths import LONGEST_FIELD, field_length
from catalog.marc.record import ControlField, Field, Record, Subfield
from catalog.validate.rules import characters
from catalog.validate.rules.context import Context, Rule
from catalog.validate.rules.scopes import (
    FIELD,
    MARKED,
    OF_BLANKS,
    OF_CHARACTERS,
    OF_HEADS,
    OF_LENGTHS,
    OF_SOME,
    SHAPE,
    OfField,
)

LEADER_AND_ENDS, ENTRY = 26, 12
"""Bytes of ISO 2709 beside those of the fields, and for each field in the directory."""
REMEMBERED = 4096
"""How many fields, shapes or kinds of record are remembered; of fields twice as many."""

Judged = tuple[Field, int, frozenset[Rule], int]
"""A field, the number of its head, the rules that may speak of it, the bytes that it adds in ISO 2709."""
Glance = tuple[Rule, Callable[[tuple[Subfield, ...]], bool]]
"""A rule, and what tells at a glance subfields of which it has nothing to say."""


class Head(NamedTuple):
    """What is known of tag, indicators and codes.

    That is: a number for them, the rules that have something to say of them, those that may have of a field,
    what marks one for others, and the bytes that a field adds in ISO 2709 beside its values.
    """

    number: int
    loud: frozenset[Rule]
    rules: Sequence[Glance]
    marks: Sequence[tuple[Rule, Callable[[Field], bool]]]
    size: int


class Shape(NamedTuple):
    """The rules that may speak of records of a shape, as a set and in their order."""

    loud: frozenset[Rule]
    asked: tuple[Rule, ...]


class Sieve:
    """Records of one kind: of one leader but for lengths, one dialect, one schedule, one language."""

    def __init__(self, rules: Sequence[Rule], context: Context) -> None:
        self._rules = rules
        self._kind = context.of_kind()
        self._of_one_record = "001", context.dialect.title  # which are hardly ever met again
        self._of_tag: dict[str, list[OfField]] = {}
        for row in FIELD:
            for tag in row.tags(context.dialect) if row.rule in rules else ():
                self._of_tag.setdefault(tag, []).append(row)
        sifted = (SHAPE, OF_HEADS, OF_CHARACTERS, OF_BLANKS, OF_LENGTHS)
        self._always = frozenset(rules).difference(*sifted, *(row[:1] for row in (*FIELD, *MARKED, *OF_SOME)))
        self._numbers = count()
        self._heads: dict[Hashable, Head] = {}
        self._shapes: dict[tuple[int, ...], Shape] = {}
        self._fields: dict[int, Judged] = {}
        self._earlier: dict[int, Judged] = {}

    def asked(self, record: Record, context: Context) -> tuple[Rule, ...]:
        """Give the rules, in their order, that may have something to say of a record."""
        fields = record.fields
        known = map(self._fields.get, map(id, fields))
        judged = [of or self._judged(field) for of, field in zip(known, fields, strict=True)]
        _, heads, louds, sizes = zip(_AROUND, *judged)  # noqa: B905  # which are rows of one length
        context.bytes = size = sum(sizes)
        shape = self._shapes.get(heads) or self._shape(heads, record, context)
        if size <= LONGEST_FIELD and not any(louds):
            return shape.asked
        loud = shape.loud.union(*louds, OF_LENGTHS if size > LONGEST_FIELD else ())
        return tuple(rule for rule in self._rules if rule in loud)

    def _shape(self, heads: tuple[int, ...], record: Record, context: Context) -> Shape:
        loud = self._always | _loud((rule for rule in SHAPE if rule in self._rules), record, context)
        loud |= {rule for rule, is_meant in OF_SOME if rule in self._rules and is_meant(record, context)}
        shape = Shape(loud, tuple(rule for rule in self._rules if rule in loud))
        _remember(self._shapes, heads, shape)
        return shape

    def _judged(self, field: Field) -> Judged:
        """Judge a field by the rules that look at such fields alone."""
        judged = self._earlier.get(id(field)) or self._judge(field)
        if field.tag in self._of_one_record:
            return judged
        if len(self._fields) >= REMEMBERED:
            self._earlier, self._fields = self._fields, {}
        self._fields[id(field)] = judged  # which keeps the field, so that no other has its id
        return judged

    def _judge(self, field: Field) -> Judged:
        subfields: tuple[Subfield, ...] = ()
        codes: tuple[str, ...] = ()
        values: tuple[str, ...] = ()
        if isinstance(field, ControlField):
            values = (field.value,)
        elif subfields := field.subfields:
            codes, values = zip(*subfields)  # noqa: B905  # which are pairs
        text = "".join(values)
        head = self._head(field, codes)
        loud = head.loud
        asked = [rule for rule, is_right in head.rules if not is_right(subfields)]
        if not characters.is_sound(text):
            asked += OF_CHARACTERS
        if asked:
            alone = Context.of_one(field, self._kind)
            loud |= _loud(asked, alone.record, alone)
        for rule, is_marked in head.marks:
            if is_marked(field):
                loud |= {rule}
        if not all(map(str.strip, values)):
            loud = loud.union(self._rules)
        length = len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))
        return field, head.number, loud, head.size + length

    def _head(self, field: Field, codes: tuple[str, ...]) -> Head:
        """Judge tag, indicators and codes."""
        key: Hashable = field.tag
        if not isinstance(field, ControlField):
            links = (
                [item for item in field.subfields if item[0] in "68"] if "6" in codes or "8" in codes else ()
            )
            key = field.tag, field.indicators, codes, *links
        head = self._heads.get(key)
        if head is None:
            alone = Context.of_one(field, self._kind)
            head = Head(
                next(self._numbers),
                _loud(OF_HEADS, alone.record, alone),
                [(row.rule, row.is_right) for row in self._of_tag.get(field.tag, ()) if row.concerns(field)],
                [(rule, mark) for rule, of, mark in MARKED if rule in self._rules and of(field)],
                ENTRY + field_length(field, ""),
            )
            _remember(self._heads, key, head)
        return head


_NONE: frozenset[Rule] = frozenset()
_AROUND: Judged = ControlField("LDR", ""), -1, _NONE, LEADER_AND_ENDS
_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


def _loud(rules: Iterable[Rule], record: Record, context: Context) -> frozenset[Rule]:
    """Give the rules that have something to say."""
    loud = _NONE
    for rule in rules:
        for _ in rule(record, context):
            loud |= {rule}
            break
    return loud


def _remember(known: dict[_Key, _Value], key: _Key, value: _Value) -> None:
    if len(known) >= REMEMBERED:
        known.clear()
    known[key] = value
