"""What makes checking quick: most records repeat what others had, of which a rule need not be asked again.

A rule that looks at the shape of a record (leader, tags, indicators, codes) is asked once of every shape, one
that looks at single fields once of a field that stands in many records.  If it has nothing to say there, it
is not asked of the record; any rule that stands in none of the tables here is asked of every record.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from catalog.marc.lengths import LONGEST_FIELD, field_length
from catalog.marc.record import ControlField, Field, Record
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
    hosts.issn_of_article,
)
"""Rules that look at nothing but the shape of a record, and at whether a value is blank."""

_LINKING = tuple(f"4{number:02}" for number in range(100))

FIELD: tuple[tuple[Rule, Callable[[Dialect], Sequence[str]]], ...] = (
    (control.control_number_characters, lambda _: ("001",)),
    (control.date_of_transaction, lambda _: ("005",)),
    (leader.component_level, lambda _: ("008",)),
    (fixed.fixed_field, lambda _: ("008",)),
    (fixed.fixed_codes, lambda _: ("008",)),
    (fixed.fixed_entered, lambda _: ("008",)),
    (fixed.fixed_dates, lambda _: ("008",)),
    (fixed.fixed_place, lambda _: ("008",)),
    (fixed.fixed_language, lambda _: ("008",)),
    (fixed.material_codes, lambda _: ("006", "007")),
    (languages.language_codes, lambda _: ("041", "101")),
    (languages.country_codes, lambda _: ("102",)),
    (titles.title_proper, lambda dialect: (dialect.title,)),
    (titles.nonfiling_characters, lambda dialect: (dialect.title,)),
    (names.person_names, lambda dialect: (*dialect.persons, "880")),
    (names.body_names, lambda dialect: (*dialect.bodies, "880")),
    (hosts.issns, lambda dialect: (dialect.issn, *dialect.linking)),
    (hosts.host_control_number, lambda _: ("773",)),
    (hosts.host_control_subfield, lambda _: ("773",)),
    (hosts.same_enumeration, lambda _: ("773",)),
    (cnmarc.coded_fields, lambda _: cnmarc.CODED),
    (cnmarc.processing_dates, lambda _: ("100",)),
    (cnmarc.cn_numbers, lambda _: ("091",)),
    (embedded.embedded_fields, lambda _: _LINKING),
    (embedded.embedded_designators, lambda _: _LINKING),
)
"""Rules that look at one field at a time, beside what kind of record it stands in, and its tags."""

EVERY_FIELD: tuple[Rule, ...] = (form.content_designators, form.empty_fields, characters.characters)
"""Rules that look at one field at a time, whatever its tag."""


OF_LENGTHS: tuple[Rule, ...] = (lengths.field_too_long, lengths.record_too_long, lengths.record_far_too_long)
"""Rules that have nothing to say of a record shorter than the longest field."""

OF_LINKS: tuple[Rule, ...] = (linkage.linkage,)
"""Rules that have nothing to say of a record without 880 and $6."""


class Judged(NamedTuple):
    """A field, the rules that have something to say of it, and what is known of it beside.

    `head` is the number of its tag, indicators and codes; `size` are the bytes that it takes in ISO 2709;
    `is_linked` tells an 880 or a $6.
    """

    field: Field
    loud: frozenset[Rule]
    head: int
    size: int
    is_linked: bool


class Sieve:
    """Records of one kind: of one leader but for lengths, one dialect, one schedule, one language."""

    def __init__(self, rules: Sequence[Rule], dialect: Dialect) -> None:
        self._rules = rules
        self._of_shape = [rule for rule in SHAPE if rule in rules]
        self._of_fields = [rule for rule in EVERY_FIELD if rule in rules]
        self._of_tag: dict[str, list[Rule]] = {}
        for rule, tags in FIELD:
            for tag in tags(dialect) if rule in rules else ():
                self._of_tag.setdefault(tag, []).append(rule)
        sieved = {*SHAPE, *EVERY_FIELD, *OF_LENGTHS, *OF_LINKS, *(rule for rule, _ in FIELD)}
        self._always = frozenset(rules) - sieved
        self._asked: dict[frozenset[Rule], tuple[Rule, ...]] = {}
        self._heads: dict[tuple[object, ...], int] = {}
        self._shapes: dict[tuple[int, ...], frozenset[Rule]] = {}
        self._fields: dict[int, Judged] = {}
        self._earlier: dict[int, Judged] = {}

    def asked(self, record: Record, context: Context) -> tuple[Rule, ...]:
        """Give the rules, in their order, that may have something to say of a record."""
        loud: frozenset[Rule] = _NONE
        heads, size, is_linked = [], 26 + 12 * len(record.fields), False
        known = self._fields
        for field in record.fields:
            judged = known.get(id(field)) or self._judged(field, context)
            heads.append(judged.head)
            size += judged.size
            if judged.is_linked:
                is_linked = True
            if judged.loud:
                loud |= judged.loud
        shape = tuple(heads)
        of_shape = self._shapes.get(shape)
        if of_shape is None:
            of_shape = frozenset(rule for rule in self._of_shape if _speaks(rule, record, context))
            _remember(self._shapes, shape, of_shape)
        loud |= of_shape
        if is_linked:
            loud = loud.union(OF_LINKS)
        context.bytes = size
        if size > LONGEST_FIELD:
            loud = loud.union(OF_LENGTHS)
        found = self._asked.get(loud)
        if found is None:
            found = tuple(rule for rule in self._rules if rule in loud or rule in self._always)
            _remember(self._asked, loud, found)
        return found

    def _judged(self, field: Field, context: Context) -> Judged:
        """Judge a field by the rules that look at such fields alone."""
        judged = self._earlier.get(id(field))
        if judged is None:
            alone = context.of_one(field)
            rules = (*self._of_tag.get(field.tag, ()), *self._of_fields)
            if all(value.strip() for value in alone.values):
                loud = frozenset(rule for rule in rules if _speaks(rule, alone.record, alone))
            else:
                loud = frozenset(self._rules)
            head, is_linked = self._head(field)
            judged = Judged(field, loud, head, field_length(field), is_linked)
        if len(self._fields) >= REMEMBERED:
            self._earlier, self._fields = self._fields, {}
        self._fields[id(field)] = judged  # which keeps the field, so that no other has its id
        return judged

    def _head(self, field: Field) -> tuple[int, bool]:
        """Number a tag with its indicators and codes, and tell whether it may have a twin in 880."""
        if isinstance(field, ControlField):
            head: tuple[object, ...] = (field.tag,)
            is_linked = False
        else:
            codes = tuple([code for code, _ in field.subfields])
            head = field.tag, field.indicators, codes
            is_linked = field.tag == "880" or "6" in codes
        if len(self._heads) >= REMEMBERED:
            self._heads, self._shapes, self._fields, self._earlier = {}, {}, {}, {}
        return self._heads.setdefault(head, len(self._heads)), is_linked


_NONE: frozenset[Rule] = frozenset()
_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


def _speaks(rule: Rule, record: Record, context: Context) -> bool:
    return next(rule(record, context), None) is not None


def _remember(known: dict[_Key, _Value], key: _Key, value: _Value) -> None:
    if len(known) >= REMEMBERED:
        known.clear()
    known[key] = value
