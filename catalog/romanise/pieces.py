"""A run of Chinese characters cut into words, places and proper nouns, each with its reading."""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from catalog.romanise.places import place_at
from catalog.romanise.reading import Doubt
from catalog.romanise.syllables import character, phrase, split
from catalog.romanise.tables import blocks, is_word, readings

_LONGEST = 12
_OWN = 1.5  # a word of our tables before one of the dictionary
_NAME = 1.25  # a name before a word of the dictionary
_WORD = -0.5  # a word without a reading, after both
_LIBRARY = 1000.0


class Piece(NamedTuple):
    """A stretch of text with a syllable for each character, and the words that ALA-LC writes for it.

    `others` are other living readings of the whole; `loose` is what was read character by character.  A
    character that cannot be read is its own syllable.
    """

    text: str
    syllables: tuple[str, ...]
    words: tuple[str, ...]
    others: tuple[tuple[str, ...], ...] = ()
    loose: bool = False


def cut(
    text: str, start: int, end: int, library: Mapping[str, str], *, body: bool = False
) -> tuple[list[Piece], list[Doubt]]:
    """Cut the run `text[start:end]` in the way that the longest known words make likeliest.

    A library's own readings come first, then our tables, then the dictionary.
    """
    best: list[tuple[float, Piece | None]] = [(0.0, None)] * (end - start + 1)
    for here in range(end - 1, start - 1, -1):
        ways = [
            (score + best[here + len(piece.text) - start][0], piece)
            for score, piece in _ways(text, here, end, library, body)
        ]
        best[here - start] = max(ways, key=lambda way: way[0])
    pieces: list[Piece] = []
    here = start
    while here < end:
        piece = best[here - start][1]
        assert piece is not None  # only the place behind the run has none
        pieces.append(piece)
        here += len(piece.text)
    return pieces, _doubts(pieces)


def _ways(
    text: str, start: int, end: int, library: Mapping[str, str], body: bool
) -> list[tuple[float, Piece]]:
    """Give the pieces that may begin at a character, and what speaks for each."""
    ways = [(1.0, _single(text[start]))]
    for length in range(1, min(_LONGEST, end - start) + 1):
        word = text[start : start + length]
        square = float(length * length)
        if word in library:
            ways.append((_LIBRARY * length, _given(word, library[word])))
        elif length == 1:
            continue
        elif word in _proper():
            ways.append((square + _OWN + _NAME, _proper()[word]))
        elif word in _phrases():
            ways.append((square + _OWN, _phrases()[word]))
        elif (known := phrase(word)) and not _holds_name(word):
            ways.append((square, Piece(word, known, known)))
        elif is_word(word):
            singles = [_single(char) for char in word]
            syllables = tuple(single.syllables[0] for single in singles)
            ways.append((square + _WORD, Piece(word, syllables, syllables, loose=True)))
    if place := place_at(text, start, body=body):
        name = text[start : start + place.length]
        score = float(place.length**2) + _NAME
        ways.append((score, Piece(name, place.syllables, place.words)))
    return ways


@cache
def _holds_name(word: str) -> bool:
    """Tell whether a name stands inside a phrase of the dictionary: 中国人民."""
    starts = range(len(word) - 1)
    return len(word) > 2 and any(
        place_at(word, start) or any(word.startswith(name, start) for name in _proper()) for start in starts
    )


def _single(char: str) -> Piece:
    usual = _characters().get(char) or list(character(char)) or [char]
    return Piece(char, (usual[0],), (usual[0],), loose=True)


def _given(text: str, written: str) -> Piece:
    """Read a stretch as the library writes it."""
    syllables = split(written, len(text)) or tuple((character(char) or (char,))[0] for char in text)
    return Piece(text, syllables, tuple(written.replace(",", " ").split()))


def _doubts(pieces: list[Piece]) -> list[Doubt]:
    """Name the pieces with other readings and the characters that no word settles."""
    text = "".join(piece.text for piece in pieces)
    syllables = [syllable for piece in pieces for syllable in piece.syllables]
    found: list[Doubt] = []
    at = 0
    for piece in pieces:
        length = len(piece.text)
        if piece.others:
            others = tuple(map(" ".join, piece.others))
            found.append(Doubt(piece.text, " ".join(piece.syllables), others))
        elif piece.loose:
            first, last = (at, at + length) if length > 1 else (max(0, at - 1), min(len(text), at + 2))
            for here in range(at, at + length):
                found += _doubt(text, syllables, first, here, last)
        at += length
    return found


def _doubt(text: str, syllables: list[str], first: int, here: int, last: int) -> list[Doubt]:
    """Doubt one character among its neighbours, if it is of those that often are read otherwise."""
    if syllables[here] == text[here]:
        return [Doubt(text[here], text[here], ())]
    others = _doubtful().get(text[here], [])[1:]
    before, after = syllables[first:here], syllables[here + 1 : last]
    written = tuple(" ".join([*before, other, *after]) for other in others)
    return [Doubt(text[first:last], " ".join(syllables[first:last]), written)] if written else []


@cache
def _characters() -> dict[str, list[str]]:
    return readings("characters.txt", "plain") | _doubtful()


@cache
def _doubtful() -> dict[str, list[str]]:
    return readings("characters.txt", "doubtful")


@cache
def _proper() -> dict[str, Piece]:
    return {
        word: Piece(word, split(" ".join(written), len(word)) or (), tuple(written))
        for word, written in readings("proper.txt").items()
    }


@cache
def _phrases() -> dict[str, Piece]:
    found = {}
    for word, *written in blocks("phrases.txt")[""]:
        first, *others = (tuple(way.split()) for way in " ".join(written).split("/"))
        found[word] = Piece(word, first, first, tuple(others))
    return found
