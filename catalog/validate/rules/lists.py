"""Codes of MARC 21 that are of a list: relators, areas, countries, content, media, carriers.

https://www.loc.gov/marc/bibliographic/bdx00.html ($4), bd043.html, bd044.html, bd336.html to bd338.html
"""

from collections.abc import Iterator

from catalog.diagnostics import Diagnostic, finding
from catalog.marc.record import Record
from catalog.validate.rules.code_lists import COUNTRIES
from catalog.validate.rules.context import Context
from catalog.validate.rules.more_lists import AREAS, OF_RDA, RELATORS

NAMES = ("100", "110", "111", "600", "610", "611", "700", "710", "711", "720", "800", "810", "811")
"""Fields whose $4 is a code of a relator, or its address."""
CARRIERS = tuple(OF_RDA)
RDA = ("rdacontent", "rdamedia", "rdacarrier", "rdaco", "rdamt", "rdact")
"""Lists of RDA that $2 of such a field may name; the language of the terms may stand behind a stroke."""
AREA, PADDING = 7, "-"
VALUES = "https://www.loc.gov/standards/valuelist/"
LISTS = {
    "marcrelator": "https://www.loc.gov/marc/relators/",
    "marcgac": "https://www.loc.gov/marc/geoareas/",
    "marccountry": "https://www.loc.gov/marc/countries/",
    **{name: f"{VALUES}{name}.html" for name in ("rdacontent", "rdamedia", "rdacarrier")},
}
"""Where each list stands."""


def relators(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R540: $4 of a name is a code of a relator, or an address."""
    for field in context.fields(*NAMES):
        for item in field.subfields:
            if item.code == "4" and not is_relator(item.value):
                yield finding(
                    "R540", context.place(field, item), **_values(field.tag, "4", item.value, "marcrelator")
                )


def is_relator(text: str) -> bool:
    """Tell the code of a relator, behind which a full stop may stand, from other text; nothing is none wrong.

    >>> is_relator("aut."), is_relator("http://id.loc.gov/vocabulary/relators/aut"), is_relator("著")
    (True, True, False)
    """
    return text in RELATORS or ":" in text or not (code := text.strip(" .,;")) or code in RELATORS


def areas(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R540: 043 $a is the code of an area, seven characters with its hyphens."""
    for field in context.fields("043"):
        for item in field.subfields:
            code = item.value.strip()
            if item.code == "a" and code and (len(code) != AREA or code.rstrip(PADDING) not in AREAS):
                yield finding(
                    "R540", context.place(field, item), **_values("043", "a", item.value, "marcgac")
                )


def countries(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R540: 044 $a is the code of a country."""
    for field in context.fields("044"):
        for item in field.subfields:
            if item.code == "a" and item.value.strip() and item.value.strip() not in COUNTRIES:
                yield finding(
                    "R540", context.place(field, item), **_values("044", "a", item.value, "marccountry")
                )


def carriers(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R540: 336 to 338 name a list of RDA as it is called, and $b is a code of it."""
    for field in context.fields(*CARRIERS):
        expected, known = OF_RDA[field.tag]
        sources = [item for item in field.subfields if item.code == "2"]
        names = {item.value.strip().partition("/")[0] for item in sources}
        for item in sources:
            name = item.value.strip().partition("/")[0]
            is_other = name not in RDA or name in RDA[:3]
            if name.startswith("rda") and name.isalpha() and name != expected and is_other:
                yield finding(
                    "R540", context.place(field, item), **_values(field.tag, "2", item.value, expected)
                )
        for item in field.subfields if names == {expected} else ():
            if item.code == "b" and item.value.strip() and item.value.strip() not in known:
                yield finding(
                    "R540", context.place(field, item), **_values(field.tag, "b", item.value, expected)
                )


def _values(tag: str, subfield: str, found: str, name: str) -> dict[str, str]:
    return {"name": f"{tag} ${subfield}", "found": found, "list": name, "url": LISTS[name]}
