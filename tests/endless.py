"""Reads a file that is made as it is read, and says what is told of it.

`python -m tests.endless` is given as JSON a beginning, a piece and how often it comes, and prints the codes
and the memory that was needed, in kilobytes.
"""

import json
import re
import sys
from collections.abc import Iterator
from itertools import chain, repeat
from pathlib import Path

from catalog import convert
from catalog.diagnostics import Diagnostic


class Endless:
    """A stream of a beginning, and of one piece so many times."""

    def __init__(self, first: str, piece: str, times: int) -> None:
        self._pieces: Iterator[bytes] = chain([first.encode()], repeat(piece.encode(), times))
        self._left = b""

    def read(self, size: int = -1, /) -> bytes:
        """Give the next bytes, at most so many."""
        piece = self._left or next(self._pieces, b"")
        data, self._left = piece[:size], piece[size:]
        return data


if __name__ == "__main__":
    found = convert.read(Endless(*json.load(sys.stdin)), "x")
    print(*(item.code for item in found if isinstance(item, Diagnostic)))
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    print(*re.findall(r"VmHWM:\s*(\d+)", status))
