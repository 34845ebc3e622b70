"""Exports that are killed leave the register and every file whole; the tool sees what is not."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.tools.kill_export import Round, check

TOOL = Path(__file__).parent / "tools" / "kill_export.py"


def test_killed_exports_leave_all_whole() -> None:
    command = [sys.executable, str(TOOL), "--kills", "10", "--seed", "3"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=240)
    assert done.stdout.endswith("\n10 kills: register and output whole\n"), done.stdout + done.stderr
    assert done.returncode == 0


BEFORE, AFTER = {"a.json": b"old"}, {"a.json": b"new", "b.json": b"b"}

# the register, the files, what is wrong
STATES = [
    ("old", {"a.json": b"old"}, ""),
    ("old", {"a.json": b"new"}, ""),
    ("old", {"a.json": b"new", "b.json": b"b"}, ""),
    ("new", {"a.json": b"new", "b.json": b"b"}, ""),
    ("new", {"a.json": b"old", "b.json": b"b"}, "the register is ahead"),
    ("new", {"a.json": b"new"}, "the register is ahead"),
    ("old", {"a.json": b"ne"}, "a.json is neither"),
    ("old", {"a.json": b"old", "b.json": b""}, "b.json is neither"),
    ("other", {"a.json": b"old"}, "the register is neither"),
]


@pytest.mark.parametrize(("register", "files", "wrong"), STATES)
def test_the_tool_sees_what_is_not_whole(register: str, files: dict[str, bytes], wrong: str) -> None:
    round_ = Round([], (BEFORE, "old"), (AFTER, "new"), 1.0)
    if not wrong:
        check(round_, (files, register))
    else:
        with pytest.raises(AssertionError, match=wrong):
            check(round_, (files, register))
