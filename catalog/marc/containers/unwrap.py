"""Records taken out of the answers of OAI-PMH and SRU, an element at a time, in bounded memory."""

from collections.abc import Iterator
from itertools import chain, islice
from typing import NamedTuple

from lxml import etree

from catalog.diagnostics import Diagnostic, Place, finding
from catalog.marc.containers.envelopes import ENVELOPES, Envelope
from catalog.marc.containers.safe_xml import Events, Source, line_of, name_of, namespace_of

_ONCE = frozenset(("X530", "X573", "X574"))  # told of a file: what is wrong with one is wrong with most
_SHOWN = 200  # characters of what a server says


class Wanted(NamedTuple):
    """The names of the elements that are records, and that hold several."""

    one: str
    several: str


def wrapping(root: etree._Element) -> Envelope | None:
    """Tell the envelope that a first element is; None for any other."""
    return next((row for row in ENVELOPES if _is_at(root, row, 1)), None)


def root_of(events: Events) -> etree._Element:
    """Give the first element of a file; the start of the first that is looked for is no event any more."""
    event = next(events, None)
    root: etree._Element = events.root if event is None else event[1].getroottree().getroot()
    return root


def unwrapped(
    events: Events, envelope: Envelope, source: Source, name: str, wanted: Wanted
) -> Iterator[etree._Element | Diagnostic]:
    """Give the records of an answer, each until the next is asked for, and what is in their place.

    Findings: X524 no record at all, X525 an empty one, X530 one outside its place, X573 one of another
    format, X574 one whose XML is escaped, X575 an error of the server.  A record deleted is none.
    """
    told = set[str]()
    number = 0
    for event, element in events:
        if event == "start":
            continue
        is_record = _is_at(element, envelope, 3)
        for item in (_packed if is_record else _misplaced)(element, envelope, name, wanted):
            if not (isinstance(item, Diagnostic) and item.code in told):
                yield item
            if isinstance(item, Diagnostic) and item.code in _ONCE:
                told.add(item.code)
        if is_record:
            number += 1
            source.unrecorded = 0
            _forget(element)
    if number == 0 and not told:
        errors = [_error(error, name) for error in events.root.iterfind(envelope.errors)]
        yield from errors or [finding("X524", Place(name, line_of(events.root)))]


def _is_at(element: etree._Element | None, envelope: Envelope, depth: int) -> bool:
    """Tell whether an element is one of the envelope's, so many steps down its path."""
    if element is None:
        return False
    above = list(islice(chain((element,), element.iterancestors()), depth + 1))
    return len(above) == depth and all(
        namespace_of(item) == envelope.namespace and name_of(item) in names
        for item, names in zip(reversed(above), envelope.path, strict=False)
    )


def _misplaced(
    element: etree._Element, envelope: Envelope, name: str, _: Wanted
) -> Iterator[etree._Element | Diagnostic]:
    """Say that a record stands beside those of the answer, if it is not within one."""
    if any(_is_at(element.getparent(), envelope, depth) for depth in (1, 2)):
        yield finding("X530", Place(name, line_of(element)), name=name_of(element))


def _packed(
    record: etree._Element, envelope: Envelope, name: str, wanted: Wanted
) -> Iterator[etree._Element | Diagnostic]:
    """Give what is in one record of an answer."""
    holders = [child for child in record if name_of(child) in envelope.path[-1]]
    texts = [text for holder in holders for text in (holder.text, *(child.tail for child in holder))]
    held = [child for holder in holders for child in holder]
    if any(text and text.strip() for text in texts):
        code = "X533" if held else "X574"
        yield finding(code, Place(name, line_of(holders[0])), name=name_of(holders[0]))
    elif not held and not any(child.get("status") == "deleted" for child in record):
        yield finding("X525", Place(name, line_of(record)))
    for item in held:
        for element in item if name_of(item) == wanted.several else (item,):
            if name_of(element) == wanted.one:
                yield element
            elif name_of(element) == envelope.errors.rpartition("}")[2]:
                yield _error(element, name)
            else:
                place = Place(name, line_of(element))
                yield finding("X573", place, name=name_of(element), envelope=envelope.name)


def _error(element: etree._Element, name: str) -> Diagnostic:
    """Say what a server says in the place of records."""
    said = (" ".join(text.split()) for text in (*element.attrib.values(), *element.itertext()))
    message = ": ".join(text for text in map(str, said) if text)
    return finding("X575", Place(name, line_of(element)), message=message[:_SHOWN] or "–")


def _forget(element: etree._Element) -> None:
    """Take away what is in a record, and all that stands before it."""
    for child in list(element):
        element.remove(child)
    if (parent := element.getparent()) is not None:
        for before in list(element.itersiblings(preceding=True)):
            parent.remove(before)
