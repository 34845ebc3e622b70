"""MARC-in-JSON: a record as an object of a leader and a row of fields; in an array, or one a line.

Form: https://github.com/marc4j/marc4j/wiki/MARC-in-JSON-Description
"""

import json

from catalog.jsonline import one_line
from catalog.marc.containers.refusal import ForbiddenCharacterError, FormError, Spot
from catalog.marc.containers.shape import spots
from catalog.marc.containers.wrapping import Layout, Wrapping
from catalog.marc.record import ControlField, Field, Record


def array(wrapping: Wrapping) -> Layout:
    """Give the layout of a file that is one array, a record a line."""
    return Layout(encode, b"[\n", b",\n", b"\n]\n")


def lines(wrapping: Wrapping) -> Layout:
    """Give the layout of a file with an object a line."""
    return Layout(lambda record: encode(record) + b"\n")


def encode(record: Record) -> bytes:
    """Write one record on one line.

    Raises ForbiddenCharacterError for half a character (a lone surrogate), FormError for a field without
    two indicators.
    """
    value = {"leader": record.leader, "fields": [{field.tag: _value(field)} for field in record.fields]}
    text = one_line(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        half = text[error.start]
        spot = next((spot for spot, value in spots(record) if half in value), Spot())
        raise ForbiddenCharacterError(f"U+{ord(half):04X}", spot) from None


def _value(field: Field) -> object:
    if isinstance(field, ControlField):
        return field.value
    if len(field.indicators) != 2:
        raise FormError(f"indicators {field.indicators!a}", Spot(field.tag))
    subfields = [{code: value} for code, value in field.subfields]
    return {"ind1": field.indicators[0], "ind2": field.indicators[1], "subfields": subfields}
