"""Containers, one row each: how records of any dialect become a file, and a file records again.

CONTAINERS is the table.  A container is told by the first bytes of a file, never by its name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from catalog.diagnostics import Diagnostic
from catalog.marc.containers.refusal import ContainerError, LengthError, UnencodableError, refusal
from catalog.marc.containers.wrapping import Layout, Refused, Wrapping, chunks
from catalog.marc.record import Record
from catalog.misuse import MisuseError

if TYPE_CHECKING:
    from catalog.marc.containers.ahead import Stream
    from catalog.marc.containers.entry import Entry

__all__ = [
    "CONTAINERS",
    "Container",
    "ContainerError",
    "Layout",
    "LengthError",
    "UnencodableError",
    "Wrapping",
    "by_name",
    "recognised",
    "refusal",
]

_UTF_8 = ("utf-8",)
_UTF_8_OR_GB = ("utf-8", "gb18030", "gbk")


class Container(NamedTuple):
    """A kind of file that holds records.

    `suffixes` are those of its files, the first is the one given to new files; `encodings` those in which
    it can be written.  `layout_by` and `read_by` name functions as `module:function`, each imported when
    it is first wanted.
    """

    name: str
    aliases: tuple[str, ...]
    suffixes: tuple[str, ...]
    media_type: str
    layout_by: str
    read_by: str
    encodings: tuple[str, ...] = _UTF_8

    def write(
        self, records: Iterable[Record], wrapping: Wrapping | None = None, refused: Refused | None = None
    ) -> Iterator[bytes]:
        """Give the bytes of a file: a head, a piece for each record, a tail.

        A record that the container cannot hold whole is handed to `refused` and left out; without,
        ContainerError is raised.
        """
        return chunks(self.layout(wrapping or Wrapping()), records, refused)

    def layout(self, wrapping: Wrapping) -> Layout:
        """Give the pieces that a file is put together from; raises LookupError for an encoding it has not."""
        if wrapping.encoding not in self.encodings:
            raise MisuseError(
                f"{self.name} is written in {' or '.join(self.encodings)}.",
                f"{self.name} 的编码可为 {'、'.join(self.encodings)}。",
            )
        made: Layout = _function(self.layout_by)(wrapping)
        return made

    def read(self, stream: Stream, name: str, encoding: str | None = None) -> Iterator[Entry | Diagnostic]:
        """Give the records of a file, which findings call `name`, and what is wrong, in bounded memory.

        `encoding` is that of a file which does not say it by itself.  A file is given up behind very many
        records in a row that cannot be read (X554).  Nothing is raised but for the disk.
        """
        from catalog.marc.containers.hopeless import given_up

        found: Iterator[Entry | Diagnostic] = _function(self.read_by)(stream, name, encoding)
        return given_up(found, name)


CONTAINERS: tuple[Container, ...] = (
    Container("marcxml", ("marc21xml", "xml"), (".marcxml", ".xml"), "application/marcxml+xml",
              "marcxml:layout", "read_xml:read_all"),
    Container("marcxchange", ("marcxchange-v1",), (".marcxchange", ".xml"), "application/marcxml+xml",
              "marcxchange:layout", "read_xml:read_all"),
    Container("marc", ("iso2709", "mrc", "iso", "usmarc"), (".mrc", ".marc", ".iso"), "application/marc",
              "iso2709:layout", "read_iso2709:read", _UTF_8_OR_GB),
    Container("mrk", ("marcmaker",), (".mrk", ".mrk8"), "text/plain", "mrk:layout", "mrk:read", _UTF_8_OR_GB),
    Container("marcjson", ("mij",), (".marcjson", ".mij"), "application/json",
              "marcjson:array", "read_json:read"),
    Container("marcjsonl", ("ndjson",), (".marcjsonl", ".ndjson"), "application/x-ndjson",
              "marcjson:lines", "read_json:read"),
    Container("worksheet", ("工作单", "dp2"), (".worksheet", ".wor"), "text/plain",
              "worksheet:layout", "worksheet:read", _UTF_8_OR_GB),
)  # fmt: skip


def by_name(name: str) -> Container:
    """Give the container of this name or alias; raises MisuseError."""
    wanted = name.strip().lower()
    for row in CONTAINERS:
        if wanted in (row.name, *row.aliases):
            return row
    *names, last = (row.name for row in CONTAINERS)
    raise MisuseError(
        f"There is no container {name!r}: give {', '.join(names)} or {last}.",
        f"没有格式 {name!r}：可用 {'、'.join((*names, last))}。",
    )


def recognised(head: bytes) -> Container | None:
    """Tell the container by the first bytes of a file, some thousands of them.

    >>> recognised(b"=LDR  00000naa a2200000 i 4500").name
    'mrk'
    """
    from catalog.marc.containers.recognise import recognised_as  # which compiles patterns

    name = recognised_as(head)
    return by_name(name) if name else None


def _function(named: str) -> Callable[..., Any]:
    module, _, function = named.partition(":")
    found: Callable[..., Any] = getattr(import_module(f"{__name__}.{module}"), function)
    return found
