"""A folder that an export wrote is validated and converted without a fault, whatever formats are in it."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from catalog.validate import validate
from catalog.writers import WRITERS

if TYPE_CHECKING:
    from tests.conftest import Run

FORMATS = ",".join(row.name for row in WRITERS if row.name != "marcxchange")
"""All whose files have names of their own."""


@pytest.fixture
def written(run: "Run", tmp_path: Path) -> Path:
    """The folder, one article refused."""
    listing = "《中国工运》2025年第12期\n工会的一天……陈强\n工会的\N{REPLACEMENT CHARACTER}二天……陈强\n"
    (tmp_path / "page.txt").write_text(listing, encoding="utf-8")
    assert run("export", "page.txt", "-f", FORMATS, "-o", "out/").code == 3  # one is refused
    assert Path("out/rejected.jsonl").exists()
    return tmp_path / "out"


@pytest.mark.parametrize("packed", [False, True])
def test_it_is_validated(written: Path, run: "Run", *, packed: bool) -> None:
    found = shutil.make_archive("packed", "zip", written) if packed else written
    judged = sum(row.is_judged for row in WRITERS if row.name in FORMATS.split(","))
    result = run("validate", found)
    assert (result.code, result.out, result.err) == (0, "", f"{judged} files checked (0 warnings)\n")


def test_it_is_converted(written: Path, run: "Run") -> None:
    result = run("convert", written, "-o", "all.mrk")
    assert result.code == 0, result.err
    assert "error" not in result.err


def test_what_is_named_is_looked_at(written: Path, run: "Run") -> None:
    result = run("validate", *written.rglob("*.csv"), *written.rglob("*.csl.json"))
    assert "X501" in result.out
    assert "J604" in result.out


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("plain.mrc", ["X501"]), ("plain.xml", ["X501"]), ("plain.csv", ["X501"]), ("plain.MRK", ["X501"]),
        ("plain.json", ["J601"]), ("plain.jsonl", ["J601"]), ("plain.txt", []), ("plain", []),
    ],
)  # fmt: skip
def test_the_name_decides_where_the_content_says_nothing(name: str, codes: list[str]) -> None:
    assert [item.code for item in validate(b"hello world\n", name)] == codes
    assert [item.code for item in validate(b"<record/>", name)] == ["X521", "X525"], "content is first"


def test_a_folder_without_files_is_not_said_to_lack_listings(run: "Run", tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = run("validate", "empty")
    assert result.code == 3
    assert "S107 no-files: the folder holds none of the files that are read here (.txt, " in result.out
    assert ".xlsx" not in result.out
