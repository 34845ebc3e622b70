"""Titles and names of bodies as the ALA-LC table for Chinese has them.

Each syllable stands apart, places are one word and the term of their jurisdiction another; a capital begins
the field, a phrase in quotation marks and a proper noun; Chinese marks become Latin ones.  Source: ALA-LC
romanization table for Chinese (Library of Congress).
"""

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from catalog.romanise.numerals import in_figures
from catalog.romanise.pieces import cut
from catalog.romanise.reading import Doubt, Romanised
from catalog.romanise.syllables import capital
from catalog.romanise.tokens import Token, plain, tokens

_Shape = Literal["word", "foreign", "close", "open", "quote", "tight", "gap"]
_MARKS: dict[str, tuple[str, _Shape]] = {
    "、": (",", "close"), ",": (",", "close"), "。": (".", "close"), "．": (".", "close"),
    ".": (".", "close"), ";": (";", "close"), ":": (":", "close"), "!": ("!", "close"), "?": ("?", "close"),
    "%": ("%", "close"), "…": ("...", "close"), "·": (",", "close"), "•": (",", "close"), "‧": (",", "close"),
    "‰": ("‰", "close"), "℃": ("℃", "close"), "°": ("°", "close"),
    "“": ('"', "quote"), "《": ('"', "quote"), "「": ('"', "quote"), "『": ('"', "quote"),
    "〈": ('"', "quote"), "〝": ('"', "quote"), "‘": ("'", "quote"),
    "”": ('"', "close"), "》": ('"', "close"), "」": ('"', "close"), "』": ('"', "close"),
    "〉": ('"', "close"), "〞": ('"', "close"), "’": ("'", "close"),
    "(": ("(", "open"), "〔": ("[", "open"), "【": ("[", "open"), "[": ("[", "open"), "〖": ("[", "open"),
    ")": (")", "close"), "〕": ("]", "close"), "】": ("]", "close"), "]": ("]", "close"),
    "〗": ("]", "close"),
    "—": ("--", "tight"), "―": ("--", "tight"), "–": ("-", "tight"), "~": ("-", "tight"),
    "〜": ("-", "tight"),
}  # fmt: skip
"""Marks and how they stand: against the word before, against the next one, or against both."""
_DOTS = frozenset("·•‧")
_BETWEEN = frozenset("+&×=")
"""Signs that stand between words as a word of their own."""
_NUMBERS = frozenset("〇一二三四五六七八九十0123456789")
_COMMON = (
    "本刊",
    "本报",
    "本社",
    "编辑部",
    "编者",
    "课题组",
    "调研组",
    "联合课题组",
    "评论员",
    "特约",
    "记者",
)
"""Bodies without a name of their own."""


class _Item(NamedTuple):
    text: str
    shape: _Shape


def title(text: str, library: Mapping[str, str], *, running: bool = False) -> Romanised:
    """Romanise a title; inside a field, as in 245 $b, it begins without a capital."""
    return _romanised(text, library, body=False, at_start=not running)


def body(text: str, library: Mapping[str, str], *, running: bool) -> Romanised:
    """Romanise the name of a body; in running text one without a proper name has no capital."""
    return _romanised(text, library, body=True, at_start=not (running and text.startswith(_COMMON)))


def _romanised(text: str, library: Mapping[str, str], *, body: bool, at_start: bool) -> Romanised:
    doubts: list[Doubt] = []
    items = list(_items(in_figures(plain(text)), library, body, doubts))
    return Romanised(_written(items, at_start), tuple(dict.fromkeys(doubts)))


def _items(text: str, library: Mapping[str, str], body: bool, doubts: list[Doubt]) -> Iterator[_Item]:
    """Give the words and marks of a text, and add what is doubtful in it."""
    quoted = dict.fromkeys("\"'#", False)
    for token in tokens(text):
        match token.kind:
            case "han":
                end = token.start + len(token.text)
                pieces, doubtful = cut(text, token.start, end, library, body=body)
                doubts += doubtful
                yield from (_Item(word, "word") for piece in pieces for word in piece.words)
            case "other":
                yield _Item(token.text, "foreign")
            case "space":
                yield _Item("", "gap")
            case "sign" if token.text in quoted:
                quoted[token.text] = not quoted[token.text]
                yield _Item(token.text, "quote" if quoted[token.text] else "close")
            case "sign" if token.text in _DOTS and _between_numbers(text, token.start):
                yield _Item("", "gap")
            case "sign" if token.text[0] in "—―" and _between_figures(text, token):
                yield _Item("-", "tight")
            case "sign" if token.text in _BETWEEN and _between_words(text, token.start):
                yield _Item(token.text, "foreign")
            case "sign":
                yield _Item(*_MARKS.get(token.text[0], (token.text, "tight")))


def _between_figures(text: str, token: Token) -> bool:
    return text[: token.start][-1:].isdigit() and text[token.start + len(token.text) :][:1].isdigit()


def _between_words(text: str, at: int) -> bool:
    """Tell whether letters or figures stand on both sides of a sign, and Chinese on one of them at least."""
    sides = text[at - 1 : at] + text[at + 1 : at + 2]
    return at > 0 and len(sides) == 2 and sides.isalnum() and not sides.isascii()


def _between_numbers(text: str, at: int) -> bool:
    return at > 0 and text[at - 1] in _NUMBERS and text[at + 1 : at + 2] in _NUMBERS


def _written(items: list[_Item], at_start: bool) -> str:
    """Set words and marks with the spaces and capitals that belong to them."""
    written = ""
    space, begins = False, at_start
    for text, shape in items:
        if shape == "gap":
            space = space or (written != "" and not written.endswith(("(", "[")) and not begins)
            continue
        if shape in ("word", "foreign", "open", "quote") and space and written:
            written += " "
        written += capital(text) if begins and shape == "word" else text
        if shape in ("word", "foreign", "quote"):
            begins = shape == "quote"
        space = shape in ("word", "foreign", "close")
    return written
