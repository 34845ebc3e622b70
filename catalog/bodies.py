"""A corporate body apart from its own department, as headings of MARC 710 and 711 want it."""

from functools import cache
from typing import NamedTuple

from catalog import patterns, resources

_SEVERAL = patterns.compile(r"[、，,；;]|[与及暨].|(?:总工会|大学)(?!工会).")


class _Lists(NamedTuple):
    """The lists of units.toml, which says what they are."""

    parents: tuple[str, ...]
    units: tuple[str, ...]
    own_name: tuple[str, ...]
    other_body: tuple[str, ...]
    joined: str


@cache
def _lists() -> _Lists:
    rows = resources.table("units.toml")
    parents, units, own_name, other_body = (
        tuple(rows[key].split()) for key in ("parents", "units", "own_name", "other_body")
    )
    return _Lists(parents, units, own_name, other_body, rows["joined"])


def unit_split(text: str) -> tuple[str, str | None]:
    """Part a body's name from the name of its own unit, or give it whole with None.

    Conservative: the first part must end as bodies with departments do, the second as departments do, and
    no other body may stand in the second.  A trade union of an enterprise is a body of its own, no unit.

    >>> unit_split("湖北省总工会经济技术劳动保护部")
    ('湖北省总工会', '经济技术劳动保护部')
    >>> unit_split("浙江省总工会"), unit_split("武汉协和医院工会")
    (('浙江省总工会', None), ('武汉协和医院工会', None))
    """
    lists = _lists()
    for end in range(3, len(text) - 1) if text.endswith(lists.units) else ():
        parent, unit = text[:end], text[end:]
        if not parent.endswith(lists.parents):
            continue
        own = unit.startswith(lists.own_name) or unit[0] in lists.joined
        own = own or any(other in unit for other in lists.other_body)
        if not own and not _SEVERAL.search(parent):
            return parent, unit
    return text, None
