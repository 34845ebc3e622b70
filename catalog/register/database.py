"""The file of a register: SQLite, written by one export at a time, whole whatever interrupts it.

It keeps SQLite's rollback journal, not a write-ahead log: at rest the register is one file that can be
copied, it works on network drives, where libraries keep such files, and what a killed export has left half
done is undone by the next one that opens it.  A new register appears whole or not at all, as any file does.
"""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from catalog import passing
from catalog.diagnostics import Diagnostic, Place, finding

if TYPE_CHECKING:
    import sqlite3

VERSION = 1
"""The schema, in `PRAGMA user_version`."""
_APPLICATION = 0x6B6D7267
"""The mark of a register among SQLite files, in `PRAGMA application_id`: kmrg."""

_INTERVAL = 0.02  # seconds between looks whether a folder is free

_DAY = "TEXT CHECK ({0} IS NULL OR date({0}, '+0 days') IS {0})"
_TABLES = (
    # An article that has no position is not in the last listing of its issue.
    """CREATE TABLE articles (
    number TEXT NOT NULL PRIMARY KEY, issue TEXT NOT NULL, position INTEGER,
    title TEXT NOT NULL, authors TEXT NOT NULL, heading TEXT, kicker TEXT, pages TEXT
) WITHOUT ROWID""",
    "CREATE INDEX articles_by_issue ON articles (issue, position)",
    # A record of an article, an issue or a periodical, in one dialect; deleted: sent in a delete file.
    f"""CREATE TABLE records (
    number TEXT NOT NULL, dialect TEXT NOT NULL, digest TEXT NOT NULL,
    entered {_DAY.format("entered")} NOT NULL, changed {_DAY.format("changed")} NOT NULL,
    revision INTEGER NOT NULL, deleted {_DAY.format("deleted")},
    PRIMARY KEY (number, dialect)
) WITHOUT ROWID""",
)

_MISTYPED = """
SELECT 1 FROM articles WHERE NOT (
    typeof(number) = 'text' AND typeof(issue) = 'text' AND typeof(position) IN ('integer', 'null')
    AND typeof(title) = 'text' AND typeof(authors) = 'text' AND typeof(heading) IN ('text', 'null')
    AND typeof(kicker) IN ('text', 'null') AND typeof(pages) IN ('text', 'null'))
UNION ALL SELECT 1 FROM records WHERE NOT (
    typeof(number) = 'text' AND typeof(dialect) = 'text' AND typeof(digest) = 'text'
    AND typeof(entered) = 'text' AND typeof(changed) = 'text' AND typeof(revision) = 'integer'
    AND typeof(deleted) IN ('text', 'null')) LIMIT 1
"""
"""Rows that only damage can have made: SQLite itself takes bytes for a text."""


class Founding(NamedTuple):
    """A register that is begun: where it is written until it is kept, and what lies on its folder, a lock.

    `made` is the folder, if it was made for the register.
    """

    part: Path
    lock: int
    made: Path | None


class Opened(NamedTuple):
    """A register that no other export can write, in a transaction that is still open.

    `fresh` tells that no export has ended yet.
    """

    connection: sqlite3.Connection
    path: Path
    fresh: bool
    founding: Founding | None = None


