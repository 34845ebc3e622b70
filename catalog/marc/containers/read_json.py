"""MARC-in-JSON read record by record, from an array or from objects behind one another, in bounded memory.

Form: https://github.com/marc4j/marc4j/wiki/MARC-in-JSON-Description.  Behind a broken record the next is
found by the key it begins with, or else by the braces of the broken one.
"""

import codecs
import json
from collections.abc import Iterator
from dataclasses import replace

from catalog import patterns
from catalog.diagnostics import Diagnostic, Place, finding
from catalog.jsonplace import members
from catalog.marc.containers.ahead import Stream
from catalog.marc.containers.entry import LIMIT, Entry, Fault, FieldLines, called, told, undecoded
from catalog.marc.containers.fieldlines import LinesLater
from catalog.marc.containers.lines import CHUNK, UNDECODED
from catalog.marc.record import ControlField, DataField, Field, Record, Subfield

_DECODER = json.JSONDecoder(object_pairs_hook=tuple)  # every pair of an object, also those with the same key
_BETWEEN = patterns.compile(r"[^{]*+")
_BRACES = patterns.compile(r'"(?:[^"\\\n]|\\.)*+(?:"|\n|(?P<unfinished>\\?\Z))|[{}]')
_BEGINNING = patterns.compile(r'\{\s*"(?:leader|fields)"\s*:')
_LONGEST_BEGINNING = 64
_SHOWN = 40
_FIELD = 3  # keys that lead to a field: fields, its number, its tag


def read(stream: Stream, name: str, encoding: str | None = None) -> Iterator[Entry | Diagnostic]:
    """Give the records of a file and what is wrong with it; a bad record costs that record.

    JSON is UTF-8, whatever encoding is asked for.  Findings: X541 the end is missing, X545 bytes that are
    no UTF-8, X546 a record without end, X550 broken JSON, X551 several keys in an object for one, X552
    not the form of MARC-in-JSON, X553 a key that is not read, X524 no record at all.
    """
    text = _Text(stream)
    number = 0
    is_behind_fault = False  # what stands between records may be gone with the broken one
    while True:
        signs = "".join(text.between().split())
        if number == 0:
            text.is_array = signs.startswith("[")
        first, further, last = ("[", ",", "]") if text.is_array else ("", "", "")
        expected = (further if number else first) if not text.is_at_end else last if number else first + last
        if signs != expected and not is_behind_fault:
            english, chinese = _misplaced(signs, expected)
            yield finding("X550", Place(name, text.line), problem_en=english, problem_zh=chinese)
        if text.is_at_end:
            break
        number += 1
        is_behind_fault = False
        line = text.line
        findings: list[Diagnostic] = []
        try:
            value, whole = text.object()
            lines = Lines(whole, line)
            record = _Reading(Place(name, line, record=f"#{number}"), lines, findings).record(value)
        except Fault as fault:
            fault.line, is_behind_fault = fault.line or line, True
            yield fault.finding(name, called(fault.control_number, number))
            continue
        entry = Entry(name, number, line, record, lines)
        yield from told(findings, entry.label)
        yield entry
    if number == 0:
        yield finding("X524", Place(name))


