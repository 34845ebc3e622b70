"""Codes of languages in 041 and 101, of countries in 102."""

from collections.abc import Iterator

from catalog.diagnostics import Diagnostic, finding
from catalog.marc.record import Record
from catalog.validate.rules.code_lists import LANGUAGES, TERRITORIES
from catalog.validate.rules.context import Context

_LENGTH = 3


def language_codes(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R418: 041 and 101 hold codes of the MARC list; older records put several into one subfield.

    https://www.loc.gov/marc/bibliographic/bd041.html: with second indicator 7 they are of another list.
    """
    for field in context.fields("101" if context.is_unimarc else "041"):
        if field.indicators[1:2] == "7" or field.values("2"):
            continue
        for item in field.subfields:
            text = item.value.strip()
            if item.code in context.dialect.languages and text and not is_language(text):
                values = {"tag": field.tag, "subfield": item.code, "found": text}
                yield finding("R418", context.place(field, item), **values)


def country_codes(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R417: 102 $a is a code of ISO 3166-1 unless $2 names another list."""
    for field in context.fields("102"):
        for item in field.subfields:
            if item.code == "a" and item.value.strip() not in TERRITORIES and not field.values("2"):
                yield finding("R417", context.place(field, item), found=item.value)


def is_language(text: str) -> bool:
    """Tell one or more codes of languages behind one another."""
    codes = [text[start : start + _LENGTH] for start in range(0, len(text), _LENGTH)]
    return all(code in LANGUAGES or code == "|||" for code in codes)
