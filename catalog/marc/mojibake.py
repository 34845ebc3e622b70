"""Text whose encoding was mistaken when it was read: UTF-8 as GBK or Latin-1, GBK as Latin-1.

A stretch of text is turned back into the bytes it was read from; if those are sound text in the other
encoding, and Chinese or accented letters come out, that is what was meant.
"""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from catalog import patterns

# what bytes E4-E9 of UTF-8, with which most Han characters begin, become in GBK with the byte behind them
_GBK_MARKS = "".join(
    bytes((lead, trail)).decode("gbk")
    for lead in range(0xE4, 0xEA)
    for trail in range(0x80, 0xC0)
    if trail != 0x7F
)
_LOST = "锟斤拷"  # U+FFFD twice, in UTF-8, read as GBK
# the bytes 80-BF as Windows code page 1252, or Latin-1, reads them; quotation marks may close a word
_SIGNS = "\x80-\x9f\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2020\u2021\u2030\u20ac\u2122"
_TRAIL = f"{_SIGNS}\xa0-\xbf\u2013\u2014\u2018-\u201e\u2022\u2026\u2039\u203a"
_LATIN = (
    f"\xc3[{_SIGNS}\xa1-\xaa\xac-\xba\xbc-\xbf]|\xc2[\xa1-\xba\xbc-\xbf]|\xe2\u20ac[{_TRAIL}]"
    f"|(?:[\xe3-\xe9\xef][{_TRAIL}]{{2}}){{2,}}"
)
_GBK_AS_LATIN = "(?:[\xb0-\xd7][\xa1-\xfe]){2,}"

MARKS = f"{_GBK_MARKS}{_LOST[0]}\xb0-\xd7\xe2-\xe9\xef"
"""Characters of which such text has at least one; sound text may have them, too."""
_LATIN_RUN = patterns.compile(f"(?:[\xc2-\xef][{_TRAIL}]{{1,3}})+")
_RUN = patterns.compile("[^\x00-\x7f]{3,}")
_FIND_LATIN, _FIND_GBK = patterns.compile(_LATIN), patterns.compile(_GBK_AS_LATIN)
_FIND_MARK = patterns.compile(f"[{_GBK_MARKS}]")
_HAN = patterns.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")


class Mistaken(NamedTuple):
    """A stretch of text, where it begins, its encoding and the one it was read as, and what was meant."""

    at: int
    found: str
    written: str
    read: str
    meant: str


def mistaken(text: str) -> Mistaken | None:
    """Find the first stretch whose encoding was mistaken.

    >>> mistaken("宸ヤ細涓诲腑").meant, mistaken("cafÃ©").meant, mistaken("工会主席")
    ('工会主席', 'é', None)
    """
    return next(
        (found for look in (_lost, _utf8_as_gbk, _utf8_as_latin, _gbk_as_latin) for found in look(text)), None
    )


def _lost(text: str) -> Iterator[Mistaken]:
    if (index := text.find(_LOST)) >= 0:
        yield Mistaken(index, _LOST, "UTF-8", "GBK", "\ufffd\ufffd")


def _utf8_as_gbk(text: str) -> Iterator[Mistaken]:
    if not _FIND_MARK.search(text):
        return
    for run in _RUN.finditer(text):
        meant = run[0].encode("gbk", "ignore").decode("utf-8", "replace")
        sound, broken = len(_HAN.findall(meant)), meant.count("\ufffd")
        clear = sound > 3 and broken * 2 <= sound
        if sound + broken == len(meant) and (clear or (sound > 1 and broken < 2 and _odd(run[0]))):
            yield Mistaken(run.start(), run[0][:20], "UTF-8", "GBK", meant.replace("\ufffd", "?")[:20])


def _odd(text: str) -> bool:
    """Tell text with characters that modern Chinese does not use, which GB 2312 lacks or are no Han."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return not all("\u4e00" <= char <= "\u9fff" for char in text)


def _utf8_as_latin(text: str) -> Iterator[Mistaken]:
    if not _FIND_LATIN.search(text):
        return
    for run in _LATIN_RUN.finditer(text):
        if not _FIND_LATIN.search(run[0]):
            continue
        raw = bytes(_cp1252().get(char, ord(char) & 0xFF) for char in run[0])
        meant = raw.decode("utf-8", "ignore")
        if not meant.isascii() and 5 * len(meant.encode()) >= 4 * len(raw):
            yield Mistaken(run.start(), run[0][:20], "UTF-8", "Latin-1", meant[:20])


@cache
def _cp1252() -> dict[str, int]:
    """Give the bytes that Windows code page 1252 reads in another way than Latin-1."""
    return {bytes((byte,)).decode("cp1252", "replace"): byte for byte in range(0x80, 0xA0)}


def _gbk_as_latin(text: str) -> Iterator[Mistaken]:
    for run in _FIND_GBK.finditer(text):
        meant = run[0].encode("latin-1").decode("gbk", "ignore")
        if any("\xa0" <= char <= "\xbf" for char in run[0]) and len(_HAN.findall(meant)) == len(meant):
            yield Mistaken(run.start(), run[0][:20], "GBK", "Latin-1", meant[:20])
