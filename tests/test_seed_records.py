"""The records of the seeds, as they are committed in output/, before independent eyes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pymarc
import pytest

from catalog.marc.containers.entry import Entry
from catalog.marc.containers.read_xml import read as read_marcxml
from catalog.marc.record import ControlField, DataField, Record, Subfield
from catalog.model import IssueFile

PROJECT = Path(__file__).parents[1]
FILES = sorted((PROJECT / "output").glob("*/*.marcxml"))

# What MARC::Lint says of these records, and why it is wrong: nothing.
FALSE_ALARMS: dict[str, str] = {}

LINT = r"""
use MARC::Batch; use MARC::Lint;
my $batch = MARC::Batch->new("USMARC", $ARGV[0]);
my $lint = MARC::Lint->new;
my $count = 0;
while (my $record = $batch->next) { $count++; $lint->check_record($record); print "$_\n" for $lint->warnings }
print "$count records\n";
"""


def test_the_main_job_gives_output_again_byte_for_byte(tmp_path: Path) -> None:
    environment = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    command = [
        sys.executable,
        "-m",
        "catalog",
        "export",
        "--format",
        "marcxml,json",
        "-o",
        f"{tmp_path}/out/",
    ]
    done = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    made, committed = (
        {path.relative_to(at): path.read_bytes() for path in at.rglob("*.*") if path.suffix != ".sqlite"}
        for at in (tmp_path / "out", PROJECT / "output")
    )
    assert made == committed
    assert "13 articles" in done.stderr


def test_every_article_of_the_gold_is_a_record() -> None:
    gold = json.loads(
        (PROJECT / "tests/cases/seeds/gongren-ribao-page.gold.json").read_text(encoding="utf-8")
    )
    expected = [
        (row["title"], row["kicker"], [author["name"] for author in row["authors"]])
        for issue in sorted(gold["issues"], key=lambda issue: issue["publication"] == "中国工运")
        for section in issue["sections"]
        for row in section["articles"]
    ]
    found = []
    for path in FILES:
        for record in _theirs(path):
            title = record["245"]["a"].removesuffix(" :").removesuffix(" /")
            kicker = record["246"]["a"] if "246" in record else None
            agents = record.get_fields("100", "700", "710")
            names = ["".join(field.get_subfields("a", "b")).replace(". ", "").rstrip(",").replace(".", "")
                     for field in agents]  # fmt: skip
            found.append((title, kicker, names))
    assert found == expected
    assert len(found) == 13


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_pymarc_reads_every_field_back_equal(path: Path) -> None:
    theirs = _theirs(path)
    ours = _records(path)
    assert len(theirs) == len(ours) > 0
    for record, other in zip(ours, theirs, strict=True):
        assert str(other.leader)[5:12] == record.leader[5:12]
        for field, field_there in zip(record.fields, other.fields, strict=True):
            if isinstance(field, ControlField):
                assert (field.tag, field.value) == (field_there.tag, field_there.data)
            else:
                there = tuple(Subfield(part.code, part.value) for part in field_there.subfields)
                assert field == DataField(field_there.tag, "".join(field_there.indicators or ()), there)


@pytest.mark.needs("xmllint")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_published_schema_accepts_them(path: Path, shared: Path) -> None:
    schema = shared / "schemas" / "MARC21slim.xsd"
    command = ["xmllint", "--nonet", "--noout", "--schema", str(schema), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.strip()) == (0, f"{path} validates")


@pytest.mark.needs("yaz-marcdump")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_yaz_takes_them_to_iso_2709_and_back_without_change(path: Path, tmp_path: Path) -> None:
    marc, back = tmp_path / "records.mrc", tmp_path / "back.xml"
    marc.write_bytes(_yaz("marcxml", "marc", path))
    back.write_bytes(_yaz("marc", "marcxml", marc))
    assert _records(back) == _records(path)
    assert _yaz("marcxml", "marc", back) == marc.read_bytes()


@pytest.mark.needs("MARC::Lint", "yaz-marcdump")
def test_marc_lint_finds_no_fault(tmp_path: Path) -> None:
    for path in FILES:
        marc = tmp_path / f"{path.stem}.mrc"
        marc.write_bytes(_yaz("marcxml", "marc", path))
        done = subprocess.run(["perl", "-e", LINT, str(marc)], capture_output=True, text=True, check=True)
        *warnings, count = done.stdout.splitlines()
        assert count == f"{len(_records(path))} records"
        assert set(warnings) <= set(FALSE_ALARMS)


@pytest.mark.parametrize("path", sorted((PROJECT / "output").glob("*/*.json")), ids=lambda path: path.stem)
def test_the_json_reads_back_as_records(path: Path) -> None:
    file = IssueFile.model_validate_json(path.read_bytes())
    assert json.loads(path.read_bytes()) == file.model_dump(mode="json")


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.*")}


def _theirs(path: Path) -> list[pymarc.Record]:
    records: list[pymarc.Record] = pymarc.parse_xml_to_array(str(path))  # type: ignore[no-untyped-call]
    return records


def _yaz(source: str, target: str, path: Path) -> bytes:
    done = subprocess.run(
        ["yaz-marcdump", "-i", source, "-o", target, str(path)], capture_output=True, check=True
    )
    assert done.stderr == b""
    return done.stdout


def _records(path: Path) -> list[Record]:
    with path.open("rb") as stream:
        entries = list(read_marcxml(stream, path.name))
    assert all(isinstance(entry, Entry) for entry in entries)
    return [entry.record for entry in entries if isinstance(entry, Entry)]
