"""The workers of an executor: other processes of this machine, or a cluster's."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Executor
from functools import cache, lru_cache, partial
from types import MappingProxyType, TracebackType
from typing import NamedTuple, Self

from catalog import resources
from catalog.diagnostics import Place, finding
from catalog.digest import blake2b
from catalog.export.plan import Done, Job, Orders, Plan
from catalog.export.work import work
from catalog.export.workers import StoppedError
from catalog.gather import Page
from catalog.parallel import STRIKES, Crew

BATCH = 100_000
"""Bytes of pages that are sent together: less than a second's work."""


class Terms(NamedTuple):
    """On what terms workers are hired: how, how many batches they are given, what it means that one is gone.

    `gone` are the errors that tell of the death of a worker, `strikes` how many of them set a page aside,
    `ends` those after which there is no going on.  `program` is the digest of the one that workers must have,
    nothing where it cannot be another one.  `look` raises when no result can come any more.
    """

    hire: Callable[[], Executor]
    ahead: Callable[[], int]
    gone: tuple[type[BaseException], ...] = (BrokenExecutor,)
    strikes: int = STRIKES
    ends: Mapping[type[BaseException], StoppedError] = MappingProxyType({})
    program: bytes = b""
    look: Callable[[], None] = lambda: None
    leave: Callable[[Executor], None] = lambda executor: executor.shutdown(wait=False)


class Elsewhere:
    """The workers of an executor.  Records are written on the guess that all are new, else once more."""

    def __init__(self, plan: Plan, terms: Terms) -> None:
        self._terms = terms
        self._crew: Crew[_Task, bytes] = Crew(
            terms.hire,
            partial(_worked, pickle.dumps(plan), terms.program),
            _lost,
            load=lambda task: len(task.page.data),
            full=BATCH,
            ahead=terms.ahead,
            gone=terms.gone,
            strikes=terms.strikes,
            look=terms.look,
            leave=terms.leave,
        )

    def __enter__(self) -> Self:
        self._crew.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._crew.__exit__(kind, error, trace)

    def done(self, jobs: Iterable[Job]) -> Iterator[Job]:
        """Send jobs in batches, and give them in order."""
        try:
            for job, result in self._crew.results(jobs, _task):
                yield job if result is None else job._replace(done=pickle.loads(result))
        except tuple(self._terms.ends) as error:
            raise self._terms.ends[type(error)] from None
        except ImportError as error:  # of a worker that lacks a package, or has another version of this one
            raise StoppedError(finding("W794", Place(""), reason=str(error))) from None


class _Task(NamedTuple):
    page: Page
    orders: tuple[Orders | None, ...] | None


def _task(job: Job) -> _Task | None:
    return _Task(job.page, job.orders) if job.waiting and job.page is not None else None


def _worked(plan: bytes, wanted: bytes, tasks: Sequence[_Task]) -> list[bytes]:
    """Do tasks, in a worker; raises ImportError if it has another program."""
    if wanted and wanted != program():
        raise ImportError("another version of kanmu-catalog")
    known = _unpacked(plan)
    return [pickle.dumps(work(page, known, orders)) for page, orders in tasks]


@lru_cache(maxsize=2)
def _unpacked(plan: bytes) -> Plan:
    unpacked: Plan = pickle.loads(plan)
    return unpacked


def _lost(task: _Task) -> bytes:
    return pickle.dumps(Done(findings=(finding("S133", Place(task.page.name)),)))


@cache
def program() -> bytes:
    """Give a digest of this program: of all its files that say how it reads and writes."""
    digest = blake2b()
    for path in resources.program():
        digest.update(path.read_bytes())
    return digest.digest()


def processes(number: int) -> Executor:
    """Start processes of this machine, which end when this one does, whatever ends it."""
    import multiprocessing

    from catalog.export.pool import Pool

    ways = multiprocessing.get_all_start_methods()
    # Not by forking this process: a register that it has open must not be carried into another one.
    way = multiprocessing.get_context("forkserver" if "forkserver" in ways else "spawn")
    way.set_forkserver_preload(["catalog.export.elsewhere", "catalog.listing", "catalog.readers"])
    return Pool(number, way, _prepared)


def _prepared() -> None:
    """Let a worker ignore the interruption that its parent sees to, and end when its parent ends."""
    import gc
    import signal
    import threading

    gc.set_threshold(100_000)  # as in the process that sends the work
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_orphaned, daemon=True).start()


def _orphaned() -> None:
    import multiprocessing
    import os

    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)
