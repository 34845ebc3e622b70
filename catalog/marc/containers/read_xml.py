"""MARCXML and MarcXchange read one record at a time, with the line of each field, in bounded memory.

Elements and namespaces: https://www.loc.gov/standards/marcxml/, https://www.loc.gov/standards/iso25577/.
Records are read whatever their namespace; one that is neither is a finding.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import chain, repeat
from typing import BinaryIO

from lxml import etree

from catalog.diagnostics import Diagnostic, Place, finding
from catalog.marc.containers.entry import LIMIT, Entry, FieldLines
from catalog.marc.containers.marcxchange import NAMESPACES
from catalog.marc.containers.marcxml import SLIM
from catalog.marc.containers.xml_faults import fault
from catalog.marc.record import ControlField, DataField, Field, Record, Subfield

_LAST = frozenset(("X502", "X505", "X519"))  # findings behind which nothing is read
_IN_RECORD = frozenset(("leader", "controlfield", "datafield"))
_IN_FIELD = frozenset(("subfield",))
# Asked of every record, and answered many times as quickly as in Python.
_LEAVES = etree.XPath(
    """boolean(text()[normalize-space()]
    | *[not(local-name() = "leader" or local-name() = "controlfield" or local-name() = "datafield")]
    | *[local-name() = "datafield"]/text()[normalize-space()]
    | *[local-name() = "datafield"]/*[local-name() != "subfield"]
    | *[local-name() = "datafield"]/@*[starts-with(name(), "ind")
        and (string-length() > 1 or not(name() = "ind1" or name() = "ind2"))])"""
)
_HEAD = 64 * 1024
_ENCODING = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)")
_WIDE = re.compile("UTF-?(?:16|32)|UCS-?[24]", re.IGNORECASE)
_PROLOG = re.compile(rb"\s*(?:(?><\?.*?\?>|<!--.*?-->)\s*+)*+<!DOCTYPE", re.DOTALL)


def read(stream: BinaryIO, name: str, encoding: str | None = None) -> Iterator[Entry | Diagnostic]:
    """Give the records of a file and what is wrong with its XML, in the order of the file.

    A document type is refused (X505), entities and network are not used, and reading ends at the first
    fault of the XML (X51x, X520), at LIMIT bytes without a record (X503), at deep nesting (X504), and at
    a root that is no collection or record (X502).  The encoding is the one that the XML declares, whatever
    is asked for.
    """
    source = _Source(stream)
    if source.declares_document_type():
        yield finding("X505", Place(name, 1))
        return
    if source.is_misdeclared():
        yield finding("X517", Place(name, 1), encoding=source.encoding)
        return
    parser = etree.iterparse(
        source,
        events=("start", "end"),
        tag=("{*}collection", "{*}record"),
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        yield from _entries(parser, source, name)
    except etree.XMLSyntaxError:
        yield fault(parser.error_log, name, encoding=source.encoding, last_line=source.last_line)
    except RecordTooLargeError:
        yield finding("X503", Place(name), limit=LIMIT // (1024 * 1024))


def read_all(stream: BinaryIO, name: str, encoding: str | None = None) -> Iterator[Entry | Diagnostic]:
    """Give the records of a file as `read` does, and what of their elements the records do not hold.

    That is for those who check no record by a schema.
    """
    for item in read(stream, name, encoding):
        if isinstance(item, Entry):
            yield from overlooked(item)
        yield item


def overlooked(entry: Entry) -> Iterator[Diagnostic]:
    """Tell what a record leaves of its element: other elements (X530), text (X533), indicators (X549)."""
    assert entry.element is not None
    if not _LEAVES(entry.element):
        return
    fields = (child for child in entry.element if name_of(child) == "datafield")
    for parent, known in chain([(entry.element, _IN_RECORD)], zip(fields, repeat(_IN_FIELD))):
        place = Place(entry.file, line_of(parent), record=entry.label)
        if any(text and text.strip() for text in (parent.text, *(child.tail for child in parent))):
            yield finding("X533", place, name=name_of(parent))
        for unknown in sorted({name_of(child) for child in parent} - known):
            yield finding("X530", place, name=unknown)
        if more := sorted(_more_indicators(parent)):
            yield finding("X549", replace(place, field=parent.get("tag", "")), attributes=", ".join(more))


def _more_indicators(field: etree._Element) -> Iterator[str]:
    """Name the attributes that say more than two indicators of one character."""
    for key, value in field.items():
        if str(key).startswith("ind") and (key not in ("ind1", "ind2") or len(value) > 1):
            yield str(key)


def declared_encoding(head: bytes) -> str:
    """Give the encoding that an XML declaration names, else UTF-8.

    >>> declared_encoding(b'<?xml version="1.0" encoding="GB18030"?>')
    'GB18030'
    """
    declared = _ENCODING.match(head.removeprefix(b"\xef\xbb\xbf"))
    return declared[1].decode("ascii") if declared else "UTF-8"


class RecordTooLargeError(Exception):
    """More than LIMIT bytes were read since the last record ended."""


class _Source:
    """A stream that counts the bytes since the last record, and knows its prolog and its last line."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.head = stream.read(_HEAD)
        self.prolog = self.head.lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\0", b"")  # of UTF-16 too
        self.unrecorded = 0
        self.lines = 1
        self.tail = b""

    @property
    def encoding(self) -> str:
        """The encoding that the XML declaration names, else UTF-8."""
        return declared_encoding(self.prolog)

    @property
    def last_line(self) -> int | None:
        """The number of the last line read, if no tag ends it."""
        return None if self.tail.rstrip(b"\0\t\n\r ").endswith(b">") else self.lines

    def is_misdeclared(self) -> bool:
        """Whether bytes that can be read one by one declare an encoding of two or four bytes a character."""
        return bool(_WIDE.match(declared_encoding(self.head)))

    def declares_document_type(self) -> bool:
        """Whether a document type stands before the first element."""
        return bool(_PROLOG.match(self.prolog))

    def read(self, size: int) -> bytes:
        """Give the next bytes; raises RecordTooLargeError."""
        chunk, self.head = (
            (self.head[:size], self.head[size:]) if self.head else (self.stream.read(size), b"")
        )
        self.unrecorded += len(chunk)
        if self.unrecorded > LIMIT:
            raise RecordTooLargeError
        self.lines += chunk.count(b"\n")
        self.tail = (self.tail + chunk)[-64:]
        return chunk


def _entries(
    events: "etree.iterparse[tuple[str, etree._Element]]", source: _Source, name: str
) -> Iterator[Entry | Diagnostic]:
    """Give the records of the parser's events, and forget each when the next is asked for."""
    root: etree._Element | None = None
    number = 0
    for event, element in events:
        if root is None:
            root = element.getroottree().getroot()
            findings = list(_root(root, name))
            yield from findings
            if any(item.code in _LAST for item in findings):
                return
        is_record = element is root or (element.getparent() is root and name_of(root) == "collection")
        if event == "start" or name_of(element) != "record" or not is_record:
            continue
        number += 1
        source.unrecorded = 0
        yield _entry(element, name, number)
        yield from _beside(element, name)
        element.clear(keep_tail=True)  # of which more may come
    if root is None:
        yield from _root(events.root, name)
    elif number == 0:
        yield finding("X524", Place(name, line_of(root)))
    if root is not None and name_of(root) == "collection":
        yield from _inside(root, name)


def _root(root: etree._Element, name: str) -> Iterator[Diagnostic]:
    """Judge the first element: a collection or record, in the namespace of MARCXML or MarcXchange."""
    place = Place(name, line_of(root))
    space = namespace_of(root)
    if root.getroottree().docinfo.internalDTD is not None:
        yield finding("X505", place)
    elif ":" in name_of(root):
        yield finding("X519", place, prefix=name_of(root).partition(":")[0])
    elif name_of(root) not in ("collection", "record"):
        yield finding("X502", place, found=name_of(root))
    elif not space:
        yield finding("X521", place, name=name_of(root))
    elif space != SLIM and space not in NAMESPACES.values():
        yield finding("X522", place, name=name_of(root), found=space)


def _beside(record: etree._Element, name: str) -> Iterator[Diagnostic]:
    """Forget what stands before a record in its collection; say so if it is anything but records."""
    parent = record.getparent()
    if parent is not None:
        yield from _stray(parent, record.itersiblings(preceding=True), name)


def _inside(collection: etree._Element, name: str) -> Iterator[Diagnostic]:
    """Forget what is left of a collection; say so if it is anything but records."""
    yield from _stray(collection, collection.iterchildren(), name)


def _stray(parent: etree._Element, children: Iterable[etree._Element], name: str) -> Iterator[Diagnostic]:
    """Report each kind of element that is no record once, and text; and take all of it away."""
    if parent.text and parent.text.strip():
        yield finding("X533", Place(name, line_of(parent)), name=name_of(parent))
    parent.text = None
    reported = {"record"}
    for child in list(children):
        if name_of(child) not in reported:
            reported.add(name_of(child))
            yield finding("X530", Place(name, line_of(child)), name=name_of(child))
        if child.tail and child.tail.strip() and "" not in reported:
            reported.add("")
            yield finding("X533", Place(name, line_of(child)), name=name_of(parent))
        parent.remove(child)


def _entry(element: etree._Element, name: str, number: int) -> Entry:
    """Make the record of an element; a missing attribute reads as a blank or an empty text."""
    leader, fields, lines = "", list[Field](), list[FieldLines]()
    for child in element:
        kind = name_of(child)
        if kind == "leader":
            leader = _text(child)
        elif kind == "controlfield":
            fields.append(ControlField(child.get("tag", ""), _text(child)))
            lines.append((line_of(child),))
        elif kind == "datafield":
            subfields, at = list[Subfield](), [line_of(child)]
            for item in child.iterchildren("{*}subfield"):
                value = _text(item) if len(item) else item.text or ""
                subfields.append(Subfield(item.get("code", ""), value))
                at.append(item.sourceline)  # type: ignore[arg-type]  # see line_of
            indicators = (child.get("ind1") or " ")[0] + (child.get("ind2") or " ")[0]
            fields.append(DataField(child.get("tag", ""), indicators, tuple(subfields)))
            lines.append(tuple(at))
    return Entry(name, number, line_of(element), Record(leader, tuple(fields)), tuple(lines), element)


def name_of(element: etree._Element) -> str:
    """Give the name of an element without its namespace."""
    return _without_namespace(str(element.tag))


@lru_cache(maxsize=1024)
def _without_namespace(tag: str) -> str:
    return tag.rpartition("}")[2]


def namespace_of(element: etree._Element) -> str:
    """Give the namespace of an element, or an empty string."""
    return str(element.tag).rpartition("}")[0][1:]


def _text(element: etree._Element) -> str:
    """Give the text in an element, also that in elements which should not be there."""
    return "".join(map(str, element.itertext())) if len(element) else element.text or ""


def line_of(element: etree._Element) -> int | None:
    """Give the line on which the start tag of an element ends."""
    line: int | None = element.sourceline  # type: ignore[assignment]  # the stubs leave its type open
    return line
