"""Repairs lose nothing: each case, each container, any record; other readers see no more than is listed."""

import io
import json
import re
import unicodedata
from collections import Counter
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pymarc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.codes import CODES
from catalog.diagnostics import Diagnostic
from catalog.marc.containers import CONTAINERS, Container, Wrapping
from catalog.marc.containers.entry import Entry
from catalog.marc.record import ControlField, DataField, Record, Subfield
from catalog.repair import REPAIRS, Repair, chosen
from catalog.repair import mended as mend
from catalog.repair.files import HEAD, Mending, NotMendedError, container_of
from catalog.repair.text import INVISIBLE, SPACES
from catalog.validate import validate
from tests.repair_cases import CASES, FOLDERS, before, files_of, mended, told
from tests.sound_records import CNMARC, MARC21, as_marcxchange, sound
from tests.written_records import FILES, as_marcxml, records_of

if TYPE_CHECKING:
    from tests.conftest import Run

PROJECT = Path(__file__).resolve().parents[1]
GOLDEN = sorted((Path(__file__).parent / "cases" / "golden").iterdir())
each_case = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


# The cases


@each_case
def test_a_case_comes_out_as_it_should(folder: Path) -> None:
    (old, encoding), (new, _) = files_of(folder)
    outcome = mended(old.read_bytes(), encoding)
    assert outcome.data == new.read_bytes()
    assert outcome.listing == (folder / "repairs.txt").read_text(encoding="utf-8")


@each_case
def test_a_mended_file_has_nothing_to_mend(folder: Path) -> None:
    _, (new, encoding) = files_of(folder)
    again = mended(new.read_bytes(), encoding)
    assert again.data == new.read_bytes()
    assert [item for item in again.said if item.code != "W722"] == []


@each_case
def test_what_was_mended_is_found_no_more(folder: Path) -> None:
    (old, encoding), (new, _) = files_of(folder)

    def spots(path: Path) -> set[tuple[object, ...]]:
        return {spot(item) for item in validate(path.read_bytes(), "before", encoding=encoding)}

    def spot(item: Diagnostic) -> tuple[object, ...]:
        place = item.place
        return item.code, place.record, place.field, place.occurrence, place.subfield

    for receipt in mended(old.read_bytes(), encoding).said:
        for code in str(receipt.values.get("mends", "")).split():
            assert (code, *spot(receipt)[1:]) not in spots(new)
    assert {item[0] for item in spots(new)} <= {item[0] for item in spots(old)}, "nothing new is wrong"


def test_every_repair_has_a_case_and_mends_what_is_found() -> None:
    listed = "".join((folder / "repairs.txt").read_text(encoding="utf-8") for folder in FOLDERS)
    for row in REPAIRS:
        assert f"{row.code} {row.name} |" in listed
        assert all(code in CODES for code in row.mends)
        assert CODES[row.code].severity == "note"
    assert "W722 kept-as-it-is" in listed


@pytest.mark.parametrize("row", [row for row in REPAIRS if row.mends], ids=lambda row: row.name)
def test_every_repair_takes_a_finding_away(row: Repair) -> None:
    gone: Counter[str] = Counter()
    for folder in FOLDERS:
        (old, encoding), (new, _) = files_of(folder)
        if f"{row.code} " in (folder / "repairs.txt").read_text(encoding="utf-8"):
            gone.update(item.code for item in validate(old.read_bytes(), "x", encoding=encoding))
            gone.subtract(item.code for item in validate(new.read_bytes(), "x", encoding=encoding))
    assert any(gone[finding] > 0 for finding in row.mends)


# What others see


def theirs(path: Path, data: bytes, encoding: str | None) -> list[pymarc.Record]:
    """Let pymarc read a file; no record for one that it cannot read."""
    if path.suffix == ".mrc":
        reader = pymarc.MARCReader(data, force_utf8=not encoding, file_encoding=encoding or "utf-8")
        return [record for record in reader if record]
    if path.suffix in (".xml", ".marcxchange"):
        handler = pymarc.XmlHandler(strict=False)  # type: ignore[no-untyped-call]  # untyped there
        pymarc.parse_xml(BytesIO(data), handler)  # type: ignore[no-untyped-call]
        return list(handler.records)
    lines = data.decode().strip()
    array = lines if lines.startswith("[") else f"[{','.join(lines.splitlines())}]"
    return list(pymarc.JSONHandler().elements(json.loads(array)))  # type: ignore[no-untyped-call]


