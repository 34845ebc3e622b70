"""How a file that is no ISO 2709 is written anew: as its container has it, with the head that it had."""

import re
from functools import cache
from typing import TYPE_CHECKING, Protocol
from xml.sax.saxutils import quoteattr

from catalog import patterns
from catalog.marc.containers import Container, ContainerError, Wrapping
from catalog.marc.containers.entry import Entry
from catalog.marc.record import Record

if TYPE_CHECKING:
    from lxml import etree

_BOM = b"\xef\xbb\xbf"
_COLLECTION = patterns.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:(?><\?.*?\?>|<!--.*?-->)\s*+)*+<collection\b[^>]*(?<!/)>", re.DOTALL
)


class Layout(Protocol):
    """Writes records one after the other; `tail` is what stands behind the last."""

    tail: bytes

    def encode(self, entry: Entry, record: Record) -> bytes:
        """Write a record for an entry, the first with what stands before it; raises ContainerError."""
        ...


def layout_of(container: Container, head: bytes) -> Layout:
    """Give the layout of a file, whose first bytes are `head`."""
    return _Xml(head) if container.name in ("marcxml", "marcxchange") else _Rows(container, head)


class _Rows:
    """Lines or JSON as the container has them; mnemonic text keeps its line ends and its mark of UTF-8."""

    def __init__(self, container: Container, head: bytes) -> None:
        self.tail = b""
        self._container = container
        self._is_first = True
        self._has_mark = head.startswith(_BOM)
        self._has_returns = head.partition(b"\n")[0].endswith(b"\r")

    def encode(self, entry: Entry, record: Record) -> bytes:
        try:
            layout = self._container.layout(Wrapping(encoding=entry.encoding))
        except LookupError as error:
            raise ContainerError(str(error.args[0])) from None
        before = layout.head if self._is_first else layout.between
        data = before + layout.encode(record)
        if self._container.name == "mrk":
            mark = _BOM if self._is_first and self._has_mark else b""
            data = mark + (data.replace(b"\n", b"\r\n") if self._has_returns else data)
        self._is_first, self.tail = False, layout.tail
        return data


class _Xml:
    """MARCXML or MarcXchange: namespaces, attributes of records and the first element stay as they were."""

    def __init__(self, head: bytes) -> None:
        self.tail = b""
        self._head = head
        self._is_first = True

    def encode(self, entry: Entry, record: Record) -> bytes:
        from catalog.marc.containers import marcxml
        from catalog.marc.containers.safe_xml import name_of, namespace_of

        element = entry.element
        assert element is not None
        root = element.getroottree().getroot()
        is_inside = name_of(root) == "collection"
        declared = namespace_of(root) if is_inside else None
        attributes = [(key, value) for key, value in _attributes(element) if key != "xmlns"]
        if namespace_of(element) != (declared or ""):
            attributes.insert(0, ("xmlns", namespace_of(element)))
        written = "".join(f" {key}={quoteattr(value)}" for key, value in attributes)
        text = marcxml.element(record, written).encode()
        if not self._is_first:
            return text
        self._is_first, self.tail = False, marcxml.TAIL if is_inside else b""
        return self._beginning(declared) + text

    def _beginning(self, namespace: str | None) -> bytes:
        """Give what stands before the records, as the file has it if that can stay; None is no collection."""
        from catalog.marc.containers.safe_xml import declared_encoding

        found = _COLLECTION.match(self._head)
        space = f"xmlns={quoteattr(namespace)}" if namespace else ""
        is_utf_8 = declared_encoding(self._head).upper() == "UTF-8"
        if found and is_utf_8 and namespace is not None and space.encode() in found[0]:
            return found[0] + b"\n"
        declaration = b'<?xml version="1.0" encoding="UTF-8"?>\n'
        if namespace is None:
            return declaration
        return declaration + f"<{f'collection {space}'.rstrip()}>\n".encode()


def _attributes(record: "etree._Element") -> list[tuple[str, str]]:
    """Give the attributes of a record; raises ContainerError for any that is lost, there or within.

    A hint where a schema lies is none.
    """
    own = [(str(key), str(value)) for key, value in record.items()]
    lost = [key for key, _ in own if "{" in key and not key.endswith("chemaLocation")]
    if lost or _has_more()(record):
        raise ContainerError(f"@{lost[0]}" if lost else "@")
    return [(key, value) for key, value in own if "{" not in key]


@cache
def _has_more() -> "etree.XPath":
    """Tell whether fields and subfields have attributes that a record does not hold."""
    from lxml import etree

    return etree.XPath(
        """boolean(
        */@*[not(name() = "tag" or name() = "ind1" or name() = "ind2" or starts-with(name(), "xml"))]
        | */*/@*[not(name() = "code" or starts-with(name(), "xml"))])"""
    )
