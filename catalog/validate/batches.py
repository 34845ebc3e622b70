"""Records are checked some at a time: one step taken for many stays in the processor's cache."""

from collections.abc import Iterable, Iterator, Sequence

from catalog.diagnostics import Diagnostic
from catalog.marc.containers.entry import Entry
from catalog.validate.excerpts import Kept
from catalog.validate.rules import Asked, File, sift

MOST = 64
"""Records of a batch; twice and half as many take longer."""
_BYTES = 128 * 1024  # behind which the reader may go on before its records are checked

Sifted = tuple[Entry | Diagnostic, Asked | None]


def sifted(found: Iterable[Entry | Diagnostic], kept: Kept, file: File) -> Iterator[Sifted]:
    """Give what a reader finds, in its order, each record that has fields with the rules to ask of it.

    `kept` is the stream that the reader reads.  The element of an entry lives until the next is asked for.
    """
    for batch in _batches(found, kept):
        yield from zip(batch, sift(batch, file), strict=True)


def _batches(found: Iterable[Entry | Diagnostic], kept: Kept) -> Iterator[Sequence[Entry | Diagnostic]]:
    """Part what a reader finds: the last of a batch may have an element, none before it has."""
    batch: list[Entry | Diagnostic] = []
    begun = kept.given
    for item in found:
        batch.append(item)
        has_element = isinstance(item, Entry) and item.xml is not None and not item.is_plain
        if len(batch) == MOST or has_element or kept.given - begun > _BYTES:
            yield batch
            batch, begun = [], kept.given
    if batch:
        yield batch
