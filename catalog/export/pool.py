"""A pool of processes whose starts the terminal does not interrupt."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import forkserver, resource_tracker
from multiprocessing.context import BaseContext
from typing import ParamSpec, TypeVar

_Given = ParamSpec("_Given")
_Value = TypeVar("_Value")


class Pool(ProcessPoolExecutor):
    """Processes that are started whole or not at all: Ctrl-C at the terminal, which all of them hear, is for
    the process that hires them, and for it only when those it is starting have been started.
    """

    def __init__(self, number: int, way: BaseContext, prepared: Callable[[], None]) -> None:
        super().__init__(number, way, prepared)
        if way.get_start_method() == "forkserver":
            resource_tracker.ensure_running()  # which the server needs, and which lets interruptions in again
            with _uninterrupted():
                forkserver.ensure_running()

    def submit(
        self, function: Callable[_Given, _Value], /, *given: _Given.args, **named: _Given.kwargs
    ) -> Future[_Value]:
        """Give work to a process, which may be a new one; so are the threads that see to them."""
        with _uninterrupted():
            return super().submit(function, *given, **named)


def left(pool: Executor) -> None:
    """End a pool whose work is not wanted: it does what it has begun, and gives back what it has of the
    operating system.
    """
    pool.shutdown(cancel_futures=True)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let interruptions wait; they do so in processes and threads that are started meanwhile, too."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
