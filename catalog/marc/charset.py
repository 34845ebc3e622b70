"""What a record says of its own encoding: leader/09 in MARC 21, 100 $a in UNIMARC.

https://www.loc.gov/marc/bibliographic/bdleader.html; UNIMARC Bibliographic, 100 $a/26-29 and 30-33: `50` is
ISO/IEC 10646, `01` ISO 646, `10` GB 2312.
"""

from typing import NamedTuple

from catalog.marc.format import is_unimarc
from catalog.marc.record import DataField, Field, Record, Subfield

_SETS = slice(26, 34)
_SIGNS = "\x1d\x1e\x1f\n=$0a"
_ASCII = bytes(range(128)) + b"\x1b$B!!\x1b(B~{VP~}+AGE-"
"""All of it, and what begins other characters in encodings that switch."""
_UNICODE, _CHINESE = "50      ", "0110    "


class Announced(NamedTuple):
    """A record that announces its encoding, and the position and value that had to be changed, or nothing."""

    record: Record
    position: str = ""
    value: str = ""


def is_ascii_compatible(encoding: str) -> bool:
    """Tell whether an encoding has the signs of records, such as delimiters and digits, as ASCII has them.

    One whose signs of ASCII switch to other characters (ISO 2022, HZ, UTF-7) cannot be read piece by piece.

    Raises LookupError for one that is not known, or not of text.

    >>> [is_ascii_compatible(name) for name in ("gb18030", "cp932", "utf-16", "hz", "iso2022_jp", "utf-7")]
    [True, True, False, False, False, False]
    """
    try:
        same = _SIGNS.encode(encoding, "replace") == _SIGNS.encode()
        return same and len(_ASCII.decode(encoding)) == len(_ASCII)
    except UnicodeError:  # also of idna, which is for names of hosts
        return False


def announcing(record: Record, encoding: str) -> Announced:
    """Let a record announce the encoding of the file that it goes into; nothing else is changed.

    A 100 $a too short for the positions is left as it is.
    """
    unicode = encoding == "utf-8"
    if not is_unimarc(record):
        code = "a" if unicode else " "
        if len(record.leader) != 24 or record.leader[9] == code:
            return Announced(record)
        leader = record.leader[:9] + code + record.leader[10:]
        return Announced(record._replace(leader=leader), "leader/09", code.replace(" ", "#"))
    sets = _UNICODE if unicode else _CHINESE
    fields = tuple(_with_sets(field, sets) if field.tag == "100" else field for field in record.fields)
    if fields == record.fields:
        return Announced(record)
    return Announced(record._replace(fields=fields), "100 $a/26-33", sets.replace(" ", "#"))


def _with_sets(field: Field, sets: str) -> Field:
    """Write the character sets into 100 $a, unless those there are of the same kind."""
    if not isinstance(field, DataField):
        return field
    return field._replace(
        subfields=tuple(
            Subfield(code, value[: _SETS.start] + sets + value[_SETS.stop :])
            if code == "a"
            and len(value) >= _SETS.stop
            and (value[_SETS].startswith("50") != sets.startswith("50"))
            else Subfield(code, value)
            for code, value in field.subfields
        )
    )
