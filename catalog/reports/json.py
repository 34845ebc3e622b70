"""Findings as one JSON object: how many there are, then each, in both languages."""

import json
from collections.abc import Iterator

from catalog import __version__
from catalog.diagnostics import as_json
from catalog.reports.findings import Findings
from catalog.reports.view import View

BEGINS = r'\{\s*"generator": "kanmu-catalog '


def write(findings: Findings, view: View) -> Iterator[str]:
    """Write all findings in their order."""
    head = {"generator": f"kanmu-catalog {__version__}", "files": view.files, "counts": findings.counts}
    yield json.dumps(head, ensure_ascii=False, indent=2).removesuffix("\n}") + ',\n  "findings": ['
    before = "\n"
    for item in findings:
        text = json.dumps(as_json(item), ensure_ascii=False, indent=2)
        yield before + "    " + text.replace("\n", "\n    ")
        before = ",\n"
    yield ("]" if before == "\n" else "\n  ]") + "\n}\n"
