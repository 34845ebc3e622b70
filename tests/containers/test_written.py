"""What a file of each container looks like, and what none of them writes."""

import re
from collections.abc import Callable
from functools import partial

import pytest

from catalog.diagnostics import Place
from catalog.marc.containers import (
    CONTAINERS,
    Container,
    ContainerError,
    UnencodableError,
    Wrapping,
    by_name,
    refusal,
)
from catalog.marc.containers.refusal import ForbiddenCharacterError, FormError
from catalog.marc.record import ControlField, DataField, Record, Subfield
from tests.containers.records import CNMARC, MARC21, read, written

FILES = {
    "marcxml": """\
<?xml version="1.0" encoding="UTF-8"?>
<collection xmlns="http://www.loc.gov/MARC21/slim">
  <record>
    <leader>00197naa a22000732i 4500</leader>
    <controlfield tag="001">ZGGY202511001</controlfield>
    <controlfield tag="008">251122s2025    cc ||||| |||||||| 0|chi d</controlfield>
    <datafield tag="245" ind1="1" ind2="0">
      <subfield code="a">R&amp;D &lt;工会&gt; {1} $5 :</subfield>
      <subfield code="b">湖北\\实践</subfield>
    </datafield>
    <datafield tag="880" ind1="1" ind2=" ">
      <subfield code="6">100-01/$1</subfield>
      <subfield code="a">𠮷爱作,</subfield>
    </datafield>
  </record>
</collection>
""",
    "marcxchange": """\
<?xml version="1.0" encoding="UTF-8"?>
<collection xmlns="info:lc/xmlns/marcxchange-v1">
  <record format="CNMARC" type="Bibliographic">
    <leader>00222naa2 22000853i 450 </leader>
    <controlfield tag="001">ZGGY202511001</controlfield>
    <datafield tag="100" ind1=" " ind2=" ">
      <subfield code="a">20251122d2025    em y0chiy50      ea</subfield>
    </datafield>
    <datafield tag="200" ind1="1" ind2=" ">
      <subfield code="a">激活创新</subfield>
      <subfield code="9">ji huo chuang xin</subfield>
    </datafield>
    <datafield tag="461" ind1=" " ind2="0">
      <subfield code="1">001ZGGY</subfield>
      <subfield code="1">2001 </subfield>
      <subfield code="a">中国工运</subfield>
    </datafield>
    <datafield tag="690" ind1=" " ind2=" ">
      <subfield code="a">D412.6 </subfield>
    </datafield>
  </record>
</collection>
""",
    "marc": (
        "00197naa a22000732i 4500001001400000008004100014245004100055880002700096>"
        "ZGGY202511001>251122s2025    cc ||||| |||||||| 0|chi d>"
        "10|aR&D <工会> {1} $5 :|b湖北\\实践>1 |6100-01/$1|a𠮷爱作,><"
    ),
    "mrk": """\
=LDR  00197naa\\a22000732i\\4500
=001  ZGGY202511001
=008  251122s2025\\\\\\\\cc\\|||||\\||||||||\\0|chi\\d
=245  10$aR&D <工会> {lcub}1{rcub} {dollar}5 :$b湖北{bsol}实践
=880  1\\$6100-01/{dollar}1$a𠮷爱作,
""",
    "marcjson": """\
[
{"leader":"00197naa a22000732i 4500","fields":[{"001":"ZGGY202511001"},\
{"008":"251122s2025    cc ||||| |||||||| 0|chi d"},\
{"245":{"ind1":"1","ind2":"0","subfields":[{"a":"R&D <工会> {1} $5 :"},{"b":"湖北\\\\实践"}]}},\
{"880":{"ind1":"1","ind2":" ","subfields":[{"6":"100-01/$1"},{"a":"𠮷爱作,"}]}}]}
]
""",
    "worksheet": """\
\ufeff00222naa2 22000853i 450_\r
001ZGGY202511001\r
100  ǂa20251122d2025    em y0chiy50      ea\r
2001 ǂa激活创新ǂ9ji huo chuang xin\r
461 0ǂ1001ZGGYǂ12001 ǂa中国工运\r
690  ǂaD412.6_\r
***\r
""",
}


@pytest.mark.parametrize("name", FILES)
def test_what_a_file_looks_like(name: str) -> None:
    record = CNMARC if "CNMARC" in FILES[name] or name == "worksheet" else MARC21
    shown = written(by_name(name), [record]).decode()
    if name == "marc":
        shown = re.sub(
            "[\x1d\x1e\x1f]", lambda found: {"\x1d": "<", "\x1e": ">", "\x1f": "|"}[found[0]], shown
        )
    assert shown == FILES[name]


