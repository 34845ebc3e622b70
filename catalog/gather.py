"""From inputs to issues: each page is read for its listings, and each issue is taken once."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from catalog import issuefile
from catalog.diagnostics import Diagnostic, Place, finding
from catalog.model import Author, Issue
from catalog.publication import Publication, by_name

if TYPE_CHECKING:
    from catalog.corrections import Correction


def read(
    data: bytes,
    name: str,
    publications: Sequence[Publication],
    encoding: str | None = None,
    corrections: Path | None = None,
) -> tuple[list[Issue], list[Diagnostic]]:
    """Give the issues that a page lists, or that a JSON file of our own holds.

    An issue of a publication without a profile is a finding (L203 on a page, W706 in JSON) and left out.
    """
    if issuefile.looks_like_json(data, name):
        items = list(read_records(BytesIO(data), name, publications))
        issues = [item for item in items if isinstance(item, Issue)]
        return issues, [item for item in items if isinstance(item, Diagnostic)]
    return read_page(data, name, publications, encoding, corrections)


def read_records(
    stream: BinaryIO, name: str, publications: Sequence[Publication]
) -> Iterator[Issue | Diagnostic]:
    """Give the issues of our own JSON, one after the other, and what is wrong with it.

    An issue of a publication without a profile is a finding (W706).
    """
    for item in issuefile.read_stream(stream, name):
        if isinstance(item, Diagnostic) or by_name(item.publication, publications):
            yield item
        else:
            yield finding("W706", Place(name), publication=item.publication, issue=label(item))


def read_page(
    data: bytes,
    name: str,
    publications: Sequence[Publication],
    encoding: str | None = None,
    corrections: Path | None = None,
) -> tuple[list[Issue], list[Diagnostic]]:
    """Give the issues that a page lists, read with its corrections: beside it, or in the folder given.

    A page whose corrections cannot be used is not read: half of what a person settled is worse than none.
    """
    from catalog import listing, readers

    document, findings = readers.reader(name, data).read(data, name, encoding)
    if document is None:
        return [], findings
    settled, faults = _corrections(name, corrections)
    if faults:
        return [], findings + faults
    found, more = listing.read(document, publications, settled)
    return found, findings + faults + more


def _corrections(name: str, folder: Path | None) -> tuple[tuple[Correction, ...], list[Diagnostic]]:
    """Read the corrections of a page: `page.fixes.toml` beside `page.txt`, or in the folder given."""
    page = Path(name)
    path = (folder or page.parent) / f"{page.stem}.fixes.toml"
    if not os.path.lexists(path):
        return (), []
    from catalog.corrections import load

    return load(path)


def once(
    issues: Iterable[Issue], publications: Sequence[Publication]
) -> tuple[list[Issue], list[Diagnostic]]:
    """Take each issue once: a second copy is a note (L205), one with other entries an error (L206)."""
    taken: dict[tuple[str, int, int], Issue] = {}
    findings: list[Diagnostic] = []
    for issue in issues:
        profile = by_name(issue.publication, publications)
        name = profile.name if profile else issue.publication
        first = taken.setdefault((name, issue.year, issue.number), issue)
        if first is not issue:
            code = "L205" if _content(first) == _content(issue) else "L206"
            place = Place(issue.source.file, issue.source.line)
            other = f"{first.source.file}:{first.source.line}"
            findings.append(finding(code, place, issue=label(issue), other=other))
    return list(taken.values()), findings


def label(issue: Issue) -> str:
    """Name an issue as its masthead does."""
    return f"《{issue.publication}》{issue.year}年第{issue.number}期"


def _content(issue: Issue) -> object:
    """Give what two copies of an issue must share: its entries, wherever they stand on their pages."""
    return [
        (section.heading, article.kicker, article.title, article.pages, *map(_names, article.authors))
        for section in issue.sections
        for article in section.articles
    ]


def _names(author: Author) -> object:
    return author.name, author.kind, author.role, author.affiliation, author.nationality
