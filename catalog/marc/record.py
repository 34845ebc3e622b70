"""A MARC record (ISO 2709): a leader, control fields, and data fields with indicators and subfields."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple


class Subfield(NamedTuple):
    """A code of one character and its value."""

    code: str
    value: str


class ControlField(NamedTuple):
    """A field of tag 00X: a value without indicators or subfields."""

    tag: str
    value: str


class DataField(NamedTuple):
    """A field with two indicators and subfields in their order."""

    tag: str
    indicators: str
    subfields: tuple[Subfield, ...]

    def values(self, code: str) -> list[str]:
        """Give the values of all subfields with this code."""
        return [subfield.value for subfield in self.subfields if subfield.code == code]


Field = ControlField | DataField


class Record(NamedTuple):
    """A record: 24 characters of leader, then the fields in the order in which they are written."""

    leader: str
    fields: tuple[Field, ...]

    @property
    def control_number(self) -> str:
        """The value of the first field 001, or an empty string."""
        for field in self.fields:
            if field[0] == "001" and isinstance(field, ControlField):
                return field.value
        return ""

    def control_fields(self, tag: str) -> Iterator[ControlField]:
        """Give the control fields with this tag."""
        return (f for f in self.fields if isinstance(f, ControlField) and f.tag == tag)

    def data_fields(self, *tags: str) -> Iterator[DataField]:
        """Give the data fields with one of these tags."""
        return (f for f in self.fields if isinstance(f, DataField) and f.tag in tags)


def data(tag: str, indicators: str, *subfields: tuple[str, str]) -> DataField:
    """Make a data field from pairs of code and value."""
    return data_field((tag, indicators, tuple(map(_subfield, subfields))))


def subfields_of(pairs: Iterable[tuple[str, str]]) -> tuple[Subfield, ...]:
    """Make subfields from pairs of code and value."""
    return tuple(map(_subfield, pairs))


# what Subfield._make and DataField._make do, without a step in Python for each
_subfield: Callable[[tuple[str, str]], Subfield] = partial(tuple.__new__, Subfield)
data_field: Callable[[tuple[str, str, tuple[Subfield, ...]]], DataField] = partial(tuple.__new__, DataField)
"""Make a data field from what it consists of."""
