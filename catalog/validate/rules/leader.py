"""The leader (https://www.loc.gov/marc/bibliographic/bdleader.html)."""

from collections.abc import Iterator
from string import ascii_letters, digits

from catalog.diagnostics import Diagnostic, finding
from catalog.marc.record import ControlField, Record
from catalog.validate.rules.characters import name_of
from catalog.validate.rules.context import OTHER_FORMATS, Context, shown

# position, codes in force, codes that older records and those of OCLC still carry
CODES = (
    (5, "acdnp", ""),
    (6, "acdefgijkmoprt", "bhn"),
    (7, "abcdims", "p"),
    (8, " a", ""),
    (9, " a", ""),
    (17, " 1234578uz", "06EIJKLM"),
    (18, " acinu", "pr"),
    (19, " abc", "r2"),
)
# of authority, holdings and other records only the form is known here
ANY = " " + ascii_letters + digits
OTHER_CODES = tuple((index, ANY, "") for index in (5, 7, 8, 9, 17, 18, 19))
# position and the value that it has in every format of MARC 21
CONSTANTS = ((10, "2"), (11, "2"), (20, "4"), (21, "5"), (22, "0"), (23, "0"))
LENGTHS = ((0, 5, "00-04"), (12, 17, "12-16"))


def leader_length(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R401: the leader has 24 characters."""
    if len(record.leader) != 24:
        yield finding("R401", context.place("LDR"), length=len(record.leader))


def leader_codes(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R402: every position holds one of its codes; 00-04 and 12-16 hold digits or blanks."""
    leader = record.leader
    if len(leader) != 24:
        return
    for start, end, position in LENGTHS:
        if not _is_number(leader[start:end]) and leader[start:end] != "     ":
            yield _code(context, position, leader[start:end], "0 1 2 3 4 5 6 7 8 9")
    other = context.is_unimarc or not context.is_bibliographic
    for index, current, older in OTHER_CODES if other else CODES:
        if leader[index] not in current + older:
            yield _code(context, f"{index:02}", leader[index], " ".join(shown(current)))
    for index, constant in CONSTANTS:
        if leader[index] != constant and not (context.is_unimarc and index >= 20):
            yield _code(context, f"{index:02}", leader[index], constant)


def leader_lengths(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R403: lengths that are given, neither blanks nor zeros, are those of the record in ISO 2709."""
    if len(record.leader) != 24:
        return
    measured = context.lengths.record, context.lengths.base
    for (start, end, position), actual in zip(LENGTHS, measured, strict=True):
        stated = record.leader[start:end]
        if _is_number(stated) and int(stated) not in (0, actual):
            place = context.place("LDR", position=position)
            yield finding("R403", place, position=position, found=stated, actual=f"{actual:05}")


def leader_encoding(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R404: leader/09 is a where the data leave ASCII; in plain ASCII a blank does no harm."""
    if record.leader[9:10] != " " or len(record.leader) != 24 or context.is_unimarc:
        return
    for field in record.fields:
        values = [field.value] if isinstance(field, ControlField) else [value for _, value in field.subfields]
        if character := next((char for char in "".join(values) if not char.isascii()), ""):
            yield finding("R404", context.place("LDR", position="09"), character=name_of(character))
            return


def other_format(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R405: authority, holdings, classification and community records are not checked further."""
    if record.leader[6:7] in OTHER_FORMATS and not context.is_bibliographic:
        yield finding("R405", context.place("LDR", position="06"), found=record.leader[6])


def component_level(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R406: a serial component part (leader/07 b) is not dated as a single item (008/06 s or e)."""
    if record.leader[7:8] == "b" and context.fixed[6:7] in ("s", "e"):
        yield finding("R406", context.place("LDR", position="07"), found=context.fixed[6])


def unimarc(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R407: the namespace of MARC 21 holds no UNIMARC."""
    if context.is_unimarc:
        yield finding("R407", context.place())


def _code(context: Context, position: str, found: str, allowed: str) -> Diagnostic:
    place = context.place("LDR", position=position)
    return finding("R402", place, position=position, found=shown(found), allowed=allowed)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal()
