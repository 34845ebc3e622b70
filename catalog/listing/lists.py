"""The lists behind the scores of names, read once when first asked for."""

import math
from functools import cache
from itertools import repeat
from pathlib import Path
from typing import NamedTuple

Scores = dict[str, float]
_FOLDER = Path(__file__).parent.parent / "lists"
_QUARTER = 0.25
_PER_MILLION = math.log(1e-6)


class PersonLists(NamedTuple):
    """What is known of persons' names; all figures are natural logarithms.

    `surnames` and `compounds`: share of the population against the share of text.  `single`, `first` and
    `second`: a character as the whole or a part of a given name against text; `unseen`: one never met there.
    `words` and `given`: by first character, runs of a second character and a digit, how much likelier the two
    are as a word or as a given name than apart.  `lookalikes`: longer words, likewise.  `syllables` and
    `parts`: pieces of names without surname; `endings`: how long syllables are, by their last character.
    `sounds`: the characters that spell foreign names.
    """

    surnames: Scores
    compounds: Scores
    single: Scores
    first: Scores
    second: Scores
    unseen: Scores
    words: dict[str, str]
    given: dict[str, str]
    lookalikes: Scores
    syllables: Scores
    endings: dict[str, list[int]]
    parts: Scores
    sounds: frozenset[str]
    places: frozenset[str]


class Affixes(Scores):
    """Scores of endings or beginnings, and how long those are, longest first, that share a character."""

    def __init__(self, scores: Scores) -> None:
        super().__init__(scores)
        self.by_last: dict[str, list[int]] = {}
        self._by_first: dict[str, list[int]] = {}
        for affix in sorted(scores, key=len, reverse=True):
            for table, char in ((self.by_last, affix[-1]), (self._by_first, affix[0])):
                lengths = table.setdefault(char, [])
                if len(affix) not in lengths:
                    lengths.append(len(affix))

    def at_end(self, text: str) -> str:
        """Find the longest with which a text ends, an empty string if there is none."""
        for length in self.by_last.get(text[-1:], ()):
            if text[-length:] in self:
                return text[-length:]
        return ""

    def at_start(self, text: str) -> str:
        """Find the longest with which a text begins, likewise."""
        for length in self._by_first.get(text[:1], ()):
            if text[:length] in self:
                return text[:length]
        return ""


class BodyLists(NamedTuple):
    """What is known of corporate names: whole names, endings, beginnings, words that only titles hold."""

    whole: Scores
    endings: Affixes
    beginnings: Affixes
    inside: tuple[tuple[str, float], ...]


@cache
def person_lists() -> PersonLists:
    """Read surnames.txt, characters.txt, words.txt, lookalikes.txt, syllables.txt and places.txt."""
    shares = _words(_blocks("surnames.txt")[""])
    characters = {block: _characters(rows) for block, rows in _blocks("characters.txt").items()}
    text = characters["text"]
    surnames = {
        name: math.log(share) + _PER_MILLION - sum(map(text.__getitem__, name))
        for name, share in shares.items()
    }
    pairs = {block: {row[0]: row[1:] for row in rows} for block, rows in _blocks("words.txt").items()}
    syllables = _blocks("syllables.txt")
    whole = _words(syllables["whole"])
    return PersonLists(
        surnames={name: score for name, score in surnames.items() if len(name) == 1},
        compounds={name: score for name, score in surnames.items() if len(name) > 1},
        single=characters["single"],
        first=characters["first"],
        second=characters["second"],
        unseen=characters["unseen"],
        words=pairs["text"],
        given=pairs["given"],
        lookalikes=_words(_blocks("lookalikes.txt").get("text", [])),
        syllables=whole,
        endings=Affixes(whole).by_last,
        parts=_words(syllables["part"]),
        sounds=frozenset(syllables["sound"][0]),
        places=places(),
    )


@cache
def body_lists() -> BodyLists:
    """Read bodies.txt and places.txt."""
    blocks = {block: _words(rows) for block, rows in _blocks("bodies.txt").items()}
    beginnings = dict.fromkeys(places(), 4.0) | blocks["beginning"] | blocks["title"]
    inside = tuple(blocks["inside"].items())
    return BodyLists(blocks["whole"], Affixes(blocks["ending"]), Affixes(beginnings), inside)


@cache
def places() -> frozenset[str]:
    """Read the places, provinces also without 省 and 市."""
    blocks = _blocks("places.txt")
    names = [name for rows in blocks.values() for row in rows for name in row.split()]
    return frozenset(names) | {name.rstrip("省市") for name in names}


@cache
def countries() -> frozenset[str]:
    """Read the words for a nationality or a dynasty that stand in brackets before a name."""
    return frozenset(
        word for rows in _blocks("countries.txt").values() for row in rows for word in row.split()
    )


def _blocks(name: str) -> dict[str, list[str]]:
    """Read a list: `#` rows are comments, `[block]` rows begin a block, rows before any are in block ''."""
    blocks: dict[str, list[str]] = {}
    for block in ("]\n" + (_FOLDER / name).read_text(encoding="utf-8")).split("["):
        title, _, rows = block.partition("]\n")
        blocks[title] = [row for row in rows.splitlines() if row[0] != "#"]
    return {title: rows for title, rows in blocks.items() if rows}


def _words(rows: list[str]) -> Scores:
    """Read rows of a figure and the words it is for."""
    scores: Scores = {}
    for row in rows:
        figure, *words = row.split()
        scores |= dict.fromkeys(words, float(figure))
    return scores


def _characters(rows: list[str]) -> Scores:
    """Read rows of a figure in quarters and the characters it is for."""
    scores: Scores = {}
    for row in rows:
        figure, characters = row.split()
        scores.update(zip(characters, repeat(int(figure) * _QUARTER)))
    return scores
