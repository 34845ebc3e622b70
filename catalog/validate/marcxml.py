"""MARCXML: its XML, its schema, and the rules of MARC 21, a record at a time."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import BytesIO

from lxml import etree

from catalog.diagnostics import Diagnostic, Place, finding
from catalog.marc.containers.entry import Entry
from catalog.marc.containers.read_xml import declared_encoding, line_of, read
from catalog.validate import chokes
from catalog.validate.rules import Context, File, check
from catalog.validate.xsd import Schema

_LONGEST_EXCERPT = 500
# what a missing attribute (X531) makes the rules say
_NEEDS_ATTRIBUTE = frozenset(("R460", "R463", "R464", "R465"))


def check_marcxml(data: bytes, file: File) -> list[Diagnostic]:
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
    """Check one record by the rules and by the schema, and say nothing twice."""
    context = Context(file, entry.record, entry.number, entry.line, entry.lines)
    if not entry.record.fields:
        yield finding("X525", Place(file.name, entry.line, record=context.label))
        return
    ruled = list(check(entry.record, context))
    if context.is_far_too_long:
        yield from ruled
        return
    said = {_essence(item) for item in ruled}
    judged = schema.record(element, file.name, context.label, entry.line) if element is not None else ()
    shaped = [item for item in judged if _essence(item) not in said]
    lacking = {item.place.line for item in shaped if item.code == "X531"}
    yield from shaped
    yield from (item for item in ruled if item.code not in _NEEDS_ATTRIBUTE or item.place.line not in lacking)
    yield from chokes.of_record(entry.record, context)


def _essence(item: Diagnostic) -> tuple[str, object, object]:
    return item.code, item.values.get("number"), item.values.get("found")


def excerpted(findings: Iterable[Diagnostic], data: bytes) -> list[Diagnostic]:
    """Show each finding the line of the file that it stands on, unless the line is endless."""
    found = list(findings)
    wanted = {item.place.line for item in found}
    encoding = declared_encoding(data[:200])
    lines: dict[int | None, str] = {}
    if wanted - {None} and b"\0" not in data[:4]:
        for number, line in enumerate(BytesIO(data), 1):
            if number in wanted and len(line) <= _LONGEST_EXCERPT:
                lines[number] = _decoded(line, encoding)
    return [
        replace(item, place=replace(item.place, excerpt=lines.get(item.place.line, ""))) for item in found
    ]


def _decoded(line: bytes, encoding: str) -> str:
    try:
        text = line.decode(encoding, "replace")
    except (LookupError, UnicodeError):  # no name of an encoding that Python knows for text
        text = line.decode("utf-8", "replace")
    return text.strip("\r\n").removeprefix("\ufeff")
