"""CSL-JSON, as Zotero and pandoc read it: https://docs.citationstyles.org/en/stable/specification.html."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from catalog.context import Context
from catalog.diagnostics import Diagnostic
from catalog.formats import GENERATOR, Frame
from catalog.formats.citation import LANGUAGE, by_function, page_range, statements
from catalog.formats.entries import Entry, entries
from catalog.formats.naming import label
from catalog.issue import Issue

TYPE = "article-journal"
"""Every periodical with a listing is 期刊, document type J of GB/T 7714; no profile tells magazines apart."""


def write(issues: Iterable[Issue], context: Context, findings: list[Diagnostic]) -> Iterator[bytes]:
    """Write an array with an item for each article; what cannot be written whole is refused (W704)."""
    before = "[\n"
    for entry in entries(issues, context, findings):
        yield f"{before}{_line(item(entry))}".encode()
        before = ",\n"
    if before != "[\n":
        yield b"\n]\n"


def frame(context: Context) -> Frame:
    """Give what stands around the items."""
    return Frame(b"[\n", b",\n", b"\n]\n")


def item(entry: Entry) -> dict[str, object]:
    """Make the item of an article.

    A Chinese name is one `literal`: which part is the surname is not said in print.  The title stays whole,
    with its dash.  What Zotero has no field for stands in the note, a statement a line.
    """
    first, last = page_range(entry.article.pages)
    values: dict[str, object] = {
        "id": entry.number,
        "type": TYPE,
        "title": entry.article.title,
        **{
            function: [{"literal": name} for name in names]
            for function, names in by_function(entry.article.authors).items()
        },
        "container-title": entry.publication.name,
        "section": entry.heading,
        "issued": {"date-parts": [[entry.issue.year]]},
        "issue": str(entry.issue.number),
        "page": f"{first}-{last}" if last else first,
        "ISSN": entry.issn,
        "language": LANGUAGE,
        "note": "\n".join(statements(entry)),
        "source": GENERATOR,
    }
    return {name: value for name, value in values.items() if value}


def issues_in(data: bytes) -> frozenset[str] | None:
    """Name the issues in a file; one that another program has written again is not ours."""
    try:
        items = json.loads(data)
        if not items or not all(one["source"] == GENERATOR for one in items) or _file(items) != data:
            return None
        return frozenset(
            label(one["container-title"], one["issued"]["date-parts"][0][0], one["issue"]) for one in items
        )
    except (ValueError, LookupError, TypeError, RecursionError):
        return None


def _file(items: Sequence[dict[str, object]]) -> bytes:
    return ("[\n" + ",\n".join(map(_line, items)) + "\n]\n").encode()


def _line(values: dict[str, object]) -> str:
    return json.dumps(values, ensure_ascii=False)
