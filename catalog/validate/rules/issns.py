"""ISSNs of records, of links and of series."""

from collections.abc import Iterator
from functools import lru_cache

from catalog.diagnostics import Diagnostic, finding
from catalog.issn import ISSN, check_digit
from catalog.marc.characters import DAMAGE
from catalog.marc.record import DataField, Record, Subfield
from catalog.validate.rules.context import Context
from catalog.validate.rules.hostlink import embedded


def issns(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R455, R456: an ISSN of 022 or 011, of a link or a series has its form and check digit."""
    for field, item in _issns(context):
        own = stands_for(field) == context.dialect.issn
        number = item.value if own else item.value.rstrip(" ;.,)")
        if not number.isascii():
            number = DAMAGE.sub("", number)  # which have findings of their own
        if item.value.strip() and not ISSN.fullmatch(number):
            yield finding("R455", context.place(field, item), found=item.value)
        elif item.value.strip() and (expected := check_digit(number.replace("-", "")[:7])) != number[-1]:
            yield finding("R456", context.place(field, item), found=number, expected=expected)


@lru_cache(maxsize=1 << 10)
def is_issn(text: str) -> bool:
    """Tell an ISSN with a sound check digit and nothing behind it."""
    return ISSN.fullmatch(text) is not None and check_digit(text.replace("-", "")[:7]) == text[-1]


def _issns(context: Context) -> Iterator[tuple[DataField, Subfield]]:
    """Give the subfields that hold an ISSN; an 880 is what its $6 says it stands for."""
    own, linking = context.dialect.issn, context.dialect.linking
    for tag, field in ((stands_for(field), field) for fields in context.data.values() for field in fields):
        if tag == own or tag in linking:
            inner = embedded(field) if context.is_unimarc and tag != own else []
            if inner:
                yield from (
                    (field, item)
                    for part in inner
                    if part.tag == own
                    for item in part.subfields
                    if item.code == "a"
                )
            else:
                wanted = "a" if tag == own else "x"
                yield from ((field, item) for item in field.subfields if item.code == wanted)


def stands_for(field: DataField) -> str:
    """Give the tag of a field, of an 880 the one that its $6 names."""
    return field.tag if field.tag != "880" else next(iter(field.values("6")), "")[:3]


def issn_of_article(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R457: 022 (011) is the item's own ISSN, and an article has none."""
    if context.is_bibliographic and record.leader[7:8] == "a":
        for field in context.fields(context.dialect.issn):
            if field.values("a"):  # $y and $z are numbers of no item
                yield finding("R457", context.place(field), tag=field.tag, link=context.dialect.issn_of_host)
