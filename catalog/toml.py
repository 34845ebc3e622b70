"""TOML that people write, kept from what Python's reader of it cannot bear."""

import re
import tomllib
from pathlib import Path
from typing import Any

LARGEST = 1_000_000
"""Bytes that a file may have."""
TOO_DEEP = "Nested too deeply"
TOO_MANY_PARTS = "Too many parts in a key"

# Time and memory grow with the square of the parts of a key: a line of 400 kB takes 100 GB.
_MANY_PARTS = re.compile(r"(?<![\w-])(?:(?:[\w-]++|\"[^\"\n]*+\"|'[^'\n]*+')[ \t]*+\.[ \t]*+){100}")


def read(path: Path) -> dict[str, Any]:
    """Read a file in UTF-8; raises OSError, and ValueError for what is no TOML or more than LARGEST bytes."""
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise ValueError(f"more than {LARGEST} bytes")
    return loads(data.decode("utf-8-sig").replace("\r\n", "\n"))


def loads(text: str) -> dict[str, Any]:
    """Read a text; raises ValueError, also for nesting and keys without end.

    >>> loads("a.b = 1")
    {'a': {'b': 1}}
    """
    if _MANY_PARTS.search(text):
        raise ValueError(TOO_MANY_PARTS)
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ValueError(TOO_DEEP) from None
