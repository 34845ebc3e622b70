"""Files are told apart by their content."""

import pytest

from catalog.diagnostics import Diagnostic
from catalog.validate import Kind, sniff, validate
from tests.marcxml_bases import FILE, found
from tests.written_records import FILES, records_of

KINDS = [
    (FILE, Kind.MARCXML), ("\ufeff<record/>", Kind.MARCXML),
    ("<!-- a --><?b c?>\n<m:record/>", Kind.MARCXML),
    ("<?xml", Kind.MARCXML), ("<?xml version='1.0'?>", Kind.MARCXML),
    ("<!DOCTYPE x [", Kind.MARCXML),
    ("<mods/>", Kind.MODS), ("<m:modsCollection/>", Kind.MODS),
    ("<rss/>", Kind.UNKNOWN), ("<html><body>", Kind.TEXT), ("<!DOCTYPE HTML>", Kind.TEXT),
    ("<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'>", Kind.TEXT),
    ("<中国工运>2025年第11期", Kind.TEXT), ("<<中国工运>>2025年", Kind.TEXT),
    ("《中国工运》2025年第11期", Kind.TEXT),
    ("{}", Kind.JSON), (" \n[{", Kind.JSON), ("[]", Kind.JSON), ("[", Kind.JSON),
    ("{'a'", Kind.JSON),
    ("[创新案例]", Kind.TEXT), ("[1] 激活", Kind.TEXT), ('"text"', Kind.TEXT), ("", Kind.TEXT),
    (" ", Kind.TEXT),
    ("00172nam a2200061 i 4500001000300000\x1eB1\x1e\x1d", Kind.RECORDS), ("=LDR  00000nam", Kind.RECORDS),
    ("00172nam a2200061 i 4500\n001B1\n", Kind.RECORDS), ("x\x1f\x1e", Kind.RECORDS),
    ('[{"fields":[],"leader":"00172nam a2200061 i 4500"}]', Kind.RECORDS), ('{"leader": "x"}', Kind.JSON),
    ('<collection xmlns="info:lc/xmlns/marcxchange-v1">', Kind.RECORDS),
    ("%PDF-1.7", Kind.UNKNOWN), ("PK\x03\x04", Kind.UNKNOWN), ("{\\rtf1", Kind.UNKNOWN),
    ("II*\0", Kind.UNKNOWN),
    ("12345 工会", Kind.TEXT), ("\0\0\0", Kind.TEXT),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_kinds(text: str, kind: Kind) -> None:
    assert sniff(text.encode()) is kind
    assert all(isinstance(item, Diagnostic) for item in found(text))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_kinds_in_other_encodings(encoding: str) -> None:
    assert sniff(FILE.encode(encoding)) is Kind.MARCXML
    assert sniff('{"issues": []}'.encode(encoding)) is Kind.JSON
    assert sniff("《中国工运》2025年第11期".encode("utf-8-sig")) is Kind.TEXT


def test_binary_formats_are_named() -> None:
    for data, name in (
        (b"\x89PNG\r\n", "PNG"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"Rar!\x1a\x07\x01\0", "RAR"),
        (b"7z\xbc\xaf\x27\x1c\0\x04", "7z"),
        (b"SQLite format 3\0", "SQLite"),
    ):
        (item,) = found(data)
        assert (item.code, item.values["found_en"]) == ("X501", name)
    binary = records_of(FILES[0].read_text(encoding="utf-8"))[0].as_marc()
    assert found(binary) == []


def test_a_text_goes_to_the_reader_of_listings() -> None:
    asked: list[tuple[bytes, str]] = []

    def listing(data: bytes, name: str) -> list[Diagnostic]:
        asked.append((data, name))
        return []

    assert validate("目录".encode(), "page.txt", listing) == []
    assert asked == [("目录".encode(), "page.txt")]
    assert validate(FILE.encode(), "x", listing) == []
    assert len(asked) == 1
    assert [item.code for item in validate(b"", "x", listing)] == ["S103"]
    assert [item.code for item in validate(b" \r\n\t", "x.xml", listing)] == ["S103"]
