"""MARCXML: its XML, its schema, and the rules of MARC 21, a record at a time."""

from collections.abc import Iterator

from lxml import etree

from catalog.diagnostics import Diagnostic, Place, finding
from catalog.marc.containers.ahead import Ahead, Stream
from catalog.marc.containers.entry import Entry
from catalog.marc.containers.hopeless import given_up
from catalog.marc.containers.read_xml import read
from catalog.marc.containers.safe_xml import declared_encoding, line_of
from catalog.validate import chokes
from catalog.validate.excerpts import Kept, excerpted
from catalog.validate.rules import Context, File, check
from catalog.validate.xsd import Schema, schema_of_marcxml

# what a missing attribute (X531) makes the rules say
_NEEDS_ATTRIBUTE = frozenset(("R460", "R463", "R464", "R465"))


def check_marcxml(stream: Ahead, file: File) -> Iterator[Diagnostic]:
    """Check a file of records; one bad record costs that record."""
    kept = Kept(stream)
    return excerpted(_findings(kept, file, declared_encoding(stream.head[:200])), kept)


def _findings(stream: Stream, file: File, encoding: str) -> Iterator[Diagnostic]:
    schema, name = schema_of_marcxml(), file.name
    file.format, file.encoding = "marc21", "utf-8"
    yield from chokes.of_file(file, "marcxml", encoding)
    for item in given_up(read(stream, name), name):
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
