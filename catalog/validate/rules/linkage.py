"""Fields in two scripts: 880 and its partner name each other in $6.

https://www.loc.gov/marc/bibliographic/ecbdcntf.html, https://www.loc.gov/marc/bibliographic/bd880.html
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from catalog import patterns
from catalog.diagnostics import Diagnostic, finding
from catalog.marc.characters import HAN
from catalog.marc.record import DataField, Field, Record, Subfield
from catalog.validate.rules.context import Context, shown

LINK = patterns.compile(r"([0-9A-Za-z]{3})-([0-9]{2})(?:/([^/]*))?(?:/([^/]*))?")
SEQUENCE = patterns.compile(r"[0-9]+(?:\.[0-9]+)?(?:\\[acprux])?")
SCRIPTS = frozenset(("(3", "(B", "$1", "(N", "(Q", "(S", "(2"))
"""Arabic, Latin, CJK, Cyrillic basic and extended, Greek, Hebrew; others are codes of ISO 15924."""
ISO_15924 = patterns.compile("[A-Z][a-z]{3}|[0-9]{3}|")
CJK, RIGHT_TO_LEFT = "$1", "r"
IS_CJK = patterns.compile(f"[{HAN}\u3040-\u30ff\u31f0-\u31ff\u3100-\u312f\uac00-\ud7a3\u1100-\u11ff]")
IS_HAN = patterns.compile(f"[{HAN}]+")
LETTER = patterns.compile(r"[^\W\d_]")
ROMANISED = frozenset(["100", "110", "111", "130", "240", "245", "246", "700", "710", "711", "730", "773"])
ROMANISED_SUBFIELDS = ("a", "b", "t")
"""Title and name subfields, which a romanised field has in Latin script."""
NONFILING = {
    "130": 0,
    "222": 1,
    "240": 1,
    "242": 1,
    "243": 1,
    "245": 1,
    "440": 1,
    "630": 0,
    "730": 0,
    "740": 0,
    "830": 1,
}
"""The indicator that counts characters, which are others in another script."""
UNLINKED = "00"
ANY = "880"
"""What a field 880 is linked to whose $6 is blank."""


class Linked(NamedTuple):
    """A field with a sound $6: the tag and number in it, the code of the script."""

    field: DataField
    item: Subfield
    tag: str
    number: str
    script: str


def links(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R490, R491, R492, R497: every 880 has a $6, first of all; a $6 names a field and a script."""
    for fields in context.data.values():
        for field in fields:
            item = _first(field)
            if item is not None:
                yield from _faults(field, item, context)
            elif field.tag == "880" and field.subfields:
                yield finding("R490", context.place(field))


