"""What arguments stand for: files, folders, archives, lists of paths, URLs, standard input."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from catalog import patterns
from catalog.diagnostics import Diagnostic, Place, finding
from catalog.readers import SUFFIXES
from catalog.readers.inputs.folders import walk
from catalog.readers.inputs.input import WITHIN, Input, Wanted, passed_over, shown

STDIN = Input("<stdin>", None)
PAGES = Wanted(SUFFIXES)

_LOCAL = "file://"
_URL = patterns.compile("[A-Za-z][A-Za-z0-9+.-]+://")  # more than the letter of a drive


def found(
    arguments: Sequence[str], wanted: Wanted = PAGES, files_from: str | None = None
) -> Iterator[Input | Diagnostic]:
    """Give what the arguments, and the paths on a list, stand for, one after the other as it is found.

    That is a file itself; for a folder or an archive, the files in it that are wanted, as `walk` orders
    them; for a URL, what it names.  `-` is standard input, and as `files_from` a list from there.
    `pages.zip!2025` is a folder, or a file, in an archive.  An archive in a folder is searched too.
    Findings: S101 not found, S102 unreadable, S107 and S121 nothing with such a suffix, S116 what was passed
    over, S120 to S132.
    """
    for item in _named(arguments, wanted, files_from):
        if isinstance(item, Input) and item.is_archive:
            from catalog.readers.inputs import archives

            yield from archives.search(item, wanted)
        else:
            yield item


def is_remote(argument: str) -> bool:
    """Tell a URL that is no path of this machine.

    >>> [is_remote(name) for name in ("s3://bucket/page.txt", "file:///page.txt", "page.txt")]
    [True, False, False]
    """
    return _URL.match(argument) is not None and not argument.startswith(_LOCAL)


def _named(arguments: Sequence[str], wanted: Wanted, files_from: str | None) -> Iterator[Input | Diagnostic]:
    """Give what is named, archives unopened."""
    for argument in arguments:
        if argument == "-":
            yield STDIN
        else:
            yield from _search(argument, wanted, finding("S101", Place(shown(argument))))
    if files_from is not None:
        from catalog.readers.inputs.lists import listed

        for item in listed(files_from):
            if isinstance(item, Diagnostic):
                yield item
            else:
                path, place = item
                yield from _search(path, wanted, finding("S130", place, path=shown(path)))


def _search(argument: str, wanted: Wanted, absent: Diagnostic) -> Iterator[Input | Diagnostic]:
    """Give what a path or URL stands for; `absent` if there is none such."""
    if is_remote(argument):
        from catalog.readers.inputs import remote

        yield from remote.search(argument, wanted)
        return
    for path in _matches(argument) if argument.startswith(_LOCAL) else [argument]:
        if path and os.path.lexists(path):
            yield from _on_disk(path, wanted)
        elif WITHIN in path:
            yield from _in_archive(path, wanted, absent)
        else:
            yield absent


def _on_disk(path: str, wanted: Wanted) -> Iterator[Input | Diagnostic]:
    if not os.path.isdir(path):  # noqa: PTH112 - a Path would lose "./" and a trailing slash
        yield Input(shown(path), Path(path))
        return
    none, passed = True, Counter[str]()
    for item in walk(path, wanted.or_archives(), passed):
        none = False
        yield item
    if none:
        yield finding("S107", Place(shown(path)), suffixes=str(wanted))
    elif passed:
        yield passed_over(shown(path), passed)


def _in_archive(path: str, wanted: Wanted, absent: Diagnostic) -> Iterator[Input | Diagnostic]:
    from catalog.readers.inputs import archives

    archive, only = archives.within(path)
    if archive:
        yield from archives.search(Input(shown(archive), Path(archive)), wanted, only)
    else:
        yield absent


def _matches(url: str) -> list[str]:
    """Give the paths that a URL of this machine stands for, which may have a pattern and escapes."""
    from glob import glob
    from urllib.parse import unquote

    path = url.removeprefix(_LOCAL).removeprefix("localhost")
    escaped = path if os.path.lexists(path) else unquote(path)
    if os.path.lexists(escaped):
        return [escaped]
    return sorted(glob(escaped, recursive=True)) or [escaped]  # noqa: PTH207 - a path may be absolute
