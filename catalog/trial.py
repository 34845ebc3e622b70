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

    Headings that its profile does not name are findings (P314), each once; listings of the others are none,
    unless there is no listing of the first at all (P315).  Corrections stand beside the page, or in the
    folder given.
    """
    publication, *others = publications
    elsewhere = {name for other in others for name in other.names}
    sources, findings = find([listing])
    issues: list[Issue] = []
    said: list[Diagnostic] = []
    for source in sources:
        data, found = load(source)
        findings += found
        if data is not None:
            read, found = gather.read_page(data, source.name, (publication,), encoding, corrections)
            issues += read
            said += found
    kept = [item for item in said if item.code != "L203" or item.values["publication"] not in elsewhere]
    if not issues and said and all(item.severity == "note" or item.code in _NO_LISTING for item in said):
        kept = [*(item for item in kept if item.code != "L201"), _none(publication, said)]
    return issues, [*findings, *kept, *_unnamed(publication, issues)]


_NO_LISTING = ("L201", "L203")


def _none(publication: Publication, said: Sequence[Diagnostic]) -> Diagnostic:
    """Say that no listing of the periodical was found, and which were instead."""
    heads = [item for item in said if item.code == "L203"]
    seen = "、".join(dict.fromkeys(f"《{item.values['publication']}》" for item in heads))
    names = "、".join(f"《{name}》" for name in publication.names)
    place = (heads or said)[0].place
    return finding("P315", place, names=names, seen_en=seen or "none", seen_zh=seen or "无")


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
