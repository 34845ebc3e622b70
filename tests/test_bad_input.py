"""Bad input and bad places: each says what, where and what to do, with the right exit code and no half file.

Every case runs as a process of its own, as a librarian runs it.
"""

import os
import subprocess
import sys
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


def sparse(path: Path) -> None:
    """Make a file of 200 MB without line ends that takes no room on the disk."""
    with path.open("wb") as file:
        file.truncate(200_000_000)


# name, what stands in page.txt, exit code, the first words of each finding, words about what to do
PAGES: list[tuple[str, bytes | str, int, list[str], str]] = [
    ("empty", b"", 3, ["page.txt: error S103 empty", "output/: error W703"], "save it again"),
    (
        "a page without a listing",
        "今日要闻\n工会主席讲话。\n",
        1,
        ["page.txt: warning L201", "output/: error W703"],
        "the masthead must stand on a line of its own",
    ),
    (
        "a masthead without entries",
        "今日要闻\n\n《中国工运》2025年第11期\n",
        1,
        ["page.txt:3:2: warning L202", "output/: error W703"],
        "saved together with its masthead",
    ),
    (
        "an unknown publication",
        PRINTED.replace("中国工运", "工人论坛"),
        1,
        ["page.txt:1:2: warning L203", "output/: error W703"],
        "describe the publication in a profile",
    ),
    (
        "no text",
        bytes(range(256)) * 100,
        3,
        ["page.txt: error S104 no-text", "output/: error W703"],
        "name it with --encoding",
    ),
    (
        "a damaged byte",
        PRINTED.encode()[:200] + b"\xff" + PRINTED.encode()[200:],
        3,
        ["page.txt: error S104 no-text", "output/: error W703"],
        "offset 199",
    ),
    (
        "NUL and control characters",
        CONTROLS,
        1,
        ["page.txt:10:2: warning S105"],
        "3 control or invisible character(s)",
    ),
    ("a line of one megabyte", PRINTED + "工" * 350_000 + "\n", 0, [], ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "code", "said", "advice"), [row[1:] for row in PAGES], ids=[row[0] for row in PAGES]
)
def test_a_bad_page(tmp_path: Path, data: bytes | str, code: int, said: list[str], advice: str) -> None:
    (tmp_path / "page.txt").write_bytes(data if isinstance(data, bytes) else data.encode())
    status, _, talk = export(tmp_path, "page.txt")
    found = [line for line in talk.splitlines() if ": error " in line or ": warning " in line]
    assert [line[: len(start)] for line, start in zip(found, said, strict=True)] == said
    assert advice in talk
    assert status == code
    assert "Traceback" not in talk
    assert ("output" in files(tmp_path)) is (not any("W703" in start for start in said))


def test_control_characters_are_in_no_value(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(CONTROLS, encoding="utf-8")
    clean = export(tmp_path, "-", "-f", "json", "-o", "-", stdin=PRINTED.encode())[1]
    assert '"name": "陈建伟"'.encode() in clean
    _, out, _ = export(tmp_path, "page.txt", "-f", "json", "-o", "-")
    assert '"heading": "创新案例"'.encode() in out
    assert '"name": "陈建伟"'.encode() in out


def test_a_missing_file(tmp_path: Path) -> None:
    status, _, talk = export(tmp_path, "nowhere.txt")
    assert status == 3
    assert "nowhere.txt: error S101 not-found: there is no such file or folder" in talk
    assert "help: check the name" in talk
    assert files(tmp_path) == set()


def test_a_folder_without_listing_files(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "page.pdf").write_bytes(b"%PDF-1.7")
    status, _, talk = export(tmp_path, "pages")
    assert status == 3
    assert "S107 no-files: the folder holds none of the files that are read here (.txt, .text, .html" in talk


def test_each_suffix_that_is_looked_for_is_named_once(tmp_path: Path) -> None:
    command = [*COMMAND, "validate", "."]
    done = subprocess.run(command, cwd=tmp_path, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    suffixes = done.stdout.partition("that are read here (")[2].partition(")")[0].split(", ")
    assert len(suffixes) > 10
    assert len(set(suffixes)) == len(suffixes)


def test_a_folder_of_pages_without_listings(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    for name in ("a.txt", "b.txt"):
        (tmp_path / "pages" / name).write_text("今日要闻\n", encoding="utf-8")
    status, _, talk = export(tmp_path, "pages")
    assert status == 1
    assert talk.count("warning L201") == 2


def test_empty_standard_input(tmp_path: Path) -> None:
    status, _, talk = export(tmp_path, "-")
    assert status == 3
    assert "<stdin>: error S103 empty" in talk


def test_two_hundred_megabytes_without_line_ends(tmp_path: Path) -> None:
    sparse(tmp_path / "page.txt")
    status, _, talk = export(tmp_path, "page.txt")
    assert status == 3
    assert "page.txt: error S106 too-large: 200 MB is more than a page of text can be (at most 64 MB)" in talk


def test_records_that_are_not_ours(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text('{"schema": "urn:other", "issues": [{}]}')
    status, _, talk = export(tmp_path, "x.json")
    assert status == 3
    assert "x.json: error S111 not-our-json: this is no issue file of catalog: schema: " in talk


def test_one_bad_page_costs_one_page(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\xff\x00\xff")
    status, out, talk = export(tmp_path, "bad.txt", str(LISTING), "nowhere.txt", "-o", "-")
    assert status == 3
    assert out.count(b"<record>") == 7
    assert talk.count(": error ") == 2


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("x.pdf", b"%PDF-1.4 ...", "PDF"),
        ("x.png", b"\x89PNG\r\n\x1a\n0000", "PNG"),
        ("x.txt", b"=LDR  00000naa a2200000 i 4500\n=001  A1\n\n", "MARC (mrk)"),
    ],
)
def test_what_is_no_page_is_called_by_its_name(tmp_path: Path, name: str, data: bytes, kind: str) -> None:
    (tmp_path / name).write_bytes(data)
    code, _, said = export(tmp_path, name, "-o", "x.xml")
    assert code == 3
    assert said.startswith(f"{name}: error S117 no-page: this is {kind}, and no page")
    assert "L201" not in said
