"""Surnames: whether a name has one, and where it ends."""

from collections.abc import Mapping, Set
from functools import cache
from typing import NamedTuple

from catalog import resources
from catalog.romanise.tables import parse, readings
from catalog.romanise.tokens import is_han, whole_name

_LONGEST_GIVEN = 3
_COMMON = 1000  # in a million persons
_RARE = 100


class _Pieces(NamedTuple):
    """Pieces of names, and the characters with which they begin and end: most names need no second look."""

    pieces: frozenset[str]
    first: frozenset[str]
    last: frozenset[str]

    @classmethod
    def of(cls, pieces: frozenset[str]) -> "_Pieces":
        return cls(pieces, frozenset(piece[0] for piece in pieces), frozenset(piece[-1] for piece in pieces))


class _Known(NamedTuple):
    compound: frozenset[str]
    shares: dict[str, float]
    syllables: frozenset[str]
    parts: frozenset[str]
    whole: _Pieces  # the syllables
    any: _Pieces  # and the parts


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
        return "," in written or (whole.isalpha() and bool(parted(written)[0]))
    return is_han(whole) and bool(divide(whole)[0])


def parted(written: str) -> tuple[str, str]:
    """Part a name as a library writes it: the first word, or what stands before a comma, is the surname.

    >>> parted("Ouyang, Xiu"), parted("Shan Tianfang"), parted("Caidan")
    (('Ouyang', ' Xiu'), ('Shan', 'Tianfang'), ('', 'Caidan'))
    """
    before, comma, after = written.partition(",")
    if not comma:
        before, _, after = written.strip().partition(" ")
    return (before.strip(), after) if after.strip() else ("", before.strip())


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


def perhaps_without_surname(name: str, surname: str) -> bool:
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
    compound = frozenset(readings("surnames.txt", "compound"))
    return _Known(compound, shares, syllables, parts, _Pieces.of(syllables), _Pieces.of(syllables | parts))
