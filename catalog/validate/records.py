"""Records in any container but MARCXML: what the reader finds, and the rules, a record at a time."""

from collections.abc import Iterator

from catalog.diagnostics import Diagnostic, Place, finding
from catalog.marc.containers import Container, recognised
from catalog.marc.containers.ahead import Ahead, Stream
from catalog.marc.containers.safe_xml import declared_encoding
from catalog.validate import chokes
from catalog.validate.excerpts import Kept, excerpted
from catalog.validate.rules import Context, File, check

# The reader of ISO 2709 checks what is said of lengths and encoding, and programs do not keep the lengths
# when they write text or JSON.
_NOT_HERE = {
    "marcxchange": frozenset[str](),
    "marc": frozenset(("R403", "R404", "R408")),
}
_NOT_IN_TEXT = frozenset(("R403",))
_NOT_IN_OTHERS = frozenset(("R404",))  # of encodings that leader/09 has no code for


def check_records(stream: Ahead, file: File) -> Iterator[Diagnostic]:
    """Check a file of records; one bad record costs that record."""
    container = recognised(stream.head)
    if container is None:
        return iter(())
    kept = Kept(stream)
    return excerpted(_findings(kept, stream.head, file, container), kept)


def _findings(stream: Stream, head: bytes, file: File, container: Container) -> Iterator[Diagnostic]:
    name, left_out = file.name, _NOT_HERE.get(container.name, _NOT_IN_TEXT)
    if len(container.encodings) == 1:
        file.encoding = "utf-8"
    other = file.encoding if file.encoding != "utf-8" else None
    if other:
        left_out |= _NOT_IN_OTHERS
    encoding = declared_encoding(head[:200]) if container.name == "marcxchange" else file.encoding
    yield from chokes.of_file(file, container.name, encoding)
    for item in container.read(stream, name, other):
        if isinstance(item, Diagnostic):
            yield item
        elif not item.record.fields:
            yield finding("X525", Place(name, item.line, record=item.label))
        else:
            context = Context(file, item.record, item.number, item.line, item.lines, item.format)
            yield from (found for found in check(item.record, context) if found.code not in left_out)
            yield from chokes.of_record(item.record, context)
