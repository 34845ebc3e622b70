"""MARCXML: records as text, every value escaped and checked, no tree in between.

Namespace and elements: https://www.loc.gov/standards/marcxml/
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from catalog.marc.record import ControlField, Record

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
    lines = [f"  <record>\n    <leader>{_text(record.leader)}</leader>\n"]
    for field in record.fields:
        if isinstance(field, ControlField):
            lines.append(f"{_controlfield(field.tag)}{_text(field.value)}</controlfield>\n")
        else:
            lines.append(_datafield(field.tag, field.indicators))
            for code, value in field.subfields:
                if not value.isprintable() or "&" in value or "<" in value or ">" in value:
                    value = _text(value)  # seldom, and several times as dear as the look before
                lines.append(f"{_subfield(code)}{value}</subfield>\n")
            lines.append("    </datafield>\n")
    lines.append("  </record>\n")
    return "".join(lines)


@cache
def _controlfield(tag: str) -> str:
    return f'    <controlfield tag="{_attribute(tag)}">'


@cache
def _datafield(tag: str, indicators: str) -> str:
    if len(indicators) != 2:
        raise ValueError(f"field {tag} needs two indicators, not {indicators!r}")
    first, second = map(_attribute, indicators)
    return f'    <datafield tag="{_attribute(tag)}" ind1="{first}" ind2="{second}">\n'


@cache
def _subfield(code: str) -> str:
    return f'      <subfield code="{_attribute(code)}">'


# Markup, tab and line ends, which parsers may fold, and all that XML 1.0 forbids.
_SPECIAL = re.compile(r"[\x00-\x1f&<>\ud800-\udfff\ufffe\uffff]")
_REFERENCES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}


def _text(value: str) -> str:
    """Escape an element's text and check every character of it."""
    return _SPECIAL.sub(_reference, value)


def _attribute(value: str) -> str:
    """Escape what stands between double quotation marks and check every character of it."""
    return _text(value).replace('"', "&quot;")


def _reference(found: re.Match[str]) -> str:
    character = found.group()
    if character not in _REFERENCES:
        raise ForbiddenCharacterError(f"U+{ord(character):04X} cannot be written in XML")
    return _REFERENCES[character]