def differences(old: pymarc.Record, new: pymarc.Record) -> set[tuple[str, int, str]]:
    """Name the fields and subfields in which two records differ; LDR is the leader."""
    found = {("LDR", 0, "")} if str(old.leader) != str(new.leader) else set()
    assert [field.tag for field in old.fields] == [field.tag for field in new.fields]
    seen: Counter[str] = Counter()
    for one, other in zip(old.fields, new.fields, strict=True):
        seen[one.tag] += 1
        if one.is_control_field():
            assert one.data == other.data
            continue
        assert one.indicators == other.indicators
        if [item.code for item in one.subfields] != [item.code for item in other.subfields]:
            assert sorted(one.subfields) == sorted(other.subfields)
            found.add((one.tag, seen[one.tag], ""))
            continue
        for a, b in zip(one.subfields, other.subfields, strict=True):
            if a != b:
                found.add((one.tag, seen[one.tag], a.code))
    return found


REFUSED = ("leader-cnmarc", "encoding-gb18030", "lengths", "directory", "damaged-neighbours", "unnamed-bytes")
"""Cases of which pymarc refuses to read what was not mended."""
READABLE = [
    folder
    for folder in FOLDERS
    if before(folder)[0].suffix not in (".mrk", ".wor") and folder.name not in REFUSED
]


@pytest.mark.parametrize("folder", READABLE, ids=lambda folder: folder.name)
def test_pymarc_sees_no_more_than_is_listed(folder: Path) -> None:
    (old, encoding), (new, _) = files_of(folder)
    was, now = theirs(old, old.read_bytes(), encoding), theirs(new, new.read_bytes(), encoding)
    assert len(was) == len(now) > 0
    seen = {
        (record["001"].data, *spot)
        for record, other in zip(was, now, strict=True)
        for spot in differences(record, other)
    }
    listed = {
        (p.record, p.field, p.occurrence or 0, p.subfield)
        for p in (item.place for item in mended(old.read_bytes(), encoding).said)
    }
    assert seen == listed


@pytest.mark.parametrize("name", ["encoding-gb18030", "lengths", "directory", "leader-cnmarc"])
def test_pymarc_reads_what_it_could_not_read(name: str) -> None:
    (old, encoding), (new, _) = files_of(CASES / name)
    records = theirs(new, new.read_bytes(), encoding)
    titles = [field.get("a") for record in records for field in record.get_fields("245", "200")]
    assert titles == {"directory": ["工会主席", "别的"], "lengths": ["工会主席"]}.get(
        name, ["工会主席", "工会主席"]
    )
    try:
        before_it = theirs(old, old.read_bytes(), encoding)
    except pymarc.exceptions.PymarcException:
        return
    assert [field.get("a") for record in before_it for field in record.get_fields("245", "200")] != titles


# Nothing of a sound file changes


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.name)
def test_the_files_of_an_export_have_nothing_to_mend(path: Path) -> None:
    outcome = mended(path.read_bytes())
    assert outcome == (path.read_bytes(), [])


SOUND = {
    **{path.stem: as_marcxml(records_of(path.read_text(encoding="utf-8"))) for path in FILES},
    **{path.stem: as_marcxml(sound(path)) for path in MARC21},
    **{path.stem: as_marcxchange(sound(path)) for path in CNMARC},
}


@pytest.mark.parametrize("name", SOUND)
def test_sound_records_have_nothing_to_mend(name: str) -> None:
    assert {told(item) for item in mended(SOUND[name]).said} == set()


# Any record

