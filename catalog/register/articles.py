"""The table of articles: each issue's last listing as it was exported, and what was in an earlier one."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import TYPE_CHECKING

from catalog.register.likeness import Entry
from catalog.register.recognition import Recognition, Row

if TYPE_CHECKING:
    import sqlite3


def known(connection: sqlite3.Connection, issue: str) -> list[Row]:
    """Give the articles that are known of an issue, those of its last listing first and in order."""
    rows = connection.execute(
        "SELECT number, position, title, authors, heading, kicker, pages FROM articles WHERE issue = ? "
        "ORDER BY position IS NULL, position, number",
        (issue,),
    )
    return [
        Row(number, position, Entry(title, tuple(authors.split("\n")) if authors else (), *rest))
        for number, position, title, authors, *rest in rows
    ]


def owner(connection: sqlite3.Connection, prefix: str) -> Callable[[str], str | None]:
    """Give what tells the issue in which a number was given, None for a number that never was.

    All numbers with the prefix, printable ASCII, are looked up at once.
    """
    query = "SELECT number, issue FROM articles WHERE number >= ? AND number < ?"
    mostly: dict[str, str] = dict(connection.execute(query, (prefix, f"{prefix}\x7f")).fetchall())

    def owner_of(number: str) -> str | None:
        if number.startswith(prefix):
            return mostly.get(number)
        row = connection.execute("SELECT issue FROM articles WHERE number = ?", (number,)).fetchone()
        return str(row[0]) if row else None

    return owner_of


def keep(connection: sqlite3.Connection, issue: str, found: Recognition) -> None:
    """Note the listing as it is now; what is as it was is not written again."""
    before = {row.number: row for row in found.rows}
    now = (Row(*row) for row in zip(found.numbers, count(1), found.entries, strict=False))
    connection.executemany(
        "INSERT OR REPLACE INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (row.number, issue, row.position, row.entry.title, "\n".join(row.entry.authors), *row.entry[2:])
            for row in now
            if row != before.get(row.number)
        ],
    )
    connection.executemany(
        "UPDATE articles SET position = NULL WHERE number = ?",
        [(row.number,) for row in found.missing if row.position is not None],
    )
