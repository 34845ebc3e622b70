"""What makes checking quick: most records repeat what others had, of which a rule need not be asked again.

A rule that looks at the shape of a record (leader, tags, indicators, codes) is asked once of every shape, one
that looks at single fields once of a field that stands in many records.  If it has nothing to say there, it
is not asked of the record; any rule that stands in none of the tables here is asked of every record.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import count
from typing import NamedTuple, TypeVar

from catalog.marc.lengths import LONGEST_FIELD, field_length
from catalog.marc.record import ControlField, DataField, Field, Record
from catalog.validate.rules import (
    characters,
    cnmarc,
    control,
    embedded,
    fixed,
    form,
    hosts,
    languages,
    leader,
    lengths,
    linkage,
    names,
    titles,
)
from catalog.validate.rules.context import Context, Rule
from catalog.validate.rules.dialect import Dialect

LEADER_AND_ENDS, ENTRY = 26, 12
"""Bytes of ISO 2709 beside those of the fields, and for each field in the directory."""
REMEMBERED = 4096
"""How many fields, shapes or kinds of record are remembered; of fields twice as many."""

SHAPE: tuple[Rule, ...] = (
    leader.leader_length,
    leader.leader_codes,
    leader.other_format,
    leader.unimarc,
    leader.hierarchical_level,
    form.fields_once,
    form.local_fields,
    control.control_number,
    control.control_number_identifier,
    control.control_fields_once,
    control.date_of_transaction_present,
    titles.title_field,
    titles.title_subfields_once,
    titles.title_added_entry,
    titles.one_main_entry,
    fixed.fixed_field,
    cnmarc.processing_data,
    hosts.host,
    hosts.issn_of_article,
)
"""Rules that look at nothing but the shape of a record, and at whether a value is blank."""

_LINKING = tuple(f"4{number:02}" for number in range(100))

FIELD: tuple[tuple[Rule, Callable[[Dialect], Sequence[str]], str], ...] = (
    (control.control_number_characters, lambda _: ("001",), ""),
    (control.date_of_transaction, lambda _: ("005",), ""),
    (leader.component_level, lambda _: ("008",), ""),
    (fixed.fixed_field, lambda _: ("008",), ""),
    (fixed.fixed_codes, lambda _: ("008",), ""),
    (fixed.fixed_entered, lambda _: ("008",), ""),
    (fixed.fixed_dates, lambda _: ("008",), ""),
    (fixed.fixed_place, lambda _: ("008",), ""),
    (fixed.fixed_language, lambda _: ("008",), ""),
    (fixed.material_codes, lambda _: ("006", "007"), ""),
    (languages.language_codes, lambda _: ("041", "101"), ""),
    (languages.country_codes, lambda _: ("102",), ""),
    (titles.title_proper, lambda dialect: (dialect.title,), ""),
    (titles.nonfiling_characters, lambda dialect: (dialect.title,), ""),
    (names.person_names, lambda dialect: (*dialect.persons, "880"), ""),
    (names.body_names, lambda dialect: (*dialect.bodies, "880"), ""),
    (hosts.issns, lambda dialect: (dialect.issn, *dialect.linking), "1ax"),
    (hosts.host, lambda dialect: dialect.hosts, ""),
    (hosts.host_control_number, lambda _: ("773",), "w"),
    (hosts.host_control_subfield, lambda _: ("773",), "7"),
    (hosts.same_enumeration, lambda _: ("773",), "q"),
    (cnmarc.coded_fields, lambda _: cnmarc.CODED, "a"),
    (cnmarc.processing_dates, lambda _: ("100",), "a"),
    (cnmarc.cn_numbers, lambda _: ("091",), "a"),
    (embedded.embedded_fields, lambda _: _LINKING, ""),
    (embedded.embedded_designators, lambda _: _LINKING, ""),
)
"""Rules that look at one field at a time and at the kind of record; tags, and codes of which it has one."""

OF_HEADS: tuple[Rule, ...] = (form.content_designators,)
"""Rules that look at tag, indicators and codes of one field at a time, of an 880 also at its $6."""

OF_CHARACTERS: tuple[Rule, ...] = (characters.characters,)
"""Rules that have nothing to say of text that `characters.is_sound`."""

OF_BLANKS: tuple[Rule, ...] = (form.empty_fields,)
"""Rules that have nothing to say of a record in which every value says something."""

OF_LENGTHS: tuple[Rule, ...] = (lengths.field_too_long, lengths.record_too_long, lengths.record_far_too_long)
"""Rules that have nothing to say of a record shorter than the longest field."""

OF_LINKS: tuple[Rule, ...] = (linkage.linkage,)
"""Rules that have nothing to say of a record without 880 and $6."""


class Head(NamedTuple):
    """What is known of tag, indicators and codes.

    That is: a number for them, whether it is 880 or has $6, the rules that have something to say of them, and
    those that must be asked of each field.
    """

    number: int
    is_linked: bool
    loud: frozenset[Rule]
    rules: Sequence[Rule]


class Judged(NamedTuple):
    """A field, its head, the rules that have something to say of it, the bytes it takes in ISO 2709."""

    field: Field
    head: Head
    loud: frozenset[Rule]
    size: int


class Sieve:
    """Records of one kind: of one leader but for lengths, one dialect, one schedule, one language."""

    def __init__(self, rules: Sequence[Rule], dialect: Dialect) -> None:
        self._rules = rules
        self._of_tag: dict[str, list[tuple[Rule, str]]] = {}
        for rule, tags, codes in FIELD:
            for tag in tags(dialect) if rule in rules else ():
                self._of_tag.setdefault(tag, []).append((rule, codes))
        self._always = frozenset(rules).difference(
            SHAPE, OF_HEADS, OF_CHARACTERS, OF_BLANKS, OF_LENGTHS, OF_LINKS, (rule for rule, _, _ in FIELD)
        )
        self._numbers = count()
        self._asked: dict[frozenset[Rule], tuple[Rule, ...]] = {}
        self._heads: dict[Hashable, Head] = {}
        self._shapes: dict[tuple[int, ...], frozenset[Rule]] = {}
        self._fields: dict[int, Judged] = {}
        self._earlier: dict[int, Judged] = {}

    def asked(self, record: Record, context: Context) -> tuple[Rule, ...]:
        """Give the rules, in their order, that may have something to say of a record."""
        loud = _NONE
        shape, size, is_linked = [], LEADER_AND_ENDS + ENTRY * len(record.fields), False
        known = self._fields
        for field in record.fields:
            _, head, own, length = known.get(id(field)) or self._judged(field, context)
            shape.append(head[0])
            size += length
            if own:
                loud |= own
            if head[1]:
                is_linked = True
        loud |= self._of_shape(tuple(shape), record, context)
        if is_linked:
            loud = loud.union(OF_LINKS)
        if size > LONGEST_FIELD:
            loud = loud.union(OF_LENGTHS)
        context.bytes = size
        found = self._asked.get(loud)
        if found is None:
            found = tuple(rule for rule in self._rules if rule in loud or rule in self._always)
            _remember(self._asked, loud, found)
        return found

    def _of_shape(self, shape: tuple[int, ...], record: Record, context: Context) -> frozenset[Rule]:
        loud = self._shapes.get(shape)
        if loud is None:
            loud = _loud((rule for rule in SHAPE if rule in self._rules), record, context)
            _remember(self._shapes, shape, loud)
        return loud

    def _judged(self, field: Field, context: Context) -> Judged:
        """Judge a field by the rules that look at such fields alone."""
        judged = self._earlier.get(id(field)) or self._judge(field, context)
        if len(self._fields) >= REMEMBERED:
            self._earlier, self._fields = self._fields, {}
        self._fields[id(field)] = judged  # which keeps the field, so that no other has its id
        return judged

    def _judge(self, field: Field, context: Context) -> Judged:
        head = self._head(field, context)
        values = [field.value] if isinstance(field, ControlField) else [value for _, value in field.subfields]
        loud = head.loud
        if head.rules:
            alone = context.of_one(field)
            loud |= _loud(head.rules, alone.record, alone)
        if not characters.is_sound("".join(values)):
            loud = loud.union(OF_CHARACTERS)
        if not all(map(str.strip, values)):
            loud = loud.union(self._rules)
        return Judged(field, head, loud, field_length(field))

    def _head(self, field: Field, context: Context) -> Head:
        """Judge tag, indicators and codes."""
        key: Hashable = field.tag
        codes: tuple[str, ...] = ()
        if isinstance(field, DataField):
            codes = tuple([code for code, _ in field.subfields])
            key = field.tag, field.indicators, codes, *(field.values("6") if field.tag == "880" else ())
        head = self._heads.get(key)
        if head is None:
            alone = context.of_one(field)
            rules = [
                rule
                for rule, wanted in self._of_tag.get(field.tag, ())
                if not wanted or not set(wanted).isdisjoint(codes)
            ]
            is_linked = field.tag == "880" or "6" in codes
            head = Head(next(self._numbers), is_linked, _loud(OF_HEADS, alone.record, alone), rules)
            _remember(self._heads, key, head)
        return head


_NONE: frozenset[Rule] = frozenset()
_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


def _loud(rules: Iterable[Rule], record: Record, context: Context) -> frozenset[Rule]:
    """Give the rules that have something to say."""
    found = [rule for rule in rules if next(rule(record, context), None) is not None]
    return frozenset(found) if found else _NONE


def _remember(known: dict[_Key, _Value], key: _Key, value: _Value) -> None:
    if len(known) >= REMEMBERED:
        known.clear()
    known[key] = value