def sequences(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R543: $8 is a number, perhaps another behind a full stop, and the type of link behind a backslash.

    In MARC 21; https://www.loc.gov/marc/bibliographic/ecbdcntf.html
    """
    for fields in () if context.is_unimarc else context.data.values():
        for field in fields:
            for item in field.subfields:
                if item.code == "8" and item.value.strip() and not SEQUENCE.fullmatch(item.value.strip()):
                    yield finding("R543", context.place(field, item), found=item.value)


def script(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R498: a field 880 in Chinese, Japanese or Korean script has a character of it."""
    for field in context.data.get("880", ()):
        item = _first(field)
        link = _link(item.value) if item else None
        if link and link[0] != "880" and link[2] == CJK:
            text = " ".join([item.value for item in field.subfields if item.code != "6"])
            if not IS_CJK.search(text) and LETTER.search(text):
                yield finding("R498", context.place(field))


def has_its_script(subfields: tuple[Subfield, ...]) -> bool:
    """Tell at a glance a field 880 of which R498 has nothing to say."""
    return any(code != "6" and IS_CJK.search(value) for code, value in subfields)


def pairs(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R493-R496, R499: an 880 and its partner name each other, and no others; the partner is romanised."""
    regular, alternate = defaultdict[str, list[Linked]](list), defaultdict[str, list[Linked]](list)
    misformed: set[str] = set()
    for tag, fields in context.data.items():
        kind = alternate if tag == "880" else regular
        for field in fields:
            item = _first(field)
            link = _link(item.value) if item else None
            if item and link and (link[0] == "880") is (kind is regular):
                kind[link[1]].append(Linked(field, item, *link))
            elif item:
                misformed.add(tag if kind is regular else _named(item, link))
    for number in sorted({*regular, *alternate} - {UNLINKED}):
        if not _awaits(regular[number], alternate[number], misformed):
            yield from _pair(number, regular[number], alternate[number], context)


def may_be_unromanised(field: Field) -> bool:
    """Tell a field in which R499 would find Han, were its partner in 880 Chinese."""
    return isinstance(field, DataField) and _han(field) is not None


def _first(field: DataField) -> Subfield | None:
    """Give the first $6."""
    for item in field.subfields:
        if item.code == "6":
            return item
    return None


@lru_cache(maxsize=1 << 10)
def _link(text: str) -> tuple[str, str, str] | None:
    """Read a $6: tag, number, code of the script."""
    found = LINK.fullmatch(text.strip())
    if found is None or found[4] not in (None, "", RIGHT_TO_LEFT):
        return None
    script = "/" if found[3] == "" and found[4] is None else found[3] or ""  # which a program may have eaten
    return found[1], found[2], script


def _faults(field: DataField, item: Subfield, context: Context) -> Iterator[Diagnostic]:
    """Judge a $6 by itself: R491, R492, R497."""
    if item is not field.subfields[0] and field.subfields[0].code != "8":
        yield finding("R492", context.place(field, item))
    other, link = field.tag == "880", _link(item.value)
    if not item.value.strip():  # R466
        return
    if link is None or (link[0] == "880") is other:
        expected = "245-01/$1" if other else "880-01"
        yield finding("R491", context.place(field, item), found=item.value, expected=expected)
    elif link[2] not in SCRIPTS and link[2] != RIGHT_TO_LEFT and not ISO_15924.fullmatch(link[2]):
        yield finding("R497", context.place(field, item), found=item.value)


def _pair(
    number: str, regular: list[Linked], alternate: list[Linked], context: Context
) -> Iterator[Diagnostic]:
    """Judge the fields of a number: R493, R494, R495, R496, R499."""
    if len(regular) > 1 or (
        len(alternate) > 1 and len({(item.tag, item.script) for item in alternate}) < len(alternate)
    ):
        second = (regular if len(regular) > 1 else alternate)[1]
        yield finding("R495", context.place(second.field, second.item), number=number)
        return
    if not regular or not alternate:
        alone = (regular or alternate)[0]
        expected = f"880 $6 {alone.field.tag}-{number}" if regular else f"{alone.tag} $6 880-{number}"
        place = context.place(alone.field, alone.item)
        yield finding("R493", place, found=alone.item.value, expected=expected)
        return
    partner = regular[0]
    for other in alternate:
        if other.tag != partner.field.tag:
            words = {"found": other.item.value, "named": other.tag, "partner": partner.field.tag}
            yield finding("R494", context.place(other.field, other.item), **words)
        elif other.field.indicators != partner.field.indicators and _differ(
            other.field.indicators, partner.field.indicators, other.tag
        ):
            words = {"found": shown(other.field.indicators), "expected": shown(partner.field.indicators)}
            yield finding("R496", context.place(other.field), tag=other.tag, **words)
        if other.script == CJK:
            yield from _romanised(partner, context)


def _awaits(regular: list[Linked], alternate: list[Linked], misformed: set[str]) -> bool:
    """Tell fields whose partner is there, but with a $6 out of form, of which R491 tells."""
    if regular and alternate:
        return False
    return any(
        not misformed.isdisjoint((ANY, f"880 {item.field.tag}", f"880-{item.number}")) for item in regular
    ) or any(item.tag in misformed for item in alternate)


def _named(item: Subfield, link: tuple[str, str, str] | None) -> str:
    """Give what a $6 out of form in an 880 says of its partner: nothing, its number or its tag."""
    if not item.value.strip():
        return ANY
    return f"880-{link[1]}" if link else f"880 {item.value[:3]}"


def _differ(one: str, other: str, tag: str) -> bool:
    return any(a != b and NONFILING.get(tag) != at for at, (a, b) in enumerate(zip(one, other, strict=False)))


def _romanised(partner: Linked, context: Context) -> Iterator[Diagnostic]:
    """R499: no Han in the title and name of a field whose Chinese form is in 880."""
    if item := _han(partner.field):
        found = IS_HAN.findall(item.value)[0][:20]
        yield finding("R499", context.place(partner.field, item), found=found)


def _han(field: DataField) -> Subfield | None:
    """Give the first title or name subfield, of a field that has them, with Han."""
    if field.tag in ROMANISED:
        for item in field.subfields:
            if item.code in ROMANISED_SUBFIELDS and IS_HAN.search(item.value):
                return item
    return None
