"""Pages that are not on a disk of ours: whatever URL fsspec can read."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable, Iterator
from typing import BinaryIO, ParamSpec, Protocol, TypedDict, TypeVar

from catalog import patterns
from catalog.diagnostics import Diagnostic, Place, finding
from catalog.readers.inputs.input import Input, UnreadableError, Wanted, reason, shown, unreadable
from catalog.readers.inputs.streams import Guarded

P = ParamSpec("P")
T = TypeVar("T")

_GLOB = patterns.compile(r"[*\[]")  # a ? alone is the query of a page on the web
_USER = patterns.compile(r"//[^/@\s]*@")
EXTRA = "kanmu-catalog[remote]"


class Info(TypedDict):
    """What a file system says of a path."""

    name: str
    type: str


class FileSystem(Protocol):
    """What is used of a file system of fsspec."""

    def info(self, path: str) -> Info:
        """Tell what a path is."""
        ...

    def ls(self, path: str, detail: bool) -> list[Info]:
        """List a folder."""
        ...

    def glob(self, path: str) -> list[str]:
        """Give the paths that a pattern stands for."""
        ...

    def open(self, path: str, mode: str) -> BinaryIO:
        """Open a file."""
        ...


def search(url: str, wanted: Wanted) -> Iterator[Input | Diagnostic]:
    """Give what a URL stands for: a file itself, a folder the files below it, a pattern whatever it matches.

    As in a folder on the disk, what is hidden is passed over, and files come before the folders beside them,
    each in the order of their names.  Findings: S101, S102, S107, S131.
    """
    name = masked(url)
    try:
        system, path = _reached(url)
        matched = sorted(_tried(system.glob, path)) if _GLOB.search(path) else [path]
        if not matched:
            raise FileNotFoundError
        for match in matched:
            at = _url(url, path, match)
            if _tried(system.info, match)["type"] != "directory":
                yield Input(masked(at), None, at)
                continue
            none = True
            for item in _walk(system, match, wanted.or_archives()):
                none = False
                if isinstance(item, str):
                    below = _url(url, path, item)
                    yield Input(masked(below), None, below)
                else:
                    where, trouble = item
                    yield unreadable(masked(_url(url, path, where)), trouble)
            if none:
                yield finding("S107", Place(masked(at)), suffixes=str(wanted))
    except FileNotFoundError:
        yield finding("S101", Place(name))
    except OSError as error:
        yield unreadable(name, error)


@contextlib.contextmanager
def opened(url: str) -> Iterator[BinaryIO]:
    """Open what a URL names; raises OSError, and so does reading, whatever the trouble."""
    system, path = _reached(url)
    with contextlib.closing(_tried(system.open, path, "rb")) as stream:
        yield io.BufferedReader(Guarded(stream, _trouble))


def lacking(url: str) -> str:
    """Say which package has to be installed before a URL can be read; nothing if all are there."""
    try:
        import fsspec
    except ImportError:
        return f"pip install '{EXTRA}'"
    for part in url.split("::"):
        try:
            fsspec.get_filesystem_class(part.partition("://")[0].lower())
        except ImportError as error:
            return reason(error)
        except ValueError:
            pass  # no such protocol: that is no lack of a package
    return ""


def masked(url: str) -> str:
    """Give a URL, or a text with one, as it can be shown, without user and password.

    >>> masked("ftp://me:secret@example.org/page.txt")
    'ftp://***@example.org/page.txt'
    """
    return shown(_USER.sub("//***@", url))


def _reached(url: str) -> tuple[FileSystem, str]:
    """Give the file system of a URL and the path there; raises OSError."""
    if lack := lacking(url):
        raise UnreadableError("S131", scheme=url.partition("://")[0], lack=lack)
    from fsspec.core import url_to_fs

    found: tuple[FileSystem, str] = _tried(url_to_fs, url, use_listings_cache=False)
    return found


def _walk(system: FileSystem, folder: str, wanted: Wanted) -> Iterator[str | tuple[str, OSError]]:
    """Give the paths below a folder, and those that could not be looked at with the reason."""
    waiting, seen = [folder], set[str]()
    while waiting:
        current = waiting.pop()
        if current in seen:
            continue
        seen.add(current)
        try:
            infos = _tried(system.ls, current, detail=True)
        except OSError as error:
            yield current, error
            continue
        names = sorted((info["name"].rstrip("/"), info["type"]) for info in infos)
        visible = [row for row in names if not row[0].rpartition("/")[2].startswith(".")]
        for path, kind in visible:
            if kind == "file" and wanted.has(path):
                yield path
            elif kind != "directory" and wanted.has(path):
                yield path, UnreadableError("S102", reason="not an ordinary file")
        waiting += (path for path, kind in reversed(visible) if kind == "directory" and path)


def _url(asked: str, path: str, found: str) -> str:
    """Give the URL of a path that was found where another was asked for, in the way the asker wrote it.

    >>> _url("zip://a/*.txt::s3://bucket/x.zip", "a/*.txt", "a/b.txt")
    'zip://a/b.txt::s3://bucket/x.zip'
    """
    head, chain, rest = asked.partition("::")
    if glob := _GLOB.search(path):
        pattern = path[path.rfind("/", 0, glob.start()) + 1 :]
        head, path = head.removesuffix(pattern), path.removesuffix(pattern)
    below = found.rstrip("/").removeprefix(path.rstrip("/")).lstrip("/")
    if below:
        head = head if head.endswith("://") else head.rstrip("/") + "/"
    return f"{head}{below}{chain}{rest}"


def _trouble(error: Exception) -> OSError:
    return UnreadableError("S102", reason=masked(reason(error)))


def _tried(call: Callable[P, T], *args: P.args, **options: P.kwargs) -> T:
    try:
        return call(*args, **options)
    except OSError:
        raise
    except Exception as error:  # each file system has its own kinds of trouble
        raise _trouble(error) from error
