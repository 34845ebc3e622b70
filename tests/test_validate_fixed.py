"""Leader, control fields and 008, in tables: a row of a record is exchanged, and what is found."""

import pytest

from catalog.marc.record import ControlField, DataField, Record, Subfield
from catalog.validate import validate
from catalog.validate.rules import Context, File, check
from tests.marc_bases import ARTICLE, BOOK, SERIAL, codes, fixed, found, leader
from tests.written_records import as_marcxml, records_of


def test_the_bases_are_sound() -> None:
    assert [found(base) for base in (ARTICLE, BOOK, SERIAL)] == [[], [], []]


LEADER = [
    (0, "0000x", "R402"), (0, "     ", ""), (0, "  123", "R402"), (0, "00170", "R403"),
    (0, "０００００", "R402"),
    (5, " ", "R402"), (5, "c", ""), (5, "x", "R402"), (6, " ", "R402"), (6, "z", "R402"),
    (6, "5", "R402"),
    (7, "x", "R402"), (7, " ", "R402"), (8, "x", "R402"), (8, "a", ""), (9, " ", "R404"),
    (9, "u", "R402"),
    (10, "1", "R402"), (11, " ", "R402"), (12, "0001x", "R402"), (12, "00012", "R403"),
    (17, "9", "R402"),
    (17, "K", ""), (17, "0", ""), (18, "x", "R402"), (18, "r", ""), (19, "z", "R402"),
    (20, "450 ", "R402"),
    (20, "    ", "R402 R402 R402 R402"), (20, "4501", "R402"),
]  # fmt: skip


@pytest.mark.parametrize(("position", "value", "expected"), LEADER)
def test_leader(position: int, value: str, expected: str) -> None:
    assert codes(BOOK, leader(BOOK, position, value)) == expected


def test_leader_of_another_length() -> None:
    for text in ("00000nam a2200000 i 450", "00000nam a2200000 i 45000", ""):
        record = Record(text, (ControlField("001", "A"), DataField("500", "  ", (Subfield("a", "工会"),))))
        assert next(check(record, Context(File(), record))).code == "R401"


def test_true_lengths_are_accepted() -> None:
    length, base = (item.values["actual"] for item in found(BOOK, "LDR    99999nam a2299999 i 4500"))
    assert codes(BOOK, f"LDR    {length}nam a22{base} i 4500") == ""


CONTROL = [
    ("-001", "R410"), ("001    ", "R410"), ("001    工1", "R411"), ("001       86104385 ", ""),
    ("-003", "R413"), ("003     ", "R413"), ("-005", "R415"), ("005    20251122", "R416"),
    ("005    20250229000000.0", "R416"), ("005    20251122246000.0", "R416"),
    ("005    00000101000000.0", "R416"),
    ("005    20240229235959.9", ""), ("005    2025112206000０.0", "R416"),
    ("-008", "R420"), ("008    short", "R421"), ("008    ", "R421"), ("007    ta", ""),
    ("006     ", "R466"), ("006    a||||||||||||||| ", "R419"), ("006    a||||z||||||||||||", "R429"),
    ("006    a|||||||||||||||||", ""), ("006    m     o  d        ", ""), ("006    m        d        ", ""),
    ("006    m||||z|||9||||||||", "R429 R429"), ("006    s9r p o     0   a0", "R429"),
    ("006    smr p o     0   a0", ""), ("006    j||z||||||||||||||", ""), ("007    cq cnz||||||||", "R429"),
    ("007    cr cnu|||uuuuu", ""), ("007    cr", ""), ("007    hx bfu---buca", "R429"), ("007    vd", ""),
    ("007    vx cvaizq", "R429"), ("007    sd fsngnnmmned", ""), ("007    zm", ""), ("007    tx", "R429"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "expected"), CONTROL)
def test_control_fields(row: str, expected: str) -> None:
    assert codes(BOOK, row) == expected


@pytest.mark.parametrize("tag", ["001", "003", "005", "008"])
def test_control_fields_stand_once(tag: str) -> None:
    row = next(row for row in BOOK if row.startswith(tag))
    (item,) = found(BOOK, row, row)
    assert (item.code, item.place.field, item.place.occurrence) == ("R414", tag, 2)


def test_control_numbers_are_unique_by_organisation() -> None:
    other = [row.replace("ORGCODE", "OTHER") for row in BOOK]
    for second, expected in ((BOOK, ["R412"]), (other, [])):
        records = records_of("\n".join([*BOOK, "", *second]))
        assert [item.code for item in validate(as_marcxml(records), "x")] == expected


