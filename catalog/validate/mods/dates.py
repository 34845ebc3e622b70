"""Dates in a description, as the encoding that they name has them."""

import re
from collections.abc import Callable, Iterator
from datetime import date

from catalog.diagnostics import Diagnostic, finding
from catalog.validate.mods.description import Description
from catalog.validate.mods.texts import elements
from catalog.validate.rules.fixed import is_in_calendar

# https://www.w3.org/TR/NOTE-datetime
_W3CDTF = re.compile(
    r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})"
    r"(?:T([01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:[0-9]{2}))?)?)?"
)
# the short form; days may be counted in the year or in weeks; MARC writes a fraction behind its seconds
_ISO8601 = re.compile(
    r"[0-9]{4}(?:(?:[0-9]{2}){0,2}|-?[0-9]{3}|-?W[0-9]{2}(?:-?[1-7])?)"
    r"|[0-9]{8}T?(?:[0-9]{2}){1,3}(?:[.,][0-9]+)?(?:Z|[+-][0-9]{2}:?(?:[0-9]{2})?)?"
)
# of 008/07-14, 00-05 or 005
_OF_MARC = re.compile(r"[0-9u|]{4}|[0-9]{4}[0-9u]{4}|[0-9]{6}|[0-9]{14}\.[0-9]|-+")


def dates(described: Description) -> Iterator[Diagnostic]:
    """R503: a date has the form that its encoding names."""
    for element in elements(described):
        encoding = str(element.get("encoding") or "")
        is_fit = _ENCODINGS.get(encoding)
        if is_fit and (text := described.text(element)) and not is_fit(text):
            example = _EXAMPLES[encoding]
            yield finding("R503", described.place(element), found=text, encoding=encoding, example=example)


def _is_date(text: str) -> bool:
    found = _W3CDTF.fullmatch(text)
    if found is None:
        return False
    year, month, day = (int(part or 1) for part in found.group(1, 2, 3))
    try:
        date(max(year, 1), month, day)
    except ValueError:
        return False
    return True


def _is_iso8601(text: str) -> bool:
    """Tell a date or a span of ISO 8601, also in the long form."""
    return all(
        _is_date(part) or (_ISO8601.fullmatch(part) is not None and is_in_calendar(part[:8]))
        for part in text.split("/")
    )


def _is_of_marc(text: str) -> bool:
    return _OF_MARC.fullmatch(text) is not None


_ENCODINGS: dict[str, Callable[[str], bool]] = {
    "w3cdtf": _is_date,
    "iso8601": _is_iso8601,
    "marc": _is_of_marc,
}
_EXAMPLES = {"w3cdtf": "2025, 2025-11, 2025-11-03", "iso8601": "2025, 20251103", "marc": "2025, 20uu"}
