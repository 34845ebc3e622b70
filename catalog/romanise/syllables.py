"""Toneless syllables: from the dictionary, joined into words, and a word parted into them again."""

import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.util import find_spec
from typing import NamedTuple

from catalog.diagnostics import Diagnostic, Place, finding

_BY_INITIAL = """
 a ai an ang ao e ei en eng er o ou
b a ai an ang ao ei en eng i ian iao ie in ing o u
p a ai an ang ao ei en eng i ian iao ie in ing o ou u
m a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u
f a an ang ei en eng o ou u
d a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo
t a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo
n a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan uo un ü üe
l a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan un uo ü üe
g a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
k a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
h a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo
j i ia ian iang iao ie in ing iong iu u uan ue un
q i ia ian iang iao ie in ing iong iu u uan ue un
x i ia ian iang iao ie in ing iong iu u uan ue un
zh a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo
ch a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo
sh a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo
r an ang ao e en eng i ong ou u ua uan ui un uo
z a ai an ang ao e ei en eng i ong ou u uan ui un uo
c a ai an ang ao e en eng i ong ou u uan ui un uo
s a ai an ang ao e en eng i ong ou u uan ui un uo
y a an ang ao e i in ing o ong ou u uan ue un
w a ai an ang ei en eng o u
"""
SYLLABLES = frozenset(
    initial + final
    for initial, *finals in (row.split(" ") for row in _BY_INITIAL.strip("\n").splitlines())
    for final in finals
)
"""The syllables of the standard language, without tones (汉语拼音方案, 1958)."""


_ONE_WAY = {"谁": "shei", "誰": "shei"}
"""Characters with one reading in every word (现代汉语词典), of which the dictionary has several."""


class Dictionary(NamedTuple):
    """The tables of pypinyin: syllables with tones by phrase, and by code point, commas between them."""

    phrases: Mapping[str, list[list[str]]]
    characters: Mapping[int, str]


def missing() -> list[Diagnostic]:
    """Say that the dictionary is not installed (P333), or nothing."""
    return [] if find_spec("pypinyin") else [finding("P333", Place())]


@cache
def dictionary() -> Dictionary:
    """Load the dictionary; raises ImportError where `missing` would have said so."""
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

    return Dictionary(PHRASES_DICT, PINYIN_DICT)


@cache
def character(char: str) -> tuple[str, ...]:
    """Give the readings of a character, the usual one first; none if there is none."""
    if char in _ONE_WAY:
        return (_ONE_WAY[char],)
    listed = dictionary().characters.get(ord(char), "")
    return tuple(dict.fromkeys(toneless(reading) for reading in listed.split(",") if reading))


def phrase(text: str) -> tuple[str, ...] | None:
    """Give the syllables of a phrase that the dictionary has, one a character."""
    listed = dictionary().phrases.get(text)
    if listed is None or len(listed) != len(text):
        return None
    return tuple(
        _ONE_WAY.get(char) or toneless(readings[0]) for char, readings in zip(text, listed, strict=True)
    )


def toneless(reading: str) -> str:
    """Take the tone from a syllable, and leave the dots of ü.

    >>> toneless("lǚ"), toneless("huì")
    ('lü', 'hui')
    """
    parted = unicodedata.normalize("NFD", reading)
    kept = (char for char in parted if not unicodedata.combining(char) or char == "\N{COMBINING DIAERESIS}")
    return unicodedata.normalize("NFC", "".join(kept))


def join(syllables: Iterable[str]) -> str:
    """Join syllables into one capitalised word, an apostrophe before a, e and o and between n and g.

    Source: LC pinyin conversion specifications for personal names, 2000, 3.2.5 and 3.2.6.

    >>> join(["xi", "an"]), join(["jian", "guo"]), join(["guang", "zhou"])
    ("Xi'an", "Jian'guo", 'Guangzhou')
    """
    word = ""
    for syllable in syllables:
        parted = word and (syllable[:1] in "aeo" or (word[-1] == "n" and syllable[:1] == "g"))
        word += f"'{syllable}" if parted else syllable
    return capital(word)


def capital(word: str) -> str:
    """Write the first letter of a word as a capital and leave the others."""
    return word[:1].upper() + word[1:]


def split(text: str, count: int) -> tuple[str, ...] | None:
    """Part a romanised text into a number of syllables, or give None if it is not made of so many.

    Inside a word a syllable in a, e or o needs its apostrophe.

    >>> split("Shan Tianfang", 3), split("Xian", 1), split("Xi'an", 2), split("Xian", 2)
    (('shan', 'tian', 'fang'), ('xian',), ('xi', 'an'), None)
    """
    letters = "".join(char if char.isalpha() else " " for char in text.lower().replace("u:", "ü"))
    ways: dict[int, tuple[str, ...]] = {0: ()}
    for part in letters.replace("v", "ü").split():
        ways = {
            done + more: before + after
            for done, before in ways.items()
            for more, after in _ways(part).items()
            if done + more <= count
        }
    return ways.get(count)


def _ways(part: str) -> dict[int, tuple[str, ...]]:
    """Give, by their number, syllables that make up a run of letters."""
    best: list[dict[int, tuple[str, ...]]] = [{0: ()}]
    for end in range(1, len(part) + 1):
        here: dict[int, tuple[str, ...]] = {}
        for start in range(max(0, end - 6), end):
            syllable = part[start:end]
            if syllable in SYLLABLES and (start == 0 or syllable[0] not in "aeo"):
                here |= {count + 1: (*before, syllable) for count, before in best[start].items()}
        best.append(here)
    return best[-1]
