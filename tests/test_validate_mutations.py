"""Whatever is done to a sound file, there are findings and no exception."""

import json
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from catalog.diagnostics import as_json, as_text
from catalog.marc.record import ControlField, DataField, Record, Subfield
from catalog.validate import validate
from catalog.validate.rules import Context, File, check
from tests.json_bases import FILE
from tests.marcxml_bases import FILE as MARCXML
from tests.sound_records import CNMARC, as_marcxchange, sound
from tests.written_records import FILES, as_marcxml, records_of

SOUND = [
    MARCXML.encode(),
    *(as_marcxchange(sound(path)[:3]) for path in CNMARC),
    *(as_marcxml(records_of(path.read_text(encoding="utf-8"))[:2]) for path in FILES),
    json.dumps(FILE, ensure_ascii=False, indent=1).encode(),
]

PIECES = [
    b"<",
    b"&",
    b'"',
    b">",
    b"\0",
    b"]]>",
    b"<!DOCTYPE x>",
    b"&#1;",
    b"{",
    b"\\ud800",
    b"\xff",
    b"9" * 5000,
]
MUTATIONS = st.lists(
    st.tuples(
        st.sampled_from(["replace", "insert", "delete", "truncate", "repeat", "swap"]),
        st.integers(0, 1 << 20),
        st.one_of(
            st.binary(min_size=1, max_size=3),
            st.sampled_from(PIECES),
        ),
    ),
    min_size=1,
    max_size=4,
)  # fmt: skip


def mutated(data: bytes, mutations: list[tuple[str, int, bytes]]) -> bytes:
    for kind, number, extra in mutations:
        at = number % (len(data) + 1)
        match kind:
            case "replace":
                data = data[:at] + extra + data[at + len(extra) :]
            case "insert":
                data = data[:at] + extra + data[at:]
            case "delete":
                data = data[:at] + data[at + len(extra) * 7 :]
            case "truncate":
                data = data[:at]
            case "repeat":
                data = data[:at] + data[at : at + 60] * 2 + data[at + 60 :]
            case _:
                data = data[at : at + 60] + data[:at] + data[at + 60 :]
    return data


@settings(max_examples=500)
@given(st.sampled_from(SOUND), MUTATIONS)
def test_mutated_files_give_findings_and_no_exception(
    data: bytes, mutations: list[tuple[str, int, bytes]]
) -> None:
    for item in validate(mutated(data, mutations), "x"):
        assert as_text(item, "en")
        assert as_text(item, "zh")
        assert as_json(item)["code"] == item.code
        assert item.place.line is None or item.place.line >= 1


@settings(max_examples=200)
@given(st.binary(max_size=200))
def test_any_bytes_give_findings_and_no_exception(data: bytes) -> None:
    for start in (b"", b"{", b"<record>", b"<?xml version='1.0'?><collection>", b"\xff\xfe<\0"):
        assert isinstance(validate(start + data, "x"), list)


TEXT = st.text(max_size=12)
CODES = st.one_of(st.text(max_size=2), st.sampled_from("abgqtvwx12679"))
LINKS = ["880-01", "245-01/$1", "2025年第11期", "2025:11<3", "第5-3页", "001A1", "2001 ", "(A)1"]
SUBFIELDS = st.builds(Subfield, CODES, st.one_of(TEXT, st.sampled_from(LINKS)))
MARC21_TAGS = ["100", "245", "246", "700", "710", "773", "880", "022", "588", "500", "003", "041", "942", ""]
CNMARC_TAGS = ["100", "101", "200", "300", "461", "463", "701", "711", "011", "091", "517"]
TAGS = st.sampled_from(MARC21_TAGS)
CONTROL_TAGS = st.sampled_from(["001", "003", "005", "008", "245"])
FIELDS = st.one_of(
    st.builds(ControlField, CONTROL_TAGS, st.one_of(TEXT, st.text(min_size=40, max_size=40))),
    st.builds(DataField, TAGS, st.text(max_size=3), st.lists(SUBFIELDS, max_size=4).map(tuple)),
)  # fmt: skip
CNMARC_FIELDS = st.one_of(
    FIELDS,
    st.builds(
        DataField,
        st.sampled_from(CNMARC_TAGS),
        st.text(max_size=3),
        st.lists(SUBFIELDS, max_size=5).map(tuple),
    ),
)
LEADERS = st.sampled_from(["00000naa a2200000 i 4500", "00000nab a2200000 i 4500"])
RECORDS = st.builds(
    Record,
    st.one_of(TEXT, st.text(min_size=24, max_size=24), LEADERS),
    st.lists(FIELDS, max_size=8).map(tuple),
)  # fmt: skip


@settings(max_examples=300)
@given(RECORDS)
def test_any_record_can_be_checked(record: Record) -> None:
    for item in check(record, Context(File("x"), record)):
        assert as_text(item, "zh")
        assert item.place.file == "x"


PROCESSING = DataField("100", "  ", (Subfield("a", "20251122d2025    m  y0chiy50      ea"),))


@settings(max_examples=300)
@given(st.lists(CNMARC_FIELDS, max_size=8), st.booleans())
def test_any_record_of_china_can_be_checked(fields: list[ControlField | DataField], sound: bool) -> None:
    beginning = (PROCESSING,) if sound else ()
    record = Record("00000naa2 22000003i 450 ", (*beginning, *fields))
    file = File("x")
    findings = [*check(record, Context(file, record)), *check(record, Context(file, record, 2))]
    findings += file.survey.findings(frozenset(("A1",)), "A")
    for item in findings:
        assert as_text(item, "en")
        assert as_text(item, "zh")


@settings(max_examples=300)
@given(data=st.data())
def test_what_has_no_error_is_valid_by_the_published_schema(shared: Path, data: st.DataObject) -> None:
    """A leader, tag, indicator or code that we let pass is one that the Library of Congress lets pass."""
    ascii_text = st.characters(min_codepoint=32, max_codepoint=126)
    position = data.draw(st.integers(0, 23))
    leader = "00000naa a2200000 i 4500"
    leader = leader[:position] + data.draw(ascii_text) + leader[position + 1 :]
    values = {
        ">00000nam a2200000 i 4500<": f">{leader}<",
        'tag="245"': f'tag="{data.draw(st.text(ascii_text, min_size=3, max_size=3))}"',
        'ind1="0"': f'ind1="{data.draw(st.one_of(ascii_text, st.text(ascii_text, max_size=2)))}"',
        'code="a"': f'code="{data.draw(st.one_of(ascii_text, st.text(ascii_text, max_size=2)))}"',
        "<record>": data.draw(
            st.sampled_from(["<record>", '<record id="a">', '<record type="x">', "<record a='1'>"])
        ),
    }
    changed = data.draw(st.sampled_from(sorted(values)))
    text = MARCXML.replace(changed, values[changed]).encode()
    try:
        tree = etree.fromstring(text)
    except etree.XMLSyntaxError:
        assert any(item.code.startswith("X5") for item in validate(text, "x"))
        return
    if not etree.XMLSchema(etree.parse(str(shared / "schemas" / "MARC21slim.xsd"))).validate(tree):
        assert any(item.severity == "error" for item in validate(text, "x")), text
