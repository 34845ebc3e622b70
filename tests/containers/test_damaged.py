"""Damaged files: every reader says what is wrong and goes on; a good neighbour is never lost."""

import random
import re
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.diagnostics import Diagnostic, as_text
from catalog.marc.containers import CONTAINERS, Container, by_name, recognised
from catalog.marc.containers.entry import LIMIT, Entry
from catalog.marc.record import ControlField, DataField, Record, Subfield
from tests.containers.records import CNMARC, MARC21, comparable, read, written

FIRST = MARC21._replace(fields=(ControlField("001", "FIRST"), *MARC21.fields[1:]))
LAST = CNMARC._replace(fields=(ControlField("001", "LAST"), *CNMARC.fields[1:]))


def one(name: str, record: Record = MARC21) -> bytes:
    data = written(by_name(name), [record])
    return data[2:-3] if name == "marcjson" else data.removeprefix(b"\xef\xbb\xbf")


ISO, MRK, SHEET, JSON = map(one, ("marc", "mrk", "worksheet", "marcjson"))
BASE = int(ISO[12:17])
LAST_ENTRY = BASE - 13
GB = written(by_name("marc"), [CNMARC], "gb18030")


def entry(data: bytes, stated: bytes) -> bytes:
    """Change length and place in the last entry of the directory."""
    return data[: LAST_ENTRY + 3] + stated + data[LAST_ENTRY + 12 :]


def relabelled(data: bytes) -> bytes:
    """State the length anew."""
    return b"%05d" % len(data) + data[5:]


def with_a_long_field() -> bytes:
    """Give a record as a program writes it that gives a long field five digits."""
    field = b"  \x1fa" + b"x" * 12_000 + b"\x1e"
    data = ISO[: BASE - 1] + b"500%05d%05d" % (len(field), len(ISO) - BASE - 1) + ISO[BASE - 1 : -1]
    return data[:12] + b"%05d" % (BASE + 13) + data[17:] + field + b"\x1d"


WIDE = with_a_long_field()


