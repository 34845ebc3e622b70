"""Pages behind URLs, on file systems of fsspec that need no network, and on one that fails."""

import pickle
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fsspec
import pytest
from fsspec.spec import AbstractFileSystem

from catalog.diagnostics import Diagnostic
from catalog.readers import inputs

FILES = {
    "b.txt": b"b", "a.TEXT": b"a", "issues.json": b"{}", "page.pdf": b"%PDF", "2025/c.html": b"<html>",
    "2025/11/工会.txt": b"x", ".git/d.txt": b"", "2025-old/[1] a.txt": b"y", "empty.txt": b"",
}  # fmt: skip
PAGES = ["a.TEXT", "b.txt", "empty.txt", "2025/c.html", "2025/11/工会.txt", "2025-old/[1] a.txt"]


@pytest.fixture
def memory() -> Iterator[Any]:
    system = fsspec.filesystem("memory")
    system.store.clear()
    for name, data in FILES.items():
        system.pipe(f"/pages/{name}", data)
    yield system
    system.store.clear()


def read(*arguments: str) -> list[tuple[str, bytes | str]]:
    """Give what is found, each with its bytes, or the code of what is said instead."""
    rows: list[tuple[str, bytes | str]] = []
    for item in inputs.found(arguments):
        if isinstance(item, Diagnostic):
            rows.append((item.place.file, item.code))
        else:
            data, findings = inputs.load(item)
            rows.append((item.name, findings[0].code if data is None else data))
    return rows


@pytest.mark.parametrize("folder", ["memory://pages", "memory://pages/", "memory:///pages"])
def test_a_folder_is_searched_as_one_on_the_disk(memory: Any, folder: str) -> None:
    base = folder.rstrip("/")
    assert read(folder) == [(f"{base}/{name}", FILES[name] or "S103") for name in PAGES]


def test_a_file_is_read_whatever_its_name(memory: Any) -> None:
    assert read("memory://pages/page.pdf", "memory://pages/2025/11/工会.txt") == [
        ("memory://pages/page.pdf", b"%PDF"), ("memory://pages/2025/11/工会.txt", b"x"),
    ]  # fmt: skip


# a pattern, what it stands for
PATTERNS = [
    ("memory://pages/*.txt", ["b.txt", "empty.txt"]),
    ("memory://pages/2025*", ["2025/c.html", "2025/11/工会.txt", "2025-old/[1] a.txt"]),
    ("memory://pages/**/*.html", ["2025/c.html"]),
    ("memory://pages/[ab].*", ["a.TEXT", "b.txt"]),
]


@pytest.mark.parametrize(("pattern", "names"), PATTERNS)
def test_a_pattern_stands_for_what_it_matches(memory: Any, pattern: str, names: list[str]) -> None:
    found, findings = inputs.find([pattern])
    assert sorted(source.name for source in found) == sorted(f"memory://pages/{name}" for name in names)
    assert findings == []
    assert all(inputs.load(source)[0] is not None for source in found if "empty" not in source.name)


def test_matches_come_in_order(memory: Any) -> None:
    for name in ("c", "a", "b"):
        memory.pipe(f"/{name}/1.txt", b"x")
    assert [name for name, _ in read("memory://[abc]/*.txt")] == [f"memory://{name}/1.txt" for name in "abc"]


def test_what_is_not_there_is_said(memory: Any) -> None:
    memory.pipe("/other/page.pdf", b"")
    assert read("memory://nowhere", "memory://nowhere/*.txt", "memory://other", "memory://other/*") == [
        ("memory://nowhere", "S101"), ("memory://nowhere/*.txt", "S101"), ("memory://other", "S107"),
        ("memory://other/page.pdf", "S103"),
    ]  # fmt: skip


