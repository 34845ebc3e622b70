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
    linkage.pairs,
)
"""Rules that look at the shape of a record, and at whether a value is blank; see OF_HAN for `pairs`."""

_LINKING = tuple(f"4{number:02}" for number in range(100))


def _any(field: Field) -> bool:
    return True


def _has(codes: str) -> Callable[[Field], bool]:
    return lambda field: isinstance(field, DataField) and any(code in codes for code, _ in field.subfields)


def _has_name(field: Field) -> bool:
    """Tell a field 1XX or 7XX, or an 880 that stands for one."""
    tags = field.values("6") if isinstance(field, DataField) and field.tag == "880" else [field.tag]
    return "".join(tags[:1]).startswith(("1", "7"))


def _skips(field: Field) -> bool:
    return isinstance(field, DataField) and field.indicators[1:2] != "0"


FIELD: tuple[tuple[Rule, Callable[[Dialect], Sequence[str]], Callable[[Field], bool]], ...] = (
    (control.date_of_transaction, lambda _: ("005",), _any),
    (leader.component_level, lambda _: ("008",), _any),
    (fixed.fixed_field, lambda _: ("008",), _any),
    (fixed.fixed_codes, lambda _: ("008",), _any),
    (fixed.fixed_entered, lambda _: ("008",), _any),
    (fixed.fixed_dates, lambda _: ("008",), _any),
    (fixed.fixed_place, lambda _: ("008",), _any),
    (fixed.fixed_language, lambda _: ("008",), _any),
    (fixed.material_codes, lambda _: ("006", "007"), _any),
    (languages.language_codes, lambda _: ("041", "101"), _any),
    (languages.country_codes, lambda _: ("102",), _any),
    (titles.title_proper, lambda dialect: (dialect.title,), _any),
    (titles.nonfiling_characters, lambda dialect: (dialect.title,), _skips),
    (names.person_names, lambda dialect: (*dialect.persons, "880"), _has_name),
    (names.body_names, lambda dialect: (*dialect.bodies, "880"), _has_name),
    (linkage.script, lambda _: ("880",), _any),
    (hosts.issns, lambda dialect: (dialect.issn, *dialect.linking, "880"), _has("1ax")),
    (hosts.host, lambda dialect: dialect.hosts, _any),
    (hosts.host_control_number, lambda _: ("773",), _has("w")),
    (hosts.host_control_subfield, lambda _: ("773",), _has("7")),
    (hosts.same_enumeration, lambda _: ("773",), _has("q")),
    (cnmarc.coded_fields, lambda _: cnmarc.CODED, _has("a")),
    (cnmarc.processing_dates, lambda _: ("100",), _has("a")),
    (cnmarc.cn_numbers, lambda _: ("091",), _has("a")),
    (embedded.embedded_fields, lambda _: _LINKING, _any),
    (embedded.embedded_designators, lambda _: _LINKING, _any),
)
"""Rules that look at one field at a time and at the kind of record; its tags, and what its head must be."""

OF_HEADS: tuple[Rule, ...] = (form.content_designators, linkage.links)
"""Rules that look at tag, indicators, codes and each $6 of one field at a time."""

OF_CHARACTERS: tuple[Rule, ...] = (characters.characters,)
"""Rules that have nothing to say of text that `characters.is_sound`."""

OF_BLANKS: tuple[Rule, ...] = (form.empty_fields,)
"""Rules that have nothing to say of a record in which every value says something."""

OF_LENGTHS = lengths.RULES
"""Rules that have nothing to say of a record shorter than the longest field."""

OF_HAN: tuple[Rule, ...] = (linkage.pairs,)
"""Rules of the shape that have more to say only of a field that `linkage.may_be_unromanised`."""

OF_SOME: tuple[tuple[Rule, Callable[[Record, Context], bool]], ...] = (
    (leader.leader_encoding, lambda record, _: record.leader[9:10] == " "),
    (titles.kicker, lambda _, context: not context.data.keys().isdisjoint(("246", *titles.TITLE_NOTES))),
    (hosts.basis, lambda _, context: "588" not in context.data),
    (hosts.year, lambda _, context: context.is_component),
    (hosts.known_host, lambda _, context: context.is_component),
)
"""Rules that have nothing to say of records of other shapes than these."""


