"""Records as people write them, one field a line, made into MARCXML by pymarc.

`245 10 $a Title / $c Name.`; # is a blank in the leader, in 00X and in indicators; an empty line ends a
record.
"""

import re
from io import BytesIO
from pathlib import Path

import pymarc

SOUND = Path(__file__).parent / "cases" / "sound"
FILES = sorted(SOUND.glob("*.txt"))


def records_of(text: str) -> list[pymarc.Record]:
    return [_record(block.splitlines()) for block in re.split(r"\n\n+", text.strip("\n"))]


def as_marcxml(records: list[pymarc.Record]) -> bytes:
    stream = BytesIO()
    writer = pymarc.XMLWriter(stream)
    for record in records:
        writer.write(record)
    writer.close(close_fh=False)
    return stream.getvalue()


def _record(rows: list[str]) -> pymarc.Record:
    record = pymarc.Record()
    for row in rows:
        tag, rest = row[:3], row[7:]
        if tag == "LDR":
            record.leader = pymarc.Leader(rest.replace("#", " "))
        elif tag.startswith("00"):
            record.fields.append(pymarc.Field(tag, data=rest.replace("#", " ")))
        else:
            indicators = pymarc.Indicators(*row[4:6].replace("#", " "))
            subfields = [pymarc.Subfield(code, value) for code, value in _subfields(rest)]
            record.fields.append(pymarc.Field(tag, indicators, subfields))
    return record


def _subfields(text: str) -> list[tuple[str, str]]:
    found = re.split(r"(?:^|(?<=\S) )\$([a-zA-Z0-9]) ", text)
    return list(zip(found[1::2], found[2::2], strict=True))
