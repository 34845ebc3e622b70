"""The lines that findings speak of, shown without keeping the file: only what was read last is kept."""

from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from catalog.diagnostics import Diagnostic
from catalog.marc.charset import is_ascii_compatible
from catalog.marc.containers.ahead import Stream
from catalog.marc.containers.entry import LIMIT
from catalog.marc.containers.safe_xml import PARTS_OF_GB18030, declared_encoding

LONGEST = 500
"""Bytes of a line that is shown."""
KEPT = 3 * LIMIT
"""Bytes that are kept: a record may take LIMIT of them, and readers read ahead, to the end of the next."""
_PIECE = 16 * 1024  # of which one or two are looked at for a line


class Kept:
    """A stream that knows the lines of what was read from it last."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._chunks: deque[bytes] = deque()
        self._firsts: deque[int] = deque()  # the line on which each chunk begins
        self._next = 1
        self._size = 0
        self._from_start = True
        self.encoding = "utf-8"
        self.is_text = True
        self.given = 0
        """The bytes read so far."""

    def read(self, size: int = -1, /) -> bytes:
        """Give the next bytes."""
        data = self._stream.read(size)
        self.given += len(data)
        if self._next == 1 and not self._chunks:
            self.encoding, self.is_text = declared_encoding(data[:200]), b"\0" not in data[:4]
        for start in range(0, len(data), _PIECE):
            piece = data[start : start + _PIECE]
            self._chunks.append(piece)
            self._firsts.append(self._next)
            self._next += piece.count(b"\n")
            self._size += len(piece)
            while self._size > KEPT and len(self._chunks) > 1:
                self._size -= len(self._chunks.popleft())
                self._firsts.popleft()
                self._from_start = False
        return data

    def line(self, number: int) -> str:
        """Give a line without its end; an empty text for one that is endless or long gone."""
        at = bisect_left(self._firsts, number) - 1
        if at < 0 and not (number == 1 and self._from_start and self._chunks):
            return ""
        at = max(at, 0)
        start = _lines(self._chunks[at])[number - self._firsts[at]] if number <= self._last(at) else b""
        whole = start
        while number == self._last(at) and at + 1 < len(self._chunks) and len(whole) <= LONGEST:
            at += 1
            whole += self._chunks[at][: LONGEST + 1].partition(b"\n")[0]
        ended = 1 if number < self._next else 0
        if len(whole) + ended > LONGEST:
            return ""
        text = _decoded(whole, self.encoding)
        return text.removeprefix("\ufeff") if number == 1 else text

    def _last(self, at: int) -> int:
        """Give the line on which a chunk ends."""
        return self._firsts[at + 1] if at + 1 < len(self._firsts) else self._next


@lru_cache(maxsize=2)
def _lines(chunk: bytes) -> list[bytes]:
    return chunk.split(b"\n")


def excerpted(findings: Iterable[Diagnostic], kept: Kept) -> Iterator[Diagnostic]:
    """Show each finding the line of the file that it stands on, unless the line is endless."""
    for item in findings:
        line = kept.line(item.place.line) if item.place.line and kept.is_text else ""
        column = item.place.column
        if line and column is not None:
            column = min(column, len(line) + 1)  # the end of a line counts for a parser
        yield replace(item, place=replace(item.place, excerpt=line, column=column))


def _decoded(line: bytes, encoding: str) -> str:
    if encoding.lower() in PARTS_OF_GB18030:
        encoding = "gb18030"
    try:
        is_fit = is_ascii_compatible(encoding)
    except LookupError:  # no name of an encoding that Python knows for text
        is_fit = False
    return line.decode(encoding if is_fit else "utf-8", "replace").strip("\r\n")
