"""A file written piece by piece, however large: it appears whole or not at all."""

import contextlib
import errno
import filecmp
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from catalog.diagnostics import Diagnostic, Place, finding
from catalog.output import print_bytes

_WORTH_WRITING = 256 * 1024


def write_pieces(path: Path, pieces: Iterable[bytes], *, force: bool = False) -> list[Diagnostic]:
    """Write a file under a passing name and rename it when it is whole; say what stood in the way.

    No pieces make no file.  A file that already has these bytes is left alone.  Findings: W701 cannot be
    written; without `force`, W702 a file of other content stands there.
    """
    try:
        return _written(path, pieces, force)
    except OSError as error:
        return [finding("W701", Place(str(path)), reason=error.strerror or str(error))]


def print_pieces(pieces: Iterable[bytes]) -> list[Diagnostic]:
    """Write pieces to standard output, until it is closed or full (W701)."""
    for data in _gathered(pieces):
        if findings := print_bytes(data):
            return findings
    return []


def _written(path: Path, pieces: Iterable[bytes], force: bool) -> list[Diagnostic]:
    if path.is_dir():
        raise OSError(errno.EISDIR, os.strerror(errno.EISDIR))
    if path.exists() and not path.is_file():  # a device or a pipe: there is nothing to rename
        with path.open("wb") as file:
            file.writelines(pieces)
        return []
    target = Path(os.path.realpath(path))  # through a link, to the file that it stands for
    part = target.with_name(f".{os.getpid()}-{os.urandom(4).hex()}.part")
    made = [folder for folder in target.parents if not folder.exists()]
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with part.open("xb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        if part.stat().st_size == 0 or (target.exists() and filecmp.cmp(part, target, shallow=False)):
            return []
        if target.exists():
            if not force:
                return [finding("W702", Place(str(path)))]
            part.chmod(target.stat().st_mode)
        part.replace(target)
        return []
    finally:
        part.unlink(missing_ok=True)
        for folder in made:
            with contextlib.suppress(OSError):  # one that holds the file stays
                folder.rmdir()


def _gathered(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Join small pieces into larger ones."""
    waiting: list[bytes] = []
    size = 0
    for piece in pieces:
        waiting.append(piece)
        size += len(piece)
        if size >= _WORTH_WRITING:
            yield b"".join(waiting)
            waiting, size = [], 0
    if waiting:
        yield b"".join(waiting)
