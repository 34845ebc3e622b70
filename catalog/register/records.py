"""The table of records: a digest of what each said when it was last exported, and when that was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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


class Ruling(NamedTuple):
    """What the register says of an issue: the control numbers of its articles, in their order.

    `histories` are those of the records that are asked for, of articles and of the issue, by control number;
    `withdrawn` are the articles to be deleted.
    """

    numbers: tuple[str, ...]
    histories: Mapping[str, History]
    withdrawn: tuple[Withdrawn, ...] = ()


def note(
    connection: sqlite3.Connection, dialect: str, digests: Mapping[str, str], day: date
) -> dict[str, History]:
    """Tell which records are new or have changed, by control number, and note their export on this day."""
    known: dict[str, tuple[str, str, str, int, str | None]] = {}
    for numbers in _batches(list(digests)):
        marks = ", ".join("?" * len(numbers))
        query = (
            "SELECT number, digest, entered, changed, revision, deleted FROM records "
            f"WHERE dialect = ? AND number IN ({marks})"
        )
        known |= {number: tuple(rest) for number, *rest in connection.execute(query, (dialect, *numbers))}
    histories = {number: _history(digest, known.get(number), day) for number, digest in digests.items()}
    connection.executemany(
        "INSERT INTO records VALUES (?, ?, ?, ?, ?, 0, NULL)",
        [
            (number, dialect, digests[number], history.entered.isoformat(), history.changed.isoformat())
            for number, history in histories.items()
            if history.status == "new"
        ],
    )
    connection.executemany(
        "UPDATE records SET digest = ?, changed = ?, revision = ?, deleted = NULL "
        "WHERE number = ? AND dialect = ?",
        [
            (digests[number], history.changed.isoformat(), history.revision, number, dialect)
            for number, history in histories.items()
            if history.status == "changed"
        ],
    )
    return histories


def _history(digest: str, known: tuple[str, str, str, int, str | None] | None, day: date) -> History:
    if known is None:
        return History("new", day, day)
    before, entered, changed, revision, deleted = known
    first, last = date.fromisoformat(entered), date.fromisoformat(changed)
    if before == digest and deleted is None:
        return History("unchanged", first, last, revision)
    # A later version must not look older than an earlier one, whatever day this export is given.
    return History("changed", first, max(last, day), revision + 1)


_MOST = 500  # values of a query; older versions of SQLite take 999


def _batches(numbers: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(numbers), _MOST):
        yield numbers[start : start + _MOST]


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
    """Give the records of an issue's articles that are no longer listed.

    With `deletes` they are all given, again and again, until they are listed anew: nobody knows whether the
    delete file before was loaded.  It is noted when they were in one first.  Else those are given that were
    in none.
    """
    rows = connection.execute(
        "SELECT number, title, heading, entered, deleted FROM articles JOIN records USING (number) "
        "WHERE issue = ? AND position IS NULL AND dialect = ? AND (? OR deleted IS NULL) ORDER BY number",
        (issue, dialect, deletes),
    ).fetchall()
    today = day.isoformat()
    if deletes:
        connection.executemany(
            "UPDATE records SET deleted = ? WHERE number = ? AND dialect = ? AND deleted IS NULL",
            [(today, number, dialect) for number, *_, deleted in rows if deleted is None],
        )
    return tuple(
        Withdrawn(
            number,
            title,
            heading,
            Dates(date.fromisoformat(entered), date.fromisoformat(deleted or today), "d"),
        )
        for number, title, heading, entered, deleted in rows
    )
