"""Where the values of a JSON text stand: from a path of keys and indexes to line and column."""

import json
import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from typing import NamedTuple

from catalog import patterns

Path = tuple[str | int, ...]

_TOKEN = patterns.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{},:]|[^\s\[\]{},:"]+', re.DOTALL)
_LONGEST_EXCERPT = 500


class Member(NamedTuple):
    """A value in a JSON text: its path, where its key begins and ends, and where it does itself.

    Offsets count from 0; of an array or object the opening bracket counts.  The key's are those of the
    value where there is no key.
    """

    path: Path
    key: tuple[int, int]
    value: tuple[int, int]


class Spot(NamedTuple):
    """Line and columns from 1, in code points, and the line itself unless it is endless."""

    line: int
    column: int
    end_column: int
    excerpt: str


class Lines:
    """The lines of a text, to tell where an offset stands."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(found.end() for found in re.finditer("\n", text))]

    def spot(self, start: int, end: int) -> Spot:
        """Give the place of a stretch, as far as it stands on one line.

        >>> Lines('{\\n "a": 1}').spot(8, 9)
        Spot(line=2, column=7, end_column=8, excerpt=' "a": 1}')
        """
        line = bisect_right(self.starts, start)
        first = self.starts[line - 1]
        stop = self.starts[line] - 1 if line < len(self.starts) else len(self.text)
        excerpt = self.text[first:stop].rstrip("\r") if stop - first <= _LONGEST_EXCERPT else ""
        return Spot(line, start - first + 1, max(start + 1, min(end, stop)) - first + 1, excerpt)


def members(text: str) -> Iterator[Member]:
    """Give every value of a well-formed JSON text in its order, without recursion.

    >>> [member.path for member in members('{"a": [1, {"b": null}]}')]
    [(), ('a',), ('a', 0), ('a', 1), ('a', 1, 'b')]
    """
    path: list[str | int] = []
    objects: list[bool] = []  # for each open bracket, whether it is one of an object
    key: tuple[int, int] | None = None
    for token in _TOKEN.finditer(text):
        mark = token[0]
        if mark in ("]", "}"):
            objects.pop()
            path.pop()
            key = None
        elif mark == ",":
            key = None
            if not objects[-1]:
                path[-1] = int(path[-1]) + 1
        elif mark == ":":
            continue
        elif objects and objects[-1] and key is None:
            key = token.span()
            path[-1] = str(json.loads(mark))
        else:
            yield Member(tuple(path), key or token.span(), token.span())
            if mark in ("[", "{"):
                objects.append(mark == "{")
                path.append(0)
            key = None if mark == "{" else key


def locate(text: str, wanted: Collection[Path]) -> dict[Path, Member]:
    """Find values by their paths; one that is not there is found at the object that lacks it."""
    among = {path[:length] for path in wanted for length in range(len(path) + 1)}
    found = {member.path: member for member in members(text) if member.path in among}
    return {
        path: next(found[path[:length]] for length in range(len(path), -1, -1) if path[:length] in found)
        for path in wanted
    }


def repeated(text: str) -> Iterator[Member]:
    """Give the members of objects whose key stood in the same object before."""
    seen: set[Path] = set()
    for member in members(text):
        if member.path in seen:
            yield member
        seen.add(member.path)


def pointer(path: Path) -> str:
    """Write a path as a JSON pointer (RFC 6901).

    >>> pointer(("issues", 0, "a/b"))
    '/issues/0/a~1b'
    """
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)
