"""MARCXML and its like: records as text, every value escaped and checked, no tree in between.

Namespace and elements: https://www.loc.gov/standards/marcxml/
"""

from functools import lru_cache, partial

from catalog import patterns
from catalog.marc.containers.refusal import ForbiddenCharacterError, FormError, Spot
from catalog.marc.containers.shape import (
    REMEMBERED,
    FieldShape,
    Remembered,
    Shape,
    around,
    field_shapes,
    filled,
    raise_for,
    taken_apart,
)
from catalog.marc.containers.wrapping import Layout, Wrapping
from catalog.marc.record import Record

SLIM = "http://www.loc.gov/MARC21/slim"
TAIL = b"</collection>\n"


def layout(wrapping: Wrapping) -> Layout:
    """Give the layout of a file of MARCXML."""
    return Layout(lambda record: element(record).encode(), head(SLIM, wrapping.mark), tail=TAIL)


def head(namespace: str, mark: str = "") -> bytes:
    """Give what stands before the records: the declaration, a comment if there is a mark, the root."""
    comment = f"<!-- {mark} -->\n" if mark else ""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{comment}<collection xmlns="{namespace}">\n'.encode()


def element(record: Record, attributes: str = "") -> str:
    """Write one record, indented to stand in a collection; `attributes` are those of its element.

    The leader is written as it is.  Raises ForbiddenCharacterError for a character that XML 1.0 cannot
    carry, not even as a reference (https://www.w3.org/TR/xml/#charsets), and FormError for a field without
    two indicators.
    """
    shape, values = taken_apart(record)
    values = (record.leader, *values)
    every = "".join(values)
    # What is printable is allowed; seldom is a second look needed, and it is several times as dear.
    if not every.isprintable():
        raise_for(record, _FORBIDDEN, ForbiddenCharacterError)
        values = tuple(map(_text, values))
    elif "&" in every or "<" in every or ">" in every:
        values = tuple(map(_markup, values))
    return filled(_TEMPLATES[attributes][shape], values)


def _template(attributes: str, shape: Shape) -> list[str]:
    """Give what stands around the leader and the values."""
    leader = f"  <record{attributes}>\n    <leader>", "</leader>\n"
    return around((leader, *map(_field, field_shapes(shape)), ("  </record>\n",)))


def _templates(attributes: str) -> Remembered[Shape, list[str]]:
    return Remembered(partial(_template, attributes))


_TEMPLATES = Remembered(_templates)
"""The records of each shape, by the attributes of their elements."""


@lru_cache(maxsize=REMEMBERED)
def _field(field: FieldShape) -> tuple[str, ...]:
    tag, indicators, codes = field
    if indicators is None:
        return f'    <controlfield tag="{_attribute(tag)}">', "</controlfield>\n"
    if len(indicators) != 2:
        raise FormError(f"two indicators ≠ {indicators!a}", Spot(tag))
    first, second = map(_attribute, indicators)
    start = f'    <datafield tag="{_attribute(tag)}" ind1="{first}" ind2="{second}">\n'
    end = "    </datafield>\n"
    if not codes:
        return (start + end,)
    subfields = [f'      <subfield code="{_attribute(code)}">' for code in codes]
    between = [f"</subfield>\n{subfield}" for subfield in subfields[1:]]
    return start + subfields[0], *between, f"</subfield>\n{end}"


# What XML 1.0 cannot carry; markup, tab and line ends, which parsers may fold.
_FORBIDDEN = patterns.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)


def _text(value: str) -> str:
    """Escape an element's text."""
    return value.translate(_REFERENCES)


def _markup(value: str) -> str:
    """Escape an element's text that is printable, which is far quicker."""
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _attribute(value: str) -> str:
    """Escape what stands between double quotation marks, and check every character of it."""
    if found := _FORBIDDEN.search(value):
        raise ForbiddenCharacterError(f"U+{ord(found.group()):04X}")
    return _text(value).replace('"', "&quot;")
