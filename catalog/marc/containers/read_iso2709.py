"""ISO 2709 read record by record: what leader and directory say is checked against what is there.

A record ends at U+001D, which stands nowhere else: behind a damaged one the next is found again.  Where
the directory is wrong, fields are told apart by their terminators.  Structure:
https://www.loc.gov/marc/specifications/specrecstruc.html
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate, chain
from typing import NamedTuple

from catalog import patterns
from catalog.diagnostics import Diagnostic, Place, finding
from catalog.marc.containers.ahead import Stream
from catalog.marc.containers.entry import LIMIT, Entry, Fault, own, told
from catalog.marc.containers.lines import CHUNK, indicators, subfields
from catalog.marc.record import ControlField, DataField, Field, Record

_LEADER, _ENTRY = 24, 12
_ENTRIES = patterns.compile(rb"(?:[0-9A-Za-z]{3}[0-9]{9})+")
_LENGTH = patterns.compile(rb"([0-9]{0,4})[a-z ][a-z]{2}")
_BETWEEN = b"\r\n\t \0\x1a"  # what some programs write between records, and at the end of a file
_ENDS = patterns.compile(
    rb"\x1d(?:[\r\n\t \0\x1a]*+\x1d)*+"
)  # of records, all but the first of which are empty


class _Raw(NamedTuple):
    """The bytes of a record without its terminator, and the place of the first in the file, from 0."""

    data: bytes
    offset: int
    is_too_large: bool
    is_cut_short: bool = False


_Fields = Sequence[tuple[str, bytes]]


def read(stream: Stream, name: str, encoding: str | None = None) -> Iterator[Entry | Diagnostic]:
    """Give the records of a file and what is wrong with it; a bad record costs that record.

    A record is read as UTF-8, one that is not or does not say so in the encoding given, if one is.
    Findings: X536 length, X537 base address, X538 directory, X539 bytes that no entry of it names, X540
    fields that cannot be told apart, X541 the end of the file is missing, X543 a field out of form, X544
    no leader, X545 bytes that do not fit the encoding, X546 a record without end, X548 an encoding other
    than that declared, X524 no record at all.
    """
    number = 0
    for raw in _raw(stream):
        number += 1
        findings: list[Diagnostic] = []
        try:
            record, used = _record(raw, Place(name, record=f"#{number}"), encoding, findings)
        except Fault as fault:
            yield from findings
            yield fault.finding(name, number)
            continue
        entry = Entry(name, number, None, record, offset=raw.offset, encoding=used)
        yield from told(findings, entry)
        yield entry
    if number == 0:
        yield finding("X524", Place(name))


def _raw(stream: Stream) -> Iterator[_Raw]:
    """Cut a stream into records, never holding much more than LIMIT bytes."""
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
            raw = _without_surroundings(b"".join(parts), start, size)
            if raw.data or not was_empty:
                yield raw
            was_empty = not raw.data
            if not was_empty and len(ends[0]) > 1:
                was_empty = True
                yield _Raw(b"", start + size + 1, False)
            start, size, parts, at = start + size + len(ends[0]), 0, [], ends.end()
    last = _without_surroundings(b"".join(parts).rstrip(_BETWEEN), start, size)
    if last.data:
        yield last._replace(is_cut_short=True)


def _without_surroundings(data: bytes, start: int, size: int) -> _Raw:
    kept = data.lstrip(_BETWEEN)
    if missing := _missing(kept):  # blanks that a leader begins with
        kept = (
            data[-len(kept) - missing :] if data[: len(data) - len(kept)].endswith(b" " * missing) else kept
        )
    return _Raw(kept, start + len(data) - len(kept), size > LIMIT)


def _missing(data: bytes) -> int:
    """Count the blanks that a length before status, type and level lacks."""
    found = _LENGTH.match(data)
    return 5 - len(found[1]) if found else 0


def _record(raw: _Raw, place: Place, encoding: str | None, findings: list[Diagnostic]) -> tuple[Record, str]:
    """Make the record, and give the encoding that its bytes are in; raises Fault."""
    data, offset = raw.data, raw.offset
    if raw.is_too_large:
        raise Fault("X546", limit=LIMIT // (1024 * 1024))
    if raw.is_cut_short:
        raise Fault("X541", length=f"{len(data):,}", offset=f"{offset:,}")
    base = data.find(b"\x1e", _LEADER) + 1
    begins = _directory(data, base - 1)
    leader = data[:begins].decode("ascii", "backslashreplace")
    if len(leader) != begins or not leader.isprintable() or not base:
        raise Fault("X544")
    for code, position, stated, actual in (
        ("X536", "00-04", leader[:5], f"{len(data) + 1:05}"),
        ("X537", "12-16", leader[12:17], f"{base:05}"),
    ):
        if stated != actual and begins == _LEADER:  # else it is not known where they stand
            at = replace(place, field="LDR", position=position)
            findings.append(finding(code, at, found=stated, actual=actual, offset=f"{offset:,}"))
    fields = _fields(data[begins : base - 1], data[base:], place, findings)
    used = _encoding(leader, fields, encoding, place, findings)
    return Record(leader, own([_field(tag, value.decode(used)) for tag, value in fields])), used


def _directory(data: bytes, end: int) -> int:
    """Tell where the directory begins: behind the leader, also behind one that is too short or too long."""
    off = (end - _LEADER) % _ENTRY
    begins = _LEADER + (off if off < _ENTRY // 2 else off - _ENTRY)
    if off == 0 or not _ENTRIES.fullmatch(data, begins, end):
        return _LEADER
    stated = [_stated(data[at : at + _ENTRY]) for at in range(begins, end, _ENTRY)]
    lengths = accumulate((length for length, _ in stated), initial=0)
    return begins if all(at == place for at, (_, place) in zip(lengths, stated, strict=False)) else _LEADER


def _fields(directory: bytes, data: bytes, place: Place, findings: list[Diagnostic]) -> _Fields:
    """Tell the fields apart, by the directory, or where that is wrong by their terminators."""
    entries = [directory[start : start + _ENTRY] for start in range(0, len(directory), _ENTRY)]
    *values, behind = data.split(b"\x1e")
    lengths = [len(value) + 1 for value in values]
    at = dict(zip(zip(lengths, accumulate(lengths, initial=0), strict=False), values, strict=True))
    named = [_stated(entry) for entry in entries]
    if not behind and all(stated in at for stated in named):
        if unnamed := set(at) - set(named):
            count = sum(length for length, _ in unnamed)
            findings.append(finding("X539", place, length=f"{count:,}"))
        return [(_tag(entry), at[stated]) for entry, stated in zip(entries, named, strict=True)]
    if behind:
        values.append(behind)
    if len(entries) != len(values):
        raise Fault("X540", entries=len(entries), fields=len(values))
    findings.append(finding("X538", place))
    return [(_tag(entry), value) for entry, value in zip(entries, values, strict=True)]


def _stated(entry: bytes) -> tuple[int, int]:
    """Give length and place of a field as its entry has them; -1 for what is no number."""
    sound = len(entry) == _ENTRY and entry[3:].isdigit()
    return (int(entry[3:7]), int(entry[7:])) if sound else (-1, -1)


def _tag(entry: bytes) -> str:
    return entry[:3].decode("ascii", "backslashreplace")


def _encoding(
    leader: str, fields: _Fields, asked: str | None, place: Place, findings: list[Diagnostic]
) -> str:
    """Choose the encoding of a record by its bytes, what it says of itself and what was asked for."""
    every = b"\n".join(value for _, value in fields)
    declared, says_unicode = _declared(leader, fields)
    fits = _fits(every, "utf-8")
    other = asked if asked and not (fits and says_unicode) else "utf-8"
    if not _fits(every, other):
        raise Fault("X545", encoding=other)
    if declared and says_unicode != (other == "utf-8") and not every.isascii():
        findings.append(finding("X548", place, declared=declared, encoding=other))
    return other


def _fits(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _declared(leader: str, fields: _Fields) -> tuple[str, bool]:
    """Give what a record says of its encoding, in 100 $a or leader/09, and whether that is Unicode."""
    first = dict(reversed(fields))
    if leader[20:] == "450 " or ("200" in first and "245" not in first):
        data = first.get("100", b"").partition(b"\x1fa")[2].partition(b"\x1f")[0]
        code = data[26:30].decode("ascii", "replace")
        return (f"100 $a/26-29 {code.replace(' ', '#')}" if code else ""), code[:2] == "50"
    return f"leader/09 {leader[9].replace(' ', '#')}", leader[9] == "a"


@lru_cache(maxsize=4096)
def _field(tag: str, text: str) -> Field:
    """Make a field of its text, that of many records once; raises Fault."""
    if tag.startswith("00"):
        return ControlField(tag, text)
    return DataField(tag, indicators(tag, text, "\x1f"), subfields(tag, text[2:], "\x1f"))
