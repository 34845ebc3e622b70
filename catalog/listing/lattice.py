"""The best way through a lattice of scored edges, and how much worse every other way is.

Knows nothing of listings: an edge has a start, an end, a kind and a score, and what one kind may follow
is a table for each position.  Edges are asked for only where a path arrives.  One pass forward and one
backward give every margin exactly.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import itemgetter
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


@dataclass(slots=True, eq=False)
class Step(Generic[E]):
    """An edge of the best path, and how much worse the best path without it is.

    `rival` is the edge that this other path has at the same piece; None, with an infinite margin, if
    there is no other path.
    """

    edge: E
    margin: float
    rival: E | None


@dataclass(slots=True, eq=False)
class Path(Generic[E]):
    """The steps of the best path in order, and its score."""

    steps: tuple[Step[E], ...]
    score: float

    @property
    def edges(self) -> tuple[E, ...]:
        """The edges alone."""
        return tuple([step.edge for step in self.steps])


def best_path(edges: Sequence[E], length: int, follow: Callable[[int], Follow]) -> Path[E] | None:
    """Find the best path from 0 to `length`; `follow(position)` is the table that holds there.

    Of several equal paths the one whose edges were proposed first wins.  None if no path exists.
    """
    begin: list[list[E]] = [[] for _ in range(length)]
    for edge in edges:
        begin[edge.start].append(edge)
    return best_way(begin.__getitem__, length, follow)


def best_way(
    edges_at: Callable[[int], Sequence[E]], length: int, follow: Callable[[int], Follow]
) -> Path[E] | None:
    """Find the best path as `best_path` does; `edges_at(position)` gives the edges that begin there.

    It is asked once for each position at which some path arrives, from left to right.
    """
    tables = [follow(position) for position in range(length + 1)]
    begin, arrived = _forward(edges_at, tables)
    table, ends = tables[length], [(IMPOSSIBLE, START)]
    there = {kind: way[0] for kind, way in arrived[length].items()} if length else {START: 0.0}
    ends += [(score + table[k][END], k) for k, score in there.items() if END in table.get(k, _NOWHERE)]
    score, kind = max(ends, key=_score)
    if score == IMPOSSIBLE:
        return None
    path: list[E] = []
    position = length
    while position > 0:
        _, edge, kind = arrived[position][kind]
        path.append(edge)
        position = edge.start
    path.reverse()
    return Path(tuple(_steps(path, begin, _rest(begin, tables, arrived), score)), score)


_Arrived = list[dict[int, tuple[float, E, int]]]
"""For each position and the kind of the edge that ends there: the best score, that edge, the kind before."""
_Begin = list[list[tuple[float, E]]]
"""For each position the edges that begin there, each with the best score at its end by way of it."""
_Scores = list[Mapping[int, float]]
_NOWHERE: Mapping[int, float] = {}
_score = itemgetter(0)


def _forward(edges_at: Callable[[int], Sequence[E]], tables: list[Follow]) -> tuple[_Begin[E], _Arrived[E]]:
    """Give the edges that a path reaches, and the best way to each position by the kind of the last edge."""
    length = len(tables) - 1
    begin: _Begin[E] = [[] for _ in range(length)]
    arrived: _Arrived[E] = [{} for _ in range(length + 1)]
    for position in range(length):
        table, here = tables[position], arrived[position]
        rows = [(way[0], last, table[last]) for last, way in here.items() if last in table]
        if position == 0:
            rows = [(0.0, START, table.get(START, _NOWHERE))]
        if not rows:
            continue
        reached = begin[position]
        ways: dict[int, tuple[float, int]] = {}
        for edge in edges_at(position):
            kind = edge.kind
            if kind in ways:
                best, previous = ways[kind]
            else:
                best, previous = IMPOSSIBLE, START
                for score, last, allowed in rows:
                    if kind in allowed:
                        score += allowed[kind]
                        if score > best:
                            best, previous = score, last
                ways[kind] = best, previous
            if best == IMPOSSIBLE:
                continue
            best += edge.score
            reached.append((best, edge))
            there = arrived[edge.end]
            if kind not in there or best > there[kind][0]:
                there[kind] = best, edge, previous
    return begin, arrived


def _rest(begin: _Begin[E], tables: list[Follow], arrived: _Arrived[E]) -> _Scores:
    """Give, for each position and the kind of the edge that ends there, the best score from there on."""
    length = len(begin)
    rest: _Scores = [_NOWHERE] * (length + 1)
    rest[length] = {kind: row[END] for kind, row in tables[length].items() if END in row}
    for position in range(length - 1, -1, -1):
        onward: dict[int, float] = {}
        for _, edge in begin[position]:
            kind = edge.kind
            remaining = rest[edge.end].get(kind)
            if remaining is not None:
                remaining += edge.score
                if kind not in onward or remaining > onward[kind]:
                    onward[kind] = remaining
        if not onward:
            continue
        table = tables[position]
        here: dict[int, float] = {}
        for kind in arrived[position]:
            best = IMPOSSIBLE
            allowed = table.get(kind, _NOWHERE)
            for following, score in onward.items():
                if following in allowed:
                    score += allowed[following]
                    if score > best:
                        best = score
            if best > IMPOSSIBLE:
                here[kind] = best
        rest[position] = here
    return rest


def _steps(path: list[E], begin: _Begin[E], rest: _Scores, score: float) -> list[Step[E]]:
    """Find the rival of each edge: every path has exactly one edge over the piece where it begins.

    Of the edges that still run on, those are kept that are better than all that run as far.
    """
    running: list[tuple[float, int, E]] = []  # the best path through each, its end; the best first
    steps: list[Step[E]] = []
    position = 0
    for own in path:
        start = own.start
        for reached, edge in chain.from_iterable(begin[position : start + 1]):
            end = edge.end
            if end > start and edge is not own:
                remaining = rest[end].get(edge.kind)
                if remaining is not None:
                    _keep(running, (reached + remaining, end, edge))
        position = start + 1
        while running and running[0][1] <= start:
            del running[0]
        if running:
            steps.append(Step(own, max(0.0, score - running[0][0]), running[0][2]))
        else:
            steps.append(Step(own, -IMPOSSIBLE, None))
    return steps


def _keep(running: list[tuple[float, int, E]], new: tuple[float, int, E]) -> None:
    """Put an edge among those that run on, unless a better one runs as far; worse ones that do not, go."""
    total, end, _ = new
    at = 0
    for other, as_far, _ in running:
        if other < total:
            break
        if as_far >= end:
            return
        at += 1
    stop = at
    while stop < len(running) and running[stop][1] <= end:
        stop += 1
    running[at:stop] = [new]
