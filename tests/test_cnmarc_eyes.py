"""CNMARC records before independent eyes: a definition of UNIMARC, the MarcXchange schema, YAZ, pymarc."""

import gzip
import json
import subprocess
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pymarc
import pytest
from lxml import etree

from catalog.marc.containers import iso2709, marcxchange
from catalog.marc.containers.wrapping import Wrapping, chunks
from catalog.marc.record import ControlField, DataField, Field, Record, Subfield
from tests.cnmarc_records import DIALECTS, WITH_HOSTS, cases, fields_in, written

CHINESE = {"091": "a", "690": "av"}
"""Fields that China adds to UNIMARC, with their subfields."""
PINYIN = {"200": "9A", "701": "9A", "702": "9A", "711": "9AB", "712": "9AB"}
"""Subfields that China adds to fields of UNIMARC."""
NS = "{info:lc/xmlns/marcxchange-v1}"


def made(**changes: Any) -> list[Record]:
    """Make the records of all cases, both dialects, both techniques of links."""
    return [
        record
        for dialect, links in product(DIALECTS, ("embedded", "standard"))
        for given in cases().values()
        for record in written(
            given,
            dialect=dialect,
            links=links,
            pinyin=dialect.removeprefix("cnmarc-"),
            classes={"创新案例": "D412.6"},
            class_edition="5",
            system_number=True,
            **(WITH_HOSTS | changes),
        )[0]
    ]


@pytest.fixture(scope="module")
def definition(shared: Path) -> dict[str, Any]:
    """The Avram definition of UNIMARC that QA Catalogue has."""
    path = shared / "schemas" / "qa-catalogue" / "unimarc.json.gz"
    loaded: dict[str, Any] = json.loads(gzip.decompress(path.read_bytes()))
    return loaded


def faults(fields: list[Field], definition: dict[str, Any]) -> Iterator[str]:
    """Say what UNIMARC does not know, or does not know twice."""
    known = definition["fields"]
    for field in fields:
        if field.tag in CHINESE:
            assert isinstance(field, DataField)
            if {code for code, _ in field.subfields} - set(CHINESE[field.tag]):
                yield f"{field}"
            continue
        if field.tag not in known:
            yield f"{field.tag} is not known"
            continue
        rule = known[field.tag]
        if not rule.get("repeatable") and sum(other.tag == field.tag for other in fields) > 1:
            yield f"{field.tag} twice"
        if isinstance(field, DataField):
            yield from _faults_inside(field, rule, definition)


def _faults_inside(field: DataField, rule: dict[str, Any], definition: dict[str, Any]) -> Iterator[str]:
    for number, value in enumerate(field.indicators, 1):
        if value not in ((rule.get(f"indicator{number}") or {}).get("codes") or {" ": ""}):
            yield f"{field.tag} indicator {number} = {value!r}"
    if field.tag in ("461", "463") and field.subfields[0].code == "1":
        yield from faults(list(fields_in(field)), definition)
        return
    codes = [code for code, _ in field.subfields]
    for code, value in field.subfields:
        part = rule["subfields"].get(code)
        if part is None:
            if code not in PINYIN.get(field.tag, ""):
                yield f"{field.tag} ${code} is not known"
            continue
        if not part.get("repeatable") and codes.count(code) > 1:
            yield f"{field.tag} ${code} twice"
        for position in (part.get("positions") or {}).values():
            there = value[position["start"] : position.get("end", position["start"]) + 1]
            listed = position.get("codes")
            if isinstance(listed, dict) and there not in listed:
                yield f"{field.tag} ${code}/{position['start']} = {there!r}"
            if "flags" in position and set(there) - set(position["flags"]):
                yield f"{field.tag} ${code}/{position['start']} = {there!r}"


def test_unimarc_knows_every_field_indicator_subfield_and_code(definition: dict[str, Any]) -> None:
    found = {fault for record in made() for fault in faults(list(record.fields), definition)}
    assert found == set()


