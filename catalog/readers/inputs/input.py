"""One thing to read: what it is called, where it lies, and what is said when it cannot be read."""

from collections import Counter
from pathlib import Path
from typing import NamedTuple

from catalog.diagnostics import Diagnostic, Place, finding
from catalog.source import invisible

ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
"""The suffixes of the archives that are searched as folders are."""

WITHIN = "!"
"""Stands between an archive and what is in it: `pages.zip!2025/page.txt`."""


_OURS = (".toml", ".sqlite", ".csv", ".ris", ".xlsx", ".sarif", "rejected.jsonl")
"""What this program writes or reads beside pages and records, and is neither."""
_SHOWN = 5


class Wanted(NamedTuple):
    """What a folder or an archive is searched for: files that end so, and not so.

    `but` may name a whole file, with a stroke before it: `/rejected.jsonl`.
    """

    suffixes: tuple[str, ...]
    but: tuple[str, ...] = ()

    def has(self, name: str) -> bool:
        """Tell a file by its name or path.

        >>> wanted = Wanted((".json",), (".csl.json",))
        >>> wanted.has("2025-11.JSON"), wanted.has("2025-11.csl.json"), wanted.has("page.txt")
        (True, False, False)
        """
        name = name.lower()
        return name.endswith(self.suffixes) and not (self.but and f"/{name}".endswith(self.but))

    def passes_over(self, name: str) -> bool:
        """Tell a file that somebody may have meant: one of another name, neither hidden nor made for us.

        >>> wanted = Wanted((".json",), (".csl.json",))
        >>> [wanted.passes_over(name) for name in ("a.dat", "a.json", "a.csl.json", "catalog.toml", ".git")]
        [True, False, False, False, False]
        """
        name = name.lower()
        return not (self.has(name) or name.startswith(".") or f"/{name}".endswith((*self.but, *_OURS)))

    def or_archives(self) -> "Wanted":
        """Give the same and archives."""
        return self._replace(suffixes=(*self.suffixes, *ARCHIVES))

    def __str__(self) -> str:
        """Give the suffixes as findings name them."""
        return ", ".join(self.suffixes)


class Member(NamedTuple):
    """Where a file lies in its archive: its first byte and its length when unpacked.

    `packed` is the length that it has there; `method` and `crc` are those of ZIP, -1 in a tar, which holds
    files as they are.
    """

    start: int
    size: int
    packed: int
    method: int = -1
    crc: int = -1


class Input(NamedTuple):
    """Something to read: its name as findings and records show it, and where it lies.

    It lies at `path`, or at `url`; without either it is standard input.  With `member` it is not that file
    itself, but one in that archive.  It may be sent to another process to be read there.
    """

    name: str
    path: Path | None
    url: str = ""
    member: Member | None = None

    @property
    def is_archive(self) -> bool:
        """Tell by the name that it is an archive of files."""
        return self.member is None and (self.url.partition("::")[0] or self.name).lower().endswith(ARCHIVES)


class UnreadableError(OSError):
    """Trouble with what is read, of which a finding says more than the words of the system."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


def passed_over(name: str, names: Counter[str]) -> Diagnostic:
    """Say how many files of a folder or an archive were passed over, by their suffixes (S116)."""
    suffixes = ", ".join(shown(suffix) or "-" for suffix, _ in names.most_common(_SHOWN))
    more = ", …" if len(names) > _SHOWN else ""
    return finding("S116", Place(name), number=names.total(), suffixes=suffixes + more)


def unreadable(name: str, error: OSError) -> Diagnostic:
    """Say that an input cannot be read: S102 with the reason, or the finding that the error knows."""
    if isinstance(error, UnreadableError):
        return finding(error.code, Place(name), **error.values)
    return finding("S102", Place(name), reason=error.strerror or reason(error))


def reason(error: BaseException) -> str:
    """Give what an error says, in one line that can be printed, else its kind."""
    return shown(" ".join(str(error).split())[:200]) or type(error).__name__


def shown(name: str) -> str:
    r"""Give a name as it can be printed and stored: controls and bytes that are no text as escapes.

    >>> shown("页\udcff\n.txt")
    '页\\udcff\\n.txt'
    """
    if name.isprintable():
        return name
    return "".join(c.encode("unicode_escape").decode("ascii") if invisible(c) else c for c in name)
