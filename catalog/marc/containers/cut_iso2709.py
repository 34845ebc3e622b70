"""A stream of ISO 2709 cut into records, also where a terminator is missing or stands inside a value.

A record ends at U+001D.  One that is longer by its leader and its directory, which agree, has that sign in
a value; where the next leader stands before the sign, a record was broken off, or what stands there is none.
"""

from collections import deque
from collections.abc import Iterator
from itertools import chain, islice, pairwise
from typing import Literal, NamedTuple

from catalog import patterns
from catalog.marc.containers.ahead import Stream
from catalog.marc.containers.entry import LIMIT
from catalog.marc.containers.lines import CHUNK

LEADER, ENTRY = 24, 12
BETWEEN = b"\r\n\t \0\x1a"
"""What some programs write between records, and at the end of a file."""
ENTRIES = patterns.compile(rb"(?:[0-9A-Za-z]{3}[0-9]{9})+")
"""A sound directory."""

_LENGTH = patterns.compile(rb"([0-9]{0,4})[a-z ][a-z]{2}")
_ENDS = patterns.compile(
    rb"\x1d(?:[\r\n\t \0\x1a]*+\x1d)*+"
)  # of records, all but the first of which are empty
_LEADER = patterns.compile(rb"(?=[0-9]{5}[a-z ][a-z]{2}[ -~]{4}([0-9]{5})[ -~]{3}45[0-9 ][0-9 ])")

_SIGNS = 100  # that may stand in the values of one record

Kind = Literal["whole", "no-record", "broken-off", "cut-short", "too-large"]
"""What bytes are: a record, what stands before one, a record whose end is missing before the next one or at
the end of the file, one of more than LIMIT bytes."""


class Raw(NamedTuple):
    """The bytes of a record without its terminator, and the place of the first in the file, from 0.

    `before` and `ends` were taken off: what stood between the records, and the terminator.
    """

    data: bytes
    offset: int
    kind: Kind = "whole"
    before: bytes = b""
    ends: bytes = b""

    @property
    def end(self) -> int:
        """The place behind the first terminator."""
        return self.offset + len(self.data) + 1


def cut(stream: Stream) -> Iterator[Raw]:
    """Cut a stream into records, never holding much more than LIMIT bytes."""
    coming = _by_terminators(stream)
    waiting = deque[Raw]()
    ends = set[int]()  # of those that wait
    while raw := waiting.popleft() if waiting else next(coming, None):
        ends.discard(raw.end)
        end = _end_by_directory(raw)
        while end and (not waiting or waiting[-1].end < end) and (more := next(coming, None)):
            waiting.append(more)
            ends.add(more.end)
        if end in ends:
            raw = _joined(raw, waiting, ends, end)
        yield from _parted(raw)


def _by_terminators(stream: Stream) -> Iterator[Raw]:
    start, size, parts = 0, 0, list[bytes]()
    was_empty = False  # of terminators behind one another the first is told of, there may be millions
    while chunk := stream.read(CHUNK):
        at = 0
        for ends in chain(_ENDS.finditer(chunk), (None,)):
            part = chunk[at : ends.start()] if ends else chunk[at:]
            if size <= LIMIT:
                parts.append(part)
            size += len(part)
            if ends is None:
                break
            raw = _without_surroundings(b"".join(parts), start, size)._replace(ends=ends[0][:1])
            if raw.data or not was_empty:
                yield raw
            was_empty = not raw.data
            if not was_empty and len(ends[0]) > 1:
                was_empty = True
                yield Raw(b"", start + size + 1, ends=ends[0][1:])
            start, size, parts, at = start + size + len(ends[0]), 0, [], ends.end()
    last = _without_surroundings(b"".join(parts).rstrip(BETWEEN), start, size)
    if last.data:
        yield last if last.kind == "too-large" else last._replace(kind="cut-short")


def _without_surroundings(data: bytes, start: int, size: int) -> Raw:
    kept = data.lstrip(BETWEEN)
    if missing := _missing(kept):  # blanks that a leader begins with
        kept = (
            data[-len(kept) - missing :] if data[: len(data) - len(kept)].endswith(b" " * missing) else kept
        )
    before = data[: len(data) - len(kept)]
    return Raw(kept, start + len(before), "too-large" if size > LIMIT else "whole", before)


def _missing(data: bytes) -> int:
    """Count the blanks that a length before status, type and level lacks."""
    found = _LENGTH.match(data)
    return 5 - len(found[1]) if found else 0


def _end_by_directory(raw: Raw) -> int:
    """Give the place where a record ends by its leader, if its directory agrees and it is behind the sign."""
    data = raw.data
    if not data[:5].isdigit() or (length := int(data[:5])) <= len(data) + 1:
        return 0
    base = data.find(b"\x1e", LEADER) + 1
    if not ENTRIES.fullmatch(data, LEADER, base - 1) or data[12:17] != b"%05d" % base:
        return 0
    fields = max(
        int(data[at + 3 : at + 7]) + int(data[at + 7 : at + 12]) for at in range(LEADER, base - 1, ENTRY)
    )
    return raw.offset + length if base + fields + 1 == length else 0


def _joined(raw: Raw, waiting: deque[Raw], ends: set[int], end: int) -> Raw:
    """Join a record with those that wait, up to the end of one, if nothing is lost between them."""
    parts = [raw]
    for more in islice(waiting, _SIGNS):
        last = parts[-1]
        if last.offset + len(last.data) + len(last.ends) + len(more.before) != more.offset:
            return raw
        parts.append(more)
        if more.end == end:
            break
    if parts[-1].end != end or not parts[-1].data.endswith(b"\x1e"):
        return raw
    for _ in parts[1:]:
        ends.discard(waiting.popleft().end)
    between = (part.ends + following.before + following.data for part, following in pairwise(parts))
    return raw._replace(data=b"".join((raw.data, *between)), ends=parts[-1].ends)


def _parted(raw: Raw) -> Iterator[Raw]:
    """Part a record that was broken off, and what is none, from the next one."""
    data = raw.data
    if raw.kind == "too-large" or data[:5] == b"%05d" % (len(data) + 1):
        yield raw
        return
    starts = [
        found.start() for found in _LEADER.finditer(data) if _is_leader(data, found.start(), int(found[1]))
    ]
    for begins, ends in pairwise(sorted({0, *starts})):
        kind: Kind = "broken-off" if _LEADER.match(data, begins) else "no-record"
        yield Raw(data[begins:ends], raw.offset + begins, kind)
    begins = max(starts, default=0)
    yield raw._replace(data=data[begins:], offset=raw.offset + begins)


def _is_leader(data: bytes, at: int, base: int) -> bool:
    """Tell whether a directory stands behind what looks like a leader, as long as that says."""
    end = at + base - 1
    return data[end : end + 1] == b"\x1e" and ENTRIES.fullmatch(data, at + LEADER, end) is not None