TEXT = st.text(
    st.sampled_from(
        "ab工会  \u3000\u200b\ufeff\u2060\u200d\u0301é\u212b\uf900\ue000\xad\x98宸ヤ細å·¥\u05d0\u0e01-/$"
    ),
    max_size=8,
)
CODED = st.sampled_from(
    [
        "20251122d2025    m  y0chiy0110    ea",
        "20251122d2025    m  y0chiy50      ea",
        "880-01",
        "245-01/$1",
        "  85 ",
    ]
)
SUBFIELD = st.builds(Subfield, st.sampled_from("abtw1689A"), TEXT | CODED)
FIELD = st.builds(
    DataField,
    st.sampled_from(["010", "100", "101", "200", "245", "461", "500", "773", "880", "905"]),
    st.sampled_from(["  ", "10", "02", "14"]),
    st.lists(SUBFIELD, max_size=4).map(tuple),
)
CONTROL = st.builds(ControlField, st.sampled_from(["001", "003", "008"]), TEXT)
LEADER = st.sampled_from(
    [
        "00000naa a2200000 i 4500",
        "00000naa2 22000003i 450 ",
        "00123naa  1100099 i 450 ",
        "00123naa2a22000993i 4500",
        "     nzz  2200    n  4500",
        "00000naa2 22000003i 450",
        "short",
    ]
)
RECORD = st.builds(
    lambda leader, controls, fields: Record(leader, (*controls, *fields)),
    LEADER,
    st.lists(CONTROL, max_size=2),
    st.lists(FIELD, max_size=5),
)


def mended_record(record: Record, container: str, encoding: str = "utf-8") -> Record:
    return mend(Entry("x", 1, 1, record, encoding=encoding), container).record


def characters(record: Record) -> Counter[str]:
    """Count the characters of all data fields, those apart that a repair may take away."""
    values = [
        item.value
        for field in record.data_fields(*{f.tag for f in record.fields})
        for item in field.subfields
    ]
    return Counter(unicodedata.normalize("NFD", "".join(values)))


containers = pytest.mark.parametrize("container", ["marc", "marcxml", "marcxchange", "mrk"])


@containers
@settings(max_examples=150)
@given(record=RECORD)
def test_mending_twice_changes_no_more_than_once(container: str, record: Record) -> None:
    once = mended_record(record, container)
    assert mended_record(once, container) == once


@containers
@settings(max_examples=150)
@given(record=RECORD)
def test_no_character_goes_but_those_listed(container: str, record: Record) -> None:
    after = mended_record(record, container)
    coded = sum(len(value) == 36 for field in record.data_fields("100") for value in field.values("a"))
    lost, won = characters(record) - characters(after), characters(after) - characters(record)
    if not coded:
        assert not won
        assert all(INVISIBLE.match(char) or char in SPACES for char in lost)
    assert [field.tag for field in after.fields] == [field.tag for field in record.fields]
    for old, new in zip(record.fields, after.fields, strict=True):
        if isinstance(old, ControlField) or isinstance(new, ControlField):
            assert old == new
        else:
            assert old.indicators == new.indicators
            assert Counter(item.code for item in old.subfields) == Counter(
                item.code for item in new.subfields
            )
            codes = [item.code for item in new.subfields]
            assert [c for c in codes if c != "6"] == [item.code for item in old.subfields if item.code != "6"]


@containers
@settings(max_examples=150)
@given(record=RECORD)
def test_every_change_has_its_receipt(container: str, record: Record) -> None:
    item = mend(Entry("x", 1, 1, record), container)
    assert (item.record != record) == bool(item.changes)
    for index, (old, new) in enumerate(zip(record.fields, item.record.fields, strict=True)):
        assert (old != new) == any(change.field == index for change in item.changes)
    assert (record.leader != item.record.leader) == any(change.field is None for change in item.changes)
    assert all(
        change.old != change.new and change.old.replace("\u3000", "").isprintable() for change in item.changes
    )


@settings(max_examples=100)
@given(data=st.binary(max_size=200), at=st.integers(0, 400))
def test_a_damaged_file_keeps_all_its_bytes_or_is_not_written(data: bytes, at: int) -> None:
    sound_file = (CASES / "damaged-neighbours" / "before.mrc").read_bytes()
    broken = sound_file[:at] + data + sound_file[at:]
    if container_of(BytesIO(broken)) is None:
        return
    outcome = mended(broken)
    if not outcome.said:
        assert outcome.data == broken
    assert Counter(outcome.data)[0x1D] == Counter(broken)[0x1D], "every record is there, readable or not"


