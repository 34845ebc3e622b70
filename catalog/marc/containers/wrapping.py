"""How records become a file: what is said beside them, and the pieces that a file is put together from."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, Protocol

from catalog.marc.containers.refusal import ContainerError
from catalog.marc.record import Record


class Wrapping(NamedTuple):
    """What a container needs to know beside the records.

    `encoding` is that of the file: utf-8, gb18030 or gbk; `dialect` and `version` are the format and the
    namespace of MarcXchange, an empty dialect is told from each record; `mark` is a comment for the head
    of a file of XML, by which a program may know its own files.
    """

    encoding: str = "utf-8"
    dialect: str = "MARC21"
    version: int = 1
    mark: str = ""


class Layout(NamedTuple):
    """A file in pieces: what stands before the records, how each is written, what stands between and behind.

    `encode` raises ContainerError for a record that the container cannot hold whole.
    """

    encode: Callable[[Record], bytes]
    head: bytes = b""
    between: bytes = b""
    tail: bytes = b""


class Refused(Protocol):
    """Who is told of a record that was left out."""

    def __call__(self, record: Record, error: ContainerError, /) -> None:
        """Take the record and the reason."""
        ...


def chunks(layout: Layout, records: Iterable[Record], refused: Refused | None = None) -> Iterator[bytes]:
    """Give the bytes of a file: the head, a piece for each record, the tail; empty ones are left out.

    A record that cannot be held whole is handed to `refused` and left out; without, ContainerError is raised.
    """
    if layout.head:
        yield layout.head
    between = b""
    for record in records:
        try:
            chunk = layout.encode(record)
        except ContainerError as error:
            if refused is None:
                raise
            refused(record, error)
            continue
        yield between + chunk
        between = layout.between
    if layout.tail:
        yield layout.tail
