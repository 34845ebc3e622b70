"""The file of a register: SQLite, written by one export at a time, whole whatever interrupts it.

It keeps SQLite's rollback journal, not a write-ahead log: at rest the register is one file that can be
copied, it works on network drives, where libraries keep such files, and what a killed export has left half
done is undone by the next one that opens it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from catalog.diagnostics import Diagnostic, Place, finding

if TYPE_CHECKING:
    import sqlite3

VERSION = 1
"""The schema, in `PRAGMA user_version`."""
_APPLICATION = 0x6B6D7267
"""The mark of a register among SQLite files, in `PRAGMA application_id`: kmrg."""

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


class Opened(NamedTuple):
    """A register that no other export can write, in a transaction that is still open.

    `fresh` tells that no export has ended yet.
    """

    connection: sqlite3.Connection
    path: Path
    fresh: bool


def open_file(path: Path, patience: float) -> tuple[Opened | None, list[Diagnostic]]:
    """Open a register, or begin one; wait `patience` seconds for another export that has it.

    Findings: W730 cannot be opened or written, W731 of a later version, W732 no register, W733 damaged,
    W734 busy.
    """
    import sqlite3

    connection = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not path.is_file():
            return None, [finding("W732", Place(str(path)))]
        connection = sqlite3.connect(path, timeout=patience, isolation_level=None)
        connection.execute("BEGIN IMMEDIATE")
        fresh, trouble = _begin(connection, path)
        if trouble is None:
            return Opened(connection, path, fresh), []
    except sqlite3.Error as error:
        trouble = _trouble(error, path)
    except UnicodeDecodeError as error:  # of what SQLite says, where it quotes a damaged schema
        trouble = finding("W733", Place(str(path)), reason=str(error))
    except OSError as error:
        trouble = finding("W730", Place(str(path)), reason=error.strerror or str(error))
    if connection is not None:
        connection.close()
    return None, [trouble]


def close(opened: Opened) -> None:
    """Give a register up; what was not committed is undone.

    A new one stays as an empty file: another export may be waiting for it, and SQLite must not lose a file
    that it has open.
    """
    opened.connection.close()


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
