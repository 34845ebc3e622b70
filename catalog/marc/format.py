"""Which MARC a record is: MARC 21, or one of the UNIMARC family, as CNMARC is."""

from catalog.marc.record import DataField, Record

_LABEL = slice(20, 24)
_OF_UNIMARC = frozenset(("100", "101", "801"))
_OF_MARC21 = frozenset(("245", "880"))


def is_unimarc(record: Record) -> bool:
    """Tell UNIMARC by the end of its label, `450` and a blank, and by a title in 200 and none in 245."""
    tags = {field.tag for field in record.fields if isinstance(field, DataField)}
    if tags & _OF_MARC21:
        return False
    return record.leader[_LABEL] == "450 " or ("200" in tags and bool(tags & _OF_UNIMARC))
