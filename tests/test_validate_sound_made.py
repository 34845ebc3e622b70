"""No false alarms on sound records that pymarc, yaz-marcdump and Catmandu wrote, and as plain text."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from catalog.validate import validate
from tests import sound_records, written_records
from tests.sound_records import CNMARC, FILES, MARC21, as_marcxchange, sound
from tests.written_records import as_marcxml, records_of

Convert = Callable[[bytes], bytes]


def binary(paths: list[Path]) -> bytes:
    return b"".join(record.as_marc() for path in paths for record in sound(path))


def run(*command: str) -> Convert:
    def convert(data: bytes) -> bytes:
        return subprocess.run(command, input=data, capture_output=True, check=True).stdout

    return convert


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_records_of_pymarc(path: Path) -> None:
    written = as_marcxml(sound(path)) if path in MARC21 else as_marcxchange(sound(path))
    assert validate(written, path.name) == []


@pytest.mark.parametrize("path", MARC21, ids=lambda path: path.stem)
def test_binary_records_of_pymarc(path: Path) -> None:
    assert validate(binary([path]), path.name) == []


@pytest.mark.parametrize("path", MARC21, ids=lambda path: path.stem)
def test_the_published_schema_agrees(path: Path, shared: Path) -> None:
    schema = etree.XMLSchema(etree.parse(str(shared / "schemas" / "MARC21slim.xsd")))
    schema.assertValid(etree.fromstring(as_marcxml(sound(path))))


@pytest.mark.parametrize("path", CNMARC, ids=lambda path: path.stem)
def test_the_published_schema_of_marcxchange_agrees(path: Path, shared: Path) -> None:
    schema = etree.XMLSchema(etree.parse(str(shared / "schemas" / "marcxchange-1-1.xsd")))
    data = as_marcxchange(sound(path)).replace(b"<leader>     ", b"<leader>00000")
    schema.assertValid(etree.fromstring(data))


@pytest.mark.needs("yaz-marcdump")
@pytest.mark.parametrize("form", ["marc", "marcxml", "marcxchange", "json"])
def test_records_of_yaz(form: str, tmp_path: Path) -> None:
    (tmp_path / "in.mrc").write_bytes(binary(MARC21))
    written = run("yaz-marcdump", "-i", "marc", "-o", form, str(tmp_path / "in.mrc"))(b"")
    assert len(written) > 40_000
    assert validate(written, form) == []


@pytest.mark.needs("yaz-marcdump")
@pytest.mark.parametrize("form", ["marc", "marcxchange"])
def test_records_of_china_through_yaz(form: str, tmp_path: Path) -> None:
    (tmp_path / "in.xml").write_bytes(as_marcxchange([record for path in CNMARC for record in sound(path)]))
    written = run("yaz-marcdump", "-i", "marcxchange", "-o", form, str(tmp_path / "in.xml"))(b"")
    assert len(written) > 10_000
    assert validate(written, form) == []


@pytest.mark.needs("Catmandu")
@pytest.mark.parametrize("form", ["ISO", "XML"])
def test_records_of_catmandu(form: str) -> None:
    written = run("catmandu", "convert", "MARC", "--type", "ISO", "to", "MARC", "--type", form)(
        binary(MARC21)
    )
    assert len(written) > 40_000
    assert validate(written, form) == []


def test_records_as_text() -> None:
    """The form that MARCMaker and MarcEdit write, where a dollar sign in the text is {dollar}."""
    records = [record for path in MARC21 for record in sound(path)]
    for record in records:
        for field in record.fields:
            field.subfields = [
                item._replace(value=item.value.replace("$", "{dollar}")) for item in field.subfields
            ]
    text = "\n".join(map(str, records))
    assert text.count("=LDR") == len(records)
    assert validate(text.encode(), "made.mrk") == []


def test_there_are_two_hundred() -> None:
    made = [record for path in FILES for record in sound(path)]
    older = [
        record
        for path in written_records.FILES
        if not path.stem.startswith("worked")
        for record in records_of(path.read_text(encoding="utf-8"))
    ]
    assert len(made) + len(older) >= 200
    tags = {field.tag for record in made for field in record.fields}
    assert {"024", "041", "084", "246", "653", "655", "776", "856"} <= tags
    assert len({tag for tag in tags if tag.startswith("5")}) > 40
    assert len({tag for tag in tags if tag.startswith("7")}) > 30
    languages = {str(record["008"].data)[35:38] for path in MARC21 for record in sound(path)}
    assert len(languages) > 25
    assert any("-00/" in f.get_subfields("6")[0] for r in made for f in r.get_fields("880"))
    assert sum(len(sound(path)) for path in sound_records.CNMARC) >= 30
