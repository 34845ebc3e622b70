"""What repairs would change, as a unified diff of records in lines that a person can read."""

from collections.abc import Iterator
from difflib import unified_diff

from catalog.repair import Mended
from catalog.repair.shown import lines

AROUND = 1
"""Lines that are shown before and behind each change."""


def difference(item: Mended) -> Iterator[str]:
    """Give the lines that tell a record as it is now from what it was; none if nothing does."""
    entry = item.entry
    if item.record == entry.record:
        return
    at = f"{entry.file} {entry.label}"
    yield from unified_diff(
        lines(entry.record), lines(item.record), f"{at} (old)", f"{at} (new)", n=AROUND, lineterm=""
    )