# Containers

EVERY = [(row, encoding) for row in CONTAINERS for encoding in row.encodings]
PADDED = Record(
    "00000naa a2200000 i 4500",
    (
        ControlField("001", "A1"),
        DataField("245", "00", (Subfield("a", "R&D {1} 工会 "), Subfield("b", "湖北\\实践"))),
        DataField("500", "  ", (Subfield("a", "$5"),)),
    ),
)


@pytest.mark.parametrize(("row", "encoding"), EVERY, ids=lambda value: getattr(value, "name", value))
def test_a_file_of_any_container_stays_one(row: Container, encoding: str) -> None:
    leader = PADDED.leader if encoding == "utf-8" else PADDED.leader.replace(" a22", "  22")
    records = [PADDED._replace(leader=leader), PADDED._replace(leader=leader, fields=PADDED.fields[2:])]
    wrapping = Wrapping(encoding=encoding)
    data = b"".join(row.write(records, wrapping))
    outcome = mended(data, None if encoding == "utf-8" else encoding)
    title = DataField("245", "00", (Subfield("a", "R&D {1} 工会"), Subfield("b", "湖北\\实践")))
    fields = (PADDED.fields[0], title, PADDED.fields[2])
    assert outcome.data == b"".join(row.write([records[0]._replace(fields=fields), records[1]], wrapping))
    assert {item.code for item in outcome.said} == ({"W728", "W723"} if row.name == "marc" else {"W728"})


LOST = {
    "an element that does not belong": (b"</record>", b"<x/></record>", "X530 misplaced-element"),
    "text between fields": (b"</record>", b"lost</record>", "X533 stray-text"),
    "a further indicator": (b'ind1="0"', b'ind1="0" ind3="1"', "X549 more-indicators"),
    "an attribute": (b"<subfield ", b'<subfield id="1" ', "@"),
    "an attribute of a record": (b"<record", b'<record xmlns:y="y" y:z="1"', "@{y}z"),
    "the end of the file": (b"</collection>", b"", "X512 truncated"),
}


@pytest.mark.parametrize("name", LOST)
def test_a_file_that_would_lose_anything_is_not_written(name: str) -> None:
    found, other, reason = LOST[name]
    data = (CASES / "padding" / "before.xml").read_bytes().replace(found, other, 1)
    with pytest.raises(NotMendedError) as error:
        mended(data)
    assert (error.value.finding.code, error.value.finding.values["reason"]) == ("W721", reason)


def test_a_record_that_cannot_be_written_again_stays() -> None:
    tag = (CASES / "encoding" / "before.mrc").read_bytes().replace(b"245", b"2 5", 1)
    outcome = mended(tag)
    assert outcome.data == tag
    assert [(item.code, item.values["reason"]) for item in outcome.said] == [("W722", "2 5 tag '2 5'")]


def test_a_file_is_mended_as_a_stream() -> None:
    data = (CASES / "encoding" / "before.mrc").read_bytes() * 3000
    stream = BytesIO(data)
    container = container_of(stream)
    assert container is not None
    mending = Mending(stream, "x", container, REPAIRS)
    pieces = mending.pieces()
    next(pieces)
    assert stream.tell() <= 2 * HEAD < len(data)
    assert (sum(map(len, pieces)), mending.records) == (len(data) - 213, 3000)


def test_repairs_can_be_left_out() -> None:
    assert chosen() == REPAIRS
    assert [row.code for row in REPAIRS if row not in chosen(["R492", "W728", "R485"])] == ["W728", "W726"]
    assert "W727" not in [row.code for row in chosen(["R485", "R489"])]


# The command

