"""Compressed tars, of which no part can be found but from the beginning: unpacked whole, out of sight."""

import io
import tempfile
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import BinaryIO, Protocol

from catalog.readers.inputs.input import Input, UnreadableError, reason
from catalog.readers.inputs.members import PLENTY_IN_ALL, swollen
from catalog.readers.inputs.streams import raw

_PIECE = 1 << 16
_DICTIONARY = 100_000_000  # bytes that xz may need to unpack; `xz -9` makes files that need 65 MB


class Decoder(Protocol):
    """What unpacks one compressed stream, as the decompressors of bz2 and lzma do."""

    @property
    def eof(self) -> bool:
        """Whether the stream has ended."""
        ...

    @property
    def needs_input(self) -> bool:
        """Whether nothing can be unpacked before more is known."""
        ...

    @property
    def unused_data(self) -> bytes:
        """What stands behind the end of the stream."""
        ...

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """Unpack at most so many bytes; raises errors of its own for damage."""
        ...


class Spool:
    """What a compressed tar unpacks to, in a temporary file that is gone when nobody needs it any more.

    `trouble` is why it is not the whole of it.
    """

    def __init__(self) -> None:
        self.file: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the spool
        self.size = 0
        self.trouble: OSError | None = None

    def __del__(self) -> None:
        self.file.close()


@lru_cache(maxsize=2)  # one whose pages are read while the next is looked at
def spooled(archive: Input, stamp: object, decoder: Callable[[], Decoder]) -> Spool:
    """Unpack a compressed tar, of which no part can be found but from its beginning; raises OSError.

    `stamp` tells the file from a later one of the same name.  A bomb is given up as soon as it is one (S122).
    """
    spool = Spool()
    with raw(archive) as file:
        pieces = _pieces(file, decoder)
        while True:
            try:
                piece = next(pieces, b"")
            except Exception as error:  # of damaged bytes: OSError, EOFError, zlib.error, lzma.LZMAError
                spool.trouble = UnreadableError("S120", reason=reason(error))
                break
            if not piece:
                break
            spool.size += len(piece)
            if bomb := swollen(file.tell(), spool.size, PLENTY_IN_ALL):
                raise bomb
            if piece.strip(b"\0"):
                spool.file.write(piece)
            else:  # zeros need no room on the disk
                spool.file.seek(len(piece), io.SEEK_CUR)
    spool.file.truncate(spool.size)
    return spool


def _pieces(file: BinaryIO, make: Callable[[], Decoder]) -> Iterator[bytes]:
    """Unpack a file piece by piece: one compressed stream after the other, zeros between them."""
    data = file.read(_PIECE)
    while data := data.lstrip(b"\0") or file.read(_PIECE).lstrip(b"\0"):
        decoder = make()
        while not decoder.eof:
            if decoder.needs_input and not data:
                data = file.read(_PIECE)
                if not data:
                    raise EOFError("it ends too early")
            piece, data = decoder.decompress(data, _PIECE), b""
            if piece:
                yield piece
        data = decoder.unused_data


class Gzip:
    """Unpacks gzip (RFC 1952) as `Decoder` says, which zlib itself does not."""

    def __init__(self) -> None:
        import zlib

        self._zlib = zlib.decompressobj(31)

    @property
    def eof(self) -> bool:
        """Whether the stream has ended."""
        return self._zlib.eof

    @property
    def needs_input(self) -> bool:
        """Whether nothing can be unpacked before more is known."""
        return not self._zlib.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        """What stands behind the end of the stream."""
        return self._zlib.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """Unpack; raises zlib.error."""
        return self._zlib.decompress(self._zlib.unconsumed_tail + data, max_length)


def bzip2() -> Decoder:
    """Unpack bzip2."""
    import bz2

    return bz2.BZ2Decompressor()


def xz() -> Decoder:
    """Unpack xz, with a bound on the memory that it may ask for."""
    import lzma

    return lzma.LZMADecompressor(memlimit=_DICTIONARY)
