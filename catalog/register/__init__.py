"""The register: which control number an article got, when its record was first written and last changed.

One SQLite file remembers the listings as they were exported last.  An article that is in the new listing as
well keeps its number, even if its title was corrected, entries were inserted or its section has moved.
"""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from catalog.config import Settings
from catalog.diagnostics import Diagnostic, Place, finding
from catalog.identity import Dates
from catalog.model import Article, Issue, Section
from catalog.publication import Publication, numbered
from catalog.register import articles, content, database, records
from catalog.register.recognition import Recognition, with_numbers
from catalog.register.records import History, Withdrawn

__all__ = ["FILE_NAME", "History", "Known", "Register", "Withdrawn", "content", "unregistered"]

FILE_NAME = "register.sqlite"
PATIENCE = 30.0
"""Seconds to wait for another export that has the register."""


class Known(NamedTuple):
    """An issue with every article's control number, their histories by number, and what is to be deleted."""

    issue: Issue
    histories: Mapping[str, History]
    withdrawn: tuple[Withdrawn, ...] = ()

    def changes(self) -> Issue:
        """Give the issue with only those articles whose records are new or have changed."""
        unchanged = {number for number, history in self.histories.items() if history.status == "unchanged"}
        sections = (
            section.model_copy(
                update={
                    "articles": tuple(article for article in section.articles if article.id not in unchanged)
                }
            )
            for section in self.issue.sections
        )
        return self.issue.model_copy(update={"sections": tuple(s for s in sections if s.articles)})

    def deletions(self) -> Issue:
        """Give the issue with the withdrawn articles alone: id, title and heading, for delete records."""
        sections = (
            Section(heading=one.heading, articles=(Article(id=one.number, title=one.title),))
            for one in self.withdrawn
        )
        return self.issue.model_copy(update={"sections": tuple(sections)})

    @property
    def dates(self) -> dict[str, Dates]:
        """The days and the status of all these records, by control number."""
        known = {number: history.dates for number, history in self.histories.items()}
        return known | {one.number: one.dates for one in self.withdrawn}


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
        self,
        issue: Issue,
        publication: Publication,
        dialect: str,
        settings: Settings,
        *,
        deletes: bool = False,
    ) -> tuple[Known, list[Diagnostic]]:
        """Number the articles of an issue as before, and tell what of its records is new or has changed.

        Ids that only count the articles, as the reading of a page gives them, say nothing; others are kept.
        The histories are those of the records that the settings ask for, of articles or the issue or both.
        With `deletes` the withdrawn articles are being written to a delete file, and are not given again.
        An issue without articles is left as it is.  Findings: W735 to W740, W742.  Raises OSError when the
        disk fails.
        """
        if not issue.articles:
            return Known(issue, {}), []
        key = f"{publication.code} {issue.year} {issue.number}"
        with self._disk():
            known = articles.known(self._connection, key)
            found = Recognition(issue, publication, known, lambda n: articles.owner(self._connection, n))
            articles.keep(self._connection, key, found)
            issue = with_numbers(issue, found.numbers)
            histories = {
                number: records.note(self._connection, number, dialect, one, self._day)
                for number, one in content.of_records(issue, publication, settings)
            }
            withdrawn = records.withdrawn(self._connection, key, dialect, self._day, deletes=deletes)
        return Known(issue, histories, withdrawn), found.findings

    def history(self, number: str, dialect: str, content: Mapping[str, object]) -> History:
        """Tell whether the record of a periodical is new or has changed, and note its export.

        Raises OSError when the disk fails.
        """
        with self._disk():
            return records.note(self._connection, number, dialect, content, self._day)

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
                self._connection.commit()
        except sqlite3.Error as error:
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


def unregistered(issue: Issue, publication: Publication, day: date) -> Known:
    """Number an issue without a register: by the ids of its articles, else by their places; all is new."""
    numbers = tuple(number for number, _, _ in numbered(issue, publication))
    return Known(with_numbers(issue, numbers), {number: History("new", day, day) for number in numbers})
