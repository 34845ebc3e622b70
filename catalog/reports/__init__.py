"""The forms of a report of findings: the same findings in each.

A report is written from `Findings`, a piece at a time; what is no character (half a surrogate pair) becomes
an escape of backslash and digits.  Text and HTML say once what was found alike in several places.
"""

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, Protocol, cast

from catalog.misuse import MisuseError
from catalog.reports.findings import Findings
from catalog.reports.view import View

__all__ = ["REPORTS", "Findings", "Report", "View", "by_name", "pieces"]


class Writes(Protocol):
    """The module of a form: how a file of ours begins, and what writes one."""

    BEGINS: str

    def write(self, findings: Findings, view: View, /) -> Iterator[str]:
        """Write all findings."""
        ...


class Report(NamedTuple):
    """A form: its name, which is that of its module, and the ends of its files' names."""

    name: str
    suffixes: tuple[str, ...]

    @property
    def form(self) -> Writes:
        """The module, of which a run wants one."""
        return cast("Writes", import_module(f"catalog.reports.{self.name}"))

    def ours(self, data: bytes) -> frozenset[str] | None:
        """Give None for a file that this program did not write; a report holds no issues."""
        begins = re.match(self.form.BEGINS, data[:1000].decode("utf-8", "replace"), re.DOTALL)
        return frozenset() if begins else None


REPORTS = (
    Report("text", (".txt", ".text")),
    Report("json", (".json",)),
    Report("jsonl", (".jsonl", ".ndjson")),
    Report("csv", (".csv",)),
    Report("sarif", (".sarif", ".sarif.json")),
    Report("html", (".html", ".htm")),
)


def by_name(name: str | None, output: str) -> Report:
    """Choose the form of this name; without one, that of the file's suffix, text for a file without.

    Raises LookupError, with words for the user, for a suffix that is that of no form.
    """
    if name is not None:
        return next(row for row in REPORTS if row.name == name)
    fit = [row for row in reversed(REPORTS) if output.lower().endswith(row.suffixes)]
    if not fit and (suffix := Path(output).suffix):
        *names, last = (row.name for row in REPORTS)
        raise MisuseError(
            f"No report has the suffix {suffix}: give its form with --format, {', '.join(names)} or {last}.",
            f"没有报告用后缀 {suffix}：请用 --format 指明形式：{'、'.join((*names, last))}。",
        )
    return fit[0] if fit else REPORTS[0]


def pieces(report: Report, findings: Findings, view: View) -> Iterator[bytes]:
    """Write a report, in UTF-8."""
    for piece in report.form.write(findings, view):
        yield piece.encode("utf-8", "backslashreplace")
