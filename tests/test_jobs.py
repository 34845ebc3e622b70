"""Work in several processes gives the same bytes, also of issues that are numbered or dated otherwise."""

from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from pathlib import Path
from typing import Any

import pytest

from catalog.export.elsewhere import Elsewhere, Terms
from catalog.export.plan import Job, Plan
from catalog.export.workers import StoppedError
from catalog.gather import Page
from tests.conftest import Run
from tests.test_writers import CONTEXT, SEEDS
from tests.tools.compose_pages import write

PLAN = Plan(CONTEXT.settings, CONTEXT.publications, ("marcxml",), "-", folder=False)
LISTING = (SEEDS / "zhongguo-gongyun-2025-11.txt").read_bytes()


def made(folder: Path) -> dict[str, bytes]:
    return {
        str(p.relative_to(folder)): p.read_bytes()
        for p in folder.rglob("*")
        if p.suffix != ".sqlite" and p.is_file()
    }


def test_the_bytes_are_the_same_for_every_number_of_processes(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "pages", 9, 16, distinct=True)
    later = ("--date", "2026-02-01")
    for options in (("--date", "2026-01-01"), later, (*later, "--changes", "--organisation", "CN-BjGHT")):
        for jobs in ("1", "2"):
            arguments = ("-f", "marcxml,json,csv", "--hosts", "-o", f"out{jobs}/", "-j", jobs)
            result = run("export", "pages", *arguments, *options, "-q", "--fail-on", "never")
            assert result.code == 0, result.err
        assert made(tmp_path / "out1") == made(tmp_path / "out2")
        page = sorted((tmp_path / "pages").glob("*.txt"))[3]
        page.write_text(page.read_text(encoding="utf-8").replace("工会", "工协", 2), encoding="utf-8")


class Deadly(Executor):
    """An executor whose workers die of a page called deadly."""

    def submit(self, function: Callable[..., Any], /, *given: Any, **named: Any) -> "Future[Any]":
        future: Future[Any] = Future()
        if any(task.page.name == "deadly" for tasks in given for task in tasks):
            future.set_exception(BrokenExecutor())
        else:
            try:
                future.set_result(function(*given, **named))
            except ImportError as error:
                future.set_exception(error)
        return future


def test_a_page_that_ends_every_worker_is_set_aside() -> None:
    jobs = [Job(name, Page(name, LISTING)) for name in ("a.txt", "deadly", "b.txt")]
    with Elsewhere(PLAN, Terms(Deadly, lambda: 2)) as workers:
        done = [job.done for job in workers.done(jobs)]
    assert [len(one.issues) if one else None for one in done] == [1, 0, 1]
    assert done[1] is not None
    assert [(item.code, item.place.file) for item in done[1].findings] == [("S133", "deadly")]


def test_a_worker_with_another_program_is_told() -> None:
    with (
        Elsewhere(PLAN, Terms(Deadly, lambda: 2, program=b"other")) as workers,
        pytest.raises(StoppedError) as stopped,
    ):
        list(workers.done([Job("a.txt", Page("a.txt", LISTING))]))
    assert stopped.value.finding.code == "W794"
    assert "another version" in stopped.value.finding.message("en")
