"""What readers give: a record of a file and where it stands; or why there is none."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from catalog import patterns
from catalog.diagnostics import Diagnostic, Place, finding
from catalog.marc.record import ControlField, DataField, Field, Record

if TYPE_CHECKING:
    from lxml import etree

LIMIT = 3 * 1024 * 1024
"""Bytes that may pass without the end of a record: one of 99,999 bytes takes less than half of them."""

_SHOWN = 12  # characters on either side of bytes that do not fit
_SOME = patterns.compile(rf"(?:\\x[0-9a-f]{{2}}|.){{0,{_SHOWN}}}", re.DOTALL)

FieldLines = tuple[int | None, ...]
"""The line of a field, then those of its subfields."""


class Entry(NamedTuple):
    """A record of a file: its number from 1, its line or else its first byte from 0, the lines of its fields.

    Records that could not be read count in the number.  `xml` is the element of a record in XML, which
    lives until the next entry is asked for, or makes one of a record that was read as text.  `encoding` is
    the one that its bytes were read in; XML and JSON are Unicode.  `format` is the one that the record names
    itself, as MarcXchange can.
    """

    file: str
    number: int
    line: int | None
    record: Record
    lines: Sequence[FieldLines] = ()
    xml: "etree._Element | Callable[[], etree._Element] | None" = None
    offset: int | None = None
    encoding: str = "utf-8"
    format: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether the record was read as text, which is done only if the schema has nothing to say of it."""
        return callable(self.xml)

    @property
    def element(self) -> "etree._Element | None":
        """The element of a record in XML."""
        return self.xml() if callable(self.xml) else self.xml

    @property
    def label(self) -> str:
        """The control number, or #3 for the third record of the file."""
        return self.record.control_number.strip() or f"#{self.number}"


class Fault(Exception):  # noqa: N818  # of data, always caught
    """A record cannot be read: the code of the finding, its line and field, if any, the values of its text.

    `control_number` is that of the record, where a reader knows it.
    """

    def __init__(self, code: str, line: int | None = None, *, field: str = "", **values: object) -> None:
        self.code = code
        self.line = line
        self.field = field
        self.control_number = ""
        self.values = {"field": field, **values} if field else values
        super().__init__(code)

    def finding(self, name: str, label: str) -> Diagnostic:
        """Say so of a record of the file, by what it is called."""
        return finding(self.code, Place(name, self.line, record=label, field=self.field), **self.values)


def undecoded(data: bytes, encoding: str, line: int | None = None, *, field: str = "") -> Fault:
    """Say of bytes, of a field or a line, that they do not fit an encoding: which first, and the text around.

    Raises ValueError for bytes that fit.
    """
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, "replace").replace("\x1f", "$")
        behind = _SOME.match(data[error.start :].decode(encoding, "backslashreplace").replace("\x1f", "$"))
        fault = Fault("X545", line, encoding=encoding, found=before[-_SHOWN:] + (behind[0] if behind else ""))
        fault.field = field
        return fault
    raise ValueError(encoding)


def called(control_number: str, number: int) -> str:
    """Give what findings call a record that could not be read: its control number, if it has one, or #3."""
    text = control_number.strip()
    return text if text and text.isprintable() and "\ufffd" not in text else f"#{number}"


def own(fields: Sequence[Field]) -> tuple[Field, ...]:
    """Make fields of a record that are one object several, so that each has its place."""
    if len(set(map(id, fields))) == len(fields):
        return tuple(fields)
    return tuple(
        ControlField(*field) if isinstance(field, ControlField) else DataField(*field) for field in fields
    )


def told(findings: Iterable[Diagnostic], label: str) -> Iterator[Diagnostic]:
    """Let findings made before a record was known call it as all others do."""
    return (replace(item, place=replace(item.place, record=label)) for item in findings)
