"""Where the printed listing says what a finding speaks of: told by the evidence in our JSON.

The JSON may be as broken as it likes: what is not there or of another kind is passed over.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from catalog.diagnostics import Diagnostic, Listing

LIMIT = 32 * 1024 * 1024
"""Bytes of JSON that are looked into."""


def parsed(data: bytes) -> object:
    """Read a file that may hold issues in our JSON; anything else is None."""
    if len(data) > LIMIT or not data[:64].removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        return None
    if b'"issues"' not in data or b'"source"' not in data:
        return None
    try:
        return json.loads(data, parse_int=_integer)
    except (ValueError, RecursionError):
        return None


def traced(findings: Iterable[Diagnostic], issues: object) -> Iterator[Diagnostic]:
    """Name the line of the listing in findings about values of our JSON, whose field is a JSON pointer."""
    for item in findings:
        listing = _at(issues, _path(item.place.field)) if item.place.field.startswith("/") else None
        yield replace(item, place=replace(item.place, listing=listing)) if listing else item


def articles(issues: object) -> dict[str, Listing]:
    """Give the line on which the title of an article is printed, by control number."""
    found: dict[str, Listing] = {}
    for issue in _members(issues, "issues"):
        for section in _members(issue, "sections"):
            for article in _members(section, "articles"):
                number = article.get("id")
                line = _line(article, "title")
                file = _file(issue)
                if isinstance(number, str) and number and line and file:
                    found.setdefault(number, Listing(file, line))
    return found


def _at(value: object, path: Sequence[str]) -> Listing | None:
    """Give the line of a value; or else of the nearest thing that it is part of, at last of the issue."""
    way = [value]
    for step in path:
        if isinstance(value, list):
            value = value[int(step)] if step.isdecimal() and int(step) < len(value) else None
        else:
            value = _get(value, step)
        way.append(value)
    issue = way[2] if path[0] == "issues" and len(way) > 2 else None
    lines = (
        _line(way[index], *path[index : index + 2], "title", "heading", "name")
        for index in reversed(range(2, len(way)))
    )
    file, line = _file(issue), next(filter(None, lines), _number(_get(issue, "source", "line")))
    return Listing(file, line) if file and line else None


def _line(value: object, *names: str) -> int:
    """Give the first line in the evidence for one of these; 0 if there is none."""
    for name in names:
        spans = _get(value, "evidence", name, "spans")
        if isinstance(spans, list) and spans and (line := _number(_get(spans[0], "line"))):
            return line
    return 0


def _file(issue: object) -> str:
    file = _get(issue, "source", "file")
    return file if isinstance(file, str) else ""


def _get(value: object, *keys: str) -> object:
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _members(value: object, key: str) -> list[dict[str, object]]:
    members = _get(value, key)
    return [item for item in members if isinstance(item, dict)] if isinstance(members, list) else []


def _number(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0


def _integer(digits: str) -> int:
    return int(digits) if len(digits) < 100 else 0


def _path(pointer: str) -> list[str]:
    """Read a JSON pointer (RFC 6901).

    >>> _path("/issues/0/a~1b")
    ['issues', '0', 'a/b']
    """
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]
