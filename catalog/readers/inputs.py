"""Where the bytes come from: files, folders, standard input."""

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

from catalog.diagnostics import Diagnostic, Place, finding
from catalog.readers import SUFFIXES
from catalog.source import invisible

PAGE_LIMIT = 64_000_000
"""Bytes that a page of text may have."""

RECORDS_LIMIT = 512_000_000
"""Bytes that a file of records may have."""

_RECORDS = (".json", ".xml", ".marcxml")


class Input(NamedTuple):
    """Something to read: its name as findings and records show it, and its path, None for standard input."""

    name: str
    path: Path | None


def find(
    arguments: Sequence[str], suffixes: tuple[str, ...] = SUFFIXES
) -> tuple[list[Input], list[Diagnostic]]:
    """Give what the arguments stand for: a file itself, a folder the files below it with one of the suffixes.

    `-` is standard input.  Below a folder, hidden files and folders are passed over, links are followed
    and no folder is searched twice; files come before the folders beside them, each in the order of
    their names.  Findings: S101 not found, S102 unreadable, S107 a folder without such files.
    """
    found: list[Input] = []
    findings: list[Diagnostic] = []
    for argument in arguments:
        name = shown(argument)
        if argument == "-":
            found.append(Input("<stdin>", None))
        elif not argument or not os.path.lexists(argument):
            findings.append(finding("S101", Place(name)))
        elif os.path.isdir(argument):  # noqa: PTH112 - a Path would lose "./" and a trailing slash
            below = list(_walk(argument, suffixes))
            found += (item for item in below if isinstance(item, Input))
            findings += (item for item in below if isinstance(item, Diagnostic))
            if not below:
                findings.append(finding("S107", Place(name), suffixes=", ".join(suffixes)))
        else:
            found.append(Input(name, Path(argument)))
    return found, findings


def seeds(folder: Path) -> tuple[list[Input], list[Diagnostic]]:
    """Give the files of a seeds folder, wherever it lies, under names that begin with `seeds/`."""
    found, findings = find([str(folder)])
    return [Input(f"seeds/{source.name[len(str(folder)) + 1 :]}", source.path) for source in found], findings


def load(source: Input) -> tuple[bytes | None, list[Diagnostic]]:
    """Read the bytes of an input, never more than its limit.

    Findings: S102 unreadable, S103 empty, S106 too large (told from the size, without reading).
    """
    limit = RECORDS_LIMIT if source.name.lower().endswith(_RECORDS) else PAGE_LIMIT
    place = Place(source.name)
    try:
        if source.path is None:
            # Python has no standard input at all when the shell closed it.
            data, size = _read(sys.stdin.buffer, limit) if sys.stdin else (b"", 0)
        else:
            with source.path.open("rb") as file:
                data, size = _read(file, limit)
    except OSError as error:
        return None, [finding("S102", place, reason=error.strerror or str(error))]
    if size > limit:
        return None, [finding("S106", place, size=-(-size // 10**6), limit=limit // 10**6)]
    return (data, []) if data else (None, [finding("S103", place)])


def shown(name: str) -> str:
    r"""Give a name as it can be printed and stored: controls and bytes that are no text as escapes.

    >>> shown("页\udcff\n.txt")
    '页\\udcff\\n.txt'
    """
    return "".join(c.encode("unicode_escape").decode("ascii") if invisible(c) else c for c in name)


def _read(file: BinaryIO, limit: int) -> tuple[bytes, int]:
    """Read at most one byte more than the limit; give the bytes and the size, as far as it is known."""
    status = os.fstat(file.fileno())
    if stat.S_ISREG(status.st_mode) and status.st_size > limit:
        return b"", status.st_size
    data = file.read(limit + 1)
    return data, len(data)


def _walk(folder: str, suffixes: tuple[str, ...]) -> Iterator[Input | Diagnostic]:
    """Find the files below a folder, and what could not be looked at."""
    seen: set[tuple[int, int]] = set()
    waiting = [folder]
    while waiting:
        current = waiting.pop()
        try:
            status = os.stat(current)  # noqa: PTH116
            if (status.st_dev, status.st_ino) in seen:
                continue
            seen.add((status.st_dev, status.st_ino))
            with os.scandir(current) as entries:
                visible = sorted((e for e in entries if not e.name.startswith(".")), key=lambda e: e.name)
        except OSError as error:
            yield finding("S102", Place(shown(current)), reason=error.strerror or str(error))
            continue
        folders: list[str] = []
        for entry in visible:
            path = f"{current.rstrip('/')}/{entry.name}"
            if entry.is_dir():
                folders.append(path)
            elif entry.name.lower().endswith(suffixes):
                if entry.is_file():
                    yield Input(shown(path), Path(path))
                else:
                    yield finding("S102", Place(shown(path)), reason="not an ordinary file")
        waiting += reversed(folders)
