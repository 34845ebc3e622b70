"""Where the bytes come from: files, folders with all that they hold, lists of paths, standard input."""

import io
import os
import sys
from pathlib import Path

import pytest

from catalog.diagnostics import Diagnostic
from catalog.readers import inputs


def codes(findings: list[Diagnostic]) -> list[str]:
    return [item.code for item in findings]


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of pages, with all that a folder may hold besides."""
    for name in ("b.txt", "a.TEXT", "issues.json", "page.pdf", "sub/c.txt", "sub/.hidden.txt", ".git/d.txt"):
        path = tmp_path / "pages" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "pages"


def names(arguments: list[str]) -> list[str]:
    return [source.name for source in inputs.find(arguments)[0]]


def test_a_folder_gives_its_listing_files_in_order(tree: Path) -> None:
    assert names(["pages"]) == ["pages/a.TEXT", "pages/b.txt", "pages/sub/c.txt"]
    assert names(["./pages//"]) == ["./pages/a.TEXT", "./pages/b.txt", "./pages/sub/c.txt"]


def test_names_are_kept_as_given_and_in_order(tree: Path) -> None:
    given_names = ["pages/sub/../b.txt", "./pages/issues.json", "-", str(tree / "b.txt")]
    assert names(given_names) == [*given_names[:2], "<stdin>", given_names[3]]


def test_links_that_go_in_a_circle_end(tree: Path) -> None:
    (tree / "sub" / "up").symlink_to(tree, target_is_directory=True)
    (tree / "again").symlink_to(tree / "sub", target_is_directory=True)
    assert names(["pages"]) == ["pages/a.TEXT", "pages/b.txt", "pages/again/c.txt"]


# what is asked for, what is said
FAULTS = [
    ("nowhere.txt", "S101"),
    ("", "S101"),
    ("pages/b.txt/c.txt", "S101"),
    ("pages/.git", ""),
    ("empty", "S107"),
    ("broken.txt", "S102"),
    ("links", "S102"),
    ("x" * 300, "S101"),
]


@pytest.mark.parametrize(("argument", "code"), FAULTS)
def test_what_cannot_be_found_is_said(tree: Path, argument: str, code: str) -> None:
    Path("empty").mkdir()
    Path("links").mkdir()
    Path("broken.txt").symlink_to("nowhere")
    Path("links/broken.txt").symlink_to("nowhere")
    found, findings = inputs.find([argument])
    for source in found:
        findings += inputs.load(source)[1]
    assert codes(findings) == ([code] if code else [])
    assert all(item.place.file.startswith(argument) for item in findings)


def test_a_folder_that_may_not_be_searched(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.scandir

    def scandir(path: str) -> "os._ScandirIterator[str]":
        if path.endswith("sub"):
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)  # the tests may run as root, whom nothing is forbidden
    found, findings = inputs.find(["pages"])
    assert [source.name for source in found] == ["pages/a.TEXT", "pages/b.txt"]
    assert [(item.code, item.place.file) for item in findings] == [("S102", "pages/sub"), ("S116", "pages")]


def test_a_name_that_is_no_text_can_be_shown(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xff\n.txt"
    Path(os.fsdecode(path)).write_bytes(b"x")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/x.\xff\n")).write_bytes(b"x")
    found, (passed,) = inputs.find([str(tmp_path)])
    assert [source.name for source in found] == [f"{tmp_path}/\\udcff\\n.txt"]
    assert (passed.code, passed.values["suffixes"]) == ("S116", ".\\udcff\\n")
    assert inputs.load(found[0]) == (b"x", [])


def test_bytes_come_from_standard_input(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"abc")
    with (tmp_path / "x").open() as file:
        monkeypatch.setattr(sys, "stdin", file)
        assert inputs.load(inputs.Input("<stdin>", None)) == (b"abc", [])
    monkeypatch.setattr(sys, "stdin", None)
    assert codes(inputs.load(inputs.Input("<stdin>", None))[1]) == ["S103"]


def test_a_file_that_is_too_large_is_refused_by_its_size(tmp_path: Path) -> None:
    with (tmp_path / "page.txt").open("wb") as file:
        file.truncate(200_000_000)
    data, findings = inputs.load(inputs.Input("page.txt", tmp_path / "page.txt"))
    assert data is None
    assert codes(findings) == ["S106"]
    assert findings[0].values == {"size": 200, "limit": 64}


def test_a_stream_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "PAGE_LIMIT", 1_000_000)
    data, findings = inputs.load(inputs.Input("/dev/zero", Path("/dev/zero")))
    assert data is None
    assert findings[0].values == {"size": 2, "limit": 1}


def test_a_link_to_itself_costs_nothing_else(tree: Path) -> None:
    for name in ("loop.txt", "loop"):
        (tree / name).symlink_to(name)
    found, findings = inputs.find(["pages"])
    assert [source.name for source in found] == ["pages/a.TEXT", "pages/b.txt", "pages/sub/c.txt"]
    assert [(item.code, item.place.file) for item in findings] == [
        ("S102", "pages/loop.txt"),
        ("S116", "pages"),
    ]


def test_a_folder_is_searched_when_its_turn_comes(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[str] = []
    real = os.scandir

    def scandir(path: str) -> "os._ScandirIterator[str]":
        searched.append(path)
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert not searched, "nothing is looked at before it is asked for"
    seen = [(item.name, list(searched)) for item in inputs.found(["pages"]) if isinstance(item, inputs.Input)]
    assert seen == [
        ("pages/a.TEXT", ["pages"]),
        ("pages/b.txt", ["pages"]),
        ("pages/sub/c.txt", ["pages", "pages/sub"]),
    ]


def test_a_stream_of_any_length_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "PAGE_LIMIT", 10)
    (tmp_path / "x").write_bytes(b"abc" * 100)
    with inputs.opened(inputs.Input("x", tmp_path / "x")) as stream:
        assert stream.read(5) + stream.read() == b"abc" * 100
    with (tmp_path / "x").open() as file:
        monkeypatch.setattr(sys, "stdin", file)
        with inputs.opened(inputs.Input("<stdin>", None)) as stream:
            assert len(stream.read()) == 300
        assert not file.closed, "standard input is not ours to close"
    with pytest.raises(OSError, match="No such file"), inputs.opened(inputs.Input("y", tmp_path / "y")):
        pass


# Lists of paths

# what stands on the list
LISTS = {
    "lines": b"pages/b.txt\npages/sub\n",
    "no end of line": b"pages/b.txt\npages/sub",
    "Windows": b"pages/b.txt\r\n\r\npages/sub\r\n",
    "Notepad": b"\xef\xbb\xbfpages/b.txt\r\npages/sub\r\n",
    "PowerShell": "\ufeffpages/b.txt\r\npages/sub\r\n".encode("utf-16-le"),
    "find -print0": b"pages/b.txt\0pages/sub\0",
    "empty lines": b"\n\npages/b.txt\n\npages/sub\n\n",
}


@pytest.mark.parametrize("form", LISTS)
def test_paths_come_from_a_list(tree: Path, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    Path("list").write_bytes(LISTS[form])
    expected = ["pages/b.txt", "pages/sub/c.txt"]
    assert [source.name for source in inputs.find([], files_from="list")[0]] == expected
    with Path("list").open() as file:
        monkeypatch.setattr(sys, "stdin", file)
        assert [source.name for source in inputs.find([], files_from="-")[0]] == expected


def test_a_list_is_read_after_the_arguments_and_in_order(tree: Path) -> None:
    Path("list").write_text("pages/b.txt\npages/a.TEXT\npages/b.txt\n")
    found, findings = inputs.find(["pages/sub"], files_from="list")
    assert [source.name for source in found] == [
        "pages/sub/c.txt",
        "pages/b.txt",
        "pages/a.TEXT",
        "pages/b.txt",
    ]
    assert findings == []


def test_a_list_is_read_as_it_is_used(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]  # what it is given
            buffer[:] = (b"pages/b.txt\n" * (len(buffer) // 12 + 1))[: len(buffer)]
            return len(buffer) // 12 * 12

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(Endless())))
    items = inputs.found([], files_from="-")
    first = [next(items) for _ in range(20_000)]
    assert {item.name for item in first if isinstance(item, inputs.Input)} == {"pages/b.txt"}


def test_names_on_a_list_that_are_no_utf_8(tree: Path) -> None:
    name = os.fsdecode("工会.txt".encode("gbk"))
    Path(name).write_text("x")
    Path("list").write_bytes("工会.txt\n".encode("gbk"))
    (source,) = inputs.find([], files_from="list")[0]
    assert inputs.load(source) == (b"x", [])


# the list, what is said, where
FAULTY_LISTS = [
    (b"pages/b.txt\nnowhere.txt\n", "S130", ("list", 2)),
    (b"pages/b.txt\n-\n", "S130", ("list", 2)),
    (b"pages/b.txt\npages/.git/no\n", "S130", ("list", 2)),
    (b"", "S132", ("list", None)),
    (b"\n\r\n", "S132", ("list", None)),
    (b"x" * 1_000_000, "S102", ("list", 1)),
    (b"pages/b.txt\0" + b"x" * 100_000, "S102", ("list", 2)),
    (b"empty\n", "S107", ("empty", None)),
]


@pytest.mark.parametrize(("data", "code", "place"), FAULTY_LISTS)
def test_what_is_wrong_with_a_list_is_said(
    tree: Path, data: bytes, code: str, place: tuple[str, int | None]
) -> None:
    Path("empty").mkdir()
    Path("list").write_bytes(data)
    findings = inputs.find([], files_from="list")[1]
    assert [(item.code, (item.place.file, item.place.line)) for item in findings] == [(code, place)]


def test_a_list_that_is_not_there(tree: Path) -> None:
    (item,) = inputs.find([], files_from="nowhere")[1]
    assert (item.code, item.place.file, item.values) == (
        "S102", "nowhere", {"reason": "No such file or directory"},
    )  # fmt: skip


def test_standard_input_is_one_thing() -> None:
    inputs.check(["-"], None)
    inputs.check(["page.txt"], "-")
    with pytest.raises(ValueError, match="not both"):
        inputs.check(["page.txt", "-"], "-")
