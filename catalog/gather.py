"""From inputs to issues: each page is read for its listings, and each issue is taken once."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from catalog import issuefile
from catalog.compact import Table, Texts
from catalog.diagnostics import Diagnostic, Place, finding
from catalog.digest import blake2b
from catalog.identity import issue_number
from catalog.issue import Author, Issue
from catalog.publication import Publication, by_name

if TYPE_CHECKING:
    from catalog.corrections import Correction


class Page(NamedTuple):
    """A page with what a person settled on it: all that its reading depends on, wherever it is read."""

    name: str
    data: bytes
    settled: tuple[Correction, ...] = ()


def page(data: bytes, name: str, corrections: Path | None = None) -> tuple[Page | None, list[Diagnostic]]:
    """Put a page and its corrections together: those beside it, or in the folder given.

    A page whose corrections cannot be used is none: half of what a person settled is worse than none.
    """
    path = (corrections or Path(name).parent) / f"{Path(name).stem}.fixes.toml"
    if issuefile.looks_like_json(data, name) or not os.path.lexists(path):
        return Page(name, data), []
    from catalog.corrections import load

    settled, faults = load(path)
    return (None if faults else Page(name, data, settled)), faults


def read(
    data: bytes,
    name: str,
    publications: Sequence[Publication],
    encoding: str | None = None,
    corrections: Path | None = None,
) -> tuple[list[Issue], list[Diagnostic]]:
    """Give the issues that a page lists, or that a JSON file of our own holds, as `issues_on` does."""
    found, faults = page(data, name, corrections)
    return issues_on(found, publications, encoding) if found else ([], faults)


def issues_on(
    page: Page, publications: Sequence[Publication], encoding: str | None = None
) -> tuple[list[Issue], list[Diagnostic]]:
    """Give the issues that a page lists, or that a JSON file of our own holds.

    An issue of a publication without a profile is a finding (L203 on a page, W706 in JSON) and left out.
    """
    if issuefile.looks_like_json(page.data, page.name):
        items = list(read_records(BytesIO(page.data), page.name, publications))
        issues = [item for item in items if isinstance(item, Issue)]
        return issues, [item for item in items if isinstance(item, Diagnostic)]
    return _listed(page, publications, encoding)


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
    """Give the issues that a page lists, whatever its bytes look like."""
    found, faults = page(data, name, corrections)
    return _listed(found, publications, encoding) if found else ([], faults)


def _listed(
    page: Page, publications: Sequence[Publication], encoding: str | None
) -> tuple[list[Issue], list[Diagnostic]]:
    from catalog import listing, readers

    document, findings = readers.reader(page.name, page.data).read(page.data, page.name, encoding)
    if document is None:
        return [], _instead(page) or findings
    found, more = listing.read(document, publications, page.settled)
    return found, (None if found else _instead(page)) or findings + more


def _instead(page: Page) -> list[Diagnostic]:
    """Say what a file is on which there is no listing, if it is no page at all (S117)."""
    from catalog.marc.containers import recognised
    from catalog.marc.containers.ahead import HEAD
    from catalog.marc.containers.foreign import foreign

    head = page.data[:HEAD]
    container = recognised(head)
    kind = foreign(head) or (f"MARC ({container.name})" if container else "")
    return [finding("S117", Place(page.name), kind=kind)] if kind else []


def check_page(
    data: bytes,
    name: str,
    publications: Sequence[Publication],
    once: Once,
    encoding: str | None = None,
    corrections: Path | None = None,
) -> list[Diagnostic]:
    """Give what reading a page finds, and what an export of its issues would say before any record is made.

    That is an issue that the run has met before (L205, L206), articles that are refused (W704), texts that
    may be escaped or hold markup (R486, R487).
    """
    from catalog.marc.soundness import Numbers, sound

    issues, findings = read_page(data, name, publications, encoding, corrections)
    for issue in issues:
        publication = by_name(issue.publication, publications)
        assert publication is not None, "listings are found by the names of publications"
        own = issue_number(publication.code, issue.year, issue.number)
        here = Place(issue.source.file, issue.source.line)
        if again := once.again(own, label(issue), here, content(issue)):
            findings.append(again)
        else:
            sound(issue, publication, Numbers(), findings)
    return findings


class Once:
    """The issues that a run has met, a few bytes of memory for each; only the first copy of one is taken."""

    def __init__(self) -> None:
        self._met, self._files = Table(2), Texts()  # file and line of the first copy
        self._said = Table(0)  # what it says

    def again(self, key: str, label: str, place: Place, content: bytes) -> Diagnostic | None:
        """Say so if an issue was met before: with the same content (L205, a note), or with other (L206)."""
        files, lines = self._met.columns
        row, is_new = self._met.row(key)
        if is_new:
            files[row], lines[row] = self._files.add(place.file), place.line or 0
            self._said.row((key, content))
            return None
        code = "L205" if (key, content) in self._said else "L206"
        return finding(code, place, issue=label, other=f"{self._files[files[row]]}:{lines[row]}")


def content(issue: Issue) -> bytes:
    """Give a digest of what two copies of an issue must share: its entries, wherever they stand."""
    said = [
        (section.heading, article.kicker, article.title, article.pages, *map(_names, article.authors))
        for section in issue.sections
        for article in section.articles
    ]
    return blake2b(repr(said).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def label(issue: Issue) -> str:
    """Name an issue as its masthead does."""
    return f"《{issue.publication}》{issue.year}年第{issue.number}期"


def _names(author: Author) -> object:
    return author.name, author.kind, author.role, author.affiliation
