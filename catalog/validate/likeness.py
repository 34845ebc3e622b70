"""Titles as they are compared: whether two may name one periodical."""

import unicodedata
from collections.abc import Iterable

from catalog import patterns
from catalog.marc.characters import HAN

_IS_HAN = patterns.compile(f"[{HAN}]")
_NOT_SAID = patterns.compile(r"[\W_]+")


def comparable(titles: Iterable[str]) -> frozenset[str]:
    """Give titles without what is written now so, now so.

    >>> comparable(["《工友》 (月刊).", "Gong you /"]) == {"工友月刊", "gongyou"}
    True
    """
    return frozenset(filter(None, map(folded, titles)))


def folded(title: str) -> str:
    """Give a title without signs, blanks and accents, in small letters, Chinese ones in their usual width.

    >>> folded("“工会”的 路，ＡBc!")
    '工会的路abc'
    """
    if not title.isascii():
        title = unicodedata.normalize("NFKD", title)
    return (title if title.isalnum() else _NOT_SAID.sub("", title)).casefold()


def unlike(titles: frozenset[str], others: frozenset[str]) -> bool:
    """Tell that of the titles in the same script none is the other's, or a part of it.

    >>> here = comparable(["工友"])
    >>> [unlike(here, comparable(there)) for there in (["工友. 第11期", "Gong you"], ["劳工"], ["Lao gong"])]
    [False, True, False]
    """
    pairs = [(one, other) for one in titles for other in others if _is_han(one) == _is_han(other)]
    return bool(pairs) and not any(one in other or other in one for one, other in pairs)


def _is_han(text: str) -> bool:
    return _IS_HAN.search(text) is not None
