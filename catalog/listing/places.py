"""From the lines of a page to those of its file, where the page was extracted from a file of other lines."""

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from catalog.diagnostics import Diagnostic, Place
from catalog.frozen import Frozen
from catalog.issue import Evidence, Issue, Source
from catalog.source import SourceDocument, SourceSpan


def in_file(
    document: SourceDocument, issues: Sequence[Issue], findings: Sequence[Diagnostic]
) -> tuple[list[Issue], list[Diagnostic]]:
    """Let evidence, sources and findings name lines and columns of the file, where the quoted text stands."""
    moved = [cast(Issue, _moved(issue, document)) for issue in issues]
    return moved, [_told(item, document) for item in findings]


def _moved(value: object, document: SourceDocument) -> object:
    """Move each place in a record, however deep it stands."""
    match value:
        case Evidence():
            spans = tuple(part for span in value.spans for part in document.in_file(span))
            return value.model_copy(update={"spans": spans, "quoted": document.quote(spans)})
        case Source():
            first, last = (_line(value.line, document), _line(value.end_line, document, at_end=True))
            return value.model_copy(update={"line": first, "end_line": last})
        case Frozen():
            values = {name: _moved(part, document) for name, part in vars(value).items()}
            return value.model_copy(update=values)
        case tuple():
            return tuple(_moved(item, document) for item in value)
        case dict():
            return {key: _moved(item, document) for key, item in value.items()}
    return value


def _line(line: int, document: SourceDocument, *, at_end: bool = False) -> int:
    """Give the line of the file on which a line of the page begins or ends."""
    return document.stretches[line - 1][-1 if at_end else 0].line


def _told(item: Diagnostic, document: SourceDocument) -> Diagnostic:
    """Move the place of a finding, and the line that its text names."""
    place = item.place
    if place.file != document.name or place.line is None:
        return item
    end = place.end_column or len(document.lines[place.line - 1]) + 1
    moved = Place.at(document, SourceSpan(place.line, place.column or 1, end))
    values = {**item.values, "line": moved.line} if "line" in item.values else item.values
    return replace(item, place=moved, values=values)
