"""MARCXML and MarcXchange read one record at a time, with the line of each field, in bounded memory.

Elements and namespaces: https://www.loc.gov/standards/marcxml/, https://www.loc.gov/standards/iso25577/.
Records are read whatever their namespace; one that is neither is a finding.  They may stand in the answer
of a server (see envelopes.py).
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import BytesIO
from itertools import chain, repeat
from typing import NamedTuple

from lxml import etree

from catalog.diagnostics import Diagnostic, Place, finding
from catalog.marc.containers import plain_xml
from catalog.marc.containers.ahead import Stream
from catalog.marc.containers.entry import Entry, FieldLines
from catalog.marc.containers.marcxchange import NAMESPACES
from catalog.marc.containers.marcxml import SLIM
from catalog.marc.containers.safe_xml import (
    Events,
    Source,
    line_of,
    name_of,
    namespace_of,
    parsed_whole,
    root_fault,
    safely_parsed,
)
from catalog.marc.containers.unwrap import Wanted, root_of, unwrapped, wrapping
from catalog.marc.record import ControlField, DataField, Field, Record, Subfield

_TAGS = ("{*}collection", "{*}record")
_WANTED = Wanted("record", "collection")
_MOST_SPACES = 100  # namespaces that are told of a file
_LAST = frozenset(("X502", "X505", "X519"))  # findings behind which nothing is read
_IN_RECORD = frozenset(("leader", "controlfield", "datafield"))
_IN_FIELD = frozenset(("subfield",))
# Asked of every record, and answered many times as quickly as in Python.
_LEAVES = etree.XPath(
    """boolean(@type | text()[normalize-space()]
    | *[not(local-name() = "leader" or local-name() = "controlfield" or local-name() = "datafield")]
    | *[local-name() = "datafield"]/text()[normalize-space()]
    | *[local-name() = "datafield"]/*[local-name() != "subfield"]
    | *[local-name() = "datafield"]/@*[starts-with(name(), "ind")
        and (string-length() > 1 or not(name() = "ind1" or name() = "ind2"))])"""
)
_TYPES = ("Bibliographic", "Authority", "Holdings", "Classification", "Community")
_SCHEMA_LOCATION = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"


def read(stream: Stream, name: str, encoding: str | None = None) -> Iterator[Entry | Diagnostic]:
    """Give the records of a file and what is wrong with its XML, in the order of the file.

    A document type is refused (X505), entities and network are not used, and reading ends at the first
    fault of the XML (X51x, X520), at LIMIT bytes without a record (X503), at deep nesting (X504), and at
    a root that is no collection, record or envelope (X502).  The encoding is the one that the XML declares,
    whatever is asked for.
    """
    source = Source(stream)
    if refused := source.refusal(name):
        yield refused
        return
    root = plain_xml.root(source.head)
    if root and _is_usual(root, name):
        yield from _as_text(source, root, name)
    else:
        yield from _parsed(source, name)


def _is_usual(root: plain_xml.Root, name: str) -> bool:
    """Tell whether there is nothing to say of the beginning of a file."""
    element = parsed_whole(root.whole)
    if element is None or set(element.attrib) - {_SCHEMA_LOCATION}:
        return False
    return not any(_root(element, name))


def _as_text(source: Source, root: plain_xml.Root, name: str) -> Iterator[Entry | Diagnostic]:
    """Read records as text, and parse what is left where that cannot be done."""

    tag, end = root.tag.encode(), f"</{root.prefix}collection>".encode()

    def parsed(data: bytes, number: int, line: int) -> Entry | None:
        """Parse a record by itself, if it is certain that the text is one."""
        if b"<!" in data or b"<?" in data:
            return None
        collection = parsed_whole(b"%b\n%b%b" % (tag, data, end))
        if collection is None or len(collection) != 1 or any(_stray(collection, (), name)):
            return None
        moved = _Moved(0, line - root.tag.count("\n") - 2, 0, 0)
        return _entry_moved(_entry(collection[0], name, number), moved)

    last = root.lines
    stream = _Joined(source.head, source.stream)  # whose lines and last bytes nobody counts twice
    for item in plain_xml.read(stream, root, name, parsed):
        if isinstance(item, Entry):
            last = item.line or last
            yield item
            continue
        begins = root.lines + 1  # a line of its own, so that what stands there can be told from the root
        moved = _Moved(begins, item.line - begins, item.column - 1, last)
        rest = Source(_Joined(f"{root.text}\n".encode() + item.taken, stream))
        for found in _parsed(rest, name, item.number):
            yield _entry_moved(found, moved) if isinstance(found, Entry) else _finding_moved(found, moved)


class _Moved(NamedTuple):
    """Where the rest of a file stands: its first line in what is parsed, what stands above and before it.

    `last` is the line of the last record above.
    """

    begins: int
    above: int
    before: int
    last: int

    def line(self, line: int | None) -> int | None:
        """Give the line in the file."""
        return line + self.above if line is not None and line >= self.begins else line


def _entry_moved(entry: Entry, moved: _Moved) -> Entry:
    lines = tuple(tuple(map(moved.line, of)) for of in entry.lines)
    return entry._replace(line=moved.line(entry.line), lines=lines)


def _finding_moved(item: Diagnostic, moved: _Moved) -> Diagnostic:
    place, values = item.place, dict(item.values)
    if isinstance(opened := values.get("opened_line"), str):
        values["opened_line"] = str(moved.line(int(opened)))
    line, column = moved.line(place.line), place.column
    if column is not None and place.line == moved.begins:
        column += moved.before
    if item.code == "X533" and line is not None and line < moved.begins:  # text behind that record
        line = moved.last
    return replace(item, place=replace(place, line=line, column=column), values=values)


def _parsed(source: Source, name: str, number: int = 0) -> Iterator[Entry | Diagnostic]:
    """Read records by a parser, behind so many others."""
    return safely_parsed(source, name, _TAGS, lambda events: _entries(events, source, name, number))


def read_all(stream: Stream, name: str, encoding: str | None = None) -> Iterator[Entry | Diagnostic]:
    """Give the records of a file as `read` does, and what of their elements the records do not hold.

    That is for those who check no record by a schema.
    """
    for item in read(stream, name, encoding):
        if isinstance(item, Entry):
            yield from overlooked(item)
        yield item


def overlooked(entry: Entry) -> Iterator[Diagnostic]:
    """Tell what a record leaves of its element: other elements (X530), text (X533), indicators (X549).

    A type that neither schema has is told, too (X534).
    """
    element = None if entry.is_plain else entry.element
    if element is None or not _LEAVES(element):
        return
    fields = (child for child in element if name_of(child) == "datafield")
    above = (entry.line or 0) - (line_of(element) or 0)  # in the file, of a record parsed by itself
    if (kind := element.get("type", _TYPES[0])) not in _TYPES:
        place = Place(entry.file, entry.line, record=entry.label)
        yield finding("X534", place, name="record", problem=f"type {kind!r} ≠ {', '.join(_TYPES)}")
    for parent, known in chain([(element, _IN_RECORD)], zip(fields, repeat(_IN_FIELD))):
        place = Place(entry.file, (line_of(parent) or 0) + above or None, record=entry.label)
        if any(text and text.strip() for text in (parent.text, *(child.tail for child in parent))):
            yield finding("X533", place, name=name_of(parent))
        for unknown in sorted({name_of(child) for child in parent} - known):
            yield finding("X530", place, name=unknown)
        if more := sorted(_more_indicators(parent)):
            yield finding("X549", replace(place, field=parent.get("tag", "")), attributes=", ".join(more))


def _more_indicators(field: etree._Element) -> Iterator[str]:
    """Name the attributes that say more than two indicators of one character."""
    for key in map(str, field.attrib):
        if key.startswith("ind") and (key not in ("ind1", "ind2") or len(field.get(key, "")) > 1):
            yield key


class _Joined:
    """Bytes that were taken from a stream, and then the stream."""

    def __init__(self, first: bytes, stream: Stream) -> None:
        self._first = BytesIO(first)
        self._stream = stream

    def read(self, size: int = -1, /) -> bytes:
        """Give the next bytes."""
        return self._first.read(size) or self._stream.read(size)


def _entries(events: Events, source: Source, name: str, number: int) -> Iterator[Entry | Diagnostic]:
    """Give the records of the parser's events, and forget each when the next is asked for."""
    root = root_of(events)
    findings = list(_root(root, name))
    yield from findings
    if any(item.code in _LAST for item in findings):
        return
    if envelope := wrapping(root):
        yield from _taken_out(unwrapped(events, envelope, source, name, _WANTED), name)
        return
    for event, element in events:
        is_record = element is root or (element.getparent() is root and name_of(root) == "collection")
        if event == "start" or name_of(element) != "record" or not is_record:
            continue
        number += 1
        source.unrecorded = 0
        yield _entry(element, name, number)
        yield from _beside(element, name)
        element.clear(keep_tail=True)  # of which more may come
    inside = list(_inside(root, name)) if name_of(root) == "collection" else []
    if number == 0 and not inside:
        yield finding("X524", Place(name, line_of(root)))
    yield from inside


def _taken_out(found: Iterator[etree._Element | Diagnostic], name: str) -> Iterator[Entry | Diagnostic]:
    """Give the records that stood in an envelope; of a wrong namespace it is said once."""
    number, spaces = 0, set[str]()
    for item in found:
        if isinstance(item, Diagnostic):
            yield item
            continue
        number += 1
        if (space := namespace_of(item)) not in spaces and len(spaces) < _MOST_SPACES:
            spaces.add(space)
            yield from _space(item, name)
        yield _entry(item, name, number)


def _root(root: etree._Element, name: str) -> Iterator[Diagnostic]:
    """Judge the first element: an envelope, or a collection or record in its namespace."""
    if wrong := root_fault(root, name):
        yield wrong
    elif wrapping(root):
        return
    elif name_of(root) not in ("collection", "record"):
        yield finding("X502", Place(name, line_of(root)), found=name_of(root))
    else:
        yield from _space(root, name)


def _space(element: etree._Element, name: str) -> Iterator[Diagnostic]:
    """Judge the namespace of an element: that of MARCXML or MarcXchange."""
    place, space = Place(name, line_of(element)), namespace_of(element)
    if not space:
        yield finding("X521", place, name=name_of(element))
    elif space != SLIM and space not in NAMESPACES.values():
        yield finding("X522", place, name=name_of(element), found=space)


def _beside(record: etree._Element, name: str) -> Iterator[Diagnostic]:
    """Forget what stands before a record in its collection; say so if it is anything but records."""
    parent = record.getparent()
    if parent is not None:
        yield from _stray(parent, reversed([*record.itersiblings(preceding=True)]), name)


def _inside(collection: etree._Element, name: str) -> Iterator[Diagnostic]:
    """Forget what is left of a collection; say so if it is anything but records."""
    yield from _stray(collection, collection.iterchildren(), name)


def _stray(parent: etree._Element, children: Iterable[etree._Element], name: str) -> Iterator[Diagnostic]:
    """Report each kind of element that is no record once, and text once; and take all of it away."""
    reported = {"record"}
    if parent.text and parent.text.strip():
        reported.add("")
        yield finding("X533", Place(name, line_of(parent)), name=name_of(parent))
    parent.text = None
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
    record = Record(leader, tuple(fields))
    named = element.get("format", "")
    return Entry(name, number, line_of(element), record, tuple(lines), element, format=named)


def _text(element: etree._Element) -> str:
    """Give the text in an element, also that in elements which should not be there."""
    return "".join(map(str, element.itertext())) if len(element) else element.text or ""
