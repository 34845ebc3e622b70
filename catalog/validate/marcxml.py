"""MARCXML: its XML, its schema, and the rules of MARC 21, a record at a time."""

from collections.abc import Iterator

from lxml import etree

from catalog.diagnostics import Diagnostic, Place, finding
from catalog.marc.containers.ahead import Ahead
from catalog.marc.containers.entry import Entry
from catalog.marc.containers.hopeless import given_up
from catalog.marc.containers.read_xml import read
from catalog.marc.containers.safe_xml import declared_encoding, line_of, name_of
from catalog.validate import chokes
from catalog.validate.batches import sifted
from catalog.validate.excerpts import Kept, excerpted
from catalog.validate.rules import Asked, File
from catalog.validate.xsd import Schema, schema_of_marcxml

# what a missing attribute (X531) makes the rules say
_NEEDS_ATTRIBUTE = frozenset(("R460", "R463", "R464", "R465"))


def check_marcxml(stream: Ahead, file: File) -> Iterator[Diagnostic]:
    """Check a file of records; one bad record costs that record."""
    kept = Kept(stream)
    return excerpted(_findings(kept, file, declared_encoding(stream.head[:200])), kept)


def _findings(kept: Kept, file: File, encoding: str) -> Iterator[Diagnostic]:
    schema, name = schema_of_marcxml(), file.name
    file.format, file.encoding = "marc21", "utf-8"
    yield from chokes.of_file(file, "marcxml", encoding)
    has_chokes = chokes.are_known(file)
    for item, asked in sifted(given_up(read(kept, name), name), kept, file):
        if isinstance(item, Diagnostic):
            yield item
            continue
        element = None if item.is_plain else item.element
        collection = element.getparent() if item.number == 1 and element is not None else None
        if collection is not None and name_of(collection) == "collection":  # and no envelope
            yield from schema.collection(collection, name, line_of(collection))
        if asked is None:
            yield finding("X525", Place(name, item.line, record=item.label))
        elif element is None:  # the schema has no word for what was read as text
            yield from asked.findings()
        else:
            yield from _record(item, element, schema, asked)
        if asked is not None and has_chokes:
            yield from chokes.of_record(item.record, asked.context)


def _record(entry: Entry, element: etree._Element, schema: Schema, asked: Asked) -> Iterator[Diagnostic]:
    """Check one record by the rules and by the schema, and say nothing twice."""
    context = asked.context
    ruled = list(asked.findings())
    if context.is_far_too_long:
        yield from ruled
        return
    said = {_essence(item) for item in ruled}
    judged = schema.record(element, entry.file, context.label, entry.line)
    shaped = [item for item in judged if _essence(item) not in said]
    lacking = {_spot(item) for item in shaped if item.code == "X531"}
    yield from shaped
    yield from (item for item in ruled if item.code not in _NEEDS_ATTRIBUTE or _spot(item) not in lacking)


def _spot(item: Diagnostic) -> tuple[int | None, str, int | None]:
    """Give where a field stands; several may stand on one line."""
    return item.place.line, item.place.field, item.place.occurrence


def _essence(item: Diagnostic) -> tuple[str, object, object]:
    return item.code, item.values.get("number"), item.values.get("found")