def test_relator_codes_are_those_of_unimarc(definition: dict[str, Any]) -> None:
    listed = definition["codelists"]["unimarc-relator-codes"]["codes"]
    used = {
        code
        for record in made(relators="code")
        for field in record.data_fields("701", "702", "711", "712")
        for code in field.values("4")
    }
    assert {code: listed.get(code) for code in used} == {
        "070": "Author",
        "220": "Compiler",
        "340": "Editor",
        "475": "Issuing body",
        "730": "Translator",
    }


def in_xml(records: list[Record]) -> bytes:
    return b"".join(chunks(marcxchange.layout(Wrapping(dialect="CNMARC")), records))


def read_xml(data: bytes) -> list[Record]:
    """Read MarcXchange with lxml alone."""
    return [
        Record(
            record.findtext(f"{NS}leader") or "",
            tuple(
                ControlField(field.get("tag") or "", field.text or "")
                if field.tag == f"{NS}controlfield"
                else DataField(
                    field.get("tag") or "",
                    f"{field.get('ind1')}{field.get('ind2')}",
                    tuple(Subfield(part.get("code") or "", part.text or "") for part in field),
                )
                for field in record
                if field.tag != f"{NS}leader"
            ),
        )
        for record in etree.fromstring(data)
    ]


@pytest.mark.needs("xmllint")
def test_the_schema_of_marcxchange_accepts_them(shared: Path, tmp_path: Path) -> None:
    path = tmp_path / "records.xml"
    path.write_bytes(in_xml(made()))
    schema = shared / "schemas" / "marcxchange-1-1.xsd"
    command = ["xmllint", "--nonet", "--noout", "--schema", str(schema), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.strip()) == (0, f"{path} validates")


@pytest.mark.needs("xmllint")
def test_the_schema_of_marcxml_does_not(shared: Path, tmp_path: Path) -> None:
    path = tmp_path / "records.xml"
    path.write_bytes(
        in_xml(made()).replace(b"info:lc/xmlns/marcxchange-v1", b"http://www.loc.gov/MARC21/slim")
    )
    schema = shared / "schemas" / "MARC21slim.xsd"
    command = ["xmllint", "--nonet", "--noout", "--schema", str(schema), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "leader" in done.stderr


def yaz(source: str, target: str, path: Path, *options: str) -> bytes:
    command = ["yaz-marcdump", *options, "-i", source, "-o", target, str(path)]
    done = subprocess.run(command, capture_output=True, check=True)
    assert done.stderr == b""
    return done.stdout


@pytest.mark.needs("yaz-marcdump")
def test_yaz_reads_and_writes_them_without_change(tmp_path: Path) -> None:
    records = made()
    path = tmp_path / "records.mrc"
    path.write_bytes(b"".join(iso2709.encode(record) for record in records))
    assert yaz("marc", "marc", path) == path.read_bytes()
    assert read_xml(yaz("marc", "marcxchange", path)) == records
    back = tmp_path / "records.xml"
    back.write_bytes(in_xml(records))
    assert yaz("marcxchange", "marc", back) == path.read_bytes()


@pytest.mark.needs("yaz-marcdump")
def test_yaz_reads_them_in_the_character_set_that_100_names(tmp_path: Path) -> None:
    records = made(encoding="gb18030")
    path = tmp_path / "records.mrc"
    path.write_bytes(b"".join(iso2709.encode(record, "gb18030") for record in records))
    read = read_xml(yaz("marc", "marcxchange", path, "-f", "gb18030", "-t", "utf-8"))
    assert [record.fields for record in read] == [record.fields for record in records]
    assert {record.leader[9] for record in read} == {" "}
    assert {f.values("a")[0][26:30] for record in read for f in record.data_fields("100")} == {"0110"}


def test_pymarc_reads_every_field_back() -> None:
    records = made()
    data = b"".join(iso2709.encode(record) for record in records)
    theirs = list(pymarc.MARCReader(data, force_utf8=True))
    assert len(theirs) == len(records)
    for record, other in zip(records, theirs, strict=True):
        assert other is not None
        for field, there in zip(record.fields, other.fields, strict=True):
            if isinstance(field, ControlField):
                assert (field.tag, field.value) == (there.tag, there.data)
            else:
                own = tuple(Subfield(part.code, part.value) for part in there.subfields)
                assert field == DataField(there.tag, "".join(there.indicators or ()), own)
