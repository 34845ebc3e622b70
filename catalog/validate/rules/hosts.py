"""The link from a part to its host item (https://www.loc.gov/marc/bibliographic/bd773.html), and ISSNs."""

import re
from collections.abc import Iterator

from catalog import publication
from catalog.diagnostics import Diagnostic, finding
from catalog.issn import ISSN, check_digit
from catalog.marc.record import DataField, Record
from catalog.validate.rules.context import Context, shown

TITLES = ("t", "s", "p")
PARTS = ("g", "q")
CONTROL_NUMBER = re.compile(r"\([^()]+\)\s*\S.*")
# main entry, form of name, leader/06 and leader/07 of the host
CONTROL_SUBFIELD = re.compile("[cmpun][0123n][acdefgijkmoprt][abcdims]")
LINKING = tuple(f"{tag}" for tag in range(760, 788))
SERIES = ("440", "490", "800", "810", "811", "830")
# a year stands before 年, in parentheses, or first: 2025年第11期; Vol. 24 (Sept. 1993), p. 235; 2025:11
_YEAR = "(?:1[5-9]|20)[0-9]{2}"
STATED_YEAR = re.compile(rf"({_YEAR})\s*年|^\s*({_YEAR})(?![0-9-])")
PARENTHESES = re.compile(r"\(([^()]*)\)")
BASIS = re.compile("^(?:据|根据|description based on)", re.IGNORECASE)


def host(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R450, R451, R452: a part names its host and its place there in 773 $t and $g or $q."""
    if not context.is_component:
        return
    fields = list(record.data_fields("773"))
    if not fields:
        yield finding("R450", context.place("773"))
    elif not any(_said(field, TITLES) for field in fields):
        yield finding("R451", context.place(fields[0], "t"))
    elif not any(_said(field, PARTS) for field in fields):
        yield finding("R452", context.place(fields[0], "g"))


def host_control_number(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R453: 773 $w is the number of the host's record behind the code of its organisation."""
    for field in record.data_fields("773"):
        for value in field.values("w"):
            if value.strip() and not CONTROL_NUMBER.fullmatch(value):
                yield finding("R453", context.place(field, "w"), found=value)


def host_control_subfield(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R454: 773 $7 has four characters, each from its list."""
    for field in record.data_fields("773"):
        for value in field.values("7"):
            if value.strip() and not CONTROL_SUBFIELD.fullmatch(value):
                yield finding("R454", context.place(field, "7"), found=value)


def issns(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R455, R456: an ISSN in 022 $a or $x of a link or series has its form and check digit."""
    for field in record.data_fields("022", *LINKING, *SERIES):
        for value in field.values("a" if field.tag == "022" else "x"):
            number = value if field.tag == "022" else value.rstrip(" ;.,)")
            subfield = "a" if field.tag == "022" else "x"
            if value.strip() and not ISSN.fullmatch(number):
                yield finding("R455", context.place(field, subfield), found=value)
            elif value.strip() and (expected := check_digit(number.replace("-", "")[:7])) != number[-1]:
                yield finding("R456", context.place(field, subfield), found=number, expected=expected)


def issn_of_article(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R457: 022 is the item's own ISSN, and an article has none."""
    if context.is_bibliographic and record.leader[7:8] == "a":
        for field in record.data_fields("022"):
            if field.values("a"):  # $y and $z are numbers of no item
                yield finding("R457", context.place(field))


def basis(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R458: the record of a part that was not examined (leader/17 is 2) says what it rests on."""
    if not context.is_component or record.leader[17:18] != "2" or any(record.data_fields("588")):
        return
    notes = (value for field in record.data_fields("500") for value in field.values("a"))
    if not any(BASIS.match(note) for note in notes):
        yield finding("R458", context.place("588"))


def year(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R427: a single date in 008/07-10 is a year that 773 $g or $q names, if they name any."""
    dated = context.fixed[7:11]
    if not context.is_component or context.fixed[6:7] not in ("s", "e") or not dated.isdecimal():
        return
    for field in record.data_fields("773"):
        named = [found for code in PARTS for value in field.values(code) for found in _years(value)]
        if named and dated not in named:
            place = context.place(next(record.control_fields("008")), position="07-10")
            yield finding("R427", place, found=dated, year=named[0])


def known_host(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R428: an article of a periodical that the package describes is published in China in Chinese."""
    found = context.fixed[15:18], context.fixed[35:38]
    if not context.is_component or not context.fixed or found == ("cc ", "chi"):
        return
    for field in record.data_fields("773", "880"):
        for title in field.values("t"):
            known = publication.by_name(title.rstrip(" ."), publication.shipped())
            if known:
                for position, code, expected in zip(("15-17", "35-37"), found, ("cc ", "chi"), strict=True):
                    if code != expected:
                        place = context.place(next(record.control_fields("008")), position=position)
                        values = {"position": position, "found": shown(code), "expected": shown(expected)}
                        yield finding("R428", place, host=known.name, **values)
                return


def _said(field: DataField, codes: tuple[str, ...]) -> bool:
    """Whether a subfield with one of these codes says something."""
    return any(value.strip() for code in codes for value in field.values(code))


def _years(text: str) -> list[str]:
    """Give the years that an enumeration names, not its pages.

    >>> _years("Vol. 24 (Sept. 1993), p. 1501-1520")
    ['1993']
    """
    stated = [found for pair in STATED_YEAR.findall(text) for found in pair if found]
    inside = [
        found
        for part in PARENTHESES.findall(text)
        for found in re.findall(rf"(?<![0-9]){_YEAR}(?![0-9])", part)
    ]
    return stated or inside
