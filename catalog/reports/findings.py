"""All findings of a run, in their order: in memory as long as they are few, else on the disk."""

import os
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from types import TracebackType
from typing import IO, Self

from catalog.codes import Severity
from catalog.diagnostics import Diagnostic, Listing
from catalog.reports.pointing import pointed

_AT_ONCE = 500


class Findings:
    """Findings that can be gone through again and again; they come in the order in which they were added.

    Used in a `with` statement, they are off the disk at its end.  If `quiet`, only those of severity error
    are kept, though all are counted.  `first` has the first one of each code and severity.  `listings` tells
    by control number where a listing prints the article; what is found about its record names that line.
    """

    def __init__(self, found: Iterable[Diagnostic] = (), *, quiet: bool = False) -> None:
        self.quiet = quiet
        self.counts: dict[Severity, int] = {"error": 0, "warning": 0, "note": 0}
        self.by_code: Counter[str] = Counter()
        self.first: dict[tuple[str, Severity], Diagnostic] = {}
        self.listings: dict[str, Listing] = {}
        self._latest: list[Diagnostic] = []
        self._earlier: IO[bytes] | None = None
        self.add(found)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._earlier is not None:
            self._earlier.close()

    def add(self, found: Iterable[Diagnostic]) -> None:
        """Take findings."""
        for item in map(pointed, found):
            self.counts[item.severity] += 1
            self.first.setdefault((item.code, item.severity), item)
            if self.quiet and item.severity != "error":
                continue
            self.by_code[item.code] += 1
            self._latest.append(item)
            if len(self._latest) == _AT_ONCE:
                self._put_away()

    def __iter__(self) -> Iterator[Diagnostic]:
        import pickle

        at, end = 0, self._earlier.seek(0, os.SEEK_END) if self._earlier is not None else 0
        while self._earlier is not None and at < end:
            self._earlier.seek(at)
            chunk: list[Diagnostic] = pickle.load(self._earlier)
            at = self._earlier.tell()
            yield from map(self._traced, chunk)
        yield from map(self._traced, self._latest)

    def __len__(self) -> int:
        return self.by_code.total()

    def _put_away(self) -> None:
        import pickle

        if self._earlier is None:
            self._earlier = tempfile.TemporaryFile()  # noqa: SIM115  # closed at the end of the `with` statement
        self._earlier.seek(0, os.SEEK_END)
        pickle.dump(self._latest, self._earlier)
        self._latest = []

    def _traced(self, item: Diagnostic) -> Diagnostic:
        """Name the line of the listing, if it is known and not yet named."""
        listing = self.listings.get(item.place.record) if item.code[0] in "RX" else None
        if listing is None or item.place.listing is not None:
            return item
        return replace(item, place=replace(item.place, listing=listing))
