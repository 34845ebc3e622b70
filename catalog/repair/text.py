"""Repairs of text: zero-width characters, Unicode form NFC, spaces around a value.

Control fields, and texts whose encoding was mistaken, stay as they are: of those each character is evidence.
So do the first characters of a title of which an indicator counts how many filing skips.
"""

import unicodedata
from collections.abc import Callable

from catalog import patterns
from catalog.marc.mojibake import mistaken
from catalog.marc.record import DataField, Field, Record, Subfield
from catalog.repair.medium import Medium

INVISIBLE = patterns.compile("[\u200b\u2060\ufeff]")
"""Zero-width space, word joiner, byte order mark: in Han and Latin text all without a meaning."""
OTHER_SCRIPTS = patterns.compile(
    "[\u0590-\u18af\u1950-\u1aaf\ua800-\uabff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc]"
)
"""Scripts from Hebrew to Mongolian and Thai, in which what has no width may have a meaning."""
IDEOGRAPH = patterns.compile("([\uf900-\ufaff\U0002f800-\U0002fa1f]+)")
"""Compatibility ideographs: NFC exchanges them for others, and names may be written with them on purpose."""
SPACES = " \u3000"
NONFILING = {
    **dict.fromkeys(("130", "630", "730", "740"), 0),
    **dict.fromkeys(("222", "240", "242", "243", "245", "440", "830"), 1),
}
"""The indicator that counts characters which filing skips (https://www.loc.gov/marc/bibliographic/)."""
TEXT_FIELDS = {"marc21": (100, 840), "cnmarc": (200, 799)}
"""Fields of text, first and last tag; numbers, codes and holdings stand elsewhere."""
NOT_TEXT = patterns.compile("[0-9w]")
"""Subfields of links and codes, in which blanks may count: $w (DLC)   85000002."""
EMBEDDED = "1"
"""The subfield of CNMARC that begins an embedded field, whose text may be coded."""


def without_invisible(record: Record, medium: Medium) -> Record:
    """Drop zero-width spaces, word joiners and byte order marks, unless the script may need them."""
    return _mended(record, lambda text: text if OTHER_SCRIPTS.search(text) else INVISIBLE.sub("", text))


def composed(record: Record, medium: Medium) -> Record:
    """Bring text into Unicode form NFC, but for compatibility ideographs."""
    return _mended(record, _composed)


def without_padding(record: Record, medium: Medium) -> Record:
    """Drop spaces at the beginning and end of a value in fields of text."""
    if not medium.bibliographic or medium.dialect not in TEXT_FIELDS:
        return record
    first, last = TEXT_FIELDS[medium.dialect]
    is_cnmarc = medium.dialect == "cnmarc"

    def is_text(field: DataField) -> bool:
        number = int(field.tag) if field.tag.isascii() and field.tag.isdecimal() else 0
        if is_cnmarc and any(item.code == EMBEDDED for item in field.subfields):
            return False
        return first <= number <= last or (number == 880 and not is_cnmarc)

    return _mended(record, _unpadded, is_text, lambda code: not NOT_TEXT.fullmatch(code))


def _unpadded(text: str) -> str:
    """Strip a text, unless a mark would lose the space that carries it."""
    kept = text.rstrip(SPACES)
    start = kept.lstrip(SPACES)
    return kept if unicodedata.category(start[:1] or "x").startswith("M") else start


def _composed(text: str) -> str:
    if unicodedata.is_normalized("NFC", text):
        return text
    parts = IDEOGRAPH.split(text)
    return "".join(part if IDEOGRAPH.match(part) else unicodedata.normalize("NFC", part) for part in parts)


def _mended(
    record: Record,
    mend: Callable[[str], str],
    is_wanted: Callable[[DataField], bool] = lambda field: True,
    is_text: Callable[[str], bool] = lambda code: True,
) -> Record:
    """Mend the values of data fields; the same record where nothing changes."""
    fields = tuple(
        _field(field, mend, is_text) if isinstance(field, DataField) and is_wanted(field) else field
        for field in record.fields
    )
    return record if fields == record.fields else record._replace(fields=fields)


def _field(field: DataField, mend: Callable[[str], str], is_text: Callable[[str], bool]) -> Field:
    subfields = tuple(
        Subfield(code, _value(value, mend, _skipped(field, code))) if is_text(code) else Subfield(code, value)
        for code, value in field.subfields
    )
    return field if subfields == field.subfields else field._replace(subfields=subfields)


def _value(text: str, mend: Callable[[str], str], skipped: int) -> str:
    """Mend a value; one that would be empty, and what must not be touched, stays."""
    after = mend(text)
    if after == text or not after.strip() or after[:skipped] != text[:skipped] or mistaken(text):
        return text
    return after


def _skipped(field: DataField, code: str) -> int:
    """Give how many characters of a subfield filing skips."""
    tag = next(iter(field.values("6")), "")[:3] if field.tag == "880" else field.tag
    at = NONFILING.get(tag)
    counted = field.indicators[at : at + 1] if at is not None and code in "at" else ""
    return int(counted) if counted.isascii() and counted.isdecimal() else 0
