"""What a container cannot hold: named errors, and the finding that each becomes."""

from collections.abc import Iterable
from typing import NamedTuple

from catalog.diagnostics import Diagnostic, Place, finding


class Spot(NamedTuple):
    """A place in a record: the tag of a field and the code of a subfield, either perhaps empty."""

    tag: str = ""
    code: str = ""

    def __str__(self) -> str:
        return f"{self.tag}${self.code}" if self.code else self.tag


class ContainerError(ValueError):
    """A record cannot be written into this container without losing or changing something.

    `reason` names character or figure in no language, `spot` where in the record.
    """

    def __init__(self, reason: str, spot: Spot | None = None) -> None:
        self.reason = reason
        self.spot = spot or Spot()
        super().__init__(f"{self.spot} {reason}".strip())


class ForbiddenCharacterError(ContainerError):
    """A value holds a character that the container uses as a sign of its own, or cannot hold at all."""


class FormError(ContainerError):
    """A leader, tag, indicator or code has not the form that the container asks for."""


class LengthError(ContainerError):
    """A field of more than 9,999 bytes, or a record of more than 99,999, as ISO 2709 counts them."""

    def __init__(self, length: int, limit: int, spot: Spot | None = None) -> None:
        self.length = length
        self.limit = limit
        super().__init__(f"{length:,} > {limit:,} B", spot)


class UnencodableError(ContainerError):
    """The encoding of the file lacks characters of the record; `lacking` has all of them with their spots."""

    def __init__(self, encoding: str, lacking: Iterable[tuple[str, Spot]]) -> None:
        self.encoding = encoding
        self.lacking = tuple(lacking)
        super().__init__(f"{encoding}: {listed(self.lacking)}")


def listed(lacking: Iterable[tuple[str, Spot]]) -> str:
    """List characters, each once, with the spots where they stand.

    >>> listed([("𠮷", Spot("245", "a")), ("䶮", Spot("245", "a")), ("𠮷", Spot("100", "a"))])
    '𠮷 U+20BB7 (245$a, 100$a), 䶮 U+4DAE (245$a)'
    """
    spots: dict[str, dict[str, None]] = {}
    for character, spot in lacking:
        spots.setdefault(character, {})[str(spot)] = None
    return ", ".join(f"{_shown(char)}U+{ord(char):04X} ({', '.join(at)})" for char, at in spots.items())


def refusal(error: ContainerError, place: Place) -> Diagnostic:
    """Say that a record was not written: W708 for what the encoding lacks, W710 for anything else."""
    if isinstance(error, UnencodableError):
        return finding(
            "W708", place, record=place.record, encoding=error.encoding, characters=listed(error.lacking)
        )
    return finding("W710", place, record=place.record, reason=str(error))


def _shown(character: str) -> str:
    return f"{character} " if character.isprintable() else ""
