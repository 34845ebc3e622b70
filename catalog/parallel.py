"""Work in other processes: results in the order of the items, few in flight, and no item lost to a crash."""

from __future__ import annotations

import errno
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, wait
from types import TracebackType
from typing import Generic, Self, TypeVar

Item = TypeVar("Item")
Task = TypeVar("Task")
Result = TypeVar("Result")
Value = TypeVar("Value")

STRIKES = 2
"""Workers that a task may kill when it is done by itself, before it is set aside."""
_BREAKING = frozenset((errno.EBADF, errno.ECONNREFUSED, errno.ECONNRESET, errno.EPIPE))
"""Errors of a pool that broke while it was starting one more process, and of the server that forks them,
which such a start may end."""
_ATTEMPTS, _PAUSE = 20, 0.05
"""How often workers that cannot be started are hired anew, and by how many seconds each wait grows: a server
that forks them and was ended takes a moment to be gone."""
_LOOK = 2.0  # seconds between two looks at whether anybody is still there
_BEHIND = 256
"""Items without a task that may wait behind those that have one."""


class Crew(Generic[Task, Result]):
    """A function of many tasks, done by the workers of an executor; `hired` counts the executors used up.

    `hire` makes an executor: a pool of processes, or whatever has the interface of
    `concurrent.futures.Executor`; `gone` are the errors by which it says that a worker died.  Tasks are sent
    in batches, until the loads of theirs sum up to `full`; as many batches as `ahead` says are in flight.
    When a worker dies its tasks are done again, one by one; a task that kills as many workers as there are
    `strikes` is given to `lost`, which says what comes of it.  `look` is called now and then while a result
    is awaited: it raises when none can come any more; `leave` ends an executor whose work is not wanted.
    """

    def __init__(
        self,
        hire: Callable[[], Executor],
        function: Callable[[Sequence[Task]], Sequence[Result]],
        lost: Callable[[Task], Result],
        *,
        load: Callable[[Task], int],
        full: int,
        ahead: Callable[[], int],
        gone: tuple[type[BaseException], ...] = (BrokenExecutor,),
        strikes: int = STRIKES,
        look: Callable[[], None] = lambda: None,
        leave: Callable[[Executor], None] = lambda executor: executor.shutdown(wait=False),
    ) -> None:
        self._hire, self._function, self._lost, self._look = hire, function, lost, look
        self._leave = leave
        self._load, self._full, self._ahead = load, full, ahead
        self._absent: tuple[type[BaseException], ...] = (*gone, EOFError)
        self._gone, self._strikes = gone, strikes
        self._executor = hire()
        self._attempts = _ATTEMPTS
        self.hired = 1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._executor.shutdown()
        else:
            self._leave(self._executor)

    def results(
        self, items: Iterable[Item], task: Callable[[Item], Task | None]
    ) -> Iterator[tuple[Item, Result | None]]:
        """Give each item with the result of its task, in the order of the items; None if it has no task.

        What the function raises is raised here.
        """
        waiting: deque[tuple[Item, _Batch[Task, Result] | None, int]] = deque()
        batch: _Batch[Task, Result] = _Batch()
        flying: deque[_Batch[Task, Result]] = deque()
        idle = 0
        for item in items:
            wanted = task(item)
            if wanted is None:
                waiting.append((item, None, 0))
                idle += 1
            else:
                waiting.append((item, batch, len(batch.tasks)))
                batch.add(wanted, self._load(wanted))
            if batch.load >= self._full or (batch.tasks and idle >= _BEHIND):
                flying.append(self._sent(batch))
                batch = _Batch()
            while waiting and (len(flying) >= self._ahead() or idle >= _BEHIND or waiting[0][1] is None):
                idle -= waiting[0][1] is None
                yield self._finished(*waiting.popleft())
                while flying and flying[0].results is not None:
                    flying.popleft()
        self._sent(batch)
        while waiting:
            yield self._finished(*waiting.popleft())

    def _sent(self, batch: _Batch[Task, Result]) -> _Batch[Task, Result]:
        if batch.tasks:
            batch.future = self._started(batch.tasks)
        return batch

    def _finished(
        self, item: Item, batch: _Batch[Task, Result] | None, place: int
    ) -> tuple[Item, Result | None]:
        """Wait for the result of an item, and for those of its whole batch."""
        if batch is None:
            return item, None
        if batch.results is None:
            batch.results = self._done(batch)
        return item, batch.results[place]

    def _done(self, batch: _Batch[Task, Result]) -> Sequence[Result]:
        if batch.future is not None:
            try:
                return self._awaited(batch.future)
            except self._gone:
                pass
        return [self._alone(task) for task in batch.tasks]

    def _alone(self, task: Task) -> Result:
        """Do a task by itself: if a worker dies now, it is known of which one."""
        strikes = 0
        for _ in range(_ATTEMPTS):
            if strikes == self._strikes or not self._replace():
                break
            future = self._started([task])
            if future is None:  # there was nobody to do it, which is no fault of the task
                continue
            try:
                return self._awaited(future)[0]
            except self._gone:
                strikes += 1
        return self._lost(task)

    def _started(self, tasks: Sequence[Task]) -> Future[Sequence[Result]] | None:
        """Give tasks to a worker; None where there are none any more, so that they are done again later."""
        try:
            return self._executor.submit(self._function, tasks)
        except self._absent:
            return None
        except OSError as error:
            if error.errno not in _BREAKING:
                raise
            return None

    def _awaited(self, future: Future[Value]) -> Value:
        """Wait for a result, and look about meanwhile."""
        while True:
            wait((future,), _LOOK)
            if future.done():
                return future.result()
            self._look()

    def _replace(self) -> bool:
        """Hire new workers, unless those there are whole, until some do anything; tell whether they do."""
        for attempt in range(self._attempts):
            try:
                self._awaited(self._executor.submit(_nothing))
                return True
            except self._absent:
                pass
            except OSError as error:
                if error.errno not in _BREAKING:
                    raise
            self._executor.shutdown(wait=False)
            time.sleep(attempt * _PAUSE)
            self._executor = self._hire()
            self.hired += 1
        self._attempts = 1  # where nobody comes, nobody is waited for again and again
        return False


class _Batch(Generic[Task, Result]):
    """Tasks that are sent together, and what came of them."""

    def __init__(self) -> None:
        self.tasks: list[Task] = []
        self.load = 0
        self.future: Future[Sequence[Result]] | None = None
        self.results: Sequence[Result] | None = None

    def add(self, task: Task, load: int) -> None:
        self.tasks.append(task)
        self.load += load


def _nothing() -> None:
    """Do nothing, to see whether somebody does it."""
