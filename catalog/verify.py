"""`--verify`: a written file is read back by a second, independent reader and compared field by field."""

from __future__ import annotations

import importlib.util
import io
from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from catalog.diagnostics import Diagnostic, Place, finding
from catalog.marc.record import ControlField, DataField, Field, Record, Subfield
from catalog.misuse import MisuseError

if TYPE_CHECKING:
    import pymarc

Reader = Callable[[bytes, str], "Iterator[pymarc.Record | None]"]


def verify(
    data: bytes, container: str, records: Sequence[Record], encoding: str, file: str
) -> list[Diagnostic]:
    """Compare what pymarc reads in a file with the records that were to be written (W780 for a difference).

    A container that pymarc does not read is said (W781).  Leaders are compared but for their lengths.
    """
    reader = READERS.get(container)
    if reader is None:
        return [finding("W781", Place(file), container=container)]
    found = list(reader(data, encoding))
    differences = []
    for number, (wanted, read) in enumerate(zip_longest(records, found), 1):
        difference = "+ 1" if wanted is None else "- 1" if read is None else _difference(wanted, read)
        if difference:
            place = Place(file, record=wanted.control_number if wanted else str(number))
            differences.append(finding("W780", place, record=place.record, difference=difference))
    return differences


def check_reader() -> None:
    """Raise LookupError, with words for the user, when pymarc is not installed."""
    if importlib.util.find_spec("pymarc") is None:
        command = 'pip install "kanmu-catalog[verify]"'
        raise MisuseError(f"--verify needs pymarc: {command}.", f"--verify 需要 pymarc：{command}")


def _iso2709(data: bytes, encoding: str) -> Iterator[pymarc.Record | None]:
    import pymarc

    utf8 = encoding == "utf-8"
    yield from pymarc.MARCReader(
        io.BytesIO(data), to_unicode=True, force_utf8=utf8, file_encoding="utf-8" if utf8 else encoding
    )


def _xml(data: bytes, encoding: str) -> Iterator[pymarc.Record | None]:
    import pymarc

    yield from pymarc.parse_xml_to_array(io.BytesIO(data))  # type: ignore[no-untyped-call]


def _json(data: bytes, encoding: str) -> Iterator[pymarc.Record | None]:
    import pymarc

    yield from pymarc.JSONReader(data.decode())


def _json_lines(data: bytes, encoding: str) -> Iterator[pymarc.Record | None]:
    for line in data.splitlines():
        yield from _json(line, encoding)


READERS: dict[str, Reader] = {
    "marc": _iso2709,
    "marcxml": _xml,
    "marcxchange": _xml,
    "marcjson": _json,
    "marcjsonl": _json_lines,
}
"""How pymarc reads each container."""


def _difference(wanted: Record, read: pymarc.Record) -> str:
    """Say where two records first differ, nothing if they do not."""
    leader = str(read.leader)
    if leader[5:12] + leader[17:] != wanted.leader[5:12] + wanted.leader[17:]:
        return f"LDR {leader!r} ≠ {wanted.leader!r}"
    for ours, theirs in zip_longest(wanted.fields, map(_field, read.fields)):
        if ours != theirs:
            return f"{theirs} ≠ {ours}"
    return ""


def _field(field: pymarc.Field) -> Field:
    """Give one of pymarc's fields as one of ours."""
    if field.control_field:
        return ControlField(field.tag, field.data or "")
    subfields = tuple(Subfield(code, value) for code, value in field.subfields)
    return DataField(field.tag, "".join(field.indicators or ()), subfields)
