"""MODS read one description at a time, in bounded memory."""

from collections.abc import Iterable, Iterator

from lxml import etree

from catalog.diagnostics import Diagnostic, Place, finding
from catalog.marc.containers.ahead import Stream
from catalog.marc.containers.safe_xml import (
    Events,
    Source,
    line_of,
    name_of,
    namespace_of,
    root_fault,
    safely_parsed,
)
from catalog.marc.containers.unwrap import Wanted, root_of, unwrapped, wrapping

NAMESPACE = "http://www.loc.gov/mods/v3"
_TAGS = ("{*}mods", "{*}modsCollection", "{*}record")  # the last those of envelopes
_WANTED = Wanted("mods", "modsCollection")


def descriptions(stream: Stream, name: str) -> Iterator[etree._Element | Diagnostic]:
    """Give the `mods` elements of a file, each until the next is asked for, and what is wrong with its XML.

    A document type is refused (X505); reading ends at the first fault of the XML (X51x, X520), at LIMIT
    bytes without a description (X503), at deep nesting (X504) and at another namespace (X566).  They may
    stand in the answer of a server.
    """
    source = Source(stream)
    if refused := source.refusal(name):
        yield refused
    else:
        yield from safely_parsed(source, name, _TAGS, lambda events: _described(events, source, name))


def _described(events: Events, source: Source, name: str) -> Iterator[etree._Element | Diagnostic]:
    root = root_of(events)
    number = 0
    if wrong := root_fault(root, name):
        yield wrong
        return
    if envelope := wrapping(root):
        yield from _taken_out(unwrapped(events, envelope, source, name, _WANTED), name)
        return
    if wrong := _space(root, name):
        yield wrong
        return
    for event, element in events:
        parent = element.getparent()
        is_one = element is root or (parent is root and name_of(root) == "modsCollection")
        if event == "start" or name_of(element) != "mods" or not is_one:
            continue
        number += 1
        source.unrecorded = 0
        if parent is not None:
            yield from _stray(parent, reversed([*element.itersiblings(preceding=True)]), name)
        yield element
        element.clear(keep_tail=True)
    if name_of(root) == "modsCollection":
        yield from _stray(root, root.iterchildren(), name)
        if number == 0:
            yield finding("X524", Place(name, line_of(root)))


def _taken_out(
    found: Iterator[etree._Element | Diagnostic], name: str
) -> Iterator[etree._Element | Diagnostic]:
    """Leave out what stood in an envelope in another namespace, and say so once."""
    is_told = False
    for item in found:
        wrong = None if isinstance(item, Diagnostic) else _space(item, name)
        if wrong is None:
            yield item
        elif not is_told:
            is_told = True
            yield wrong


def _space(element: etree._Element, name: str) -> Diagnostic | None:
    if (space := namespace_of(element)) == NAMESPACE:
        return None
    place = Place(name, line_of(element))
    return finding("X566", place, name=name_of(element), found=space or "–", expected=NAMESPACE)


def _stray(collection: etree._Element, children: Iterable[etree._Element], name: str) -> Iterator[Diagnostic]:
    """Forget what stands in a collection; say so if it is anything but descriptions."""
    texts = [collection.text]
    for child in list(children):
        if name_of(child) != "mods" or namespace_of(child) != NAMESPACE:
            place = Place(name, line_of(child))
            yield finding("X560", place, name=name_of(child), parent="modsCollection", expected="mods")
        texts.append(child.tail)
        collection.remove(child)
    collection.text = None
    if any(text and text.strip() for text in texts):
        yield finding("X561", Place(name, line_of(collection)), name="modsCollection")
