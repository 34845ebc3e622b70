"""Passing names: what a file on its way is called, and how those go that a killed process has left."""

import contextlib
import os
from functools import cache
from pathlib import Path

from catalog import patterns

_PART = patterns.compile(r"\.(\d+)-[0-9a-f]{8}\.part(-journal)?")


def beside(target: Path) -> Path:
    """Give a name beside a file, under which it can be written until it is whole."""
    return target.with_name(f".{os.getpid()}-{os.urandom(4).hex()}.part")


@cache
def sweep(folder: Path) -> None:
    """Remove what a process that was killed has left under a passing name; raises OSError."""
    if os.name != "posix":  # elsewhere there is no harmless way to ask whether a process lives
        return
    with os.scandir(folder) as entries:
        for entry in entries:
            found = _PART.fullmatch(entry.name)
            if found and not _lives(int(found[1])):
                with contextlib.suppress(OSError):
                    os.unlink(entry.path)  # noqa: PTH108  # an entry is no Path


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