DIFFERENCE = """\
--- faulty.xml A1 (old)
+++ faulty.xml A1 (new)
@@ -6,4 +6,4 @@
 =010  \\\\$a{U+0020}{U+0020}{U+0020}85000002{U+0020}
-=245  02$a{U+0020}A title{U+0020}$b其他{U+0020}
-=773  0\\$t工友.$g{U+0020}2025年第11期{U+3000}$w(DLC)   85000002{U+0020}
+=245  02$a{U+0020}A title{U+0020}$b其他
+=773  0\\$t工友.$g2025年第11期$w(DLC)   85000002{U+0020}
 =500  \\\\$a{U+0020}{U+0020}{U+0020}
"""


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    path = tmp_path / "faulty.xml"
    path.write_bytes((CASES / "padding" / "before.xml").read_bytes())
    return path


def test_differences_are_shown_and_nothing_is_written(run: "Run", faulty: Path) -> None:
    there = sorted(faulty.parent.iterdir())
    result = run("validate", faulty.name, "--diff")
    assert result == (1, DIFFERENCE, "1 record to be mended by 2 repairs\n")
    assert sorted(faulty.parent.iterdir()) == there
    assert run("validate", faulty.name, "--diff", "--lang", "zh").err == "可修复 1 条记录，共 2 处\n"
    for options in (["--exit-zero"], ["--fail-on", "never"]):
        assert run("validate", faulty.name, "--diff", *options) == (0, *result[1:])
    none = (0, "", "0 records to be mended by 0 repairs\n")
    assert run("validate", faulty.name, "--diff", "--ignore", "padding-removed") == none
    (faulty.parent / "catalog.toml").write_text('[levels]\nW728 = "off"\n')
    assert run("validate", faulty.name, "--diff") == none


def test_a_new_file_is_written_and_what_is_left_is_said(run: "Run", faulty: Path) -> None:
    data = faulty.read_bytes()
    result = run("validate", faulty.name, "--fix", "-o", "new.xml", "--format", "json")
    assert result.code == 1
    assert result.err == "1 record mended by 2 repairs → new.xml\n1 file checked (1 warning)\n"
    assert faulty.read_bytes() == data
    assert Path("new.xml").read_bytes() == (CASES / "padding" / "after.xml").read_bytes()
    found = json.loads(result.out)["findings"]
    assert [(row["code"], row["file"]) for row in found] == [
        ("W728", "faulty.xml"),
        ("W728", "faulty.xml"),
        ("R466", "new.xml"),
    ]
    assert found[0] | {"field": "245", "subfield": "b", "record": "A1"} == found[0]
    assert (found[0]["values"]["old"], found[0]["values"]["new"]) == ("其他{U+0020}", "其他")


def test_an_old_file_is_replaced_only_by_force(run: "Run", faulty: Path) -> None:
    data = faulty.read_bytes()
    result = run("validate", faulty.name, "--fix", "-o", faulty.name)
    assert (result.code, result.out, faulty.read_bytes()) == (3, "", data)
    assert "W702" in result.err
    assert run("validate", faulty.name, "--fix", "-o", faulty.name, "--force").code == 1
    assert faulty.read_bytes() == (CASES / "padding" / "after.xml").read_bytes()
    assert run("validate", faulty.name, "--diff") == (0, "", "0 records to be mended by 0 repairs\n")


def test_a_sound_file_is_copied(run: "Run", tmp_path: Path) -> None:
    data = (CASES / "left-as-it-is" / "before.xml").read_bytes().replace(b"\n", b"")
    (tmp_path / "old.xml").write_bytes(data)
    result = run("validate", "old.xml", "--fix", "-o", "new.xml", "-q")
    assert (tmp_path / "new.xml").read_bytes() == data
    assert result.code == 1, "for what is left"


def test_standard_input_and_other_encodings_are_mended(
    run: "Run", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (old, encoding), (new, _) = files_of(CASES / "encoding-gb18030")
    with old.open("rb") as file:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(file))
        result = run("validate", "-", "--encoding", encoding, "--fix", "-o", "new.mrc")
    assert (tmp_path / "new.mrc").read_bytes() == new.read_bytes()
    assert "2 records mended by 2 repairs → new.mrc\n" in result.err


