"""Reading rules for what is no entry: the word 目录, what is unread, and where prose takes over."""

import re
from collections.abc import Iterator

from catalog import patterns
from catalog.listing.context import Context
from catalog.listing.grammar import Kind
from catalog.listing.reading import Reading, Readings, reading

UNREAD, OUTSIDE = Kind.UNREAD, Kind.OUTSIDE
_LABEL = patterns.compile(
    r"[(\[【]?(?:总?目录|要目|目次|本期(?:要目|目录|导读)|contents)[)\]】]?:?"
    r"|\d{4}年\d{1,2}月(?:\d{1,2}日)?(?:出版)?(?:星期[一二三四五六日天])?",
    re.IGNORECASE,
)


def label(context: Context, start: int) -> Iterator[Reading]:
    """See 目录, 要目, 目次, or a date of publication, on a line of their own."""
    line = context.line(start)
    if start == line.start and _LABEL.fullmatch(context.cuts.text(line.start, line.end)):
        yield reading(line.start, line.end, Kind.LABEL, 8.0, "label")


def ordinal(context: Context, start: int) -> Iterator[Reading]:
    """See the number that counts an entry: 01. …, ② …."""
    if start + 1 < context.line(start).end:
        yield reading(start, start + 1, Kind.ORDINAL, 2.0, "ordinal")


def unread(context: Context, start: int) -> Readings:
    """Set the rest of a line aside: always possible, never welcome."""
    stop = context.line_at[start].end
    size = context.cuts.pieces[stop - 1].end - context.cuts.pieces[start].start
    return (Reading(start, stop, UNREAD, -4.0 - 0.1 * min(size, 40), "unread", start, stop),)


def outside(context: Context, start: int) -> Readings:
    """See that from here to the end it is no listing any more."""
    if start > context.line_at[start].start:
        return ()
    score, end = context.outside[context.line_of[start]], len(context.cuts.pieces)
    return (Reading(start, end, OUTSIDE, score, "prose_takes_over", start, end),)
