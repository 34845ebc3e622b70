"""A reading: what a stretch of pieces could be, how strongly, and which rule says so."""

from collections.abc import Iterable
from dataclasses import dataclass

from catalog.listing.grammar import Kind


@dataclass(slots=True, eq=False)
class Reading:
    """Pieces `start` to `end` read as `kind`; the value is in pieces `first` to `last`, marks left out.

    `score` is in natural-log units: what the rule sees for (or against) this reading.
    """

    start: int
    end: int
    kind: Kind
    score: float
    rule: str
    first: int
    last: int


Readings = Iterable[Reading]
"""What a rule gives back: most often nothing."""


def reading(
    start: int, end: int, kind: Kind, score: float, rule: str, trim: tuple[int, int] = (0, 0)
) -> Reading:
    """Make a reading; `trim` says how many pieces at either end are marks and no part of the value."""
    return Reading(start, end, kind, score, rule, start + trim[0], end - trim[1])
