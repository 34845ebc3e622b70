"""NLC and CALIS: a syllable for every character, spaces between them, no marks."""

from collections.abc import Mapping

from catalog import patterns
from catalog.romanise.pieces import cut
from catalog.romanise.reading import Doubt, Romanised
from catalog.romanise.syllables import capital
from catalog.romanise.tokens import plain, tokens

_MARKS = patterns.compile(r"(?<!\d)\.|\.(?!\d)|[^\w.]|_")


def romanised(text: str, library: Mapping[str, str], *, capitals: bool, body: bool = False) -> Romanised:
    """Romanise a title or a body: NLC in lower case with Latin letters in upper case, CALIS with capitals."""
    text = plain(text)
    words: list[str] = []
    doubts: list[Doubt] = []
    for token in tokens(text):
        if token.kind == "han":
            pieces, doubtful = cut(text, token.start, token.start + len(token.text), library, body=body)
            words.append(spaced([one for piece in pieces for one in piece.syllables], capitals=capitals))
            doubts += doubtful
        elif token.kind == "other":
            words += foreign(token.text, capitals=capitals)
    return Romanised(" ".join(words), tuple(dict.fromkeys(doubts)))


def spaced(syllables: list[str], *, capitals: bool) -> str:
    """Set syllables apart."""
    return " ".join(map(capital, syllables) if capitals else syllables)


def foreign(text: str, *, capitals: bool) -> list[str]:
    """Give the words of other letters and figures, without marks but the point of a figure."""
    return (_MARKS.sub(" ", text) if capitals else _MARKS.sub(" ", text).upper()).split()
