"""What is no file of records is called the same by convert and validate, and read by neither."""

import random
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from catalog.convert import read
from catalog.diagnostics import Diagnostic
from catalog.marc.containers import recognised
from catalog.validate import validate

if TYPE_CHECKING:
    from tests.conftest import Run

PAGE = Path(__file__).resolve().parents[2] / "seeds" / "gongren-ribao-page.txt"
DELIMITERS = b"\x1d\x1e\x1f"
FOREIGN = [
    (b"%PDF-1.7", "PDF"), (b"PK\x03\x04", "ZIP (docx, xlsx, epub)"), (b"\xd0\xcf\x11\xe0", "OLE (doc, xls)"),
    (b"\x1f\x8b\x08", "gzip"), (b"\xff\xd8\xff\xe0", "JPEG"), (b"\x89PNG\r\n", "PNG"),
    (b"Rar!\x1a\x07\x01\0", "RAR"), (b"7z\xbc\xaf'\x1c\0\x04", "7z"), (b"SQLite format 3\0", "SQLite"),
    (b"{\\rtf1", "RTF"), (b"TY  - JOUR\r\n", "RIS"), (b'\xef\xbb\xbf"a","b"\r\n', "CSV"),
]  # fmt: skip


@pytest.mark.parametrize("behind", [b"", DELIMITERS], ids=["", "delimiters"])
@pytest.mark.parametrize(("begins", "name"), FOREIGN, ids=[name for _, name in FOREIGN])
def test_it_has_one_name(begins: bytes, name: str, behind: bytes) -> None:
    data = begins + behind
    found = [*validate(data, "file"), *read(BytesIO(data), "file")]
    assert [(item.code, item.values["found_en"]) for item in found if isinstance(item, Diagnostic)] == [
        ("X501", name),
        ("X501", name),
    ]


def test_random_bytes_are_no_records() -> None:
    data = random.Random(9).randbytes(4000)
    assert set(DELIMITERS) <= set(data)
    assert recognised(data) is None
    assert recognised(b"\x0024nam a22\x1e001\x1fa\0\x1e\x1d") is not None, "a damaged record is one still"


def test_a_workbook_of_ours_is_no_text_of_records(run: "Run") -> None:
    assert run("export", PAGE, "-o", "book.xlsx").code == 0
    for command in (["convert", "book.xlsx", "-f", "mrk"], ["validate", "book.xlsx"]):
        result = run(*command)
        assert result.code == 3
        assert (result.err + result.out).count("error X") == 1
        assert "this is ZIP (docx, xlsx, epub)" in result.err + result.out
