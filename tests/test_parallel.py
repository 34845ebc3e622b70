"""Work in other processes: order, bounds, batches, crashes."""

import errno
import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from catalog.parallel import Crew


def square(numbers: Sequence[int]) -> list[int]:
    time.sleep(0.001 * (numbers[0] % 3))  # so that they end in another order than they begin
    return [number * number for number in numbers]


def deadly(numbers: Sequence[int], *, folder: Path, times: int) -> list[int]:
    """Kill the worker on every seventh number, as often as is said."""
    for number in numbers:
        if number % 7 == 3:
            mark = folder / f"{number}-{os.getpid()}-{time.monotonic_ns()}"
            if len(list(folder.glob(f"{number}-*"))) < times:
                mark.touch()
                os.kill(os.getpid(), signal.SIGKILL)
    return list(numbers)


def pool() -> Executor:
    return ProcessPoolExecutor(2, get_context("forkserver"))


def minus(number: int) -> int:
    return -number


def crew(
    hire: Callable[[], Executor],
    function: Callable[[Sequence[int]], Sequence[int]],
    *,
    full: int = 1,
    ahead: int = 5,
) -> Crew[int, int]:
    return Crew(hire, function, minus, load=lambda _: 1, full=full, ahead=lambda: ahead)


def results(crew: Crew[int, int], items: range) -> list[int | None]:
    """Have all numbers done but those that five divides."""
    with crew:
        pairs = list(crew.results(items, lambda number: number if number % 5 else None))
    assert [item for item, _ in pairs] == list(items)
    return [result for _, result in pairs]


@pytest.mark.parametrize("full", [1, 7, 1000])
@pytest.mark.parametrize("hire", [pool, partial(ThreadPoolExecutor, 3)], ids=["processes", "threads"])
def test_results_come_in_the_order_of_the_items(hire: Callable[[], Executor], full: int) -> None:
    workers = crew(hire, square, full=full)
    assert results(workers, range(60)) == [n * n if n % 5 else None for n in range(60)]
    assert workers.hired == 1


@pytest.mark.parametrize("tasks", ["all", "one", "none"])
def test_few_items_are_in_flight(tasks: str) -> None:
    taken = 0

    def items() -> Iterator[int]:
        nonlocal taken
        for number in range(2000):
            taken += 1
            yield number

    def task(number: int) -> int | None:
        return number if tasks == "all" or (tasks == "one" and number == 3) else None

    with crew(partial(ThreadPoolExecutor, 2), square, full=4, ahead=3) as workers:
        for done, _ in enumerate(workers.results(items(), task)):
            assert taken <= done + (16 if tasks == "all" else 257)


@pytest.mark.parametrize("full", [1, 4])
def test_an_item_whose_worker_dies_is_done_again(tmp_path: Path, full: int) -> None:
    workers = crew(pool, partial(deadly, folder=tmp_path, times=1), full=full, ahead=3)
    assert results(workers, range(30)) == [n if n % 5 else None for n in range(30)]
    assert workers.hired > 1


@pytest.mark.parametrize("number", [errno.EBADF, errno.ECONNREFUSED])
def test_a_pool_that_can_start_no_process_is_replaced(number: int) -> None:
    pools: list[ThreadPoolExecutor] = []

    class Breaking(ThreadPoolExecutor):
        def submit(self, *arguments: Any, **options: Any) -> Future[Any]:
            if self is pools[0]:
                raise OSError(number, "it is gone")
            return super().submit(*arguments, **options)

    def hire() -> ThreadPoolExecutor:
        pools.append(Breaking(2))
        return pools[-1]

    with crew(hire, square, full=4, ahead=3) as workers:
        assert [found for _, found in workers.results(range(6), lambda one: one)] == [
            one * one for one in range(6)
        ]
    assert workers.hired == 2


class Ended(ThreadPoolExecutor):
    """A pool whose processes cannot be started."""

    def submit(self, *arguments: Any, **options: Any) -> Future[Any]:
        raise OSError(errno.ECONNREFUSED, "it is gone")


def test_no_item_is_set_aside_for_pools_that_start_no_process() -> None:
    pools = iter([*(Ended(1) for _ in range(6)), *(ThreadPoolExecutor(1) for _ in range(9))])
    with crew(lambda: next(pools), square, full=4, ahead=3) as workers:
        assert [found for _, found in workers.results(range(6), lambda one: one)] == [
            one * one for one in range(6)
        ]


def test_where_nobody_comes_nobody_is_waited_for_again_and_again(monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    monkeypatch.setattr("catalog.parallel.time.sleep", waited.append)
    with crew(partial(Ended, 1), square, full=4, ahead=3) as workers:
        assert [found for _, found in workers.results(range(50), lambda one: one)] == [
            -one for one in range(50)
        ]
    assert sum(waited) < 20


@pytest.mark.parametrize("full", [1, 4])
def test_an_item_that_kills_every_worker_is_set_aside_and_its_neighbours_are_not(
    tmp_path: Path, full: int
) -> None:
    workers = crew(pool, partial(deadly, folder=tmp_path, times=99), full=full, ahead=3)
    expected = [(-n if n % 7 == 3 else n) if n % 5 else None for n in range(20)]
    assert results(workers, range(20)) == expected


def test_two_stages_share_a_crew() -> None:
    with crew(partial(ThreadPoolExecutor, 2), square, full=3) as workers:
        first = (number for _, number in workers.results(range(50), lambda number: number))
        second = workers.results(first, lambda number: number)
        assert [result for _, result in second] == [number**4 for number in range(50)]


def fail(numbers: Sequence[int]) -> list[int]:
    raise ValueError(numbers)


def test_what_the_function_raises_is_raised() -> None:
    with pytest.raises(ValueError, match="1"):
        results(crew(pool, fail), range(5))


def test_stopping_early_leaves_no_worker_behind() -> None:
    with crew(pool, square) as workers:
        assert next(workers.results(range(1000), lambda number: number)) == (0, 0)
