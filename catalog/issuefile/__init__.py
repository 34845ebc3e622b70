"""Our own JSON as input: an issue file, or lines of articles, come back as issues.

One bad article costs that article, one bad issue that issue, each told of at line and column (J6xx).
"""

from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from catalog import patterns
from catalog.diagnostics import Diagnostic, Place, finding
from catalog.issue import Issue
from catalog.marc.containers.ahead import Stream

_HEAD = 64 * 1024
_OURS = patterns.compile(
    rb'(?:\xef\xbb\xbf)?\s*\{(?=[\s\S]{0,4000}"(?:issues|schema)"\s*:\s*(?:\[|"urn:x-kanmu:))'
)
_LINE = patterns.compile(rb'(?:\xef\xbb\xbf)?\s*\{[^\n]*"schema"\s*:\s*"urn:x-kanmu:schema:article:')


def looks_like_json(data: bytes, name: str) -> bool:
    """Tell a file of issues or articles from a page, by its suffix or its first character."""
    own = name.lower().endswith((".json", ".jsonl"))
    return own or data[:64].removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{"


def looks_like_lines(data: bytes, name: str = "") -> bool:
    """Tell lines of articles from a file of issues, by the schema that they name, else by the suffix."""
    return name.lower().endswith(".jsonl") or _LINE.match(data[:_HEAD]) is not None


def is_ours(head: bytes) -> bool:
    """Tell a file of issues or articles by the schema that it names near its beginning."""
    return _OURS.match(head) is not None


def read(data: bytes, name: str) -> Iterator[Issue | Diagnostic]:
    """Give the issues of a file, and what is wrong with the articles and issues that are left out."""
    return read_stream(BytesIO(data), name)


def read_stream(stream: BinaryIO, name: str) -> Iterator[Issue | Diagnostic]:
    """Give the issues of a stream, which is read at once unless it has lines of articles.

    Where something was left out, that is said at the end, too (S140).
    """
    from catalog.issuefile import read_file, read_lines

    buffered = Lines(stream)
    lines = looks_like_lines(buffered.head, name)
    left_out = 0
    for item in read_lines.read(buffered, name) if lines else read_file.read(buffered.all(), name):
        left_out += isinstance(item, Diagnostic) and item.code[0] == "J"
        yield item
    if left_out:
        yield finding("S140", Place(name), count=left_out)


class Lines:
    """A stream of which the first bytes are known before its lines are read."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self.head = self._waiting = stream.read(_HEAD)

    def readline(self, size: int) -> bytes:
        """Give the next line with its end, at most so many bytes of it."""
        while (end := self._waiting.find(b"\n") + 1) == 0 and len(self._waiting) < size:
            if not (more := self._stream.read(_HEAD)):
                break
            self._waiting += more
        end = min(end or size, size)
        line, self._waiting = self._waiting[:end], self._waiting[end:]
        return line

    def all(self) -> bytes:
        """Give all bytes that are left."""
        pieces = [self._waiting, *iter(lambda: self._stream.read(1 << 20), b"")]
        return b"".join(pieces)