def open_file(path: Path, patience: float) -> tuple[Opened | None, list[Diagnostic]]:
    """Open a register, or begin one; wait `patience` seconds for another export that has it.

    Findings: W730 cannot be opened or written, W731 of a later version, W732 no register, W733 damaged,
    W734 busy.
    """
    import sqlite3

    connection = founding = None
    try:
        if path.exists() and not path.is_file():
            return None, [finding("W732", Place(str(path)))]
        founding = _founded(Path(os.path.realpath(path)), patience)
        connection = sqlite3.connect(founding.part if founding else path, patience, isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")
        fresh, trouble = _begin(connection, path)
        if trouble is None:
            return Opened(connection, path, fresh, founding), []
    except TimeoutError:
        trouble = finding("W734", Place(str(path)))
    except sqlite3.Error as error:
        trouble = _trouble(error, path)
    except UnicodeDecodeError as error:  # of what SQLite says, where it quotes a damaged schema
        trouble = finding("W733", Place(str(path)), reason=str(error))
    except MemoryError:  # which SQLite asks for without end where a schema is damaged
        trouble = finding("W733", Place(str(path)), reason="out of memory")
    except OSError as error:
        trouble = finding("W730", Place(str(path)), reason=error.strerror or str(error))
    if connection is not None:
        connection.close()
    if founding is not None:
        _given_up(founding)
    return None, [trouble]


def commit(opened: Opened) -> None:
    """Keep what was done; raises sqlite3.Error and OSError."""
    opened.connection.commit()
    if opened.founding is not None:
        opened.founding.part.replace(os.path.realpath(opened.path))


def close(opened: Opened) -> None:
    """Give a register up; what was not committed is undone, and a new one is not left behind."""
    opened.connection.close()
    if opened.founding is not None:
        _given_up(opened.founding)


def _founded(path: Path, patience: float) -> Founding | None:
    """Begin a register under a passing name, None if there is one; raises OSError, TimeoutError when busy.

    Two exports that begin one at once would not see each other's file: the folder is locked, where folders
    can be; elsewhere the register is begun in its place.
    """
    while os.name == "posix" and not path.exists():
        missing = not path.parent.exists()
        path.parent.mkdir(parents=True, exist_ok=True)
        founding = Founding(
            passing.beside(path), _locked(path.parent, patience), path.parent if missing else None
        )
        with contextlib.suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(founding.lock), path.parent.stat()) and not path.exists():
                passing.sweep(path.parent)
                return founding
        os.close(founding.lock)  # it was begun by now, or the folder is another one
    return None


def _locked(folder: Path, patience: float) -> int:
    import fcntl

    end = time.monotonic() + patience
    lock = os.open(folder, os.O_RDONLY)
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > end:
                os.close(lock)
                raise TimeoutError from None
            time.sleep(_INTERVAL)
        except BaseException:
            os.close(lock)
            raise
        else:
            return lock


def _given_up(founding: Founding) -> None:
    """Remove what was begun and not kept, while nobody else can begin it."""
    founding.part.unlink(missing_ok=True)
    if founding.made:
        with contextlib.suppress(OSError):  # it holds something by now
            founding.made.rmdir()
    os.close(founding.lock)


def _begin(connection: sqlite3.Connection, path: Path) -> tuple[bool, Diagnostic | None]:
    """Look whether the file is a register that can be used; make the tables of a new one."""
    place = Place(str(path))
    fresh = _empty(connection)
    application, version = _pragma(connection, "application_id"), _pragma(connection, "user_version")
    if not fresh and application != _APPLICATION:
        return fresh, finding("W732", place)
    if isinstance(version, int) and version > VERSION:
        return fresh, finding("W731", place, version=version, known=VERSION)
    if (found := _pragma(connection, "quick_check(1)")) != "ok":
        return fresh, finding("W733", place, reason=found)
    if not fresh and connection.execute(_MISTYPED).fetchone():
        return fresh, finding("W733", place, reason="a row has values of another type")
    for statement in _TABLES if fresh else ():
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {_APPLICATION}")
    connection.execute(f"PRAGMA user_version = {VERSION}")  # also where nothing changes: can it be written?
    return fresh, None


def _empty(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master").fetchone() is None


def _pragma(connection: sqlite3.Connection, name: str) -> object:
    value: object = connection.execute(f"PRAGMA {name}").fetchone()[0]
    return value


def _trouble(error: sqlite3.Error, path: Path) -> Diagnostic:
    """Say what SQLite could not do with the file."""
    place = Place(str(path))
    match error.sqlite_errorname.split("_")[1]:
        case "NOTADB":
            return finding("W732", place)
        case "CORRUPT":
            return finding("W733", place, reason=str(error))
        case "BUSY" | "LOCKED":
            return finding("W734", place)
        case _:
            return finding("W730", place, reason=str(error))
