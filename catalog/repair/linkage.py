"""The repair of $6, which stands first in its field.

https://www.loc.gov/marc/bibliographic/ecbdcntf.html
"""

import re

from catalog import patterns
from catalog.marc.record import DataField, Field, Record
from catalog.repair.medium import Medium

LINK = patterns.compile("[0-9]{3}-[0-9]{2}(?:/.*)?", re.DOTALL)
LINKAGE, SEQUENCE = "6", "8"


def linkage_first(record: Record, medium: Medium) -> Record:
    """Move the first $6 of a field to its front, in MARC 21 records with fields in two scripts."""
    if medium.dialect != "marc21" or not medium.bibliographic or not _is_linked(record):
        return record
    fields = tuple(_first(field) if isinstance(field, DataField) else field for field in record.fields)
    return record if fields == record.fields else record._replace(fields=fields)


def _first(field: DataField) -> Field:
    """Move $6 unless nothing but $8 stands before it."""
    codes = [item.code for item in field.subfields]
    if LINKAGE not in codes or set(codes[: codes.index(LINKAGE)]) <= {SEQUENCE}:
        return field
    at = codes.index(LINKAGE)
    items = field.subfields
    return field._replace(subfields=(items[at], *items[:at], *items[at + 1 :]))


def _is_linked(record: Record) -> bool:
    return any(
        field.tag == "880" or any(LINK.fullmatch(value) for value in field.values(LINKAGE))
        for field in record.fields
        if isinstance(field, DataField)
    )
