"""The file of the register: what makes it unusable is said, and many exports at once leave it whole."""

import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from catalog.config.model import Settings
from catalog.register import database
from catalog.register.register import Register
from tests.register_cases import export, issue, recognise

PROJECT = Path(__file__).resolve().parents[1]
DAY = date(2025, 12, 3)
SETTINGS = Settings(date=DAY)
ENTRIES = (("车间里的读书会", "陈强"), ("一封没有寄出的信", "林初"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give a register that holds an issue."""
    made = tmp_path / "register.sqlite"
    export(made, issue(*ENTRIES), SETTINGS)
    return made


def opened(path: Path, patience: float = 1.0) -> Register:
    register, findings = Register.open(path, DAY, patience)
    assert register is not None, findings
    return register


def refused(path: Path) -> tuple[str, dict[str, object]]:
    """Give the one finding for which a register is not opened."""
    register, findings = Register.open(path, DAY, 0.1)
    assert register is None
    (found,) = findings
    assert found.place.file == str(path)
    assert all((found.message("en"), found.message("zh"), found.help("en"), found.help("zh")))
    return found.code, dict(found.values)


def altered(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


# Files that are no register, or none that can be used


@pytest.mark.parametrize("data", [b"my own notes\n", b"\0" * 4096, "目录".encode() * 999])
def test_another_file_is_no_register(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "notes"
    path.write_bytes(data)
    assert refused(path) == ("W732", {})
    assert path.read_bytes() == data


def test_another_database_is_no_register(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    altered(path, "CREATE TABLE loans (reader TEXT)")
    before = path.read_bytes()
    assert refused(path) == ("W732", {})
    assert path.read_bytes() == before


@pytest.mark.parametrize("kind", ["folder", "pipe"])
def test_what_is_no_file_is_no_register(tmp_path: Path, kind: str) -> None:
    path = tmp_path / kind
    path.mkdir() if kind == "folder" else os.mkfifo(path)
    assert refused(path) == ("W732", {})
    assert path.exists()


def test_an_empty_file_becomes_a_register(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    path.touch()  # what an export leaves that was killed before its first end
    export(path, issue(*ENTRIES), SETTINGS)
    assert path.stat().st_size > 0


def test_a_later_version(path: Path) -> None:
    altered(path, f"PRAGMA user_version = {database.VERSION + 1}")
    before = path.read_bytes()
    assert refused(path) == ("W731", {"version": database.VERSION + 1, "known": database.VERSION})
    assert path.read_bytes() == before


def test_damage_in_the_middle(path: Path) -> None:
    data = bytearray(path.read_bytes())
    size = int.from_bytes(data[16:18], "big")
    data[size : size + 200] = b"\xa5" * 200
    path.write_bytes(data)
    code, values = refused(path)
    assert code == "W733"
    assert values["reason"]


@pytest.mark.parametrize("size", [100, 4096, 5000])
def test_a_register_that_was_cut_off(path: Path, size: int) -> None:
    path.write_bytes(path.read_bytes()[:size])
    assert refused(path)[0] in ("W732", "W733")


def test_days_that_are_none(path: Path) -> None:
    altered(path, "PRAGMA ignore_check_constraints = 1", "UPDATE records SET entered = '2025-02-30'")
    assert refused(path)[0] == "W733"


@pytest.fixture
def readable() -> Iterator[Path]:
    """Give a folder that all users can reach."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@contextlib.contextmanager
def not_the_administrator() -> Iterator[None]:
    """Be a user whom permissions bind."""
    user = os.geteuid()
    os.seteuid(user or 65534)
    try:
        yield
    finally:
        os.seteuid(user)


@pytest.mark.parametrize("there", [False, True])
def test_a_folder_that_only_others_may_write(readable: Path, there: bool) -> None:
    path = readable / "register.sqlite"
    if there:
        export(path, issue(*ENTRIES), SETTINGS)
        path.chmod(0o666)
    readable.chmod(0o555)
    with not_the_administrator():
        register, (found,) = Register.open(path, DAY, 0.1)
    assert register is None
    assert (found.code, bool(found.values["reason"])) == ("W730", True)
    assert {file.name for file in readable.iterdir()} == ({"register.sqlite"} if there else set())


@pytest.mark.parametrize("name", ["file/x.sqlite", "loop/x.sqlite", "x" * 300, "/proc/nowhere/x.sqlite"])
def test_a_place_where_no_file_can_be(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "loop").symlink_to("loop")
    register, (found,) = Register.open(tmp_path / name, DAY, 0.1)
    assert register is None
    assert found.code == "W730"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["file", "loop"]


def test_a_disk_that_fails_is_no_traceback_of_sqlite(path: Path) -> None:
    with opened(path) as register:
        register._connection.execute("DROP TABLE records")
        with pytest.raises(OSError, match=r"register\.sqlite: no such table"):
            recognise(register, issue(*ENTRIES), SETTINGS)


def test_a_register_that_cannot_be_kept(tmp_path: Path) -> None:
    code = (
        "import resource, sys; from pathlib import Path; from tests.test_register_file import *\n"
        "with opened(Path(sys.argv[1])) as register:\n"
        "    recognise(register, issue(*ENTRIES), SETTINGS)\n"
        "    resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))\n"
        "    print(*(found.code for found in register.commit()))"
    )
    path = tmp_path / "new" / "x.sqlite"
    done = subprocess.run(
        [sys.executable, "-B", "-c", code, str(path)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.stdout == "W741\n", done.stderr
    assert not path.parent.exists()


# What is left behind


def test_a_register_at_rest_is_one_file(path: Path) -> None:
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_what_was_not_committed_is_undone(path: Path) -> None:
    before = path.read_bytes()
    with opened(path) as register:
        known, _ = recognise(register, issue(*ENTRIES, ("夜班公交",)), SETTINGS)
        assert len(known.histories) == 3
    assert path.read_bytes() == before


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_a_register_begun_for_nothing_is_not_left_behind(tmp_path: Path, error: type[BaseException]) -> None:
    path = tmp_path / "a" / "b" / "x.sqlite"

    def fail() -> None:
        with opened(path) as register:
            recognise(register, issue(*ENTRIES), SETTINGS)
            raise error

    with pytest.raises(error):
        fail()
    assert not path.parent.exists()
    known, _ = export(path, issue(*ENTRIES), SETTINGS)
    assert {history.status for history in known.histories.values()} == {"new"}


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    link = tmp_path / "x.sqlite"
    link.symlink_to("elsewhere.sqlite")
    export(link, issue(*ENTRIES), SETTINGS)
    assert link.is_symlink()
    assert (tmp_path / "elsewhere.sqlite").stat().st_size > 0


# Several exports at once


def test_an_export_waits_for_another_but_not_for_ever(path: Path) -> None:
    with opened(path) as register:
        recognise(register, issue(*ENTRIES), SETTINGS)
        assert refused(path) == ("W734", {})
    opened(path).__exit__(None, None, None)


def title(number: int) -> str:
    """Give a title that is like no other one."""
    return "".join(chr(0x4E00 + 20 * number + at) for at in range(12))


WORK = """
import sys
from pathlib import Path
from tests.test_register_file import *
path, number, keep = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "keep"
with opened(path, 60) as register:
    own = issue((title(number),), number=number % 4 + 1)
    both = own.model_copy(update={"sections": (*issue(*ENTRIES).sections, *own.sections)})
    known, _ = recognise(register, both, SETTINGS)
    if keep:
        assert register.commit() == []
"""


@pytest.mark.parametrize("failing", [0, 10])
def test_twenty_at_once(tmp_path: Path, failing: int) -> None:
    """Each process adds an article of its own to one of four issues; some fail before their end."""
    path = tmp_path / "output" / "register.sqlite"
    work = [
        subprocess.Popen(
            [sys.executable, "-c", WORK, path, str(number), "keep" if number >= failing else "fail"],
            cwd=PROJECT,
            stderr=subprocess.PIPE,
        )
        for number in range(20)
    ]
    assert [process.communicate(timeout=120)[1].decode() for process in work] == [""] * 20
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT issue, title, number FROM articles").fetchall()
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()
    assert len({number for *_, number in rows}) == len(rows)
    titles = Counter(found for _, found, _ in rows)
    expected = {title(number): 1 for number in range(failing, 20)}
    assert titles == Counter({**expected, **dict.fromkeys((one for one, _ in ENTRIES), 4)})
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_who_waits_sees_what_the_other_one_did(path: Path) -> None:
    command = [sys.executable, "-c", WORK, str(path), "11", "keep"]
    with opened(path) as register:
        recognise(register, issue(*ENTRIES, ("夜班公交",)), SETTINGS)
        waiting = subprocess.Popen(command, cwd=PROJECT, stderr=subprocess.PIPE)
        with pytest.raises(subprocess.TimeoutExpired):
            waiting.communicate(timeout=1.5)
        assert register.commit() == []
    assert waiting.communicate(timeout=60)[1] == b""
    connection = sqlite3.connect(path)
    issues = Counter(row[0] for row in connection.execute("SELECT issue FROM articles"))
    connection.close()
    assert issues == {"ZGGY 2025 11": 3, "ZGGY 2025 4": 3}


def test_nothing_is_imported_before_a_register_is_opened() -> None:
    code = "import sys, catalog.register.register; print('sqlite3' in sys.modules, 'difflib' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == "False False\n"
