"""Findings that are alike: the same code, said of the same part of a record, with the same values.

Lengths of records, which are no two the same, are alike whatever they are.
"""

import re
from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field

from catalog.codes import Severity
from catalog.diagnostics import Diagnostic, Place

MOST = 3000
"""Groups of a severity that are shown; of more, only the number is told, by code."""

_OWN = dict.fromkeys(("R403", "X536", "X537", "X568", "X569"), ("found", "actual", "offset", "length"))
"""By code, the values that are each record's own and make no finding one of another kind."""


@dataclass(slots=True)
class Group:
    """The first finding of its kind, its number among all, how many there are, some other places."""

    first: Diagnostic
    number: int
    count: int = 1
    others: list[Place] = field(default_factory=list)


def grouped(
    findings: Iterable[Diagnostic], others: int, most: int = MOST
) -> tuple[list[Group], Counter[str]]:
    """Put together what is alike, in the order of the first ones; count by code what is in no group.

    Of each severity there are at most so many groups, each with the places of at most so many `others`.
    """
    found: dict[Severity, dict[Hashable, Group]] = {"error": {}, "warning": {}, "note": {}}
    rest: Counter[str] = Counter()
    for number, item in enumerate(findings):
        groups, key = found[item.severity], _kind(item)
        if group := groups.get(key):
            group.count += 1
            if len(group.others) < others:
                group.others.append(item.place)
        elif len(groups) < most:
            groups[key] = Group(item, number)
        else:
            rest[item.code] += 1
    every = (group for groups in found.values() for group in groups.values())
    return sorted(every, key=lambda group: group.number), rest


def _kind(item: Diagnostic) -> Hashable:
    """Say what findings that are alike have in common; of a JSON pointer, all but the numbers."""
    place = item.place
    part = re.sub(r"/\d+(?=/|$)", "/*", place.field) if place.field.startswith("/") else place.field
    own = _OWN.get(item.code, ())
    values = tuple(sorted((key, str(value)) for key, value in item.values.items() if key not in own))
    return item.code, part, place.subfield, place.position, values
