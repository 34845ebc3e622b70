"""Archives searched as folders are: the same files in the same order, whether packed or not.

No name of a member leads anywhere: nothing is unpacked under it.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, NamedTuple, cast

from catalog.diagnostics import Diagnostic, Place, finding
from catalog.readers.inputs import spools, tars, zips
from catalog.readers.inputs.input import (
    ARCHIVES,
    WITHIN,
    Input,
    Member,
    UnreadableError,
    Wanted,
    passed_over,
    shown,
    unreadable,
)
from catalog.readers.inputs.members import PLENTY_IN_ALL, Entry, encoding_of, key_of, path_of, swollen
from catalog.readers.inputs.streams import Part, raw


class Kind(NamedTuple):
    """A kind of archive: how its contents are listed, one of them opened, the whole unpacked before."""

    suffixes: tuple[str, ...]
    entries: Callable[[BinaryIO], Iterator[Entry]]
    opened: Callable[[BinaryIO, Member], BinaryIO]
    decoder: Callable[[], spools.Decoder] | None = None


KINDS = (
    Kind((".zip",), zips.entries, zips.opened),
    Kind((".tar",), tars.entries, tars.opened),
    Kind((".tar.gz", ".tgz"), tars.entries, tars.opened, spools.Gzip),
    Kind((".tar.bz2", ".tbz2"), tars.entries, tars.opened, spools.bzip2),
    Kind((".tar.xz", ".txz"), tars.entries, tars.opened, spools.xz),
)  # fmt: skip


def search(archive: Input, wanted: Wanted, only: str = "") -> Iterator[Input | Diagnostic]:
    """Give the files of an archive that are wanted, and what is wrong with it.

    `only` is the path of a file in it, or of a folder.  Findings: S101 no such path, S102 and S103 for the
    archive as for any file, and S120 to S127.  What a damaged archive still shows is given before.
    """
    rows: list[Entry] = []
    passed = Counter[str]()
    damage: OSError | None = None
    if archive.url:  # of a file far away nothing cheap tells that it is still the same
        spools.spooled.cache_clear()
    try:
        with _laid_open(archive) as (kind, file, damage):
            for entry in kind.entries(file):
                path = _readable(entry.name)
                if only or wanted.or_archives().has(path):
                    rows.append(entry)
                elif not path.endswith("/") and all(map(wanted.passes_over, path.split("/"))):
                    passed[os.path.splitext(path)[1].lower()] += 1  # noqa: PTH122 - of a name
            size = file.seek(0, os.SEEK_END)
    except OSError as error:
        damage, size = damage or error, sys.maxsize
    encoding = encoding_of(entry.name for entry in rows)
    if encoding != "utf-8":
        yield finding("S126", Place(archive.name), encoding={"gb18030": "GBK"}.get(encoding, encoding))
    members = _in_order(rows, encoding, wanted, only)
    del rows
    if bomb := swollen(size, sum(row.member.size for row in members if not row.trouble), PLENTY_IN_ALL):
        yield unreadable(archive.name, bomb)
        return
    for key, member, trouble in members:
        name = f"{archive.name}{WITHIN}{shown(path_of(key))}"
        if trouble:
            yield unreadable(name, trouble)
        else:
            yield Input(name, archive.path, archive.url, member)
    if damage:
        yield unreadable(archive.name, damage)
    elif not members and only:
        yield finding("S101", Place(f"{archive.name}{WITHIN}{shown(only)}"))
    elif not members:
        yield finding("S121", Place(archive.name), suffixes=str(wanted))
    elif passed:
        yield passed_over(archive.name, passed)


@contextlib.contextmanager
def opened(source: Input, member: Member) -> Iterator[BinaryIO]:
    """Open a file of an archive; raises OSError, and so does reading."""
    with _laid_open(source) as (kind, file, _), kind.opened(file, member) as stream:
        yield stream


def within(argument: str) -> tuple[str, str]:
    """Part `pages.zip!2025/page.txt` into an archive that is there and a path in it, else into nothing.

    >>> within("nowhere.zip!page.txt")
    ('', '')
    """
    for suffix in ARCHIVES:
        at = argument.lower().find(suffix + WITHIN)
        archive, path = argument[: at + len(suffix)], argument[at + len(suffix) + 1 :].strip("/")
        if at >= 0 and path and os.path.isfile(archive):  # noqa: PTH113  # says no where Path raises
            return archive, path
    return "", ""


@contextlib.contextmanager
def _laid_open(archive: Input) -> Iterator[tuple[Kind, BinaryIO, OSError | None]]:
    """Give an archive as a file in which one can move about, and why that is not the whole of it."""
    place = archive.url.partition("::")[0] or str(archive.path)
    kind = next(kind for kind in KINDS if place.lower().endswith(kind.suffixes))
    if kind.decoder is None:
        with raw(archive) as file:
            if not file.seek(0, os.SEEK_END):
                raise UnreadableError("S103")
            file.seek(0)
            yield kind, file, None
        return
    status = archive.path.stat() if archive.path else None
    stamp = (status.st_mtime_ns, status.st_size) if status else ()
    spool = spools.spooled(Input("", archive.path, archive.url), stamp, kind.decoder)
    yield kind, cast("BinaryIO", Part(spool.file, 0, spool.size)), spool.trouble


class _Row(NamedTuple):
    """A file that is wanted: the key of its path, where it lies, and why it cannot be read."""

    key: str
    member: Member
    trouble: UnreadableError | None


def _in_order(entries: Iterable[Entry], encoding: str, wanted: Wanted, only: str) -> list[_Row]:
    """Choose what is wanted of the files of an archive, in the order of their paths."""
    chosen = []
    for entry in entries:
        path = _path(entry.name, encoding)
        if only and path != only and not path.startswith(f"{only}/"):
            continue
        if path == only or (wanted.has(path) and not _hidden(path)):
            chosen.append(_Row(key_of(path), entry.member, entry.trouble))
        elif path.lower().endswith(ARCHIVES) and not _hidden(path):
            chosen.append(_Row(key_of(path), entry.member, UnreadableError("S124")))
    return sorted(chosen, key=lambda row: row[:2])


def _path(name: str | bytes, encoding: str) -> str:
    """Give a name as a path; old programs of Windows part it by the other stroke."""
    text = name if isinstance(name, str) else name.decode(encoding)
    if "/" not in text:
        text = text.replace("\\", "/")
    return "/".join(part for part in text.split("/") if part not in ("", "."))


def _hidden(path: str) -> bool:
    return any(part.startswith(".") and part != ".." for part in path.split("/"))


def _readable(name: str | bytes) -> str:
    """Give a name whose suffix can be read, even one of unknown encoding."""
    return name.decode("ascii", "replace") if isinstance(name, bytes) else name
