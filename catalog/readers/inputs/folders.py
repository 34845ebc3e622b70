"""A folder searched for files, one folder in memory at a time."""

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from catalog.diagnostics import Diagnostic, Place, finding
from catalog.readers.inputs.input import Input, Wanted, shown, unreadable


def walk(folder: str, wanted: Wanted, passed: Counter[str]) -> Iterator[Input | Diagnostic]:
    """Give the files below a folder that are wanted, and what could not be looked at (S102).

    `passed` counts those that were passed over, by suffix.  Hidden files and folders are not looked at, links
    are followed and no folder is searched twice; files come before the folders beside them, each in the order
    of their names.
    """
    seen: set[tuple[int, int]] = set()
    waiting = [folder]
    while waiting:
        current = waiting.pop()
        base = current.rstrip("/")
        troubles: dict[str, str] = {}
        try:
            status = os.stat(current)  # noqa: PTH116
            if (status.st_dev, status.st_ino) in seen:
                continue
            seen.add((status.st_dev, status.st_ino))
            files, folders = _names(current, wanted, troubles, passed)
        except OSError as error:
            yield unreadable(shown(current), error)
            continue
        for name in files:
            path = f"{base}/{name}"
            if name in troubles:
                yield finding("S102", Place(shown(path)), reason=troubles[name])
            else:
                yield Input(shown(path), Path(path))
        waiting += (f"{base}/{name}" for name in reversed(folders))


def _names(
    folder: str, wanted: Wanted, troubles: dict[str, str], passed: Counter[str]
) -> tuple[list[str], list[str]]:
    """Give the names of the files and of the folders; `troubles` takes what is wrong with a file."""
    files: list[str] = []
    folders: list[str] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            name = entry.name
            if name.startswith("."):
                continue
            is_wanted = wanted.has(name)
            try:  # only a link has to be looked up: what anything else is, the folder itself says
                if entry.is_dir():
                    folders.append(name)
                    continue
                if is_wanted and not entry.is_file():
                    troubles[name] = "not an ordinary file"
            except OSError as error:  # a link to itself
                troubles[name] = error.strerror or str(error)
            if is_wanted:
                files.append(name)
            elif wanted.passes_over(name):
                passed[os.path.splitext(name)[1].lower()] += 1  # noqa: PTH122 - of a name
    return sorted(files), sorted(folders)
