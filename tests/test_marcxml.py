"""MARCXML: what is written is read back equal by others, and what XML forbids is never written."""

import subprocess
from datetime import date
from io import BytesIO
from itertools import repeat
from pathlib import Path

import pymarc
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from catalog import resources
from catalog.config.model import Settings
from catalog.marc.containers import by_name, marcxml
from catalog.marc.containers.refusal import ForbiddenCharacterError
from catalog.marc.dialects import Crosswalk
from catalog.marc.lengths import measure, with_lengths
from catalog.marc.record import ControlField, DataField, Record, Subfield
from catalog.model import Issue
from catalog.publication import shipped

CASES = Path(__file__).parent / "cases" / "marc21"
LEADER = "00000naa a22000002i 4500"
NAMESPACE = "{http://www.loc.gov/MARC21/slim}"


def exported() -> list[Record]:
    """The records of every case of the crosswalk."""
    publications = {publication.name: publication for publication in shipped()}
    settings = Settings(organisation="ORGCODE", date=date(2025, 11, 22), newspaper="工人日报")
    issues = [Issue.model_validate_json(path.read_bytes()) for path in sorted(CASES.glob("*.json"))]
    crosswalk = Crosswalk(settings, [])
    return [made for issue in issues for made in crosswalk.articles(issue, publications[issue.publication])]


def document(written: list[Record]) -> bytes:
    return b"".join(by_name("marcxml").write(written))


def read_with_lxml(data: bytes) -> list[Record]:
    root = etree.fromstring(data)
    assert root.tag == NAMESPACE + "collection"
    return [
        Record(
            record.findtext(NAMESPACE + "leader") or "",
            tuple(
                ControlField(str(field.get("tag")), field.text or "")
                if field.tag == NAMESPACE + "controlfield"
                else DataField(
                    str(field.get("tag")),
                    f"{field.get('ind1')}{field.get('ind2')}",
                    tuple(Subfield(str(sub.get("code")), sub.text or "") for sub in field),
                )
                for field in list(record)[1:]
            ),
        )
        for record in root
    ]


def read_with_pymarc(data: bytes) -> list[Record]:
    handler = pymarc.XmlHandler(strict=True)  # type: ignore[no-untyped-call]  # pymarc does not type it
    pymarc.parse_xml(BytesIO(data), handler)  # type: ignore[no-untyped-call]
    found: list[pymarc.Record] = handler.records
    return [
        Record(
            str(record.leader),
            tuple(
                ControlField(field.tag, field.data or "")
                if field.control_field
                else DataField(
                    field.tag, "".join(field.indicators or ()), tuple(Subfield(*sub) for sub in field)
                )
                for field in record.fields
            ),
        )
        for record in found
    ]


legal = st.characters(
    exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff", include_characters="\t\n\r\x7f\x85"
)
values = st.text(legal | st.sampled_from("&<>\"' ]工会—𠮷\u2028\U0010fffd"), max_size=30)
codes = st.characters(min_codepoint=0x21, max_codepoint=0x7E)
indicators = st.text("0123456789abcxyz ", min_size=2, max_size=2)
control_fields = st.builds(ControlField, st.integers(1, 9).map("{:03}".format), values)
data_fields = st.builds(
    DataField,
    st.integers(10, 999).map("{:03}".format),
    indicators,
    st.lists(st.builds(Subfield, codes, values), min_size=1, max_size=4).map(tuple),
)
any_records = st.builds(
    Record, st.just(LEADER), st.lists(control_fields | data_fields, max_size=6).map(tuple)
).map(with_lengths)


@given(st.lists(any_records, max_size=3))
def test_lxml_and_pymarc_read_back_what_was_written(written: list[Record]) -> None:
    data = document(written)
    assert read_with_lxml(data) == written
    assert read_with_pymarc(data) == written


def test_the_exported_records_are_read_back_equal() -> None:
    written = exported()
    assert len(written) == 8
    assert read_with_lxml(document(written)) == written
    assert read_with_pymarc(document(written)) == written


FORBIDDEN = [*map(chr, range(0x20)), "\ud800", "\udfff", "\ufffe", "\uffff"]
FORBIDDEN = [character for character in FORBIDDEN if character not in "\t\n\r"]


@pytest.mark.parametrize("character", FORBIDDEN, ids=lambda character: f"U+{ord(character):04X}")
def test_a_character_that_xml_forbids_is_never_written(character: str) -> None:
    bad = f"工{character}会"
    field = DataField("245", "00", (Subfield("a", "工会"),))
    for record in (
        Record(f"{LEADER[:-1]}{character}", (field,)),
        Record(LEADER, (ControlField("001", bad),)),
        Record(LEADER, (ControlField(f"00{character}", "工会"),)),
        Record(LEADER, (DataField(f"24{character}", "00", field.subfields),)),
        Record(LEADER, (DataField("245", f"0{character}", field.subfields),)),
        Record(LEADER, (DataField("245", "00", (Subfield("a", bad),)),)),
        Record(LEADER, (DataField("245", "00", (Subfield(character, "工会"),)),)),
    ):
        with pytest.raises(ForbiddenCharacterError, match=f"U\\+{ord(character):04X}"):
            marcxml.element(record)


