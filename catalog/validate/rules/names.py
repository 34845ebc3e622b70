"""Names of Chinese persons and bodies: 100, 110, 700, 710 and their twins in 880; in CNMARC 70X and 71X."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from catalog import patterns
from catalog.diagnostics import Diagnostic, finding
from catalog.marc.characters import HAN
from catalog.marc.names import ISBD
from catalog.marc.record import DataField, Record
from catalog.validate.agents import is_probably_a_person, is_rather_a_person
from catalog.validate.headings import fault_of_body, fault_of_person
from catalog.validate.rules.context import Context
from catalog.validate.rules.dialect import CNMARC, MARC21

_HAN = patterns.compile(f"[{HAN}]")
_BETWEEN = patterns.compile(r"[\s,，、;；/:：.。]+")
_LONGEST = 200
_SURNAME = "1"  # first indicator in MARC 21: the name is under the surname
_NOT_SAID = frozenset("a689A")
"""Subfields that tell no person apart: links, numbers and pinyin."""
_LATIN = patterns.compile("[A-Za-z]")


def person_names(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R440, R441, R483, R511, R520, R550: a Chinese personal name has no spaces, no 等 beside it."""
    words = {
        "responsibility": context.dialect.responsibility,
        "role_subfield": context.dialect.role,
        "other": "/".join(context.dialect.bodies),
    }
    for field, name in _names(record, context, context.dialect.persons):
        fault = fault_of_person(
            name,
            of_article=context.is_component,
            may_be_inverted=context.dialect is MARC21 and field.indicators[:1] == _SURNAME,
            is_dated=bool(field.values("d")),
            country_apart=context.dialect is CNMARC,
        )
        if fault:
            said = finding(fault.code, context.place(field, "a"), **fault.values, **words)
            yield replace(said, level=fault.level)


def body_names(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R442, R512: a body responsible for a Chinese article stands alone in its field, its unit in $b."""
    if context.is_component:
        for field, name in _names(record, context, context.dialect.bodies):
            if fault := fault_of_body(name):
                said = finding(fault.code, context.place(field, "a"), **fault.values)
                yield replace(said, level=fault.level)
            elif is_rather_a_person(name) and not field.values("b"):
                other = "/".join(context.dialect.persons)
                yield finding("R512", context.place(field, "a"), name=name, other=other)


def person_once(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R521: no person is entered twice with the same name, function and works.

    One who wrote and edited may be, as well as two of one name whose dates tell them apart.
    """
    named = [*_names(record, context, context.dialect.persons)]
    if len({name for _, name in named}) == len(named):
        return
    seen = set[object]()
    for field, name in named:
        if name and _HAN.search(name):
            beside = [(code, value.strip(ISBD)) for code, value in field.subfields if code not in _NOT_SAID]
            key = field.tag == "880", name, tuple(sorted(beside))
            if key in seen:
                yield finding("R521", context.place(field, "a"), name=name)
            seen.add(key)


def other_names(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R522: of several persons that are entered, the statement of responsibility names one at least.

    A pen name is another than the name in the heading, as is one in other characters; so only names of which
    no character behind the first is the same are told.
    """
    persons = [name for _, name in _names(record, context, context.dialect.persons) if _HAN.search(name)]
    if len(set(persons)) < 2:
        return
    for field in _titles(context):
        code = context.dialect.responsibility[-1]
        found = " ".join(field.values(code))[:_LONGEST].strip(ISBD)
        if not _HAN.search(found) or any(name in found for name in persons):
            continue
        given = {character for name in persons for character in name[1:]}
        named = [name for name in _BETWEEN.split(found) if name]
        if given.isdisjoint(found) and all(
            2 <= len(name) <= 4 and is_probably_a_person(name) for name in named
        ):
            words = {
                "where": f"{field.tag} ${code}",
                "found": found,
                "names": "、".join(dict.fromkeys(persons)),
            }
            yield finding("R522", context.place(field, code), **words)


def has_persons(context: Context) -> bool:
    """Tell a record in which several persons are entered, in one script or the other."""
    persons = context.dialect.persons
    beside = [field for field in context.fields("880") if _linked(field)[:3] in persons]
    return max(len(context.fields(*persons)), len(beside)) > 1


def _titles(context: Context) -> Iterator[DataField]:
    """Give the title field, and that in 880."""
    tag = context.dialect.title
    yield from context.data.get(tag, ())
    for field in context.data.get("880", ()):
        if _linked(field).startswith(tag):
            yield field


def _names(record: Record, context: Context, tags: Sequence[str]) -> Iterator[tuple[DataField, str]]:
    """Give the names in $a of fields with these tags, in a record of a Chinese item."""
    if not context.is_chinese:
        return
    for tag in (*tags, "880"):
        for field in context.data.get(tag, ()):
            if tag == "880" and _linked(field)[:3] not in tags:
                continue
            for value in field.values("a"):
                # characters that nobody could read, in a romanised name, are told of by R499
                if tag == "880" or not _LATIN.search(value) or not _linked(field):
                    yield field, value.strip(ISBD)


def _linked(field: DataField) -> str:
    return next(iter(field.values("6")), "")
