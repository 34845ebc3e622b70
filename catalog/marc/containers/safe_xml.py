"""XML read as it comes, without entities and network, in bounded memory; and what is wrong with it."""

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias, TypeVar

from lxml import etree

from catalog import patterns
from catalog.diagnostics import Diagnostic, Place, finding
from catalog.marc.charset import is_ascii_compatible
from catalog.marc.containers.ahead import Stream
from catalog.marc.containers.entry import LIMIT
from catalog.marc.containers.xml_faults import fault

Events: TypeAlias = "etree.iterparse[tuple[str, etree._Element]]"
_Made = TypeVar("_Made")

SAFELY: dict[str, Any] = {
    "resolve_entities": False, "no_network": True, "huge_tree": False, "load_dtd": False,
    "remove_comments": True, "remove_pis": True,
}  # fmt: skip
"""How XML is parsed: without entities, network and unbounded depth."""
_HEAD, _TAIL = 64 * 1024, 64
_ENCODING = patterns.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)")
_WIDE = patterns.compile("UTF-?(?:16|32)|UCS-?[24]", re.IGNORECASE)
PARTS_OF_GB18030 = frozenset(("gb2312", "gb_2312-80", "euc-cn", "gbk", "x-gbk", "cp936"))
"""Encodings that files name whose characters are those of GB18030."""
_PROLOG = patterns.compile(rb"\s*(?:(?><\?.*?\?>|<!--.*?-->)\s*+)*+<!DOCTYPE", re.DOTALL)


