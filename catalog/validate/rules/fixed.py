"""Field 008, whose 40 characters each have a meaning (https://www.loc.gov/marc/bibliographic/bd008.html).

Codes are checked for books and continuing resources, and for every record at the positions that all
layouts share.  Obsolete codes are accepted: old records keep them.
"""

import re
from collections.abc import Iterator
from datetime import date

from catalog.diagnostics import Diagnostic, finding
from catalog.marc.record import Record
from catalog.validate.rules.code_lists import COUNTRIES, LANGUAGES
from catalog.validate.rules.context import Context, shown

Positions = tuple[tuple[int, int, str, str], ...]

# first position, the one behind the last, codes in force, obsolete codes
ALL: Positions = (
    (6, 7, "bcdeikmnpqrstu|", ""),
    (38, 39, " dorsx|", "u"),
    (39, 40, " cdu|", "abnlor"),
)
BOOKS: Positions = (
    (18, 22, " abcdefghijklmop|", ""),
    (22, 23, " abcdefgj|", "uv"),
    (23, 24, " abcdfoqrs|", "ghiz"),
    (24, 28, " abcdefgijklmnopqrstuvwyz256|", "hx34"),
    (28, 29, " acfilmosuz|", "n"),
    (29, 30, "01|", ""),
    (30, 31, "01|", ""),
    (31, 32, "01|", ""),
    (32, 33, " ", "|01"),
    (33, 34, "01defhijmpsu|", " c"),
    (34, 35, " abcd|", ""),
)
CONTINUING: Positions = (
    (18, 19, " abcdefghijkmqstuwz|", ""),
    (19, 20, "nrux|", ""),
    (21, 22, " dghjlmnprstw|", ""),
    (22, 23, " abcdefoqs|", "ghiz"),
    (23, 24, " abcdfoqrs|", "ghiz"),
    (24, 25, " abcdefghiklmnopqrstuvwyz56|", "34"),
    (25, 28, " abcdefghiklmnopqrstuvwyz56|", "34"),
    (28, 29, " acfilmosuz|", "n"),
    (29, 30, "01|", ""),
    (33, 34, " abcdefghijkluz|", ""),
    (34, 35, "012|", ""),
)
YEAR = re.compile(r"[0-9]{4}|[0-9]{3}u|[0-9]{2}uu|[0-9]uuu|uuuu|\|{4}")
MONTH_AND_DAY = re.compile(r"(?:0[1-9]|1[0-2]|uu)(?:0[1-9]|[12][0-9]|3[01]|uu|  )|\|{4}")


def layouts(record: Record) -> tuple[tuple[str, Positions], ...]:
    """Give the tables that fit leader/06 and 07: type a or t is a book or a continuing resource."""
    kind, level = record.leader[6:7], record.leader[7:8]
    if kind in ("a", "t") and level in ("a", "c", "d", "m", "p"):
        return ("all materials", ALL), ("Books", BOOKS)
    if kind == "a" and level in ("b", "i", "s"):
        return ("all materials", ALL), ("Continuing Resources", CONTINUING)
    return (("all materials", ALL),)


def fixed_field(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R420, R421: there is a field 008 of 40 characters."""
    field = next(record.control_fields("008"), None)
    if field is None:
        yield finding("R420", context.place("008"))
    elif len(field.value) != 40:
        yield finding("R421", context.place(field), length=len(field.value))


def fixed_codes(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R422: each position holds one of its codes."""
    single_in_serial = record.leader[7:8] == "b" and context.fixed[6:7] in ("s", "e")  # R406 says so
    for material, positions in layouts(record)[: 1 if single_in_serial else 2]:
        for start, end, current, obsolete in positions:
            found = context.fixed[start:end]
            if set(found) - set(current + obsolete):
                place = _name(start, end)
                yield _at(
                    context, "R422", start, end, position=place, found=shown(found), material=material,
                    allowed=" ".join(shown(current)),
                )  # fmt: skip


def fixed_entered(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R423: 00-05 is the date on which the record was made."""
    if (entered := context.fixed[:6]) and not _is_day(entered):
        yield _at(context, "R423", 0, 6, found=shown(entered))


def fixed_dates(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R424: 07-14 hold the dates that the type of date in 06 asks for."""
    kind, first, second = context.fixed[6:7], context.fixed[7:11], context.fixed[11:15]
    if not kind or kind not in ALL[0][2]:
        return
    undated = kind in "bn|"  # B.C. dates and unknown ones may be blank
    if not YEAR.fullmatch(first) and not (undated and first == "    "):
        yield _at(context, "R424", 7, 11, position="07-10", found=shown(first), kind=kind)
    if kind == "e":
        fits = bool(MONTH_AND_DAY.fullmatch(second))
    elif kind == "s":
        fits = second in ("    ", "||||")
    else:
        fits = bool(YEAR.fullmatch(second)) or second == "    "
    if not fits:
        yield _at(context, "R424", 11, 15, position="11-14", found=shown(second), kind=kind)


def fixed_place(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R425: 15-17 is the code of a country; cn, once Canada, is a slip in a Chinese record."""
    code = context.fixed[15:18]
    name = code[:2] if code.endswith(" ") else code
    slip = code == "cn " and context.is_chinese
    if code and (name not in COUNTRIES or slip) and code not in ("   ", "|||"):
        yield _at(context, "R425", 15, 18, found=shown(code))


def fixed_language(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R426: 35-37 is the code of a language."""
    code = context.fixed[35:38]
    if code and code not in LANGUAGES and code not in ("   ", "|||"):
        yield _at(context, "R426", 35, 38, found=shown(code))


def _at(context: Context, code: str, start: int, end: int, **values: object) -> Diagnostic:
    """Make a finding at positions of the field 008."""
    field = next(context.record.control_fields("008"))
    return finding(code, context.place(field, position=_name(start, end)), **values)


def _name(start: int, end: int) -> str:
    return f"{start:02}" if end == start + 1 else f"{start:02}-{end - 1:02}"


def _is_day(digits: str) -> bool:
    """Whether six digits yymmdd are a day in some century."""
    if not re.fullmatch("[0-9]{6}", digits):
        return False
    try:
        date(2000 + int(digits[:2]), int(digits[2:4]), int(digits[4:]))
    except ValueError:
        return False
    return True
