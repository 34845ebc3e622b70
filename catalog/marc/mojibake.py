"""Text whose encoding was mistaken when it was read: UTF-8 as GBK or Latin-1, GBK as Latin-1 or Big5, others.

A stretch of text is turned back into the bytes it was read from; if those are sound text in the other
encoding, and Chinese or accented letters come out, that is what was meant.
"""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from catalog import patterns
from catalog.marc.frequent import is_likely, share
from catalog.marc.mojibake_marks import (
    BIG5_MARKS,
    EXTENDED_LATIN,
    GBK_MARKS,
    GREEK,
    HANGUL,
    KANA,
    KATAKANA,
    RUSSIAN,
    SIGNS_OF_FILES,
)

# the bytes 80-BF as Windows code page 1252, or Latin-1, reads them; quotation marks may close a word
_SIGNS = "\x80-\x9f\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2020\u2021\u2030\u20ac\u2122"
_TRAIL = f"{_SIGNS}\xa0-\xbf\u2013\u2014\u2018-\u201e\u2022\u2026\u2039\u203a"
_LATIN = (
    f"\xc3[{_SIGNS}\xa1-\xaa\xac-\xba\xbc-\xbf]|\xc2[\xa1-\xba\xbc-\xbf]|(?<![A-Z\xc0-\xde])\xc2\xa0"
    f"|\xe2\u20ac[{_TRAIL}]|(?:[\xe3-\xe9\xef][{_TRAIL}]{{2}}){{2,}}"
    f"|[\xe3-\xe9\xef](?:[\x80-\x9f][{_TRAIL}]|[{_TRAIL}][\x80-\x9f])"  # which are no signs at all
)
_GBK_AS_LATIN = "(?:[\xb0-\xd7][\xa1-\xfe]){2,}"
# a name of two characters or more has none of these signs, perhaps, but is a word of no alphabet: it has no
# ordinary letter, and capitals stand behind small letters and signs of sums
_NAME_AS_LATIN = "(?<![A-Za-z\xc0-\xff])(?:[\xc0-\xd7][\xc0-\xfe]){2,8}(?![A-Za-z\xc0-\xff])"
_SUMS = frozenset("\xd7\xf7")
# what pairs of bytes of GBK become in UTF-8, which drops the others: letters, but for those of pinyin
_ALPHABETS = (EXTENDED_LATIN, "\u0370-\u03ff", "\u0400-\u052f", "\u0531-\u058f", "\u0591-\u05ff")
_FEWEST_ALPHABETS = 3

