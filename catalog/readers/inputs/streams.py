"""Streams of bytes: a file, a URL or standard input, and what is laid around or cut out of one."""

from __future__ import annotations

import contextlib
import io
import sys
import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, BinaryIO, TypeVar

from catalog.readers.inputs.input import Input, UnreadableError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

T = TypeVar("T")


@contextlib.contextmanager
def raw(source: Input) -> Iterator[BinaryIO]:
    """Open the file of an input, for a member that of its archive; raises OSError."""
    if source.path is not None:
        with source.path.open("rb") as file:
            yield file
    elif source.url:
        from catalog.readers.inputs import remote

        with remote.opened(source.url) as file:
            yield file
    else:  # Python has no standard input at all when the shell closed it
        yield sys.stdin.buffer if sys.stdin else io.BytesIO()


class Guarded(io.RawIOBase):
    """A stream that somebody else's code reads: whatever that raises becomes an OSError."""

    def __init__(self, stream: BinaryIO, trouble: Callable[[Exception], OSError]) -> None:
        self._stream = stream
        self._trouble = trouble

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def seekable(self) -> bool:
        """Say whether its reader can move about in it."""
        return self._stream.seekable()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Move; raises OSError."""
        return self._tried(lambda: self._stream.seek(offset, whence))

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Read the next bytes; raises OSError."""
        view = memoryview(buffer)
        data = self._tried(lambda: self._stream.read(len(view)))
        view[: len(data)] = data
        return len(data)

    def _tried(self, call: Callable[[], T]) -> T:
        try:
            return call()
        except OSError:
            raise
        except Exception as error:  # nothing says what may come from a network, or of damaged bytes
            raise self._trouble(error) from error


class Part(io.RawIOBase):
    """A stretch of a file, of which several may be read at a time; S120 if the file ends within it."""

    _alone = threading.RLock()

    def __init__(self, file: BinaryIO, start: int, size: int) -> None:
        self._file = file
        self._start = start
        self._size = size
        self._at = 0

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def seekable(self) -> bool:
        """Say that its reader can move about in it."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Move; raises ValueError for a place before its beginning."""
        at = offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        if at < 0:
            raise ValueError(f"negative seek value {at}")
        self._at = at
        return at

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Read the next bytes; raises OSError."""
        view = memoryview(buffer)[: max(self._size - self._at, 0)]
        with self._alone:
            self._file.seek(self._start + self._at)
            data = self._file.read(len(view))
        if len(data) < len(view):
            raise UnreadableError("S120", reason="it ends too early")
        view[: len(data)] = data
        self._at += len(data)
        return len(data)
