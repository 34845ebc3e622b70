"""Where a key of a TOML text stands: from a path of keys and indexes to line and column."""

import re
from collections.abc import Sequence

from catalog.diagnostics import Place

_PART = r"[\w-]+|\"[^\"\n]*\"|'[^'\n]*'"
_KEYS = rf"(?:{_PART})(?:\s*\.\s*(?:{_PART}))*"
_HEADER = re.compile(rf"\s*\[\[?\s*({_KEYS})\s*\]\]?\s*(?:#.*)?")
_PAIR = re.compile(rf"\s*({_KEYS})\s*=")


def place(file: str, text: str, path: Sequence[str | int], item: object = None) -> Place:
    """Point at the key of a value, or at an item, a text, of the list there.

    Where the key is not found, the place is the nearest table around it, else the file.
    """
    keys = [part for part in path if isinstance(part, str)]
    lines = text.split("\n")
    table: list[str] = []
    found: tuple[int, int, int] | None = None
    depth = 0
    for row, line in enumerate(lines):
        header = _HEADER.fullmatch(line.rstrip("\r"))
        match = header or _PAIR.match(line)
        if match is None:
            continue
        here = [*([] if header else table), *_parts(match[1])]
        table = here if header else table
        if len(here) > depth and here == keys[: len(here)]:
            depth, found = len(here), (row, *match.span(1))
    if found is None:
        return Place(file)
    row, start, end = _item(lines, found[0], item) or found
    return Place(file, row + 1, start + 1, end + 1, lines[row].rstrip("\r"))


def _parts(keys: str) -> list[str]:
    return [part.strip("\"'") for part in re.findall(_PART, keys)]


def _item(lines: list[str], row: int, item: object) -> tuple[int, int, int] | None:
    """Find a text in its quotes, from a row on."""
    if isinstance(item, str):
        for number in range(row, len(lines)):
            for quoted in (f'"{item}"', f"'{item}'"):
                if (start := lines[number].find(quoted)) >= 0:
                    return number, start, start + len(quoted)
    return None
