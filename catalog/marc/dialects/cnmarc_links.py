"""CNMARC: the fields 4XX, by which a record links to another: two techniques, one table between them."""

from collections.abc import Iterator, Sequence

from catalog.marc.record import ControlField, DataField, Field, Subfield

STANDARD = (
    ("t", "200", "a"),
    ("v", "200", "v"),
    ("d", "210", "d"),
    ("x", "011", "a"),
    ("0", "001", ""),
)
"""Standard subfields in their order: the code, then tag and subfield of the other record's field."""


def link(tag: str, fields: Sequence[Field], technique: str) -> DataField:
    """Link to a record that has these fields, without a note to be displayed (second indicator 0).

    The technique is `embedded`, as Chinese records have it, or `standard`.
    https://archive.ifla.org/VI/3/p1996-1/uni4.htm

    >>> link("461", [ControlField("001", "X1"), DataField("200", "1 ", (Subfield("a", "工友"),))], "standard")
    DataField(tag='461', indicators=' 0', subfields=(Subfield(code='t', value='工友'), \
Subfield(code='0', value='X1')))
    """
    subfields = embedded(fields) if technique == "embedded" else standard(fields)
    return DataField(tag, " 0", tuple(subfields))


def embedded(fields: Sequence[Field]) -> Iterator[Subfield]:
    """Write each field whole: $1 with its tag and indicators, or tag and value, then its own subfields."""
    for field in fields:
        if isinstance(field, ControlField):
            yield Subfield("1", field.tag + field.value)
        else:
            yield Subfield("1", field.tag + field.indicators)
            yield from field.subfields


def standard(fields: Sequence[Field]) -> Iterator[Subfield]:
    """Write what STANDARD has a subfield for."""
    for code, tag, part in STANDARD:
        for field in fields:
            if field.tag == tag:
                values = [field.value] if isinstance(field, ControlField) else field.values(part)
                yield from (Subfield(code, value) for value in values)
