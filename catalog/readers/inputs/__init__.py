"""Where the bytes come from: files, folders, archives, lists of paths, URLs, standard input.

`found` gives one input after the other, `opened` the stream of one, `load` the bytes of one that is a page.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator, Sequence
from typing import BinaryIO, Protocol

from catalog.diagnostics import Diagnostic, Place, finding
from catalog.misuse import MisuseError
from catalog.readers.inputs.input import Input, Wanted, shown, unreadable
from catalog.readers.inputs.search import PAGES, found, is_remote
from catalog.readers.inputs.streams import raw

__all__ = [
    "Input",
    "Wanted",
    "check",
    "find",
    "found",
    "load",
    "opened",
    "rest",
    "shown",
    "unreadable",
]

PAGE_LIMIT = 64_000_000
"""Bytes that a page of text may have."""

RECORDS_LIMIT = 512_000_000
"""Bytes that a file of records may have that is read at once."""

_RECORDS = (".json", ".jsonl", ".xml", ".marcxml")


class Stream(Protocol):
    """Gives bytes, as a binary file does."""

    def read(self, size: int = -1, /) -> bytes:
        """Give the next bytes, at most so many, none at the end."""
        ...


def find(
    arguments: Sequence[str], wanted: Wanted = PAGES, files_from: str | None = None
) -> tuple[list[Input], list[Diagnostic]]:
    """Give at once all that `found` finds, for those who must count."""
    items = list(found(arguments, wanted, files_from))
    return (
        [item for item in items if isinstance(item, Input)],
        [item for item in items if isinstance(item, Diagnostic)],
    )


def check(arguments: Sequence[str], files_from: str | None = None) -> None:
    """Raise ValueError or LookupError, with words for the user, for arguments that nobody could read here."""
    if files_from == "-" and "-" in arguments:
        raise MisuseError(
            "Standard input is the list of --files-from or a page, not both.",
            "标准输入或为 --files-from 的清单，或为一页，不能兼作两者。",
        )
    for argument in arguments:
        if is_remote(argument):
            from catalog.readers.inputs import remote

            if lack := remote.lacking(argument):
                shown_url = remote.masked(argument)
                raise MisuseError(
                    f"{shown_url} cannot be read here: {lack}", f"此处不能读 {shown_url}：{lack}"
                )


@contextlib.contextmanager
def opened(source: Input) -> Iterator[BinaryIO]:
    """Open an input as a stream of any length; raises OSError, and so does reading, whatever the trouble.

    `unreadable` makes the finding of such an error.  The stream may not be able to seek.
    """
    if source.member is None:
        with raw(source) as file:
            yield file
    else:
        from catalog.readers.inputs import archives

        with archives.opened(source, source.member) as file:
            yield file


def load(source: Input) -> tuple[bytes | None, list[Diagnostic]]:
    """Read the bytes of an input, never more than its limit.

    Findings: S102 unreadable, S103 empty, S106 too large (told from the size, without reading), and those
    of archives and URLs.
    """
    limit = _limit(source.name)
    size, data = source.member.size if source.member else 0, b""
    try:
        if size <= limit:
            with opened(source) as file:
                data, size = _read(file, limit)
    except OSError as error:
        return None, [unreadable(source.name, error)]
    if size > limit:
        return None, [_too_large(source.name, size, limit)]
    return (data, []) if data else (None, [finding("S103", Place(source.name))])


def rest(stream: Stream, name: str) -> tuple[bytes | None, list[Diagnostic]]:
    """Read what is left of a stream, never more than the limit of an input that is called so (S106)."""
    limit = _limit(name)
    data = stream.read(limit + 1)
    while len(data) <= limit and (more := stream.read(limit + 1 - len(data))):
        data += more
    return (data, []) if len(data) <= limit else (None, [_too_large(name, len(data), limit)])


def _limit(name: str) -> int:
    return RECORDS_LIMIT if name.lower().endswith(_RECORDS) else PAGE_LIMIT


def _too_large(name: str, size: int, limit: int) -> Diagnostic:
    return finding("S106", Place(name), size=-(-size // 10**6), limit=limit // 10**6)


def _read(file: BinaryIO, limit: int) -> tuple[bytes, int]:
    """Read at most one byte more than the limit; give the bytes and the size, as far as it is known."""
    with contextlib.suppress(OSError):  # what is no file of the system has no number there
        status = os.fstat(file.fileno())
        if stat.S_ISREG(status.st_mode) and status.st_size > limit:
            return b"", status.st_size
    data = file.read(limit + 1)
    return data, len(data)
