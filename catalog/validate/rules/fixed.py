"""Fixed fields of MARC 21: 006, 007 and 008, whose characters each have a meaning.

https://www.loc.gov/marc/bibliographic/bd008.html.  Codes are checked for books and continuing resources,
and for every record at the positions that all layouts share.  Obsolete codes are accepted: old records
keep them.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from catalog.diagnostics import Diagnostic, finding
from catalog.marc.characters import DAMAGE
from catalog.marc.record import Record
from catalog.validate import schedule
from catalog.validate.codelists import is_code
from catalog.validate.rules.coded import coded
from catalog.validate.rules.context import Context, shown

ALL, BOOKS, CONTINUING = "All Materials", "Books", "Continuing Resources"
YEAR = re.compile(r"[0-9]{4}|[0-9]{3}u|[0-9]{2}uu|[0-9]uuu|uuuu|\|{4}")
OF_006 = {**dict.fromkeys("at", "books"), "s": "continuing resources", "m": "computer files"}
OF_007 = {
    "a": "map",
    "c": "electronic resource",
    "d": "globe",
    "f": "tactile material",
    "g": "projected graphic",
    "h": "microform",
    "k": "nonprojected graphic",
    "m": "motion picture",
    "o": "kit",
    "q": "notated music",
    "r": "remote sensing image",
    "s": "sound recording",
    "t": "text",
    "v": "videorecording",
    "z": "unspecified",
}
"""Kinds of material by the first character of 006 and 007."""
NO_DATE = ("b", "n")
"""Types of date that say that there is no year to give."""
NO_YEAR = (*NO_DATE, "u")
"""Types of date whose date 2 is no year."""
TWO_DATES = ("i", "k", "q", "t")
"""Types of date that consist of two dates."""
IN_ORDER = ("c", "d", "i", "k", "m", "q")
"""Types of date of which date 2 is the later one."""
DETAILED, CURRENT, CEASED, UNENDED = "e", "c", "d", "9999"
OF_CONTINUING = ("c", "d", "u")
"""Types of date of continuing resources."""
MONTH_AND_DAY = re.compile(r"(?:0[1-9]|1[0-2]|uu)(?:0[1-9]|[12][0-9]|3[01]|uu|  )|\|{4}")


def layouts(record: Record) -> tuple[str, ...]:
    """Name the layouts that fit leader/06 and 07: type a or t is a book or a continuing resource."""
    kind, level = record.leader[6:7], record.leader[7:8]
    if kind in ("a", "t") and level in ("a", "c", "d", "m", "p"):
        return ALL, BOOKS
    if kind == "a" and level in ("b", "i", "s"):
        return ALL, CONTINUING
    return (ALL,)


def fixed_field(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R420, R421: there is a field 008 of 40 characters."""
    fields = context.control.get("008", ())
    if not fields:
        yield finding("R420", context.place("008"))
    elif len(fields[0].value) != 40:
        yield finding("R421", context.place(fields[0]), length=len(fields[0].value))


