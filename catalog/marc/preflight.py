"""What may not be written: checks on a finished record, before any container sees it.

Nearly all records can be written as they are, which one look at all text of a record tells (`as_it_is`); the
others are looked at closely (`preflight`).
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from types import MappingProxyType

from catalog import patterns
from catalog.diagnostics import Diagnostic, Place, finding
from catalog.marc.characters import DAMAGE
from catalog.marc.lengths import (
    AROUND_CONTROL,
    AROUND_DATA,
    AROUND_SUBFIELD,
    LONGEST_FIELD,
    LONGEST_RECORD,
    field_length,
    measure,
    with_length,
    with_lengths,
)
from catalog.marc.record import ControlField, DataField, Field, Record, Subfield
from catalog.marc.soundness import refused

_NOTHING: Mapping[str, str] = MappingProxyType({})
_BETWEEN = "\n"  # which no value may hold
_EMPTY = patterns.compile(r"\n[ \t\u3000\xa0.,:;/]*+\n")
_DAMAGED = patterns.compile(DAMAGE.pattern.replace("\x00-\x1f", "\x00-\x09\x0b-\x1f"))
_LOST = "\ufffd"
_CONTROL_NUMBER = patterns.compile(r"[!-~]+")


def as_it_is(record: Record, sizes: Mapping[int, int]) -> Record | None:
    """Give a record with its lengths in the leader that can be written in UTF-8 as it is; None is no verdict.

    What is printable is fit, but for U+FFFD.  Fields of which `sizes` knows, by identity, the bytes are not
    looked at again.
    """
    total = 0
    values: list[str] = []
    known = sizes.get
    for field in record.fields:
        if size := known(id(field)):
            total += size
        elif len(field) == 2:
            total += AROUND_CONTROL
            values.append(field[1])
        else:
            _, _, subfields = field
            total += AROUND_DATA + AROUND_SUBFIELD * len(subfields)
            for _, value in subfields:
                values.append(value)  # quicker than a list of so few
    text = _plain(values)
    if text is None or not _CONTROL_NUMBER.fullmatch(record.control_number):
        return None
    return with_length(record, total + len(text.encode()))


def sizes(fields: Iterable[Field]) -> dict[int, int]:
    """Give the bytes of those fields that can be written as they are, by identity."""
    return {id(field): size for field in fields if (size := _size(field))}


@lru_cache(maxsize=1024)
def _size(field: Field) -> int:
    """Give the bytes of a field that can be written as it is, else none."""
    return 0 if _plain([value for _, value in _values(field)]) is None else field_length(field)


def _plain(values: Sequence[str]) -> str | None:
    """Give the text of values that can be written as they are; None is no verdict."""
    text = "".join(values)
    if not text.isprintable() or _LOST in text or not unicodedata.is_normalized("NFC", text):
        return None
    return None if _EMPTY.search(_BETWEEN + _BETWEEN.join(values) + _BETWEEN) else text


def preflight(
    record: Record, place: Place, encoding: str = "utf-8", substitutes: Mapping[str, str] = _NOTHING
) -> tuple[Record | None, list[Diagnostic]]:
    """Make a record ready to be written, or refuse it (W704): text in NFC, leader with its lengths.

    Refused are empty values, control characters, noncharacters, U+FFFD, a control number that is not
    printable ASCII, a field over 9,999 or a record over 99,999 bytes of UTF-8.  Text that NFC changes is
    told of (W705).  Characters that the encoding of the file lacks are listed and the record refused
    (W708); those with a substitute are written so, and reported (W709).
    """
    for reason, tag, code in _faults(record):
        return None, [refused(reason, replace(place, field=tag, subfield=code))]
    record, findings = _composed(record, place)
    if encoding != "utf-8":
        encodable, notes = _encodable(record, place, encoding, substitutes)
        if encodable is None:
            return None, notes
        record, findings = encodable, findings + notes
    lengths = measure(record)
    for field, length in zip(record.fields, lengths.fields, strict=True):
        if length > LONGEST_FIELD:
            return None, [refused(f"{length} > {LONGEST_FIELD} B", replace(place, field=field.tag))]
    if lengths.record > LONGEST_RECORD:
        return None, [refused(f"{lengths.record} > {LONGEST_RECORD} B", place)]
    return with_lengths(record, lengths), findings


def _faults(record: Record) -> Iterator[tuple[str, str, str]]:
    """Look for values that cannot be written: the reason, the tag, the subfield code."""
    if not _CONTROL_NUMBER.fullmatch(record.control_number):
        yield "≠ ASCII", "001", ""
    pairs = [(field.tag, *pair) for field in record.fields for pair in _values(field)]
    text = _BETWEEN + _BETWEEN.join([value for _, _, value in pairs]) + _BETWEEN
    if not _EMPTY.search(text) and not _DAMAGED.search(text):
        return
    for tag, code, value in pairs:
        if found := DAMAGE.search(value):
            yield f"U+{ord(found.group()):04X}", tag, code
        if _EMPTY.fullmatch(f"{_BETWEEN}{value}{_BETWEEN}"):
            yield '= ""', tag, code


def _composed(record: Record, place: Place) -> tuple[Record, list[Diagnostic]]:
    """Bring text into Unicode form NFC, which MARC systems store; control fields are ASCII."""
    fields = tuple(_normalized(field) if isinstance(field, DataField) else field for field in record.fields)
    notes = [
        finding("W705", replace(place, field=old.tag), record=place.record, field=old.tag)
        for old, new in zip(record.fields, fields, strict=True)
        if old is not new
    ]
    return record._replace(fields=fields), notes


def _encodable(
    record: Record, place: Place, encoding: str, substitutes: Mapping[str, str]
) -> tuple[Record | None, list[Diagnostic]]:
    """Write substitutes for the characters that an encoding lacks; None if some have no substitute.

    Leader/09 does not say Unicode any more.
    """
    lacking: dict[str, list[str]] = {}
    for field in record.fields:
        chars = (char for _, value in _values(field) for char in value)
        for char in dict.fromkeys(char for char in chars if char > "\x7f" and not _has(encoding, char)):
            lacking.setdefault(char, []).append(field.tag)
    if lost := [char for char in lacking if not _has(encoding, substitutes.get(char, char))]:
        shown = " ".join(f"{char} (U+{ord(char):04X}, {_listed(lacking[char])})" for char in lost)
        return None, [finding("W708", place, record=place.record, encoding=encoding, characters=shown)]
    notes = [
        finding(
            "W709",
            replace(place, field=tags[0]),
            record=place.record,
            old=char,
            new=substitutes[char],
            fields=_listed(tags),
        )
        for char, tags in lacking.items()
    ]
    table = str.maketrans({char: substitutes[char] for char in lacking})
    fields = tuple(
        field._replace(value=field.value.translate(table))
        if isinstance(field, ControlField)
        else field._replace(
            subfields=tuple(s._replace(value=s.value.translate(table)) for s in field.subfields)
        )
        for field in record.fields
    )
    leader = record.leader[:9] + " " + record.leader[10:]
    return Record(leader, fields if lacking else record.fields), notes


def _listed(tags: list[str]) -> str:
    return ", ".join(dict.fromkeys(tags))


@cache
def _has(encoding: str, text: str) -> bool:
    """Tell whether an encoding has every character of a text."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _normalized(field: DataField) -> DataField:
    """Give the field in NFC, the same object where nothing changes."""
    if all(unicodedata.is_normalized("NFC", value) for _, value in field.subfields):
        return field
    subfields = tuple(Subfield(code, unicodedata.normalize("NFC", value)) for code, value in field.subfields)
    return DataField(field.tag, field.indicators, subfields)


def _values(field: Field) -> tuple[Subfield, ...]:
    """Give the values of a field with their codes; that of a control field has none."""
    return (Subfield("", field.value),) if isinstance(field, ControlField) else field.subfields
