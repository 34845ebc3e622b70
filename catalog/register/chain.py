"""The order-preserving part of matching: the heaviest chain of pairs in which both numbers rise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

Pair = tuple[int, int]
"""An entry of a new listing and an article of the old one, by their indexes."""


def heaviest_chain(weights: Mapping[Pair, float]) -> list[Pair]:
    """Choose pairs in which both numbers rise, so that their weights add up to most.

    >>> heaviest_chain({(0, 0): 1, (1, 2): 1, (2, 1): 3, (3, 3): 1})
    [(0, 0), (2, 1), (3, 3)]
    """
    size = max((pair[1] for pair in weights), default=-1) + 2
    # A Fenwick tree over the second number: at each node the heaviest chain that ends in its range, of equals
    # the one that ends earliest.
    tree = [_Link(0.0, 0, 0, None)] * size
    for first, second in sorted(weights, key=lambda pair: (pair[0], -pair[1])):
        before, at = tree[0], second
        while at > 0:
            before = max(before, tree[at], key=_rank)
            at -= at & -at
        here, at = _Link(before.weight + weights[first, second], first, second, before), second + 1
        while at < size:
            tree[at] = max(tree[at], here, key=_rank)
            at += at & -at
    chain: list[Pair] = []
    link = max(tree, key=_rank)
    while link.before is not None:
        chain.append((link.first, link.second))
        link = link.before
    return chain[::-1]


class _Link(NamedTuple):
    """The end of a chain: its weight, its last pair, and the chain before that."""

    weight: float
    first: int
    second: int
    before: _Link | None


def _rank(link: _Link) -> tuple[float, int, int]:
    return link.weight, -link.first, -link.second
