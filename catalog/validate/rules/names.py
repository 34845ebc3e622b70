"""Names of Chinese persons and bodies: 100, 110, 700, 710 and their twins in 880; in CNMARC 70X and 71X."""

import re
from collections.abc import Iterator, Sequence

from catalog.diagnostics import Diagnostic, finding
from catalog.marc.names import ISBD, role_behind, separated
from catalog.marc.record import DataField, Record
from catalog.validate.agents import is_rather_a_body, is_rather_a_person
from catalog.validate.rules.context import Context

_LATIN = re.compile("[A-Za-z]")


def person_names(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R440, R441, R511: a Chinese personal name has no spaces or commas inside and no 等 or 著 behind it."""
    for field, name in _names(record, context, context.dialect.persons):
        if separated(name):
            yield finding("R440", context.place(field, "a"), name=name)
        elif role := role_behind(name):
            words = {"responsibility": context.dialect.responsibility, "role_subfield": context.dialect.role}
            yield finding("R441", context.place(field, "a"), name=name, role=role, **words)
        elif is_rather_a_body(name):
            yield finding(
                "R511", context.place(field, "a"), name=name, other="/".join(context.dialect.bodies)
            )


def body_names(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R442, R512: a body responsible for a Chinese article stands alone in its field, its unit in $b."""
    if context.is_component:
        for field, name in _names(record, context, context.dialect.bodies):
            if separated(name):
                yield finding("R442", context.place(field, "a"), name=name)
            elif is_rather_a_person(name) and not field.values("b"):
                other = "/".join(context.dialect.persons)
                yield finding("R512", context.place(field, "a"), name=name, other=other)


def _names(record: Record, context: Context, tags: Sequence[str]) -> Iterator[tuple[DataField, str]]:
    """Give the names in $a of fields with these tags, in a record of a Chinese item."""
    if not context.is_chinese:
        return
    for tag in (*tags, "880"):
        for field in context.data.get(tag, ()):
            linked = next(iter(field.values("6")), "")
            if tag == "880" and linked[:3] not in tags:
                continue
            for value in field.values("a"):
                # characters that nobody could read, in a romanised name, are told of by R499
                if tag == "880" or not linked or not _LATIN.search(value):
                    yield field, value.strip(ISBD)
