"""The best way through a lattice of scored edges, and how much worse every other way is.

Knows nothing of listings: an edge has a start, an end, a kind and a score, and what one kind may follow
is a table for each position.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

IMPOSSIBLE = float("-inf")


class Edge(Protocol):
    """What the lattice asks of an edge: it covers the pieces from `start` up to `end`."""

    @property
    def start(self) -> int:
        """The position before its first piece."""
        ...

    @property
    def end(self) -> int:
        """The position after its last piece."""
        ...

    @property
    def kind(self) -> int:
        """What it is read as."""
        ...

    @property
    def score(self) -> float:
        """What speaks for it."""
        ...


E = TypeVar("E", bound=Edge)
Follow = Mapping[int, Mapping[int, float]]
"""For each kind, the kinds that may come next and what that adds to the score."""

START = -1
END = -2


@dataclass(frozen=True, slots=True)
class Path(Generic[E]):
    """The edges of the best path in order, and its score."""

    edges: tuple[E, ...]
    score: float


def best_path(edges: Sequence[E], length: int, follow: Callable[[int], Follow]) -> Path[E] | None:
    """Find the best path from 0 to `length`; `follow(position)` is the table that holds there.

    Of several equal paths the one whose edges were proposed first wins.  None if no path exists.
    """
    begin: list[list[E]] = [[] for _ in range(length)]
    for edge in edges:
        begin[edge.start].append(edge)
    arrived: list[dict[int, tuple[float, E | None, int]]] = [{} for _ in range(length + 1)]
    arrived[0][START] = (0.0, None, START)
    for position in range(length):
        here = arrived[position]
        if not here or not begin[position]:
            continue
        table = follow(position)
        rows = [(score, kind, table.get(kind, {})) for kind, (score, _, _) in here.items()]
        for edge in begin[position]:
            best, before = IMPOSSIBLE, START
            kind = edge.kind
            for score, previous, allowed in rows:
                step = allowed.get(kind)
                if step is not None and score + step > best:
                    best, before = score + step, previous
            if best == IMPOSSIBLE:
                continue
            best += edge.score
            there = arrived[edge.end]
            if kind not in there or best > there[kind][0]:
                there[kind] = (best, edge, before)
    table = follow(length)
    ends = [
        (score + table[kind][END], kind)
        for kind, (score, _, _) in arrived[length].items()
        if END in table.get(kind, {})
    ]
    if not ends:
        return None
    total, kind = max(ends, key=lambda end: end[0])
    path: list[E] = []
    position = length
    while position > 0:
        _, last, kind_before = arrived[position][kind]
        assert last is not None
        path.append(last)
        position, kind = last.start, kind_before
    return Path(tuple(reversed(path)), total)
