"""What is in an archive, as its directory says: names, places, and what cannot be unpacked."""

from collections.abc import Iterable
from typing import NamedTuple

from catalog.readers.inputs.input import Member, UnreadableError

PLENTY = 128_000_000
"""Bytes that a file may unpack to, however small it is packed."""

PLENTY_IN_ALL = 1_000_000_000
"""Bytes that all files of an archive may unpack to, however small it is."""

RATIO = 200
"""How many times larger than packed a file, or all, may be beyond that; text packs to a tenth."""

ENCODINGS = ("utf-8", "gb18030")
"""What names may be in that do not say so: most programs write UTF-8, Chinese Windows GBK."""


class Entry(NamedTuple):
    """A file in an archive: its name, in bytes if their encoding is not known, and why it cannot be read."""

    name: str | bytes
    member: Member
    trouble: UnreadableError | None = None


def swollen(packed: int, size: int, plenty: int) -> UnreadableError | None:
    """Give the trouble (S122) of what unpacks to so much more than it takes that it can be no pages."""
    if size <= plenty or size <= RATIO * packed:
        return None
    return UnreadableError("S122", size=-(-size // 10**6), ratio=size // max(packed, 1))


def encoding_of(names: Iterable[str | bytes]) -> str:
    """Choose the encoding in which all names can be read, else that of the ZIP standard, code page 437.

    >>> encoding_of(["页.txt", "工会/页.txt".encode("gbk")])
    'gb18030'
    """
    data = b"\n".join(name for name in names if isinstance(name, bytes))
    for encoding in ENCODINGS:
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    return "cp437"


def key_of(path: str) -> str:
    """Give the key that orders paths as folders are searched: files first, then the folders beside them.

    >>> sorted(["a/b/c.txt", "a/d.txt", "b.txt"], key=key_of)
    ['b.txt', 'a/d.txt', 'a/b/c.txt']
    """
    folder, _, name = path.rpartition("/")
    return "".join(f"\1{part}" for part in folder.split("/") if folder) + f"\0{name}"


def path_of(key: str) -> str:
    """Give the path of a key.

    >>> path_of(key_of("a/b/c.txt"))
    'a/b/c.txt'
    """
    return key.replace("\0", "/").replace("\1", "/")[1:]
