"""Coded text: fixed fields and subfields that have a length, and codes by position in the field schedule."""

from collections.abc import Iterator
from functools import lru_cache

from catalog.diagnostics import Diagnostic, finding
from catalog.marc.record import ControlField, DataField, Subfield
from catalog.validate.rules.context import Context, shown
from catalog.validate.schedule import Schedule


def coded(
    context: Context, field: ControlField | DataField, item: Subfield | None, kind: str
) -> Iterator[Diagnostic]:
    """R419, R429: a control field such as 007, or a subfield, has its length and its codes by position."""
    schedule = context.schedule
    if schedule is None:
        return
    value = field.value if isinstance(field, ControlField) else item.value if item else ""
    key = field.tag if item is None else f"{field.tag}${item.code}"
    named, url = key.replace("$", " $"), schedule.url_of(field.tag)
    length = schedule.length(key, kind)
    if length is not None and len(value) != length:
        place = context.place(field, item or "")
        yield finding("R419", place, field=named, length=len(value), expected=length, url=url)
        return
    for position, found, allowed in _unknown(schedule, value, key, kind):
        values = {"field": named, "position": position, "found": found, "allowed": allowed, "url": url}
        yield finding("R429", context.place(field, item or "", position), **values)


@lru_cache(maxsize=1 << 10)
def _unknown(schedule: Schedule, value: str, field: str, kind: str) -> tuple[tuple[str, str, str], ...]:
    """Find what is no code: the positions, what stands there, what may."""
    return tuple(
        (at.name, shown(value[at.start : at.end]), " ".join(map(shown, at.current)))
        for at in schedule.positions(field, kind)
        if not at.fits(value)
    )
