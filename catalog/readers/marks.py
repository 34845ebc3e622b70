"""Marks in HTML: behind a parser that forgets where text stood, every character still tells its place.

Behind each tag and each character reference a mark is put that says at which offset of the file the text
goes on.  Where the parser finds text, the mark comes out with it; a mark in an attribute, a script or a
comment goes where that goes.  So the parser alone decides what is text, and nothing is tokenised twice.

Marks are written in noncharacters (Unicode, chapter 23.7), which no text may hold, and so are the controls
that a parser may swallow.  A noncharacter of the file becomes U+FFFD.
"""

import re
from collections.abc import Iterator
from html import escape, unescape
from typing import NamedTuple

from catalog import patterns

END = "\U0010ffff"
"""Stands behind the last character of the page, to show that the parser came so far."""

_TEXT, _REFERENCE = "\U0001ffff", "\U0002ffff"
_DIGITS = {ord(f"{digit:x}"): (digit + 1) << 16 | 0xFFFE for digit in range(16)}
_VALUES = {mark: digit for digit, mark in _DIGITS.items()}
_MARK = patterns.compile(f"([{_TEXT}{_REFERENCE}])([{''.join(map(chr, _VALUES))}]+)")

_NONCHARACTERS = [plane << 16 | last for plane in range(17) for last in (0xFFFE, 0xFFFF)]
_CONTROLS = {code: 0xFDD0 + code for code in range(32) if chr(code) not in "\t\n\f\r"}
_IN = dict.fromkeys([*range(0xFDD0, 0xFDF0), *_NONCHARACTERS], 0xFFFD) | {0x0C: 0x20, 0x0D: 0x0A}
_OUT = {stand_in: code for code, stand_in in _CONTROLS.items()}
_UNFIT = patterns.compile(rf"[\x00-\x08\x0b-\x1f\ufdd0-\ufdef{''.join(map(chr, _NONCHARACTERS))}]")

_SIGNS = r"""
    (?P<text> (?: \A | > ) (?! <[A-Za-z/!?] | \Z ) )
  | (?P<less> < (?! [A-Za-z/!?] ) )
  | (?P<reference> & (?: \#\d{1,7} | \#[xX][\dA-Fa-f]{1,6} | [A-Za-z][A-Za-z0-9]{1,31} )? ;? )
"""
"""What is marked: a place where text begins, a `<` that begins no tag, and `&`."""

_CDATA = r"(?P<cdata> <!\[CDATA\[ (?P<inside> (?s:.*?) ) (?: \]\]> | \Z ) ) |"
_HTML, _XHTML = (patterns.compile(signs, re.VERBOSE) for signs in (_SIGNS, _CDATA + _SIGNS))
_IS_XHTML = patterns.compile(r"\A\s*<\?xml\s|<html\s[^>]*\bxmlns\s*=", re.IGNORECASE)
_PROLOGUE = 4096


class Run(NamedTuple):
    """Characters that follow each other in the file: from which offset, and how wide each is there.

    Blanks behind which no text stands bear no mark, and their width is 0.
    """

    text: str
    offset: int
    width: int


class Marks:
    """The text of a file, to be marked before it is parsed; `offset` is where the last run ended."""

    def __init__(self, text: str) -> None:
        self._controls = _UNFIT.search(text) is not None
        self.text = text.translate(_IN | _CONTROLS) if self._controls else text
        self.offset = 0

    def marked(self) -> str:
        """Give the text with its marks; XHTML may hold CDATA sections, which are text."""
        signs = _XHTML if _IS_XHTML.search(self.text[:_PROLOGUE]) else _HTML
        return signs.sub(self._replaced, self.text) + END

    def runs(self, marked: str) -> Iterator[Run]:
        """Give the runs of what the parser took for text between two tags."""
        parts = _MARK.split(marked)
        width = 0
        for index in range(0, len(parts), 3):
            text, (kind, digits) = parts[index], parts[index + 1 : index + 3] or ("", "")
            if self._controls:
                text = text.translate(_OUT)
            plain, referred = (text[:-1], text[-1:]) if kind == _REFERENCE else (text, "")
            if plain:
                yield Run(plain, self.offset, width)
                self.offset += len(plain) * width
            end = int(digits.translate(_VALUES), 16) if digits else self.offset
            if referred:
                yield Run(referred, self.offset, end - self.offset)
            self.offset, width = end, 1

    def _replaced(self, match: re.Match[str]) -> str:
        found, end = match.group(), match.end()
        match match.lastgroup:
            case "text":
                return found + _mark(_TEXT, end)
            case "cdata":
                start = match.start("inside")
                inside = re.sub(
                    "[<&>]",
                    lambda m: escape(m.group()) + _mark(_REFERENCE, start + m.end()),
                    match["inside"],
                )
                return _mark(_TEXT, start) + inside + _mark(_TEXT, end)
        text = unescape(found)
        # A reference may lack its semicolon and run into what follows: &nbspA.
        rest = text[1:] if found.endswith(text[1:]) else ""
        text = text[: len(text) - len(rest)].translate(_IN)
        return escape(text, quote=False) + _mark(_REFERENCE if text else _TEXT, end - len(rest)) + rest


def _mark(kind: str, offset: int) -> str:
    return kind + f"{offset:x}".translate(_DIGITS)
