"""Bytes become lines that know their place: encodings, line ends, invisible characters, files and folders."""

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog import readers
from catalog.diagnostics import Diagnostic
from catalog.issuefile import looks_like_json, read
from catalog.readers.text import read_text
from catalog.source import SourceDocument

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
LISTING = (SEEDS / "zhongguo-gongyun-2025-11.txt").read_text(encoding="utf-8")
PAGE = (SEEDS / "gongren-ribao-page.txt").read_text(encoding="utf-8")


def codes(findings: list[Diagnostic]) -> list[str]:
    return [item.code for item in findings]


def document(data: bytes, encoding: str | None = None) -> SourceDocument:
    found, findings = read_text(data, "page.txt", encoding)
    assert found is not None, findings
    return found


# codec to write with, byte order mark, name under which it is read again
ENCODINGS = [
    ("utf-8", b"", "UTF-8"),
    ("utf-8", codecs.BOM_UTF8, "UTF-8"),
    ("utf-16-le", codecs.BOM_UTF16_LE, "UTF-16LE"),
    ("utf-16-be", codecs.BOM_UTF16_BE, "UTF-16BE"),
    ("utf-16-le", b"", "UTF-16LE"),
    ("utf-16-be", b"", "UTF-16BE"),
    ("utf-32-le", codecs.BOM_UTF32_LE, "UTF-32LE"),
    ("utf-32-be", codecs.BOM_UTF32_BE, "UTF-32BE"),
    ("gb18030", b"", "GB18030"),
    ("gb18030", "\ufeff".encode("gb18030"), "GB18030"),
]


@pytest.mark.parametrize(("codec", "mark", "name"), ENCODINGS)
@pytest.mark.parametrize("text", [LISTING, PAGE], ids=["listing", "page"])
def test_encodings_are_told_apart_and_said(text: str, codec: str, mark: bytes, name: str) -> None:
    found, findings = read_text(mark + text.encode(codec), "page.txt")
    assert found == SourceDocument("page.txt", tuple(text.splitlines()), name)
    said = [item.values["encoding"] for item in findings]
    assert said == ([] if name == "UTF-8" else [name])


SHORT = ["《中国工运》2025年第11期", "联通", "《工会信息》2025年第21期\n创新案例\n做实……陈 强\n", "工会"]


@pytest.mark.parametrize("text", SHORT)
@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "gb18030"])
def test_a_few_characters_are_enough(text: str, codec: str) -> None:
    if (text, codec) != ("联通", "gb18030"):  # those four bytes are also four letters in UTF-8
        assert document(text.encode(codec)).lines == tuple(text.splitlines())


def test_latin_text_in_utf16_is_not_taken_for_utf8() -> None:
    assert document("All that glitters\nis not gold\n".encode("utf-16-le")).encoding == "UTF-16LE"


def test_traditional_characters_in_gb18030() -> None:
    text = "學習貫徹黨的二十大精神\n為重慶開篇破題貢獻工會力量……余季平\n錨定發展藍圖 凝聚奮鬥力量\n"
    assert document(text.encode("gb18030")).lines == tuple(text.splitlines())


# what it is, its bytes, the offset at which reading breaks off
NO_TEXT = [
    ("a picture", bytes.fromhex("89504e470d0a1a0a0000000d49484452"), 0),
    ("UTF-8 with a damaged byte", "中国工运第十一期".encode()[:13] + b"\xff" + "一期".encode(), 12),
    ("UTF-8 cut off", "中国工运第十一期".encode()[:-1], 21),
    ("UTF-8 with a mark, damaged", codecs.BOM_UTF8 + "工会".encode() + b"\xff", 9),
    ("UTF-16 with a mark, cut off", "工会".encode("utf-16")[:-1], 4),
    ("GB18030 with a damaged byte", LISTING.encode("gb18030")[:40] + b"\xff" + b"\n", 40),
    ("Big5", "為重慶開篇破題貢獻工會力量學習貫徹黨的二十大精神".encode("big5"), 0),
    ("Shift JIS", "これは労働組合の機関紙です。年間購読料は無料です。".encode("shift_jis"), 0),
]


@pytest.mark.parametrize(("data", "offset"), [row[1:] for row in NO_TEXT], ids=[row[0] for row in NO_TEXT])
def test_what_is_no_text_is_refused_with_its_place(data: bytes, offset: int) -> None:
    found, findings = read_text(data, "page.txt")
    assert found is None
    assert codes(findings) == ["S104"]
    assert findings[0].values["offset"] == offset


def test_an_encoding_that_was_asked_for_is_used_and_not_discussed() -> None:
    text = "為重慶開篇破題貢獻工會力量"
    found, findings = read_text(text.encode("big5"), "page.txt", "big5")
    assert found is not None
    assert (found.lines, found.encoding, findings) == ((text,), "BIG5", [])


