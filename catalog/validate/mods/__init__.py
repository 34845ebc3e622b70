"""MODS: its XML, what its elements may hold, and the rules about articles, a description at a time.

The order of work: take a description out of the file → compare it with the table of elements → look at the
characters of its texts → apply RULES.  https://www.loc.gov/standards/mods/userguide/
"""

from collections.abc import Iterator
from itertools import chain

from lxml import etree

from catalog.diagnostics import Diagnostic, Place, finding
from catalog.marc.containers.ahead import Ahead, Stream
from catalog.marc.containers.hopeless import MOST as MOST_IN_VAIN
from catalog.marc.containers.safe_xml import declared_encoding, line_of
from catalog.validate import chokes
from catalog.validate.excerpts import Kept, excerpted
from catalog.validate.mods.description import Description
from catalog.validate.mods.read import descriptions
from catalog.validate.mods.rules import RULES
from catalog.validate.mods.shape import shape, table
from catalog.validate.rules import File

__all__ = ["check_mods"]

MOST = 1000
"""Findings that are told of one description."""


def check_mods(stream: Ahead, file: File) -> Iterator[Diagnostic]:
    """Check a file of descriptions; one that is wrong costs itself."""
    kept = Kept(stream)
    return excerpted(_findings(kept, file, declared_encoding(stream.head[:200])), kept)


def _findings(stream: Stream, file: File, encoding: str) -> Iterator[Diagnostic]:
    yield from chokes.of_file(file, "mods", encoding)
    number = in_vain = 0
    for item in descriptions(stream, file.name):
        if isinstance(item, Diagnostic):
            in_vain, line = in_vain + 1, item.place.line
        else:
            in_vain, line = 0 if len(item) else in_vain + 1, line_of(item)
            number += 1
        if in_vain > MOST_IN_VAIN:
            yield finding("X554", Place(file.name, line), count=f"{MOST_IN_VAIN:,}")
            return
        yield from (item,) if isinstance(item, Diagnostic) else _described(item, file, number)


def _described(element: etree._Element, file: File, number: int) -> Iterator[Diagnostic]:
    """Check a description, up to so many findings (X567)."""
    described = Description(element, file, number)
    checked = chain(shape(described, table()), chain.from_iterable(rule(described) for rule in RULES))
    for count, item in enumerate(checked):
        if count == MOST:
            yield finding("X567", described.place(), limit=f"{MOST:,}")
            return
        yield item
