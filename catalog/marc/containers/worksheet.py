"""The worksheet (工作单) that users of dp2 proofread: the leader, a line a field, `***` behind each record.

Line ends, the subfield marks `ǂ` and `@`, `_` for blanks at the end of a line, lines that go on behind
five blanks, and at most a thousand lines a record are those that dp2 writes and reads
(https://github.com/DigitalPlatform/dp2, DigitalPlatform.MarcKernel/MarcUtil.cs).
"""

import re
from collections.abc import Iterator, Sequence
from functools import partial

from catalog import patterns
from catalog.diagnostics import Diagnostic, Place
from catalog.marc.containers import lines
from catalog.marc.containers.ahead import Stream
from catalog.marc.containers.entry import Entry, Fault, FieldLines
from catalog.marc.containers.lines import Grammar, Line
from catalog.marc.containers.refusal import ForbiddenCharacterError, FormError, Spot
from catalog.marc.containers.shape import check_form, check_leader, encoded, raise_for
from catalog.marc.containers.wrapping import Layout, Wrapping
from catalog.marc.record import ControlField, DataField, Field, Record

MARK = "ǂ"
MARK_OF_GBK = "@"
"""GBK has no ǂ."""
END = "***"

_UNFIT = patterns.compile(r"[\x00-\x08\x0a-\x1f\x7f@ǂ]")  # dp2 takes both marks for such, whichever is used
_GOES_ON = " " * 5
_LONGEST = 1_000


def layout(wrapping: Wrapping) -> Layout:
    """Give the layout of a file of worksheets: UTF-8, which begins with a mark of its own, GB18030 or GBK."""
    head = "\ufeff".encode() if wrapping.encoding == "utf-8" else b""
    return Layout(partial(encode, encoding=wrapping.encoding), head)


def encode(record: Record, encoding: str = "utf-8") -> bytes:
    """Write one record.

    Raises ForbiddenCharacterError for controls and the two marks, FormError also for a field that ends
    with `_` and for more lines than dp2 reads, UnencodableError.
    """
    check_leader(record.leader)
    raise_for(record, _UNFIT, ForbiddenCharacterError)
    if len(record.fields) >= _LONGEST:
        raise FormError(f"{len(record.fields) + 1:,} > {_LONGEST:,} ¶")
    mark = MARK_OF_GBK if encoding == "gbk" else MARK
    rows = [_row("LDR", record.leader), *(_field_row(field, mark) for field in record.fields), END, ""]
    return encoded("\r\n".join(rows), record, encoding)


def _field_row(field: Field, mark: str) -> str:
    if isinstance(field, ControlField):
        check_form((field.tag, None, ()))
        return _row(field.tag, field.tag + field.value)
    check_form((field.tag, field.indicators, tuple([code for code, _ in field.subfields])))
    values = [f"{mark}{code}{value}" for code, value in field.subfields]
    return _row(field.tag, "".join([field.tag, field.indicators, *values]))


def _row(tag: str, text: str) -> str:
    """Show the blanks at the end of a line."""
    kept = text.rstrip(" ")
    if kept.endswith("_"):
        raise FormError("_ ¶", Spot(tag))
    return kept + "_" * (len(text) - len(kept))


def read(stream: Stream, name: str, encoding: str | None = None) -> Iterator[Entry | Diagnostic]:
    """Give the records of a file and what is wrong with it; a bad record costs that record.

    A record in which ǂ stands is cut at ǂ, any other at @.  A leader that lost blanks at its end gets
    them again.  Findings beside those of `lines.read`: X542 a line that is no field, X543 a field out of
    form, X544 no leader.
    """
    return lines.read(stream, name, encoding, _GRAMMAR)


def _ignores(text: str) -> bool:
    return not text


def _ends(text: str) -> bool:
    return text.rstrip() == END


def _begins(text: str) -> bool:
    return False


def _record(
    block: Sequence[Line], place: Place, findings: list[Diagnostic]
) -> tuple[Record, tuple[FieldLines, ...]]:
    rows = list(_rows(block))
    leader = rows[0].text.ljust(24)
    if len(leader) != 24:
        raise Fault("X544", rows[0].number)
    mark = MARK if any(MARK in row.text for row in rows) else MARK_OF_GBK
    fields = [_field(row, mark) for row in rows[1:]]
    at = [lines.lines_of(field, row.number) for field, row in zip(fields, rows[1:], strict=True)]
    return Record(leader, tuple(fields)), tuple(at)


def _rows(block: Sequence[Line]) -> Iterator[Line]:
    """Join the lines of a field, and make its last underlines blanks again."""
    rows: list[tuple[int, list[str]]] = []
    for line in block:
        if rows and line.text.startswith(_GOES_ON):
            rows[-1][1].append(line.text[len(_GOES_ON) :])
        else:
            rows.append((line.number, [line.text]))
    for number, parts in rows:
        text = "".join(parts)
        kept = text.rstrip("_")
        yield Line(number, kept + " " * (len(text) - len(kept)))


def _field(row: Line, mark: str) -> Field:
    tag, text = row.text[:3], row.text[3:]
    if not re.fullmatch("[0-9A-Za-z]{3}", tag):
        raise Fault("X542", row.number, text=row.text[:40])
    if tag.startswith("00"):
        return ControlField(tag, text)
    indicators = lines.indicators(tag, text, mark, row.number)
    return DataField(tag, indicators, lines.subfields(tag, text[2:], mark, row.number))


_GRAMMAR = Grammar(
    _ignores, _ends, _begins, _record, patterns.compile("001(.*)"), patterns.compile("([0-9A-Za-z]{3})")
)
