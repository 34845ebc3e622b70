"""Try a profile on a listing: what it reads, what it does not, and the expectation to review and keep."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from catalog import gather
from catalog.diagnostics import Diagnostic, Place, finding
from catalog.issue import Issue
from catalog.publication import Publication
from catalog.readers.inputs import find, load

GUESSES = ("heading_by_shape", "heading_by_pattern", "marked_heading", "inline_heading")
"""Rules that see a heading without knowing it by name."""


def trial(
    publications: Sequence[Publication],
    listing: str,
    encoding: str | None = None,
    corrections: Path | None = None,
) -> tuple[list[Issue], list[Diagnostic]]:
    """Read a page, or a folder of them, for the listings of the first of these periodicals alone.

    Headings that its profile does not name are findings (P314), each once; listings of the others are none.
    Corrections stand beside the page, or in the folder given.
    """
    publication, *others = publications
    elsewhere = {name for other in others for name in other.names}
    sources, findings = find([listing])
    issues: list[Issue] = []
    for source in sources:
        data, found = load(source)
        findings += found
        if data is not None:
            read, found = gather.read_page(data, source.name, (publication,), encoding, corrections)
            issues += read
            findings += (
                item for item in found if item.code != "L203" or item.values["publication"] not in elsewhere
            )
    return issues, [*findings, *_unnamed(publication, issues)]


def _unnamed(publication: Publication, issues: Sequence[Issue]) -> Iterator[Diagnostic]:
    named = {_plain(heading) for heading in publication.sections}
    for issue in issues:
        for section in issue.sections:
            evidence = section.evidence.get("heading")
            if evidence and evidence.rule in GUESSES and _plain(evidence.quoted) not in named:
                named.add(_plain(evidence.quoted))
                span = evidence.spans[0]
                place = Place(issue.source.file, span.line, span.column, span.end_column)
                yield finding("P314", place, heading=section.heading)


def _plain(text: str) -> str:
    return "".join(text.split())


def expectation(issues: Sequence[Issue]) -> str:
    """Write what was read as gold, in the form that `catalog check` compares with: JSON, one value a line."""
    return json.dumps({"issues": list(map(_issue, issues))}, ensure_ascii=False, indent=1) + "\n"


def _issue(issue: Issue) -> dict[str, object]:
    sections = [
        {
            "name": section.heading,
            "articles": [
                {
                    "kicker": article.kicker,
                    "title": article.title,
                    "authors": [{"name": author.name, "kind": author.kind} for author in article.authors],
                }
                for article in section.articles
            ],
        }
        for section in issue.sections
    ]
    return {
        "publication": issue.publication,
        "year": issue.year,
        "issue": issue.number,
        "sections": sections,
    }
