"""Put a person's corrections among the readings, so that they win and everything else fits around them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from catalog.diagnostics import Diagnostic, Place, finding
from catalog.listing.context import Context
from catalog.listing.grammar import Kind
from catalog.listing.kinds import NAMES
from catalog.listing.locate import Region
from catalog.listing.reading import Reading, reading
from catalog.listing.roles import roles
from catalog.source import SourceDocument
from catalog.text import is_han

if TYPE_CHECKING:
    from catalog.corrections import Correction

_SETTLED = 1000.0
_MAY_STAND_ALONE = "和与及"
_KINDS = {
    "heading": Kind.HEADING,
    "kicker": Kind.KICKER,
    "title": Kind.TITLE,
    "person": Kind.PERSON,
    "body": Kind.BODY,
    "unread": Kind.UNREAD,
}


class Spot(NamedTuple):
    """Where the stretch of a correction stands: row and columns from 0, `end` exclusive."""

    row: int
    start: int
    end: int


def spots(
    document: SourceDocument, region: Region, corrections: Sequence[Correction]
) -> dict[Correction, Spot]:
    """Find the stretches of corrections in a listing: those whose line and stretch stand there once.

    None may leave one character of a name over beside it.
    """
    rows = range(region.line - 1, max((region.end - 1, *region.footer)))
    found: dict[Correction, Spot] = {}
    for correction in corrections:
        lines = [row for row in rows if correction.line in document.lines[row]]
        raw = document.lines[lines[0]] if len(lines) == 1 else ""
        if raw.count(correction.stretch) == 1 and region.first - 1 <= lines[0] < region.end - 1:
            start = raw.index(correction.stretch)
            end = start + len(correction.stretch)
            if not _left_over(raw[:start][::-1]) and not _left_over(raw[end:]):
                found[correction] = Spot(lines[0], start, end)
    return found


def cuts_at(found: Iterable[Spot]) -> dict[int, set[int]]:
    """Give the columns, by row, at which corrections want their lines cut."""
    columns: dict[int, set[int]] = {}
    for spot in found:
        columns.setdefault(spot.row, set()).update((spot.start, spot.end))
    return columns


def _left_over(text: str) -> bool:
    """Tell that a single character stands here that is neither a role nor joins two names."""
    alone = is_han(text[:1] or " ") and not is_han(text[1:2] or " ")
    return alone and text[0] not in _MAY_STAND_ALONE and text[0] not in roles().words


def settle(seen: Context, found: Mapping[Correction, Spot]) -> dict[Reading, Correction]:
    """Give the readings that corrections ask for."""
    settled: dict[Reading, Correction] = {}
    for correction, spot in found.items():
        inside = [
            index
            for index, piece in enumerate(seen.cuts.pieces)
            if piece.row == spot.row and spot.start <= piece.start < spot.end
        ]
        if inside:
            kind = _KINDS[correction.read]
            settled[reading(inside[0], inside[-1] + 1, kind, _SETTLED, "correction")] = correction
    return settled


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
