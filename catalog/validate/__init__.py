"""`catalog validate`: will this load, and is it right?

A file is told by its content; what is wrong with it is a list of findings, never an exception.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from catalog.diagnostics import Diagnostic, Place, finding
from catalog.marc.containers.ahead import HEAD, Ahead
from catalog.marc.containers.foreign import refused
from catalog.marc.containers.recognise import too_wide
from catalog.validate.kind import Kind, other_root, sniff

if TYPE_CHECKING:
    from catalog.validate.rules import File, Library, Survey

__all__ = [
    "CHECKS",
    "Ahead",
    "Check",
    "Kind",
    "Listing",
    "checked",
    "conclude",
    "is_streamed",
    "sniff",
    "validate",
]

Check = Callable[["Ahead", "File"], Iterable[Diagnostic]]
Listing = Callable[[bytes, str], list[Diagnostic]]
"""Reads a text and gives the findings of reading."""


def _json(stream: Ahead, file: File) -> Iterable[Diagnostic]:
    from catalog.validate.issues import check_issues

    return check_issues(stream, file)


def _marcxml(stream: Ahead, file: File) -> Iterable[Diagnostic]:
    from catalog.validate.marcxml import check_marcxml  # lxml takes long to import

    return check_marcxml(stream, file)


def _records(stream: Ahead, file: File) -> Iterable[Diagnostic]:
    from catalog.validate.records import check_records

    return check_records(stream, file)


def _mods(stream: Ahead, file: File) -> Iterable[Diagnostic]:
    from catalog.validate.mods import check_mods

    return check_mods(stream, file)


def _unknown(stream: Ahead, file: File) -> list[Diagnostic]:
    """Say what the file is instead."""
    if found := other_root(stream.head):
        return [finding("X502", Place(file.name), found=found)]
    return [refused(stream.head, file.name)]


# what is done with each kind of file; a text is read by whoever can read a listing
CHECKS: dict[Kind, Check] = {
    Kind.JSON: _json,
    Kind.MARCXML: _marcxml,
    Kind.RECORDS: _records,
    Kind.MODS: _mods,
    Kind.UNKNOWN: _unknown,
}


def is_streamed(head: bytes, name: str) -> bool:
    """Tell a file that is checked as it is read, in bounded memory: records, and our JSON in lines."""
    from catalog.issuefile import looks_like_lines

    kind = sniff(head, name)
    return kind not in (Kind.TEXT, Kind.JSON) or (kind is Kind.JSON and looks_like_lines(head, name))


def validate(
    data: bytes,
    name: str,
    listing: Listing | None = None,
    library: Library | None = None,
    survey: Survey | None = None,
    encoding: str | None = None,
) -> list[Diagnostic]:
    """Check a file of any kind and give all findings at once; see `checked`."""
    return list(checked(Ahead(BytesIO(data)), name, listing, library, survey, encoding))


def checked(
    stream: Ahead,
    name: str,
    listing: Listing | None = None,
    library: Library | None = None,
    survey: Survey | None = None,
    encoding: str | None = None,
) -> Iterator[Diagnostic]:
    """Check a file of any kind; `listing` reads one that is text and gives the findings of reading.

    `name` is how findings call the file.  Without `listing`, a text has no findings here.  `library` is what
    the library knows, and the system that the records are for.  Files of a folder share a `survey`, which
    says at its end what they show together; without one, that is said of the file alone.  Records that are
    not UTF-8 and do not say so are read in the `encoding` given.  What is not one that `is_streamed` is read
    whole.
    """
    if not stream.head.strip() and len(stream.head) < HEAD:
        yield finding("S103", Place(name))
        return
    if wide := too_wide(stream.head):
        yield finding("X571", Place(name, 1), encoding=wide)
        return
    kind = sniff(stream.head, name)
    if kind not in CHECKS:
        yield from listing(stream.read(), name) if listing else ()
        return
    from catalog.marc.charset import is_ascii_compatible
    from catalog.validate.rules import File, Library, Survey

    own = Survey() if survey is None else survey
    used = encoding if encoding and is_ascii_compatible(encoding) else "utf-8"
    file = File(name, encoding=used, library=library or Library(), survey=own, sieves=own.sieves)
    yield from CHECKS[kind](stream, file)
    if survey is None:
        yield from conclude(file.survey, library)


def conclude(survey: Survey, library: Library | None = None) -> list[Diagnostic]:
    """Say what only all records of a file or folder show together."""
    from catalog.validate.rules import Library

    known = library or Library()
    return list(survey.findings(known.hosts, known.organisation))
