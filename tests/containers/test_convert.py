"""`catalog convert`: any container in, any out; what is lost is said, no other file is overwritten."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from catalog.marc.charset import announcing
from catalog.marc.containers import CONTAINERS, Container, by_name
from catalog.marc.format import is_unimarc
from catalog.marc.record import ControlField, DataField, Record, Subfield
from tests.containers.records import CNMARC, MARC21, read, written

if TYPE_CHECKING:
    from tests.conftest import Run

PROJECT = Path(__file__).resolve().parents[2]
SEEDS = sorted((PROJECT / "output").glob("*/*.marcxml"))


def saved(folder: Path, name: str, *records: Record, encoding: str = "utf-8") -> Path:
    path = folder / f"in{by_name(name).suffixes[0]}"
    path.write_bytes(written(by_name(name), list(records), encoding))
    return path


@pytest.mark.parametrize("source", CONTAINERS, ids=lambda row: row.name)
@pytest.mark.parametrize("target", CONTAINERS, ids=lambda row: row.name)
def test_each_into_each_other(source: Container, target: Container, run: "Run", tmp_path: Path) -> None:
    record = CNMARC if "marcxml" not in (source.name, target.name) else MARC21
    path = saved(tmp_path, source.name, record, record)
    assert run("convert", path, "-f", target.name, "-o", "out") == (0, "", "2 records → out (0 warnings)\n")
    assert Path("out").read_bytes() == written(target, [record, record])


def test_the_container_is_told_by_the_output_and_the_input_by_its_content(run: "Run", tmp_path: Path) -> None:
    path = saved(tmp_path, "marc", MARC21).rename(tmp_path / "records.xml")
    for row in CONTAINERS:
        name = f"out{row.suffixes[0]}"
        assert run("convert", path, "-o", name).code == 0
        assert Path(name).read_bytes() == written(row, [MARC21])
    assert run("convert", path, "-f", "MRC", "-o", "-").out == written(by_name("marc"), [MARC21]).decode()


def test_several_files_and_folders_become_one(run: "Run", tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.mrc").write_bytes(written(by_name("marc"), [MARC21]))
    (folder / "b.mrk").write_bytes(written(by_name("mrk"), [MARC21]))
    (folder / "c.txt").write_text("not looked at")
    extra = saved(tmp_path, "worksheet", MARC21)
    first, *_, last = run("convert", "in", extra, "-o", "out.marcjsonl").err.splitlines()
    assert first.startswith("in: note S116 passed-over: ")
    assert first.endswith(": 1 (.txt)")
    assert last == "3 records → out.marcjsonl (0 warnings)"
    back, _ = read(by_name("marcjsonl"), Path("out.marcjsonl").read_bytes())
    assert back == [MARC21, MARC21, MARC21]


def test_the_records_of_the_seeds_are_as_they_were_after_a_round(run: "Run") -> None:
    for path in SEEDS:
        source = str(path)
        for number, row in enumerate((*CONTAINERS[1:], CONTAINERS[0])):
            assert run("convert", source, "-f", row.name, "-o", f"{number}", "--force", "-q").code == 0
            source = f"{number}"
        comment, rest = path.read_bytes().split(b"\n", 2)[1:]
        assert comment == b"<!-- kanmu-catalog -->"
        assert Path(source).read_bytes().split(b"\n", 1)[1] == rest


# Encodings


def test_leader_and_100_say_what_the_new_file_is(run: "Run", tmp_path: Path) -> None:
    path = saved(tmp_path, "marcjson", CNMARC, CNMARC)
    result = run("convert", path, "-o", "out.mrc", "--to-encoding", "gb18030")
    assert (result.code, result.err.splitlines()[0]) == (
        0,
        "note W712 encoding-announced: "
        "in 2 of the records 100 $a/26-33 was set to 0110####, the encoding of the new file",
    )
    (first, second), findings = read(by_name("marc"), Path("out.mrc").read_bytes(), "gb18030")
    assert findings == []
    assert (first.leader[9], second.leader[20:], second.fields[2:]) == (" ", "450 ", CNMARC.fields[2:])
    assert next(second.data_fields("100")).values("a") == ["20251122d2025    em y0chiy0110    ea"]
    assert run("convert", "out.mrc", "--encoding", "gb18030", "-o", "b", "-f", "marcjson").code == 0
    assert Path("b").read_bytes() == path.read_bytes()


def test_leader_09_of_marc_21_says_what_the_new_file_is(run: "Run", tmp_path: Path) -> None:
    path = saved(tmp_path, "marcjson", MARC21)
    assert run("convert", path, "-o", "out.mrc", "--to-encoding", "gb18030").code == 0
    (record,), findings = read(by_name("marc"), Path("out.mrc").read_bytes(), "gb18030")
    assert (record.leader[9], record.fields, findings) == (" ", MARC21.fields, [])
    assert run("convert", "out.mrc", "-o", "back.json", "-f", "marcjson").code == 3


@pytest.mark.parametrize(("first", "other"), [(MARC21, CNMARC), (CNMARC, MARC21)])
def test_one_file_is_of_one_format(first: Record, other: Record, run: "Run", tmp_path: Path) -> None:
    path = saved(tmp_path, "marc", first, other, first, other)
    result = run("convert", path, "-o", "out.mrk")
    assert (result.code, re.findall(r"error (\w+)", result.err)) == (3, ["W714"])
    assert "2 records of " in result.err
    assert read(by_name("mrk"), Path("out.mrk").read_bytes())[0] == [first, first]


# Our own JSON

JSON = PROJECT / "tests" / "cases" / "formats" / "seeds.json"


def test_our_json_and_its_lines_become_the_same_records(run: "Run") -> None:
    for name in ("one.jsonl", "one.csv", "one.ris", "one.json"):
        assert run("convert", JSON, "-o", name).code == 0
    assert run("convert", JSON, "-o", "a.marcxml", "--fail-on", "never").code == 0
    assert run("convert", "one.jsonl", "-o", "b.marcxml", "--fail-on", "never").code == 0
    assert run("convert", "one.json", "-f", "marcxml", "-o", "c.xml", "--fail-on", "never").code == 0
    made = [Path(name).read_bytes() for name in ("a.marcxml", "b.marcxml", "c.xml")]
    assert made[0].count(b"<record>") == 13
    assert made[0] == made[1] == made[2]
    assert run("convert", "one.jsonl", "-f", "json", "-o", "two.json").code == 0
    assert Path("two.json").read_bytes() == Path("one.json").read_bytes()
    assert run("validate", "one.jsonl").code == run("validate", "one.json").code == 0
    assert run("export", "one.jsonl", "-o", "x.json", "--date", "2025-12-03").code == 0
    assert Path("x.json").read_bytes() == Path("one.json").read_bytes()


def test_records_do_not_become_issues(run: "Run", tmp_path: Path) -> None:
    path = saved(tmp_path, "marc", MARC21)
    for form in ("csv", "json", "jsonl", "mods", "ris", "csl", "xlsx"):
        result = run("convert", path, "-f", form, "-o", "out")
        assert (result.code, re.findall(r"error (\w+)", result.err)) == (3, ["W715", "W713"])


def test_a_character_that_gbk_lacks_is_refused_and_listed(run: "Run", tmp_path: Path) -> None:
    plain = MARC21._replace(fields=MARC21.fields[:-1])
    path = saved(tmp_path, "marc", MARC21, plain)
    result = run("convert", path, "-o", "out.mrc", "--to-encoding", "gbk")
    assert result.code == 3
    assert "in.mrc ZGGY202511001: error W708 unencodable: " in result.err
    assert "gbk has no 𠮷 U+20BB7 (880$a)" in result.err
    assert len(read(by_name("marc"), Path("out.mrc").read_bytes(), "gbk")[0]) == 1, (
        "the other record is there"
    )


@pytest.mark.parametrize(
    ("sets", "encoding", "expected"),
    [
        ("50      ", "utf-8", "50      "),
        ("50      ", "gbk", "0110    "),
        ("0120    ", "gbk", "0120    "),
        ("0120    ", "utf-8", "50      "),
        ("50  0120", "utf-8", "50  0120"),
        ("        ", "utf-8", "50      "),
    ],
)
def test_the_character_sets_of_100(sets: str, encoding: str, expected: str) -> None:
    def record(value: str) -> Record:
        field = DataField("100", "  ", (Subfield("a", f"20251122d2025    em y0chiy{value}ea"),))
        return CNMARC._replace(fields=(field, *CNMARC.fields[2:]))

    made = announcing(record(sets), encoding)
    assert made.record == record(expected)
    assert made.position == ("" if sets == expected else "100 $a/26-33")


def test_what_is_too_short_to_say_its_encoding_stays() -> None:
    short = CNMARC._replace(fields=(DataField("100", "  ", (Subfield("a", "20251122"),)), *CNMARC.fields[2:]))
    control = CNMARC._replace(fields=(ControlField("100", "x"), *CNMARC.fields[2:]))
    stub = MARC21._replace(leader="x")
    assert [announcing(record, "gbk").record for record in (short, control, stub)] == [short, control, stub]


@pytest.mark.parametrize(
    ("leader", "tags", "expected"),
    [
        ("00000naa2 22000003i 450 ", "001 200", True),
        ("00000naa a22000002i 4500", "100 245", False),
        ("00000naa a22000002i 4500", "100 200", True),
        ("00000naa a22000002i 4500", "200", False),
        ("00000naa a22000002i 450 ", "245", False),
        ("00000naa a22000002i 4500", "100", False),
        ("", "", False),
    ],
)
def test_unimarc_is_told_from_marc_21(leader: str, tags: str, expected: bool) -> None:
    fields = tuple(
        ControlField(tag, "x") if tag == "001" else DataField(tag, "  ", ()) for tag in tags.split()
    )
    assert is_unimarc(Record(leader, fields)) is expected


# What goes wrong


def test_unimarc_does_not_go_into_marcxml(run: "Run", tmp_path: Path) -> None:
    path = saved(tmp_path, "marc", CNMARC, MARC21)
    result = run("convert", path, "-o", "out.xml")
    assert (result.code, result.err.splitlines()[-1]) == (3, "1 record → out.xml (1 error, 0 warnings)")
    assert "W711" in result.err
    assert read(by_name("marcxml"), Path("out.xml").read_bytes()) == ([MARC21], [])


def test_a_bad_record_is_said_and_the_others_are_converted(run: "Run", tmp_path: Path) -> None:
    path = tmp_path / "in.mrc"
    data = written(by_name("marc"), [MARC21, MARC21, CNMARC])
    path.write_bytes(data[:12] + b"99999" + data[17:-5])
    result = run("convert", path, "-o", "out.mrk")
    assert (result.code, re.findall(r"error (\w+)", result.err)) == (1, ["X537", "X541"])
    assert read(by_name("mrk"), Path("out.mrk").read_bytes())[0] == [MARC21, MARC21]


def test_a_record_that_a_container_cannot_hold_is_refused(run: "Run", tmp_path: Path) -> None:
    long = MARC21._replace(fields=(*MARC21.fields, DataField("505", "0 ", (Subfield("a", "x" * 10_000),))))
    path = saved(tmp_path, "marcxml", MARC21, long)
    result = run("convert", path, "-o", "out.mrc", "--lang", "zh")
    assert result.code == 3
    assert (
        "错误 W710 not-carried: 记录 ZGGY202511001 未写出，所选格式无法容纳：505 10,005 > 9,999 B"
        in result.err
    )
    assert read(by_name("marc"), Path("out.mrc").read_bytes()) == ([MARC21], [])


def test_elements_that_no_record_holds_are_said(run: "Run", tmp_path: Path) -> None:
    path = tmp_path / "in.xml"
    path.write_bytes(
        written(by_name("marcxml"), [MARC21])
        .replace(b"<record>", b"<record>text<x/>")
        .replace(b'ind2="0"', b'ind2="00"')
    )
    result = run("convert", path, "-o", "out.mrc")
    assert re.findall(r"error (\w+)", result.err) == ["X533", "X530", "X549"]
    assert result.code == 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"", "S103"),
        (b"prose\n", "X501"),
        (b"%PDF-1.7", "X501"),
        (b'{"titles": []}', "X501"),
        (b'"a","b"\r\n', "X501"),
        (b"TY  - JOUR\r\n", "X501"),
        (b'{"schema": "urn:x-kanmu:other", "issues": []}', "S111"),
        (b"<mods/>", "X502"),
        (b"<!DOCTYPE x><collection/>", "X505"),
        (b"=LDR  00000naa\n=001  X", "W710"),
        (b"=LDR  00000naa\\a22000002i\\4500\n=001  X\x1f\n", "W710"),
    ],
)
def test_without_a_record_nothing_is_written(text: bytes, code: str, run: "Run", tmp_path: Path) -> None:
    (tmp_path / "in").write_bytes(text)
    result = run("convert", "in", "-f", "mrk", "-o", "new/out")
    assert re.findall(r"error (\w+)", result.err) == [code, "W713"]
    assert result.err.endswith("nothing written (2 errors, 0 warnings)\n")
    assert result.code == 3
    assert not Path("new").exists()


def test_a_file_that_stands_there_is_not_overwritten(run: "Run", tmp_path: Path) -> None:
    path = saved(tmp_path, "marc", MARC21)
    Path("out.mrk").write_text("mine")
    assert "W702" in run("convert", path, "-o", "out.mrk").err
    assert Path("out.mrk").read_text() == "mine"
    assert run("convert", path, "-o", "out.mrk", "--force").code == 0
    assert run("convert", path, "-o", "out.mrk").code == 0, "the same bytes are no other file"
    assert run("convert", path, "-f", "mrk", "-o", "out.mrk/x").code == 3
    assert run("convert", "nowhere.mrc", "-o", "x.mrk").code == 3
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.mrc", "out.mrk"], (
        "no passing names are left"
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["-f", "pdf"], "There is no format 'pdf'"),
        ([], "Say with --format what to write: marcxml, "),
        (["-o", "out"], "Say with --format what to write: marcxml, "),
        (["-o", "out.pdf"], "No format has the suffix .pdf: give one with --format, marcxml, "),
        (["-f", "mrk", "-o", "folder/"], "-o needs the name of a file"),
        (["-f", "marcxml", "--to-encoding", "gbk"], "marcxml is written in utf-8."),
        (["-f", "mrk", "--encoding", "utf-16"], "Records are not in 'utf-16'"),
        (["-f", "mrk", "--encoding", "hz"], "Records are not in 'hz'"),
        (["-f", "mrk", "--encoding", "iso2022_jp"], "Records are not in 'iso2022_jp'"),
        (["-f", "mrk", "--encoding", "utf-7"], "Records are not in 'utf-7'"),
        (["-f", "mrk", "--encoding", "nonsense"], "There is no encoding 'nonsense'"),
        (["-f", "marcxchange", "--marcxchange-version", "3"], "3"),
    ],
)
def test_what_is_asked_wrongly(arguments: list[str], words: str, run: "Run", tmp_path: Path) -> None:
    path = saved(tmp_path, "marc", MARC21)
    result = run("convert", path, *arguments)
    assert result.code == 2
    assert words in " ".join(result.err.replace("│", " ").split())


def test_severities_of_a_library_are_kept(run: "Run", tmp_path: Path) -> None:
    (tmp_path / "catalog.toml").write_text('[levels]\nX548 = "off"\n')
    data = written(by_name("marc"), [MARC21])
    (tmp_path / "in.mrc").write_bytes(data[:9] + b" " + data[10:])
    assert run("convert", "in.mrc", "-o", "out.mrc").err.splitlines()[0].startswith("note W712")
    assert Path("out.mrc").read_bytes() == data


def test_through_pipes_and_in_bounded_memory(tmp_path: Path) -> None:
    one = written(by_name("marc"), [MARC21])
    script = (
        "import re, sys\n"
        "from catalog import __main__ as process\n"
        "code = process.run(['convert', '-', '-f', 'marcxml', '-q'])\n"
        "peak = re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1]\n"
        "print(code, peak, file=sys.stderr)\n"
    )
    peaks = []
    for count in (2_000, 40_000):
        done = subprocess.run(
            [sys.executable, "-c", script],
            input=one * count,
            capture_output=True,
            check=True,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(PROJECT)},
        )
        code, peak = done.stderr.split()
        assert code == b"0"
        assert done.stdout.count(b"<record>") == count
        peaks.append(int(peak))
    assert peaks[1] < 1.2 * peaks[0]
    assert peaks[1] < 100_000
