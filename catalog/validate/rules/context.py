"""What a rule is told beside the record: its place in the file, and what kind of record it is."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from catalog.diagnostics import Diagnostic, Place
from catalog.marc.record import ControlField, DataField, Field, Record

BIBLIOGRAPHIC = frozenset("acdefgijkmoprt" + "bhn")
"""Leader/06 of bibliographic records; the last three are obsolete (https://www.loc.gov/marc/bibliographic/bdleader.html)."""


@dataclass(slots=True)
class File:
    """A file under check: its name, and the control numbers seen so far with the record that has them."""

    name: str = ""
    control_numbers: dict[tuple[str, str], str] = field(default_factory=dict)


@dataclass
class Context:
    """One record under check; `lines` are those of its fields, in their order, where the file has lines."""

    file: File
    record: Record
    number: int = 1
    line: int | None = None
    lines: Sequence[int | None] = ()

    @cached_property
    def label(self) -> str:
        """The control number, or #3 for the third record of the file."""
        return self.record.control_number.strip() or f"#{self.number}"

    def place(self, tag: str | Field = "", subfield: str = "", position: str = "") -> Place:
        """Point at the record, at the field of a tag that has no line of its own, or at one field."""
        at = {"file": self.file.name, "record": self.label}
        if isinstance(tag, str):
            return Place(**at, line=self.line, field=tag, subfield=subfield, position=position)
        earlier = [(index, other) for index, other in enumerate(self.record.fields) if other.tag == tag.tag]
        occurrence, index = next((n, i) for n, (i, other) in enumerate(earlier, 1) if other is tag)
        line = self.lines[index] if index < len(self.lines) else self.line
        return Place(
            **at, line=line, field=tag.tag, occurrence=occurrence, subfield=subfield, position=position
        )

    @cached_property
    def is_bibliographic(self) -> bool:
        """Whether leader/06 does not name another format."""
        return self.record.leader[6:7] not in frozenset("quvwxyz")

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
