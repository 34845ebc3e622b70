"""Names of persons: how surname and given name are read."""

from collections.abc import Mapping
from functools import cache
from itertools import product
from typing import NamedTuple

from catalog.romanise.reading import Doubt
from catalog.romanise.surnames import divide, parted, perhaps_without_surname
from catalog.romanise.syllables import character, join, phrase, split
from catalog.romanise.tables import readings

SURNAME = "[surnames]"
"""What stands before a surname among the readings of a library."""

_MOST = 4  # further readings that a doubt names


class Person(NamedTuple):
    """A name read: its syllables, surname (it may lack one) and given name as words, and its doubts."""

    syllables: tuple[str, ...]
    surname: str
    given: str
    doubts: tuple[Doubt, ...] = ()

    @property
    def running(self) -> str:
        """The name as it stands in running text."""
        return f"{self.surname} {self.given}".strip()


class _Readings(NamedTuple):
    """Of surnames, characters of given names and whole names, by what is read."""

    single: dict[str, list[str]]
    compound: dict[str, list[str]]
    given: dict[str, list[str]]
    words: dict[str, list[str]]


def person(name: str, library: Mapping[str, str], *, part: bool = False) -> Person:
    """Read a name of Chinese characters; what the library has settled is not doubtful.

    A `part` of a name with dots is one word.
    """
    if name in library:
        return _settled(name, library[name])
    surname, given = ("", name) if part else divide(name)
    ways = [_surname(surname, library), *(_given(char) for char in given)]
    if whole := _known().words.get(name):
        ways = [[join(whole[: len(surname)])], *([one] for one in whole[len(surname) :])]
    elif read := _by_phrase(name, surname, ways):
        ways = [ways[0], *([one] for one in read)]
    chosen = [way[0] for way in ways]
    best = _named(surname, chosen)
    others = [
        _named(surname, [*chosen[:at], other, *chosen[at + 1 :]]).running
        for at, way in enumerate(ways)
        for other in way[1:]
    ]
    if len(surname) == 2 and surname not in _known().compound:
        others.append(f"{join(_named(surname[0], _flat(chosen)).syllables[:1])} {join(_flat(chosen)[1:])}")
    if perhaps_without_surname(name, surname):
        others.append(join(best.syllables))
    unread = tuple(Doubt(char, char, ()) for char in name if not character(char))
    doubt = (Doubt(name, best.running, tuple(others[:_MOST])),) if others else ()
    return best._replace(doubts=doubt + unread)


def _named(surname: str, parts: list[str]) -> Person:
    """Put a name together from its surname, read as words, and the syllables of the given name."""
    family, *given = parts
    syllables = split(family, len(surname)) or (tuple(family.lower().split()) if surname else ())
    return Person((*syllables, *given), family, join(given))


def _settled(name: str, written: str) -> Person:
    """Read a name as the library writes it."""
    syllables = split(written, len(name)) or tuple((character(char) or (char,))[0] for char in name)
    surname, given = parted(written)
    return Person(syllables, surname, " ".join(given.split()))


def _surname(surname: str, library: Mapping[str, str]) -> list[str]:
    """Give the readings of a surname as words, the usual one first; an empty one reads empty."""
    known = _known()
    if not surname:
        return [""]
    if SURNAME + surname in library:
        return [library[SURNAME + surname]]
    if surname in known.compound:
        return known.compound[surname]
    ways = [known.single.get(char) or [join((character(char) or (char,))[:1])] for char in surname]
    return [" ".join(way) for way in product(*ways)]


def _given(char: str) -> list[str]:
    return _known().given.get(char) or [(character(char) or (char,))[0]]


def _by_phrase(name: str, surname: str, ways: list[list[str]]) -> tuple[str, ...] | None:
    """Read the given name as the dictionary reads the name, or as the word it is: 重阳, 长春."""
    given = name[len(surname) :]
    if known := _known().words.get(given):
        return tuple(known)
    if surname and len(given) > 1 and (whole := phrase(name)):
        return whole[len(surname) :]
    word = phrase(given) if len(given) > 1 else None
    return word if word and all(one in way for one, way in zip(word, ways[1:], strict=True)) else None


def _flat(parts: list[str]) -> list[str]:
    return [part for word in parts for part in word.lower().split()]


@cache
def _known() -> _Readings:
    return _Readings(*(readings("surnames.txt", block) for block in _Readings._fields))
