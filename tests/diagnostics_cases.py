"""The cases in tests/cases/diagnostics: a folder a code, its smallest input, the findings it gives.

`python -m tests.diagnostics_cases` writes the findings anew; a person reads them before they are
committed.  An input too long to read is described in repeat.json; input.koha.mrk is checked for Koha,
input.gb18030.mrc as one in that encoding.
"""

import json
from itertools import groupby
from pathlib import Path

from catalog.diagnostics import Diagnostic
from catalog.validate import validate
from catalog.validate.library import Library

CASES = Path(__file__).parent / "cases" / "diagnostics"
FOLDERS = sorted(path for path in CASES.iterdir() if path.is_dir())


def data_of(folder: Path) -> bytes:
    """Give the bytes of a case's input."""
    described = folder / "repeat.json"
    if not described.exists():
        (path,) = folder.glob("input.*")
        return path.read_bytes()
    spec = json.loads(described.read_text(encoding="utf-8"))
    return str(spec["before"] + spec["repeat"] * spec["times"] + spec["after"]).encode()


def found_in(folder: Path) -> list[Diagnostic]:
    """Give the findings on a case's input."""
    (path,) = (path for path in folder.iterdir() if path.name != "findings.txt")
    named = path.name.split(".")[1:-1]
    encoding = named[0] if named == ["gb18030"] else None
    library = Library(target=named[0]) if named and not encoding else None
    return validate(data_of(folder), "input", library=library, encoding=encoding)


def told(finding: Diagnostic) -> str:
    """Write a finding as the cases have it."""
    return (
        f"{finding.code} {finding.slug}\n  at {finding.place.label()}\n"
        f"  {finding.message('en')}\n  {finding.message('zh')}\n"
    )


def findings_of(folder: Path) -> str:
    """Give what a case's input is found to be."""
    runs = (list(run) for _, run in groupby(found_in(folder), lambda item: item.code))
    return "".join(told(run[0]) + (f"  … and {len(run) - 1} more\n" if run[1:] else "") for run in runs)


if __name__ == "__main__":
    for folder in FOLDERS:
        (folder / "findings.txt").write_text(findings_of(folder), encoding="utf-8")
