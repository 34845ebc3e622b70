"""An export on a Dask cluster: the same bytes, whoever dies; a clear word when nobody is there."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from catalog.diagnostics import Diagnostic
from catalog.export import elsewhere, shelf
from tests.conftest import Run
from tests.tools.compose_pages import write

PROJECT = Path(__file__).resolve().parents[1]
OPTIONS = ("-f", "marcxml", "--date", "2026-01-01", "-q", "--fail-on", "never")
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(PROJECT), "PYDANTIC_DISABLE_PLUGINS": "__all__"}
PAGES = 30


class Cluster(NamedTuple):
    """A scheduler and two workers on loopback."""

    file: Path
    scheduler: "subprocess.Popen[bytes]"
    workers: "list[subprocess.Popen[bytes]]"

    @property
    def address(self) -> str:
        return str(json.loads(self.file.read_text(encoding="utf-8"))["address"])


def started(program: str, folder: Path, *options: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", f"distributed.cli.{program}", "--no-dashboard", *options]
    with (folder / f"{program}.log").open("ab") as log:
        return subprocess.Popen(command, cwd=folder, env=ENVIRONMENT, stdout=log, stderr=log)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    folder = tmp_path / "cluster"
    folder.mkdir()
    file = folder / "scheduler.json"
    where = ("--scheduler-file", str(file))
    scheduler = started("dask_scheduler", folder, "--host", "127.0.0.1", "--port", "0", *where)
    workers = [
        started("dask_worker", folder, *where, "--nworkers", "1", "--nthreads", "1", "--no-nanny")
        for _ in range(2)
    ]
    while not file.exists() or not file.stat().st_size:
        assert scheduler.poll() is None, (folder / "dask_scheduler.log").read_text(encoding="utf-8")
        time.sleep(0.05)
    try:
        yield Cluster(file, scheduler, workers)
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()


@pytest.fixture
def alone(run: Run, tmp_path: Path) -> bytes:
    """Compose pages, and export them in one process."""
    write(tmp_path / "pages", 4, PAGES, distinct=True)
    assert run("export", "pages", "-o", "alone.xml", "-j", "1", *OPTIONS).code == 0
    return (tmp_path / "alone.xml").read_bytes()


def struck(monkeypatch: pytest.MonkeyPatch, process: "subprocess.Popen[bytes]") -> None:
    """Let small batches be sent, and kill a process in the middle of the work."""
    real, put = shelf.Shelf.put, 0

    def killing(*arguments: Any) -> list[Diagnostic]:
        nonlocal put
        put += 1
        if put == 10:
            process.send_signal(signal.SIGKILL)
        return real(*arguments)

    monkeypatch.setattr(elsewhere, "BATCH", 8_000)
    monkeypatch.setattr(shelf.Shelf, "put", killing)


def test_the_same_bytes_also_when_a_worker_is_killed(
    run: Run, tmp_path: Path, cluster: Cluster, alone: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("export", "pages", "-o", "all.xml", *OPTIONS, "--cluster", cluster.address).code == 0
    assert (tmp_path / "all.xml").read_bytes() == alone
    (tmp_path / "all.xml").unlink()
    struck(monkeypatch, cluster.workers[0])
    assert run("export", "pages", "-o", "all.xml", *OPTIONS, "--cluster", cluster.file).code == 0
    assert cluster.workers[0].wait(10) == -signal.SIGKILL
    assert (tmp_path / "all.xml").read_bytes() == alone
    assert not (tmp_path / "all.xml.parts").exists()


def test_a_scheduler_that_goes_away(
    run: Run, tmp_path: Path, cluster: Cluster, alone: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    struck(monkeypatch, cluster.scheduler)
    result = run("export", "pages", "-o", "all.xml", *OPTIONS, "--cluster", cluster.address)
    lines = result.err.splitlines()
    assert (result.code, len(lines)) == (3, 2), lines
    assert lines[0].startswith(
        f"{cluster.address}: error W793 cluster-gone: the scheduler of the cluster went"
    )
    assert not (tmp_path / "all.xml").exists()
    assert not list(tmp_path.glob(".*.part"))
    result = run("export", "pages", "-o", "all.xml", "--resume", *(one for one in OPTIONS if one != "-q"))
    assert result.code == 0
    assert "W791" in result.err
    assert (tmp_path / "all.xml").read_bytes() == alone


NOBODY = [
    ("tcp://127.0.0.1:1", "tcp://127.0.0.1:1: error W792"),
    ("nowhere.json", "no such scheduler file"),
    ("gopher://x", "gopher://x: error W792"),
]


@pytest.mark.parametrize(("address", "words"), NOBODY)
def test_nobody_is_there(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str, words: str
) -> None:
    monkeypatch.setattr("catalog.export.cluster.Cluster.connected.__func__.__defaults__", (1.0,))
    write(tmp_path / "pages", 4, 1)
    result = run("export", "pages", "-o", "out/", "--cluster", address)
    assert (result.code, words in result.err) == (3, True), result.err
    assert not (tmp_path / "out").exists()


def test_options_that_do_not_go_together(run: Run, tmp_path: Path) -> None:
    result = run("export", "--cluster", "tcp://127.0.0.1:1", "--jobs", "2")
    assert (result.code, "--jobs is for this machine" in result.err) == (2, True)
