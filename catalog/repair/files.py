"""A file of records mended: read as a stream, and written anew in its container, one record at a time.

A file of ISO 2709 keeps every byte but those of the records that were mended, also of records that nobody
can read.  Any other is written anew as a whole, unless that would lose something; comments are no part of
its records and go.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, cast

from catalog.diagnostics import Diagnostic, Place, finding
from catalog.marc.containers import Container, ContainerError, by_name, recognised
from catalog.marc.containers.envelopes import envelope_of
from catalog.marc.containers.lines import CHUNK
from catalog.marc.containers.recognise import beginning
from catalog.pieces import write_pieces
from catalog.repair import DIRECTORY, Change, Mended, Repair, mended, receipt
from catalog.repair.layouts import layout_of
from catalog.validate.kind import Kind, sniff

HEAD = 64 * 1024
"""Bytes by which a container is told, and in which the head of a file stands."""
HARMLESS = frozenset(("X521", "X522", "X547", "X551"))
"""Findings of a reader behind which records are whole all the same: a namespace, a name in braces, keys."""
NOT_WHOLE = frozenset(("X539",))
"""Findings of the reader of ISO 2709 on a record that it gives without some of its bytes."""
_OF_RECORDS = frozenset(("X536", "X537", "X538", "X539", "X548"))
"""What it finds in a record and gives it all the same; behind any other finding comes the next record."""
_END_OF_RECORD = b"\x1d"
_ANEW = Change(DIRECTORY, None, None, "", "", "")

Say = Callable[[Diagnostic], None]


class NotMendedError(Exception):
    """No new file can be made without a loss; `finding` says why (W721)."""

    def __init__(self, place: Place, reason: str) -> None:
        self.finding = finding("W721", place, reason=reason)
        super().__init__(reason)

    @classmethod
    def of(cls, item: Diagnostic) -> "NotMendedError":
        """Say that a reader did not give all there is."""
        return cls(item.place, f"{item.code} {item.slug}")


class _NothingMendedError(Exception):
    """Every record is as it was."""


def container_of(stream: BinaryIO) -> Container | None:
    """Tell the container of a file of records by its beginning; None for any other file."""
    stream.seek(0)
    head = stream.read(HEAD)
    kind = sniff(head) if head else Kind.UNKNOWN
    if kind is Kind.MARCXML:
        return recognised(head) or by_name("marcxml")  # whose reader says what is wrong with it
    return recognised(head) if kind is Kind.RECORDS else None


class Mending:
    """The mending of one file, whose stream can seek.

    Receipts and what else there is to say go to `say`; `changes` counts the receipts, `records` the records
    that were mended.
    """

    def __init__(
        self,
        stream: BinaryIO,
        name: str,
        container: Container,
        repairs: Sequence[Repair],
        say: Say = lambda item: None,
    ) -> None:
        self.stream = stream
        self.name = name
        self.container = container
        self.repairs = repairs
        self.say = say
        self.changes = self.records = 0

    def look(self, encoding: str | None = None) -> Iterator[Mended | Diagnostic]:
        """Give each record, mended, and what the reader finds wrong; nothing is said, nothing counted."""
        for item in self._looked_at(encoding):
            yield item if isinstance(item, Diagnostic) else item[0]

    def _looked_at(self, encoding: str | None) -> Iterator[tuple[Mended, frozenset[str]] | Diagnostic]:
        """Give each record, mended, with the codes of what the reader said of it, and all that it said."""
        codes = frozenset[str]()
        for item in self.container.read(cast("BinaryIO", _Reader(self.stream)), self.name, encoding):
            if isinstance(item, Diagnostic):
                codes = codes | {item.code} if item.code in _OF_RECORDS else frozenset()
                yield item
                continue
            done = mended(item, self.container.name, self.repairs)
            if not codes.isdisjoint(DIRECTORY.mends) and DIRECTORY in self.repairs:
                done = done._replace(changes=(*done.changes, _ANEW))
            yield done, codes
            codes = frozenset()

    def pieces(self, encoding: str | None = None) -> Iterator[bytes]:
        """Give the new file piece by piece; raises NotMendedError if it would lose anything.

        A record of ISO 2709 that cannot be written again stays as it is (W722).
        """
        return self._patched(encoding) if self.container.name == "marc" else self._written(encoding)

    def write(self, path: Path, encoding: str | None = None, *, force: bool = False) -> list[Diagnostic]:
        """Write the new file, a copy of the old where nothing is mended, and say what stood in the way.

        Findings: those of `write_pieces`, and W721 where the new file would lose anything.
        """

        def pieces() -> Iterator[bytes]:
            yield from self.pieces(encoding)
            if not self.changes:
                raise _NothingMendedError

        try:
            return write_pieces(path, pieces(), force=force)
        except _NothingMendedError:
            return write_pieces(path, self._bytes(0, None), force=force)
        except NotMendedError as error:
            return [error.finding]

    def loses(self, item: Diagnostic) -> bool:
        """Tell whether a file written anew would lack something, by what the reader says."""
        return self.container.name != "marc" and item.code not in HARMLESS

    def told(self, item: Mended) -> None:
        """Say and count what was done to a record."""
        for change in item.changes:
            self.say(receipt(change, item.entry))
        self.changes += len(item.changes)
        self.records += bool(item.changes)

    def _patched(self, encoding: str | None) -> Iterator[bytes]:
        """Give the bytes of the file, in which mended records stand in the place of the old ones."""
        from catalog.marc.containers.iso2709 import encode

        done = 0
        for found in self._looked_at(encoding):
            if isinstance(found, Diagnostic) or not found[0].changes:
                continue
            item, codes = found
            entry = item.entry
            try:
                if lost := sorted(codes & NOT_WHOLE):
                    raise ContainerError(" ".join(lost))
                data = encode(item.record, entry.encoding)
            except ContainerError as error:
                place = Place(self.name, record=entry.label)
                self.say(finding("W722", place, record=entry.label, reason=str(error)))
                continue
            assert entry.offset is not None
            yield from self._bytes(done, entry.offset)
            yield data
            done = self._end(entry.offset)
            self.told(item)
        yield from self._bytes(done, None)

    def _written(self, encoding: str | None) -> Iterator[bytes]:
        """Give the file written anew; raises NotMendedError for whatever would be lost."""
        self.stream.seek(0)
        head = self.stream.read(HEAD)
        if envelope := envelope_of(beginning(head)):
            raise NotMendedError(Place(self.name), envelope.name)
        layout = layout_of(self.container, head)
        for item in self.look(encoding):
            if isinstance(item, Diagnostic):
                if self.loses(item):
                    raise NotMendedError.of(item)
                continue
            try:
                yield layout.encode(item.entry, item.record)
            except ContainerError as error:
                place = Place(self.name, item.entry.line, record=item.entry.label)
                raise NotMendedError(place, str(error)) from None
            self.told(item)
        yield layout.tail

    def _bytes(self, start: int, end: int | None) -> Iterator[bytes]:
        """Give a stretch of the file; without an end, up to its end."""
        while end is None or start < end:
            self.stream.seek(start)
            data = self.stream.read(CHUNK if end is None else min(CHUNK, end - start))
            if not data:
                return
            start += len(data)
            yield data

    def _end(self, start: int) -> int:
        """Find the byte behind the terminator of a record."""
        for data in self._bytes(start, None):
            if (at := data.find(_END_OF_RECORD)) >= 0:
                return start + at + 1
            start += len(data)
        return start


class _Reader:
    """A stream that goes on where it stopped, whoever moved about in it in between."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._at = 0

    def read(self, size: int) -> bytes:
        """Give the next bytes."""
        self._stream.seek(self._at)
        data = self._stream.read(size)
        self._at += len(data)
        return data
