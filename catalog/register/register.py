"""The register of a file, open for one export."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

from catalog.config.settings import Settings
from catalog.diagnostics import Diagnostic, Place, finding
from catalog.register import articles, content, database, records
from catalog.register.outline import Outline
from catalog.register.recognition import Recognition
from catalog.register.records import History, Ruling

PATIENCE = 30.0
"""Seconds to wait for another export that has the register."""


class Register:
    """A register that is open for one export; what is not committed is undone when it closes.

    `open` gives one, for a with statement.
    """

    def __init__(self, opened: database.Opened, day: date) -> None:
        self._opened, self._day = opened, day
        self._connection = opened.connection
        self._changes = self._connection.total_changes

    @classmethod
    def open(
        cls, path: Path, day: date, patience: float = PATIENCE
    ) -> tuple[Register | None, list[Diagnostic]]:
        """Open the register of a file, or begin it; records are dated `day`.

        No other export can have it until this one is closed.  What makes the file unusable is a finding (W730
        to W734) and no register.
        """
        opened, findings = database.open_file(path, patience)
        return (cls(opened, day) if opened else None), findings

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        database.close(self._opened)

    def recognise(
        self, outline: Outline, dialect: str, settings: Settings, *, deletes: bool = False
    ) -> tuple[Ruling, list[Diagnostic]]:
        """Number the articles of an issue as before, and tell what of its records is new or has changed.

        Ids that only count the articles, as the reading of a page gives them, say nothing; others are kept.
        The histories are those of the records of which the outline has digests.  With `deletes` all withdrawn
        articles are given, for a delete file.  An issue without articles is left as it is.  Findings: W735 to
        W740, W742.  Raises OSError when the disk fails.
        """
        if not outline.entries:
            return Ruling((), {}), []
        with self._disk():
            known = articles.known(self._connection, outline.key)
            owner = articles.owner(self._connection, outline.issue_number)
            found = Recognition(outline, known, owner)
            articles.keep(self._connection, outline.key, found)
            whole = {outline.issue_number: outline.whole} if outline.whole else {}
            digests = whole | {
                number: content.classed(digest, number, settings)
                for number, digest in zip(found.numbers, outline.digests, strict=False)
            }
            histories = records.note(self._connection, dialect, digests, self._day)
            withdrawn = records.withdrawn(self._connection, outline.key, dialect, self._day, deletes=deletes)
        return Ruling(found.numbers, histories, withdrawn), found.findings

    def history(self, number: str, dialect: str, digest: str) -> History:
        """Tell whether the record of a periodical is new or has changed, and note its export.

        Raises OSError when the disk fails.
        """
        with self._disk():
            return records.note(self._connection, dialect, {number: digest}, self._day)[number]

    def refused(self, number: str, dialect: str, history: History) -> None:
        """Note that a record was not written after all: the next export gives it as new, or as changed.

        Raises OSError when the disk fails.
        """
        with self._disk():
            records.refuse(self._connection, number, dialect, history)

    def commit(self) -> list[Diagnostic]:
        """Keep what this export has done; that it cannot be kept is a finding (W741)."""
        import sqlite3

        # To be called when the files are in their places.  Interrupted between the two, the register has not
        # heard of numbers that a file has; the same listing gets the same ones again.  The other way round
        # it would believe in records that nobody has, and no list of changes would ever hold them.
        try:
            if self._opened.fresh or self._connection.total_changes > self._changes:
                database.commit(self._opened)
        except (sqlite3.Error, OSError) as error:
            return [finding("W741", Place(str(self._opened.path)), reason=str(error))]
        return []

    @contextlib.contextmanager
    def _disk(self) -> Iterator[None]:
        """Let trouble with the file be trouble with the disk."""
        import sqlite3

        try:
            yield
        except sqlite3.Error as error:
            raise OSError(errno.EIO, f"{self._opened.path}: {error}") from None
        except UnicodeDecodeError as error:  # of what SQLite says, where it quotes damage
            raise OSError(errno.EIO, f"{self._opened.path}: {error}") from None
