"""The lattice against brute force, on small cases."""

from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from catalog.listing.lattice import END, START, Follow, best_path


class Arc(NamedTuple):
    start: int
    end: int
    kind: int
    score: float


KINDS = (0, 1, 2)
SCORES = st.integers(-8, 8).map(float)


@st.composite
def lattices(draw: st.DrawFn) -> tuple[list[Arc], int, list[dict[int, dict[int, float]]]]:
    length = draw(st.integers(1, 5))
    spans = [(a, b) for a in range(length) for b in range(a + 1, length + 1)]
    arcs = draw(
        st.lists(
            st.builds(
                lambda span, kind, score: Arc(span[0], span[1], kind, score),
                st.sampled_from(spans),
                st.sampled_from(KINDS),
                SCORES,
            ),
            max_size=12,
        )
    )
    table = st.dictionaries(
        st.sampled_from((START, *KINDS)), st.dictionaries(st.sampled_from((*KINDS, END)), SCORES), min_size=1
    )
    return arcs, length, draw(st.lists(table, min_size=length + 1, max_size=length + 1))


def brute_force(
    arcs: list[Arc], length: int, tables: list[dict[int, dict[int, float]]], without: int | None = None
) -> float | None:
    best: float | None = None

    def walk(position: int, kind: int, score: float) -> None:
        nonlocal best
        allowed = tables[position].get(kind, {})
        if position == length:
            if END in allowed and (best is None or score + allowed[END] > best):
                best = score + allowed[END]
            return
        for index, arc in enumerate(arcs):
            if index != without and arc.start == position and arc.kind in allowed:
                walk(arc.end, arc.kind, score + allowed[arc.kind] + arc.score)

    walk(0, START, 0.0)
    return best


@given(lattices())
def test_the_best_path_is_the_best_of_all_paths(
    case: tuple[list[Arc], int, list[dict[int, dict[int, float]]]],
) -> None:
    arcs, length, tables = case

    def follow(position: int) -> Follow:
        return tables[position]

    path = best_path(arcs, length, follow)
    expected = brute_force(arcs, length, tables)
    assert (path and path.score) == expected
    if path:
        total, kind, position = 0.0, START, 0
        for arc in path.edges:
            assert arc.start == position
            total += tables[position][kind][arc.kind] + arc.score
            kind, position = arc.kind, arc.end
        assert position == length
        assert total + tables[length][kind][END] == path.score


@given(lattices())
def test_margins_equal_the_loss_of_the_best_path_without_the_edge(
    case: tuple[list[Arc], int, list[dict[int, dict[int, float]]]],
) -> None:
    arcs, length, tables = case
    path = best_path(arcs, length, lambda position: tables[position])
    for step in path.steps if path else ():
        assert path is not None
        index = next(i for i, arc in enumerate(arcs) if arc is step.edge)
        other = brute_force(arcs, length, tables, without=index)
        assert step.margin == (float("inf") if other is None else path.score - other)
        assert (step.rival is None) == (other is None)
        if step.rival:
            assert step.rival.start <= step.edge.start < step.rival.end
