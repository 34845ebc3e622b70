"""MARCXML: records as text, every value escaped and checked, no tree in between.

Namespace and elements: https://www.loc.gov/standards/marcxml/
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from catalog.marc.record import ControlField, Field, Record

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="http://www.loc.gov/MARC21/slim">\n'
TAIL = "</collection>\n"


class ForbiddenCharacterError(ValueError):
    """A value holds a character that XML 1.0 cannot carry, not even as a reference."""


def collection(records: Iterable[Record]) -> Iterator[str]:
    """Write records as one MARCXML file, a string at a time: the head, each record, the tail.

    The strings are to be encoded as UTF-8.  Leaders are written as they are.  Raises
    ForbiddenCharacterError for a character that XML 1.0 forbids (https://www.w3.org/TR/xml/#charsets)
    and ValueError for a field without two indicators.
    """
    yield HEAD
    for record in records:
        yield element(record)
    yield TAIL


def element(record: Record) -> str:
    """Write one record, indented to stand in a collection; raises as `collection` does."""
    fields = "".join([_field(field) for field in record.fields])
    return f"  <record>\n    <leader>{_text(record.leader)}</leader>\n{fields}  </record>\n"


def _field(field: Field) -> str:
    """Write a field: a control field on one line, a data field with a line for each subfield."""
    if isinstance(field, ControlField):
        return f'    <controlfield tag="{_text(field.tag)}">{_text(field.value)}</controlfield>\n'
    subfields = "".join(
        [f"      {_subfield_tag(code)}{_text(value)}</subfield>\n" for code, value in field.subfields]
    )
    return f"    {_datafield_tag(field.tag, field.indicators)}\n{subfields}    </datafield>\n"


@lru_cache(maxsize=1024)
def _datafield_tag(tag: str, indicators: str) -> str:
    if len(indicators) != 2:
        raise ValueError(f"field {tag} needs two indicators, not {indicators!r}")
    return f'<datafield tag="{_text(tag)}" ind1="{_text(indicators[0])}" ind2="{_text(indicators[1])}">'


@lru_cache(maxsize=256)
def _subfield_tag(code: str) -> str:
    return f'<subfield code="{_text(code)}">'


# Tab and line ends are legal but parsers fold them, and outside ASCII only the last row is illegal.
_SPECIAL = re.compile(r'[\x00-\x1f&<>"\ud800-\udfff\ufffe\uffff]')
_REFERENCES = {
    "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;",
}  # fmt: skip


def _text(value: str) -> str:
    """Escape markup and check every character; safe in content and in double-quoted attributes."""
    return _SPECIAL.sub(_reference, value) if _SPECIAL.search(value) else value


def _reference(found: re.Match[str]) -> str:
    character = found.group()
    if character not in _REFERENCES:
        raise ForbiddenCharacterError(f"U+{ord(character):04X} cannot be written in XML")
    return _REFERENCES[character]
