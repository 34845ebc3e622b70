"""What elements may hold, by the table schemas/mods.toml: elements or text, attributes and their values."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain
from typing import Any, NamedTuple

from lxml import etree

from catalog import resources
from catalog.diagnostics import Diagnostic, finding
from catalog.marc.containers.safe_xml import name_of
from catalog.validate.mods.description import Description, is_of_mods, of_mods, walk

_PREFIXES = {
    "http://www.w3.org/XML/1998/namespace": "xml",
    "http://www.w3.org/1999/xlink": "xlink",
    "http://www.w3.org/2001/XMLSchema-instance": "xsi",
}
_ANYWHERE = "xsi:"
_SHOWN = 60

Values = Sequence[str] | re.Pattern[str]


class Shape(NamedTuple):
    """What an element may hold; it holds text where `holds` is empty, and anything if `anything`.

    It may hold nothing at all if `may_be_empty`.  `needs` names elements of which one is there, `values` the
    words or the pattern of an attribute, under "" those of the text.
    """

    holds: tuple[str, ...] = ()
    in_order: bool = False
    once: frozenset[str] = frozenset()
    needs: tuple[str, ...] = ()
    attributes: frozenset[str] = frozenset()
    values: Mapping[str, Values] = {}
    anything: bool = False
    may_be_empty: bool = False


class Shapes:
    """The shapes of elements by NAME or PARENT/NAME, and of all others."""

    def __init__(self, named: Mapping[str, Shape], other: Shape) -> None:
        self.named = named
        self.other = other
        self._there = lru_cache(maxsize=1024)(self._found)

    def of(self, element: etree._Element) -> Shape:
        """Give the shape of an element where it stands."""
        above = element.getparent()
        return self._there(name_of(element), "" if above is None else name_of(above))

    def _found(self, name: str, above: str) -> Shape:
        return self.named.get(f"{above}/{name}") or self.named.get(name) or self.other


@cache
def table() -> Shapes:
    """Read the table of elements."""
    data = tomllib.loads(resources.schema("mods.toml").read_text(encoding="utf-8"))
    shared: dict[str, list[str]] = data["shared"]
    values: dict[str, Values] = {
        name: re.compile(row) if isinstance(row, str) else tuple(row) for name, row in data["values"].items()
    }
    everywhere: dict[str, Values] = {name: tuple(words) for name, words in data["everywhere"].items()}
    rows: dict[str, dict[str, Any]] = data["elements"]

    def made(row: Mapping[str, Any]) -> Shape:
        if "like" in row:
            return made(rows[row["like"]])
        holds = tuple(_spelled(row.get("holds", ()), shared))
        own = row.get("attributes", () if holds or row.get("anything") else ("@language",))
        named: dict[str, Values] = {
            name: values[words] if isinstance(words, str) else tuple(words)
            for name, words in row.get("values", {}).items()
        }
        return Shape(
            holds,
            row.get("in_order", False),
            frozenset(row.get("once", ())),
            tuple(row.get("needs", holds if row.get("some") else ())),
            frozenset(_spelled(own, shared)),
            everywhere | named,
            row.get("anything", False),
            row.get("may_be_empty", row.get("anything", False)),
        )

    return Shapes({name: made(row) for name, row in rows.items()}, made({}))


def _spelled(names: Iterable[str], shared: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for name in names:
        yield from shared[name[1:]] if name.startswith("@") else (name,)


def shape(described: Description, shapes: Shapes) -> Iterator[Diagnostic]:
    """X525, X532, X535, X560-X565: compare a description with the table, in the order of the file."""

    def held(element: etree._Element) -> Iterator[etree._Element]:
        holds = shapes.of(element).holds
        return (child for child in of_mods(element) if name_of(child) in holds)

    for element in walk(described.element, held):
        one = shapes.of(element)
        yield from _attributes(element, one, described)
        if not one.anything:
            yield from _children(element, one, described) if one.holds else _text(element, one, described)


def _attributes(element: etree._Element, one: Shape, described: Description) -> Iterator[Diagnostic]:
    for key in element.attrib:  # whose values are looked for one by one
        name = _prefixed(str(key))
        if name.startswith(_ANYWHERE):
            continue
        if name not in one.attributes:
            yield finding("X532", described.place(element), name=name_of(element), attribute=name)
        else:
            yield from _value(element, one, name, str(element.get(key, "")), described)


def _prefixed(key: str) -> str:
    space, _, name = key.rpartition("}")
    return f"{_PREFIXES.get(space[1:], '?')}:{name}" if space else name


def _value(
    element: etree._Element, one: Shape, name: str, value: str, described: Description
) -> Iterator[Diagnostic]:
    allowed = one.values.get(name)
    if allowed is None:
        return
    fits = allowed.fullmatch(value.strip()) if isinstance(allowed, re.Pattern) else value in allowed
    if not fits:
        words = allowed.pattern if isinstance(allowed, re.Pattern) else ", ".join(allowed)
        what = f"{name_of(element)}@{name}" if name else name_of(element)
        yield finding("X562", described.place(element), name=what, found=value[:_SHOWN], expected=words)


def _text(element: etree._Element, one: Shape, described: Description) -> Iterator[Diagnostic]:
    """Judge an element that holds text: it holds nothing else, and one of its words where it has such."""
    if len(element):
        yield finding("X535", described.place(element), name=name_of(element))
    else:
        yield from _value(element, one, "", element.text or "", described)


def _children(element: etree._Element, one: Shape, described: Description) -> Iterator[Diagnostic]:
    """Judge an element that holds elements."""
    name, seen, last = name_of(element), set[str](), ""
    for child in element:
        its = name_of(child)
        if its not in one.holds or not is_of_mods(child):
            expected = ", ".join(one.holds)
            yield finding("X560", described.place(child), name=its, parent=name, expected=expected)
            continue
        if its in seen and its in one.once:
            yield finding("X564", described.place(child), name=its, parent=name)
        elif one.in_order and last and one.holds.index(its) < one.holds.index(last):
            yield finding("X563", described.place(child), name=its, other=last)
        else:
            last = its
        seen.add(its)
    if any(text and text.strip() for text in chain((element.text,), (child.tail for child in element))):
        yield finding("X561", described.place(element), name=name)
    if one.needs and seen.isdisjoint(one.needs):
        if element is described.element:
            yield finding("X525", described.place())
        else:
            expected = ", ".join(one.needs)
            yield finding("X565", described.place(element), name=name, expected=expected)
