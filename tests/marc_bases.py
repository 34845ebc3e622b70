"""Three sound records to change a row of, and what is found then."""

from catalog.diagnostics import Diagnostic
from catalog.validate import validate
from tests.sound_records import as_marcxchange
from tests.written_records import as_marcxml, records_of

ARTICLE = """\
LDR    00000naa a2200000 i 4500
001    A1
003    ORGCODE
005    20251122060000.0
008    251122s2025    cc ||||| |||||||| 0|chi d
245 00 $a 工会主席
773 0# $t 工友. $g 2025年第11期
""".splitlines()
BOOK = [row.replace("naa", "nam") for row in ARTICLE[:-1]]
SERIAL = [row.replace("naa", "nas") for row in ARTICLE[:4]]
SERIAL += ["008    251122c19529999cc mr p       0   b0chi d", ARTICLE[5]]


def found(base: list[str], *rows: str) -> list[Diagnostic]:
    """Exchange the rows with the same tag, take away `-245`, add the others; and validate."""
    kept = [row for row in base if not any(new.lstrip("-")[:3] == row[:3] for new in rows)]
    added = [row for row in rows if not row.startswith("-")]
    text = "\n".join(sorted([*kept, *added], key=_order))
    return validate(as_marcxml(records_of(text)), "x.xml")


def _order(row: str) -> str:
    return "" if row[:3] == "LDR" else row[:3]


def codes(base: list[str], *rows: str) -> str:
    return " ".join(item.code for item in found(base, *rows))


def leader(base: list[str], position: int, value: str) -> str:
    row = base[0]
    return row[: 7 + position] + value + row[7 + position + len(value) :]


def fixed(base: list[str], position: int, value: str) -> str:
    row = next(row for row in base if row.startswith("008"))
    return row[: 7 + position] + value + row[7 + position + len(value) :]


CHINESE = """\
LDR    00000naa2 22000003i 450 
001    C1
005    20251122060000.0
100 ## $a 20251122d2025    m  y0chiy50      ea
101 0# $a chi
102 ## $a CN $b 110000
200 1# $a 工会主席
461 #0 $1 2001# $a 勞工
463 #0 $1 2001# $a 2025年第11期
""".splitlines()  # noqa: W291  (the label ends in a blank)
"""An article in CNMARC; # is a blank in $1."""


def found_in_cnmarc(*rows: str, base: list[str] = CHINESE) -> list[Diagnostic]:
    """Do the same to a record of CNMARC."""
    kept = [row for row in base if not any(new.lstrip("-")[:3] == row[:3] for new in rows)]
    added = [row for row in rows if not row.startswith("-")]
    return validate(in_cnmarc([*kept, *added]), "x.xml")


def in_cnmarc(*records: list[str]) -> bytes:
    """Write records of rows in any order as MarcXchange; # is a blank in $1."""
    made = records_of("\n\n".join("\n".join(sorted(rows, key=_order)) for rows in records))
    for field in (field for record in made for field in record.fields):
        if not field.is_control_field():
            field.subfields = [
                item._replace(value=item.value.replace("#", " ")) if item.code == "1" else item
                for item in field.subfields
            ]
    return as_marcxchange(made)


def codes_in_cnmarc(*rows: str, base: list[str] = CHINESE) -> str:
    return " ".join(item.code for item in found_in_cnmarc(*rows, base=base))
