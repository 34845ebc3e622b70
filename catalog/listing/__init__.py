"""Read the contents listings on a page into issues.

The order of work: lay the page out in sheets → locate the listings → cut each into pieces → let rules propose
readings → the lattice picks the best consistent path, and again where the whole of the listing is against
it → assemble the issue.  Each step hands on a value and its findings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from catalog import patterns
from catalog.diagnostics import Diagnostic, Place, finding
from catalog.issue import Issue
from catalog.listing import looks, whole
from catalog.listing.assemble import assemble
from catalog.listing.context import Context, context
from catalog.listing.grammar import FOLLOW
from catalog.listing.lattice import Path, best_way
from catalog.listing.layout import by_habit, dashed
from catalog.listing.locate import Region, known_names, locate
from catalog.listing.names import body, person
from catalog.listing.pieces import LINE, cut
from catalog.listing.reading import Reading
from catalog.listing.repeats import once, repeated_rows
from catalog.listing.rules import Proposals
from catalog.listing.settle import cuts_at, reports, settle, spots, unfit
from catalog.listing.sheets import Sheet, sheets
from catalog.publication import NUMBERS, Publication
from catalog.source import SourceDocument
from catalog.text import LEADER_DOTS, normalize

if TYPE_CHECKING:
    from catalog.corrections import Correction


def read(
    document: SourceDocument, publications: Sequence[Publication], corrections: Sequence[Correction] = ()
) -> tuple[list[Issue], list[Diagnostic]]:
    """Find and read every listing of the known publications on a page, in the order of the page.

    Corrections settle what a person knows better; one that fits no line is a finding (L209).  A listing that
    the page repeats is taken once (L205), one that it interrupts is put together (L248).
    """
    issues: list[Issue] = []
    findings: list[Diagnostic] = []
    applied: set[Correction] = set()
    for sheet in sheets(document, known_names(publications)):
        found, said, settled = _read(sheet, publications, corrections)
        if sheet.page.stretches:
            from catalog.listing.places import in_file

            found, said = in_file(sheet.page, found, said)
        issues += found
        findings += said
        applied |= settled
    if not issues and not findings:
        findings.append(finding("L201", Place(document.name)))
    issues, repeated = once(issues, publications)
    return issues, [*findings, *repeated, *unfit(corrections, applied)]


def _read(
    sheet: Sheet, publications: Sequence[Publication], corrections: Sequence[Correction]
) -> tuple[list[Issue], list[Diagnostic], set[Correction]]:
    document = sheet.page.page()
    regions, findings = locate(document, publications)
    issues: list[Issue] = []
    applied: set[Correction] = set()
    for region in regions:
        issue, found, settled = read_region(document, region, corrections)
        findings += found
        findings += _upright(document, region, sheet.upright)
        findings += _behind_footer(document, region)
        applied |= settled
        if issue.articles:
            issues.append(issue)
            findings += _number_possible(document, region)
        elif any(region.masthead[:3] == other.masthead[:3] for other in regions if other is not region):
            findings.append(finding("L241", _masthead_place(document, region)))
        else:
            findings.append(finding("L202", _masthead_place(document, region), issue=_name(issue)))
    return issues, findings, applied


def read_region(
    document: SourceDocument, region: Region, corrections: Sequence[Correction] = ()
) -> tuple[Issue, list[Diagnostic], set[Correction]]:
    """Read one listing that has been located; give also the corrections that were applied."""
    found = spots(document, region, corrections) if corrections else {}
    seen = look(document, region, cuts_at(found.values()))
    settled = settle(seen, found)
    path, odd = decide(seen, Proposals(seen, settled))
    issue, findings = assemble(document, region, seen, path.steps, settled)
    edges = path.edges
    applied, said = reports(document, seen, settled, edges) if settled else (set(), [])
    return issue, [*findings, *said, *whole.reports(document, seen, edges, odd)], applied


def look(
    document: SourceDocument, region: Region, also: Mapping[int, Collection[int]] = MappingProxyType({})
) -> Context:
    """Cut a listing into pieces and look at its lines; `also` gives columns at which a person wants cuts."""
    raw = document.lines
    first, end = region.first - 1, region.end - 1
    repeated = repeated_rows(raw, first, end)
    dashes = dashed(raw[first:end])
    plain = [normalize(line).rstrip() for line in raw[first:end]]
    cuts = by_habit(cut(plain, first, region.column - 1, skip=repeated, also=also, dashed=dashes))
    closed = bool(region.footer)
    return context(cuts, plain, first, region.publication, closed=closed, repeated=repeated, also=also)


def decide(seen: Context, proposals: Proposals) -> tuple[Path[Reading], list[looks.Odd]]:
    """Pick the best path that agrees with the whole of the listing, and say what in it is odd.

    Where pages run backwards, the readings of these pages count less, and the lattice decides again; but no
    entry may be lost or joined to another for it.
    """
    path = best(seen, proposals.at)
    edges = path.edges
    pages = whole.order(seen, edges)
    if pages.back and not pages.none:
        again = best(seen, whole.weighed(proposals.at, pages))
        path = whole.doubted(again if whole.same_entries(edges, again.edges) else path, pages)
        edges = path.edges
    odd = looks.odd_ones(seen, edges)
    return whole.shared(whole.less_sure(path, odd)), odd


def best(seen: Context, readings: Callable[[int], list[Reading]]) -> Path[Reading]:
    """Pick the best consistent path through the readings of a listing."""
    tables = [*(FOLLOW[piece.gap] for piece in seen.cuts.pieces), FOLLOW[LINE]]
    path = best_way(readings, len(seen.cuts.pieces), tables.__getitem__)
    assert path is not None, "a listing can always be set aside as unread"
    return path


def _upright(document: SourceDocument, region: Region, rows: Sequence[int]) -> list[Diagnostic]:
    """Say which lines of the listing were put together from lines of one character each (L247)."""
    findings = []
    for row in rows:
        if region.line <= row < region.end:
            text = document.lines[row - 1]
            place = Place(document.name, row, 1, len(text) + 1, text)
            findings.append(finding("L247", place, count=len(text), text=text))
    return findings


_MAY_LEAD = patterns.compile(rf"[{re.escape(LEADER_DOTS)}]|[-_—~]{{4}}")


def _behind_footer(document: SourceDocument, region: Region) -> list[Diagnostic]:
    """Report lines behind a footer that look like entries all the same (L204)."""
    if not region.footer:
        return []
    first = region.footer[-1] + 1
    if not any(_MAY_LEAD.search(normalize(line)) for line in document.lines[first - 1 : region.limit - 1]):
        return []
    rest = look(document, region._replace(first=first, column=1, end=region.limit))
    findings = []
    for line in rest.lines:
        if line.start < line.first_leader < line.end - 1 and not line.prose:
            name = rest.cuts.pieces[line.first_leader + 1].text
            if person(name) > 0 or body(name) > 0:
                raw = document.lines[line.row]
                place = Place(document.name, line.row + 1, 1, len(raw) + 1, raw)
                findings.append(finding("L204", place, text=line.text))
    return findings


def _number_possible(document: SourceDocument, region: Region) -> list[Diagnostic]:
    """Check the issue's number against the frequency of the periodical (L207)."""
    frequency, number = region.publication.frequency, region.masthead.number
    if frequency is None or number <= NUMBERS.get(frequency, number):
        return []
    span = region.masthead.spans["number"]
    place = Place(document.name, span.line, span.column, span.end_column, document.lines[span.line - 1])
    name = f"《{region.publication.name}》"
    return [finding("L207", place, issue=name, frequency=frequency, number=number)]


def _name(issue: Issue) -> str:
    return f"《{issue.publication}》{issue.year}年第{issue.number}期"


def _masthead_place(document: SourceDocument, region: Region) -> Place:
    span = region.masthead.spans["publication"]
    return Place(document.name, span.line, span.column, span.end_column, document.lines[span.line - 1])
