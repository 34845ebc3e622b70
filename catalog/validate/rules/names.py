"""Names of Chinese persons and bodies: 100, 110, 700, 710 and their twins in 880."""

import re
from collections.abc import Iterator

from catalog.diagnostics import Diagnostic, finding
from catalog.marc.record import DataField, Record
from catalog.validate.rules.context import Context
from catalog.validate.rules.titles import HAN

SEPARATED = re.compile(f"[{HAN}][\\s\u3000,，、;；/]+[{HAN}]")
ROLE = re.compile(f"[{HAN}]{{2,}}\\s?(\\[?等\\]?著?|［等］|编著|主编|合著|著|编)$")
_LONGEST_ENDING = 12  # characters that are searched for a role, so that endless names cost nothing
ISBD = " ,.，。;；:"


def person_names(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R440, R441: a Chinese personal name has no spaces or commas inside and no 等 or 著 behind it."""
    for field, name in _names(record, context, "100", "700"):
        if SEPARATED.search(name):
            yield finding("R440", context.place(field, "a"), name=name)
        elif role := ROLE.search(name[-_LONGEST_ENDING:]):
            yield finding("R441", context.place(field, "a"), name=name, role=role[1])


def body_names(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R442: a body responsible for a Chinese article stands alone in its field, its unit in $b."""
    if context.is_component:
        for field, name in _names(record, context, "110", "710"):
            if SEPARATED.search(name):
                yield finding("R442", context.place(field, "a"), name=name)


def _names(record: Record, context: Context, *tags: str) -> Iterator[tuple[DataField, str]]:
    """Give the names in $a of fields with these tags, in a record of a Chinese item."""
    if context.is_chinese:
        for field in record.data_fields(*tags, "880"):
            link = next(iter(field.values("6")), "")
            if field.tag in tags or link[:3] in tags:
                yield from ((field, value.strip(ISBD)) for value in field.values("a"))
