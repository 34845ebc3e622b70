"""The tables of this package, read once when first asked for."""

from functools import cache
from pathlib import Path

from catalog import resources

_FOLDER = Path(__file__).parent

Rows = list[list[str]]


@cache
def blocks(name: str) -> dict[str, Rows]:
    """Read a table: `#` rows are comments, `[block]` rows begin a block, rows before any are in block ''.

    A row is given as its words.
    """
    return parse((_FOLDER / name).read_text(encoding="utf-8"))


def parse(text: str) -> dict[str, Rows]:
    """Part a text into blocks of rows of words."""
    found: dict[str, Rows] = {}
    block = ""
    for row in text.splitlines():
        if row.startswith("["):
            block = row.strip("[]")
        elif row and not row.startswith("#"):
            found.setdefault(block, []).append(row.split())
    return found


@cache
def words() -> dict[str, str]:
    """Give the two-character words that the reading of listings knows: by the first, a run of the second."""
    rows = resources.lists("words.txt").partition("[text]")[2].partition("[given]")[0].split()
    return {row[0]: "".join(char for char in row[1:] if not char.isdigit()) for row in rows}


def is_word(text: str) -> bool:
    """Tell whether two characters are such a word."""
    return len(text) == 2 and text[1] in words().get(text[0], "")


def readings(name: str, block: str = "") -> dict[str, list[str]]:
    """Read a block whose rows are Chinese words and then what is written for them, by each word."""
    table: dict[str, list[str]] = {}
    for row in blocks(name)[block]:
        written = [part for part in row if part.isascii() or "ü" in part.lower()]
        table |= dict.fromkeys(row[: -len(written)], written)
    return table