BOOKS_008 = [
    (0, "25112x", "R423"), (0, "251301", "R423"), (0, "250229", "R423"), (0, "240229", ""),
    (0, "      ", "R423"),
    (6, "x", "R422"), (6, "e", "R424"), (6, "e20250315", ""), (6, "e202512##", ""),
    (6, "e20251301", "R424"),
    (6, "e202503uu", ""), (6, "s20252026", "R424"), (6, "s2025||||", ""), (6, "s    ", "R424"),
    (6, "s202u", ""),
    (6, "s20u5", "R424"), (6, "n####", ""), (6, "b########", ""), (6, "m20202021", ""),
    (6, "m2020202x", "R424"),
    (6, "e20250230", "R424"), (6, "e20251131", "R424"), (6, "e20240229", ""), (6, "e202u0230", ""),
    (6, "m20252020", "R424"), (6, "m20252025", ""), (6, "m20259999", ""), (6, "m202u2020", ""),
    (6, "m2025    ", ""), (6, "q20252020", "R424"), (6, "i20252020", "R424"), (6, "r20251990", ""),
    (6, "t20252024", ""), (6, "t2025    ", "R424"), (6, "t2025uuuu", ""), (6, "p19851990", ""),
    (6, "n2025    ", "R424"), (6, "nuuuuuuuu", ""), (6, "b2025    ", "R424"), (6, "k19uu19uu", ""),
    (6, "c20259999", "R422"), (6, "d20202025", "R422"), (6, "uuuuuuuuu", "R422"),
    (6, "q19uu1985", ""), (6, "|||||||||", ""), (6, "n20x5", "R424"),
    (15, "xx#", ""), (15, "###", ""), (15, "|||", ""), (15, "zz#", "R425"), (15, "cn#", "R425"),
    (15, "cnu", "R425"),
    (15, "nyu", ""), (15, "CC#", "R425"), (15, "uik", ""),
    (18, "a", ""), (18, "9", "R422"), (22, "j", ""), (22, "k", "R422"), (23, "o", ""),
    (23, "e", "R422"),
    (24, "bibo", ""), (24, "@", "R422"), (28, "f", ""), (28, "b", "R422"), (29, "1", ""), (29, " ", "R422"),
    (30, "2", "R422"), (31, "x", "R422"), (32, "1", ""), (32, "x", "R422"), (33, "p", ""),
    (33, "9", "R422"),
    (34, "e", "R422"), (35, "eng", ""), (35, "zho", "R426"), (35, "|||", ""), (35, "   ", ""),
    (35, "zxx", ""),
    (35, "CHI", "R426"), (38, "d", ""), (38, "z", "R422"), (39, "c", ""), (39, "z", "R422"),
]  # fmt: skip


@pytest.mark.parametrize(("position", "value", "expected"), BOOKS_008)
def test_books_008(position: int, value: str, expected: str) -> None:
    assert codes(BOOK, fixed(BOOK, position, value)) == expected


SERIALS_008 = [
    (18, "m", ""), (18, "y", "R422"), (19, "z", "R422"), (21, "q", "R422"), (22, "z", ""),
    (22, "h", ""),
    (23, "y", "R422"), (24, "x", "R422"), (25, "abx", "R422"), (28, "b", "R422"),
    (6, "c19522015", "R424"), (6, "c1952uuuu", ""), (6, "c1952||||", ""), (6, "d19522015", ""),
    (6, "d19529999", "R424"), (6, "d20151952", "R424"), (6, "d19529uuu", ""), (6, "u1925uuuu", ""),
    (6, "u19259999", "R424"), (29, "3", "R422"),
    (33, "v", "R422"), (34, "3", "R422"), (34, "|", ""), (6, "d", "R424"), (30, "xxx", ""),
]  # fmt: skip


@pytest.mark.parametrize(("position", "value", "expected"), SERIALS_008)
def test_serials_008(position: int, value: str, expected: str) -> None:
    assert codes(SERIAL, fixed(SERIAL, position, value)) == expected


def test_other_materials_have_only_common_positions_checked() -> None:
    music = [leader(BOOK, 6, "j"), "008    251122s2025    cc @@@@@@@@@@@@@@@@@chi d"]
    assert codes(BOOK, *music) == ""
    assert codes(BOOK, music[0], music[1][:-1] + "z") == "R422"
