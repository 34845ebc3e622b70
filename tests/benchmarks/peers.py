"""The peers, doing from ready data what we do: pymarc in this process, the others as programs."""

import io
from collections.abc import Iterable

import pymarc

from tests.benchmarks.work import Plain


def record(given: Plain) -> pymarc.Record:
    """Build a record of pymarc's as its documentation does."""
    leader, fields = given
    made = pymarc.Record(force_utf8=True)
    made.leader = pymarc.Leader(leader)
    for tag, indicators, pairs in fields:
        if indicators:
            subfields = [pymarc.Subfield(code, value) for code, value in pairs]
            field = pymarc.Field(tag, pymarc.Indicators(*indicators), subfields)
        else:
            field = pymarc.Field(tag, data=pairs[0][1])
        made.add_field(field)  # type: ignore[no-untyped-call]  # pymarc does not type it
    return made


def marcxml(given: Iterable[Plain]) -> bytes:
    """Build the records and write them as MARCXML."""
    file = io.BytesIO()
    writer = pymarc.XMLWriter(file)
    for one in given:
        writer.write(record(one))
    writer.close(close_fh=False)
    return file.getvalue()


def marcxml_of(made: Iterable[pymarc.Record]) -> bytes:
    """Write records that are built already as MARCXML."""
    file = io.BytesIO()
    writer = pymarc.XMLWriter(file)
    for one in made:
        writer.write(one)
    writer.close(close_fh=False)
    return file.getvalue()


def iso2709(given: Iterable[Plain]) -> bytes:
    """Build the records and write them as ISO 2709."""
    return b"".join(record(one).as_marc() for one in given)


def iso2709_of(made: Iterable[pymarc.Record]) -> bytes:
    """Write records that are built already as ISO 2709."""
    return b"".join(one.as_marc() for one in made)


def read_marcxml(data: bytes) -> list[pymarc.Record]:
    """Read MARCXML a record at a time."""
    found: list[pymarc.Record] = []
    pymarc.map_xml(found.append, io.BytesIO(data))  # type: ignore[no-untyped-call]  # likewise
    return found


def read_iso2709(data: bytes) -> list[pymarc.Record]:
    """Read ISO 2709."""
    return [one for one in pymarc.MARCReader(io.BytesIO(data), force_utf8=True) if one is not None]


def says(one: pymarc.Record) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Give what a record says, lengths aside, in the order of its fields."""
    return [
        (field.tag, "", [("", field.data or "")])
        if field.is_control_field()
        else (field.tag, "".join(field.indicators or ()), [(code, value) for code, value in field.subfields])
        for field in one.fields
    ]
