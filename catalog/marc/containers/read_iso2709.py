"""ISO 2709 read record by record: what leader and directory say is checked against what is there.

Where the directory is wrong, fields are told apart by their terminators.  Structure:
https://www.loc.gov/marc/specifications/specrecstruc.html
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate

from catalog import patterns
from catalog.diagnostics import Diagnostic, Place, finding
from catalog.marc.containers.ahead import Stream
from catalog.marc.containers.cut_iso2709 import ENTRIES, ENTRY, LEADER, Raw, cut
from catalog.marc.containers.entry import LIMIT, Entry, Fault, called, own, told, undecoded
from catalog.marc.containers.lines import indicators, subfields
from catalog.marc.record import ControlField, DataField, Field, Record

_BLANKS = b" \0\r\n\t"
_GB_PAIR = patterns.compile(rb"[\x81-\xfe](?:[\x40-\x7e\x80-\xfe]|[0-9][\x81-\xfe][0-9])")
_SURE = 0.9

_Fields = Sequence[tuple[str, bytes]]


def read(stream: Stream, name: str, encoding: str | None = None) -> Iterator[Entry | Diagnostic]:
    """Give the records of a file and what is wrong with it; a bad record costs that record.

    A record is read as UTF-8, one that is not or does not say so in the encoding given, if one is; without,
    one of CNMARC that is GB18030 beyond doubt as that.
    Findings: X536 length, X537 base address, X538 directory, X539 bytes that no entry of it names, X540
    fields that cannot be told apart, X541 the end of the file is missing, X543 a field out of form, X544
    no leader, X545 bytes that do not fit the encoding, X546 a record without end, X548 an encoding other
    than that declared, X568 a record broken off, X569 bytes between records, X524 no record at all.
    """
    number = 0
    for raw in cut(stream):
        if raw.kind == "no-record":
            length, offset = f"{len(raw.data):,}", f"{raw.offset:,}"
            yield finding("X569", Place(name, record=f"#{number + 1}"), length=length, offset=offset)
            continue
        number += 1
        findings: list[Diagnostic] = []
        try:
            record, used = _record(raw, Place(name, record=f"#{number}"), encoding, findings)
        except Fault as fault:
            label = called(_control_number(raw.data), number)
            yield from told(findings, label)
            yield fault.finding(name, label)
            continue
        entry = Entry(name, number, None, record, offset=raw.offset, encoding=used)
        yield from told(findings, entry.label)
        yield entry
    if number == 0:
        yield finding("X524", Place(name))


def _record(raw: Raw, place: Place, encoding: str | None, findings: list[Diagnostic]) -> tuple[Record, str]:
    """Make the record, and give the encoding that its bytes are in; raises Fault."""
    data, offset = raw.data, f"{raw.offset:,}"
    length = len(data) + 1
    if raw.kind == "too-large":
        raise Fault("X546", limit=LIMIT // (1024 * 1024))
    if raw.kind == "cut-short":
        raise Fault("X541", length=f"{len(data):,}", offset=offset)
    if raw.kind == "broken-off":
        if not data.endswith(b"\x1e") or data[:5] not in (b"%05d" % len(data), b"%05d" % length):
            raise Fault("X568", length=f"{len(data):,}", offset=offset)
        length -= data[:5] == b"%05d" % length  # nothing but its terminator is missing
    base = data.find(b"\x1e", LEADER) + 1
    begins = _directory(data, base - 1)
    leader = data[:begins].decode("ascii", "backslashreplace")
    if len(leader) != begins or not leader.isprintable() or not base:
        raise Fault("X544")
    for code, position, stated, actual in (
        ("X536", "00-04", leader[:5], f"{length:05}"),
        ("X537", "12-16", leader[12:17], f"{base:05}"),
    ):
        if stated != actual and begins == LEADER:  # else it is not known where they stand
            at = replace(place, field="LDR", position=position)
            findings.append(finding(code, at, found=stated, actual=actual, offset=offset))
    fields = _fields(data[begins : base - 1], data[base:], place, findings)
    used = _encoding(leader, fields, encoding, place, findings)
    return Record(leader, own([_field(tag, value.decode(used)) for tag, value in fields])), used


def _control_number(data: bytes) -> str:
    """Give the control number of a record that cannot be read, if its directory leads to one."""
    base = data.find(b"\x1e", LEADER) + 1
    length, start = _stated(data[LEADER : LEADER + ENTRY])
    value = data[base + start : base + start + length - 1] if data[LEADER : LEADER + 3] == b"001" else b""
    return value.decode("ascii", "replace") if base and length > 0 else ""


def _directory(data: bytes, end: int) -> int:
    """Tell where the directory begins: behind the leader, also behind one that is too short or too long."""
    off = (end - LEADER) % ENTRY
    begins = LEADER + (off if off < ENTRY // 2 else off - ENTRY)
    if off == 0 or not ENTRIES.fullmatch(data, begins, end):
        return LEADER
    stated = [_stated(data[at : at + ENTRY]) for at in range(begins, end, ENTRY)]
    lengths = accumulate((length for length, _ in stated), initial=0)
    return begins if all(at == place for at, (_, place) in zip(lengths, stated, strict=False)) else LEADER


def _fields(directory: bytes, data: bytes, place: Place, findings: list[Diagnostic]) -> _Fields:
    """Tell the fields apart, by the directory, or where that is wrong by their terminators."""
    entries = [directory[start : start + ENTRY] for start in range(0, len(directory), ENTRY)]
    *values, behind = data.split(b"\x1e")
    lengths = [len(value) + 1 for value in values]
    at = dict(zip(zip(lengths, accumulate(lengths, initial=0), strict=False), values, strict=True))
    named = [_stated(entry) for entry in entries]
    if not behind and all(stated in at for stated in named):
        if unnamed := set(at) - set(named):
            count = sum(length for length, _ in unnamed)
            findings.append(finding("X539", place, length=f"{count:,}"))
        return [(_tag(entry), at[stated]) for entry, stated in zip(entries, named, strict=True)]
    fields, length = _by_directory(entries, named, data)
    if fields:
        if length:
            findings.append(finding("X539", place, length=f"{length:,}"))
        return fields
    if behind:
        values.append(behind)
    if fields := _by_wide_directory(directory, values):
        findings.append(finding("X538", place))
        return fields
    if len(entries) != len(values):
        raise Fault("X540", entries=len(entries), fields=len(values))
    findings.append(finding("X538", place))
    return [(_tag(entry), value) for entry, value in zip(entries, values, strict=True)]


def _by_directory(
    entries: Sequence[bytes], named: Sequence[tuple[int, int]], data: bytes
) -> tuple[_Fields, int]:
    """Tell the fields apart by a directory that is surely right, and count the bytes that it does not name.

    It is where every entry ends at a terminator, and the fields have their form so and only so.  A terminator
    within a field belongs to its text if the fields lie close together.  No fields: it is not sure.
    """
    end, unnamed, holds_terminator = 0, 0, False
    for (length, start), entry in sorted(zip(named, entries, strict=True), key=lambda row: row[0][1]):
        value, before = data[start : start + length - 1], data[end:start]
        if start < end or length < 1 or data[start + length - 1 : start + length] != b"\x1e":
            return (), 0
        left = before.rpartition(b"\x1e")[2]
        is_control = entry.startswith(b"00")
        if not (is_control or _has_form(value)):
            return (), 0
        if left and (left.strip(_BLANKS) if is_control else _has_form(left + value)):
            return (), 0
        holds_terminator = holds_terminator or b"\x1e" in value
        unnamed += len(before)
        end = start + length
    unnamed += len(data) - end
    if holds_terminator and unnamed:
        return (), 0
    fields = [
        (_tag(entry), data[at : at + length - 1]) for entry, (length, at) in zip(entries, named, strict=True)
    ]
    return fields, unnamed


def _by_wide_directory(directory: bytes, values: Sequence[bytes]) -> _Fields:
    """Read a directory in which a program gave five digits to the length of a field that four do not hold.

    No fields: it is not such a directory.
    """
    fields, at, start = list[tuple[str, bytes]](), 0, 0
    for value in values:
        stated = b"%04d%05d" % (len(value) + 1, start)
        behind = at + 3 + len(stated)
        if directory[at + 3 : behind] != stated:
            return ()
        fields.append((_tag(directory[at:behind]), value))
        at, start = behind, start + len(value) + 1
    return fields if at == len(directory) else ()


def _has_form(value: bytes) -> bool:
    """Whether a data field begins with two indicators and a delimiter."""
    return value[2:3] == b"\x1f" and b"\x1f" not in value[:2]


def _stated(entry: bytes) -> tuple[int, int]:
    """Give length and place of a field as its entry has them; -1 for what is no number."""
    sound = len(entry) == ENTRY and entry[3:].isdigit()
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
    if asked:
        used = "utf-8" if fits and says_unicode else asked
    else:
        used = "gb18030" if not fits and declared.startswith("100") and _is_gb(every) else "utf-8"
    if not _fits(every, used):
        may_be_gb = not asked and declared.startswith("100") and not says_unicode
        raise _undecoded(fields, ("gb18030", used) if may_be_gb else (used,))
    if declared and says_unicode != (used == "utf-8") and not every.isascii():
        findings.append(finding("X548", place, declared=declared, encoding=used))
    return used


def _undecoded(fields: _Fields, encodings: Sequence[str]) -> Fault:
    """Say which bytes do not fit the encoding, of several that which most fields are in."""
    bad = {used: [field for field in fields if not _fits(field[1], used)] for used in encodings}
    used = min(encodings, key=lambda name: len(bad[name]) or len(fields) + 1)
    for tag, value in bad[used]:
        return undecoded(value, used, field=tag)
    return undecoded(b"\n".join(value for _, value in fields), used)


def _is_gb(data: bytes) -> bool:
    """Tell GB18030 beyond doubt: every byte fits, and nearly all characters are the common ones of GB 2312.

    So it is neither UTF-8 of which some bytes are damaged nor Big5, whose bytes would fit as well.
    """
    pairs = _GB_PAIR.findall(data)
    common = sum(len(pair) == 2 and min(pair) > 0xA0 for pair in pairs)
    return _fits(data, "gb18030") and common >= _SURE * len(pairs)


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
