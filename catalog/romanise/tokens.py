"""A text in stretches of one kind: Chinese characters, other letters and figures, spaces, signs."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal, NamedTuple

from catalog import patterns

Kind = Literal["han", "other", "space", "sign"]

_HAN = "〇㐀-䶿一-鿿豈-﫿\U00020000-\U000323af"
_LETTER = rf"(?:(?![{_HAN}])[^\W_])"
_TOKENS = patterns.compile(
    rf"(?P<han>[{_HAN}]+)"
    rf"|(?P<other>{_LETTER}(?:[.,:'’&/-]?{_LETTER}|[\u0300-\u036f])*)"
    r"|(?P<space>[\s\x00-\x20\x7f-\x9f]+)"
    r"|(?P<sign>—+|…+|\.{3,}|.)",
    re.DOTALL,
)
_ALL_HAN = patterns.compile(f"[{_HAN}]+")
_DOTS = patterns.compile("[·・•‧∙]")
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


class Token(NamedTuple):
    """A stretch of one kind, and where it begins."""

    kind: Kind
    text: str
    start: int


def tokens(text: str) -> Iterator[Token]:
    """Part a plain text; every character is in one token."""
    for match in _TOKENS.finditer(text):
        yield Token(match.lastgroup, match[0], match.start())  # type: ignore[arg-type]  # named as the kinds


def is_han(text: str) -> bool:
    """Tell a plain text that is one stretch of Chinese characters."""
    return _is_plain_han(text) or _ALL_HAN.fullmatch(text) is not None


def _is_plain_han(text: str) -> bool:
    """Tell a text of characters 一 to 鿿, which no form of Unicode writes in another way."""
    return text != "" and min(text) >= "一" and max(text) <= "鿿"


def plain(text: str) -> str:
    """Write full-width letters, figures and signs at half width, in Unicode form NFC."""
    return unicodedata.normalize("NFC", text).translate(_WIDE)


def whole_name(name: str) -> str:
    """Write a name in one way: half width, one kind of dot, no space beside Chinese characters or dots.

    >>> whole_name("古丽・ 买买提"), whole_name("陈　强"), whole_name("Ｓ. 韦伯"), whole_name("John  Smith")
    ('古丽·买买提', '陈强', 'S.韦伯', 'John Smith')
    """
    if _is_plain_han(name):  # as most names are
        return name
    text = plain(name)
    if text.isalpha():
        return text
    dotted = _DOTS.sub("·", " ".join(text.split()))
    return re.sub(rf"(?<=[{_HAN}·.]) | (?=[{_HAN}·])", "", dotted)
