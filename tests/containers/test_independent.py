"""Software of others reads what we write, and we read what it writes."""

import json
import subprocess
from io import BytesIO
from pathlib import Path

import pymarc
import pytest
from lxml import etree

from catalog.marc.containers import Container, Wrapping, by_name
from catalog.marc.record import ControlField, DataField, Record, Subfield
from tests.containers.records import CNMARC, MARC21, comparable, read, written

RECORDS = [MARC21, CNMARC, MARC21]


def theirs(record: pymarc.Record) -> Record:
    """Make a record of pymarc's one of ours."""
    fields = (
        ControlField(field.tag, field.data or "")
        if field.control_field
        else DataField(
            field.tag, "".join(field.indicators or ()), tuple(Subfield(*sub) for sub in field.subfields)
        )
        for field in record.fields
    )
    return Record(str(record.leader), tuple(fields))


def without_leader(records: list[Record]) -> list[Record]:
    return [record._replace(leader="") for record in records]


# pymarc


def test_pymarc_reads_iso_2709() -> None:
    data = written(by_name("marc"), RECORDS)
    found = [theirs(record) for record in pymarc.MARCReader(data, force_utf8=True) if record]
    assert list(map(comparable, found)) == list(map(comparable, RECORDS))
    assert b"".join(record.as_marc() for record in pymarc.MARCReader(written(by_name("marc"), [MARC21]))) == (
        written(by_name("marc"), [MARC21])
    ), "and writes the same bytes"


@pytest.mark.parametrize("encoding", ["gb18030", "gbk"])
def test_pymarc_reads_iso_2709_in_other_encodings(encoding: str) -> None:
    record = CNMARC._replace(fields=CNMARC.fields[2:4])
    data = written(by_name("marc"), [record], encoding)
    (found,) = pymarc.MARCReader(data, file_encoding=encoding)
    assert found is not None
    assert theirs(found).fields == record.fields


@pytest.mark.parametrize("name", ["marcxml", "marcxchange"])
def test_pymarc_reads_xml(name: str) -> None:
    handler = pymarc.XmlHandler(strict=name == "marcxml")  # type: ignore[no-untyped-call]  # untyped there
    pymarc.parse_xml(BytesIO(written(by_name(name), RECORDS)), handler)  # type: ignore[no-untyped-call]
    assert [theirs(record) for record in handler.records] == RECORDS


def test_pymarc_reads_marc_in_json() -> None:
    array = written(by_name("marcjson"), RECORDS).decode()
    found = pymarc.JSONHandler().elements(json.loads(array))  # type: ignore[no-untyped-call]
    assert [theirs(record) for record in found] == RECORDS
    lines = written(by_name("marcjsonl"), RECORDS).decode().splitlines()
    made = [
        json.dumps(json.loads(record.as_json()), ensure_ascii=False, separators=(",", ":"))
        for record in found
    ]
    assert made == lines, "and writes the same objects"


def test_pymarc_reads_mnemonic_text(tmp_path: Path) -> None:
    path = tmp_path / "records.mrk"
    plain = MARC21._replace(fields=(*MARC21.fields[:1], DataField("245", "10", (Subfield("a", "工会"),))))
    path.write_bytes(written(by_name("mrk"), [plain, plain]))
    found = list(pymarc.MARCMakerReader(str(path)))
    assert [theirs(record).fields for record in found] == [plain.fields] * 2


# yaz-marcdump


def yaz(source: str, target: str, data: bytes, folder: Path) -> bytes:
    path = folder / "input"
    path.write_bytes(data)
    command = ["yaz-marcdump", "-i", source, "-o", target, str(path)]
    done = subprocess.run(command, capture_output=True, check=True)
    assert done.stderr == b""
    return done.stdout


@pytest.mark.needs("yaz-marcdump")
@pytest.mark.parametrize(("record", "xml"), [(MARC21, "marcxml"), (CNMARC, "marcxchange")])
def test_yaz_goes_there_and_back_without_change(record: Record, xml: str, tmp_path: Path) -> None:
    data = written(by_name("marc"), [record, record])
    as_xml = yaz("marc", xml, data, tmp_path)
    assert yaz(xml, "marc", as_xml, tmp_path) == data
    assert read(by_name(xml), as_xml) == ([record, record], [])
    ours = written(by_name(xml), [record, record])
    assert yaz(xml, "marc", ours, tmp_path) == data


@pytest.mark.needs("yaz-marcdump")
def test_yaz_reads_and_writes_json(tmp_path: Path) -> None:
    data = written(by_name("marc"), [MARC21, CNMARC])
    assert read(by_name("marcjson"), yaz("marc", "json", data, tmp_path))[0] == [MARC21, CNMARC]
    for record in (MARC21, CNMARC):  # it reads one object only
        one = written(by_name("marcjsonl"), [record])
        assert yaz("json", "marc", one, tmp_path) == written(by_name("marc"), [record])


# Perl

