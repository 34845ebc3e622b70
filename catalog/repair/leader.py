"""Repairs of what the leader and 100 $a say of the record itself: constants, encoding, lengths.

https://www.loc.gov/marc/bibliographic/bdleader.html; UNIMARC Bibliographic, label and 100 $a/26-29.
"""

from catalog.marc.containers import ContainerError
from catalog.marc.containers.iso2709 import encode
from catalog.marc.lengths import LONGEST_RECORD, measure, with_lengths
from catalog.marc.record import ControlField, Record, Subfield
from catalog.repair.medium import Medium
from catalog.validate import schedule

LENGTH = 24
CONSTANTS = frozenset((10, 11, 20, 21, 22, 23))
"""Positions that have one code in every record of a format."""
SCHEDULES = {"marc21": "marc21", "cnmarc": "cnmarc-nlc"}
UNICODE, CHINESE = "50  ", "0110"
SETS = slice(26, 30)
"""Positions of 100 $a that name the character sets."""
_CODED_LENGTH = 36
_WITH_LENGTHS = ("marcxml", "marcxchange")
"""Containers of text in which programs keep the lengths."""


def constants(record: Record, medium: Medium) -> Record:
    """Write the lengths of indicators and codes (10-11) and the entry map (20-23).

    A label of CNMARC that lost the blank at its end gets it again.
    """
    leader = record.leader
    if medium.dialect == "cnmarc" and (leader[10:12], leader[20:]) == ("22", "450"):
        leader += " "
    if len(leader) != LENGTH or not medium.dialect:
        return record
    for at in schedule.load(SCHEDULES[medium.dialect]).positions("LDR"):
        if at.start in CONSTANTS and leader[at.start : at.end] not in at.known:
            leader = leader[: at.start] + at.current[0] + leader[at.end :]
    return record if leader == record.leader else record._replace(leader=leader)


def encoding(record: Record, medium: Medium) -> Record:
    """Say in leader/09, in CNMARC in 100 $a/26-29, which encoding the file is in.

    Where a record is plain ASCII every known code is right.
    """
    leader = record.leader
    if len(leader) != LENGTH or not medium.dialect:
        return record
    if medium.dialect == "cnmarc":
        if leader[9] != " ":
            record = record._replace(leader=f"{leader[:9]} {leader[10:]}")
        return record if _is_ascii(record) else _with_sets(record, medium)
    right = "a" if medium.is_unicode else " "
    if leader[9] == right or (leader[9] in " a" and _is_ascii(record)):
        return record
    return record._replace(leader=leader[:9] + right + leader[10:])


def lengths(record: Record, medium: Medium) -> Record:
    """Write the length of the record and the base address of its data; in XML, where others are given."""
    leader = record.leader
    if len(leader) != LENGTH:
        return record
    if medium.container == "marc":
        try:
            return record._replace(leader=encode(record, medium.encoding)[:LENGTH].decode("ascii"))
        except ContainerError:  # whoever writes the record will say so
            return record
    if medium.container not in _WITH_LENGTHS:
        return record
    measured = measure(record)
    right = _fits(leader[:5], measured.record) and _fits(leader[12:17], measured.base)
    if right or measured.record > LONGEST_RECORD:
        return record
    return with_lengths(record, measured)


def _fits(stated: str, actual: int) -> bool:
    """Tell whether a length is right, or left open with blanks or zeros."""
    if stated.isascii() and stated.isdecimal():
        return int(stated) in (0, actual)
    return stated.isspace()


def _with_sets(record: Record, medium: Medium) -> Record:
    """Exchange the character sets in the first 100 $a, unless they are right."""
    field = next(record.data_fields("100"), None)
    at = next((at for at, item in enumerate(field.subfields) if item.code == "a"), None) if field else None
    if field is None or at is None:
        return record
    coded = field.subfields[at].value
    if len(coded) != _CODED_LENGTH or _says_unicode(coded) is medium.is_unicode:
        return record
    coded = coded[: SETS.start] + (UNICODE if medium.is_unicode else CHINESE) + coded[SETS.stop :]
    items = (*field.subfields[:at], Subfield("a", coded), *field.subfields[at + 1 :])
    index = next(index for index, other in enumerate(record.fields) if other is field)
    fields = (*record.fields[:index], field._replace(subfields=items), *record.fields[index + 1 :])
    return record._replace(fields=fields)


def _says_unicode(coded: str) -> bool:
    sets = coded[SETS]
    return "50" in (sets[:2], sets[2:])


def _is_ascii(record: Record) -> bool:
    return all(
        field.value.isascii()
        if isinstance(field, ControlField)
        else all(item.value.isascii() for item in field.subfields)
        for field in record.fields
    )
