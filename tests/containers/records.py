"""Records to write and read: two that a person would know, and any that there may be."""

from io import BytesIO

from hypothesis import strategies as st

from catalog.diagnostics import Diagnostic
from catalog.marc.containers import CONTAINERS, Container, Wrapping
from catalog.marc.containers.entry import Entry
from catalog.marc.lengths import with_lengths
from catalog.marc.record import ControlField, DataField, Record, Subfield

MARC21 = with_lengths(
    Record(
        "00000naa a22000002i 4500",
        (
            ControlField("001", "ZGGY202511001"),
            ControlField("008", "251122s2025    cc ||||| |||||||| 0|chi d"),
            DataField("245", "10", (Subfield("a", "R&D <工会> {1} $5 :"), Subfield("b", "湖北\\实践"))),
            DataField("880", "1 ", (Subfield("6", "100-01/$1"), Subfield("a", "𠮷爱作,"))),
        ),
    )
)
CNMARC = with_lengths(
    Record(
        "00000naa2 22000003i 450 ",
        (
            ControlField("001", "ZGGY202511001"),
            DataField("100", "  ", (Subfield("a", "20251122d2025    em y0chiy50      ea"),)),
            DataField("200", "1 ", (Subfield("a", "激活创新"), Subfield("9", "ji huo chuang xin"))),
            DataField(
                "461", " 0", (Subfield("1", "001ZGGY"), Subfield("1", "2001 "), Subfield("a", "中国工运"))
            ),
            DataField("690", "  ", (Subfield("a", "D412.6 "),)),
        ),
    )
)

ROWS = [(row, encoding) for row in CONTAINERS for encoding in row.encodings]
"""Every container in every encoding."""
IDS = [f"{row.name}-{encoding}" for row, encoding in ROWS]


def written(row: Container, records: list[Record], encoding: str = "utf-8") -> bytes:
    return b"".join(row.write(records, Wrapping(encoding=encoding, dialect="")))


def read(row: Container, data: bytes, encoding: str | None = None) -> tuple[list[Record], list[Diagnostic]]:
    items = list(row.read(Dribbling(data) if len(data) < 100_000 else BytesIO(data), "x", encoding))
    findings = [item for item in items if isinstance(item, Diagnostic)]
    return [item.record for item in items if isinstance(item, Entry)], findings


class Dribbling(BytesIO):
    """A stream that gives fewer bytes than it is asked for, so that every reader meets its seams."""

    def read(self, size: int | None = -1) -> bytes:
        return super().read(min(size or 0, 997) if size and size > 0 else size)


def comparable(record: Record) -> Record:
    """Leave out the lengths, which ISO 2709 counts anew in bytes of its encoding."""
    leader = record.leader
    return record._replace(leader=f"{leader[5:12]}{leader[17:]}")


# What every container can hold: no controls, neither mark of a worksheet, nothing that ends in an underline.
characters = st.characters(
    exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff@ǂ", include_characters="\x85\xa0"
)
chinese = st.sampled_from("工会职工—…·《》“”激活𠮷䶮㛃\u3000")
western = st.sampled_from("&<>\"' ]{}$\\=#%/:;.,09azAZ|^~`")
values = st.text(characters | chinese | western, max_size=40).filter(lambda text: not text.endswith("_"))
codes = st.sampled_from('0123456789abcdefghijklmnopqrstuvwxyzA!%&<"{')
indicators = st.text("0123456789 abcxyz|%", min_size=2, max_size=2)
control_fields = st.builds(ControlField, st.integers(1, 9).map("{:03}".format), values)
data_fields = st.builds(
    DataField,
    st.integers(10, 999).map("{:03}".format) | st.sampled_from(["CAT", "9AA"]),
    indicators,
    st.lists(st.builds(Subfield, codes, values), max_size=4).map(tuple),
)
leaders = st.sampled_from([MARC21.leader, CNMARC.leader])
records = st.builds(Record, leaders, st.lists(control_fields | data_fields, max_size=8).map(tuple)).map(
    with_lengths
)
encodable = {"utf-8": None, "gb18030": None, "gbk": "gbk"}
