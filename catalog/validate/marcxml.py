"""MARCXML: its XML, its schema, and the rules of MARC 21, a record at a time."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from io import BytesIO
from itertools import islice

from lxml import etree

from catalog.diagnostics import Diagnostic, Place, finding
from catalog.marc.containers.entry import Entry
from catalog.marc.containers.read_xml import declared_encoding, line_of, read
from catalog.validate import chokes
from catalog.validate.rules import Context, File, check
from catalog.validate.xsd import Schema

_LONGEST_EXCERPT = 500
_AT_ONCE = 5000
# what a missing attribute (X531) makes the rules say
_NEEDS_ATTRIBUTE = frozenset(("R460", "R463", "R464", "R465"))


def check_marcxml(data: bytes, file: File) -> Iterator[Diagnostic]:
    """Check a file of records; one bad record costs that record."""
    return excerpted(_findings(data, file), data)


def _findings(data: bytes, file: File) -> Iterator[Diagnostic]:
    schema, name = Schema(), file.name
    file.format, file.encoding = "marc21", "utf-8"
    yield from chokes.of_file(file, "marcxml", declared_encoding(data[:200]))
    for item in read(BytesIO(data), name):
        if isinstance(item, Diagnostic):
            yield item
            continue
        element = None if item.is_plain else item.element
        if item.number == 1 and element is not None and (collection := element.getparent()) is not None:
            yield from schema.collection(collection, name, line_of(collection))
        yield from _record(item, element, schema, file)


def _record(entry: Entry, element: etree._Element | None, schema: Schema, file: File) -> Iterator[Diagnostic]:
    """Check one record by the rules and by the schema, and say nothing twice.

    The schema has no word for a record without an element: it was read as text.
    """
    context = Context(file, entry.record, entry.number, entry.line, entry.lines)
    if not entry.record.fields:
        yield finding("X525", Place(file.name, entry.line, record=context.label))
        return
    if element is None:
        yield from check(entry.record, context)
        yield from chokes.of_record(entry.record, context)
        return
    ruled = list(check(entry.record, context))
    if context.is_far_too_long:
        yield from ruled
        return
    said = {_essence(item) for item in ruled}
    judged = schema.record(element, file.name, context.label, entry.line)
    shaped = [item for item in judged if _essence(item) not in said]
    lacking = {_spot(item) for item in shaped if item.code == "X531"}
    yield from shaped
    yield from (item for item in ruled if item.code not in _NEEDS_ATTRIBUTE or _spot(item) not in lacking)
    yield from chokes.of_record(entry.record, context)


def _spot(item: Diagnostic) -> tuple[int | None, str, int | None]:
    """Give where a field stands; several may stand on one line."""
    return item.place.line, item.place.field, item.place.occurrence


def _essence(item: Diagnostic) -> tuple[str, object, object]:
    return item.code, item.values.get("number"), item.values.get("found")


def excerpted(findings: Iterable[Diagnostic], data: bytes) -> Iterator[Diagnostic]:
    """Show each finding the line of the file that it stands on, unless the line is endless.

    A file may have millions: they are looked at some thousands at a time.
    """
    given, lines, encoding = iter(findings), _Lines(data), declared_encoding(data[:200])
    while found := list(islice(given, _AT_ONCE)):
        wanted = {item.place.line for item in found} - {None} if b"\0" not in data[:4] else set()
        shown = {number: _decoded(line, encoding) for number, line in lines.among(wanted)}
        for item in found:
            yield replace(item, place=replace(item.place, excerpt=shown.get(item.place.line or 0, "")))


class _Lines:
    """The lines of a file, gone through from the place where they were wanted last."""

    def __init__(self, data: bytes) -> None:
        self._stream, self._number, self._offset = BytesIO(data), 1, 0

    def among(self, wanted: Collection[int | None]) -> Iterator[tuple[int, bytes]]:
        """Give the lines of these numbers that are not endless."""
        numbers = sorted(number for number in wanted if number is not None)
        if not numbers:
            return
        if numbers[0] < self._number:
            self._number, self._offset = 1, 0
        self._stream.seek(self._offset)
        offset = self._offset
        for number, line in enumerate(self._stream, self._number):
            if number == numbers[0]:
                self._number, self._offset = number, offset
            if number in wanted and len(line) <= _LONGEST_EXCERPT:
                yield number, line
            if number >= numbers[-1]:
                return
            offset += len(line)


def _decoded(line: bytes, encoding: str) -> str:
    try:
        text = line.decode(encoding, "replace")
    except (LookupError, UnicodeError):  # no name of an encoding that Python knows for text
        text = line.decode("utf-8", "replace")
    return text.strip("\r\n").removeprefix("\ufeff")
