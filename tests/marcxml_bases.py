"""A sound file of MARCXML to change, and what is found then."""

from io import BytesIO

from catalog.diagnostics import Diagnostic
from catalog.marc.containers.entry import Entry
from catalog.marc.containers.read_xml import read
from catalog.validate import validate

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