@pytest.mark.parametrize("suffix", [".zip", ".tar.gz"])
def test_an_archive_far_away(memory: Any, tmp_path: Path, suffix: str) -> None:
    from tests.test_inputs_archives import make

    packed = Path(make(tmp_path / f"a{suffix}", [("sub/b.txt", b"b"), ("a.txt", b"a")])).read_bytes()
    memory.pipe(f"/packed/a{suffix}", packed)
    expected = [(f"memory://packed/a{suffix}!a.txt", b"a"), (f"memory://packed/a{suffix}!sub/b.txt", b"b")]
    assert read(f"memory://packed/a{suffix}") == read("memory://packed") == expected
    memory.pipe(f"/packed/a{suffix}", packed[:50])
    assert read("memory://packed")[-1] == (f"memory://packed/a{suffix}", "S120")


def test_a_chain_of_urls(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as zipped:
        for name in ("b.txt", "a.txt", "sub/c.txt"):
            zipped.writestr(name, name)
    chained = f"::file://{tmp_path}/a.zip"
    assert read(f"zip://*.txt{chained}") == [
        (f"zip://{name}{chained}", name.encode()) for name in ("a.txt", "b.txt")
    ]
    assert read(f"zip://sub{chained}") == [(f"zip://sub/c.txt{chained}", b"sub/c.txt")]
    assert read(f"zip://{chained}")[2] == (f"zip://sub/c.txt{chained}", b"sub/c.txt")


def test_a_page_can_be_read_in_another_process(memory: Any) -> None:
    (source,), _ = inputs.find(["memory://pages/b.txt"])
    sent = pickle.loads(pickle.dumps(source))
    with inputs.opened(sent) as stream:
        assert stream.read() == b"b"


def test_limits_hold_far_away(memory: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    memory.pipe("/pages/b.txt", b"x" * 2_000_000)
    monkeypatch.setattr(inputs, "PAGE_LIMIT", 1_000_000)
    assert read("memory://pages/b.txt") == [("memory://pages/b.txt", "S106")]


# Files of this machine need no package


@pytest.fixture
def local(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    for name in ("b 1.txt", "a.txt", "sub/c.txt", "100%25.txt"):
        (tmp_path / "pages" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "pages" / name).write_text(name)
    (tmp_path / "pages" / "sub" / "up").symlink_to(tmp_path / "pages")
    return tmp_path / "pages"


# what stands behind the folder, what is read
LOCAL = [
    ("", ["100%25.txt", "a.txt", "b 1.txt", "sub/c.txt"]),
    ("/b%201.txt", ["b 1.txt"]),
    ("/b 1.txt", ["b 1.txt"]),
    ("/100%25.txt", ["100%25.txt"]),
    ("/*.txt", ["100%25.txt", "a.txt", "b 1.txt"]),
]


@pytest.mark.parametrize(("behind", "names"), LOCAL)
def test_urls_of_files(local: Path, behind: str, names: list[str]) -> None:
    expected = [(f"{local}/{name}", name.encode()) for name in names]
    assert read(f"file://{local}{behind}") == read(f"file://localhost{local}{behind}") == expected


def test_urls_of_no_files(local: Path) -> None:
    url = f"file://{local}/nowhere*"
    assert read(url) == [(url, "S101")]


# What is lacking


def test_the_package_that_is_lacking_is_named(memory: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    inputs.check(["memory://pages", "page.txt", "-"])
    monkeypatch.setitem(sys.modules, "fsspec", None)
    inputs.check(["page.txt", "C:\\page.txt", "file:///page.txt"])
    with pytest.raises(LookupError, match=r"memory://pages cannot be read here: .*kanmu-catalog\[remote\]"):
        inputs.check(["page.txt", "memory://pages"])
    (item,) = inputs.find(["memory://pages"])[1]
    assert (item.code, item.values["scheme"]) == ("S131", "memory")
    assert "kanmu-catalog[remote]" in item.message("zh")


def test_the_package_of_a_protocol_that_is_lacking_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "s3fs", None)
    for url in ("s3://bucket/page.txt", "zip://page.txt::s3://bucket/pages.zip"):
        with pytest.raises(LookupError, match="s3fs"):
            inputs.check([url])
    (tmp_path / "list").write_text("s3://bucket/page.txt\n")
    (item,) = inputs.find([], files_from=str(tmp_path / "list"))[1]
    assert item.code == "S131"
    assert "s3fs" in item.message()


def test_there_is_no_such_protocol() -> None:
    inputs.check(["nowhere://page.txt"])
    (item,) = inputs.find(["nowhere://page.txt"])[1]
    assert (item.code, item.place.file) == ("S102", "nowhere://page.txt")
    assert "nowhere" in item.message()


# Trouble


class Broken(AbstractFileSystem):  # type: ignore[misc]  # fsspec says nothing of its types
    """A file system behind a bad line: `stage` is what no longer works."""

    protocol = "broken"
    cachable = False
    stage = ""
    error: Exception = RuntimeError()

    def _reach(self, stage: str) -> None:
        if self.stage == stage:
            raise self.error

    def info(self, path: str, **options: Any) -> dict[str, Any]:
        self._reach("info")
        return {"name": path, "type": "file" if path.endswith(".txt") else "directory", "size": 9}

    def ls(self, path: str, detail: bool = True, **options: Any) -> list[dict[str, Any]]:
        self._reach("ls")
        if path.endswith("sub"):
            raise PermissionError("not for you")
        return [
            {"name": f"{path}/a.txt", "type": "file"},
            {"name": f"{path}/b.txt", "type": "link"},
            {"name": path, "type": "directory"},
            {"name": f"{path}/sub/", "type": "directory"},
        ]

    def _open(self, path: str, mode: str = "rb", **options: Any) -> Any:
        self._reach("open")
        return Line(self)


class Line:
    """A stream behind a bad line."""

    closed = False

    def __init__(self, system: Broken) -> None:
        self._system = system

    def read(self, size: int) -> bytes:
        self._system._reach("read")
        return b""

    def close(self) -> None:
        pass


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    fsspec.register_implementation("broken", Broken, clobber=True)
    return monkeypatch


# where it breaks, with what, what is said
TROUBLES = [
    ("info", RuntimeError("line\n cut\x1b[31m"), "line cut\\x1b[31m"),
    ("info", PermissionError(13, "Forbidden"), "Forbidden"),
    ("ls", OSError("no answer"), "no answer"),
    ("open", KeyError(), "KeyError"),
    ("read", TimeoutError(), "TimeoutError"),
    ("read", ValueError("x" * 5000), "x" * 200),
    ("open", ValueError("no ftp://me:secret@host/x"), "no ftp://***@host/x"),
]


@pytest.mark.parametrize(("stage", "error", "reason"), TROUBLES)
def test_trouble_of_the_network_is_a_finding(
    broken: pytest.MonkeyPatch, stage: str, error: Exception, reason: str
) -> None:
    broken.setattr(Broken, "stage", stage)
    broken.setattr(Broken, "error", error)
    url = "broken://host/pages" + ("" if stage == "ls" else "/a.txt")
    found, findings = inputs.find([url])
    for source in found:
        findings += inputs.load(source)[1]
    assert [(item.code, item.place.file, item.values) for item in findings] == [
        ("S102", url, {"reason": reason})
    ]


def test_what_cannot_be_listed_costs_no_other(broken: pytest.MonkeyPatch) -> None:
    assert read("broken://host/pages") == [
        ("broken://host/pages/a.txt", "S103"),
        ("broken://host/pages/b.txt", "S102"),
        ("broken://host/pages/sub", "S102"),
    ]


def test_a_password_is_not_shown(broken: pytest.MonkeyPatch) -> None:
    found, findings = inputs.find(["broken://me:secret@host/pages", "nowhere://me:secret@host/x"])
    assert {source.name for source in found} == {"broken://***@host/pages/a.txt"}
    assert not [item for item in findings if "secret" in item.place.file + item.message()]
    broken.setitem(sys.modules, "fsspec", None)
    with pytest.raises(LookupError) as raised:
        inputs.check(["sftp://me:secret@host/x"])
    assert "secret" not in str(raised.value)
