"""Names of persons: where the surname ends, and how both parts are read."""

from collections.abc import Mapping, Set
from functools import cache
from itertools import product
from typing import NamedTuple

from catalog import resources
from catalog.romanise.reading import Doubt
from catalog.romanise.syllables import character, join, phrase, split
from catalog.romanise.tables import parse, readings
from catalog.romanise.tokens import is_han, whole_name

SURNAME = "[surnames]"
"""What stands before a surname among the readings of a library."""

_LONGEST_GIVEN = 3
_COMMON = 1000  # in a million persons
_RARE = 100
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


class _Pieces(NamedTuple):
    """Pieces of names, and the characters with which they begin and end: most names need no second look."""

    pieces: frozenset[str]
    first: frozenset[str]
    last: frozenset[str]

    @classmethod
    def of(cls, pieces: frozenset[str]) -> "_Pieces":
        return cls(pieces, frozenset(piece[0] for piece in pieces), frozenset(piece[-1] for piece in pieces))


class _Known(NamedTuple):
    single: dict[str, list[str]]
    compound: dict[str, list[str]]
    given: dict[str, list[str]]
    shares: dict[str, float]
    syllables: frozenset[str]
    parts: frozenset[str]
    whole: _Pieces  # the syllables
    any: _Pieces  # and the parts
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
    if _perhaps_without_surname(name, surname):
        others.append(join(best.syllables))
    unread = tuple(Doubt(char, char, ()) for char in name if not character(char))
    doubt = (Doubt(name, best.running, tuple(others[:_MOST])),) if others else ()
    return best._replace(doubts=doubt + unread)


def divide(name: str) -> tuple[str, str]:
    """Part a name into surname and given name; the surname is empty where it has none.

    >>> divide("单田芳"), divide("欧阳修"), divide("范徐丽泰"), divide("才旦卓玛")
    (('单', '田芳'), ('欧阳', '修'), ('范徐', '丽泰'), ('', '才旦卓玛'))
    """
    known = _known()
    for length in (4, 3, 2):
        if name[:length] in known.compound and 0 < len(name) - length <= _LONGEST_GIVEN:
            return name[:length], name[length:]
    if len(name) == 1 or _without_surname(name):
        return "", name
    common = known.shares.get(name[0], 0.0) >= _COMMON
    if len(name) == 4 and common and known.shares.get(name[1], 0.0) >= _COMMON:
        return name[:2], name[2:]
    if len(name) <= 3 or (len(name) == 4 and common):
        return name[0], name[1:]
    return "", name


def has_surname(name: str, library: Mapping[str, str] | None = None) -> bool:
    """Tell whether a name begins with a Chinese surname, under which it is entered.

    A name with dots, one in other letters, and one of a people without surnames has none; what a library
    writes in one word has none either.

    >>> [has_surname(name) for name in ("陈 强", "阿不都热合曼", "古丽·买买提", "John Smith")]
    [True, False, False, False]
    """
    whole = whole_name(name)
    if written := (library or {}).get(whole):
        return "," in written or (whole.isalpha() and bool(_settled(whole, written).surname))
    return is_han(whole) and bool(divide(whole)[0])


def _named(surname: str, parts: list[str]) -> Person:
    """Put a name together from its surname, read as words, and the syllables of the given name."""
    family, *given = parts
    syllables = split(family, len(surname)) or (tuple(family.lower().split()) if surname else ())
    return Person((*syllables, *given), family, join(given))


def _settled(name: str, written: str) -> Person:
    """Read a name as the library writes it: the first word, or what stands before a comma, is the surname."""
    syllables = split(written, len(name)) or tuple((character(char) or (char,))[0] for char in name)
    before, comma, after = written.partition(",")
    if not comma:
        before, _, after = written.strip().partition(" ")
    if not after.strip():
        return Person(syllables, "", before.strip())
    return Person(syllables, before.strip(), " ".join(after.split()))


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


def _without_surname(name: str) -> bool:
    """Tell whether a name is made of the usual pieces of Tibetan, Mongolian, Uyghur and Yi names.

    Whole pieces must make it up; smaller parts may stand among them in a long name, and in any where the
    first character is hardly ever a surname: 艾山江, 阿里木.
    """
    known = _known()
    share = known.shares.get(name[0], 0.0)
    if len(name) < 3 and share >= _COMMON / 10:
        return False
    if _made_of(name, known.whole):
        return True
    loose = len(name) > 3 or (len(name) == 3 and share < _COMMON / 2)
    return loose and _made_of(name, known.any, whole=share >= _RARE and known.syllables)


def _perhaps_without_surname(name: str, surname: str) -> bool:
    """See a rare surname before characters that are pieces of other names: 热孜万."""
    known = _known()
    rare = len(surname) == 1 and known.shares.get(surname, 0.0) < _RARE
    return rare and len(name) == 3 and not known.parts.isdisjoint(name[1:])


def _made_of(name: str, known: _Pieces, whole: Set[str] | bool = False) -> bool:
    """Tell whether pieces make up a name, one of them at least of the `whole` ones if these are given."""
    if name[0] not in known.first or name[-1] not in known.last:
        return False
    pieces = known.pieces
    reached = {(0, not whole)}
    for end in range(1, len(name) + 1):
        reached |= {
            (end, done or (not isinstance(whole, bool) and piece in whole))
            for start in range(max(0, end - 5), end)
            for done in (False, True)
            if (start, done) in reached and (piece := name[start:end]) in pieces
        }
    return (len(name), True) in reached


@cache
def _known() -> _Known:
    shares = {
        word: float(share) for share, *words in parse(resources.lists("surnames.txt"))[""] for word in words
    }
    pieces = parse(resources.lists("syllables.txt"))
    syllables, parts = (
        frozenset(piece for _, *row in pieces[block] for piece in row) for block in ("whole", "part")
    )
    return _Known(
        readings("surnames.txt", "single"),
        readings("surnames.txt", "compound"),
        readings("surnames.txt", "given"),
        shares,
        syllables,
        parts,
        _Pieces.of(syllables),
        _Pieces.of(syllables | parts),
        readings("surnames.txt", "words"),
    )
