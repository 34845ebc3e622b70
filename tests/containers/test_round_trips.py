"""Every container gives back what was written into it; the same records are the same bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.marc.charset import announcing
from catalog.marc.containers import CONTAINERS, Container, LengthError, Wrapping, by_name, recognised
from catalog.marc.record import ControlField, DataField, Record, Subfield
from tests.containers.records import CNMARC, IDS, MARC21, ROWS, comparable, read, records, written


def in_gbk(record: Record) -> Record:
    """Leave out what GBK cannot write."""

    def kept(text: str) -> str:
        return text.encode("gbk", "ignore").decode("gbk").rstrip("_")

    fields = (
        ControlField(field.tag, kept(field.value))
        if isinstance(field, ControlField)
        else field._replace(subfields=tuple(Subfield(code, kept(value)) for code, value in field.subfields))
        for field in record.fields
    )
    return record._replace(fields=tuple(fields))


@pytest.mark.parametrize(("row", "encoding"), ROWS, ids=IDS)
@given(given_records=st.lists(records, min_size=1, max_size=3))
def test_what_is_written_is_read_back(row: Container, encoding: str, given_records: list[Record]) -> None:
    made = [announcing(record, encoding).record for record in given_records]
    made = [in_gbk(record) for record in made] if encoding == "gbk" else made
    data = written(row, made, encoding)
    back, findings = read(row, data, encoding)
    assert list(map(comparable, back)) == list(map(comparable, made))
    assert [item.code for item in findings if item.code not in ("X547", "X548")] == []
    assert written(row, made, encoding) == data
    assert written(row, back, encoding) == data
    assert recognised(data[:60_000]) == row


@pytest.mark.parametrize("first", CONTAINERS, ids=lambda row: row.name)
@pytest.mark.parametrize("second", CONTAINERS, ids=lambda row: row.name)
def test_from_each_container_into_each_other(first: Container, second: Container) -> None:
    made = [MARC21, CNMARC]
    between, _ = read(first, written(first, made))
    back, _ = read(second, written(second, between))
    assert back == made


@pytest.mark.parametrize(("row", "encoding"), ROWS, ids=IDS)
def test_a_field_of_9999_bytes_goes_everywhere_and_one_of_10000_not_into_iso_2709(
    row: Container, encoding: str
) -> None:
    for length in (9_998, 9_999, 10_000):
        # two indicators, delimiter and code, terminator; Chinese in twos or threes, the rest in ASCII
        width = len("工".encode(encoding))
        count, rest = divmod(length - 5, width)
        record = CNMARC._replace(
            fields=(DataField("327", "0 ", (Subfield("a", "工" * count + "x" * rest),)),)
        )
        if length == 10_000 and row.name == "marc":
            with pytest.raises(LengthError) as caught:
                written(row, [record], encoding)
            assert (caught.value.length, caught.value.limit, str(caught.value.spot)) == (10_000, 9_999, "327")
        else:
            back, findings = read(row, written(row, [record], encoding), encoding)
            assert (list(map(comparable, back)), findings) == ([comparable(record)], [])


def test_a_record_of_99999_bytes_and_one_more() -> None:
    fields = tuple(DataField("500", "  ", (Subfield("a", "x" * 9_960),)) for _ in range(10))
    room = 99_999 - len(written(by_name("marc"), [CNMARC._replace(fields=fields)]))
    for more in (0, 1):
        last = DataField("500", "  ", (Subfield("a", "x" * (room - 12 - 5 + more)),))
        record = CNMARC._replace(fields=(*fields, last))
        if more:
            with pytest.raises(LengthError, match="100,000 > 99,999"):
                written(by_name("marc"), [record])
        else:
            data = written(by_name("marc"), [record])
            assert (len(data), data[:5]) == (99_999, b"99999")
            assert read(by_name("marc"), data)[1] == []


@pytest.mark.parametrize("row", CONTAINERS, ids=lambda row: row.name)
def test_a_file_without_records_is_read_as_one(row: Container) -> None:
    back, findings = read(row, written(row, []))
    assert (back, [item.code for item in findings]) == ([], ["X524"])


def test_names_aliases_and_suffixes_are_unambiguous() -> None:
    names = [name for row in CONTAINERS for name in (row.name, *row.aliases)]
    assert len(names) == len(set(names))
    assert len({row.suffixes[0] for row in CONTAINERS}) == len(CONTAINERS)
    assert by_name(" ISO2709 ") is by_name("marc")
    with pytest.raises(LookupError, match=r"marcxml, .* or worksheet"):
        by_name("mods")
    with pytest.raises(LookupError, match="marcjson is written in utf-8"):
        by_name("marcjson").write([], Wrapping(encoding="gbk"))
