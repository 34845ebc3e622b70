"""Records in the answers of OAI-PMH and SRU are checked as those in a collection are."""

import json
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from itertools import repeat
from pathlib import Path

import pytest

from catalog import convert
from catalog.diagnostics import Diagnostic
from catalog.marc.containers.entry import Entry
from catalog.marc.containers.envelopes import ENVELOPES
from catalog.repair import chosen
from catalog.repair.files import Mending, NotMendedError, container_of
from catalog.validate import Kind, sniff, validate
from tests.marcxml_bases import FILE, RECORD, SLIM, codes, found

CASES = Path(__file__).parent / "cases" / "envelopes"
OAI, SRU, SRU_2 = (row.namespace for row in ENVELOPES)
MARC = RECORD.replace("<record>", f"<record {SLIM}>")
HEADER = "<header><identifier>oai:x:1</identifier><datestamp>2025-11-22</datestamp></header>"
DELETED = "<record>" + HEADER.replace("<header", '<header status="deleted"') + "</record>"
DUBLIN = '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"/>'
BOTH = ["ZGGY202511", "ZGGY202511001"]


def oai(*records: str) -> str:
    """Wrap answers to ListRecords."""
    return f'<OAI-PMH xmlns="{OAI}"><ListRecords>{"".join(records)}</ListRecords></OAI-PMH>'


def harvested(record: str = MARC) -> str:
    return f"<record>{HEADER}<metadata>{record}</metadata></record>"


def sru(*records: str, namespace: str = SRU) -> str:
    """Wrap answers to searchRetrieve."""
    rows = "".join(f"<s:record><s:recordData>{record}</s:recordData></s:record>" for record in records)
    return (
        f'<s:searchRetrieveResponse xmlns:s="{namespace}"><s:records>{rows}</s:records>'
        "</s:searchRetrieveResponse>"
    )


SOUND: tuple[tuple[str, Kind, list[str]], ...] = (
    ("oai-pmh-get-record", Kind.MARCXML, BOTH[:1]),
    ("oai-pmh-list-records", Kind.MARCXML, BOTH),
    ("oai-pmh-mods", Kind.MODS, ["X573"]),
    ("oai-pmh-nothing-but-deleted", Kind.MARCXML, []),
    ("sru-1.1-mods", Kind.MODS, ["X573"]),
    ("sru-1.1-with-a-warning", Kind.MARCXML, BOTH),
    ("sru-1.2-marcxchange", Kind.RECORDS, BOTH),
    ("sru-2.0-collection", Kind.MARCXML, BOTH),
)
"""Cases without findings: what each is, and what `catalog convert` reads, for which MODS is none."""


@pytest.mark.parametrize(("name", "kind", "numbers"), SOUND)
def test_sound_answers(name: str, kind: Kind, numbers: list[str]) -> None:
    data = (CASES / f"{name}.xml").read_bytes()
    assert sniff(data) is kind
    assert validate(data, name) == []
    read = list(convert.read(BytesIO(data), name))
    assert [item.record.control_number if isinstance(item, Entry) else item.code for item in read] == numbers


def test_no_case_is_left_out() -> None:
    assert sorted(path.stem for path in CASES.iterdir()) == [name for name, *_ in SOUND]


SAME = [
    oai(harvested()),
    "<?xml version='1.0'?>\n<?xml-stylesheet href='oai2.xsl'?><!-- a > b -->" + oai(harvested()),
    oai(harvested()).replace('"', "'"),
    oai(harvested()).replace("ListRecords", "GetRecord"),
    oai(DELETED, harvested(), DELETED),
    oai(harvested().replace("</record></metadata>", "</record></metadata><about><record/></about>")),
    sru(MARC),
    sru(MARC, namespace=SRU_2),
    sru(FILE),
    sru(f"\n<!-- the only one -->{MARC}\n"),
]