class Head(NamedTuple):
    """What is known of tag, indicators and codes.

    That is: a number for them, the rules that have something to say of them, those that must be asked of each
    field, and whether there is a $6.
    """

    number: int
    loud: frozenset[Rule]
    rules: Sequence[Rule]
    is_linked: bool


class Judged(NamedTuple):
    """A field, the number of its head, the rules that may speak of it, its bytes in ISO 2709."""

    field: Field
    head: int
    loud: frozenset[Rule]
    size: int


class Sieve:
    """Records of one kind: of one leader but for lengths, one dialect, one schedule, one language."""

    def __init__(self, rules: Sequence[Rule], context: Context) -> None:
        self._rules = rules
        self._kind = context.of_kind()
        self._of_one_record = "001", context.dialect.title  # which are hardly ever met again
        self._of_tag: dict[str, list[tuple[Rule, Callable[[Field], bool]]]] = {}
        for rule, tags, is_wanted in FIELD:
            for tag in tags(context.dialect) if rule in rules else ():
                self._of_tag.setdefault(tag, []).append((rule, is_wanted))
        sifted = (SHAPE, OF_HEADS, OF_CHARACTERS, OF_BLANKS, OF_LENGTHS)
        self._always = frozenset(rules).difference(*sifted, *(row[:1] for row in (*FIELD, *OF_SOME)))
        self._numbers = count()
        self._asked: dict[frozenset[Rule], tuple[Rule, ...]] = {}
        self._heads: dict[Hashable, Head] = {}
        self._shapes: dict[tuple[int, ...], frozenset[Rule]] = {}
        self._fields: dict[int, Judged] = {}
        self._earlier: dict[int, Judged] = {}

    def asked(self, record: Record, context: Context) -> tuple[Rule, ...]:
        """Give the rules, in their order, that may have something to say of a record."""
        loud, shape, size = _NONE, [], LEADER_AND_ENDS + ENTRY * len(record.fields)
        known = self._fields
        for field in record.fields:
            _, number, own, length = known.get(id(field)) or self._judged(field)
            shape.append(number)
            size += length
            if own:
                loud |= own
        loud |= self._of_shape(tuple(shape), record, context)
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
            loud |= {rule for rule, is_meant in OF_SOME if rule in self._rules and is_meant(record, context)}
            _remember(self._shapes, shape, loud)
        return loud

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
        number, loud, rules, is_linked = self._head(field)
        values = [field.value] if isinstance(field, ControlField) else [value for _, value in field.subfields]
        if rules:
            alone = Context.of_one(field, self._kind)
            loud |= _loud(rules, alone.record, alone)
        if not characters.is_sound("".join(values)):
            loud = loud.union(OF_CHARACTERS)
        if is_linked and isinstance(field, DataField) and linkage.may_be_unromanised(field):
            loud = loud.union(OF_HAN)
        if not all(map(str.strip, values)):
            loud = loud.union(self._rules)
        return Judged(field, number, loud, field_length(field))

    def _head(self, field: Field) -> Head:
        """Judge tag, indicators and codes."""
        key: Hashable = field.tag
        codes: tuple[str, ...] = ()
        if isinstance(field, DataField):
            codes = tuple([code for code, _ in field.subfields])
            key = field.tag, field.indicators, codes, *(field.values("6") if "6" in codes else ())
        head = self._heads.get(key)
        if head is None:
            alone = Context.of_one(field, self._kind)
            rules = [rule for rule, is_wanted in self._of_tag.get(field.tag, ()) if is_wanted(field)]
            head = Head(next(self._numbers), _loud(OF_HEADS, alone.record, alone), rules, "6" in codes)
            _remember(self._heads, key, head)
        return head


_NONE: frozenset[Rule] = frozenset()
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
