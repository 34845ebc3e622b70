"""Places that cannot be written: each is named with what to do, the exit code is 3, and no half file is left.

Every case runs as a process of its own, as a librarian runs it.
"""

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
LISTING = PROJECT / "seeds" / "zhongguo-gongyun-2025-11.txt"
PRINTED = LISTING.read_text(encoding="utf-8")
CONTROLS = PRINTED.replace("创新案例", "创\x00新案\x1b例").replace("陈建伟", "陈\u200b建伟")
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(PROJECT), "LC_ALL": "C.UTF-8"}
COMMAND = (sys.executable, "-m", "catalog")


def export(folder: Path, *arguments: str, stdin: bytes = b"") -> tuple[int, bytes, str]:
    """Run an export in a folder; give exit code, standard output and standard error."""
    done = subprocess.run(
        [*COMMAND, "export", *arguments],
        cwd=folder,
        env=ENVIRONMENT,
        input=stdin,
        capture_output=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr.decode("utf-8")


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


@pytest.mark.parametrize("output", ["file/x.xml", "/proc/x.xml", "folder/x.xml/"])
def test_an_output_that_cannot_be_written(tmp_path: Path, output: str) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "folder" / "x.xml").mkdir(parents=True)
    (tmp_path / "folder" / "x.xml" / "zhongguo-gongyun").write_text("mine")
    before = files(tmp_path)
    status, _, talk = export(tmp_path, str(LISTING), "-o", output, "--no-register")
    assert status == 3
    assert f"{output}".rstrip("/") in talk
    assert "error W701 unwritable: cannot be written: " in talk
    assert "help: choose another place with -o" in talk
    assert "Traceback" not in talk
    assert files(tmp_path) == before
    assert (tmp_path / "file").read_text() == "mine"


def test_a_register_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    register = str(tmp_path / "file" / "register.sqlite")
    status, _, talk = export(tmp_path, str(LISTING), "-o", "new/", "--register", register)
    assert status == 3
    assert "file/register.sqlite: error W730 register-unusable" in talk
    assert (tmp_path / "file").read_text() == "mine"


def test_a_file_in_the_place_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    status, _, talk = export(tmp_path, str(LISTING), "-o", "file/")
    assert status == 2
    assert "file is a file and no folder" in talk
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.parametrize("output", ["/dev/full", "-"])
def test_a_full_device(tmp_path: Path, output: str) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*COMMAND, "export", str(LISTING), "-o", output],
            cwd=tmp_path,
            env=ENVIRONMENT,
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
    place = "<stdout>" if output == "-" else output
    assert done.returncode == 3
    assert (
        f"{place}: error W701 unwritable: cannot be written: No space left on device" in done.stderr.decode()
    )
    assert done.stderr.count(b"W701") == 1, "and that once"
    assert b"Traceback" not in done.stderr
    assert Path("/dev/full").is_char_device()


def limited(size: int) -> Callable[[], None]:
    """Let a process write no more than some bytes into a file, as on a full disk."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def test_a_disk_that_fills_up_leaves_no_half_file(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_bytes(LISTING.read_bytes())
    assert export(tmp_path, "page.txt", "-f", "json,marcxml")[0] == 0
    before = {path: (tmp_path / path).read_bytes() for path in files(tmp_path) if (tmp_path / path).is_file()}
    small, large = sorted(
        (len(data), path.rpartition(".")[2]) for path, data in before.items() if "gongyun/" in path
    )
    assert small[0] < large[0]
    changed = LISTING.read_text(encoding="utf-8").replace("湖北实践", "湖南实践")
    (tmp_path / "page.txt").write_text(changed, encoding="utf-8")
    done = subprocess.run(
        # The smaller file would fit, the larger does not: neither may change.
        [*COMMAND, "export", "page.txt", "-f", f"{small[1]},{large[1]}"],
        cwd=tmp_path,
        env={**ENVIRONMENT, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        preexec_fn=limited(large[0] - 1),
        timeout=60,
        check=False,
    )
    assert done.returncode == 3
    assert b"error W701 unwritable: cannot be written: File too large" in done.stderr
    assert b"Traceback" not in done.stderr
    assert (tmp_path / "page.txt").read_text(encoding="utf-8") == changed
    del before["page.txt"]
    assert {path: (tmp_path / path).read_bytes() for path in before} == before
    assert files(tmp_path) == {"page.txt", "output", "output/zhongguo-gongyun", *before}


def test_a_pipe_that_nobody_reads(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [*COMMAND, "export", str(LISTING), "-q", "-o", "-"],
        cwd=tmp_path,
        env=ENVIRONMENT,
        stdout=writing,
        stderr=subprocess.PIPE,
        timeout=60,
        check=False,
    )
    os.close(writing)
    assert done.returncode == 141
    assert done.stderr == b""


@pytest.mark.parametrize(
    "command", ["export -o -", "export", "--help", "codes", "publications", "validate seeds"]
)
def test_a_pipe_that_closes_early(tmp_path: Path, command: str) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "page.txt").write_text(PRINTED, encoding="utf-8")
    line = f'"{sys.executable}" -m catalog {command} | head -c 1 >/dev/null'
    done = subprocess.run(
        line, shell=True, cwd=tmp_path, env=ENVIRONMENT, capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 0, "the exit code of head"
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr


def test_a_reader_of_findings_that_closes_early_does_not_stop_the_work(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [*COMMAND, "export", str(LISTING), "nowhere.txt"],
        cwd=tmp_path,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=writing,
        timeout=60,
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stdout) == (3, b"")
    assert "output/zhongguo-gongyun/2025-11.marcxml" in files(tmp_path)
