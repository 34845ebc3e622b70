"""The cases in tests/cases/faults: a folder a kind of fault, its smallest input in each container it has.

`findings.txt` has what is found in each, in the order of their names; `kinds.txt` beside the folders says
which case shows which kind.  `python -m tests.fault_cases` writes the findings anew; a person reads them
before they are committed.  An input too long to read is described in a file `.repeat.json`.
"""

import json
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from catalog.validate import validate
from tests.diagnostics_cases import CASES as DIAGNOSTICS
from tests.diagnostics_cases import told

CASES = Path(__file__).parent / "cases" / "faults"
FOLDERS = sorted(path for path in CASES.iterdir() if path.is_dir())
KINDS = CASES / "kinds.txt"
REPEATED = ".repeat.json"
SHOWN = 5
"""Findings of one code behind one another that are told each."""


class Kind(NamedTuple):
    """A kind of fault in words, the codes that tell of it, the folders with its cases."""

    words: str
    codes: list[str]
    cases: list[Path]


def inputs(folder: Path) -> list[Path]:
    """Give the inputs of a case."""
    return sorted(path for path in folder.iterdir() if path.name != "findings.txt")


def data_of(path: Path) -> bytes:
    """Give the bytes of an input."""
    if not path.name.endswith(REPEATED):
        return path.read_bytes()
    spec = json.loads(path.read_text(encoding="utf-8"))
    return str(spec["before"] + spec["repeat"] * spec["times"] + spec["after"]).encode()


def findings_of(folder: Path) -> str:
    """Give what the inputs of a case are found to be."""
    text = ""
    for path in inputs(folder):
        text += f"== {path.name.removesuffix(REPEATED)}\n"
        for _, run in groupby(validate(data_of(path), "input"), lambda item: item.code):
            found = list(run)
            more = f"  … and {len(found) - SHOWN} more\n" if len(found) > SHOWN else ""
            text += "".join(map(told, found[:SHOWN])) + more
    return text


def kinds() -> Iterator[Kind]:
    """Give the kinds of fault that are named, `words | codes | cases` a line; # begins a heading."""
    for line in KINDS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            words, codes, cases = (part.strip() for part in line.split("|"))
            yield Kind(words, codes.split(), [_folder(name) for name in cases.split()])


def _folder(name: str) -> Path:
    """Give the folder of a case: here by its name, among the diagnostics by its code."""
    if name.startswith(("R", "X", "J")) and name[1:].isdecimal():
        (found,) = DIAGNOSTICS.glob(f"{name}-*")
        return found
    return CASES / name


if __name__ == "__main__":
    for folder in FOLDERS:
        (folder / "findings.txt").write_text(findings_of(folder), encoding="utf-8")
