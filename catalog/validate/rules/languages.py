"""Codes of languages in 041 and 101, 040 and 242, of countries in 102 and 801."""

from collections.abc import Iterator

from catalog import patterns
from catalog.diagnostics import Diagnostic, finding
from catalog.marc.characters import HAN
from catalog.marc.record import ControlField, DataField, Field, Record
from catalog.validate.codelists import is_code, listed
from catalog.validate.rules.context import Context

OF_ITEM = ("008", "041", "101")
"""Fields that name the language of the item."""
CHINOOK = "chn"
_HAN = patterns.compile(f"[{HAN}]")
OF_CATALOGUING = (("040", "b"), ("242", "y"))
NO_LANGUAGE = frozenset(("mul", "und", "zxx"))
"""Several, unknown and none."""
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


def languages_of_cataloguing(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R418: 040 $b and 242 $y are codes of the MARC list, too."""
    for tag, code in OF_CATALOGUING:
        for field in context.data.get(tag, ()):
            for item in field.subfields:
                text = item.value.strip(" .")
                if item.code == code and text and not is_code(text, "languages"):
                    values = {"tag": tag, "subfield": code, "found": item.value}
                    yield finding("R418", context.place(field, item), **values)


def same_language(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R541: the first language of 041 $a is that of 008/35-37, where both name one.

    https://www.loc.gov/marc/bibliographic/bd041.html; many languages may have been mul in 008.
    """
    fixed = context.fixed[35:38]
    for field in context.fields("041")[:1]:
        item = next((item for item in field.subfields if item.code == "a"), None)
        if item is None or field.indicators[1:2] == "7" or field.values("2"):
            continue
        found = item.value.strip()[:_LENGTH]
        names_both = {found, fixed} <= listed("languages").codes and NO_LANGUAGE.isdisjoint((found, fixed))
        if names_both and found != fixed:
            yield finding("R541", context.place(field, item), found=found, fixed=fixed)


def country_codes(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R417: $a of 102 and 801 is a code of ISO 3166-1, in 102 unless $2 names another list."""
    for field in context.fields("102", "801"):
        if field.tag == "102" and field.values("2"):
            continue
        for item in field.subfields:
            if item.code != "a" or is_code(item.value.strip(), "territories"):
                continue
            if field.tag == "102" or item.value.strip():
                yield finding("R417", context.place(field, item), tag=field.tag, found=item.value)


def chinook(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R418, R426: chn is Chinook jargon, and no code of a record whose title is Chinese: that is chi."""
    titles = (value for field in context.fields(context.dialect.title, "880") for value in field.values("a"))
    if any(map(_HAN.search, titles)):
        for field in (*context.control.get("008", ()), *context.fields(*OF_ITEM)):
            if is_chinook(field) and isinstance(field, ControlField):
                yield finding("R426", context.place(field, position="35-37"), found=CHINOOK)
            elif is_chinook(field) and isinstance(field, DataField):
                code = next(item.code for item in field.subfields if item.value == CHINOOK)
                values = {"tag": field.tag, "subfield": code, "found": CHINOOK}
                yield finding("R418", context.place(field, code), **values)


def is_chinook(field: Field) -> bool:
    """Tell a field that names Chinook jargon."""
    if isinstance(field, ControlField):
        return field.value[35:38] == CHINOOK
    return any(item.value == CHINOOK for item in field.subfields)


def is_language(text: str) -> bool:
    """Tell one or more codes of languages behind one another."""
    codes = [text[start : start + _LENGTH] for start in range(0, len(text), _LENGTH)]
    return all(is_code(code, "languages") or code == "|||" for code in codes)
