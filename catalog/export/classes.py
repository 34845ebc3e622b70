"""Class numbers of the library's settings that no article of an export has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from catalog.context import Context
from catalog.diagnostics import Diagnostic, Place, finding
from catalog.register.outline import Outline


class Unused:
    """The keys of [classes] that were neither a heading nor a control number so far."""

    def __init__(self, context: Context) -> None:
        self._left = dict.fromkeys(context.settings.classes)
        self._codes = tuple(publication.code for publication in context.publications)
        self._here: set[str] = set()
        self._file = context.file

    def take(self, issue: Outline, numbers: Iterable[str]) -> None:
        """Look at an issue and the control numbers of its articles."""
        if not self._left:
            return
        for key in (*numbers, *(entry.heading or "" for entry in issue.entries)):
            self._left.pop(key, None)
        self._here |= {key for key in self._left if key.startswith(issue.issue_number)}

    def findings(self) -> Iterator[Diagnostic]:
        """Tell of those that are left (W785).

        A control number of an issue that is not exported now may be right, and is passed over.
        """
        for key in self._left:
            if key in self._here or not (key.startswith(self._codes) and key[-1:].isdigit()):
                yield finding("W785", Place(self._file), key=key)
