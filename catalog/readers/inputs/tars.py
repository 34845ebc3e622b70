"""Tar archives (POSIX.1-2001 pax, and GNU)."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, BinaryIO, TypeVar

from catalog.readers.inputs.input import Member, UnreadableError, reason
from catalog.readers.inputs.members import Entry
from catalog.readers.inputs.streams import Part

if TYPE_CHECKING:
    import tarfile

T = TypeVar("T")

_BLOCK = 512
_HEADER = 1 << 20  # bytes that may describe one file


def entries(file: BinaryIO) -> Iterator[Entry]:
    """Give the files as they stand in the archive; raises OSError (S120) where it is damaged."""
    import tarfile

    at = -1
    archive = _tried(lambda: tarfile.TarFile(fileobj=_Headers(file)))
    while info := _tried(archive.next):
        archive.members.clear()  # type: ignore[attr-defined]  # it would keep them all, as typeshed does not say
        if info.offset_data <= at:
            raise UnreadableError("S120", reason="it goes round in a circle")
        at = info.offset_data
        if not info.isdir():
            yield Entry(_name(info), Member(at, info.size, info.size), _trouble(info))
    # An archive ends in blocks of zeros; what follows anything else was passed over without a word.
    file.seek(archive.offset)
    end = file.read(_BLOCK)
    if end.strip(b"\0") or not end:
        raise UnreadableError("S120", reason=f"it ends too early, or goes wrong at byte {archive.offset}")


def opened(file: BinaryIO, member: Member) -> BinaryIO:
    """Give a file of the archive; reading raises OSError, S120 for damage."""
    return io.BufferedReader(Part(file, member.start, member.size))


class _Headers(io.RawIOBase):
    """A file of which only short pieces are read: no header of a tar may ask for memory without bound."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def read(self, size: int = -1) -> bytes:
        if not 0 <= size <= _HEADER:
            raise UnreadableError("S120", reason=f"a header of {size} bytes")
        return self._file.read(size)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()


def _tried(call: Callable[[], T]) -> T:
    try:
        return call()
    except OSError:
        raise
    except Exception as error:  # of damage it raises whatever its arithmetic comes to
        raise UnreadableError("S120", reason=reason(error)) from error


def _name(info: tarfile.TarInfo) -> str | bytes:
    """Give the name, as bytes if it is not UTF-8."""
    if info.name.isascii():
        return info.name
    raw_name = info.name.encode("utf-8", "surrogateescape")
    try:
        return raw_name.decode("utf-8")
    except UnicodeDecodeError:
        return raw_name


def _trouble(info: tarfile.TarInfo) -> UnreadableError | None:
    if info.issym() or info.islnk():
        return UnreadableError("S125")
    if info.sparse is not None:
        return UnreadableError("S127", method="sparse")
    return None if info.isfile() else UnreadableError("S102", reason="not an ordinary file")
