"""What is kept of every record of a run, in as few bytes as can be: hundreds of thousands fit into memory."""

from array import array
from collections.abc import Hashable

_FIRST = 1 << 10
_BITS = (1 << 64) - 1


class Table:
    """Rows of numbers below 2**32, found by a key, of which 64 bits of hash are kept.

    Two keys of the same hash would be taken for one: among a million that is less likely than a misread bit.
    """

    def __init__(self, columns: int) -> None:
        self.columns = tuple(array("I") for _ in range(columns))
        self._hashes = array("Q")
        self._slots = array("I", bytes(4 * _FIRST))

    def __len__(self) -> int:
        return len(self._hashes)

    def row(self, key: Hashable) -> tuple[int, bool]:
        """Give the number of the row with this key, and whether it is new; a new one has zeros."""
        wanted, slots, hashes = hash(key) & _BITS, self._slots, self._hashes
        mask = len(slots) - 1
        slot = wanted & mask
        while at := slots[slot]:
            if hashes[at - 1] == wanted:
                return at - 1, False
            slot = (slot + 1) & mask
        hashes.append(wanted)
        for column in self.columns:
            column.append(0)
        slots[slot] = len(hashes)
        if 3 * len(hashes) > 2 * len(slots):
            self._grow()
        return len(hashes) - 1, True

    def _grow(self) -> None:
        size = 2 * len(self._slots)
        self._slots = slots = array("I", bytes(4 * size))
        for at, wanted in enumerate(self._hashes, 1):
            slot = wanted & (size - 1)
            while slots[slot]:
                slot = (slot + 1) & (size - 1)
            slots[slot] = at


class Texts:
    """Short texts behind one another in UTF-8, each known by where it begins."""

    def __init__(self) -> None:
        self._data = bytearray()

    def add(self, text: str) -> int:
        """Keep a text, and say where."""
        at = len(self._data)
        self._data += text.encode("utf-8", "surrogatepass") + b"\xff"
        return at

    def __getitem__(self, at: int) -> str:
        return self._data[at : self._data.index(b"\xff", at)].decode("utf-8", "surrogatepass")
