"""Sound records in short form, tests/cases/sound/made: a line says what is described, the fields follow.

`--- article s2019 cc chi` stands for leader, 001, 003, 005 and 008 of an article dated `s2019`, published in
China in Chinese; `--- cnbook 2019` for label, 001, 005, 100, 101, 102 and 106 of a CNMARC record.  Rows that
follow take the place of those with their tag.
"""

import re
from pathlib import Path

import pymarc

from tests.written_records import as_marcxml, records_of

MADE = Path(__file__).parent / "cases" / "sound" / "made"
FILES = sorted(MADE.glob("*.txt"))
MARC21 = sorted(path for path in FILES if not path.stem.startswith("cnmarc"))
CNMARC = sorted(path for path in FILES if path.stem.startswith("cnmarc"))

LEVELS = {
    "article": "naa", "book": "nam", "serial": "nas", "score": "ncm", "sound": "njm", "map": "nem",
    "film": "ngm", "picture": "nkm", "file": "nmm", "kit": "nom", "mixed": "npc", "manuscript": "ntm",
    "object": "nrm", "cnbook": "nam0", "cnserial": "nas0", "cnarticle": "naa0",
}  # fmt: skip
# 008/18-34 of each kind of material
SPECIFIC = {
    "article": "||||| |||||||| 0|", "book": "           000 0 ", "serial": "mr p       0    0",
    "score": "sga            n ", "sound": "mcnn           n ", "map": "abcd  a     1    ",
    "film": "090  e     s   vl", "picture": "nnn            kn", "file": "        d        ",
    "kit": "nnn            bn", "mixed": "                 ", "manuscript": "      bm   000 0 ",
    "object": "nnn            rn",
}  # fmt: skip
UNIMARC = ("cnbook", "cnserial", "cnarticle")
DATES = {"cnbook": "d{0}    ", "cnserial": "a{0}9999", "cnarticle": "d{0}    "}


def sound(path: Path) -> list[pymarc.Record]:
    """Give the records of a file."""
    blocks = re.split(r"\n\n+", path.read_text(encoding="utf-8").strip("\n"))
    numbered = (f"{path.stem}{number:03}" for number, _ in enumerate(blocks, 1))
    return [_record(block.splitlines(), number) for block, number in zip(blocks, numbered, strict=True)]


def _record(rows: list[str], number: str) -> pymarc.Record:
    kind, *about = rows[0].removeprefix("--- ").split()
    head = _unimarc(kind, *about) if kind in UNIMARC else _marc21(kind, *about)
    own = [f"{row[:3]}    {row[4:]}" if row.startswith("00") else row for row in rows[1:]]
    tags = {row[:3] for row in own}
    kept = [f"001    {number}", *(row for row in head if row[:3] not in tags)]
    ordered = sorted([*kept, *own], key=lambda row: "" if row.startswith("LDR") else row[:3])
    record = records_of("\n".join(ordered))[0]
    for field in record.fields:
        if field.tag[0] == "4" and not field.is_control_field():
            field.subfields = [_blanks(item) for item in field.subfields]
    return record


def _blanks(item: pymarc.Subfield) -> pymarc.Subfield:
    """Write the blanks of embedded fields, which stand as # in the files."""
    return item._replace(value=item.value.replace("#", " ")) if item.code == "1" else item


def _marc21(kind: str, date: str, place: str, language: str) -> list[str]:
    dates = f"{date[0]}{date[1:]:8}"
    return [
        f"LDR    00000{LEVELS[kind]} a2200000 i 4500",
        "003    OCoLC",
        "005    20240304101530.0",
        f"008    240101{dates}{place:3}{SPECIFIC[kind]}{language} d",
    ]


def _unimarc(kind: str, year: str) -> list[str]:
    dates = DATES[kind].format(year)
    return [
        f"LDR    00000{LEVELS[kind]} 2200000   450 ",
        "005    20240304101530.0",
        f"100 ## $a 20240101{dates}em y0chiy50      ea",
        "101 0# $a chi",
        "102 ## $a CN $b 110000",
        "106 ## $a r",
    ]


def as_marcxchange(records: list[pymarc.Record]) -> bytes:
    """Write CNMARC as MarcXchange."""
    text = as_marcxml(records).replace(b"http://www.loc.gov/MARC21/slim", b"info:lc/xmlns/marcxchange-v1")
    return text.replace(b"<record>", b'<record format="CNMARC" type="Bibliographic">')
