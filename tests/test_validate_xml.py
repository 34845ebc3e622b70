"""MARCXML as XML: what is broken, and what the schema says."""

from io import BytesIO

import pytest

from catalog.diagnostics import Diagnostic
from catalog.marc.containers import safe_xml
from catalog.marc.containers.read_xml import read
from tests.marcxml_bases import FIELDS, FILE, LEADER, RECORD, SLIM, codes, found, records
from tests.written_records import FILES, as_marcxml, records_of

SOUND = [
    FILE,
    f'<?xml version="1.0" encoding="UTF-8"?>\n<!-- made by hand -->\n<?x y?>{FILE}\n<!-- end -->\n',
    FILE.replace("<", "<marc:").replace("<marc:/", "</marc:").replace("xmlns=", "xmlns:marc="),
    RECORD.replace("<record>", f"<record {SLIM}>"),
    FILE.replace("<record>", '<record type="Bibliographic" id="r1">'),
    FILE.replace(
        SLIM, f'{SLIM} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:x x.xsd"'
    ),
    FILE.replace("工会主席", "<![CDATA[工会主席]]>"),
    FILE.replace("<record>", "\n <!-- first --> <record>"),
    FILE.replace("工会主席", "工<!-- seen -->会主席"),
    FILE.replace("</subfield>", "</subfield><!-- x -->"),
]  # fmt: skip


