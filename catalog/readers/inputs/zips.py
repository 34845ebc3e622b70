"""ZIP archives (PKWARE APPNOTE 6.3), stored or deflated."""

from __future__ import annotations

import io
import stat
import struct
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, cast

from catalog.readers.inputs.input import Member, UnreadableError, reason
from catalog.readers.inputs.members import PLENTY, Entry, swollen
from catalog.readers.inputs.streams import Guarded

if TYPE_CHECKING:
    import zipfile

_ENCRYPTED = 0x1
_UTF_8 = 0x800
_METHODS = (0, 8)  # stored, deflated
_LOCAL = struct.Struct("<4s22xHH")  # what stands before a file: a mark, the lengths of its name and extras


def entries(file: BinaryIO) -> Iterator[Entry]:
    """Give the files that the directory at the end names, in no order; raises OSError.

    What unpacks without end is told by the lengths stated there: nothing is unpacked beyond them.
    """
    import zipfile

    try:
        archive = zipfile.ZipFile(file)
    except OSError:
        raise
    except Exception as error:  # of damage it raises whatever its arithmetic comes to
        raise _damaged(error) from error
    infos = archive.filelist
    archive.NameToInfo.clear()  # so that each entry is forgotten when it has been seen
    while infos:
        info = infos.pop()
        if not info.filename.endswith("/"):  # is_dir fails where there is no name
            member = Member(
                info.header_offset, info.file_size, info.compress_size, info.compress_type, info.CRC
            )
            yield Entry(_name(info), member, _trouble(info))


def opened(file: BinaryIO, member: Member) -> BinaryIO:
    """Give a file of the archive, unpacked as it is read; reading raises OSError, S120 for damage."""
    import zipfile

    file.seek(member.start)
    try:
        mark, name, extra = _LOCAL.unpack(file.read(_LOCAL.size))
    except struct.error as error:
        raise UnreadableError("S120", reason="it ends too early") from error
    if mark != b"PK\3\4":
        raise UnreadableError("S120", reason="no file where the directory says")
    file.seek(name + extra, io.SEEK_CUR)
    info = zipfile.ZipInfo()
    info.compress_type, info.compress_size = member.method, member.packed
    info.file_size, info.CRC = member.size, member.crc
    unpacked = cast("BinaryIO", zipfile.ZipExtFile(file, "r", info))
    return io.BufferedReader(Guarded(unpacked, _damaged))


def _damaged(error: Exception) -> UnreadableError:
    return UnreadableError("S120", reason=reason(error))


def _name(info: zipfile.ZipInfo) -> str | bytes:
    """Give the name, as bytes if it is not said to be UTF-8: it was then read as code page 437."""
    if info.flag_bits & _UTF_8:
        return info.orig_filename
    return info.orig_filename.encode("cp437")


def _trouble(info: zipfile.ZipInfo) -> UnreadableError | None:
    if stat.S_ISLNK(info.external_attr >> 16):
        return UnreadableError("S125")
    if info.flag_bits & _ENCRYPTED:
        return UnreadableError("S123")
    if info.compress_type not in _METHODS:
        return UnreadableError("S127", method=info.compress_type)
    return swollen(info.compress_size, info.file_size, PLENTY)
