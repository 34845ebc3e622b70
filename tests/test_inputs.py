"""Where the bytes come from: files, folders with all that they hold besides, standard input."""

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
    assert [(item.code, item.place.file) for item in findings] == [("S102", "pages/sub")]


def test_a_name_that_is_no_text_can_be_shown(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xff\n.txt"
    Path(os.fsdecode(path)).write_bytes(b"x")
    found, _ = inputs.find([str(tmp_path)])
    assert [source.name for source in found] == [f"{tmp_path}/\\udcff\\n.txt"]
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


def test_seeds_have_one_name_wherever_they_lie(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "page.txt").write_text("x")
    found, _ = inputs.seeds(tmp_path / "elsewhere")
    assert [source.name for source in found] == ["seeds/page.txt"]
