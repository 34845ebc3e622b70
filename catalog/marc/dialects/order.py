"""The order of fields: what all records of an issue share is made once, and looked at once.

A dialect's tables name functions in the order in which their fields are written.  `written` goes through such
a table; which fields are shared, the functions say themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import update_wrapper
from itertools import groupby
from typing import TYPE_CHECKING, Any, TypeVar, TypeVarTuple

from catalog.marc.preflight import sizes
from catalog.marc.record import Field
from catalog.marc.script import VERNACULAR

if TYPE_CHECKING:
    from catalog.marc.dialects.part import Part, Whole

W = TypeVar("W", bound="Whole")
Beside = TypeVarTuple("Beside")
Writes = Callable[[W, *Beside], Iterable[Field]]
"""Writes the fields of one kind; what it gets beside the article or issue is the same for all of an issue."""


class Same:
    """What the records of an issue share.

    `steps` are the functions of a table, by table and days of the record, with those fields in their places
    that need no function any more; `fields` are those made for what several articles have; `sizes` are the
    bytes of all these fields by identity, as preflight takes them.
    """

    def __init__(self) -> None:
        self.steps: dict[object, Any] = {}
        self.fields: dict[object, tuple[Field, ...]] = {}
        self.sizes: dict[int, int] = {}


_ONCE: set[object] = set()


def once_an_issue(function: Writes[W, *Beside]) -> Writes[W, *Beside]:
    """Have fields made once for all records of an issue: they say of them nothing but their days."""
    _ONCE.add(function)
    return function


def once_for(value: Callable[[Part], str | None]) -> Callable[[Writes[Part, *Beside]], Writes[Part, *Beside]]:
    """Have fields made once for all articles of an issue that have this value, nothing else of them is said.

    Romanised fields are made for each: what is doubtful in them is told of each.
    """

    def remembering(function: Writes[Part, *Beside]) -> Writes[Part, *Beside]:
        def remembered(part: Part, /, *beside: *Beside) -> Iterable[Field]:
            if part.script is not VERNACULAR:
                return function(part, *beside)
            key = function, value(part)
            made = part.same.fields.get(key)
            if made is None:
                made = part.same.fields[key] = tuple(function(part, *beside))
                part.same.sizes |= sizes(made)
            return made

        update_wrapper(remembered, function)
        return remembered

    return remembering


def written(functions: Sequence[Writes[W, *Beside]], whole: W, *beside: *Beside) -> list[Field]:
    """Write the fields of a table in their order."""
    fields: list[Field] = []
    for step in steps(functions, whole, *beside):
        fields += step if isinstance(step, tuple) else step(whole, *beside)
    return fields


def steps(
    functions: Sequence[Writes[W, *Beside]], whole: W, *beside: *Beside
) -> tuple[tuple[Field, ...] | Writes[W, *Beside], ...]:
    """Give the steps of a table for records with the same days: fields that are ready, and functions."""
    key = functions, whole.dates
    if key not in whole.same.steps:
        whole.same.steps[key] = tuple(_steps(functions, whole, *beside))
    found: tuple[tuple[Field, ...] | Writes[W, *Beside], ...] = whole.same.steps[key]
    return found


def _steps(
    functions: Sequence[Writes[W, *Beside]], whole: W, *beside: *Beside
) -> Iterator[tuple[Field, ...] | Writes[W, *Beside]]:
    for once, group in groupby(functions, _ONCE.__contains__):
        if not once:
            yield from group
        elif ready := tuple(field for function in group for field in function(whole, *beside)):
            whole.same.sizes |= sizes(ready)
            yield ready