@given(st.characters(exclude_categories=[]))
def test_a_character_is_refused_exactly_when_a_parser_would_refuse_it(character: str) -> None:
    fields = (ControlField("001", character), DataField("245", "00", (Subfield("a", f"工{character}会"),)))
    changed = Record(LEADER, fields)
    try:
        etree.fromstring(f"<x>&#{ord(character)};</x>".encode())
    except etree.XMLSyntaxError:
        with pytest.raises(ValueError, match="U\\+"):
            document([changed])
    else:
        assert read_with_lxml(document([changed])) == [changed]


def test_a_field_without_two_indicators_is_our_own_mistake() -> None:
    with pytest.raises(ValueError, match="two indicators"):
        marcxml.element(Record(LEADER, (DataField("245", "0", (Subfield("a", "工会"),)),)))


def test_a_person_can_read_the_file_and_compare_it_line_by_line() -> None:
    record = Record(
        "00059naa a22000372i 4500",
        (
            ControlField("001", "X1"),
            DataField("245", "0 ", (Subfield("a", "R&D <工会> :"), Subfield("b", "a\r\tb"))),
        ),
    )
    assert document([record]).decode() == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<collection xmlns="http://www.loc.gov/MARC21/slim">\n'
        "  <record>\n"
        "    <leader>00059naa a22000372i 4500</leader>\n"
        '    <controlfield tag="001">X1</controlfield>\n'
        '    <datafield tag="245" ind1="0" ind2=" ">\n'
        '      <subfield code="a">R&amp;D &lt;工会&gt; :</subfield>\n'
        '      <subfield code="b">a&#13;&#9;b</subfield>\n'
        "    </datafield>\n"
        "  </record>\n"
        "</collection>\n"
    )


def test_records_are_written_one_by_one() -> None:
    record = exported()[0]
    pieces = by_name("marcxml").write(repeat(record))
    element = marcxml.element(record).encode()
    assert [next(pieces) for _ in range(3)] == [marcxml.head(marcxml.SLIM), element, element]


def test_the_same_records_give_the_same_bytes() -> None:
    assert document(exported()) == document(exported())


@pytest.mark.needs("xmllint")
@pytest.mark.parametrize("schema", ["ours", "published"])
def test_xmllint_finds_the_export_valid(schema: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    path = resources.schema("marcxml.xsd")
    if schema == "published":
        path = request.getfixturevalue("shared") / "schemas" / "MARC21slim.xsd"
    file = tmp_path / "records.xml"
    file.write_bytes(document(exported()))
    command = ["xmllint", "--nonet", "--noout", "--schema", str(path), str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.strip()) == (0, f"{file} validates")


@pytest.mark.needs("yaz-marcdump")
def test_yaz_turns_the_export_into_iso_2709_and_back_without_change(tmp_path: Path) -> None:
    written = exported()
    (tmp_path / "records.xml").write_bytes(document(written))
    marc = yaz("marcxml", "marc", tmp_path / "records.xml")
    (tmp_path / "records.mrc").write_bytes(marc)
    back = yaz("marc", "marcxml", tmp_path / "records.mrc")
    assert read_with_lxml(back) == written
    (tmp_path / "back.xml").write_bytes(back)
    assert yaz("marcxml", "marc", tmp_path / "back.xml") == marc


def yaz(source: str, target: str, path: Path) -> bytes:
    done = subprocess.run(
        ["yaz-marcdump", "-i", source, "-o", target, str(path)], capture_output=True, check=True
    )
    assert done.stderr == b""
    return done.stdout


@given(any_records)
def test_lengths_are_those_of_iso_2709(record: Record) -> None:
    lengths = measure(record)
    data = b"".join(
        field.value.encode() + b"\x1e"
        if isinstance(field, ControlField)
        else field.indicators.encode() + "".join(f"\x1f{c}{v}" for c, v in field.subfields).encode() + b"\x1e"
        for field in record.fields
    )
    assert sum(lengths.fields) == len(data)
    assert lengths.base == 24 + 12 * len(record.fields) + 1
    assert lengths.record == lengths.base + len(data) + 1
    assert record.leader == f"{lengths.record:05}naa a22{lengths.base:05}2i 4500"


def test_a_length_that_the_leader_cannot_state_is_our_own_mistake() -> None:
    fields = (ControlField("001", "x" * 9_990),) * 10
    with pytest.raises(ValueError, match="bytes"):
        with_lengths(Record(LEADER, fields))
