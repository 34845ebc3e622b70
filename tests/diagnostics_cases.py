"""The cases in tests/cases/diagnostics: a folder a code, its smallest input, the findings it gives.

`python -m tests.diagnostics_cases` writes the findings anew; a person reads them before they are
committed.  An input too long to read is described in repeat.json.
"""

import json
from pathlib import Path

from catalog.diagnostics import Diagnostic
from catalog.validate import validate

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


def told(finding: Diagnostic) -> str:
    """Write a finding as the cases have it."""
    return (
        f"{finding.code} {finding.slug}\n  at {finding.place.label()}\n"
        f"  {finding.message('en')}\n  {finding.message('zh')}\n"
    )


def findings_of(folder: Path) -> str:
    """Give what a case's input is found to be."""
    return "".join(told(finding) for finding in validate(data_of(folder), "input"))


if __name__ == "__main__":
    for folder in FOLDERS:
        (folder / "findings.txt").write_text(findings_of(folder), encoding="utf-8")
