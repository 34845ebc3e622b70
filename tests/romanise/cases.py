"""The hand-written readings in tests/cases/romanise."""

from pathlib import Path

CASES = Path(__file__).parents[1] / "cases" / "romanise"


def rows(name: str) -> list[list[str]]:
    """Read a table whose rows are parted by strokes."""
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [[part.strip() for part in line.split("|")] for line in lines if line and not line.startswith("#")]


def stanzas(name: str) -> list[list[str]]:
    """Read a table whose rows are lines, parted by an empty one."""
    blocks = (CASES / name).read_text(encoding="utf-8").strip().split("\n\n")
    lines = ([line for line in block.splitlines() if not line.startswith("#")] for block in blocks)
    return [stanza for stanza in lines if stanza]


def wrong(name: str) -> set[str]:
    """Read what a table owns up to be read wrongly."""
    mark = "# wrong: "
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return {line.removeprefix(mark) for line in lines if line.startswith(mark)}