def test_the_array_and_the_lines_hold_the_same_objects() -> None:
    records = [MARC21, CNMARC]
    array, lines = written(by_name("marcjson"), records), written(by_name("marcjsonl"), records)
    assert array == b"[\n" + lines.rstrip(b"\n").replace(b"}\n{", b"},\n{") + b"\n]\n"


@pytest.mark.parametrize("row", CONTAINERS, ids=lambda row: row.name)
def test_a_mark_stands_on_the_second_line_of_xml_and_nowhere_else(row: Container) -> None:
    plain = b"".join(row.write([MARC21], Wrapping()))
    marked = b"".join(row.write([MARC21], Wrapping(mark="kanmu-catalog")))
    lines = marked.split(b"\n")
    if b"<?xml" in plain:
        assert lines.pop(1) == b"<!-- kanmu-catalog -->"
    assert b"\n".join(lines) == plain


@pytest.mark.parametrize("row", CONTAINERS, ids=lambda row: row.name)
def test_a_file_is_written_record_by_record(row: Container) -> None:
    asked: list[int] = []

    def endless() -> object:
        while True:
            asked.append(1)
            yield MARC21

    pieces = row.write(endless())  # type: ignore[arg-type]
    for _ in range(5):
        next(pieces)
    assert len(asked) in (4, 5)


def test_versions_and_formats_of_marcxchange() -> None:
    row = by_name("marcxchange")
    second = b"".join(row.write([MARC21, CNMARC], Wrapping(version=2, dialect="")))
    assert b'xmlns="info:lc/xmlns/marcxchange-v2"' in second
    assert re.findall(rb'format="(\w+)"', second) == [b"MARC21", b"CNMARC"]
    authority = MARC21._replace(leader=MARC21.leader[:6] + "z" + MARC21.leader[7:])
    assert b'format="MARC21" type="Authority"' in b"".join(row.write([authority]))


def with_title(text: str) -> Record:
    return MARC21._replace(fields=(DataField("245", "00", (Subfield("a", text),)),))


def with_field(field: ControlField | DataField) -> Record:
    return MARC21._replace(fields=(field,))


TITLE = (Subfield("a", "工会"),)
LIKE_ISO = "marc mrk worksheet"
XML = "marcxml marcxchange"
JSON = "marcjson marcjsonl"
ALL = f"{LIKE_ISO} {XML} {JSON}"

# the record, the containers that refuse it, the error and what it says; all others give it back
REFUSED: list[tuple[Record, str, type[ContainerError], str]] = [
    (with_title("工\x1f会"), f"{LIKE_ISO} {XML}", ForbiddenCharacterError, "245$a U+001F"),
    (with_title("工\x1e会"), f"{LIKE_ISO} {XML}", ForbiddenCharacterError, "245$a U+001E"),
    (with_title("工\x1d会"), f"{LIKE_ISO} {XML}", ForbiddenCharacterError, "245$a U+001D"),
    (with_title("工\x07会"), f"mrk worksheet {XML}", ForbiddenCharacterError, "245$a U+0007"),
    (with_title("工\x1b会"), f"worksheet {XML}", ForbiddenCharacterError, "245$a U+001B"),
    (with_title("工\n会"), "mrk worksheet", ForbiddenCharacterError, "245$a U+000A"),
    (with_title("工\ufffe会"), XML, ForbiddenCharacterError, "245$a U+FFFE"),
    (with_title("工\ud842会"), f"{XML} {JSON}", ForbiddenCharacterError, "245$a U+D842"),
    (with_title("工\ud842会"), LIKE_ISO, UnencodableError, "utf-8: U+D842 (245$a)"),
    (with_title("gh@acftu.org"), "worksheet", ForbiddenCharacterError, "245$a U+0040"),
    (with_title("ǂa"), "worksheet", ForbiddenCharacterError, "245$a U+01C2"),
    (with_title("工会_"), "worksheet", FormError, "245 _ ¶"),
    (with_title("工会_ "), "worksheet", FormError, "245 _ ¶"),
    (with_field(ControlField("001", "A_")), "worksheet", FormError, "001 _ ¶"),
    (with_field(DataField("245", "0", TITLE)), ALL, FormError, "'0'"),
    (with_field(DataField("245", "0\u3000", TITLE)), LIKE_ISO, FormError, "\\u3000"),
    (with_field(DataField("245", "0{", TITLE)), "mrk", FormError, "245 '0{' a"),
    (with_field(DataField("24", "00", TITLE)), LIKE_ISO, FormError, "tag '24'"),
    (with_field(DataField("2四5", "00", TITLE)), LIKE_ISO, FormError, "tag '2\\u56db5'"),
    (with_field(DataField("009", "00", TITLE)), LIKE_ISO, FormError, "009 00X ≠ 010–999"),
    (with_field(ControlField("245", "工会")), LIKE_ISO, FormError, "245 00X ≠ 010–999"),
    (with_field(ControlField("000", "工会")), "mrk", FormError, "000 = LDR"),
    (with_field(DataField("245", "00", (Subfield("ab", "工会"),))), LIKE_ISO, FormError, "245 code 'ab'"),
    (with_field(DataField("245", "00", (Subfield("", "工会"),))), LIKE_ISO, FormError, "245 code ''"),
    (with_field(DataField("245", "00", (Subfield("$", "工会"),))), "mrk", FormError, "245 '00' $"),
    (MARC21._replace(leader="00000naa"), LIKE_ISO, FormError, "LDR '00000naa'"),
    (MARC21._replace(leader=MARC21.leader[:-1] + "会"), LIKE_ISO, FormError, "LDR '"),
    (MARC21._replace(fields=MARC21.fields * 300), "worksheet", FormError, "1,201 > 1,000 ¶"),
]  # fmt: skip