@pytest.mark.parametrize(
    ("data", "encoding", "offset"),
    [
        ("中国".encode("gb18030"), "utf-8", 0),
        ("工会".encode(), "ascii", 0),
        (b"ok\\ud800", "unicode_escape", 2),
    ],
)
def test_an_encoding_that_was_asked_for_and_does_not_fit(data: bytes, encoding: str, offset: int) -> None:
    found, findings = read_text(data, "page.txt", encoding)
    assert found is None
    assert codes(findings) == ["S110"]
    assert findings[0].values == {"offset": offset, "encoding": encoding}


@pytest.mark.parametrize("data", [b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE])
def test_nothing_but_a_mark_is_empty(data: bytes) -> None:
    assert read_text(data, "page.txt") == (None, [*read_text(b"", "page.txt")[1]])
    assert codes(read_text(data, "page.txt")[1]) == ["S103"]


# bytes, the lines an editor shows
LINES = [
    (b"a\nb\n", ("a", "b")),
    (b"a\nb", ("a", "b")),
    (b"a\r\nb\r\n", ("a", "b")),
    (b"a\rb\r", ("a", "b")),
    (b"a\r\n\n\rb", ("a", "", "", "b")),
    (b"\n\n", ("", "")),
    ("a\fb\vc\u2028d\u2029e\x85f\n".encode(), ("a\fb\vc\u2028d\u2029e\x85f",)),
]


@pytest.mark.parametrize(("data", "expected"), LINES)
def test_lines_are_those_an_editor_counts(data: bytes, expected: tuple[str, ...]) -> None:
    assert document(data).lines == expected


def test_invisible_characters_are_reported_at_the_first() -> None:
    found, findings = read_text("工会\n陈\x00强\u200b\n\ufeff\ttab\n".encode(), "page.txt")
    assert found is not None
    assert found.lines[1] == "陈\x00强\u200b", "the raw line stays as it stood"
    assert codes(findings) == ["S105"]
    assert findings[0].values == {"count": 3, "character": "U+0000"}
    assert findings[0].place.label() == "page.txt:2:2"


def test_one_long_line_is_read() -> None:
    text = "工" * 350_000
    assert document(text.encode()).lines == (text,)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    data = text.encode()
    found, findings = read_text(data, "page.txt", "utf-8")
    plain = text.removeprefix("\ufeff")
    if found is None:
        assert codes(findings) == ["S103"]
        assert plain == ""
    else:
        ends = plain.replace("\r\n", "\n").replace("\r", "\n")
        assert "\n".join(found.lines) == ends.removesuffix("\n")


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_a_finding(data: bytes) -> None:
    found, findings = read_text(data, "page.txt")
    if found is None:
        assert codes(findings) in (["S103"], ["S104"])
    else:
        codec = {"UTF-16LE": "utf-16-le", "UTF-16BE": "utf-16-be"}.get(found.encoding, found.encoding)
        text = data.decode(codec).removeprefix("\ufeff")
        assert "".join(found.lines) == text.replace("\r", "").replace("\n", "")


@pytest.mark.parametrize("row", readers.READERS, ids=lambda row: row.name)
def test_every_reader_reads_nothing_as_a_finding(row: readers.Reader) -> None:
    assert row.read(b"", "page", None)[0] is None
    assert all(suffix.startswith(".") and readers.reader("x" + suffix) is row for suffix in row.suffixes)


@pytest.mark.parametrize("name", ["utf-8", "GBK", "utf-16", "latin-1", None])
def test_encodings_there_are(name: str | None) -> None:
    readers.check_encoding(name)


@pytest.mark.parametrize("name", ["no-such", "base64", "rot13", "bad\x00name", ""])
def test_encodings_there_are_not(name: str) -> None:
    with pytest.raises(LookupError, match="There is no encoding"):
        readers.check_encoding(name)


# JSON of our own


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [(b"", "x.JSON", True), (b"\xef\xbb\xbf \n{", "<stdin>", True), (b"text {", "x.txt", False)],
)
def test_records_are_told_from_pages(data: bytes, name: str, expected: bool) -> None:
    assert looks_like_json(data, name) is expected


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b'{"issues": 1}', b'{"schema": "other", "issues": []}', b"[" * 10_000, b"\xff"]
)
def test_json_of_other_people_is_refused(data: bytes) -> None:
    items = list(read(data, "x.json"))
    assert items
    assert {item.code for item in items if isinstance(item, Diagnostic)} <= {
        "S111",
        "J601",
        "J602",
        "J603",
        "S140",
    }
    assert all(isinstance(item, Diagnostic) and item.severity == "error" for item in items)
