"""Where and in which language an article was published, against what is known of its periodical."""

from collections.abc import Iterator
from typing import NamedTuple

from catalog.diagnostics import Diagnostic, finding
from catalog.marc.record import ControlField, Field, Record
from catalog.validate.codelists import listed
from catalog.validate.rules import fixed, languages, serials
from catalog.validate.rules.context import Context, shown

PLACE, COUNTRY, LANGUAGE = "cc ", "CN", "chi"
"""What records of periodicals of China say in 008 or 102, and in 008 or 101."""
ORIGIN = ("008", "101", "102")


def known_host(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R428: an article of a periodical that the package describes is published in China in Chinese."""
    if not context.is_component:
        return
    other = _coded(context)
    if not other:
        return
    titles = [link.title for link in context.links]
    titles += [title for field in context.fields("880") for title in field.values("t")]
    known = next(filter(None, map(serials.known, titles)), None)
    for row in other if known else ():
        values = {"where": row.where, "found": shown(row.found), "expected": shown(row.expected)}
        yield finding(
            "R428",
            context.place(row.field, row.subfield, row.position),
            host=known.name if known else "",
            **values,
        )


class _Coded(NamedTuple):
    """What a record says of place or language, and what it would be in China."""

    where: str
    field: Field
    subfield: str
    position: str
    found: str
    expected: str


def _coded(context: Context) -> list[_Coded]:
    """Find what is said of place and language, by codes that there are, and is another than in China."""
    if context.is_unimarc:
        return [
            _Coded(f"{tag} $a", context.data[tag][0], "a", "", found, expected)
            for tag, expected, is_code in (
                ("102", COUNTRY, listed("territories").codes.__contains__),
                ("101", LANGUAGE, languages.is_language),
            )
            if (found := context.value(tag, "a")) not in ("", expected, languages.CHINOOK)
            and is_code(found.strip())
        ]
    place, language = context.fixed[15:18], context.fixed[35:38]
    field = context.control["008"][0] if context.fixed else None
    coded = list[_Coded]()
    if field and place != PLACE and fixed.is_place(place, context):
        coded.append(_Coded("008/15-17", field, "", "15-17", place, PLACE))
    if field and language not in (LANGUAGE, languages.CHINOOK) and fixed.is_language(language):
        coded.append(_Coded("008/35-37", field, "", "35-37", language, LANGUAGE))
    return coded


def is_foreign(field: Field) -> bool:
    """Tell a field 008, 101 or 102 that may name another place or language than China's."""
    if isinstance(field, ControlField):
        return (field.value[15:18], field.value[35:38]) != (PLACE, LANGUAGE)
    return any(value not in (COUNTRY, LANGUAGE) for value in field.values("a"))