@pytest.mark.parametrize(("record", "names", "error", "said"), REFUSED, ids=lambda value: None)
def test_what_a_container_cannot_hold_is_refused(
    record: Record, names: str, error: type[ContainerError], said: str
) -> None:
    for name in names.split():
        with pytest.raises(error) as caught:
            written(by_name(name), [record])
        assert said in str(caught.value), name
        told: list[tuple[Record, ContainerError]] = []
        row = by_name(name)
        kept = b"".join(row.write([CNMARC, record, CNMARC], Wrapping(), partial(tell, told)))
        assert kept == b"".join(row.write([CNMARC, CNMARC], Wrapping())), "a bad record costs that record"
        assert [(type(what), str(what)) for _, what in told] == [(error, str(caught.value))]


def tell(told: list[tuple[Record, ContainerError]], record: Record, error: ContainerError) -> None:
    told.append((record, error))


def everything_but(names: str) -> Callable[[Container], bool]:
    return lambda row: row.name not in names.split()


@pytest.mark.parametrize(("record", "names", "error", "said"), REFUSED, ids=lambda value: None)
def test_what_no_container_has_to_refuse_comes_back(
    record: Record, names: str, error: type[ContainerError], said: str
) -> None:
    refused_by = " ".join(row[1] for row in REFUSED if row[0] == record)
    for row in filter(everything_but(refused_by), CONTAINERS):
        if row.name == "marc" and record.fields == MARC21.fields * 300:
            continue  # far longer than 99,999 bytes
        back, _ = read(row, written(row, [record]))
        assert [item.fields for item in back] == [record.fields], row.name


@pytest.mark.parametrize("name", ["marc", "mrk", "worksheet"])
def test_characters_that_the_encoding_lacks_are_listed_all(name: str) -> None:
    fields = (
        DataField("245", "00", (Subfield("a", "朱镕基·䶮"), Subfield("b", "𠮷"))),
        DataField("700", "1 ", (Subfield("a", "𠮷"),)),
    )
    with pytest.raises(UnencodableError) as caught:
        written(by_name(name), [MARC21._replace(fields=fields)], "gbk")
    found = refusal(caught.value, Place("x", record="A1"))
    assert (found.code, found.values["encoding"]) == ("W708", "gbk")
    assert found.values["characters"] == "䶮 U+4DAE (245$a), 𠮷 U+20BB7 (245$b, 700$a)"
    assert written(by_name(name), [MARC21._replace(fields=fields)], "gb18030")


def test_what_is_refused_is_a_finding() -> None:
    with pytest.raises(ForbiddenCharacterError) as caught:
        written(by_name("marcxml"), [with_title("\x00")])
    found = refusal(caught.value, Place("x", record="A1"))
    assert found.message("en") == "record A1 was not written, the container cannot hold it: 245$a U+0000"
