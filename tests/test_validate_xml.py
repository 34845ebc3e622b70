"""MARCXML as XML: what is refused, what is broken, what the schema says, and hostile files."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest

from catalog.diagnostics import Diagnostic
from catalog.marc import read_xml
from catalog.marc.read_xml import Entry, read
from catalog.validate import Kind, sniff, validate
from tests.written_records import FILES, as_marcxml, records_of

NAMESPACE = "http://www.loc.gov/MARC21/slim"
SLIM = f'xmlns="{NAMESPACE}"'
LEADER = "<leader>00000nam a2200000 i 4500</leader>"
FIELDS = (
    '<controlfield tag="001">B1</controlfield><controlfield tag="003">ORGCODE</controlfield>'
    '<controlfield tag="005">20251122060000.0</controlfield>'
    '<controlfield tag="008">251122s2025    cc ||||| |||||||| 0|chi d</controlfield>'
    '<datafield tag="245" ind1="0" ind2="0"><subfield code="a">工会主席</subfield></datafield>'
)
RECORD = f"<record>{LEADER}{FIELDS}</record>"
FILE = f"<collection {SLIM}>{RECORD}</collection>"


def found(text: str | bytes) -> list[Diagnostic]:
    return validate(text if isinstance(text, bytes) else text.encode(), "x")


def codes(text: str | bytes) -> str:
    return " ".join(item.code for item in found(text))


def records(data: bytes) -> list[Entry]:
    return [item for item in read(BytesIO(data), "x") if isinstance(item, Entry)]


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
    (f"<collection {SLIM}>text<note/></collection>", "X524 X533 X530"),
    (f"<record {SLIM}/>", "X525"),
    (FILE.replace(SLIM, ""), "X521"),
    (FILE.replace(SLIM, 'xmlns="http://www.loc.gov/MARC21"'), "X522"),
    (FILE.replace(SLIM, "").replace("<record>", '<record lang="zh">'), "X521 X532"),
    (FILE.replace("<record>", '<record xmlns="">'), ""),
    (FILE.replace(SLIM, "").replace("</record>", '<x:y xmlns:x="urn:x"/></record>'), "X521 X530"),
    (FILE.replace(SLIM, 'xmlns="info:lc/xmlns/marcxchange-v2"'), "X523"),
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
    monkeypatch.setattr(read_xml, "LIMIT", 1 << 30)
    *_, item = read(BytesIO(b"<record><leader>" + b"x" * 11_000_000), "x")
    assert isinstance(item, Diagnostic)
    assert item.code == "X503"


def test_an_authority_without_fields_of_its_own() -> None:
    leader, number = "<leader>00000nz  a2200000n  4500</leader>", '<controlfield tag="001">A</controlfield>'
    text = f"<record {SLIM}>{leader}{number}</record>"
    assert codes(text) == "X534 R405"


KINDS = [
    (FILE, Kind.MARCXML), ("\ufeff<record/>", Kind.MARCXML),
    ("<!-- a --><?b c?>\n<m:record/>", Kind.MARCXML),
    ("<?xml", Kind.MARCXML), ("<?xml version='1.0'?>", Kind.MARCXML),
    ("<!DOCTYPE x [", Kind.MARCXML),
    ("<mods/>", Kind.UNKNOWN), ("<html><body>", Kind.UNKNOWN),
    ("<!DOCTYPE HTML>", Kind.UNKNOWN),
    ("<中国工运>2025年第11期", Kind.TEXT), ("<<中国工运>>2025年", Kind.TEXT),
    ("《中国工运》2025年第11期", Kind.TEXT),
    ("{}", Kind.JSON), (" \n[{", Kind.JSON), ("[]", Kind.JSON), ("[", Kind.JSON),
    ("{'a'", Kind.JSON),
    ("[创新案例]", Kind.TEXT), ("[1] 激活", Kind.TEXT), ('"text"', Kind.TEXT), ("", Kind.TEXT),
    (" ", Kind.TEXT),
    ("00172nam a2200061 i 4500001000300000\x1eB1\x1e\x1d", Kind.UNKNOWN), ("=LDR  00000nam", Kind.UNKNOWN),
    ("%PDF-1.7", Kind.UNKNOWN), ("PK\x03\x04", Kind.UNKNOWN), ("{\\rtf1", Kind.UNKNOWN),
    ("II*\0", Kind.UNKNOWN),
    ("12345 工会", Kind.TEXT), ("\0\0\0", Kind.TEXT),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_kinds(text: str, kind: Kind) -> None:
    assert sniff(text.encode()) is kind
    assert all(isinstance(item, Diagnostic) for item in found(text))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_kinds_in_other_encodings(encoding: str) -> None:
    assert sniff(FILE.encode(encoding)) is Kind.MARCXML
    assert sniff('{"issues": []}'.encode(encoding)) is Kind.JSON
    assert sniff("《中国工运》2025年第11期".encode("utf-8-sig")) is Kind.TEXT


def test_binary_formats_are_named() -> None:
    for data, name in (
        (b"\x89PNG\r\n", "PNG"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"<html>", "HTML"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
    ):
        (item,) = found(data)
        assert (item.code, item.values["found"]) == ("X501", name)
    binary = records_of(FILES[0].read_text(encoding="utf-8"))[0].as_marc()
    assert [item.values["found"] for item in found(binary)] == ["ISO 2709"]


def test_a_text_goes_to_the_reader_of_listings() -> None:
    asked: list[tuple[bytes, str]] = []

    def listing(data: bytes, name: str) -> list[Diagnostic]:
        asked.append((data, name))
        return []

    assert validate("目录".encode(), "page.txt", listing) == []
    assert asked == [("目录".encode(), "page.txt")]
    assert validate(FILE.encode(), "x", listing) == []
    assert len(asked) == 1
    assert [item.code for item in validate(b"", "x", listing)] == ["S103"]


def test_records_are_read_as_they_are_written() -> None:
    for path in FILES:
        made = records_of(path.read_text(encoding="utf-8"))
        for entry, original in zip(records(as_marcxml(made)), made, strict=True):
            assert entry.record.leader == str(original.leader)
            fields = [(field.tag, field.value()) for field in original.fields]
            assert [field.tag for field in entry.record.fields] == [tag for tag, _ in fields]


# Hostile files

LAUGHS = (
    "<!DOCTYPE collection [<!ENTITY a0 'ha'>"
    + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12))
    + f"]><collection {SLIM}>&a11;</collection>"
)
PASSWD = '<!DOCTYPE c [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
WIDE = '<datafield tag="5" ind1="" ind2=""/>' * 60_000
ATTRIBUTES = " ".join(f'a{n}="1"' for n in range(400_000))
HOSTILE: dict[str, tuple[str | bytes, str]] = {
    "billion laughs": (LAUGHS, "X505"),
    "laughs in utf-16": (LAUGHS.encode("utf-16"), "X505"),
    "external entity": (f"{PASSWD}<collection {SLIM}>&x;</collection>", "X505"),
    "external subset": (f'<!DOCTYPE c SYSTEM "http://127.0.0.1:9/x.dtd">{FILE}', "X505"),
    "nested elements": (f"<collection {SLIM}><record>" + "<a>" * 100_000, "X504"),
    "nested records": (f"<collection {SLIM}>" + "<record>" * 100_000, "X504"),
    "nested json": ('{"issues": ' + "[" * 100_000, "J603"),
    "huge attribute": (f'<collection {SLIM} a="' + "x" * 12_000_000 + '"/>', "X503"),
    "huge text": (f"<collection {SLIM}><record><leader>" + "x" * 50_000_000, "X503"),
    "huge record": (f"<collection {SLIM}><record>" + FIELDS * 12_000 + "</record></collection>", "X503"),
    "wide record": (f"<record {SLIM}>{LEADER}{WIDE}</record>", "R472"),
    "many comments": (f"<collection {SLIM}>" + "<!-- x -->" * 1_000_000 + "</collection>", "X503"),
    "many openings": ("<!-- " * 1_000_000, "X503"),
    "prolog that backtracks": ("<!-- --> " * 100_000 + "<?x?> " * 100_000, "X510"),
    "many attributes": (f"<collection {SLIM} {ATTRIBUTES}/>", "X503"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused(name: str) -> None:
    text, expected = HOSTILE[name]
    assert codes(text) == expected


# The high-water mark of a process of its own: what getrusage says counts the process that forked it too.
PEAK = "print(re.search(r'VmHWM:\\s*(\\d+)', pathlib.Path('/proc/self/status').read_text())[1])\n"


def test_hostile_files_take_little_time_and_memory(tmp_path: Path) -> None:
    paths = []
    for index, (text, _) in enumerate(HOSTILE.values()):
        paths.append(tmp_path / str(index))
        paths[-1].write_bytes(text if isinstance(text, bytes) else text.encode())
    script = (
        "import pathlib, re, resource, sys\n"
        "resource.setrlimit(resource.RLIMIT_CPU, (60, 60))\n"
        "from catalog.validate import validate\n"
        "for name in sys.argv[1:]:\n"
        "    print(*(item.code for item in validate(pathlib.Path(name).read_bytes(), 'x')))\n" + PEAK
    )
    run = subprocess.run(
        [sys.executable, "-c", script, *map(str, paths)], capture_output=True, text=True, check=True
    )
    *refused, kilobytes = run.stdout.split()
    assert refused == [expected for _, expected in HOSTILE.values()]
    assert int(kilobytes) < 300_000


def test_a_large_file_is_read_in_bounded_memory(tmp_path: Path) -> None:
    path = tmp_path / "large.xml"
    many = "".join(RECORD.replace("B1", f"B{n}") for n in range(30_000))
    path.write_text(f"<collection {SLIM}>{many}</collection>", encoding="utf-8")
    script = (
        "import pathlib, re, sys\n"
        "from catalog.marc.read_xml import read\n"
        "with open(sys.argv[1], 'rb') as stream: print(sum(1 for _ in read(stream, 'x')))\n" + PEAK
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True
    )
    count, kilobytes = map(int, run.stdout.split())
    assert count == 30_000
    assert kilobytes < 60_000
