"""What a field 773 says in codes: $w, $7 and $q (https://www.loc.gov/marc/bibliographic/bd773.html)."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from catalog.diagnostics import Diagnostic, finding
from catalog.marc.record import Record, Subfield
from catalog.validate.rules import enumeration
from catalog.validate.rules.context import Context
from catalog.validate.rules.hostlink import said

CONTROL_NUMBER = re.compile(r"\([^()]+\)\s*\S.*")
# main entry, form of name, leader/06 and leader/07 of the host
CONTROL_SUBFIELD = re.compile("[cmpun][0123n][acdefgijkmoprt][abcdims]")
_ODD_SIGNS = re.compile(r"[>＞＜：０-９一-龥,，]|<.*<|^\s*(?:1[5-9]|20)[0-9]{2}[/.]")
_LONGEST = 100


@lru_cache(maxsize=1 << 10)
def is_number(text: str) -> bool:
    """Tell a sound 773 $w."""
    return CONTROL_NUMBER.fullmatch(text) is not None


@lru_cache(maxsize=1 << 10)
def is_control(text: str) -> bool:
    """Tell a sound 773 $7."""
    return CONTROL_SUBFIELD.fullmatch(text) is not None


def numbers(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R453: 773 $w is the number of the host's record behind the code of its organisation."""
    for field in context.fields("773"):
        for value in field.values("w"):
            if value.strip() and not is_number(value):
                yield finding("R453", context.place(field, "w"), found=value)


def controls(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R454: 773 $7 has four characters, each from its list."""
    for field in context.fields("773"):
        for value in field.values("7"):
            if value.strip() and not is_control(value):
                yield finding("R454", context.place(field, "7"), found=value)


def same_enumeration(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R443, R529: 773 $q has its form, and names the year, volume, number and first page that $g names."""
    for link in context.links:
        odd = next((coded for coded in link.coded if _ODD_SIGNS.search(coded[:_LONGEST])), "")
        if odd:
            yield finding("R529", context.place(link.fields[0], "q"), found=odd)
            continue
        for text, coded in product(link.enumeration, link.coded):
            if enumeration.differ(text, coded):
                words = {"first": "773 $q", "found": coded, "second": "773 $g", "other": text}
                yield finding("R443", context.place(link.fields[0], "q"), **words)


def agree(subfields: tuple[Subfield, ...]) -> bool:
    """Tell subfields of 773 of which R443 and R529 have nothing to say."""
    _, texts, coded, *_ = said(subfields)
    if any(map(_ODD_SIGNS.search, coded)):
        return False
    return not any(enumeration.differ(text, place) for text in texts for place in coded)