BATCH = r"""
use MARC::Batch; binmode STDOUT, ":utf8";
my $batch = MARC::Batch->new("USMARC", $ARGV[0]); $batch->strict_off;
while (my $record = $batch->next) {
  print "=LDR  ", $record->leader, "\n";
  for my $field ($record->fields) {
    print "=", $field->tag, "  ";
    if ($field->is_control_field) { print $field->data, "\n"; next }
    print $field->indicator(1), $field->indicator(2);
    print map { "\$" . $_->[0] . $_->[1] } $field->subfields;
    print "\n";
  }
  print "# $_\n" for $record->warnings;
}
"""


def listed(records: list[Record]) -> str:
    rows = []
    for record in records:
        rows.append(f"=LDR  {record.leader}")
        for field in record.fields:
            if isinstance(field, ControlField):
                rows.append(f"={field.tag}  {field.value}")
            else:
                values = "".join(f"${code}{value}" for code, value in field.subfields)
                rows.append(f"={field.tag}  {field.indicators}{values}")
    return "\n".join([*rows, ""])


@pytest.mark.needs("MARC::Batch")
def test_perl_reads_iso_2709(tmp_path: Path) -> None:
    # MARC::Record takes for UTF-8 what leader/09 says is UTF-8, so not CNMARC.
    path = tmp_path / "records.mrc"
    path.write_bytes(written(by_name("marc"), [MARC21, MARC21]))
    done = subprocess.run(["perl", "-e", BATCH, str(path)], capture_output=True, check=True)
    assert done.stdout.decode() == listed([MARC21, MARC21])
    assert done.stderr == b""


CATMANDU = r"""
use Catmandu; use JSON::PP;
my $importer = Catmandu->importer("MARC", type => $ARGV[0], file => $ARGV[1]);
$importer->each(sub { print JSON::PP->new->canonical->utf8->encode($_[0]->{record}), "\n" });
"""


@pytest.mark.needs("Catmandu")
@pytest.mark.parametrize(
    ("name", "type_there"), [("marc", "ISO"), ("marcxml", "XML"), ("marcjsonl", "MiJ"), ("mrk", "MARCMaker")]
)
def test_catmandu_reads(name: str, type_there: str, tmp_path: Path) -> None:
    record = MARC21
    path = tmp_path / "records"
    path.write_bytes(written(by_name(name), [record, record]))
    command = ["perl", "-e", CATMANDU, type_there, str(path)]
    done = subprocess.run(command, capture_output=True, check=True)
    found = [json.loads(line) for line in done.stdout.decode().splitlines()]
    leader = ["LDR", " ", " ", "_", record.leader]
    rows = [leader, *map(row_of, record.fields)]
    assert [[[" " if part is None else part for part in row] for row in made] for made in found] == [
        rows,
        rows,
    ]


def row_of(field: ControlField | DataField) -> list[str]:
    """Give a field as Catmandu has it."""
    if isinstance(field, ControlField):
        return [field.tag, " ", " ", "_", field.value]
    return [field.tag, *field.indicators, *(part for pair in field.subfields for part in pair)]


@pytest.mark.needs("Catmandu")
def test_we_read_the_marc_in_json_of_catmandu(tmp_path: Path) -> None:
    path = tmp_path / "records.xml"
    path.write_bytes(written(by_name("marcxml"), [MARC21, MARC21]))
    script = (
        'use Catmandu; my $in = Catmandu->importer("MARC", type => "XML", file => $ARGV[0]);'
        'my $out = Catmandu->exporter("MARC", type => "MiJ"); $out->add_many($in); $out->commit;'
    )
    done = subprocess.run(["perl", "-e", script, str(path)], capture_output=True, check=True)
    once = done.stdout.decode().encode("latin-1")  # it encodes everything twice
    found, findings = read(by_name("marcjsonl"), once)
    assert (without_leader(found), findings) == (without_leader([MARC21, MARC21]), [])


# Schemas


@pytest.mark.parametrize(
    ("name", "schema", "version", "records"),
    [
        ("marcxml", "MARC21slim.xsd", 1, [MARC21]),
        ("marcxchange", "marcxchange-1-1.xsd", 1, [MARC21, CNMARC]),
    ],
)
def test_the_published_schemas_accept_the_xml(
    name: str, schema: str, version: int, records: list[Record], shared: Path
) -> None:
    compiled = etree.XMLSchema(etree.parse(str(shared / "schemas" / schema)))
    row: Container = by_name(name)
    wrapping = Wrapping(dialect="", version=version, mark="kanmu-catalog")
    compiled.assertValid(etree.fromstring(b"".join(row.write(records, wrapping))))


def test_cnmarc_in_the_namespace_of_marc_21_is_invalid(shared: Path) -> None:
    compiled = etree.XMLSchema(etree.parse(str(shared / "schemas" / "MARC21slim.xsd")))
    assert not compiled.validate(etree.fromstring(written(by_name("marcxml"), [CNMARC])))
