"""Exports that were interrupted go on: with the same bytes, and without doing again what was done."""

import os
import pickle
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from catalog.export import parts, work
from catalog.export.plan import Done, Plan, Reading
from catalog.gather import Page
from tests.conftest import Run
from tests.tools.compose_pages import write

PROJECT = Path(__file__).resolve().parents[1]
OPTIONS = ("-f", "marcxml", "--date", "2026-01-01", "-q", "--fail-on", "never", "-j", "1")


def test_killed_exports_go_on() -> None:
    command = [sys.executable, "-m", "tests.tools.kill_resumed", "--kills", "8", "--pages", "40"]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False, timeout=300)
    assert done.stdout.endswith("\n8 kills: the same files and registers\n"), done.stdout + done.stderr


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    write(tmp_path / "pages", 1, 12, distinct=True)
    return tmp_path / "pages"


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note which pages are read; stop at the tenth."""
    names: list[str] = []
    real = work.read

    def counted(page: Page, plan: Plan) -> Reading:
        names.append(Path(page.name).name)
        if len(names) == 10:
            raise KeyboardInterrupt
        return real(page, plan)

    monkeypatch.setattr("catalog.export.workers.read", counted)
    return names


OUTPUTS = pytest.mark.parametrize("output", ["out/", "all.xml"])


def made(folder: Path, output: str) -> dict[str, bytes]:
    found = folder.glob("out/*/*") if output == "out/" else folder.glob("*.xml")
    return {path.name: path.read_bytes() for path in found}


@OUTPUTS
def test_only_what_is_missing_or_has_changed_is_done(
    run: Run, pages: Path, tmp_path: Path, reads: list[str], output: str
) -> None:
    assert run("export", "pages", "-o", output, "--resume", *OPTIONS).code == 130
    assert made(tmp_path, output) == {}, "nothing is in its place yet"
    assert parts.place(output, folder=output == "out/").exists()
    changed = pages / reads[3]
    changed.write_text(changed.read_text(encoding="utf-8") + "\n附记。\n", encoding="utf-8")
    first, reads[:] = list(reads), []
    result = run("export", "pages", "-o", output, "--resume", *(o for o in OPTIONS if o != "-q"))
    assert result.code == 0
    assert "W791" in result.err
    assert reads == [changed.name, *sorted({path.name for path in pages.glob("*.txt")} - set(first[:-1]))]
    assert not parts.place(output, folder=output == "out/").exists()
    gone_on = made(tmp_path, output)
    reads[:] = []
    for path in tmp_path.glob("out/*/*"):
        path.unlink()
    (tmp_path / "out" / "register.sqlite").unlink(missing_ok=True)
    (tmp_path / "all.xml").unlink(missing_ok=True)
    reads += ["elsewhere"] * 20
    assert run("export", "pages", "-o", output, *OPTIONS).code == 0
    assert made(tmp_path, output) == gone_on


OTHERWISE: list[Sequence[str]] = [
    ("--date", "2026-01-02"),
    ("--organisation", "CN-BjGHT"),
    ("--set", "system_number=true"),
    ("--pinyin", "ala-lc"),
]


@pytest.mark.parametrize("otherwise", OTHERWISE, ids=" ".join)
def test_with_other_settings_all_is_done_again(
    run: Run, pages: Path, tmp_path: Path, reads: list[str], otherwise: Sequence[str]
) -> None:
    assert run("export", "pages", "-o", "all.xml", "--resume", *OPTIONS).code == 130
    reads[:] = ["elsewhere"] * 20
    assert run("export", "pages", "-o", "all.xml", "--resume", *OPTIONS, *otherwise).code == 0
    assert len(reads) == 32


def test_a_run_that_goes_on_keeps_its_day(
    run: Run, pages: Path, tmp_path: Path, reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    options = ["-o", "all.xml", "--resume", "-q", "--fail-on", "never", "-j", "1"]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    assert run("export", "pages", *options).code == 130
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1777777777")
    assert run("export", "pages", *options).code == 0
    assert b"20260101000000.0" in (tmp_path / "all.xml").read_bytes()


def test_a_file_of_others_is_not_taken_for_parts(run: Run, pages: Path, tmp_path: Path) -> None:
    (tmp_path / "all.xml.parts").write_text("somebody's notes", encoding="utf-8")
    result = run("export", "pages", "-o", "all.xml", "--resume", *OPTIONS)
    assert (result.code, "W790" in result.err) == (3, True)
    assert (tmp_path / "all.xml.parts").read_text(encoding="utf-8") == "somebody's notes"
    (tmp_path / "all.xml.parts").unlink()
    with sqlite3.connect(tmp_path / "all.xml.parts") as connection:
        connection.execute("CREATE TABLE notes (text)")
    assert "W790" in run("export", "pages", "-o", "all.xml", "--resume", *OPTIONS).err
    with sqlite3.connect(tmp_path / "all.xml.parts") as connection:
        assert connection.execute("SELECT count(*) FROM notes").fetchone() == (0,)


def test_two_runs_do_not_share_parts(run: Run, pages: Path, tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "all.xml.parts", isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    result = run("export", "pages", "-o", "all.xml", "--resume", *OPTIONS)
    connection.close()
    assert (result.code, "W790" in result.err) == (3, True)


def test_standard_output_cannot_be_gone_on_with(run: Run, pages: Path) -> None:
    result = run("export", "pages", "-o", "-", "--resume")
    assert (result.code, "--resume needs a file or a folder" in result.err) == (2, True)


class Evil:
    def __reduce__(self) -> tuple[object, ...]:
        return os.system, ("echo unpickled",)


def test_parts_bring_nothing_but_our_own_classes() -> None:
    assert parts._unpacked(pickle.dumps(Done())) == Done()
    assert parts._unpacked(pickle.dumps(Evil())) is None
    assert parts._unpacked(pickle.dumps(Done())[:-3]) is None
    assert parts._unpacked(b"ccatalog.export.parts\nos.system\n.") is None