@pytest.mark.parametrize("text", SAME)
def test_other_ways_to_wrap_the_same(text: str) -> None:
    assert codes(text) == ""
    (entry,) = convert.read(BytesIO(text.encode()), "x")
    assert isinstance(entry, Entry)
    assert (entry.number, entry.label) == (1, "B1")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_encodings(encoding: str) -> None:
    declared = encoding.removesuffix("-sig")
    text = f'<?xml version="1.0" encoding="{declared}"?>\n' + oai(harvested().replace("i 4500", "x 4500"))
    (item,) = found(text.encode(encoding))
    assert (item.code, item.place.line) == ("R402", 2)


FAULTS = (
    ("工会主席", "工会&#x200b;主席"), ("i 4500", "x 4500"), ('ind1="0"', ""), ('ind2="0">', 'ind2="0">工会'),
    ("</leader>", "</leader><note/>"), ("<record", '<record type="x"'), ('code="a"', 'code="a" x="y"'),
    ("主席", "<b>主席</b>"), ("主席", "& 主席"), ("主席", "<主席"), ("</subfield>", "</subfeld>"),
    ("主席", "\x02"),
)  # fmt: skip


@pytest.mark.parametrize(("old", "new"), FAULTS)
@pytest.mark.parametrize("wrap", [lambda record: oai(harvested(record)), sru], ids=["OAI-PMH", "SRU"])
def test_a_fault_is_told_as_in_a_collection(wrap: Callable[[str], str], old: str, new: str) -> None:
    record = MARC.replace("><", ">\n<").replace(old, new)
    bare, wrapped = found(f"<collection {SLIM}>\n{record}</collection>"), found(wrap(f"\n{record}"))
    assert [(item.code, item.place.line, item.place.field) for item in wrapped] == [
        (item.code, item.place.line, item.place.field) for item in bare
    ]
    assert bare


def test_one_bad_record_costs_itself() -> None:
    text = oai(
        harvested(MARC.replace("B1", "B2")), harvested(DUBLIN), harvested("&lt;record/&gt;"), harvested()
    )
    read = list(convert.read(BytesIO(text.encode()), "x"))
    assert [item.code if isinstance(item, Diagnostic) else item.label for item in read] == [
        "B2", "X573", "X574", "B1",
    ]  # fmt: skip


SHAPES = (
    (oai(), "X524"),
    (oai("<record/>"), "X525"),
    (oai("<record/>", DELETED), "X525"),
    (sru(f"<collection {SLIM}/>"), "X525"),
    (sru(f"<collection {SLIM}>工会{RECORD}</collection>"), "X533"),
    (sru(f"<collection {SLIM}>{FILE}{RECORD}<x/></collection>"), "X573"),
    (sru(f"<collection {SLIM} lang='zh'>{RECORD}</collection>"), "X532"),
    (sru(MARC + MARC.replace("B1", "B2").replace("i 4500", "x 4500")), "R402"),
    (sru("工会" + MARC), "X533"),
    (sru(MARC.replace(SLIM, 'xmlns=""')), "X521"),
    (sru(MARC.replace(SLIM, ""), MARC.replace(SLIM, "").replace("B1", "B2")), "X521"),
    (oai(harvested(RECORD), harvested(DUBLIN)), "X522 X573"),
    (
        sru(MARC, '<diagnostic xmlns="http://www.loc.gov/zing/srw/diagnostic/"><uri>x</uri></diagnostic>'),
        "X575",
    ),
    (oai(harvested()) + oai(), "X520"),
)


@pytest.mark.parametrize(("text", "expected"), SHAPES)
def test_shapes(text: str, expected: str) -> None:
    assert codes(text) == expected


def test_formats_that_are_not_read_are_told_once() -> None:
    assert codes(oai(*repeat(harvested(DUBLIN), 2_000))) == "X573"
    assert codes(sru(*repeat("&lt;record/&gt;", 2_000))) == "X574"


def test_what_is_no_answer_of_these_is_none() -> None:
    for text in (
        oai(harvested()).replace(OAI, "http://www.openarchives.org/OAI/1.1/"),
        sru(MARC).replace("searchRetrieveResponse", "explainResponse"),
        f'<rss xmlns:o="{OAI}"><OAI-PMH/></rss>',
    ):
        assert codes(text) == "X502"


