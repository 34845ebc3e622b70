"""RIS, as Zotero, NoteExpress and EndNote read it: two letters, a hyphen, a value, to the end of the line.

The tags are those of the format's description of 2011 and of Zotero's reader.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from catalog import patterns
from catalog.context import Context
from catalog.diagnostics import Diagnostic
from catalog.formats import GENERATOR, Frame
from catalog.formats.citation import LANGUAGE, Function, by_function, page_range, statements
from catalog.formats.entries import Entry, entries
from catalog.formats.naming import label
from catalog.issue import Issue

TYPE = "JOUR"
"""Every periodical with a listing is 期刊, document type J of GB/T 7714; no profile tells magazines apart."""

NAMES: dict[Function, str] = {"author": "AU", "editor": "A2", "contributor": "A3", "translator": "A4"}
"""Zotero takes A2 for the editor and A4 for the translator of an article; A3 it keeps as a note."""


def write(issues: Iterable[Issue], context: Context, findings: list[Diagnostic]) -> Iterator[bytes]:
    """Write a reference for each article, in UTF-8; what cannot be written whole is refused (W704)."""
    for entry in entries(issues, context, findings):
        tagged = "".join(f"{tag}  - {value}\r\n" for tag, value in reference(entry) if value)
        yield f"{tagged}ER  - \r\n\r\n".encode()


def frame(context: Context) -> Frame:
    """Give nothing: references stand by themselves."""
    return Frame()


def reference(entry: Entry) -> Iterator[tuple[str, str | None]]:
    """Give the tags of an article with their values, in order.

    The periodical stands in T2 and, for older readers, in JF; what has no tag stands in one note.
    """
    first, last = page_range(entry.article.pages)
    yield "TY", TYPE
    yield "ID", entry.number
    yield "TI", entry.article.title
    for function, names in by_function(entry.article.authors).items():
        for name in names:
            yield NAMES[function], name
    yield "T2", entry.publication.name
    yield "JF", entry.publication.name
    yield "PY", str(entry.issue.year)
    yield "IS", str(entry.issue.number)
    yield "SP", first
    yield "EP", last
    yield "SN", entry.issn
    yield "LA", LANGUAGE
    yield "N1", "；".join(statements(entry))
    yield "DP", GENERATOR


_REFERENCE = patterns.compile(
    r"TY  - JOUR\r\nID  - .*\r\n(?:(?!ER)[A-Z][A-Z0-9]  - .*\r\n)*?"
    r"T2  - (?P<name>.*)\r\nJF  - (?P=name)\r\nPY  - (?P<year>\d+)\r\nIS  - (?P<number>\d+)\r\n"
    rf"(?:(?!ER)[A-Z][A-Z0-9]  - .*\r\n)*?DP  - {GENERATOR}\r\nER  - \r\n\r\n"
)


def issues_in(data: bytes) -> frozenset[str] | None:
    """Name the issues in a file; one that another program has written again is not ours."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    held: set[str] = set()
    end = 0
    while found := _REFERENCE.match(text, end):
        held.add(label(found["name"], found["year"], found["number"]))
        end = found.end()
    return frozenset(held) if held and end == len(text) else None
