"""Ctrl-C at the terminal, which every process of a run hears, ends all of them without a word."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tools.compose_pages import write

OPTIONS = ("-f", "marcxml", "-o", "all.xml", "-q", "-j", "2", "--files-from", "list")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A year's work: the same pages, listed again and again."""
    folder = tmp_path_factory.mktemp("interrupted")
    write(folder / "pages", 4, 12, distinct=True)
    names = sorted(path.name for path in (folder / "pages").glob("*.txt"))
    (folder / "list").write_text("".join(f"pages/{name}\n" for name in names * 400), encoding="utf-8")
    return folder


def until(met: Callable[[], object]) -> None:
    end = time.monotonic() + 60
    while not met():
        assert time.monotonic() < end
        time.sleep(0.002)


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="asks Linux for the children of a process")
@pytest.mark.parametrize("seconds", [0, 0.1, 0.3, 0.5, 0.7, 1])
def test_an_interruption_at_any_moment_leaves_nothing_behind(folder: Path, seconds: float) -> None:
    command = [sys.executable, "-m", "catalog", "export", *OPTIONS]
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, start_new_session=True) as process:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        until(lambda: children.read_text(encoding="ascii") or process.poll() is not None)
        time.sleep(seconds)
        assert process.poll() is None, "it is still at work"
        os.killpg(process.pid, signal.SIGINT)
        assert process.communicate(timeout=60)[1] == b""
    assert process.returncode == 130
    until(lambda: not alive(process.pid))
    assert not (folder / "all.xml").exists()


def alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