class _Text:
    """The text of a stream behind what has been taken; `line` is that of its beginning."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._decode = codecs.getincrementaldecoder("utf-8-sig")("surrogateescape").decode
        self._text = ""
        self._is_read = False
        self.line = 1
        self.is_array = False

    @property
    def is_at_end(self) -> bool:
        """Whether there is nothing more."""
        return self._is_read and not self._text

    def between(self) -> str:
        """Take what stands before the next object, as much of it as is worth telling."""
        kept = ""
        while True:
            found = _BETWEEN.match(self._text)
            kept += self._take(found.end() if found else 0).strip()[:CHUNK]
            if self._text or not self._more():
                return kept[:CHUNK]

    def object(self) -> tuple[object, str]:
        """Take the object that comes, with its text; raises Fault, and takes all that is broken."""
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text)
            except (ValueError, RecursionError) as error:
                self._pass_by(error)
                continue
            taken = self._take(end)
            if bad := UNDECODED.search(taken):
                raise _undecoded(taken, bad.start(), self.line - taken.count("\n", bad.start()))
            return value, taken

    def _pass_by(self, error: ValueError | RecursionError) -> None:
        """Read more of an object that is not there as a whole, or take the broken one and raise Fault."""
        again = _BEGINNING.search(self._text, 1)
        end = again.start() if again else self._closed()
        if again is None and (end is None or len(self._text) - end < CHUNK):
            if len(self._text) > LIMIT:
                self._skip()
                raise Fault("X546", limit=LIMIT // (1024 * 1024))
            if self._more(len(self._text)):
                return
        if end is None and _is_inside(error, self._text):  # such as a string that is broken by a line end
            self._take(len(self._text))
            raise _broken(error)
        if end is None:
            rest = self._take(len(self._text)).encode("utf-8", "surrogateescape")
            raise Fault("X541", length=f"{len(rest):,}")
        self._take(end)
        raise _broken(error)

    def _closed(self) -> int | None:
        """Find where the braces of a broken object close."""
        depth = 0
        for found in _BRACES.finditer(self._text):
            if found["unfinished"] is not None:
                break
            depth += {"{": 1, "}": -1}.get(found.group(), 0)
            if depth == 0:
                return found.end()
        return None

    def _skip(self) -> None:
        """Leave out everything before the next beginning of a record."""
        while True:
            again = _BEGINNING.search(self._text, 1)
            self._take(again.start() if again else max(0, len(self._text) - _LONGEST_BEGINNING))
            if again or not self._more():
                break
        if not again:
            self._take(len(self._text))

    def _more(self, size: int = 0) -> bool:
        """Read more of the stream; tell whether there was more."""
        data = self._stream.read(max(size, CHUNK))
        self._text += self._decode(data, not data)
        self._is_read = not data
        return bool(data)

    def _take(self, end: int) -> str:
        taken, self._text = self._text[:end], self._text[end:]
        self.line += taken.count("\n")
        return taken


def _misplaced(signs: str, expected: str) -> tuple[str, str]:
    """Say in both languages what is wrong with the signs between two records, or at an end of the file."""
    if signs == "][":
        return "an array ends here and another one begins", "此处一个数组结束，另一个数组开始"
    if (signs, expected) == (",", ""):
        return "a comma stands between records that are in no array", "不在数组中的记录之间有逗号"
    if not expected:
        return (
            f"{signs[:_SHOWN]} stands beside records without an array",
            f"不在数组中的记录旁有 {signs[:_SHOWN]}",
        )
    if not signs:
        return f"{expected} is missing", f"缺少 {expected}"
    return f"{signs[:_SHOWN]} stands where {expected} should", f"应为 {expected} 处是 {signs[:_SHOWN]}"


def _broken(problem: object) -> Fault:
    """Say what the parser of JSON says."""
    return Fault("X550", problem_en=problem, problem_zh=problem)


def _undecoded(text: str, at: int, line: int) -> Fault:
    """Say which bytes of a record are no UTF-8, and of which field they are."""
    tag = ""
    for member in members(text):
        if member.key[1] > at:
            tag = tag if member.key[0] > at else ""
            break
        if len(member.path) == _FIELD and member.path[0] == "fields":
            tag = str(member.path[-1])
    first, last = text.rfind('"', 0, at) + 1, text.find('"', at)
    return undecoded(text[first:last].encode("utf-8", "surrogateescape"), "utf-8", line, field=tag)


def _is_inside(error: Exception, text: str) -> bool:
    """Tell a fault within the text from its end that is missing."""
    return (
        isinstance(error, json.JSONDecodeError)
        and not error.msg.startswith("Unterminated")
        and error.pos < len(text.rstrip()) - 1
    )


class Lines(LinesLater[str]):
    """The lines of the keys of fields and subfields."""

    __slots__ = ()

    @property
    def leader(self) -> int:
        """The line of the key of the leader."""
        keys = (member.key[0] for member in members(self._text) if member.path == ("leader",))
        return self._line + self._text.count("\n", 0, next(keys, 0))

    def _lines(self) -> Iterator[FieldLines]:
        field: list[int] = []
        line, at = self._line, 0
        for member in members(self._text):
            depth, start = len(member.path), member.key[0]
            is_field = depth == _FIELD and member.path[0] == "fields"
            is_subfield = depth == 6 and member.path[0] == "fields" and member.path[3] == "subfields"
            if not (is_field or is_subfield):
                continue
            line, at = line + self._text.count("\n", at, start), start
            if is_field and field:
                yield tuple(field)
                field = []
            field.append(line)
        if field:
            yield tuple(field)


class _Reading:
    """One record in the making: where it stands, and what there is to say of it."""

    def __init__(self, place: Place, lines: Lines, findings: list[Diagnostic]) -> None:
        self.findings = findings
        self._record = place
        self._lines = lines
        self._fields: list[Field] = []
        self._seen: dict[str, int] = {}
        self._tag = ""

    @property
    def place(self) -> Place:
        """Where the record or the field stands that is read."""
        if not self._tag:
            return self._record
        line = self._lines[len(self._fields)][0]
        return replace(self._record, field=self._tag, occurrence=self._seen[self._tag], line=line)

    def record(self, value: object) -> Record:
        """Make a record of an object; raises Fault."""
        leader, rows = self._values(value, "leader", "fields")
        if not isinstance(leader, str):
            raise self._out_of_form("leader")
        for tag, row in self._pairs(rows, "fields"):
            self._tag = tag
            self._seen[tag] = self._seen.get(tag, 0) + 1
            self._fields.append(self._field(tag, row))
            self._tag = ""
        return Record(leader, tuple(self._fields))

    def _field(self, tag: str, value: object) -> Field:
        if isinstance(value, str):
            return ControlField(tag, value)
        first, second, rows = self._values(value, "ind1", "ind2", "subfields", of=tag)
        if not (isinstance(first, str) and isinstance(second, str)):
            raise self._out_of_form(f"{tag}.ind1, {tag}.ind2")
        indicators = self._indicator(1, first) + self._indicator(2, second)
        subfields = [self._subfield(tag, *pair) for pair in self._pairs(rows, f"{tag}.subfields")]
        return DataField(tag, indicators, tuple(subfields))

    def _indicator(self, number: int, value: str) -> str:
        """Give the one character of an indicator; of none or of several it is told (R463)."""
        if len(value) != 1:
            self.findings.append(finding("R463", self.place, number=number, found=value))
        return value[:1] or " "

    def _subfield(self, tag: str, code: str, value: object) -> Subfield:
        if not isinstance(value, str):
            raise self._out_of_form(f"{tag}.subfields.{code}")
        return Subfield(code, value)

    def _values(self, value: object, *keys: str, of: str = "") -> list[object]:
        """Give the values of an object under these keys, each there once; others are told of."""
        if not isinstance(value, tuple):
            raise self._out_of_form(of)
        found = dict(value)
        for key in keys:
            if sum(there == key for there, _ in value) != 1:
                raise self._out_of_form(f"{of}.{key}".lstrip("."))
        for key in sorted(found.keys() - set(keys)):
            self.findings.append(finding("X553", self.place, key=f"{of}.{key}".lstrip(".")))
        return [found[key] for key in keys]

    def _pairs(self, rows: object, of: str) -> Iterator[tuple[str, object]]:
        """Give key and value of each object of an array; more than one in an object are told of."""
        if not isinstance(rows, list):
            raise self._out_of_form(of)
        for row in rows:
            if not isinstance(row, tuple) or not row:
                raise self._out_of_form(of)
            if len(row) > 1:
                keys = ", ".join(key for key, _ in row)
                self.findings.append(finding("X551", self.place, of=of, keys=keys))
            yield from row

    def _out_of_form(self, key: str) -> Fault:
        fault = Fault("X552", self.place.line, field=self._tag, key=key or "{}")
        fault.control_number = Record("", tuple(self._fields)).control_number
        return fault
