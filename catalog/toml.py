"""TOML that people write, kept from what Python's reader of it cannot bear."""

import errno
import os
import tomllib
from pathlib import Path
from tomllib import TOMLDecodeError as FaultError
from typing import Any

from catalog import patterns

__all__ = ["LARGEST", "TOO_DEEP", "TOO_MANY_PARTS", "UNREADABLE", "FaultError", "loads", "text"]

LARGEST = 1_000_000
"""Bytes that a file may have."""
UNREADABLE = (OSError, UnicodeDecodeError, FaultError)
"""What reading a file as TOML raises; `tomlplace.unreadable` says it."""
TOO_DEEP = "Nested too deeply"
TOO_MANY_PARTS = "Too many parts in a key"

# Time and memory grow with the square of the parts of a key: a line of 400 kB takes 100 GB.
_MANY_PARTS = patterns.compile(r"(?<![\w-])(?:(?:[\w-]++|\"[^\"\n]*+\"|'[^'\n]*+')[ \t]*+\.[ \t]*+){100}")


def text(path: Path) -> str:
    """Read a file in UTF-8; raises OSError, also for more than LARGEST bytes, and UnicodeDecodeError."""
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
    return data.decode("utf-8-sig").replace("\r\n", "\n")


def loads(written: str) -> dict[str, Any]:
    """Read a text; raises FaultError, also for nesting and keys without end.

    >>> loads("a.b = 1")
    {'a': {'b': 1}}
    """
    if _MANY_PARTS.search(written):
        raise FaultError(TOO_MANY_PARTS)
    try:
        return tomllib.loads(written)
    except RecursionError:
        raise FaultError(TOO_DEEP) from None
