"""Codes of MARC 21 that are of a list: relators, areas, countries, content, media, carriers.

https://www.loc.gov/marc/bibliographic/bdx00.html ($4), bd043.html, bd044.html, bd336.html to bd338.html
"""

from collections.abc import Callable, Iterator, Sequence

from catalog.diagnostics import Diagnostic, finding
from catalog.marc.record import DataField, Record, Subfield
from catalog.validate.codelists import is_code, listed
from catalog.validate.rules.context import Context

NAMES = ("100", "110", "111", "600", "610", "611", "700", "710", "711", "720", "800", "810", "811")
"""Fields whose $4 is a code of a relator, or its address."""
CARRIERS = {"336": "rdacontent", "337": "rdamedia", "338": "rdacarrier"}
"""The list of RDA that a field is of."""
REGISTERED = ("rdaco", "rdamt", "rdact")
"""What the RDA Registry calls these lists; the language of the terms may stand behind a stroke."""
AREA, PADDING = 7, "-"


def relators(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R540: $4 of a name is a code of a relator, or an address."""
    return _unknown(context, NAMES, "4", "marcrelator", is_relator)


def areas(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R540: 043 $a is the code of an area, seven characters with its hyphens."""
    return _unknown(context, ("043",), "a", "marcgac", _is_area)


def countries(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R540: 044 $a is the code of a country."""
    return _unknown(context, ("044",), "a", "marccountry", lambda text: is_code(text.strip(), "marccountry"))


def carriers(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R540: 336 to 338 name a list of RDA as it is called, and $b is a code of it."""
    for field in context.fields(*CARRIERS):
        expected = CARRIERS[field.tag]
        names = {_name(value) for value in field.values("2")}
        for item in field.subfields:
            if item.code == "2" and _is_other_list(_name(item.value), expected):
                yield _fault(context, field, item, expected)
        for item in field.subfields if names == {expected} else ():
            if item.code == "b" and (code := item.value.strip()) and not is_code(code, expected):
                yield _fault(context, field, item, expected)


def is_relator(text: str) -> bool:
    """Tell the code of a relator, behind which a full stop may stand, from other text; nothing is none wrong.

    >>> is_relator("aut."), is_relator("http://id.loc.gov/vocabulary/relators/aut"), is_relator("著")
    (True, True, False)
    """
    known = listed("marcrelator").codes
    return text in known or ":" in text or not (code := text.strip(" .,;")) or code in known


def _is_area(text: str) -> bool:
    code = text.strip()
    return len(code) == AREA and is_code(code.rstrip(PADDING), "marcgac")


def _name(source: str) -> str:
    return source.strip().partition("/")[0]


def _is_other_list(name: str, expected: str) -> bool:
    """Tell a list of RDA of another field, or one that there is not."""
    return name.startswith("rda") and name.isalpha() and name != expected and name not in REGISTERED


def _unknown(
    context: Context, tags: Sequence[str], code: str, name: str, is_known: Callable[[str], bool]
) -> Iterator[Diagnostic]:
    """Tell of each subfield with this code that says something and is not known."""
    for field in context.fields(*tags):
        for item in field.subfields:
            if item.code == code and item.value.strip() and not is_known(item.value):
                yield _fault(context, field, item, name)


def _fault(context: Context, field: DataField, item: Subfield, name: str) -> Diagnostic:
    words = {"name": f"{field.tag} ${item.code}", "found": item.value, "list": name}
    return finding("R540", context.place(field, item), **words, url=listed(name).url)
