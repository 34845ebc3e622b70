"""Repairs of a record that cannot lose anything, and a receipt for each.

REPAIRS is the order of work.  What might have a meaning stays as it is and remains a finding: control
characters, joiners and direction marks, compatibility ideographs, text whose encoding was mistaken, markup.
A sound record comes out as it went in, and a mended one a second time as it came out the first.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from catalog.codes import CODES
from catalog.diagnostics import Diagnostic, Place, finding
from catalog.marc.containers.entry import Entry
from catalog.marc.format import is_unimarc
from catalog.marc.record import ControlField, DataField, Field, Record
from catalog.repair import leader, linkage, text
from catalog.repair.medium import Medium
from catalog.repair.shown import line, shown
from catalog.validate.rules import Context, File

__all__ = ["DIRECTORY", "REPAIRS", "Change", "Medium", "Mended", "Repair", "chosen", "mended", "receipt"]


class Repair(NamedTuple):
    """A row: the code of its receipt, whose slug is its name; the codes that it mends; what it does."""

    code: str
    mends: tuple[str, ...]
    mend: Callable[[Record, Medium], Record]

    @property
    def name(self) -> str:
        """What the repair is called."""
        return CODES[self.code].slug


DIRECTORY = Repair("W719", ("X538",), lambda record, _: record)
"""Whoever writes a record of ISO 2709 makes its directory anew."""
REPAIRS = (
    Repair("W729", ("R481",), text.without_invisible),  # first, for what it leaves is composed and stripped
    Repair("W727", ("R485", "R489"), text.composed),
    Repair("W728", (), text.without_padding),
    Repair("W726", ("R492",), linkage.linkage_first),
    Repair("W724", ("R401", "R402"), leader.constants),
    Repair("W725", ("R402", "R404", "R408", "X548"), leader.encoding),
    Repair("W723", ("R402", "R403", "X536", "X537"), leader.lengths),  # last, for it measures the record
    DIRECTORY,
)


class Change(NamedTuple):
    """What a repair did: the field by its index, None for the leader; the subfield by its index, positions.

    `old` and `new` are as they can be seen, see `catalog.repair.shown`.
    """

    repair: Repair
    field: int | None
    subfield: int | None
    position: str
    old: str
    new: str


class Mended(NamedTuple):
    """A record of a file as it was, as it is now, and what was done."""

    entry: Entry
    record: Record
    changes: Sequence[Change]


def chosen(off: Collection[str] = ()) -> tuple[Repair, ...]:
    """Give the repairs but those whose receipts, or all of whose findings, a library does not want."""
    return tuple(
        row for row in REPAIRS if row.code not in off and not (row.mends and set(row.mends) <= set(off))
    )


def mended(entry: Entry, container: str, repairs: Sequence[Repair] = REPAIRS) -> Mended:
    """Mend a record that stands in a container of this name."""
    record, changes = entry.record, list[Change]()
    medium = _medium(entry, container)
    for repair in repairs:
        after = repair.mend(record, medium)
        if after != record:
            changes += _changes(repair, record, after)
            record = after
    return Mended(entry, record, changes)


def receipt(change: Change, entry: Entry) -> Diagnostic:
    """Say what was done: the record, the field, old and new, the codes that are mended."""
    place = _place(change, entry)
    where = replace(place, file="", line=None, record="").label().removeprefix("- ")
    values = {"record": entry.label, "where": where, "mends": " ".join(change.repair.mends)}
    return finding(change.repair.code, place, old=change.old, new=change.new, **values)


def _medium(entry: Entry, container: str) -> Medium:
    """Say what a record stands in; its dialect only where all signs agree."""
    record = entry.record
    file = File(entry.file, "marc21" if container == "marcxml" else "")
    context = Context(file, record, format=entry.format)
    dialect = "cnmarc" if context.is_unimarc else "marc21"
    misplaced = container == "marcxml" and dialect == "cnmarc"
    doubtful = misplaced or is_unimarc(record) is not context.is_unimarc
    encoding = entry.encoding.lower().replace("_", "-")
    utf_8 = "utf-8" if encoding in ("utf-8", "utf8") else encoding
    return Medium(container, utf_8, "" if doubtful else dialect, context.is_bibliographic)


def _changes(repair: Repair, old: Record, new: Record) -> Iterator[Change]:
    """Compare two records that have the same fields in the same order."""
    before, after = old.leader, new.leader
    if len(before) != len(after):
        yield Change(repair, None, None, "", shown(before), shown(after))
    else:
        for first, last in _PARTS:
            was, now = (text[first : last + 1].replace(" ", "#") for text in (before, after))
            if was != now:
                position = f"{first:02}" if last == first else f"{first:02}-{last:02}"
                yield Change(repair, None, None, position, was, now)
    for index, (field, mended_field) in enumerate(zip(old.fields, new.fields, strict=True)):
        if field != mended_field:
            yield from _changes_of_field(repair, index, field, mended_field)


_PARTS = ((0, 4), (9, 9), (10, 11), (12, 16), (20, 23))
"""Positions of the leader that are one thing."""


def _changes_of_field(repair: Repair, index: int, old: Field, new: Field) -> Iterator[Change]:
    if not (isinstance(old, DataField) and isinstance(new, DataField)):
        raise TypeError(f"{repair.name} changed control field {old.tag}")
    if [item.code for item in old.subfields] != [item.code for item in new.subfields]:
        yield Change(repair, index, None, "", line(old), line(new))
        return
    for at, (was, now) in enumerate(zip(old.subfields, new.subfields, strict=True)):
        if was == now:
            continue
        if repair.mend is leader.encoding:
            sets = (value[leader.SETS].replace(" ", "#") for value in (was.value, now.value))
            yield Change(repair, index, at, "26-29", *sets)
        else:
            yield Change(repair, index, at, "", shown(was.value), shown(now.value))


def _place(change: Change, entry: Entry) -> Place:
    """Point at what was changed, in the file as it was."""
    place = Place(entry.file, entry.line, record=entry.label, field="LDR", position=change.position)
    if change.field is None:
        return place
    fields = entry.record.fields
    field = fields[change.field]
    occurrence = sum(other.tag == field.tag for other in fields[: change.field + 1])
    place = replace(place, field=field.tag, occurrence=occurrence)
    lines = entry.lines[change.field] if entry.lines else (entry.line,)
    if change.subfield is None or isinstance(field, ControlField):
        return replace(place, line=lines[0])
    code = field.subfields[change.subfield].code
    return replace(place, subfield=code, line=lines[change.subfield + 1] if lines[1:] else lines[0])
