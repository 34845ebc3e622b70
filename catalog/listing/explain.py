"""Why a line was read so: every reading that the rules proposed for it, what won, and by how much."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from catalog.listing import decide, look
from catalog.listing.confidence import confidence
from catalog.listing.context import Context
from catalog.listing.grammar import Kind
from catalog.listing.lattice import Step
from catalog.listing.locate import Region, locate
from catalog.listing.reading import Reading
from catalog.listing.rules import Proposals
from catalog.listing.settle import cuts_at, settle, spots
from catalog.publication import Publication
from catalog.source import SourceDocument

if TYPE_CHECKING:
    from catalog.corrections import Correction


@dataclass(frozen=True, slots=True)
class Explained:
    """One reading that begins on the line: what it takes for what, why, and whether it won.

    `margin` is how much worse the listing reads without it, `confidence` what that means; both only for
    readings that won.
    """

    text: str
    kind: Kind
    rule: str
    score: float
    margin: float | None = None
    confidence: float | None = None


def explain(
    document: SourceDocument,
    publications: Sequence[Publication],
    line: int,
    corrections: Sequence[Correction] = (),
) -> tuple[Region | None, list[Explained]]:
    """Give the readings of a line, from 1, of a page: first those that won, then the others, best first.

    No region means that the line belongs to no listing; a line of the masthead or footer has no readings.
    What a correction settled is read so, by the rule `correction`.
    """
    for region in locate(document, publications)[0]:
        if region.line <= line < region.end or line in region.footer:
            settled = spots(document, region, corrections)
            seen = look(document, region, cuts_at(settled.values()))
            proposals = Proposals(seen, settle(seen, settled))
            won = decide(seen, proposals)[0].steps
            lost = _lost(document, seen, proposals.all(), won, line)
            return region, [*_won(document, seen, won, line), *lost]
    return None, []


def _won(
    document: SourceDocument, seen: Context, steps: Sequence[Step[Reading]], line: int
) -> Iterator[Explained]:
    for step in steps:
        rows = {piece.row + 1 for piece in seen.cuts.pieces[step.edge.start : step.edge.end]}
        if line in rows and (step.edge.kind is not Kind.OUTSIDE or line == min(rows)):
            edge = step.edge
            text = _text(document, seen, edge)
            yield Explained(text, edge.kind, edge.rule, edge.score, step.margin, confidence(step.margin))


def _lost(
    document: SourceDocument,
    seen: Context,
    proposed: Sequence[Reading],
    won: Sequence[Step[Reading]],
    line: int,
) -> Iterator[Explained]:
    chosen = {_stretch(step.edge) for step in won}
    here = [r for r in proposed if seen.cuts.pieces[r.start].row + 1 == line and _stretch(r) not in chosen]
    for reading in sorted(here, key=lambda r: (r.start, -r.score)):
        yield Explained(_text(document, seen, reading), reading.kind, reading.rule, reading.score)


_stretch = attrgetter("start", "end", "kind")


def _text(document: SourceDocument, seen: Context, reading: Reading) -> str:
    """Quote a reading as it stands, its lines parted by a stroke."""
    pieces = seen.cuts.pieces[reading.start : reading.end]
    rows = sorted({piece.row for piece in pieces})
    parts = []
    for row in rows[:3]:
        inside = [piece for piece in pieces if piece.row == row]
        parts.append(document.lines[row][inside[0].start : inside[-1].end])
    return " / ".join(parts) + (" / …" if len(rows) > 3 else "")
