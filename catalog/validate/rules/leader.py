"""The leader (https://www.loc.gov/marc/bibliographic/bdleader.html), in CNMARC the record label."""

from collections.abc import Iterator
from functools import lru_cache
from string import ascii_letters, digits

from catalog.diagnostics import Diagnostic, finding
from catalog.marc.characters import name_of
from catalog.marc.record import ControlField, Record
from catalog.validate import schedule
from catalog.validate.rules.context import OTHER_FORMATS, Context, shown

# of authority, holdings and other records only the form is known here
ANY = tuple(" " + ascii_letters + digits)
FIXED = frozenset((10, 11, 20, 21, 22, 23))
LENGTHS = ((0, 5, "00-04"), (12, 17, "12-16"))
UNIMARC_FORMATS, MARC21_FORMATS = ("cnmarc", "unimarc", "ccmarc"), ("marc21", "usmarc")
DIGITS = "0 1 2 3 4 5 6 7 8 9"


def leader_length(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R401: the leader has 24 characters."""
    if len(record.leader) != 24:
        yield finding("R401", context.place("LDR"), length=len(record.leader))


def leader_codes(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R402: every position holds one of its codes; 00-04 and 12-16 hold digits or blanks."""
    if len(record.leader) != 24:
        return
    for start, end, position in LENGTHS:
        if not _is_number(record.leader[start:end]) and record.leader[start:end] != "     ":
            yield _fault(context, position, record.leader[start:end], DIGITS)
    name = "cnmarc-nlc" if context.is_unimarc else "marc21"
    codes = f"{'':5}{record.leader[5:12]}{'':5}{record.leader[17:]}"
    for position, found, allowed in _faults(codes, name, context.is_bibliographic):
        yield _fault(context, position, found, allowed)


def leader_lengths(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R403: lengths that are given, neither blanks nor zeros, are those of the record in ISO 2709."""
    if len(record.leader) != 24:
        return
    measured = context.bytes, context.base
    if record.leader[:5] + record.leader[12:17] == f"{measured[0]:05}{measured[1]:05}":
        return
    for (start, end, position), actual in zip(LENGTHS, measured, strict=True):
        stated = record.leader[start:end]
        if _is_number(stated) and int(stated) not in (0, actual):
            place = context.place("LDR", position=position)
            yield finding("R403", place, position=position, found=stated, actual=f"{actual:05}")


def leader_encoding(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R404: leader/09 is a where the data leave ASCII; in plain ASCII a blank does no harm."""
    if record.leader[9:10] != " " or len(record.leader) != 24 or context.text.isascii() or context.is_unimarc:
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
    """R407: a container of MARC 21 holds no UNIMARC."""
    if context.is_unimarc and context.file.format == "marc21":
        yield finding("R407", context.place())


def declared_format(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R509: the format that a record of MarcXchange names is the one that its fields are of."""
    if not context.format or not context.is_bibliographic:
        return
    named = context.format.lower().replace("-", "").replace(" ", "")
    if named in UNIMARC_FORMATS and not context.is_unimarc and "245" in context.data:
        yield finding("R509", context.place(), found=context.format, actual="MARC 21")
    elif named in MARC21_FORMATS and context.is_unimarc:
        yield finding("R509", context.place(), found=context.format, actual="CNMARC")


def hierarchical_level(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R439: a CNMARC record below the highest level (leader/08 is 2) links to one above it."""
    if record.leader[8:9] == "2" and context.data.keys().isdisjoint(context.dialect.hosts):
        yield finding("R439", context.place("LDR", position="08"))


def _fault(context: Context, position: str, found: str, allowed: str) -> Diagnostic:
    url = schedule.load("cnmarc-nlc" if context.is_unimarc else "marc21").url_of("LDR")
    place = context.place("LDR", position=position)
    return finding("R402", place, position=position, found=shown(found), allowed=allowed, url=url)


@lru_cache(maxsize=1 << 10)
def _faults(leader: str, name: str, bibliographic: object) -> tuple[tuple[str, str, str], ...]:
    """Compare a leader with its codes: the positions, what stands there, what may."""
    found = []
    for at in schedule.load(name).positions("LDR"):
        value = leader[at.start : at.end]
        closed = bibliographic or at.start in FIXED
        if value not in (at.known if closed else ANY):
            allowed = at.current if closed else ANY
            found.append((at.name, value, " ".join(map(shown, allowed))))
    return tuple(found)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal()