def safely_parsed(
    source: "Source", name: str, tags: tuple[str, ...], made: Callable[[Events], Iterator[_Made]]
) -> Iterator[_Made | Diagnostic]:
    """Give what is made of the starts and ends of elements with these tags, until the XML is at fault.

    That is X51x or X520, X503 at LIMIT bytes without a record, and X504 at deep nesting.
    """
    parser = etree.iterparse(source, events=("start", "end"), tag=tags, **SAFELY)
    try:
        yield from made(parser)
        is_faulty = parser.root is not None and has_fault(parser.error_log)  # read to its end
    except etree.XMLSyntaxError:
        is_faulty = True
    except RecordTooLargeError:
        is_faulty = False
        yield finding("X503", Place(name), limit=LIMIT // (1024 * 1024))
    if is_faulty:
        found = fault(parser.error_log, name, encoding=source.encoding, last_line=source.last_line)
        yield (found.code == "X517" and source.unfit and source.unfit.finding(name, source.encoding)) or found


def parsed_whole(data: bytes) -> "etree._Element | None":
    """Parse a small text as safely; None if there is any fault in it."""
    parser = etree.XMLParser(**SAFELY)
    try:
        element = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None
    return None if has_fault(parser.error_log) else element


def has_fault(log: "Iterable[etree._LogEntry]") -> bool:
    """Tell whether a parser knew of a fault: at the end it raises none behind which a warning came."""
    return any(entry.level_name != "WARNING" for entry in log)


def declared_encoding(head: bytes) -> str:
    """Give the encoding that an XML declaration names, else UTF-8.

    >>> declared_encoding(b'<?xml version="1.0" encoding="GB18030"?>')
    'GB18030'
    """
    declared = _ENCODING.match(head.removeprefix(b"\xef\xbb\xbf"))
    return declared[1].decode("ascii") if declared else "UTF-8"


class Unfit(NamedTuple):
    """Where bytes do not fit the encoding that the XML declares, and the character that GB18030 has there."""

    line: int
    column: int
    character: str

    def finding(self, name: str, encoding: str) -> Diagnostic:
        """Say so: X570 where GB18030 is meant by the name of one of its parts, else X517."""
        place = Place(name, self.line, self.column)
        if self.character and encoding.lower() in PARTS_OF_GB18030:
            character = f"{self.character} U+{ord(self.character):04X}"
            return finding("X570", place, encoding=encoding, character=character)
        return finding("X517", place, encoding=encoding)


class RecordTooLargeError(Exception):
    """More than LIMIT bytes were read since the last record ended."""


class Source:
    """A stream that counts the bytes since the last record, and knows its prolog and its last line."""

    def __init__(self, stream: Stream) -> None:
        self.stream = stream
        self.head = stream.read(_HEAD)
        self.prolog = self.head.lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\0", b"")  # of UTF-16 too
        self.unrecorded = 0
        self.lines = 1
        self.tail = b""
        self.unfit: Unfit | None = None
        self._decode = _decoder(self.encoding)
        self._column = 1

    @property
    def encoding(self) -> str:
        """The encoding that the XML declaration names, else UTF-8."""
        return declared_encoding(self.prolog)

    @property
    def last_line(self) -> int | None:
        """The number of the last line read, if no tag ends it."""
        return None if self.tail.rstrip(b"\0\t\n\r ").endswith(b">") else self.lines

    def refusal(self, name: str) -> Diagnostic | None:
        """Say why nothing is read, if so: a document type (X505), bytes of another encoding (X517)."""
        if _PROLOG.match(self.prolog):
            return finding("X505", Place(name, 1))
        if self._is_misdeclared():
            return finding("X517", Place(name, 1), encoding=self.encoding)
        return None

    def _is_misdeclared(self) -> bool:
        """Whether bytes declare two or four a character, and can be read one by one; or the reverse."""
        is_wide = self.head[:2] in (b"\xff\xfe", b"\xfe\xff")
        said = _WIDE.match(self.encoding) if _ENCODING.match(self.prolog) else None
        return bool(_WIDE.match(declared_encoding(self.head))) or (
            is_wide and said is None and _ENCODING.match(self.prolog) is not None
        )

    def read(self, size: int) -> bytes:
        """Give the next bytes; raises RecordTooLargeError."""
        chunk, self.head = (
            (self.head[:size], self.head[size:]) if self.head else (self.stream.read(size), b"")
        )
        self.unrecorded += len(chunk)
        if self.unrecorded > LIMIT:
            raise RecordTooLargeError
        if self.unfit is None:
            self._look_at(chunk)
        self.lines += chunk.count(b"\n")
        self.tail = (self.tail + chunk[-_TAIL:])[-_TAIL:]
        return chunk

    def _look_at(self, chunk: bytes) -> None:
        """Note the first byte that does not fit the encoding declared: the parser loses its place."""
        if self._decode is None:
            return
        try:
            text = self._decode(chunk, not chunk)
        except UnicodeDecodeError as error:
            data, start = bytes(error.object), error.start
            text = data[:start].decode(error.encoding)
            character = data[start : start + 4].decode("gb18030", "ignore")[:1]
            lines = text.count("\n")
            column = len(text) - text.rfind("\n") if lines else self._column + len(text)
            self.unfit = Unfit(self.lines + lines, column, character)
        else:
            lines = text.count("\n")
            self._column = len(text) - text.rfind("\n") if lines else self._column + len(text)


def _decoder(encoding: str) -> Callable[[bytes, bool], str] | None:
    """Give what decodes piece by piece, of an encoding in which the parser does not know where a fault is."""
    if encoding.lower() in ("utf-8", "utf8"):
        return None
    try:
        return codecs.getincrementaldecoder(encoding)().decode if is_ascii_compatible(encoding) else None
    except LookupError:  # no encoding of text, or none that is known
        return None


def root_fault(root: etree._Element, name: str) -> Diagnostic | None:
    """Say why nothing is read of a first element: a document type (X505), a prefix of no namespace (X519)."""
    place = Place(name, line_of(root))
    if root.getroottree().docinfo.internalDTD is not None:
        return finding("X505", place)
    if ":" in name_of(root):
        return finding("X519", place, prefix=name_of(root).partition(":")[0])
    return None


def name_of(element: etree._Element) -> str:
    """Give the name of an element without its namespace."""
    return _without_namespace(str(element.tag))


@lru_cache(maxsize=1024)
def _without_namespace(tag: str) -> str:
    return tag.rpartition("}")[2]


def namespace_of(element: etree._Element) -> str:
    """Give the namespace of an element, or an empty string."""
    return str(element.tag).rpartition("}")[0][1:]


def line_of(element: etree._Element) -> int | None:
    """Give the line on which the start tag of an element ends."""
    line: int | None = element.sourceline  # type: ignore[assignment]  # the stubs leave its type open
    return line
