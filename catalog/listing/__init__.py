"""Read the contents listings on a page into issues.

The order of work: locate the listings → cut each into pieces → let rules propose readings → the lattice
picks the best consistent path → assemble the issue.  Each step hands on a value and its findings.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from catalog.diagnostics import Diagnostic, Place, finding
from catalog.listing.assemble import assemble
from catalog.listing.context import Context, context
from catalog.listing.grammar import FOLLOW
from catalog.listing.lattice import Follow, Path, best_path
from catalog.listing.locate import Region, locate
from catalog.listing.names import body, person
from catalog.listing.pieces import Gap, cut
from catalog.listing.reading import Reading
from catalog.listing.rules import propose
from catalog.listing.settle import reports, settle, unfit
from catalog.model import Issue
from catalog.publication import Publication
from catalog.source import SourceDocument

if TYPE_CHECKING:
    from catalog.corrections import Correction


def read(
    document: SourceDocument, publications: Sequence[Publication], corrections: Sequence[Correction] = ()
) -> tuple[list[Issue], list[Diagnostic]]:
    """Find and read every listing of the known publications on a page, in the order of the page.

    Corrections settle what a person knows better; one that fits no line is a finding (L209).
    """
    issues, findings = _read(document.page(), publications, corrections)
    if document.stretches:
        from catalog.listing.places import in_file

        return in_file(document, issues, findings)
    return issues, findings


def _read(
    document: SourceDocument, publications: Sequence[Publication], corrections: Sequence[Correction]
) -> tuple[list[Issue], list[Diagnostic]]:
    regions, findings = locate(document, publications)
    issues: list[Issue] = []
    applied: set[Correction] = set()
    for region in regions:
        issue, found, settled = read_region(document, region, corrections)
        findings += found
        findings += _behind_footer(document, region)
        applied |= settled
        if issue.articles:
            issues.append(issue)
            findings += _number_possible(document, region)
        else:
            findings.append(finding("L202", _masthead_place(document, region), issue=_name(issue)))
    if not regions and not findings:
        findings.append(finding("L201", Place(document.name)))
    return issues, findings + unfit(corrections, applied)


def read_region(
    document: SourceDocument, region: Region, corrections: Sequence[Correction] = ()
) -> tuple[Issue, list[Diagnostic], set[Correction]]:
    """Read one listing that has been located; give also the corrections that were applied."""
    seen = look(document, region)
    settled = settle(document, seen, corrections)
    path = best(seen, [*propose(seen), *settled])
    issue, findings = assemble(document, region, seen, path.steps, settled)
    applied, found = reports(document, seen, settled, path.edges)
    return issue, findings + found, applied


def look(document: SourceDocument, region: Region) -> Context:
    """Cut a listing into pieces and look at its lines."""
    raw = list(document.lines)
    cuts = cut(raw, region.first - 1, region.column - 1, region.end - 1)
    return context(cuts, raw, region.publication, closed=bool(region.footer))


def best(seen: Context, readings: Sequence[Reading]) -> Path[Reading]:
    """Pick the best consistent path through the readings of a listing."""
    pieces = seen.cuts.pieces

    def follow(position: int) -> Follow:
        return FOLLOW[pieces[position].gap if position < len(pieces) else Gap.LINE]

    path = best_path(readings, len(pieces), follow)
    assert path is not None, "a listing can always be set aside as unread"
    return path


def _behind_footer(document: SourceDocument, region: Region) -> list[Diagnostic]:
    """Report lines behind a footer that look like entries all the same (L204)."""
    if not region.footer:
        return []
    first = region.footer[-1] + 1
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


_NUMBERS = {"weekly": 53, "ten-days": 36, "semimonthly": 24, "monthly": 12, "bimonthly": 6, "quarterly": 4}


def _number_possible(document: SourceDocument, region: Region) -> list[Diagnostic]:
    """Check the issue's number against the frequency of the periodical (L207)."""
    frequency, number = region.publication.frequency, region.masthead.number
    if frequency is None or number <= _NUMBERS.get(frequency, number):
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
