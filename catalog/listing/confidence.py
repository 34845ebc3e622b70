"""How sure a value is: the share of values with such a margin that were right on pages of known contents."""

from bisect import bisect_right
from functools import cache

from catalog import resources


@cache
def _table() -> tuple[tuple[float, ...], tuple[float, ...]]:
    rows = resources.table("confidence.toml")["right"]
    return tuple(row[0] for row in rows), tuple(row[1] for row in rows)


def confidence(margin: float) -> float:
    """Give the confidence for a margin, between the rows of the table in proportion.

    >>> 0.0 < confidence(0.0) < confidence(1.0) < confidence(100.0) < 1.0
    True
    """
    margins, shares = _table()
    if margin >= margins[-1]:
        return shares[-1]
    above = bisect_right(margins, margin)
    if above == 0:
        return shares[0]
    part = (margin - margins[above - 1]) / (margins[above] - margins[above - 1])
    return round(shares[above - 1] + part * (shares[above] - shares[above - 1]), 4)
