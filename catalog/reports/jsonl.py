"""Findings as JSON lines: one a line, in both languages."""

import json
from collections.abc import Iterator

from catalog.diagnostics import as_json
from catalog.jsonline import one_line
from catalog.reports.findings import Findings
from catalog.reports.view import View

BEGINS = r'$|\{"code": "[A-Z]\d{3}", "slug": '


def write(findings: Findings, view: View) -> Iterator[str]:
    """Write all findings in their order; without any, nothing."""
    for item in findings:
        yield one_line(json.dumps(as_json(item), ensure_ascii=False)) + "\n"
