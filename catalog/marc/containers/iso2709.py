"""ISO 2709: a leader, a directory of lengths and places, the fields; lengths in bytes of the file.

Structure: https://www.loc.gov/marc/specifications/specrecstruc.html
"""

from collections.abc import Sequence
from functools import lru_cache, partial
from itertools import accumulate, repeat
from operator import add, mul

from catalog import patterns
from catalog.marc.containers.refusal import ForbiddenCharacterError, LengthError, Spot
from catalog.marc.containers.shape import (
    REMEMBERED,
    FieldShape,
    Remembered,
    Shape,
    around,
    check_form,
    check_leader,
    encoded,
    field_shapes,
    filled,
    raise_for,
    taken_apart,
)
from catalog.marc.containers.wrapping import Layout, Wrapping
from catalog.marc.lengths import LONGEST_FIELD, LONGEST_RECORD
from catalog.marc.record import Record

END_OF_RECORD, END_OF_FIELD, DELIMITER = "\x1d", "\x1e", "\x1f"

_DELIMITERS = patterns.compile("[\x1d-\x1f]")
_LEADER = 24
_ENTRY = 12
_FIVE_DIGITS = 100_000


def layout(wrapping: Wrapping) -> Layout:
    """Give the layout of a file of ISO 2709, in UTF-8, GB18030 or GBK."""
    return Layout(partial(encode, encoding=wrapping.encoding))


def encode(record: Record, encoding: str = "utf-8") -> bytes:
    """Write one record, its leader with true lengths.

    Raises LengthError, UnencodableError with all characters that the encoding lacks,
    ForbiddenCharacterError for a delimiter (U+001D to U+001F) in a value, and FormError.
    """
    check_leader(record.leader)
    shape, values = taken_apart(record)
    texts, head, delimiters, base = _TEMPLATES[shape]
    data = encoded(filled(texts, values), record, encoding)
    lengths = [len(field) + 1 for field in data.split(b"\x1e")]
    del lengths[-1]  # of what stands behind the last field: nothing
    if len(lengths) != len(record.fields) or data.count(b"\x1f") != delimiters or b"\x1d" in data:
        raise_for(record, _DELIMITERS, ForbiddenCharacterError)
    total = base + len(data) + 1
    if total > LONGEST_FIELD and (total > LONGEST_RECORD or max(lengths) > LONGEST_FIELD):
        raise _too_long(record, lengths, total)
    # The four digits of a length and the five of a place, which is the end less the length, are one number.
    numbers = map(add, map(mul, lengths, repeat(_FIVE_DIGITS - 1)), accumulate(lengths))
    leader = record.leader
    return b"".join(((head % (total, leader[5:12], leader[17:], *numbers)).encode(), data, b"\x1d"))


def _too_long(record: Record, lengths: Sequence[int], total: int) -> LengthError:
    for field, length in zip(record.fields, lengths, strict=True):
        if length > LONGEST_FIELD:
            return LengthError(length, LONGEST_FIELD, Spot(field.tag))
    return LengthError(total, LONGEST_RECORD)


def _templates(shape: Shape) -> tuple[list[str], str, int, int]:
    """Give what stands around the values, leader and directory, the count of delimiters, the base address.

    The leader lacks the length of the record and what stands behind each of the two numbers, the directory
    a number for each field.
    """
    fields = field_shapes(shape)
    base = _LEADER + _ENTRY * len(fields) + 1
    directory = "".join(f"{tag}%09d" for tag, _, _ in fields) + END_OF_FIELD
    delimiters = sum(len(codes) for _, _, codes in fields)
    return around(map(_field, fields)), f"%05d%s{base:05}%s{directory}", delimiters, base


_TEMPLATES = Remembered(_templates)


@lru_cache(maxsize=REMEMBERED)
def _field(field: FieldShape) -> tuple[str, ...]:
    check_form(field)
    _, indicators, codes = field
    if indicators is None:
        return "", END_OF_FIELD
    first, *others = (*(f"{DELIMITER}{code}" for code in codes), END_OF_FIELD)
    return indicators + first, *others
