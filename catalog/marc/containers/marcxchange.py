"""MarcXchange (ISO 25577): MARCXML's elements for every format of MARC, each record with the name of its own.

Schema: https://www.loc.gov/standards/iso25577/
"""

from functools import partial

from catalog.marc.containers.marcxml import TAIL, element, head
from catalog.marc.containers.wrapping import Layout, Wrapping
from catalog.marc.format import is_unimarc
from catalog.marc.record import Record

NAMESPACES = {1: "info:lc/xmlns/marcxchange-v1", 2: "info:lc/xmlns/marcxchange-v2"}

# leader/06 of records that describe no publication (https://www.loc.gov/marc/, UNIMARC Authorities)
_TYPES = {
    "MARC21": {"z": "Authority", "w": "Classification", "q": "Community"} | dict.fromkeys("uvxy", "Holdings"),
    "CNMARC": dict.fromkeys("xyz", "Authority"),
}


def layout(wrapping: Wrapping) -> Layout:
    """Give the layout of a file of MarcXchange, of version 1 or 2."""
    start = head(NAMESPACES[wrapping.version], wrapping.mark)
    return Layout(partial(_encode, dialect=wrapping.dialect), start, tail=TAIL)


def _encode(record: Record, dialect: str) -> bytes:
    dialect = dialect or ("CNMARC" if is_unimarc(record) else "MARC21")
    kind = _TYPES.get(dialect, {}).get(record.leader[6:7], "Bibliographic")
    return element(record, f' format="{dialect}" type="{kind}"').encode()