def fixed_codes(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R422: each position holds one of its codes."""
    if not context.fixed:
        return
    single_in_serial = record.leader[7:8] == "b" and context.fixed[6:7] in ("s", "e")  # R406 says so
    kinds = layouts(record)[: 1 if single_in_serial else 2]
    for material, start, end, found, allowed in _unknown(context.fixed[6:], kinds):
        values = {"position": _name(start, end), "found": found, "allowed": allowed}
        yield _at(
            context, "R422", start, end, material=material.lower() if material == ALL else material, **values
        )


@lru_cache(maxsize=1 << 10)
def _unknown(fixed: str, kinds: tuple[str, ...]) -> tuple[tuple[str, int, int, str, str], ...]:
    """Find what is no code from position 6 on: the layout, the positions, what stands there, what may."""
    value = f"{'':6}{fixed}"
    return tuple(
        (kind, at.start, at.end, shown(value[at.start : at.end]), " ".join(map(shown, at.current)))
        for kind in kinds
        for at in schedule.load("marc21").positions("008", kind)
        if not at.fits(value)
    )


def material_codes(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R419, R429: 006 has 18 characters, and it and 007 hold codes of their kind of material."""
    for tag, kinds, length in (("006", OF_006, 18), ("007", OF_007, 0)):
        for field in context.control.get(tag, ()):
            if not field.value.strip():  # R466
                continue
            yield from coded(context, field, None, "")
            kind = kinds.get(field.value[0])
            if kind and length in (0, len(field.value)):
                yield from coded(context, field, None, kind)


def fixed_entered(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R423: 00-05 is the date on which the record was made."""
    if (entered := context.fixed[:6]) and not _is_day(entered):
        yield _at(context, "R423", 0, 6, found=shown(entered))


def fixed_dates(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R424: 07-14 hold the dates that the type of date in 06 asks for."""
    kind, first, second = context.fixed[6:7], context.fixed[7:11], context.fixed[11:15]
    if not kind or kind not in schedule.load("marc21").positions("008", ALL)[0].known:
        return
    if not _is_first_date(first, kind):
        yield _at(context, "R424", 7, 11, position="07-10", found=shown(first), kind=kind)
    if not _is_second_date(second, kind, first):
        yield _at(context, "R424", 11, 15, position="11-14", found=shown(second), kind=kind)


def _is_first_date(first: str, kind: str) -> bool:
    """Tell date 1 that fits; B.C. dates and unknown ones may be blank, and are not given as years."""
    if kind in NO_DATE and first.isdecimal():
        return False
    return YEAR.fullmatch(first) is not None or (kind in (*NO_DATE, "|") and first == "    ")


def _is_second_date(second: str, kind: str, first: str) -> bool:
    """Tell date 2 that fits: https://www.loc.gov/marc/bibliographic/bd008a.html."""
    if kind == DETAILED:
        return MONTH_AND_DAY.fullmatch(second) is not None and is_in_calendar(first + second)
    if kind == "s":
        return second in ("    ", "||||")
    if second == "    ":
        return kind not in TWO_DATES
    if not YEAR.fullmatch(second):
        return False
    if not second.isdecimal():
        return True
    if kind in NO_YEAR or (kind == CURRENT and second != UNENDED) or (kind == CEASED and second == UNENDED):
        return False
    return kind not in IN_ORDER or not first.isdecimal() or first <= second


def is_in_calendar(digits: str) -> bool:
    """Tell eight digits that are a day, and anything else that is not eight digits.

    >>> is_in_calendar("20250230"), is_in_calendar("20250228"), is_in_calendar("202502uu")
    (False, True, True)
    """
    if len(digits) != 8 or not digits.isascii() or not digits.isdecimal():
        return True
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return digits.startswith("0000")
    return True


def fixed_type_of_date(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R422: a monograph or its part has no type of date of a continuing resource."""
    kind = context.fixed[6:7]
    if kind in OF_CONTINUING and record.leader[7:8] in ("a", "m") and BOOKS in layouts(record):
        current = schedule.load("marc21").positions("008", ALL)[0].current
        allowed = " ".join(code for code in current if code not in OF_CONTINUING)
        yield _at(context, "R422", 6, 7, position="06", found=kind, material=BOOKS, allowed=allowed)


def fixed_place(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R425: 15-17 is the code of a country; cn, once Canada, is a slip in a Chinese record."""
    code = context.fixed[15:18]
    if code and not is_place(code, context) and not DAMAGE.search(code):  # else R480-R484
        yield _at(context, "R425", 15, 18, found=shown(code))


def fixed_language(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R426: 35-37 is the code of a language."""
    code = context.fixed[35:38]
    if code and not is_language(code) and not DAMAGE.search(code):
        yield _at(context, "R426", 35, 38, found=shown(code))


def is_place(code: str, context: Context) -> bool:
    """Tell what may stand in 15-17 of a record."""
    name = code[:2] if code.endswith(" ") else code
    slip = code == "cn " and context.is_chinese
    return (is_code(name, "marccountry") and not slip) or code in ("   ", "|||")


def is_language(code: str) -> bool:
    """Tell what may stand in 35-37."""
    return is_code(code, "languages") or code in ("   ", "|||")


def _at(context: Context, code: str, start: int, end: int, **values: object) -> Diagnostic:
    """Make a finding at positions of the field 008."""
    field = context.control["008"][0]
    return finding(code, context.place(field, position=_name(start, end)), **values)


def _name(start: int, end: int) -> str:
    return f"{start:02}" if end == start + 1 else f"{start:02}-{end - 1:02}"


@lru_cache(maxsize=1 << 10)
def _is_day(digits: str) -> bool:
    """Whether six digits yymmdd are a day in some century."""
    if not re.fullmatch("[0-9]{6}", digits):
        return False
    try:
        date(2000 + int(digits[:2]), int(digits[2:4]), int(digits[4:]))
    except ValueError:
        return False
    return True
