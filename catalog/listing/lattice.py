"""The best way through a lattice of scored edges, and how much worse every other way is.

Knows nothing of listings: an edge has a start, an end, a kind and a score, and what one kind may follow
is a table for each position.  One pass forward and one backward give every margin exactly.
"""

import heapq
from collections.abc import Callable, Mapping, Sequence
from typing import Generic, NamedTuple, Protocol, TypeVar

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


class Step(NamedTuple, Generic[E]):
    """An edge of the best path, and how much worse the best path without it is.

    `rival` is the edge that this other path has at the same piece; None, with an infinite margin, if
    there is no other path.
    """

    edge: E
    margin: float
    rival: E | None


class Path(NamedTuple, Generic[E]):
    """The steps of the best path in order, and its score."""

    steps: tuple[Step[E], ...]
    score: float

    @property
    def edges(self) -> tuple[E, ...]:
        """The edges alone."""
        return tuple(step.edge for step in self.steps)


def best_path(edges: Sequence[E], length: int, follow: Callable[[int], Follow]) -> Path[E] | None:
    """Find the best path from 0 to `length`; `follow(position)` is the table that holds there.

    Of several equal paths the one whose edges were proposed first wins.  None if no path exists.
    """
    begin: list[list[tuple[int, E]]] = [[] for _ in range(length)]
    for index, edge in enumerate(edges):
        begin[edge.start].append((index, edge))
    tables = [follow(position) for position in range(length + 1)]
    arrived, before, reached = _forward(begin, tables)
    ends = [
        (s + tables[length][k][END], k)
        for k, s in arrived[length].items()
        if END in tables[length].get(k, {})
    ]
    if not ends:
        return None
    score, kind = max(ends, key=lambda end: end[0])
    path: list[int] = []
    position = length
    while position > 0:
        index, kind = before[position][kind]
        path.append(index)
        position = edges[index].start
    path.reverse()
    totals = _totals(begin, tables, arrived, reached)
    return Path(tuple(_steps(edges, path, totals, score)), score)


_Scores = list[dict[int, float]]


def _forward(
    begin: list[list[tuple[int, E]]], tables: list[Follow]
) -> tuple[_Scores, list[dict[int, tuple[int, int]]], dict[int, float]]:
    """Give the best score at each position by last kind, where it came from, and at the end of each edge."""
    length = len(begin)
    arrived: _Scores = [{} for _ in range(length + 1)]
    before: list[dict[int, tuple[int, int]]] = [{} for _ in range(length + 1)]
    reached: dict[int, float] = {}
    arrived[0][START] = 0.0
    for position in range(length):
        if not arrived[position] or not begin[position]:
            continue
        rows = [(score, kind, tables[position].get(kind, {})) for kind, score in arrived[position].items()]
        for index, edge in begin[position]:
            best, previous, kind = IMPOSSIBLE, START, edge.kind
            for score, last, allowed in rows:
                step = allowed.get(kind)
                if step is not None and score + step > best:
                    best, previous = score + step, last
            if best == IMPOSSIBLE:
                continue
            best += edge.score
            reached[index] = best
            there = arrived[edge.end]
            if kind not in there or best > there[kind]:
                there[kind] = best
                before[edge.end][kind] = (index, previous)
    return arrived, before, reached


def _totals(
    begin: list[list[tuple[int, E]]], tables: list[Follow], arrived: _Scores, reached: dict[int, float]
) -> dict[int, float]:
    """Give, for each edge on any whole path, the score of the best path through it."""
    length = len(begin)
    rest: _Scores = [{} for _ in range(length + 1)]
    rest[length] = {kind: row[END] for kind, row in tables[length].items() if END in row}
    for position in range(length - 1, -1, -1):
        onward: dict[int, float] = {}
        for _, edge in begin[position]:
            remaining = rest[edge.end].get(edge.kind)
            if remaining is not None and remaining + edge.score > onward.get(edge.kind, IMPOSSIBLE):
                onward[edge.kind] = remaining + edge.score
        if not onward:
            continue
        here = rest[position]
        for kind in arrived[position]:
            best = IMPOSSIBLE
            allowed = tables[position].get(kind, {})
            for following, score in onward.items():
                step = allowed.get(following)
                if step is not None and score + step > best:
                    best = score + step
            if best > IMPOSSIBLE:
                here[kind] = best
    totals: dict[int, float] = {}
    for proposed in begin:
        for index, edge in proposed:
            remaining = rest[edge.end].get(edge.kind)
            if index in reached and remaining is not None:
                totals[index] = reached[index] + remaining
    return totals


def _steps(edges: Sequence[E], path: list[int], totals: dict[int, float], score: float) -> list[Step[E]]:
    """Find the rival of each edge: every path has exactly one edge over the piece where it begins."""
    waiting = sorted(totals, key=lambda index: edges[index].start)
    open_edges: list[tuple[float, int]] = []
    steps: list[Step[E]] = []
    pushed = 0
    for index in path:
        start = edges[index].start
        while pushed < len(waiting) and edges[waiting[pushed]].start <= start:
            heapq.heappush(open_edges, (-totals[waiting[pushed]], waiting[pushed]))
            pushed += 1
        own = None
        while open_edges and (open_edges[0][1] == index or edges[open_edges[0][1]].end <= start):
            taken = heapq.heappop(open_edges)
            own = taken if taken[1] == index else own
        if open_edges:
            loss, rival = open_edges[0]
            steps.append(Step(edges[index], max(0.0, score + loss), edges[rival]))
        else:
            steps.append(Step(edges[index], -IMPOSSIBLE, None))
        if own:
            heapq.heappush(open_edges, own)
    return steps
