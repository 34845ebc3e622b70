"""Records of one container into another: read, made fit for the new file, written, one at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from typing import BinaryIO, cast

from catalog.diagnostics import Diagnostic, Place, finding
from catalog.marc.charset import announcing
from catalog.marc.containers import Container, ContainerError, Entry, Wrapping, by_name, recognised, refusal
from catalog.marc.containers.recognise import beginning
from catalog.marc.containers.wrapping import chunks
from catalog.marc.format import is_unimarc
from catalog.marc.lengths import with_lengths
from catalog.marc.record import Record

HEAD = 64 * 1024
"""Bytes by which a container is told."""


class Ahead:
    """A stream of which the first bytes are known before it is read."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.head = stream.read(HEAD)
        self._first = BytesIO(self.head)

    def read(self, size: int) -> bytes:
        """Give the next bytes, at most so many."""
        return self._first.read(size) or self._stream.read(size)


def read(stream: BinaryIO, name: str, encoding: str | None = None) -> Iterator[Entry | Diagnostic]:
    """Give the records of a file in any container, and what is wrong with it.

    Findings beside those of the container: S103 empty, X501 no container that is known here.
    """
    ahead = Ahead(stream)
    container = recognised(ahead.head)
    if container is None and beginning(ahead.head).startswith("<"):
        container = by_name("marcxml")  # whose reader says what is wrong with it
    if not ahead.head:
        yield finding("S103", Place(name))
    elif container is None:
        yield finding("X501", Place(name), found="no file of MARC records")
    else:
        yield from container.read(cast("BinaryIO", ahead), name, encoding)


class Conversion:
    """A conversion into one container; what there is to say is told at once, `written` counts the records."""

    def __init__(self, container: Container, wrapping: Wrapping, say: Callable[[Diagnostic], None]) -> None:
        self.container = container
        self.wrapping = wrapping
        self.written = 0
        self._say = say
        self._changed: Counter[tuple[str, str]] = Counter()
        self._place = Place()

    def pieces(self, items: Iterable[Entry | Diagnostic]) -> Iterator[bytes]:
        """Give the new file piece by piece; nothing if there is no record that it can hold.

        A record that the container cannot hold whole is left out (W708, W710), and so is UNIMARC in MARCXML
        (W711).  At the end it is said how many records had to announce another encoding (W712).
        """
        layout = self.container.layout(self.wrapping)
        body = chunks(layout._replace(head=b"", tail=b""), self._records(items), self._refused)
        first = next(body, None)
        if first is not None:
            yield layout.head
            yield first
            self.written += 1
            for chunk in body:
                self.written += 1
                yield chunk
            yield layout.tail
        for (position, value), count in sorted(self._changed.items()):
            self._say(finding("W712", Place(), count=count, position=position, value=value))

    def _records(self, items: Iterable[Entry | Diagnostic]) -> Iterator[Record]:
        """Make the records fit for the new file."""
        for item in items:
            if isinstance(item, Diagnostic):
                self._say(item)
                continue
            self._place = Place(item.file, item.line, record=item.label)
            if self.container.name == "marcxml" and is_unimarc(item.record):
                self._say(finding("W711", self._place, record=item.label))
                continue
            record, position, value = announcing(item.record, self.wrapping.encoding)
            if position:
                self._changed[position, value] += 1
            yield _with_lengths(record)

    def _refused(self, record: Record, error: ContainerError) -> None:
        self._say(refusal(error, self._place))


def _with_lengths(record: Record) -> Record:
    """Give the record with true lengths in its leader, as far as a leader can state them."""
    if len(record.leader) != 24:
        return record
    try:
        return with_lengths(record)
    except ValueError:
        return record
