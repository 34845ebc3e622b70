"""Who does the work of an export: this process, or others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from types import TracebackType
from typing import Protocol, Self

from catalog.diagnostics import Diagnostic
from catalog.export.plan import Job, Plan
from catalog.export.work import read, write

PLENTY = 1_000_000
"""Bytes of pages for which starting other processes pays."""


class StoppedError(Exception):
    """The work cannot be gone on with; `finding` says why."""

    def __init__(self, found: Diagnostic) -> None:
        super().__init__(found.code)
        self.finding = found


class Workers(Protocol):
    """Those who read pages and write records."""

    def __enter__(self) -> Self:
        """Begin work."""
        ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End work."""
        ...

    def done(self, jobs: Iterable[Job]) -> Iterator[Job]:
        """Do what is to be done of each job, in their order; raises StoppedError."""
        ...


class Here:
    """This process: a page is read once, and written when its numbers are known."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pass

    def done(self, jobs: Iterable[Job]) -> Iterator[Job]:
        """Do each job when the one before is through all stages."""
        for job in jobs:
            if job.waiting and job.page is not None:
                reading = job.reading or read(job.page, self._plan)
                done = write(reading, self._plan, job.orders, guess=False)
                yield job._replace(reading=reading, done=done)
            else:
                yield job


def hired(plan: Plan, jobs: int | None, *, plenty: bool) -> Workers:
    """Choose who does the work here: `jobs` processes; if nobody says how many, as many as can help."""
    number = jobs or (available() if plenty else 1)
    if number == 1:
        return Here(plan)
    from catalog.export.elsewhere import Elsewhere, Terms, processes
    from catalog.export.pool import left

    return Elsewhere(plan, Terms(partial(processes, number), lambda: 2 * number, leave=left))


def available() -> int:
    """Count the processors that this process may use."""
    import os

    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