@pytest.mark.parametrize("text", SOUND)
def test_other_ways_to_write_the_same(text: str) -> None:
    assert codes(text) == ""
    assert [entry.record.control_number for entry in records(text.encode())] == ["B1"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_encodings_that_are_declared_or_marked(encoding: str) -> None:
    declared = {"utf-8-sig": "UTF-8", "utf-16": "UTF-16", "gb18030": "GB18030"}[encoding]
    text = f'<?xml version="1.0" encoding="{declared}"?>\n{FILE}'
    assert codes(text.encode(encoding)) == ""
    (item,) = found(text.replace("i 4500", "x 4500").encode(encoding))
    assert (item.code, item.place.line) == ("R402", 2)


def test_excerpts_are_in_the_declared_encoding() -> None:
    rows = [f"<collection {SLIM}>", *FIELDS.replace("><", ">\n<").split("\n"), "</record>", "</collection>"]
    rows[1:1] = ["<record>", LEADER]
    rows = [row.replace("工会", "工会&#x200b;") for row in rows]
    text = "\n".join(['<?xml version="1.0" encoding="GB18030"?>', *rows])
    (item,) = found(text.encode("gb18030"))
    assert item.place.excerpt == '<subfield code="a">工会&#x200b;主席</subfield>'
    (item,) = found(text.replace("GB18030", "UTF-8").encode())
    assert item.place.excerpt == '<subfield code="a">工会&#x200b;主席</subfield>'


def test_lines_are_those_of_the_file_even_far_down() -> None:
    many = "\n" * 70_000
    (item,) = found(f"<collection {SLIM}>{many}{RECORD.replace('主席', '&#x200b;')}</collection>")
    assert item.place.line == 70_001
    assert item.place.excerpt.startswith("<record>")
    (item,) = found(FILE.replace("工会主席", "工会&#x200b;主席" * 50))
    assert (item.place.line, item.place.excerpt) == (1, "")  # an endless line


BROKEN = [
    (FILE.replace('tag="245"', "tag=245"), "X510"),
    (FILE.replace('tag="245"', 'tag="245" tag="246"'), "X510"),
    (FILE.replace('tag="245"', 'tag="2<5"'), "X510"),
    (FILE.replace('tag="245"', "tag"), "X510"),
    (FILE.replace('tag="245" ind1', 'tag="245"ind1'), "X510"),
    (FILE.replace("工会主席", "工会]]>主席"), "X510"),
    (FILE.replace("工会主席", "工会&#x;主席"), "X516"),
    (FILE.replace("工会主席", "工会&#12主席"), "X510"),
    (FILE.replace("<record>", "<!-- a -- b --><record>"), "X510"),
    (FILE.replace("</subfield>", "</subfeld>"), "X511"),
    (FILE.replace("</datafield>", ""), "X511"),
    (FILE[:-5], "X512"),
    (FILE[: FILE.index("</collection")], "X512"),
    (FILE[: FILE.index("主席")], "X512"),
    (FILE[: FILE.index('"245"')], "X512"),
    (FILE[: FILE.index("ind2")], "X512"),
    (f"<collection {SLIM}><!-- a", "X512"),
    (f"<collection {SLIM}><![CDATA[ a", "X512"),
    (FILE.replace("工会主席", "工会 & 主席"), "X513"),
    (FILE.replace("工会主席", "工会&amp 主席"), "X513"),
    (FILE.replace("工会主席", "工会 <5 主席"), "X514"),
    (FILE.replace("工会主席", "工会<主席"), "X514"),
    (FILE.replace("工会主席", "工会<主席 /"), "X514"),
    (FILE.replace("工会主席", "工会<主席 高于一切"), "X514"),
    (FILE.replace("工会主席", "&eacute;"), "X515"),
    (FILE.replace('tag="245"', 'tag="&x;"'), "X515"),
    (FILE.replace("工会主席", "\x02"), "X516"),
    (FILE.replace("工会主席", "&#x1f;"), "X516"),
    (FILE.replace("工会主席", "&#xd800;"), "X516"),
    (FILE.encode("gbk"), "X517"),
    (FILE.encode().replace("工".encode(), b"\xed\xa0\xbd\xed\xb8\x80"), "X517"),
    (FILE.encode().replace("工".encode(), b"\xe5\xb7"), "X517"),
    (f'<?xml version="1.0" encoding="MARC-8"?>{FILE}', "X518"),
    (f'<?xml version="1.0" encoding="UTF-16"?>{FILE}', "X517"),
    (FILE.replace("<subfield", "<m:subfield").replace("</subfield", "</m:subfield"), "X519"),
    (FILE.replace("<collection", "<m:collection").replace("</collection", "</m:collection"), "X519"),
    (FILE + RECORD, "X520"),
    (FILE + "more", "X520"),
    (f'\n<?xml version="1.0"?>{FILE}', "X510"),
    ("<!-- only -->", "X510"),
    ("<?xml version='1.0'", "X512"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), BROKEN)
def test_broken_xml(text: str | bytes, expected: str) -> None:
    assert expected in codes(text).split()
    last = found(text)[-1]
    assert last.place.file == "x"
    assert (last.place.line or 1) >= 1
    assert (last.place.column or 1) >= 1


@pytest.mark.parametrize(
    ("insert", "column"), [("&", 2), ("<5", 2), ("&x;", 2), ("\x02", 2), ("<b></c>", 5), ("</c>", 2)]
)
def test_columns_point_at_the_fault(insert: str, column: int) -> None:
    rows = FILE.replace("工会主席", f"\n工{insert} 主席")
    (item,) = [item for item in found(rows) if item.code[0] == "X"]
    assert (item.place.line, item.place.column) == (2, column)


def test_records_before_the_fault_are_checked() -> None:
    text = FILE.replace("</collection>", RECORD.replace("B1", "B2").replace("chi d", "zho d") + "<record>&")
    assert codes(text) == "R426 X512"
    text = FILE.replace("</collection>", RECORD.replace("chi d", "zho d") + "<record>&</record></collection>")
    assert codes(text) == "R412 R426 X513"


def test_one_bad_record_costs_one_record() -> None:
    bad = (
        RECORD.replace('ind1="0"', "")
        .replace("B1", "B2")
        .replace("<leader>", "<lead>")
        .replace("</leader>", "</lead>")
    )
    text = FILE.replace(
        "</collection>", f"{bad}{RECORD.replace('B1', 'B3').replace('主席', '&#xfffd;')}</collection>"
    )
    assert [(item.place.record, item.code) for item in found(text)] == [
        ("B2", "X530"), ("B2", "R401"), ("B2", "R464"), ("B3", "R483"),
    ]  # fmt: skip
    assert [entry.record.control_number for entry in records(text.encode())] == ["B1", "B2", "B3"]


SHAPES = [
    (FILE.replace("<record>", '<record type="Book">'), "X534"),
    (FILE.replace("<record>", '<record id="1">'), "X534"),
    (FILE.replace("<record>", '<record lang="zh">'), "X532"),
    (FILE.replace("<collection", '<collection version="1"'), "X532"),
    (FILE.replace('code="a"', 'code="a" xml:lang="zh"'), "X532"),
    (FILE.replace(LEADER, ""), "R401"),
    (FILE.replace(FIELDS, FIELDS + LEADER).replace(LEADER, "", 1), "X530"),
    (FILE.replace(LEADER, LEADER * 2), "X530"),
    (FILE.replace("</record>", '<controlfield tag="007">ta</controlfield></record>'), "X530"),
    (FILE.replace("</record>", "<note>x</note></record>"), "X530"),
    (FILE.replace("<record>", "<records/><record>"), "X530"),
    (FILE.replace("</collection>", "<records/></collection>"), "X530"),
    (FILE.replace("</collection>", f"<collection>{RECORD}</collection></collection>"), "X530"),
    (FILE.replace("</datafield>", f"</datafield>{RECORD}"), "X530"),
    (FILE.replace("<record>", "text<record>"), "X533"),
    (FILE.replace("</collection>", "text</collection>"), "X533"),
    (FILE.replace("</collection>", f"{RECORD.replace('B1', 'B2')}text</collection>"), "X533"),
    (FILE.replace("<leader>", "text<leader>"), "X533"),
    (FILE.replace("<subfield", "text<subfield"), "X533"),
    (FILE.replace("工会主席", "工会<b>主席</b>"), "X535"),
    (FILE.replace(">B1<", "><b/>B1<"), "X535"),
    (FILE.replace('ind1="0"', ""), "X531"),
    (FILE.replace('tag="245"', ""), "X531 R430"),
    (FILE.replace('code="a"', ""), "X531 R432"),
    (FILE.replace('ind1="0"', 'ind1=""'), "R463 R464"),
    (FILE.replace('ind1="0"', 'ind1="00"'), "R463"),
    (FILE.replace('ind1="0"', 'ind1="是"'), "R463"),
    (FILE.replace("<subfield code=\"a\">工会主席</subfield>", ""), "R462"),
    (FILE.replace(RECORD, "<record/>"), "X525"),
    (FILE.replace(RECORD, f"<record>{LEADER}</record>"), "X525"),
    (FILE.replace(RECORD, "  "), "X524"),
    (f"<collection {SLIM}/>", "X524"),
    (f"<collection {SLIM}>text<note/></collection>", "X533 X530"),
    (f"<record {SLIM}/>", "X525"),
    (FILE.replace(SLIM, ""), "X521"),
    (FILE.replace(SLIM, 'xmlns="http://www.loc.gov/MARC21"'), "X522"),
    (FILE.replace(SLIM, "").replace("<record>", '<record lang="zh">'), "X521 X532"),
    (FILE.replace("<record>", '<record xmlns="">'), ""),
    (FILE.replace(SLIM, "").replace("</record>", '<x:y xmlns:x="urn:x"/></record>'), "X521 X530"),
    (FILE.replace(SLIM, 'xmlns="info:lc/xmlns/marcxchange-v2"'), ""),
    (FILE.replace(SLIM, 'xmlns="info:lc/xmlns/marcxchange-v1"').replace("<record>", "<record><x/>"), "X530"),
    (FILE.replace("collection", "records"), "X502"),
    (f"<!DOCTYPE collection>{FILE}", "X505"),
    (f"<?xml version='1.0'?> <!-- x --> <!DOCTYPE collection SYSTEM 'x.dtd'>{FILE}", "X505"),
    (f"<!--{'x' * 70_000}--><!DOCTYPE collection>{FILE}", "X505"),
    (f"<!--{'x' * 70_000}-->{FILE.replace('collection', 'records')}", "X502"),
    (f"<!--{'x' * 70_000}--><a><b/></a>", "X502"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SHAPES)
def test_shapes(text: str, expected: str) -> None:
    assert codes(text) == expected


def test_an_empty_stream_and_what_libxml2_calls_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    (item,) = read(BytesIO(b""), "x")
    assert isinstance(item, Diagnostic)
    assert item.code == "X510"
    monkeypatch.setattr(safe_xml, "LIMIT", 1 << 30)
    *_, item = read(BytesIO(b"<record><leader>" + b"x" * 11_000_000), "x")
    assert isinstance(item, Diagnostic)
    assert item.code == "X503"


def test_an_authority_without_fields_of_its_own() -> None:
    leader, number = "<leader>00000nz  a2200000n  4500</leader>", '<controlfield tag="001">A</controlfield>'
    text = f"<record {SLIM}>{leader}{number}</record>"
    assert codes(text) == "X534 R405"


def test_records_are_read_as_they_are_written() -> None:
    for path in FILES:
        made = records_of(path.read_text(encoding="utf-8"))
        for entry, original in zip(records(as_marcxml(made)), made, strict=True):
            assert entry.record.leader == str(original.leader)
            fields = [(field.tag, field.value()) for field in original.fields]
            assert [field.tag for field in entry.record.fields] == [tag for tag, _ in fields]
