"""Plain text: the encoding is told from the bytes, strictly, and every line keeps its number.

Encodings are tried in the order of `STEPS`; a step that does not apply passes on, and the first that
gives text ends the search.  No byte is ever replaced: what fits nothing is a finding and no document.
"""

import codecs
from collections.abc import Callable, Iterable, Sequence

from catalog.diagnostics import Diagnostic, Place, finding
from catalog.source import SourceDocument, SourceSpan, invisible

MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    # Those of UTF-32 begin with, or hold, those of UTF-16 and so stand first.
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32LE"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32BE"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16LE"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16BE"),
)
"""Byte order marks, the codec each announces, and the name that findings use."""

LONGEST = 3_000_000
"""Bytes of text, as UTF-8, that a page may show: some thousand listings."""

_WHITE = frozenset("\t\n\r\f\v")
_SAMPLE = 100_000  # characters, enough to tell a jumble from a page


def read_text(
    data: bytes, name: str, encoding: str | None = None
) -> tuple[SourceDocument | None, list[Diagnostic]]:
    r"""Read a page of text; lines end at `\n`, `\r\n` or `\r`, as editors count them.

    `encoding`, a codec name that Python knows, overrides what the bytes look like.  Findings: S103 empty,
    S104 or S110 no text, S105 control or invisible characters (they stay in the raw lines), S106 more than
    LONGEST, S108 another encoding than UTF-8.
    """
    decoded, findings = decode(data, name, encoding)
    if decoded is None:
        return None, findings
    text, used = decoded
    if too_long := endless(name, (text,)):
        return None, [*findings, too_long]
    document = SourceDocument(name, lines(text), used)
    return document, findings + hidden(document)


def endless(name: str, lines: Iterable[str]) -> Diagnostic | None:
    """Tell a page that is no page (S106): reading a listing takes a hundred bytes for each of its text."""
    size = sum(len(line.encode("utf-8", "replace")) for line in lines)
    if size <= LONGEST:
        return None
    return finding("S106", Place(name), size=-(-size // 10**6), limit=LONGEST // 10**6)


Decoded = tuple[str, str]
"""A text and the name of its encoding."""

Step = Callable[[bytes], Decoded | None]
"""A way to decode: gives None where it does not apply, raises UnicodeDecodeError where it does not fit."""


def decode(
    data: bytes, name: str, encoding: str | None, steps: Sequence[Step] = ()
) -> tuple[Decoded | None, list[Diagnostic]]:
    """Give the text of a page, without byte order mark, by `STEPS` or others; findings as of `read_text`."""
    place = Place(name)
    try:
        text, used = _decode(data, encoding, steps or STEPS)
    except UnicodeError as error:
        offset = getattr(error, "start", 0)
        if encoding is not None:
            return None, [finding("S110", place, offset=offset, encoding=encoding)]
        return None, [finding("S104", place, offset=offset)]
    text = text.removeprefix("\ufeff")
    if not text:
        return None, [finding("S103", place)]
    findings = [finding("S108", place, encoding=used)] if encoding is None and used != "UTF-8" else []
    return (text, used), findings


def lines(text: str) -> tuple[str, ...]:
    """Cut at line ends; a form feed or a Unicode line separator is a character of its line."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return tuple(lines[:-1] if lines[-1] == "" else lines)


def hidden(document: SourceDocument) -> list[Diagnostic]:
    """Report control and invisible characters once, at the first of them (S105)."""
    suspect = [line for line in document.lines if not line.isprintable()]
    chars = {char for char in set().union(*suspect) if invisible(char)} - _WHITE
    if not chars:
        return []
    found = ((row, line) for row, line in enumerate(document.lines, 1) if not chars.isdisjoint(line))
    row, line = next(found)
    column = next(index for index, char in enumerate(line, 1) if char in chars)
    count = sum(line.count(char) for line in document.lines for char in chars)
    place = Place.at(document, SourceSpan(row, column, column + 1))
    return [finding("S105", place, count=count, character=f"U+{ord(line[column - 1]):04X}")]


def _decode(data: bytes, encoding: str | None, steps: Sequence[Step]) -> Decoded:
    """Give the text and the name of its encoding; raises UnicodeError where the bytes do not fit."""
    if encoding is not None:
        text = data.decode(encoding)
        text.encode("utf-8")  # a few codecs let through half a surrogate pair, which is no text
        return text, encoding.upper()
    offset = 0
    for step in steps:
        try:
            decoded = step(data)
        except UnicodeDecodeError as error:
            # The right encoding with one damaged byte is the one that reads on the furthest.
            offset = max(offset, error.start)
            if step is _marked or (step is _utf8 and _is_chinese(data[: error.start])):
                break
            continue
        if decoded is not None:
            return decoded
    raise UnicodeDecodeError("text", b"", offset, offset + 1, "no encoding fits")


def _marked(data: bytes) -> Decoded | None:
    """Decode as the byte order mark says."""
    for mark, codec, name in MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(codec), name
            except UnicodeDecodeError as error:
                error.start += len(mark)
                raise
    return None


def _utf8(data: bytes) -> Decoded | None:
    """Decode as UTF-8; Latin text in UTF-16 would pass too, every second of its bytes being NUL."""
    return None if data.count(0) * 4 > len(data) else (data.decode("utf-8"), "UTF-8")


def _utf16(data: bytes) -> Decoded | None:
    """Decode as UTF-16 without a mark, if in one byte order nearly all is what Chinese pages hold."""
    for codec, name in (("utf-16-le", "UTF-16LE"), ("utf-16-be", "UTF-16BE")):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        sample = text[:_SAMPLE]
        if sum(map(_on_a_page, sample)) >= 0.9 * len(sample) and _is_usual(sample):
            return text, name
    return None


def _gb18030(data: bytes) -> Decoded | None:
    """Decode as GB18030, unless the outcome is a jumble of rare and private characters.

    Nearly every pair of high bytes is a character there, so that Big5, Shift JIS or a damaged file may
    pass the codec.
    """
    text = data.decode("gb18030")
    sample = text[:_SAMPLE]
    private = sum("\ue000" <= char <= "\uf8ff" for char in sample)
    return (text, "GB18030") if private <= 0.02 * len(sample) and _is_usual(sample) else None


STEPS: tuple[Step, ...] = (_marked, _utf8, _utf16, _gb18030)
"""The encodings, in the order in which they are tried."""


def _is_chinese(prefix: bytes) -> bool:
    """Tell that bytes before a damaged one are UTF-8 beyond doubt: they give several Han characters."""
    return sum("\u4e00" <= char <= "\u9fff" for char in prefix.decode("utf-8")) >= 2


def _is_usual(text: str) -> bool:
    """Tell Chinese from a jumble: its Han characters are in GB 2312, of traditional text more than half."""
    han = "".join(char for char in text if "\u4e00" <= char <= "\u9fff")
    return len(han.encode("gb2312", "ignore")) / 2 >= 0.5 * len(han)


def _on_a_page(char: str) -> bool:
    """Tell a character that pages of Chinese text are made of."""
    return (
        "\u4e00" <= char <= "\u9fff"
        or " " <= char <= "~"
        or "\u3000" <= char <= "\u303f"
        or "\uff00" <= char <= "\uff5e"
        or "\u2010" <= char <= "\u2026"
        or char in "\r\n\t·"
    )
