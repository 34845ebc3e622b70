"""Where the records go: the pieces of each issue into their files, in the order of the pages."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import BinaryIO

from catalog.diagnostics import Diagnostic
from catalog.export.plan import Job, Listed, Orders, Piece, Plan, Written
from catalog.export.work import REFUSALS, file_name, path_of, rejected
from catalog.output import Files, Frame, Held, Output, Printed
from catalog.register.records import History
from catalog.writers import REJECTED, Writer, by_name

_STOP = ("W780", "W786", "P330")
"""What a run is stopped by: files that are not as they should be, readings that a worker cannot read."""


class Receipt:
    """What an export has taken in and given out: listings with their entries and lines, entries, files.

    Entries are written, unchanged since the export before, or rejected; `files` does not count the one that
    tells of those.
    """

    listings: int = 0
    entries: int = 0
    lines: int = 0
    unchanged: int = 0
    rejected: int = 0
    files: int = 0

    @property
    def written(self) -> int:
        """The entries that are in the files."""
        return self.entries - self.unchanged - self.rejected


class Shelf:
    """The files of a run; what they hold is counted in `receipt`.

    What is to be said of the run, and not of an entry, gathers in `remarks`, each once.
    """

    def __init__(self, plan: Plan, files: Files | Printed) -> None:
        self._plan, self._files = plan, files
        self.receipt = Receipt()
        self.remarks: dict[str, Diagnostic] = {}
        self._grown: set[Path] = set()
        self._whole: BinaryIO | None = None
        self._refused: set[str] = set()

    def put(self, issue: Listed, orders: Orders, written: Written) -> list[Diagnostic]:
        """Put the records of an issue into their files; give what is to be said of its entries and files."""
        self.receipt.listings += 1
        self.receipt.entries += len(issue.outline.entries)
        self.receipt.lines += issue.lines
        self.receipt.unchanged += len(set(orders.numbers) - orders.only) if orders.only is not None else 0
        if self._plan.folder and not orders.withdrawn:
            self._without_deletes(self._slug(issue), file_name(issue.outline.year, issue.outline.number))
        return self.add(written)

    def add(self, written: Written) -> list[Diagnostic]:
        """Put records into their files."""
        findings = list(written.findings)
        self.remarks |= {repr(item): item for item in written.remarks}
        self.receipt.rejected += len(written.rejected)
        if any(item.code in _STOP for item in written.remarks):
            self._files.stop()
        for piece in written.pieces:
            findings += self._piece(piece, written)
        return findings + self._reject(written.rejected)

    def end(self) -> list[Diagnostic]:
        """Write the file that could not grow, and let go of what an earlier export left."""
        findings = self._from_spool(self._whole) if self._whole else self._empty()
        if not self._plan.printed:
            if not self.receipt.rejected:
                findings += self._files.put(Output(self._rejected, b"", _ours))
            if not self._plan.folder:
                self._without_deletes("", "")
        return findings

    def _piece(self, piece: Piece, written: Written) -> list[Diagnostic]:
        row, held = self._rows[piece.writer]
        if self._plan.folder:
            self.receipt.files += 1
            return self._files.put(Output(piece.path, piece.data, held))
        self._grown.add(piece.path)
        self.receipt.files = len(self._grown)
        if frame := self._frame(row):
            return self._files.extend(piece.path, piece.data, frame, held)
        self._whole = self._whole or tempfile.TemporaryFile()  # noqa: SIM115  # until the end
        self._whole.write(piece.data + b"\n")
        self._refused |= written.refused
        return []

    def _empty(self) -> list[Diagnostic]:
        """Write the one file of a format that says, too, that there is nothing."""
        if self._plan.folder or self._grown:
            return []
        ((row, held),) = self._rows.values()
        data = b"".join(row.write([], self._plan.context, []))
        self.receipt.files = int(bool(data))
        return self._files.put(Output(self._plan.target, data, held)) if data else []

    def _from_spool(self, spool: BinaryIO) -> list[Diagnostic]:
        """Write the one file of a format that is not made of pieces, from the issues set aside."""
        from catalog.model import Issue

        ((row, held),) = self._rows.values()
        context = self._plan.context
        found: list[Diagnostic] = []
        with spool:
            spool.seek(0)
            data = b"".join(row.write(map(Issue.model_validate_json, spool), context, found))
            findings = [
                item for item in found if item.code in REFUSALS and item.place.record not in self._refused
            ]
            spool.seek(0)
            for issue in map(Issue.model_validate_json, spool) if findings else ():
                lines = tuple(rejected(issue, context.publication(issue.publication), findings))
                self.receipt.rejected += len(lines)
                findings += self._reject(lines)
        return findings + self._files.put(Output(self._plan.target, data, held))

    def _reject(self, lines: tuple[bytes, ...]) -> list[Diagnostic]:
        if self._plan.printed:
            return []
        return [item for line in lines for item in self._files.extend(self._rejected, line, Frame(), _ours)]

    def _without_deletes(self, slug: str, name: str) -> None:
        """Let files of deletes go that an earlier export left, where nothing is withdrawn now."""
        for row, held in self._rows.values():
            path = path_of(self._plan, row, slug, name, deleted=True)
            if row.marc and path not in self._grown and path.exists():
                self._files.put(Output(path, b"", held))

    def _slug(self, issue: Listed) -> str:
        return self._plan.context.publication(issue.outline.name).slug

    def _frame(self, row: Writer) -> Frame | None:
        return self._frames[row.name]

    @cached_property
    def _frames(self) -> dict[str, Frame | None]:
        return {name: row.frame(self._plan.context) for name, (row, _) in self._rows.items()}

    @cached_property
    def _rows(self) -> dict[str, tuple[Writer, Held]]:
        rows = map(by_name, self._plan.formats)
        return {row.name: (row, partial(row.issues_in, context=self._plan.context)) for row in rows}

    @cached_property
    def _rejected(self) -> Path:
        target = self._plan.target
        return target / REJECTED if self._plan.folder else target.with_name(f"{target.stem}.{REJECTED}")


def taken(job: Job) -> Iterator[tuple[Listed, Orders, Written, Mapping[str, History]]]:
    """Give the issues of a page that are taken, with their records and what the register knows of those."""
    issues = job.done.issues if job.done else ()
    for issue, orders, histories in zip(issues, job.orders or (), job.histories, strict=True):
        if orders is not None:
            written = issue.written if issue.written and not orders.nothing else Written(orders)
            yield issue, orders, written, histories


def _ours(data: bytes) -> frozenset[str] | None:
    """Tell a file of rejected entries, which holds no issue."""
    try:
        rows = [json.loads(line) for line in bytes(data).splitlines()]
        return frozenset() if all(row["reasons"] for row in rows) else None
    except (ValueError, LookupError, TypeError, RecursionError):
        return None
