"""The forms of a report of findings: the same findings in each.

A report is written from `Findings`, a piece at a time; what is no character (half a surrogate pair) becomes
an escape of backslash and digits.  Text and HTML say once what was found alike in several places.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from catalog.reports import csv, html, json, jsonl, sarif, text
from catalog.reports.findings import Findings
from catalog.reports.view import View

__all__ = ["REPORTS", "Findings", "Report", "View", "by_name", "pieces"]


class Report(NamedTuple):
    """A form: its name, the ends of its files' names, its writer, and how a file of ours begins."""

    name: str
    suffixes: tuple[str, ...]
    write: Callable[[Findings, View], Iterator[str]]
    begins: str

    def ours(self, data: bytes) -> frozenset[str] | None:
        """Give None for a file that this program did not write; a report holds no issues."""
        begins = re.match(self.begins, data[:1000].decode("utf-8", "replace"), re.DOTALL)
        return frozenset() if begins else None


REPORTS = (
    Report("text", (".txt", ".text"), text.write, text.BEGINS),
    Report("json", (".json",), json.write, json.BEGINS),
    Report("jsonl", (".jsonl", ".ndjson"), jsonl.write, jsonl.BEGINS),
    Report("csv", (".csv",), csv.write, csv.BEGINS),
    Report("sarif", (".sarif", ".sarif.json"), sarif.write, sarif.BEGINS),
    Report("html", (".html", ".htm"), html.write, html.BEGINS),
)


def by_name(name: str | None, output: str) -> Report:
    """Choose the form of this name; without one, that of the file's name, else text."""
    if name is not None:
        return next(row for row in REPORTS if row.name == name)
    fit = [row for row in reversed(REPORTS) if output.lower().endswith(row.suffixes)]
    return fit[0] if fit else REPORTS[0]


def pieces(report: Report, findings: Findings, view: View) -> Iterator[bytes]:
    """Write a report, in UTF-8."""
    for piece in report.write(findings, view):
        yield piece.encode("utf-8", "backslashreplace")
