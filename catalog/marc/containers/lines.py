"""Records written as lines of text: cut into blocks of lines, decoded, in bounded memory."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from catalog import patterns
from catalog.diagnostics import Diagnostic, Place, finding
from catalog.marc.containers.ahead import Stream
from catalog.marc.containers.entry import LIMIT, Entry, Fault, FieldLines, called, told, undecoded
from catalog.marc.record import DataField, Field, Record, Subfield

CHUNK = 64 * 1024
_BOM = b"\xef\xbb\xbf"
_FIRST_LINES = 10
"""Lines in which the control number of a record stands."""
UNDECODED = patterns.compile(r"[\udc80-\udcff]")


class Line(NamedTuple):
    """A line of a file: its number from 1, its text without the line end."""

    number: int
    text: str


class Grammar(NamedTuple):
    """How lines become records: which lines say nothing, which end a record, which begin one.

    A line that ends a record belongs to none.  `record` makes a record of its lines, at least one; it adds
    what it has to say to the findings, and raises Fault for a record that cannot be read.  `number` matches
    the line of the control number, `tag` the beginning of a line on which a field begins.
    """

    ignores: Callable[[str], bool]
    ends: Callable[[str], bool]
    begins: Callable[[str], bool]
    record: Callable[[Sequence[Line], Place, list[Diagnostic]], tuple[Record, tuple[FieldLines, ...]]]
    number: re.Pattern[str]
    tag: re.Pattern[str]


def read(stream: Stream, name: str, encoding: str | None, grammar: Grammar) -> Iterator[Entry | Diagnostic]:
    """Give the records of a file of lines, and what is wrong; a bad record costs that record.

    A file that begins with the mark of UTF-8 is UTF-8, any other is in the encoding given or else UTF-8.
    Findings: X545 bytes that do not fit the encoding, X546 a record without end, X524 no record at all.
    """
    number = 0
    for block in _blocks(stream, encoding, grammar):
        number += 1
        findings: list[Diagnostic] = []
        place = Place(name, block.lines[0].number, record=f"#{number}")
        try:
            if block.is_too_large:
                raise Fault("X546", place.line, limit=LIMIT // (1024 * 1024))
            for line in block.lines:
                if UNDECODED.search(line.text):
                    raise _undecoded(block, line, grammar)
            record, lines = grammar.record(block.lines, place, findings)
        except Fault as fault:
            yield fault.finding(name, _label(block, number, grammar))
            continue
        entry = Entry(name, number, place.line, record, lines, encoding=block.encoding)
        yield from told(findings, entry.label)
        yield entry
    if number == 0:
        yield finding("X524", Place(name))


def lines_of(field: Field, line: int) -> FieldLines:
    """Give the lines of a field that stands on one, as an entry has them."""
    return (line,) * (1 + len(field.subfields) if isinstance(field, DataField) else 1)


def subfields(tag: str, text: str, mark: str, line: int | None = None) -> tuple[Subfield, ...]:
    """Cut what stands behind the indicators at the marks; raises Fault for text that belongs to no code.

    A mark with nothing behind it is a subfield without code and text.
    """
    before, *parts = text.split(mark)
    if before:
        shown = before[:40]
        english, chinese = f"{shown} stands before the first subfield", f"第一个子字段之前有 {shown}"
        raise out_of_form(tag, line, english, chinese)
    return tuple([Subfield(part[:1], part[1:]) for part in parts])


def out_of_form(tag: str, line: int | None, problem_en: str, problem_zh: str) -> Fault:
    """Say what is wrong with the form of a field."""
    return Fault("X543", line, field=tag, problem_en=problem_en, problem_zh=problem_zh)


def indicators(tag: str, text: str, mark: str, line: int | None = None) -> str:
    """Give the two characters that a field begins with; raises Fault."""
    if len(text) < 2 or mark in text[:2]:
        raise out_of_form(tag, line, "it has no two indicators", "没有两个指示符")
    return text[:2]


def _label(block: "_Block", number: int, grammar: Grammar) -> str:
    """Give what findings call a record that cannot be read."""
    found = (grammar.number.fullmatch(line.text) for line in block.lines[:_FIRST_LINES])
    return called(next((match[1] for match in found if match), ""), number)


def _undecoded(block: "_Block", line: Line, grammar: Grammar) -> Fault:
    """Say which bytes of a line do not fit the encoding, and of which field it is."""
    above = (row for row in reversed(block.lines) if row.number <= line.number)
    began = next(((row, found[1]) for row in above if (found := grammar.tag.match(row.text))), None)
    field = "" if began is None else "LDR" if began[0] is block.lines[0] else began[1]
    data = line.text.encode(block.encoding, "surrogateescape")
    return undecoded(data, block.encoding, line.number, field=field)


class _Block(NamedTuple):
    lines: Sequence[Line]
    encoding: str
    is_too_large: bool


def _blocks(stream: Stream, encoding: str | None, grammar: Grammar) -> Iterator[_Block]:
    """Group the lines that belong to one record."""
    encoding = encoding or "utf-8"
    block: list[Line] = []
    size = 0
    for number, data in _lines(stream):
        if number == 1 and data.startswith(_BOM):
            data, encoding = data[len(_BOM) :], "utf-8"
        text = data.removesuffix(b"\r").decode(encoding, "surrogateescape")
        ends = grammar.ends(text)
        if block and (ends or grammar.begins(text)):
            yield _Block(block, encoding, size > LIMIT)
            block, size = [], 0
        if ends or grammar.ignores(text):
            continue
        size += len(data)
        if not block or size <= LIMIT:
            block.append(Line(number, text))
    if block:
        yield _Block(block, encoding, size > LIMIT)


def _lines(stream: Stream) -> Iterator[tuple[int, bytes]]:
    """Cut a stream into numbered lines; of an endless one not more is kept than shows that it is too long.

    Where the beginning has no line feed but carriage returns, these are the line ends.
    """
    number = 1
    parts: list[bytes] = []
    size = 0
    end = b""
    while chunk := stream.read(CHUNK):
        end = end or (b"\r" if b"\r" in chunk[:-1] and b"\n" not in chunk else b"\n")
        for index, part in enumerate(chunk.split(end)):
            if index:
                yield number, b"".join(parts)
                number, parts, size = number + 1, [], 0
            if size <= LIMIT:
                parts.append(part)
                size += len(part)
    if size:
        yield number, b"".join(parts)
