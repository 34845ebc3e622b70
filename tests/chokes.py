"""Records of fields as librarians write them, for cases of what a system stumbles over."""

from catalog.marc.fieldline import parse
from catalog.marc.record import Record

ARTICLE = "00000naa a2200000 i 4500"


def record(lines: list[str]) -> Record:
    """Make a record of fields as librarians write them, `LDR` with # for blanks before them."""
    leader = next((line[4:].replace("#", " ") for line in lines if line.startswith("LDR ")), ARTICLE)
    return Record(leader, tuple(parse(line) for line in lines if not line.startswith("LDR ")))
