"""Class numbers of the library's settings that no article of an export has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from catalog.context import Context
from catalog.diagnostics import Diagnostic, Place, finding
from catalog.identity import issue_number
from catalog.model import Issue
from catalog.publication import numbered


def unused(issues: Iterable[Issue], context: Context) -> Iterator[Diagnostic]:
    """Tell of keys of [classes] that are neither a heading nor a control number here (W785).

    A control number of an issue that is not exported now may be right, and is passed over.
    """
    left = dict.fromkeys(context.settings.classes)
    if not left:
        return
    here: set[str] = set()
    for issue in issues:
        publication = context.publication(issue.publication)
        here.add(issue_number(publication.code, issue.year, issue.number))
        for number, _, heading in numbered(issue, publication):
            left.pop(number, None)
            left.pop(heading or "", None)
    codes = tuple(publication.code for publication in context.publications)
    for key in left:
        if key.startswith(tuple(here)) or not (key.startswith(codes) and key[-1:].isdigit()):
            yield finding("W785", Place(context.file), key=key)