@pytest.mark.parametrize(
    ("name", "text"),
    [("page.txt", "《工友》2025年第11期\n"), ("issues.json", '{"issues": []}')],
)
def test_there_are_repairs_for_records_alone(run: "Run", tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    shown = run("validate", name, "--diff")
    assert (shown.code, shown.out) == (0, "")
    assert "W720 no-repairs" in shown.err
    result = run("validate", name, "--fix", "-o", "new.mrc")
    assert (result.code, result.out) == (1, "")
    assert "W720 no-repairs" in result.err
    assert not (tmp_path / "new.mrc").exists()


def test_a_file_of_another_kind_is_none_that_could_be_mended(run: "Run", tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.4")
    for options in ([], ["--diff"], ["--fix", "-o", "new.mrc"]):
        result = run("validate", "x.pdf", *options)
        assert result.code == 3
        assert "X501 other-file" in result.out + result.err
    assert not (tmp_path / "new.mrc").exists()


def test_a_record_that_cannot_be_read_is_told_beside_the_differences(run: "Run", tmp_path: Path) -> None:
    _, (new, _) = files_of(CASES / "encoding-gb18030")
    data = new.read_bytes()
    (tmp_path / "cut.mrc").write_bytes(data[:-20])
    result = run("validate", "cut.mrc", "--diff")
    assert result.code == 1
    assert "error X5" in result.err
    assert result.err.endswith("0 records to be mended by 0 repairs\n")


def test_differences_count_what_a_new_file_counts(run: "Run", tmp_path: Path) -> None:
    data = (CASES / "directory" / "before.mrc").read_bytes()
    (tmp_path / "old.mrc").write_bytes(data)
    shown = run("validate", "old.mrc", "--diff").err.splitlines()[-1]
    written = run("validate", "old.mrc", "--fix", "-o", "new.mrc").err
    assert shown.replace(" to be mended", " mended") in written


def test_a_loss_is_told_and_no_file_is_written(run: "Run", faulty: Path) -> None:
    faulty.write_bytes(faulty.read_bytes().replace(b"</collection>", b""))
    for options in (["--diff"], ["--fix", "-o", "new.xml"]):
        result = run("validate", faulty.name, *options)
        assert result.code == 3
        assert "W721 not-mended" in result.err
        assert "X512 truncated" in result.err
    assert [path.name for path in faulty.parent.iterdir()] == [faulty.name]


NONSENSE = [
    (["--fix"], "--fix needs -o"),
    (["--fix", "-o", "-"], "--fix needs -o"),
    (["--fix", "--diff", "-o", "x.xml"], "first the one, then the other"),
    (["--diff", "-o", "x.diff"], "without --format"),
    (["--diff", "--format", "json"], "without --format"),
    (["--diff", "--target", "koha"], "without --format"),
    (["other.xml", "--fix", "-o", "x.xml"], "--fix mends one file, and there are 2"),
]


@pytest.mark.parametrize(
    ("options", "said"), NONSENSE, ids=lambda value: " ".join(value) if isinstance(value, list) else ""
)
def test_options_that_make_no_sense_together(run: "Run", faulty: Path, options: list[str], said: str) -> None:
    (faulty.parent / "other.xml").write_bytes(faulty.read_bytes())
    result = run("validate", faulty.name, *options)
    assert (result.code, result.out) == (2, "")
    assert said in " ".join(result.err.split())
    assert not (faulty.parent / "x.xml").exists()


def test_what_cannot_be_read_is_told(run: "Run", tmp_path: Path) -> None:
    (tmp_path / "empty.mrc").write_bytes(b"")
    for name, code in (("empty.mrc", "S103"), ("nowhere.mrc", "S101")):
        for options in (["--diff"], ["--fix", "-o", "new.mrc"]):
            result = run("validate", name, *options)
            assert (result.code, result.out) == (3, "")
            assert code in result.err
    assert not (tmp_path / "new.mrc").exists()


def test_the_page_names_every_repair() -> None:
    page = (PROJECT / "docs" / "repairs.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| \[(W7\d\d)\]\(codes/\1\.md\) ([a-z-]+) \| ([A-Z\d ]*) \|", page, re.MULTILINE)
    assert rows == [(row.code, row.name, " ".join(row.mends)) for row in REPAIRS]
