"""What a romanised text and a doubt about it are."""

from typing import NamedTuple


class Doubt(NamedTuple):
    """An ambiguous reading: the characters, the reading taken, and the others.

    A character without any reading stands as it is and has no others.
    """

    text: str
    chosen: str
    others: tuple[str, ...]


class Romanised(NamedTuple):
    """A text in Latin letters, and what was doubtful in reading it."""

    text: str
    doubts: tuple[Doubt, ...] = ()