# what stands between two good records, what is found, and how many records of the middle are read
MIDDLES: list[tuple[str, bytes, str, int]] = [
    ("marc", ISO, "", 1),
    ("marc", b"\r\n" + ISO + b"\r\n\0", "", 1),
    ("marc", b"99999" + ISO[5:], "X536", 1),
    ("marc", b"abcde" + ISO[5:], "X536", 1),
    ("marc", ISO[:12] + b"00024" + ISO[17:], "X537", 1),
    ("marc", ISO[:12] + b"     " + ISO[17:], "X537", 1),
    ("marc", entry(ISO, b"999900099"), "X538", 1),
    ("marc", entry(ISO, b"003x00096"), "X538", 1),
    ("marc", entry(ISO, b"0038\xb2\xb2\xb2\xb2\xb2"), "X538", 1),
    ("marc", relabelled(ISO[: BASE - 2] + ISO[BASE - 1 :]), "X537 X538", 1),
    ("marc", relabelled(ISO[:-2] + b"\x1d"), "X538", 1),
    ("marc", relabelled(ISO[:-1] + b"tail\x1d"), "X539", 1),
    ("marc", relabelled(ISO[:-1] + b"tail\x1e\x1d"), "X539", 1),
    ("marc", relabelled(ISO.replace("湖北".encode(), "湖\x1e北".encode())), "X540", 0),
    ("marc", ISO.replace("湖北".encode(), "湖\x1d北".encode()), "X536 X540 X544", 0),
    ("marc", ISO.replace("湖北".encode(), "湖\x1d \x1d".encode()), "", 1),
    ("marc", ISO.replace("湖北".encode(), "湖\x1e  ".encode()), "", 1),
    ("marc", ISO[:60] + ISO, "X568", 1),
    ("marc", ISO[:-80] + ISO[:-40] + ISO, "X568 X568", 1),
    ("marc", ISO[:-1] + ISO, "X536", 2),
    ("marc", relabelled(ISO[:-1]) + ISO, "X536", 2),
    ("marc", relabelled(WIDE), "X538", 1),
    ("marc", relabelled(WIDE.replace(b"001001400000", b"001001400001")), "X540", 0),
    ("marc", b"\x1d\x1d", "X544", 0),
    ("marc", b"nonsense\x1d", "X544", 0),
    ("marc", "工会".encode() + ISO, "X569", 1),
    ("marc", b"junk" + ISO[:-60] + ISO, "X569 X568", 1),
    ("marc", ISO.replace("湖北".encode(), "湖北".encode("gbk") + b"  "), "X545", 0),
    ("marc", ISO[:9] + b" " + ISO[10:], "X548", 1),
    ("marc", ISO.replace(b"10\x1faR", b"10xaR"), "X543", 0),
    ("marc", ISO.replace(b"10\x1faR", b"1\x1faaR"), "X543", 0),
    ("marc", ISO.replace(b"\x1faR&D", b"\x1f\x1fR&D"), "", 1),
    ("marc", b"x" * (LIMIT + 100) + b"\x1d" + ISO, "X546", 1),
    ("mrk", MRK, "", 1),
    ("mrk", MRK.replace(b"\n", b"\r\n"), "", 1),
    ("mrk", b"# a comment\n" + MRK, "", 1),
    ("mrk", b"\n\n" + MRK + b"  \n", "", 1),
    ("mrk", MRK.replace("湖北".encode(), "湖\n北".encode()), "", 1),
    ("mrk", MRK.replace(b"=245", b"=24"), "X542", 0),
    ("mrk", MRK.replace(b"=245  10$a", b"=245  1"), "X543", 0),
    ("mrk", MRK.replace(b"=245  10$a", b"=245  10x$a"), "X543", 0),
    ("mrk", MRK.replace(b"$aR", b"$$aR"), "", 1),
    ("mrk", MRK.replace(b"=LDR  ", b"=009  "), "X544", 0),
    ("mrk", b"words\n" + MRK, "X542", 1),
    ("mrk", MRK.replace(b"=245", b" =245"), "X542", 0),
    ("mrk", MRK.replace(b"R&D", b"R&D\n =245 x"), "", 1),
    ("mrk", MRK.replace(b"=245", b"\n=245"), "X544", 1),
    ("mrk", MRK.replace(b"/{dollar}1", b"/$1"), "X572", 1),
    ("mrk", MRK.replace(b"R&D", b"/$1$a"), "", 1),
    ("mrk", MRK.replace(b"{dollar}5", b"{ldbltil}5"), "X547", 1),
    ("mrk", MRK.replace(b"{dollar}5", b"{acute}5"), "X547", 1),
    ("mrk", MRK.replace(b"{dollar}5", b"{pound}5"), "", 1),
    ("mrk", MRK.replace(b"=245  ", b"245  "), "X542", 0),
    ("mrk", MRK.replace(b"=245", "＝245".encode()), "X542", 0),
    ("mrk", MRK.decode().encode("gb18030"), "X545", 0),
    ("mrk", MRK.rstrip(b"\n") + b"x" * (LIMIT + 100) + b"\n", "X546", 0),
    ("mrk", MRK + b"=500  \\\\$ax\n" * (LIMIT // 10), "X546", 0),
    ("worksheet", SHEET, "", 1),
    ("worksheet", SHEET.replace(b"\r\n", b"\n"), "", 1),
    ("worksheet", SHEET.replace("ǂ".encode(), b"@"), "", 1),
    ("worksheet", SHEET.replace("湖北".encode(), "湖\r\n     北".encode()), "", 1),
    ("worksheet", b"\r\n" + SHEET.replace(b"001Z", b"\r\n001Z"), "", 1),
    ("worksheet", SHEET.replace(b"001Z", b"0 1Z"), "X542", 0),
    ("worksheet", SHEET.replace(b"880", b"8"), "X542", 0),
    ("worksheet", SHEET.replace(b"24510", b"2451"), "X543", 0),
    ("worksheet", SHEET.replace(b" 4500", b" 4500 4500"), "X544", 0),
    ("worksheet", SHEET.decode().encode("gb18030"), "X545", 0),
    ("worksheet", SHEET[:-5] + b"5001 " + b"x" * (LIMIT + 100) + b"\r\n***\r\n", "X546", 0),
    ("marcjson", JSON, "", 1),
    ("marcjson", JSON.replace(b'",', b'",\n\t'), "", 1),
    ("marcjson", JSON.replace(b'"fields":[', b'"fields":['), "", 1),
    ("marcjson", JSON.replace(b'{"001"', b'"001"'), "X550", 0),
    ("marcjson", JSON[:100], "X550", 0),
    ("marcjson", JSON[:-10], "X550", 0),
    ("marcjson", JSON + b"}", "X550", 1),
    ("marcjson", JSON + b"," + JSON, "", 2),
    ("marcjson", JSON + JSON, "X550", 2),
    ("marcjson", JSON[:-1] + b',"x":{}}', "X553", 1),
    ("marcjson", JSON.replace(b'"ind1":"1",', b"", 1), "X552", 0),
    ("marcjson", JSON.replace(b'"ind1":"1"', b'"ind1":"12"', 1), "R463", 1),
    ("marcjson", JSON.replace(b'"ind1":"1"', b'"ind1":""', 1), "R463", 1),
    ("marcjson", JSON.replace(b'"ind1":"1"', b'"ind1":1', 1), "X552", 0),
    ("marcjson", JSON.replace(b'"ind1":"1"', b'"ind1":"1","ind1":"2"', 1), "X552", 0),
    ("marcjson", JSON.replace(b'{"a":', b'{"x":"y","a":', 1), "X551", 1),
    ("marcjson", JSON.replace(b'{"a":', b'{"a":"y","a":', 1), "X551", 1),
    ("marcjson", JSON.replace(b'{"001":"ZGGY202511001"}', b"{}"), "X552", 0),
    ("marcjson", JSON.replace(b'{"001":"ZGGY202511001"}', b"null"), "X552", 0),
    ("marcjson", JSON.replace(b'"001":"ZGGY202511001"', b'"001":NaN'), "X552", 0),
    ("marcjson", JSON.replace(b'"001":"ZGGY202511001"', b'"001":' + b"9" * 5000), "X550", 0),
    ("marcjson", JSON.replace(b'"001":"ZGGY202511001"', b'"001":' + b"[" * 100_000), "X550", 0),
    ("marcjson", b'{"leader":"' + MARC21.leader.encode() + b'"}', "X552", 0),
    ("marcjson", b'{"fields":"x","leader":"' + MARC21.leader.encode() + b'"}', "X552", 0),
    ("marcjson", b'{"fields":[],"leader":[]}', "X552", 0),
    ("marcjson", JSON.replace("湖北".encode(), "湖北".encode("gbk")), "X545", 0),
    ("marcjson", JSON.replace("湖北".encode(), b"x" * (3 * LIMIT)), "X546", 0),
    ("marcjson", b'{"leader":"' + b"x" * (3 * LIMIT), "X546", 0),
]  # fmt: skip


def around(name: str, middle: bytes) -> bytes:
    first, last = one(name, FIRST), one(name, LAST)
    if name == "marcjson":
        return b"[\n" + b",\n".join((first, middle, last)) + b"\n]\n"
    between = b"\n" if name == "mrk" else b""
    return between.join((first, middle, last))


@pytest.mark.parametrize(("name", "middle", "codes", "count"), MIDDLES, ids=lambda value: None)
def test_a_bad_record_costs_that_record(name: str, middle: bytes, codes: str, count: int) -> None:
    back, findings = read(by_name(name), around(name, middle))
    assert " ".join(item.code for item in findings) == codes
    assert comparable(back[0]) == comparable(FIRST)
    assert comparable(back[-1]) == comparable(LAST)
    assert len(back) == 2 + count


def test_what_is_read_in_spite_of_damage_is_all_there() -> None:
    for name, middle, codes, count in MIDDLES:
        if name == "marc" and count == 1 and codes in ("X536", "X537", "X538", "X539", "X537 X538"):
            back, _ = read(by_name(name), around(name, middle))
            assert back[1].fields[:3] == MARC21.fields[:3], codes


ENDS = [(row, cut) for row in CONTAINERS for cut in (1, 3, 40, 120)]


@pytest.mark.parametrize(("row", "cut"), ENDS, ids=lambda value: getattr(value, "name", value))
def test_a_file_that_is_cut_short_keeps_what_is_whole(row: Container, cut: int) -> None:
    whole = written(row, [FIRST, MARC21])
    back, findings = read(row, whole[:-cut])
    assert comparable(back[0]) == comparable(FIRST)
    # A file of lines may end anywhere, and says so only where a record is no record.
    assert findings or cut == 1 or row.name in ("mrk", "worksheet", "marcjsonl")
    if row.name == "marc":
        assert [item.code for item in findings] == ["X541"]


# Encodings of ISO 2709: the bytes, what is asked for, the findings, whether it is read

DECLARED_GB = GB.replace(b"y0chiy50  ", b"y0chiy0110")
ENCODINGS = [
    (written(by_name("marc"), [CNMARC]), None, "", True),
    (written(by_name("marc"), [CNMARC]), "gb18030", "", True),
    (DECLARED_GB, None, "", True),
    (DECLARED_GB.replace("工运".encode("gbk"), b"\xff\xff\xff\xff"), None, "X545", False),
    (DECLARED_GB, "gb18030", "", True),
    (DECLARED_GB, "gbk", "", True),
    (DECLARED_GB, "ascii", "X545", False),
    (GB, None, "X548", True),
    (GB, "gb18030", "X548", True),
    (written(by_name("marc"), [CNMARC]).replace(b"y0chiy50  ", b"y0chiy0110"), None, "X548", True),
    (GB.replace(b"20251122d2025    em y0chiy50      ea", b"x" * 36), "gb18030", "", True),
]  # fmt: skip


@pytest.mark.parametrize(("data", "encoding", "codes", "is_read"), ENCODINGS, ids=lambda value: None)
def test_the_encoding_of_iso_2709(data: bytes, encoding: str | None, codes: str, is_read: bool) -> None:
    back, findings = read(by_name("marc"), data, encoding)
    assert " ".join(item.code for item in findings) == codes
    assert [record.fields[2:] for record in back] == ([CNMARC.fields[2:]] if is_read else [])


def test_a_script_that_is_not_masked_is_read_as_one() -> None:
    back, _ = read(by_name("mrk"), MRK.replace(b"/{dollar}1", b"/$1"))
    assert comparable(back[0]) == comparable(MARC21)


# Which bytes of which field do not fit: the container, its bytes, the encoding tried, the field, the text

WHOLE, BROKEN, SHOWN = "湖北".encode(), "湖北".encode()[:-1], "湖\\xe5\\x8c"
TWO_BAD = DECLARED_GB.replace("工运".encode("gbk"), "工".encode("gbk") + b"\xff\xff")
MISFITS = [
    ("marc", ISO.replace(WHOLE, BROKEN + b" "), "utf-8", "245", f"{SHOWN} "),
    ("marc", TWO_BAD, "gb18030", "461", "工\\xff\\xff"),
    ("mrk", MRK.replace(WHOLE, BROKEN), "utf-8", "245", SHOWN),
    ("mrk", MRK.replace(WHOLE, b"\n" + BROKEN), "utf-8", "245", SHOWN),
    ("worksheet", SHEET.replace(WHOLE, b"\r\n     " + BROKEN), "utf-8", "245", SHOWN),
    ("worksheet", SHEET.replace(b"naa", b"n\xff"), "utf-8", "LDR", "n\\xff"),
    ("marcjson", JSON.replace(WHOLE, BROKEN), "utf-8", "245", SHOWN),
    ("marcjson", JSON.replace(b"leader", b"lea\xff"), "utf-8", "", "lea\\xff"),
    ("marcjson", JSON.replace(b'"245"', b'"2\xff5"'), "utf-8", "", "2\\xff5"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "encoding", "field", "shown"), MISFITS, ids=lambda value: None)
def test_bytes_that_do_not_fit_are_shown(
    name: str, data: bytes, encoding: str, field: str, shown: str
) -> None:
    back, (item, *more) = read(by_name(name), data)
    assert (back, more, item.code, item.place.field) == ([], [], "X545", field)
    assert item.values["encoding"] == encoding
    assert shown in str(item.values["found"])


# Fuzz

FILES = [written(row, [FIRST, MARC21, LAST]) for row in CONTAINERS]


@given(st.sampled_from(FILES), st.randoms(use_true_random=False), st.integers(0, 8))
def test_no_damage_makes_a_reader_fail(data: bytes, chance: random.Random, flips: int) -> None:
    damaged = bytearray(data)
    for _ in range(flips):
        damaged[chance.randrange(len(damaged))] = chance.choice(
            b"\0\x1d\x1e\x1f\n{}[]\"'\\$=@<>&9 \xff\xc7\x82"
        )
    if chance.random() < 0.5:
        del damaged[chance.randrange(len(damaged)) :]
    if chance.random() < 0.3:
        start = chance.randrange(len(damaged) + 1)
        del damaged[start : start + chance.randrange(200)]
    survives(bytes(damaged))


@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
def test_no_bytes_make_a_reader_fail(data: bytes) -> None:
    survives(data)


def survives(data: bytes) -> None:
    recognised(data)
    for row in CONTAINERS:
        for encoding in (None, "gb18030"):
            for item in row.read(BytesIO(data), "x", encoding):
                if isinstance(item, Diagnostic):
                    assert as_text(item, "zh")
                    assert as_text(item, "en")
                else:
                    assert isinstance(item, Entry)
                    kinds = {type(field) for field in item.record.fields}
                    assert kinds <= {ControlField, DataField}
                    assert not item.lines or len(item.lines) == len(item.record.fields)


NAMED = [
    ("caf{acute}e", "café"),
    ("{Lstrok}{oacute}d{acute}z", "Łódź"),
    ("{lcub}acute}e", "{acute}e"),
    ("Vi{circ}{dotb}et", "Việt"),
    ("{macr}{dotb}工", "工\u0323\u0304"),
    ("{aelig}{copy}{scaron}{qacute}", "æ©š{qacute}"),
    ("x{acute}", "x{acute}"),
]


@pytest.mark.parametrize(("text", "meant"), NAMED)
def test_the_names_of_marcmaker_are_read_as_unicode(text: str, meant: str) -> None:
    back, findings = read(by_name("mrk"), f"=LDR  {MARC21.leader}\n=500  \\\\$a{text}\n".encode())
    assert back[0].fields == (DataField("500", "  ", (Subfield("a", meant),)),)
    assert len(findings) == len(re.findall(r"\{[a-z]+\}$", meant))


def test_carriage_returns_alone_end_lines_too() -> None:
    assert read(by_name("mrk"), MRK.replace(b"\n", b"\r")) == read(by_name("mrk"), MRK)


def test_an_entry_knows_where_it_stands() -> None:
    two = [MARC21, MARC21._replace(fields=(DataField("245", "10", (Subfield("a", "工会"),)),))]
    iso = list(by_name("marc").read(BytesIO(written(by_name("marc"), two)), "x"))
    assert [(e.number, e.offset, e.line, e.label) for e in iso if isinstance(e, Entry)] == [
        (1, 0, None, "ZGGY202511001"),
        (2, len(ISO), None, "#2"),
    ]
    mrk = list(by_name("mrk").read(BytesIO(written(by_name("mrk"), two)), "x"))
    assert [(e.line, e.lines[-1]) for e in mrk if isinstance(e, Entry)] == [(1, (5, 5, 5)), (7, (8, 8))]
    lines = list(by_name("marcjson").read(BytesIO(written(by_name("marcjson"), two)), "x"))
    assert [(e.line, e.lines[-1]) for e in lines if isinstance(e, Entry)] == [(2, (2, 2, 2)), (3, (3, 3))]
    spread = written(by_name("marcjsonl"), two).replace(b'{"', b'\n{"')
    lines = list(by_name("marcjson").read(BytesIO(spread), "x"))
    assert [(e.line, e.lines[-1]) for e in lines if isinstance(e, Entry)] == [
        (2, (9, 11, 12)),
        (14, (15, 17)),
    ]
