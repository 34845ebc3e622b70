"""A register that is missing where files were exported before: what it knew is not known any more."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from catalog import patterns
from catalog.diagnostics import Diagnostic, Place, finding

_ISSUE = patterns.compile(r"\d{4}-\d+\.")


class Earlier:
    """The issues that a folder holds when an export begins there without the register of those before.

    Where a register is, and without one at all, there are none.
    """

    def __init__(self, folder: Path, register: Path | None, suffixes: Sequence[str]) -> None:
        self._register = register
        lost = register is not None and not os.path.lexists(register)
        self._files = dict(_issues(folder, tuple(suffixes))) if lost else {}

    def replaced(self) -> list[Diagnostic]:
        """Say that some of these files have other bytes now (W743): their articles may be numbered anew."""
        files = [path for path, seen in self._files.items() if path.is_file() and _seen(path) != seen]
        if not files:
            return []
        return [finding("W743", Place(str(self._register)), count=len(files), file=files[0])]


def _issues(folder: Path, suffixes: tuple[str, ...]) -> Iterator[tuple[Path, tuple[int, int]]]:
    for path in sorted(folder.glob("*/*")) if os.path.isdir(folder) else ():  # noqa: PTH112
        if path.name.endswith(suffixes) and _ISSUE.match(path.name):
            yield path, _seen(path)


def _seen(path: Path) -> tuple[int, int]:
    state = path.stat()
    return state.st_ino, state.st_mtime_ns
