"""Records of a file by something that is their own, such as a control number: which of them had it first."""

from collections.abc import Hashable
from typing import NamedTuple

from catalog.compact import Rising, Table


class Owner(NamedTuple):
    """The number of a record in its file, from 1, and the line on which it begins, where it has lines."""

    number: int
    line: int | None

    def called(self, file: str) -> str:
        """Call a record by its number and its line in the file.

        >>> Owner(3, 41).called("a.xml"), Owner(3, None).called("a.mrc")
        ('#3 (a.xml:41)', '#3')
        """
        return f"#{self.number}" + (f" ({file}:{self.line})" if self.line else "")


class Owners:
    """Records by a key, as many as a file has: some twenty bytes are kept of each."""

    def __init__(self) -> None:
        self._lines = Table(1)
        self._numbers = Rising()

    def __contains__(self, key: Hashable) -> bool:
        return key in self._lines

    def earlier(self, key: Hashable, number: int, line: int | None) -> Owner | None:
        """Note a record under a key; give the earlier one that has it, if there is one."""
        row, is_new = self._lines.row(key)
        (lines,) = self._lines.columns
        if is_new:
            lines[row] = line or 0
            self._numbers.append(number)
            return None
        return Owner(self._numbers[row], lines[row] or None)
