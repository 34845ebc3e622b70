"""A file that is plainly none of records is given up, before it makes a finding of each of its bytes."""

from collections.abc import Iterable, Iterator

from catalog.diagnostics import Diagnostic, Place, finding
from catalog.marc.containers.entry import Entry

MOST = 1_000
"""Records, one behind the other, that cannot be read or have no fields."""


def given_up(found: Iterable[Entry | Diagnostic], name: str) -> Iterator[Entry | Diagnostic]:
    """Give what a reader of a file finds, up to so many records in a row without anything to read (X554)."""
    unread, label = 0, ""
    said = set[str]()  # of one record: many may have the same control number
    for item in found:
        if isinstance(item, Entry) and item.record.fields:
            unread = 0
        elif isinstance(item, Entry) or item.severity == "error":
            place = Place(name, item.line, record=item.label) if isinstance(item, Entry) else item.place
            code = "" if isinstance(item, Entry) else item.code
            if place.record != label or code in said:
                unread, label = unread + 1, place.record
                said.clear()
            said.add(code)
            if unread > MOST:
                yield finding("X554", Place(name, place.line, record=label), count=f"{MOST:,}")
                return
        yield item
