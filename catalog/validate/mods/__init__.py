"""MODS: its XML, what its elements may hold, and the rules about articles, a description at a time.

The order of work: take a description out of the file → compare it with the table of elements → look at the
characters of its texts → apply RULES.  https://www.loc.gov/standards/mods/userguide/
"""

from collections.abc import Iterator

from lxml import etree

from catalog.diagnostics import Diagnostic
from catalog.marc.containers.ahead import Ahead, Stream
from catalog.marc.containers.read_xml import declared_encoding
from catalog.validate import chokes
from catalog.validate.excerpts import Kept, excerpted
from catalog.validate.mods.description import Description
from catalog.validate.mods.read import descriptions
from catalog.validate.mods.rules import RULES
from catalog.validate.mods.shape import shape, table
from catalog.validate.rules import File

__all__ = ["check_mods"]


def check_mods(stream: Ahead, file: File) -> Iterator[Diagnostic]:
    """Check a file of descriptions; one that is wrong costs itself."""
    kept = Kept(stream)
    return excerpted(_findings(kept, file, declared_encoding(stream.head[:200])), kept)


def _findings(stream: Stream, file: File, encoding: str) -> Iterator[Diagnostic]:
    yield from chokes.of_file(file, "mods", encoding)
    number = 0
    for item in descriptions(stream, file.name):
        if isinstance(item, Diagnostic):
            yield item
            continue
        number += 1
        yield from _described(item, file, number)


def _described(element: etree._Element, file: File, number: int) -> Iterator[Diagnostic]:
    described = Description(element, file, number)
    yield from shape(described, table())
    for rule in RULES:
        yield from rule(described)
