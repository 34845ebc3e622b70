"""Fields embedded in the linking fields of CNMARC: $1 holds a tag with indicators, its subfields follow.

https://archive.ifla.org/VI/3/p1996-1/uni4.htm
"""

import re
from collections.abc import Iterator

from catalog.diagnostics import Diagnostic, finding
from catalog.marc.record import DataField, Record
from catalog.validate.rules.context import Context, shown
from catalog.validate.rules.hostlink import START, embedded

CONTROL = re.compile(r"00[1-9]\s*\S")
DATA = re.compile(r"(?!00)[0-9]{3}[0-9a-z #|]{2}")
BESIDE = frozenset("035678")
"""Subfields that belong to the linking field itself."""


def is_linking(tag: str) -> bool:
    """Tell a tag of the linking block."""
    return tag[:1] == "4" and tag.isdecimal()


def is_read(field: DataField) -> bool:
    """Tell a field in which each $1 has its form."""
    return all(
        CONTROL.match(inner.start.value) or DATA.fullmatch(inner.start.value) for inner in embedded(field)
    )


def embedded_fields(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R476, R477, R478: $1 has its form, subfields of embedded fields stand behind one, none is empty."""
    for tag, fields in context.data.items():
        for field in fields if is_linking(tag) else ():
            first = next((item for item in field.subfields if item.code not in BESIDE), None)
            bare = first is not None and first.code != START
            if first and bare and (field.values(START) or (first.code == "a" and not field.values("t"))):
                yield finding("R477", context.place(field, first), tag=tag, subfield=first.code)
            for inner in embedded(field):
                text = inner.start.value
                if not CONTROL.match(text) and not DATA.fullmatch(text):
                    yield finding("R476", context.place(field, inner.start), tag=tag, found=shown(text))
                elif DATA.fullmatch(text) and not inner.subfields:
                    yield finding("R478", context.place(field, inner.start), tag=tag, found=shown(text))


def embedded_designators(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R464, R467, R468, R469: indicators and subfields of an embedded field are defined for its tag."""
    schedule = context.schedule
    if schedule is None:
        return
    for tag, fields in context.data.items():
        for field in fields if is_linking(tag) else ():
            for inner in embedded(field):
                if not DATA.fullmatch(inner.start.value):
                    continue
                codes = tuple(item.code for item in inner.subfields)
                for code, index, values in schedule.faults(inner.tag, inner.rest.replace("#", " "), codes):
                    if code == "R539" or (code == "R469" and index is None):
                        continue
                    item = inner.start if index is None else inner.subfields[index]
                    allowed = values.get("allowed")
                    if isinstance(allowed, tuple):
                        values = {**values, "allowed": " ".join(map(shown, allowed))}
                        values = {**values, "found": shown(str(values["found"]))}
                    yield finding(code, context.place(field, item), **values)
