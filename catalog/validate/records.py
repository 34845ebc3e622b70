"""Records in any container but MARCXML: what the reader finds, and the rules, a record at a time."""

from collections.abc import Iterable, Iterator, Sequence

from catalog.diagnostics import Diagnostic, Place, finding
from catalog.marc.containers import Container, recognised
from catalog.marc.containers.ahead import Ahead
from catalog.marc.containers.entry import Entry
from catalog.marc.containers.safe_xml import declared_encoding
from catalog.validate import chokes
from catalog.validate.batches import sifted
from catalog.validate.excerpts import Kept, excerpted
from catalog.validate.rules import Asked, Context, File

# The reader of ISO 2709 checks what is said of lengths, and programs do not keep them when they write text
# or JSON.
_NOT_HERE = frozenset(("R403",))
_NOT_IN_OTHERS = frozenset(("R404",))  # of encodings that leader/09 has no code for
_SAME = frozenset(("X536", "X537", "R463"))  # that a reader says of a place, where of the rules …
_ALSO = frozenset(("R402", "R464"))  # … these would follow from it
_SAYS_ENCODING = frozenset(("R404", "R408"))  # and where, which X548 does not


def check_records(stream: Ahead, file: File) -> Iterator[Diagnostic]:
    """Check a file of records; one bad record costs that record."""
    container = recognised(stream.head)
    if container is None:
        return iter(())
    kept = Kept(stream)
    return excerpted(_findings(kept, stream.head, file, container), kept)


def _findings(kept: Kept, head: bytes, file: File, container: Container) -> Iterator[Diagnostic]:
    name = file.name
    if len(container.encodings) == 1:
        file.encoding = "utf-8"
    wanted = file.encoding if file.encoding != "utf-8" else None
    encoding = declared_encoding(head[:200]) if container.name == "marcxchange" else file.encoding
    yield from chokes.of_file(file, container.name, encoding)
    above: list[Diagnostic] = []
    first: Context | None = None
    is_mixed = False
    for item, asked in sifted(container.read(kept, name, wanted), kept, file):
        if isinstance(item, Diagnostic):
            yield from _encoding_of(above)
            above.append(item)
            if item.code != "X548":
                yield item
            continue
        if asked is None:
            yield from _encoding_of(above)
            yield finding("X525", Place(name, item.line, record=item.label))
        else:
            if not is_mixed and (mixed := _mixed(first, asked.context)):
                is_mixed = True
                yield mixed
            first = first or (asked.context if asked.context.is_bibliographic else None)
            yield from _of_record(item, asked, above, container)
        above.clear()
    yield from _encoding_of(above)


def _of_record(
    entry: Entry, asked: Asked, above: Sequence[Diagnostic], container: Container
) -> Iterator[Diagnostic]:
    """Check a record, of which the reader said what stands above, and say nothing twice."""
    file = asked.context.file
    left_out = _NOT_HERE if container.name != "marcxchange" else frozenset[str]()
    if container.name == "marc":  # the encoding may be that of the record alone
        file.encoding = entry.encoding
    if file.encoding != "utf-8":
        left_out |= _NOT_IN_OTHERS
    said = {_essence(item) for item in above if item.code in _SAME and item.place.record == entry.label}
    found: Iterable[Diagnostic] = (
        item
        for item in asked.findings()
        if item.code not in left_out and not (said and item.code in _ALSO and _essence(item) in said)
    )
    if encoding := list(_encoding_of(above)):
        found = list(found)
        if not any(item.code in _SAYS_ENCODING for item in found):
            yield from encoding
    yield from found
    if chokes.are_known(file):
        yield from chokes.of_record(entry.record, asked.context)


def _mixed(first: Context | None, context: Context) -> Diagnostic | None:
    """X576: all records of a file are of one format, MARC 21 or CNMARC."""
    if first is None or not context.is_bibliographic or context.is_unimarc is first.is_unimarc:
        return None
    found, said = (chokes.FAMILIES["cnmarc" if one.is_unimarc else "marc21"] for one in (context, first))
    return finding("X576", context.place(), found=found, said=said, other=first.label)


def _essence(item: Diagnostic) -> tuple[str, int | None, str, object]:
    """Give the place in a record, and which of the two indicators."""
    return item.place.field, item.place.occurrence, item.place.position, item.values.get("number")


def _encoding_of(above: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """Give X548, the last that the reader says of a record and the only one to wait for the rules."""
    return (item for item in above[-1:] if item.code == "X548")
