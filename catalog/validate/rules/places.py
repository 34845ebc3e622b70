"""Where the leader, a field or a subfield of one record stands in its file."""

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from catalog.diagnostics import Place
from catalog.marc.containers.fieldlines import LinesLater
from catalog.marc.record import ControlField, Field, Record, Subfield
from catalog.validate import schedule

_FEW = 3
"""From so many places of a record on, all are found at once."""

Lines = Sequence[Sequence[int | None]]
"""The lines of each field and its subfields, where the file has lines."""


class Places:
    """The places of a record, which findings call `label`; `line` is that on which it begins."""

    def __init__(self, file: str, record: Record, label: str, line: int | None, lines: Lines) -> None:
        self._file, self._record, self._label = file, record, label
        self._line, self._lines = line, lines
        self._asked = 0

    def place(self, field: str | Field, subfield: str | Subfield, position: str) -> Place:
        """Point at the record, at a field by its tag where it is missing, at a field and a subfield of it."""
        code = subfield if isinstance(subfield, str) else subfield.code
        if isinstance(field, str):
            tag, occurrence, line = field, None, self._line
            if field == schedule.LEADER and isinstance(self._lines, LinesLater):
                line = self._lines.leader
        else:
            tag = field.tag
            self._asked += 1
            at, occurrence = self._spot(field) if self._asked < _FEW else self._spots[id(field)]
            line = self._line_of(field, subfield, at)
        return Place(
            self._file,
            line,
            record=self._label,
            field=tag,
            occurrence=occurrence,
            subfield=code,
            position=position,
        )

    def _line_of(self, field: Field, subfield: str | Subfield, at: int) -> int | None:
        """Give the line of a field, or of the first subfield with this code, or of this very subfield."""
        if not self._lines:
            return self._line
        lines = (self._lines if self._asked < _FEW else self._all_lines)[at]
        if isinstance(field, ControlField):
            return lines[0]
        if isinstance(subfield, str):
            return lines[next((at for at, item in enumerate(field.subfields, 1) if item.code == subfield), 0)]
        if id(field) not in self._numbered:
            backwards = reversed(list(enumerate(field.subfields, 1)))
            self._numbered[id(field)] = {id(item): at for at, item in backwards}
        return lines[self._numbered[id(field)].get(id(subfield), 0)]

    def _spot(self, field: Field) -> tuple[int, int]:
        """Give the index of a field in the record, and which of its tag and kind it is."""
        occurrence = 0
        for at, other in enumerate(self._record.fields):
            occurrence += other.tag == field.tag and other.__class__ is field.__class__
            if other is field:
                return at, occurrence
        raise ValueError(field)

    @cached_property
    def _spots(self) -> dict[int, tuple[int, int]]:
        """The spots of all fields, by their identity, where many are asked for."""
        spots: dict[int, tuple[int, int]] = {}
        counts = Counter[tuple[str, bool]]()
        for at, field in enumerate(self._record.fields):
            kind = field.tag, isinstance(field, ControlField)
            counts[kind] += 1
            spots.setdefault(id(field), (at, counts[kind]))
        return spots

    @cached_property
    def _all_lines(self) -> Lines:
        """The lines found all at once, where many are asked for."""
        return tuple(self._lines)

    @cached_property
    def _numbered(self) -> dict[int, dict[int, int]]:
        """The numbers from 1 of the subfields of fields that were asked for, by their identities."""
        return {}
