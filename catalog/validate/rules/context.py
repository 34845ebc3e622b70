"""What a rule is told beside the record: its place in the file, and what kind of record it is."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from dataclasses import field as default
from functools import cached_property
from itertools import repeat

from catalog.diagnostics import Diagnostic, Place
from catalog.marc.lengths import LONGEST_RECORD, Lengths, measure
from catalog.marc.record import ControlField, DataField, Field, Record, Subfield

OTHER_FORMATS = frozenset("quvwxyz")
"""Leader/06 of community, holdings, classification and authority records (https://www.loc.gov/marc/)."""


@dataclass(slots=True)
class File:
    """A file under check: its name, and the control numbers seen so far with the record that has them."""

    name: str = ""
    control_numbers: dict[tuple[str, str], str] = default(default_factory=dict)


@dataclass
class Context:
    """One record under check; `lines` are those of each field and its subfields, where the file has lines."""

    file: File
    record: Record
    number: int = 1
    line: int | None = None
    lines: Sequence[Sequence[int | None]] = ()

    @cached_property
    def label(self) -> str:
        """The control number, or #3 for the third record of the file."""
        return self.record.control_number.strip() or f"#{self.number}"

    def place(self, field: str | Field = "", subfield: str | Subfield = "", position: str = "") -> Place:
        """Point at the record, at a field by its tag where it is missing, at a field and a subfield of it."""
        code = subfield if isinstance(subfield, str) else subfield.code
        if isinstance(field, str):
            tag, occurrence, line = field, None, self.line
        else:
            tag, (occurrence, line) = field.tag, self._fields[id(field)]
            if isinstance(field, DataField) and isinstance(subfield, str):
                subfield = next((item for item in field.subfields if item.code == code), subfield)
            line = self._subfields.get(id(subfield), line)
        return Place(
            self.file.name,
            line,
            record=self.label,
            field=tag,
            occurrence=occurrence,
            subfield=code,
            position=position,
        )

    @cached_property
    def _fields(self) -> dict[int, tuple[int, int | None]]:
        """The occurrence of each field among those of its tag, and its line."""
        seen: Counter[str] = Counter()
        places = {}
        for field, lines in zip(self.record.fields, self.lines or repeat((self.line,)), strict=False):
            seen[field.tag] += 1
            places[id(field)] = seen[field.tag], lines[0]
        return places

    @cached_property
    def _subfields(self) -> dict[int, int | None]:
        """The line of each subfield, where the file has lines."""
        return {
            id(item): line
            for field, lines in zip(self.record.fields, self.lines, strict=False)
            if isinstance(field, DataField)
            for item, line in zip(field.subfields, lines[1:], strict=True)
        }

    @cached_property
    def lengths(self) -> Lengths:
        """The bytes of the record and its fields in ISO 2709."""
        return measure(self.record)

    @property
    def is_far_too_long(self) -> bool:
        """Whether the record has more than twice the bytes that ISO 2709 holds."""
        return self.lengths.record > 2 * LONGEST_RECORD

    @cached_property
    def is_bibliographic(self) -> bool:
        """Whether leader/06 names no other format, or the title in 245 belies it."""
        return self.record.leader[6:7] not in OTHER_FORMATS or any(self.record.data_fields("245"))

    @cached_property
    def is_unimarc(self) -> bool:
        """Whether the fields are those of UNIMARC: a title in 200 and none in 245."""
        tags = {item.tag for item in self.record.fields if isinstance(item, DataField)}
        return "200" in tags and not tags & {"245", "880"} and bool(tags & {"100", "101", "801"})

    @cached_property
    def is_component(self) -> bool:
        """Whether the record describes a part of a host item, such as an article."""
        return self.is_bibliographic and self.record.leader[7:8] in ("a", "b")

    @cached_property
    def fixed(self) -> str:
        """The 40 characters of field 008, or an empty string when it is missing or has another length."""
        value = next(self.record.control_fields("008"), ControlField("008", "")).value
        return value if len(value) == 40 else ""

    @cached_property
    def is_chinese(self) -> bool:
        """Whether the language of the item is Chinese."""
        return self.fixed[35:38] == "chi"


Rule = Callable[[Record, Context], Iterator[Diagnostic]]


def shown(code: str) -> str:
    """Show codes of fixed fields and indicators with # for a blank.

    >>> shown("cc ")
    'cc#'
    """
    return code.replace(" ", "#")