_LATIN_RUN = patterns.compile(f"(?:[\xc2-\xef][{_TRAIL}]{{1,3}})+")
_RUN = patterns.compile("[^\x00-\x7f]{3,}")
_LETTERS_OF = tuple(patterns.compile(f"[{letters}]") for letters in _ALPHABETS)
_WORD = patterns.compile("[^\x00-\x20]{4,}")
_FIND_LATIN, _FIND_GBK = patterns.compile(_LATIN), patterns.compile(_GBK_AS_LATIN)
_FIND_NAME = patterns.compile(_NAME_AS_LATIN)
_HAN = patterns.compile("[\xb7\u2010-\u2027\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
_LETTERS = patterns.compile(
    rb"(?:[\xe4-\xe9][\x80-\xbf]{2}|\xe3\x80[\x80-\xbf]|\xef[\xbc\xbd][\x80-\xbf]|\xe2\x80[\x90-\xa7]){2,}"
)
_PARTS = patterns.compile(rb"[\x80-\xbf\xe2-\xe9\xef]+")
_GB2312 = patterns.compile(rb"(?:[\xa1\xa3\xb0-\xd7][\xa1-\xfe])+")
_BIG5 = patterns.compile(rb"(?:[\xa1-\xc6][\x40-\x7e\xa1-\xfe]|[!-~])+")

# written in UTF-8, and read as: its codec, and what has a sign of it
_UTF8_AS = (
    ("GBK", "gb18030", patterns.compile(f"[{GBK_MARKS}]")),
    ("Big5", "big5", patterns.compile(f"[{BIG5_MARKS}]")),
    ("Shift-JIS", "cp932", patterns.compile(f"[{KATAKANA}]")),
    ("Windows-1251", "cp1251", patterns.compile(f"[{RUSSIAN}]")),
    ("CP437", "cp437", patterns.compile(f"[\xb5{GREEK}]")),
)
# written in, and read as: names and codecs; how frequent characters are written, a sign of it, stretches
_TWO_BYTES = (
    ("GBK", "gbk", "Big5", "big5", _GB2312, patterns.compile(f"[{BIG5_MARKS}]"), _RUN),
    ("GBK", "gbk", "EUC-KR", "euc_kr", _GB2312, patterns.compile(f"[{HANGUL}]"), _RUN),
    ("GBK", "gbk", "Shift-JIS", "cp932", _GB2312, patterns.compile(f"[{KATAKANA}]"), _RUN),
    ("Big5", "big5", "GBK", "gbk", _BIG5, patterns.compile(f"[{KANA}]"), _WORD),
)


# a language that is written without ideographs has its own stretches of frequent characters
_IDEOGRAPH = patterns.compile("[\u4e00-\u9fff]")
_FEWEST = {"Big5": 2, "EUC-KR": 1, "Shift-JIS": 0, "GBK": 2}
_SELDOM, _FEW = 0.25, 3


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
    looks = (_signs_of_files, _utf8, _utf8_as_latin, _gbk_as_latin, _two_bytes, _gbk_as_utf8)
    return next((found for look in looks for found in look(text)), None)


def _signs_of_files(text: str) -> Iterator[Mistaken]:
    for sign, written, read, meant in SIGNS_OF_FILES:
        if (index := text.find(sign)) >= 0:
            yield Mistaken(index, sign, written, read, meant)


def _utf8(text: str) -> Iterator[Mistaken]:
    for read, codec, sign in _UTF8_AS:
        for run in _RUN.finditer(text) if sign.search(text) else ():
            raw = run[0].replace("\ufffd", "").encode(codec, "ignore")
            meant = raw.decode("utf-8", "replace")
            if _is_of_parts(raw, meant) or (read == "GBK" and _is_clear(run[0], meant)):
                yield Mistaken(run.start(), run[0][:20], "UTF-8", read, meant.replace("\ufffd", "?")[:20])
                continue
            for part in _LETTERS.finditer(raw):
                meant = part[0].decode("utf-8", "ignore")
                before = raw[: part.start()].decode(codec, "ignore").encode(codec)
                found = raw[len(before) : part.end()].decode(codec, "ignore")
                if is_likely(meant, 2) and (read != "GBK" or _odd(found)):
                    at = max(text.find(found, run.start()), run.start())
                    yield Mistaken(at, found[:20], "UTF-8", read, meant[:20])


def _is_of_parts(raw: bytes, meant: str) -> bool:
    """Tell UTF-8 that may have lost some of its bytes, but of which two characters and a third are whole."""
    broken = meant.count("\ufffd")
    return broken * 3 <= len(meant) * 2 and is_likely(meant, 2) and _PARTS.fullmatch(raw) is not None


def _is_clear(found: str, meant: str) -> bool:
    sound, broken = len(_HAN.findall(meant)), meant.count("\ufffd")
    clear = sound > 3 and broken * 2 <= sound
    return sound + broken == len(meant) and (clear or (sound > 1 and broken < 2 and _odd(found)))


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
        if not _FIND_LATIN.search(text, run.start(), run.end()):
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
    for run in _FIND_NAME.finditer(text):
        meant = run[0].encode("latin-1").decode("gbk", "ignore")
        is_word = run[0].isupper() and _SUMS.isdisjoint(run[0])
        if not is_word and len(_HAN.findall(meant)) * 2 == len(run[0]):
            yield Mistaken(run.start(), run[0], "GBK", "Latin-1", meant)


def _two_bytes(text: str) -> Iterator[Mistaken]:
    """Find what says nothing as it stands, and something in another encoding of two bytes a character."""
    for written, codec, read, codec_read, frequent, sign, stretch in _TWO_BYTES:
        for run in stretch.finditer(text) if sign.search(text) else ():
            if len(_IDEOGRAPH.findall(run[0])) < _FEWEST[read] or share(run[0]) > _SELDOM:
                continue
            try:
                raw = run[0].replace("\ufffd", "").encode(codec_read)
                # what Japanese text has beside ideographs makes frequent characters of Big5
                judged = sign.sub("", run[0]).replace("\ufffd", "").encode("gbk") if read == "GBK" else raw
            except UnicodeEncodeError:
                continue
            part = max((hit[0] for hit in frequent.finditer(judged)), key=len, default=b"")
            meant = part.decode(codec, "replace")
            if 2 * len(part) >= len(judged) and "\ufffd" not in meant and is_likely(meant, _FEW):
                yield Mistaken(run.start(), run[0][:20], written, read, raw.decode(codec, "ignore")[:20])


def _gbk_as_utf8(text: str) -> Iterator[Mistaken]:
    """Find letters of several alphabets in one word; what was meant is lost."""
    for run in _RUN.finditer(text) if _LETTERS_OF[0].search(text) else ():
        if sum(1 for letters in _LETTERS_OF if letters.search(run[0])) >= _FEWEST_ALPHABETS:
            yield Mistaken(run.start(), run[0][:20], "GBK", "UTF-8", "?" * len(run[0][:20]))
