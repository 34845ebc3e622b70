"""Records taken out of the answers of OAI-PMH and SRU, an element at a time, in bounded memory."""

from collections.abc import Iterator, Sequence
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
    return next((row for row in ENVELOPES if _is_on([root], row)), None)


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
        path = [element, *islice(element.iterancestors(), 3)][::-1]
        if event == "start" or len(path) > 3 or not _is_on(path[:-1], envelope):
            continue  # it is not yet read, or within a record
        is_record = len(path) == 3 and _is_on(path, envelope)
        for item in (_packed if is_record else _misplaced)(element, envelope, name, wanted):
            if not (isinstance(item, Diagnostic) and item.code in told):
                yield item
            if isinstance(item, Diagnostic) and item.code in _ONCE:
                told.add(item.code)
        if is_record:
            number += 1
            source.unrecorded = 0
            _forget(path[1], element)
    if number == 0 and not told:
        errors = [_error(error, name) for error in events.root.iterfind(envelope.errors)]
        yield from errors or [finding("X524", Place(name, line_of(events.root)))]


def _is_on(steps: Sequence[etree._Element], envelope: Envelope) -> bool:
    """Tell whether elements, from the first on, are those of the envelope's path."""
    return all(
        namespace_of(element) == envelope.namespace and name_of(element) in names
        for element, names in zip(steps, envelope.path, strict=False)
    )


def _misplaced(element: etree._Element, _: Envelope, name: str, __: Wanted) -> Iterator[Diagnostic]:
    """Say that an element stands beside those of an answer."""
    yield finding("X530", Place(name, line_of(element)), name=name_of(element))


def _packed(
    record: etree._Element, envelope: Envelope, name: str, wanted: Wanted
) -> Iterator[etree._Element | Diagnostic]:
    """Give what is in one record of an answer."""
    holders = [child for child in record if name_of(child) in envelope.path[-1]]
    inside = [child for holder in holders for child in holder]
    several = [child for child in inside if name_of(child) == wanted.several]
    held = [item for child in inside for item in (child if name_of(child) == wanted.several else (child,))]
    texts = chain.from_iterable((at.text, *(child.tail for child in at)) for at in (*holders, *several))
    if any(text and text.strip() for text in texts):
        code = "X533" if held else "X574"
        yield finding(code, Place(name, line_of(holders[0])), name=name_of(holders[0]))
    elif not held and not any(child.get("status") == "deleted" for child in record):
        yield finding("X525", Place(name, line_of(record)))
    for element in held:
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


def _forget(parent: etree._Element, record: etree._Element) -> None:
    """Take away what is in a record, of which more may come, and all that stands before it."""
    for child in list(record):
        record.remove(child)
    for before in list(record.itersiblings(preceding=True)):
        parent.remove(before)
