"""Files appear whole or not at all, and never in the place of something else."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from catalog.diagnostics import Diagnostic
from catalog.output import Output, print_bytes, write

if TYPE_CHECKING:
    from tests.conftest import Run


def issues_in(data: bytes) -> frozenset[str] | None:
    """Read files of a format made up for these tests: the word “ours”, then the names of issues."""
    first, *names = data.decode("utf-8", "replace").split()
    return frozenset(names) if first == "ours" else None


def output(path: Path, *numbers: int) -> Output:
    return Output(path, " ".join(["ours", *map(str, numbers)]).encode(), issues_in)


def codes(findings: list[Diagnostic]) -> list[str]:
    return [item.code for item in findings]


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir())


def test_files_appear_in_folders_that_are_made(tmp_path: Path) -> None:
    both = [output(tmp_path / "a" / "b" / "1.json", 1), output(tmp_path / "a" / "2.json", 2)]
    assert write(both) == (2, [])
    assert files(tmp_path) == ["a/2.json", "a/b/1.json"]
    assert (tmp_path / "a" / "2.json").read_bytes() == both[1].data
    usual = tmp_path / "usual"
    usual.touch()
    assert (tmp_path / "a" / "2.json").stat().st_mode == usual.stat().st_mode


def test_the_same_bytes_are_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    write([output(path, 1)])
    os.utime(path, (1, 1))
    assert write([output(path, 1)]) == (1, [])
    assert path.stat().st_mtime == 1


def test_our_own_file_of_the_same_issues_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    write([output(path, 1)])
    path.chmod(0o640)
    assert write([output(path, 1, 2)]) == (1, [])
    assert path.read_bytes() == output(path, 1, 2).data
    assert path.stat().st_mode & 0o777 == 0o640, "who may read it stays as it was"


# what stands there, the finding
OBSTACLES = [
    (b"my own notes\n", "W702"),
    (output(Path(), 1, 2, 3).data, "W707"),
]


@pytest.mark.parametrize(("old", "code"), OBSTACLES)
def test_something_else_is_not_replaced_unless_forced(tmp_path: Path, old: bytes, code: str) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(old)
    good = output(tmp_path / "new" / "2.json", 2)
    written, findings = write([good, output(path, 1)])
    assert (written, codes(findings)) == (0, [code])
    assert path.read_bytes() == old
    assert files(tmp_path) == ["x.json"], "all or nothing"
    assert not (tmp_path / "new").exists()
    assert write([good, output(path, 1)], force=True) == (2, [])
    assert path.read_bytes() == output(path, 1).data


LISTING = "《中国工运》2025年第11期\n朱镕生同志谈工会……朱镕生\n"
RECORD = "=LDR  00000naa\\a2200000\\i\\4500\n=001  A1\n=245  00$a工会\n\n"
# a command that would write over x.txt, what stands in that
OVER_INPUT = [
    (["export", "x.txt", "-f", "json", "-o", "x.txt"], LISTING),
    (["export", "x.txt", "-f", "csv", "-o", "./sub/../x.txt"], LISTING),
    (["export", "x.txt", "-f", "json", "-o", "link.json"], LISTING),
    (["export", "--files-from", "x.txt", "-f", "json", "-o", "x.txt"], "page.txt\n"),
    (["export", "page.txt", "x.txt", "-f", "jsonl", "-o", "x.txt"], LISTING.replace("11", "10")),
    (["export", "-", "-f", "json", "-o", "x.txt"], LISTING),
    (["export", "page.txt", "--config", "x.txt", "-f", "json", "-o", "x.txt"], "time = '000001'\n"),
    (["convert", "x.txt", "-f", "marcxml", "-o", "x.txt"], RECORD),
    (["convert", "sub", "x.txt", "-f", "mrk", "-o", "link.json"], RECORD),
    (["validate", "x.txt", "--format", "csv", "-o", "x.txt"], LISTING),
    (["validate", "page.txt", "x.txt", "-o", "link.json"], RECORD),
]


@pytest.mark.parametrize("force", [[], ["--force"]], ids=["", "forced"])
@pytest.mark.parametrize(("command", "text"), OVER_INPUT, ids=lambda value: " ".join(value)[:30])
def test_nothing_is_written_in_the_place_of_what_is_read(
    run: "Run",
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: list[str],
    text: str,
    force: list[str],
) -> None:
    path = tmp_path / "x.txt"
    path.write_text(text, encoding="utf-8")
    (tmp_path / "link.json").symlink_to("x.txt")
    (tmp_path / "sub").mkdir()
    (tmp_path / "page.txt").write_text(LISTING, encoding="utf-8")
    (tmp_path / "sub" / "more.mrk").write_text(RECORD, encoding="utf-8")
    before = files(tmp_path)
    with path.open(encoding="utf-8") as read:
        monkeypatch.setattr("sys.stdin", read)
        done = run(*command, *force)
    assert done.code == 3
    assert "error W716 is-read" in done.err
    assert path.read_text(encoding="utf-8") == text
    assert files(tmp_path) == before


def test_a_page_in_a_folder_of_files_to_be_is_not_lost(run: "Run", tmp_path: Path) -> None:
    """The file is made ready before the page that stands in its place is read."""
    (tmp_path / "a.txt").write_text(LISTING, encoding="utf-8")
    later = tmp_path / "out" / "zhongguo-gongyun" / "2025-11.ris"
    later.parent.mkdir(parents=True)
    later.write_text(LISTING.replace("11期", "10期"), encoding="utf-8")
    done = run("export", "a.txt", later, "-f", "ris", "-o", "out/", "--force", "--no-register")
    assert (done.code, "error W716 is-read" in done.err) == (3, True)
    assert files(tmp_path) == ["a.txt", "out/zhongguo-gongyun/2025-11.ris"]
    assert "10期" in later.read_text(encoding="utf-8")


def test_what_would_be_written_anew_as_it_is_may_be_read(run: "Run", tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LISTING, encoding="utf-8")
    assert run("export", "a.txt", "-o", "x.json").code == 0
    assert run("export", "x.json", "-o", "x.json").code == 0
    assert run("validate", "x.json", "-o", "r.html").code == 0
    assert run("validate", "r.html", "x.json", "-o", "r.html").code == 0, "a report of before is no input"


def test_the_finding_names_the_issues_that_would_be_lost(tmp_path: Path) -> None:
    write([output(tmp_path / "x.json", 1, 2, 3)])
    _, findings = write([output(tmp_path / "x.json", 1)])
    assert findings[0].values == {"issues": "2, 3"}


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    link = tmp_path / "x.json"
    link.symlink_to("real/x.json")
    assert write([output(link, 1)]) == (1, [])
    assert link.is_symlink()
    assert (tmp_path / "real" / "x.json").read_bytes() == output(link, 1).data


@pytest.mark.parametrize("name", ["file/x.json", "folder", "loop/x.json", "x" * 300])
def test_what_cannot_be_written_is_said(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "folder").mkdir()
    (tmp_path / "loop").symlink_to("loop")
    before = files(tmp_path)
    written, findings = write([output(tmp_path / "good.json", 1), output(tmp_path / name, 2)])
    assert (written, codes(findings)) == (0, ["W701"])
    assert findings[0].place.file == str(tmp_path / name)
    assert files(tmp_path) == before


def test_a_device_is_written_to_and_stays(tmp_path: Path) -> None:
    assert write([output(Path("/dev/null"), 1)]) == (1, [])
    assert Path("/dev/null").is_char_device()
    written, findings = write([output(Path("/dev/full"), 1)])
    assert (written, codes(findings)) == (0, ["W701"])
    assert findings[0].values == {"reason": "No space left on device"}
    assert Path("/dev/full").is_char_device()


def test_trouble_while_renaming_leaves_no_passing_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def replace(self: Path, target: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "replace", replace)
    written, findings = write([output(tmp_path / "new" / "x.json", 1), output(tmp_path / "y.json", 2)])
    assert (written, codes(findings)) == (0, ["W701"])
    assert list(tmp_path.iterdir()) == []


def test_an_interruption_leaves_no_passing_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fsync(descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(KeyboardInterrupt):
        write([output(tmp_path / "new" / "x.json", 1)])
    assert list(tmp_path.iterdir()) == []


def test_a_standard_output_that_is_full_or_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    with Path("/dev/full").open("w") as full:
        monkeypatch.setattr(sys, "stdout", full)
        assert codes(print_bytes(b"x")) == ["W701"]
        print("what is written afterwards goes nowhere", flush=True)
    monkeypatch.setattr(sys, "stdout", None)
    (closed,) = print_bytes(b"x")
    assert (closed.code, closed.values) == ("W701", {"reason": "Bad file descriptor"})
