"""A stream whose first bytes are known before it is read, so that what it holds can be told."""

from typing import Protocol

HEAD = 64 * 1024
"""Bytes by which a container is told."""


class Stream(Protocol):
    """Gives bytes, as a binary file does."""

    def read(self, size: int = -1, /) -> bytes:
        """Give the next bytes, at most so many, none at the end."""
        ...


class Ahead:
    """A stream of which the first bytes are known before it is read."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        parts, size = [], 0
        while size < HEAD and (part := stream.read(HEAD - size)):
            parts.append(part)
            size += len(part)
        self.head = b"".join(parts)
        self._first = self.head

    def read(self, size: int = -1, /) -> bytes:
        """Give the next bytes, at most so many."""
        if not self._first:
            return self._stream.read(size)
        if size < 0:
            data, self._first = self._first + self._stream.read(), b""
        else:
            data, self._first = self._first[:size], self._first[size:]
        return data
