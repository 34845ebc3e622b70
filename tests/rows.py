"""Tables of what is found when rows of a sound record are exchanged: the files in tests/cases/rows.

A line is `CODES | ROW ; ROW`, with `sound` where nothing is found.  `008/07 2052` puts a value at a position
of that row, `-245` takes the row away; ␠ is a blank at an end, `\\u200b` a character that nobody sees.
A line that begins with # heads what follows.
"""

import re
from pathlib import Path
from typing import NamedTuple

ROWS = Path(__file__).parent / "cases" / "rows"
SOUND = "sound"
_AT = re.compile(r"(LDR|[0-9]{3})/([0-9]{2}) (.+)")
_CONTENT = {"LDR": 7, "008": 7, "100": 10}
"""Where the positions of a row are counted from: behind its tag, and in 100 of CNMARC behind its $a."""


class Case(NamedTuple):
    """The rows as they are written in the file, and the codes in the order of the findings."""

    rows: str
    codes: str

    def of(self, base: list[str]) -> list[str]:
        """Give the rows that go into a record."""
        return [row_of(row, base) for row in self.rows.split(" ; ")]


def cases(name: str) -> list[Case]:
    """Read a table; raises ValueError for a line that stands there twice."""
    lines = (ROWS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("|", 1) for line in lines if line and not line.startswith("#")]
    found = [Case(rows.strip(" "), "" if codes.strip() == SOUND else codes.strip()) for codes, rows in pairs]
    if twice := {row.rows for row in found if [other.rows for other in found].count(row.rows) > 1}:
        raise ValueError(f"{name}.txt has these rows twice: {sorted(twice)}")
    return found


def by_rows(case: Case) -> str:
    """Name a test by its rows."""
    return case.rows


def row_of(text: str, base: list[str]) -> str:
    """Make a row from its text: escapes undone, a value put at its position."""
    text = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text).replace("␠", " ")
    if (at := _AT.fullmatch(text)) is None:
        return text
    row = next(row for row in base if row.startswith(at[1]))
    start = _CONTENT[at[1]] + int(at[2])
    return row[:start] + at[3] + row[start + len(at[3]) :]
