"""Finished parts: what was made of each page, kept beside the output until the run is whole.

One SQLite file, `all.xml.parts` beside a file, `.parts` in a folder.  A part is found again by a digest of
all that it was made from: the page and what was settled on it, the settings, the profiles, this program,
the orders.  So a run that goes on takes the same decisions as one that was never interrupted, and gives the
same bytes; what has changed in between is made anew.
"""

from __future__ import annotations

import contextlib
import io
import pickle
import time
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from catalog.diagnostics import Diagnostic, Place, finding
from catalog.digest import blake2b
from catalog.export.elsewhere import program
from catalog.export.plan import Done, Job, Plan
from catalog.export.workers import Workers

if TYPE_CHECKING:
    import sqlite3

_INTERVAL = 0.5  # seconds of work that a killed run may lose
_MARK = 0x6B6D7074  # kmpt, in `PRAGMA application_id`


def place(output: str, *, folder: bool) -> Path:
    """Give the file of the parts of an output.

    >>> place("out/all.xml", folder=False).as_posix(), place("out/", folder=True).as_posix()
    ('out/all.xml.parts', 'out/.parts')
    """
    return Path(output) / ".parts" if folder else Path(f"{output}.parts")


def begun(path: Path) -> date | None:
    """Give the day of the run that was interrupted, None if there is none: going on keeps the day."""
    import sqlite3

    if not path.is_file():
        return None
    try:
        with contextlib.closing(sqlite3.connect(path)) as connection:
            row = connection.execute("SELECT begun FROM run").fetchone()
        return date.fromisoformat(row[0]) if row else None
    except (sqlite3.Error, ValueError, TypeError):
        return None


class Parts:
    """The parts of one run; `open` gives them, for a with statement.  `found` counts those found again."""

    def __init__(self, connection: sqlite3.Connection, path: Path, plan: Plan) -> None:
        self._connection, self._path = connection, path
        self._plan = _digest(plan)
        self._kept = time.monotonic()
        self.found = 0

    @classmethod
    def open(cls, path: Path, plan: Plan) -> tuple[Parts | None, list[Diagnostic]]:
        """Open the parts of an earlier run, or begin; a file that cannot be used is a finding (W790)."""
        import sqlite3

        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(path, timeout=0.5, isolation_level=None)
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("PRAGMA synchronous = OFF")  # what a power cut damages is made anew
            connection.execute("BEGIN IMMEDIATE")
            _begin(connection, plan.settings.date)
        except (sqlite3.Error, OSError) as error:
            return None, [finding("W790", Place(str(path)), reason=str(error))]
        return cls(connection, path, plan), []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        import sqlite3

        with contextlib.suppress(sqlite3.Error):
            self._connection.commit()
        self._connection.close()

    def known(self, jobs: Iterable[Job]) -> Iterator[Job]:
        """Give jobs, those done that an earlier run has done; the others know by which key to keep them."""
        for job in jobs:
            if not job.waiting:
                yield job
                continue
            key = self._key(job)
            row = self._connection.execute("SELECT done FROM parts WHERE key = ?", (key,)).fetchone()
            done = _unpacked(row[0]) if row else None
            self.found += done is not None
            yield job._replace(key=key) if done is None else job._replace(done=done)

    def kept(self, jobs: Iterable[Job]) -> Iterator[Job]:
        """Keep what was done, and give the jobs on."""
        for job in jobs:
            if job.key and job.done is not None:
                values = (job.key, pickle.dumps(job.done))
                self._connection.execute("INSERT OR REPLACE INTO parts VALUES (?, ?)", values)
                if time.monotonic() - self._kept > _INTERVAL:
                    self._connection.execute("COMMIT")
                    self._connection.execute("BEGIN IMMEDIATE")
                    self._kept = time.monotonic()
            yield job._replace(key=b"")

    def keeping(self, workers: Workers) -> Keeping:
        """Give the workers, whose finished parts are kept here from now on."""
        return Keeping(workers, self)

    def remove(self) -> None:
        """Remove the file, when the run is whole."""
        self._connection.close()
        with contextlib.suppress(OSError):  # it will be of no use, and does no harm
            self._path.unlink(missing_ok=True)

    def _key(self, job: Job) -> bytes:
        """Give a digest of all that the work on a page depends on."""
        assert job.page is not None
        settled = [(fix.file, fix.model_dump_json()) for fix in job.page.settled]
        orders = [
            one
            and (
                one.numbers,
                sorted(one.dates.items()),
                one.only and sorted(one.only),
                one.withdrawn,
                sorted(one.taken),
            )
            for one in job.orders or ()
        ]
        said = repr((job.page.name, settled, job.orders is None, orders)).encode("utf-8", "surrogatepass")
        return blake2b(self._plan + blake2b(job.page.data).digest() + said, digest_size=20).digest()


def _begin(connection: sqlite3.Connection, day: date) -> None:
    """Make the tables that are not there, and note the day; raises sqlite3.Error."""
    import sqlite3

    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    (mark,) = connection.execute("PRAGMA application_id").fetchone()
    if tables and mark != _MARK:
        raise sqlite3.DatabaseError("file of another program")
    connection.execute(f"PRAGMA application_id = {_MARK}")
    connection.execute("CREATE TABLE IF NOT EXISTS run (begun TEXT NOT NULL)")
    connection.execute("CREATE TABLE IF NOT EXISTS parts (key BLOB PRIMARY KEY, done BLOB NOT NULL)")
    connection.execute("DELETE FROM run")
    connection.execute("INSERT INTO run VALUES (?)", (day.isoformat(),))
    connection.execute("COMMIT")
    connection.execute("BEGIN IMMEDIATE")


class Keeping:
    """Workers whose finished parts are kept, and found again."""

    def __init__(self, workers: Workers, parts: Parts) -> None:
        self._workers, self._parts = workers, parts

    def __enter__(self) -> Self:
        self._workers.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._workers.__exit__(kind, error, trace)

    def done(self, jobs: Iterable[Job]) -> Iterator[Job]:
        """Do what no earlier run has done."""
        return self._parts.kept(self._workers.done(self._parts.known(jobs)))


def _digest(plan: Plan) -> bytes:
    """Give a digest of a plan, and of the program that carries it out."""
    digest = blake2b()
    names = plan.settings.names
    for text in (
        repr(plan),
        names.read_text(encoding="utf-8", errors="replace") if names and names.is_file() else "",
    ):
        digest.update(text.encode("utf-8", "surrogatepass") + b"\0")
    digest.update(program())
    return digest.digest()


class _Ours(pickle.Unpickler):
    """Unpickles classes of this program, days and paths, and nothing else."""

    def find_class(self, module: str, name: str) -> object:
        found = super().find_class(module, name)
        ours = module.startswith("catalog.") and isinstance(found, type) and found.__module__ == module
        if ours or (module, name) in _PLAIN:
            return found
        raise pickle.UnpicklingError(f"{module}.{name}")


_PLAIN = frozenset((("datetime", "date"), ("pathlib", "PosixPath"), ("pathlib", "WindowsPath")))


def _unpacked(data: bytes) -> Done | None:
    try:
        done = _Ours(io.BytesIO(data)).load()
    except (
        pickle.UnpicklingError,
        ValueError,
        TypeError,
        AttributeError,
        LookupError,
        EOFError,
        ImportError,
    ):
        return None
    return done if isinstance(done, Done) else None
