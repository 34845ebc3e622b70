"""Numbers that count the headings or the entries of a listing: （二）年度人物, 07. …, ③…."""

import re
from collections.abc import Iterator
from itertools import pairwise

from catalog import patterns
from catalog.listing.pieces import LEADER, LINE, MARK, NONE, ORDINAL, Cut, Cuts, Piece

Lines = list[tuple[int, int, bool]]
"""The first piece of each line, the one behind its last, and whether a leader stands on it."""
Change = tuple[int, tuple[int, list[Piece]]]
"""Where pieces are put in the place of others: the first, the one behind the last, and the new ones."""

_FEWEST = 3  # lines that make a habit
_LONGEST_COUNTED = 14  # of a heading behind its number
_CHINESE = "一二三四五六七八九十"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_COUNTS = frozenset("(0123456789" + _CHINESE + _CIRCLED)
_COUNTERS = (
    patterns.compile(rf"\((?P<number>[{_CHINESE}]{{1,3}})\)"),
    patterns.compile(rf"(?P<number>[{_CHINESE}]{{1,3}})、"),
    patterns.compile(r"(?P<number>\d{1,3})[.、](?!\d)|(?P<apart>\d{1,3})[.、]$"),
    patterns.compile(r"\((?P<number>\d{1,3})\)"),
    patterns.compile(rf"(?P<number>[{_CIRCLED}])"),
)
_ANYWHERE = _COUNTERS[2]
"""The one kind that also counts entries inside a line."""


def _leads(cuts: Cuts, start: int, end: int) -> bool:
    return any(piece.cut is LEADER for piece in cuts.pieces[start:end])


def counted(cuts: Cuts, lines: Lines) -> Iterator[Change]:
    """Find numbers that count headings or entries: each is one more than the one before, or 1 again."""
    starts = [
        (at, cuts.line_end[at])
        for at, piece in enumerate(cuts.pieces)
        if piece.text[0] in _COUNTS and piece.gap is not NONE
    ]
    if len(starts) < _FEWEST:
        return
    for counter in _COUNTERS:
        found: list[tuple[int, int, re.Match[str]]] = []
        for at, end in starts:
            if counter is not _ANYWHERE and cuts.pieces[at].gap < LINE and at:
                continue
            match = counter.match(cuts.pieces[at].text) or counter.match(cuts.text(at, min(end, at + 4)))
            if match:
                found.append((at, end, match))
        numbers = [_number(match["number"] or match["apart"]) for _, _, match in found]
        rising = all(after in (before + 1, before + 2, 1) for before, after in pairwise(numbers))
        if len(found) < _FEWEST or numbers[0] != 1 or not rising or numbers.count(1) * 2 > len(numbers):
            continue
        short = sum(
            len(cuts.text(at, end)) <= _LONGEST_COUNTED and not _leads(cuts, at, end) for at, end, _ in found
        )
        kind = MARK if short * 2 > len(found) else ORDINAL
        for at, _, match in found:
            yield at, _number_apart(cuts, at, match.end(), kind)
        return


def _number(text: str) -> int:
    if text.isdecimal():
        return int(text)
    if text in _CIRCLED:
        return _CIRCLED.index(text) + 1
    tens, ten, ones = text.rpartition("十")
    value = _CHINESE.find(ones) + 1 if ones else 0
    return value + ((_CHINESE.find(tens) + 1 if tens else 1) * 10 if ten else 0)


def _number_apart(cuts: Cuts, at: int, length: int, kind: Cut) -> tuple[int, list[Piece]]:
    """Put the pieces of a number together, and cut what is glued to it."""
    first, stop = cuts.pieces[at], at
    while length > 0:
        length -= len(cuts.pieces[stop].text)
        stop += 1
    last = cuts.pieces[stop - 1]
    end = last.end + length
    text = cuts.text(at, stop)
    new = [Piece(first.row, first.start, end, kind, first.gap, text[: len(text) + length])]
    if length < 0:
        new.append(Piece(last.row, end, last.end, last.cut, NONE, last.text[length:]))
    return stop, new
