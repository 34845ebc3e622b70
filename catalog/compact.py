"""What is kept of every record of a run, in as few bytes as can be: hundreds of thousands fit into memory."""

import zlib
from array import array
from bisect import bisect_right
from collections.abc import Hashable

_FIRST = 1 << 10
_AT_ONCE = 1 << 10  # texts that are compressed together
_END = b"\xff"  # of a text, which UTF-8 has nowhere


class Table:
    """Rows of numbers below 2**32, found by a key, of which 64 bits of hash are kept.

    Two keys of the same hash would be taken for one: among a million that is less likely than a misread bit.
    """

    def __init__(self, columns: int) -> None:
        self.columns = tuple(array("I") for _ in range(columns))
        self._hashes = array("q")
        self._slots = array("I", [0]) * _FIRST

    def __len__(self) -> int:
        return len(self._hashes)

    def __contains__(self, key: Hashable) -> bool:
        """Tell whether there is a row with this key."""
        wanted, slots = hash(key), self._slots
        slot = wanted % len(slots)
        while (at := slots[slot]) and self._hashes[at - 1] != wanted:
            slot = (slot + 1) % len(slots)
        return at > 0

    def row(self, key: Hashable) -> tuple[int, bool]:
        """Give the number of the row with this key, and whether it is new; a new one has zeros."""
        wanted, slots, hashes = hash(key), self._slots, self._hashes
        size = len(slots)
        slot = wanted % size
        while at := slots[slot]:
            if hashes[at - 1] == wanted:
                return at - 1, False
            slot = (slot + 1) % size
        hashes.append(wanted)
        for column in self.columns:
            column.append(0)
        slots[slot] = len(hashes)
        if 3 * len(hashes) > 2 * size:
            self._grow()
        return len(hashes) - 1, True

    def _grow(self) -> None:
        size = len(self._slots) * 4 // 3
        self._slots = array("I")  # so that the old are not kept beside the new
        self._slots = slots = array("I", [0]) * size
        for at, wanted in enumerate(self._hashes, 1):
            slot = wanted % size
            while slots[slot]:
                slot = (slot + 1) % size
            slots[slot] = at


class Rising:
    """Numbers that mostly rise by one, each known by its index: only where they leap something is kept.

    >>> numbers = Rising()
    >>> for number in (1, 2, 3, 7, 8):
    ...     numbers.append(number)
    >>> numbers[1], numbers[3], numbers[4]
    (2, 7, 8)
    """

    def __init__(self) -> None:
        self._count = 0
        self._starts = array("I")  # where numbers go on after a leap, …
        self._leaps = array("q")  # … and how far they are ahead of their index from there

    def append(self, number: int) -> None:
        """Take the next number."""
        ahead = number - self._count
        if not self._leaps or ahead != self._leaps[-1]:
            self._starts.append(self._count)
            self._leaps.append(ahead)
        self._count += 1

    def __getitem__(self, at: int) -> int:
        return at + self._leaps[bisect_right(self._starts, at) - 1]


class Firsts:
    """Where each of many things was met first, as a number below 2**32."""

    def __init__(self) -> None:
        self._table = Table(1)

    def of(self, key: Hashable, number: int) -> int:
        """Give the number under which a thing was met first; the one given, if it was not met yet."""
        row, is_new = self._table.row(key)
        (numbers,) = self._table.columns
        if is_new:
            numbers[row] = number
        return numbers[row]


class Texts:
    """Short texts known by their index, the earlier compressed some at a time.

    >>> texts = Texts()
    >>> indices = [texts.add(f"工友 {number}") for number in range(2000)]
    >>> texts[indices[3]], texts[indices[1999]]
    ('工友 3', '工友 1999')
    """

    def __init__(self) -> None:
        self._latest: list[str] = []
        self._compressed: list[bytes] = []
        self._opened: tuple[int, list[bytes]] = -1, []  # what was looked into last

    def add(self, text: str) -> int:
        """Keep a text, and give its index, from 0."""
        if len(self._latest) == _AT_ONCE:
            data = _END.join(text.encode("utf-8", "surrogatepass") for text in self._latest)
            self._compressed.append(zlib.compress(data, 1))
            self._latest = []
        self._latest.append(text)
        return len(self._compressed) * _AT_ONCE + len(self._latest) - 1

    def __getitem__(self, at: int) -> str:
        block, index = divmod(at, _AT_ONCE)
        if block == len(self._compressed):
            return self._latest[index]
        if self._opened[0] != block:
            self._opened = block, zlib.decompress(self._compressed[block]).split(_END)
        return self._opened[1][index].decode("utf-8", "surrogatepass")