def test_mods_behind_many_deleted_records_is_told_by_the_request() -> None:
    case = (CASES / "oai-pmh-mods.xml").read_text(encoding="utf-8")
    deleted = DELETED * 1_000
    assert found(case.replace("<ListRecords>", f"<ListRecords>{deleted}")) == []


def test_a_repair_writes_no_answer_of_a_server() -> None:
    text = oai(harvested(MARC.replace("工会主席", "工会&#x200b;主席")))
    stream = BytesIO(text.encode())
    container = container_of(stream)
    assert container is not None
    with pytest.raises(NotMendedError, match="OAI-PMH"):
        list(Mending(stream, "x", container, chosen([])).pieces())


HOSTILE: dict[str, tuple[str, str]] = {
    "nested elements": (oai(harvested("<a>" * 200_000)), "X504"),
    "nested records": (f'<OAI-PMH xmlns="{OAI}"><ListRecords>' + "<record>" * 200_000, "X504"),
    "nested envelopes": (f'<OAI-PMH xmlns="{OAI}">' * 200_000, "X504"),
    "envelope in envelope": (oai(harvested(oai(harvested(oai(harvested()))))), "X573"),
    "one in the other": (sru(oai(harvested()), oai(harvested())), "X573"),
    "endless text": (f'<OAI-PMH xmlns="{OAI}"><responseDate>' + "x" * 50_000_000, "X503"),
    "endless record": (oai(harvested("<a/>" * 5_000_000)), "X503"),
    "endless headers": (f'<OAI-PMH xmlns="{OAI}"><ListIdentifiers>' + HEADER * 100_000, "X503"),
    "endless collection": (sru(f"<collection {SLIM}>{RECORD * 20_000}</collection>"), "X503"),
    "records without their envelope": (oai(MARC * 20_000), "X530 X503"),
    "many errors": (oai().replace("<List", "<error/>" * 100_000 + "<List"), "X575 " * 1_001 + "X554"),
    "many empty records": (oai("<record/>" * 100_000), "X525 " * 1_001 + "X554"),
    "openings of metadata": (f'<OAI-PMH xmlns="{OAI}">' + "<metadata" * 300_000, "X512"),
    "entities": (f"<!DOCTYPE x [<!ENTITY a 'b'>]>{oai(harvested('&a;'))}", "X505"),
    "entities further down": (f"<!--{'x' * 70_000}--><!DOCTYPE x>{oai(harvested())}", "X505"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_answers_are_refused(name: str) -> None:
    text, expected = HOSTILE[name]
    assert codes(text) == expected


OPENED = f'<OAI-PMH xmlns="{OAI}"><ListRecords>'
ENDLESS = {
    "a gigabyte of text": (f"{OPENED}<record><metadata>", "x" * 10_000, 100_000),
    "a gigabyte of elements": (OPENED, "<a></a>" * 1_000, 150_000),
    "deleted records": (OPENED, DELETED, 100_000),
    "records of other formats": (OPENED, harvested(DUBLIN), 100_000),
    "records": (OPENED, harvested(), 20_000),
}
TOLD = {"a gigabyte of text": "X503", "a gigabyte of elements": "X503", "deleted records": "X512",
        "records of other formats": "X573 X512", "records": "X512"}  # fmt: skip


@pytest.mark.parametrize("name", ENDLESS)
def test_endless_answers_take_little_time_and_memory(name: str) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tests.endless"], input=json.dumps(ENDLESS[name]), capture_output=True,
        text=True, check=True, cwd=Path(__file__).parents[1], timeout=60,
    )  # fmt: skip
    *told, kilobytes = run.stdout.split()
    assert told == TOLD[name].split()
    assert int(kilobytes) < 100_000  # 3 MB of the smallest elements take most


def test_the_namespaces_of_answers_differ() -> None:
    assert len({(row.root, row.namespace) for row in ENVELOPES}) == len(ENVELOPES)
    assert all(len(row.path) == 4 for row in ENVELOPES)
