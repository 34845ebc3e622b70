"""Lines of articles read one at a time: those of an issue that stand together become one."""

import json
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple, Protocol

from pydantic import ValidationError

from catalog.compact import Firsts
from catalog.diagnostics import Diagnostic, Place, finding
from catalog.issuefile.faults import fault, halves
from catalog.issuefile.lines import ArticleLine, IssueHead
from catalog.issuefile.read_file import ERRORS, located, parsed
from catalog.issuefile.sense import Issues, Problem, structural
from catalog.jsonplace import Path
from catalog.model import Article, Issue, Section

LONGEST = 4 * 1024 * 1024
"""Bytes of a line: a hundred times that of a long article."""


class Stream(Protocol):
    """What gives lines."""

    def readline(self, size: int, /) -> bytes:
        """Give the next line with its end, at most so many bytes of it."""
        ...


class Row(NamedTuple):
    """A line of the file: its number, its text, what it holds."""

    number: int
    text: str
    line: ArticleLine


def read(stream: Stream, name: str) -> Iterator[Issue | Diagnostic]:
    """Give the issues of a file; one line that cannot be read costs that line (J6xx).

    Lines of an issue that do not stand together give several issues.
    """
    waiting: list[ArticleLine] = []
    seen = Firsts()
    for item in rows(stream, name):
        if isinstance(item, Diagnostic):
            yield item
            continue
        if wrong := [one for one in sense(item, structural, seen) if one.code in ERRORS]:
            yield from located(wrong, item.text, name, json.loads(item.text), item.number)
            continue
        if waiting and _key(waiting[0].issue) != _key(item.line.issue):
            yield together(waiting)
            waiting = []
        waiting.append(item.line)
    if waiting:
        yield together(waiting)


def rows(stream: Stream, name: str) -> Iterator[Row | Diagnostic]:
    """Give the lines of a file, and what is wrong with those that are none of ours; blank ones are passed."""
    number = 0
    while data := stream.readline(LONGEST):
        number += 1
        if len(data) == LONGEST:
            while data and not data.endswith(b"\n"):
                data = stream.readline(LONGEST)
            yield finding("J608", Place(name, number), limit=LONGEST // 1024**2)
            continue
        data = data.removeprefix(b"\xef\xbb\xbf").rstrip() if number == 1 else data.rstrip()
        if data:
            yield from _row(data, name, number)


def sense(row: Row, check: Callable[[Issues], Iterator[Problem]], seen: Firsts) -> list[Problem]:
    """Apply a check of issues to a line; `seen` are the ids of the lines before it and where they stand."""
    found = [item._replace(path=_in_line(item.path)) for item in check({0: together([row.line])})]
    if row.line.id and (first := seen.of(row.line.id, row.number)) != row.number:
        found.append(Problem("J621", ("id",), {"found": row.line.id, "line": first}))
    return found


def _in_line(path: Path) -> Path:
    """Turn the path of a value in a file of one article into that in its line."""
    if path[2:3] != ("sections",):
        return ("issue", *path[2:])
    return path[6:] if path[4:5] == ("articles",) else ("section", *path[4:])


def _row(data: bytes, name: str, number: int) -> Iterator[Row | Diagnostic]:
    try:
        line = ArticleLine.model_validate_json(data)
    except ValidationError:
        text, value, broken = parsed(data, name, number)
        if broken is not None:
            yield broken
            return
        problems = list(halves(value))
        try:
            if not problems:
                ArticleLine.model_validate_json(json.dumps(value))
        except ValidationError as error:
            problems = [p for item in error.errors(include_url=False) if (p := fault(item, ()))]
        except RecursionError:
            problems = [Problem("J603", (), {})]
        yield from located(problems, text, name, value, number)
    else:
        yield Row(number, data.decode(), line)


def _key(head: IssueHead) -> tuple[str, int, int]:
    return head.publication, head.year, head.number


def together(lines: Sequence[ArticleLine]) -> Issue:
    """Put articles of one issue together, under their sections."""
    head = lines[0].issue
    sections = []
    for _, share in groupby(lines, lambda line: (line.section.number, line.section.heading)):
        those = list(share)
        section = those[0].section
        articles = tuple(
            Article(**{key: getattr(line, key) for key in Article.model_fields}) for line in those
        )
        sections.append(Section(heading=section.heading, evidence=section.evidence, articles=articles))
    values = {key: getattr(head, key) for key in IssueHead.model_fields}
    return Issue(**values, sections=tuple(sections))
