"""Records in any container but MARCXML: what the reader finds, and the rules, a record at a time."""

from collections.abc import Iterator
from io import BytesIO

from catalog.diagnostics import Diagnostic, Place, finding
from catalog.marc.containers import Container, recognised
from catalog.validate.marcxml import excerpted
from catalog.validate.rules import Context, File, check

_HEAD = 64 * 1024
# The reader of ISO 2709 checks what is said of lengths and encoding, and programs do not keep the lengths when
# they write text or JSON.
_NOT_HERE = {
    "marcxchange": frozenset[str](),
    "marc": frozenset(("R403", "R404", "R408")),
}
_NOT_IN_TEXT = frozenset(("R403",))


def check_records(data: bytes, file: File) -> list[Diagnostic]:
    """Check a file of records; one bad record costs that record."""
    container = recognised(data[:_HEAD])
    return excerpted(_findings(data, file, container), data) if container else []


def _findings(data: bytes, file: File, container: Container) -> Iterator[Diagnostic]:
    name, left_out = file.name, _NOT_HERE.get(container.name, _NOT_IN_TEXT)
    for item in container.read(BytesIO(data), name):
        if isinstance(item, Diagnostic):
            yield item
        elif not item.record.fields:
            yield finding("X525", Place(name, item.line, record=item.label))
        else:
            named = item.element.get("format", "") if item.element is not None else ""
            context = Context(file, item.record, item.number, item.line, item.lines, named)
            yield from (found for found in check(item.record, context) if found.code not in left_out)
