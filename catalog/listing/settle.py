"""Put a person's corrections among the readings, so that they win and everything else fits around them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from catalog.diagnostics import Diagnostic, Place, finding
from catalog.listing.context import Context, Line
from catalog.listing.grammar import Kind
from catalog.listing.kinds import NAMES
from catalog.listing.reading import Reading, reading
from catalog.source import SourceDocument

if TYPE_CHECKING:
    from catalog.corrections import Correction

_SETTLED = 1000.0
_KINDS = {
    "heading": Kind.HEADING,
    "kicker": Kind.KICKER,
    "title": Kind.TITLE,
    "person": Kind.PERSON,
    "body": Kind.BODY,
    "unread": Kind.UNREAD,
}


def settle(
    document: SourceDocument, seen: Context, corrections: Sequence[Correction]
) -> dict[Reading, Correction]:
    """Give the readings that corrections ask for: those whose line and stretch stand there once."""
    settled: dict[Reading, Correction] = {}
    for correction in corrections:
        lines = [line for line in seen.lines if correction.line in document.lines[line.row]]
        if len(lines) == 1 and (found := _stretch(document, seen, lines[0], correction)):
            start, end = found
            settled[reading(start, end, _KINDS[correction.read], _SETTLED, "correction")] = correction
    return settled


def _stretch(
    document: SourceDocument, seen: Context, line: Line, correction: Correction
) -> tuple[int, int] | None:
    """Find the pieces that a correction is about; None if it begins or ends inside a piece."""
    raw = document.lines[line.row]
    if raw.count(correction.stretch) != 1:
        return None
    start = raw.index(correction.stretch)
    end = start + len(correction.stretch)
    inside = [i for i in range(line.start, line.end) if start <= seen.cuts.pieces[i].start < end]
    if not inside or seen.cuts.pieces[inside[-1]].end > end or seen.cuts.pieces[inside[0]].start > start:
        return None
    return inside[0], inside[-1] + 1


def reports(
    document: SourceDocument,
    seen: Context,
    settled: dict[Reading, Correction],
    path: Sequence[Reading],
) -> tuple[set[Correction], list[Diagnostic]]:
    """Say which corrections were applied (L210)."""
    applied = {settled[edge] for edge in path if edge in settled}
    findings = []
    for edge in path:
        if edge in settled:
            piece = seen.cuts.pieces[edge.start]
            last = seen.cuts.pieces[edge.end - 1]
            place = Place(
                document.name, piece.row + 1, piece.start + 1, last.end + 1, document.lines[piece.row]
            )
            names = {f"reading_{key}": name for key, name in NAMES[edge.kind].items()}
            findings.append(finding("L210", place, file=settled[edge].file, **names))
    return applied, findings


def unfit(corrections: Sequence[Correction], applied: set[Correction]) -> list[Diagnostic]:
    """Report the corrections that fit no line of the page any more (L209)."""
    return [
        finding("L209", Place(row.file), line=row.line, text=row.stretch, read=row.read)
        for row in corrections
        if row not in applied
    ]
