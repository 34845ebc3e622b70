"""Three sound records to change a row of, and what is found then."""

from catalog.diagnostics import Diagnostic
from catalog.validate import validate
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
