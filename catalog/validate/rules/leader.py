"""The leader (https://www.loc.gov/marc/bibliographic/bdleader.html)."""

from collections.abc import Iterator

from catalog.diagnostics import Diagnostic, finding
from catalog.marc.record import ControlField, Record
from catalog.validate.rules.context import BIBLIOGRAPHIC, Context, shown
from catalog.validate.rules.lengths import base_address, record_length

# position, codes in force, codes that older or OCLC records still carry
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
# position and the value it has in every format of MARC 21
CONSTANTS = ((10, "2"), (11, "2"), (20, "4"), (21, "5"), (22, "0"), (23, "0"))
LENGTHS = ((0, 5, "00-04", record_length), (12, 17, "12-16", base_address))


def leader_length(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R401: the leader has 24 characters."""
    if len(record.leader) != 24:
        yield finding("R401", context.place("LDR"), length=len(record.leader))


def leader_codes(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R402: every position holds one of its codes; 00-04 and 12-16 hold digits or blanks."""
    leader = record.leader
    if len(leader) != 24:
        return
    for start, end, position, _ in LENGTHS:
        text = leader[start:end]
        if not (text.isascii() and text.isdecimal()) and text != "     ":
            yield _code(context, position, text, "0 1 2 3 4 5 6 7 8 9")
    codes = CODES if leader[6] in BIBLIOGRAPHIC else CODES[1:2]
    tolerated = "quvwxyz" if "245" not in {item.tag for item in record.fields} else ""
    for index, current, older in codes:
        if leader[index] not in current + older + (tolerated if index == 6 else ""):
            yield _code(context, f"{index:02}", leader[index], " ".join(shown(current)))
    for index, constant in CONSTANTS:
        if leader[index] != constant and not (context.is_unimarc and index >= 20):
            yield _code(context, f"{index:02}", leader[index], constant)


def leader_lengths(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R403: lengths that are given, neither blanks nor zeros, are those of the record in ISO 2709."""
    if len(record.leader) != 24:
        return
    for start, end, position, measure in LENGTHS:
        text = record.leader[start:end]
        if text.isascii() and text.isdecimal() and int(text) and int(text) != (actual := measure(record)):
            place = context.place("LDR", position=position)
            yield finding("R403", place, position=position, found=text, actual=f"{actual:05}")


def leader_encoding(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R404: leader/09 is a where the data leave ASCII; in plain ASCII a blank does no harm."""
    if len(record.leader) != 24 or record.leader[9] != " " or context.is_unimarc:
        return
    for item in record.fields:
        values = [item.value] if isinstance(item, ControlField) else [value for _, value in item.subfields]
        character = next((char for value in values if not value.isascii() for char in value if char > "\x7f"), "")
        if character:
            yield finding("R404", context.place("LDR", position="09"), character=f"U+{ord(character):04X}")
            return


def other_format(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R405: authority, holdings, classification and community records are not checked further."""
    if not context.is_bibliographic and "245" not in {item.tag for item in record.fields}:
        yield finding("R405", context.place("LDR", position="06"), found=record.leader[6])


def component_level(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R406: a serial component part (leader/07 b) is not dated as a single item (008/06 s or e)."""
    kind = context.fixed[6:7]
    if context.is_bibliographic and record.leader[7:8] == "b" and kind in ("s", "e"):
        yield finding("R406", context.place("LDR", position="07"), found=kind)


def unimarc(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R407: the namespace of MARC 21 holds no UNIMARC."""
    if context.is_unimarc:
        yield finding("R407", context.place())


def _code(context: Context, position: str, found: str, allowed: str) -> Diagnostic:
    place = context.place("LDR", position=position)
    return finding("R402", place, position=position, found=shown(found), allowed=allowed)
