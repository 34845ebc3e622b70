"""The table of records: a digest of what each said when it was last exported, and when that was."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from catalog.identity import Dates

if TYPE_CHECKING:
    import sqlite3


class History(NamedTuple):
    """What the register knows of a record in one dialect.

    `entered` is the day of its first export, `changed` that of the last export in which its content differed;
    `revision` counts these changes.
    """

    status: Literal["new", "changed", "unchanged"]
    entered: date
    changed: date
    revision: int = 0

    @property
    def dates(self) -> Dates:
        """The days and the status that the record shows: once corrected (c), it stays so."""
        return Dates(self.entered, self.changed, "c" if self.revision else "n")


class Withdrawn(NamedTuple):
    """An article that was exported and is no longer listed, with what a delete record says."""

    number: str
    title: str
    heading: str | None
    dates: Dates


def note(
    connection: sqlite3.Connection, number: str, dialect: str, content: Mapping[str, object], day: date
) -> History:
    """Tell whether a record is new or has changed, and note that it is exported on this day."""
    digest, keys = _digest(content), (number, dialect)
    row = connection.execute(
        "SELECT digest, entered, changed, revision, deleted FROM records WHERE number = ? AND dialect = ?",
        keys,
    ).fetchone()
    if row is None:
        values = (*keys, digest, day.isoformat(), day.isoformat())
        connection.execute("INSERT INTO records VALUES (?, ?, ?, ?, ?, 0, NULL)", values)
        return History("new", day, day)
    entered, changed, revision = date.fromisoformat(row[1]), date.fromisoformat(row[2]), int(row[3])
    if row[0] == digest and row[4] is None:
        return History("unchanged", entered, changed, revision)
    # A later version must not look older than an earlier one, whatever day this export is given.
    changed, revision = max(changed, day), revision + 1
    connection.execute(
        "UPDATE records SET digest = ?, changed = ?, revision = ?, deleted = NULL "
        "WHERE number = ? AND dialect = ?",
        (digest, changed.isoformat(), revision, *keys),
    )
    return History("changed", entered, changed, revision)


def refuse(connection: sqlite3.Connection, number: str, dialect: str, history: History) -> None:
    """Note that a record was not exported after all."""
    keys = (number, dialect)
    if history.status == "new":
        connection.execute("DELETE FROM records WHERE number = ? AND dialect = ?", keys)
    elif history.status == "changed":
        connection.execute("UPDATE records SET digest = '' WHERE number = ? AND dialect = ?", keys)


def withdrawn(
    connection: sqlite3.Connection, issue: str, dialect: str, day: date, *, deletes: bool
) -> tuple[Withdrawn, ...]:
    """Give the records of an issue's articles that are no longer listed and were in no delete file yet.

    With `deletes` they are noted to be in one now.
    """
    rows = connection.execute(
        "SELECT number, title, heading, entered FROM articles JOIN records USING (number) "
        "WHERE issue = ? AND position IS NULL AND dialect = ? AND deleted IS NULL ORDER BY number",
        (issue, dialect),
    ).fetchall()
    if deletes:
        connection.executemany(
            "UPDATE records SET deleted = ? WHERE number = ? AND dialect = ?",
            [(day.isoformat(), row[0], dialect) for row in rows],
        )
    return tuple(
        Withdrawn(number, title, heading, Dates(date.fromisoformat(entered), day, "d"))
        for number, title, heading, entered in rows
    )


def _digest(content: Mapping[str, object]) -> str:
    """Give a digest of plain values, the same for the same values."""
    from hashlib import blake2b

    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return blake2b(text.encode("utf-8"), digest_size=16).hexdigest()
