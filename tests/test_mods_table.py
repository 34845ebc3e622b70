"""Our table of MODS and the published schema of 3.7 say the same of every element, attribute and value."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from catalog.validate import validate
from catalog.validate.mods.shape import Shape, table

pytestmark = pytest.mark.no_cover  # many inputs, and what they run others run, too

SHAPES = table()
SPACES = {
    "xml": "http://www.w3.org/XML/1998/namespace",
    "xlink": "http://www.w3.org/1999/xlink",
}
NAMESPACE = "http://www.loc.gov/mods/v3"
# https://www.loc.gov/standards/mods/changes-3-8.html
ELEMENTS_OF_3_8 = frozenset(("agent", "displayDate", "placeIdentifier", "place/cartographics"))
ATTRIBUTES_OF_3_8: Mapping[str, frozenset[str]] = {
    "titleInfo": frozenset(("otherTypeAuth", "otherTypeAuthURI", "otherTypeURI")),
    "subject/titleInfo": frozenset(("otherType", "otherTypeAuth", "otherTypeAuthURI", "otherTypeURI")),
    "name": frozenset(("supplied",)),
    "accessCondition": frozenset(("authority", "authorityURI", "valueURI")),
    "affiliation": frozenset(("authority", "authorityURI", "valueURI")),
    "recordInfo": frozenset(("usage",)),
    "originInfo": frozenset(("eventTypeURI",)),
    "state": frozenset(("stateType",)),
    "extension": frozenset(("type",)),
    "holdingExternal": frozenset(("type",)),
    "cartographicExtension": frozenset(("type",)),
}
WITH_ID_IN_3_8 = frozenset((*SHAPES.named["mods"].holds, "holdingExternal", "cartographicExtension",
                            "nameIdentifier", "languageOfCataloging"))  # fmt: skip
FREED_IN_3_8 = ("languageTerm", "placeTerm", "geographicCode")
"""Elements of which the authority was one of a list."""
WORDS = ("x", "1", "-1", "0", *sorted({w for one in SHAPES.named.values() for v in one.values.values()
                                       if isinstance(v, tuple) for w in v}))  # fmt: skip


@cache
def paths() -> Mapping[str, tuple[str, ...]]:
    """Give a way to every element, and to it under each parent of which the table says something else."""
    found: dict[str, tuple[str, ...]] = {"mods": ("mods",)}
    waiting: list[tuple[str, ...]] = [("mods",)]
    while waiting:
        path = waiting.pop(0)
        for name in of(path).holds:
            key = special if (special := f"{path[-1]}/{name}") in SHAPES.named else name
            if key not in found and not ELEMENTS_OF_3_8 & {name, special}:
                found[key] = (*path, name)
                waiting.append((*path, name))
    return found


def of(path: tuple[str, ...]) -> Shape:
    """Give the shape of the last element of a path."""
    return SHAPES.named.get("/".join(path[-2:])) or SHAPES.named.get(path[-1]) or SHAPES.other


def smallest(path: tuple[str, ...]) -> etree._Element:
    """Make the smallest element that the table allows."""
    element, one = etree.Element(f"{{{NAMESPACE}}}{path[-1]}"), of(path)
    if one.needs:
        element.append(smallest((*path, one.needs[0])))
    elif not one.holds and not one.anything:
        words = one.values.get("", ("x",))
        element.text = words[0] if isinstance(words, tuple) else "1"
    return element


def document(path: tuple[str, ...], last: etree._Element) -> etree._Element:
    """Put an element into those above it, beside what these need."""
    for at in range(len(path) - 1, 0, -1):
        above, one = etree.Element(f"{{{NAMESPACE}}}{path[at - 1]}"), of(path[:at])
        if one.in_order and one.needs and path[at] not in one.needs:
            above.append(smallest((*path[:at], one.needs[0])))
        above.append(last)
        last = above
    return last


@pytest.fixture(scope="module")
def published(shared: Path) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(shared / "schemas" / "mods-3-7.xsd")))


def fits(root: etree._Element) -> bool:
    """Tell whether we find nothing wrong with the elements of a description."""
    found = validate(etree.tostring(root), "x")
    return not any(item.code[:3] == "X56" or item.code in ("X525", "X532", "X535") for item in found)


def test_every_element_can_be_reached() -> None:
    named = {name.rpartition("/")[2] for name in SHAPES.named} - ELEMENTS_OF_3_8 - {"modsCollection"}
    assert named <= {path[-1] for path in paths().values()}


@pytest.mark.parametrize("key", paths())
def test_the_schema_allows_the_same_elements(key: str, published: etree.XMLSchema) -> None:
    path = paths()[key]
    names = {path[-1] for path in paths().values()} | {"nothing"}
    if of(path).anything:
        return
    for name in sorted(names):
        if ELEMENTS_OF_3_8 & {name, f"{path[-1]}/{name}"}:
            continue
        root = document((*path, name), smallest((*path, name)))
        assert published.validate(root) == fits(root), etree.tostring(root)


@pytest.mark.parametrize("key", paths())
def test_the_schema_allows_the_same_attributes(key: str, published: etree.XMLSchema) -> None:
    path = paths()[key]
    new = {"IDREF", *ATTRIBUTES_OF_3_8.get(key, ()), *(("ID",) if path[-1] in WITH_ID_IN_3_8 else ())}
    known = sorted({name for one in SHAPES.named.values() for name in one.attributes} | {"none", "xml:id"})
    for name in known:
        for value in WORDS if name in of(path).values else ("x",):
            root = document(path, last := smallest(path))
            prefix, _, local = name.rpartition(":")
            last.set(f"{{{SPACES[prefix]}}}{local}" if prefix else name, value)
            ours, theirs = fits(root), published.validate(root)
            if ours and not theirs:
                freed = name == "authority" and path[-1] in FREED_IN_3_8
                assert name in new or freed or (name, value) == ("version", "3.8"), etree.tostring(root)
            else:
                assert ours == theirs, etree.tostring(root)


@pytest.mark.parametrize("key", [key for key, path in paths().items() if "" in of(path).values])
def test_the_schema_allows_the_same_words(key: str, published: etree.XMLSchema) -> None:
    for word in WORDS:
        root = document(paths()[key], last := smallest(paths()[key]))
        last.text = word
        assert published.validate(root) == fits(root), etree.tostring(root)


@pytest.mark.parametrize("key", [key for key, path in paths().items() if len(of(path).holds) > 1])
def test_the_schema_wants_the_same_order_and_numbers(key: str, published: etree.XMLSchema) -> None:
    path = paths()[key]
    for first, second in pairs(path):
        root = document(path, last := smallest(path))
        last[:] = [smallest((*path, first)), smallest((*path, second))]
        if "etal" in (first, second) and path[-1] == "name":
            continue  # the table does not say that others leave no room for it
        assert published.validate(root) == fits(root), etree.tostring(root)


def pairs(path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Give the elements that stand in another, two by two, those of descriptions only twice the same."""
    holds = [name for name in of(path).holds if not ELEMENTS_OF_3_8 & {name, f"{path[-1]}/{name}"}]
    if len(holds) > 15:
        yield from zip(holds, holds, strict=True)
    else:
        yield from ((first, second) for first in holds for second in holds)
