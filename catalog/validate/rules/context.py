"""What a rule is told beside the record: its place in the file, and what kind of record it is."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as default
from functools import cached_property
from itertools import chain
from typing import Any

from catalog import patterns
from catalog.diagnostics import Diagnostic, Place
from catalog.marc.characters import HAN
from catalog.marc.lengths import LONGEST_FIELD, LONGEST_RECORD, Lengths, measure
from catalog.marc.record import ControlField, DataField, Field, Record, Subfield
from catalog.validate import schedule
from catalog.validate.library import Library
from catalog.validate.rules.dialect import CNMARC, MARC21, Dialect
from catalog.validate.rules.hostlink import links
from catalog.validate.rules.owners import Owners
from catalog.validate.rules.places import Lines, Places
from catalog.validate.survey import Survey

OTHER_FORMATS = frozenset("quvwxyz")
"""Leader/06 of community, holdings, classification and authority records (https://www.loc.gov/marc/)."""
SEPARATOR = "\x1f"
"""What stands around each value in the text of a record; ISO 2709 has it between subfields."""
_TERMINATORS_AND_INDICATORS = 3
_DELIMITER_AND_CODE = 2
_LEADER, _LONGEST_LABEL = 24, 80
_WITH_PINYIN = ("200", "701", "702", "711", "712")
_PROCESSING_DATA = re.compile(r"[0-9]{8}[a-j][0-9 u|]{8}.{14}")
_HAN, _KANA = patterns.compile(f"[{HAN}]"), patterns.compile("[\u3040-\u30ff\uac00-\ud7a3]")
_UNIMARC = ("unimarc", "cnmarc", "ccmarc")
_OF_KIND = (
    *("format", "is_unimarc", "dialect", "is_bibliographic", "is_component", "schedule"),
    "is_chinese",
)


@dataclass(slots=True)
class File:
    """A file under check: its name, what it says of itself, and what was seen in it so far.

    `format` is the one that the container is for or names, such as marc21 or CNMARC, empty where it leaves
    that open; `encoding` is that of the bytes.  `survey` may be shared by the files of a folder.
    """

    name: str = ""
    format: str = ""
    encoding: str = "utf-8"
    library: Library = default(default_factory=Library)
    survey: Survey = default(default_factory=Survey)
    control_numbers: Owners = default(default_factory=Owners)
    identifiers: Owners = default(default_factory=Owners)
    sieves: dict[object, Any] = default(default_factory=dict)


@dataclass
class Context:
    """One record under check; `lines` are those of each field and its subfields, where the file has lines.

    `format` is the one that the record names itself, as MarcXchange can, else that of the file counts.
    """

    file: File
    record: Record
    number: int = 1
    line: int | None = None
    lines: Lines = ()
    format: str = ""

    def __post_init__(self) -> None:
        """Sort the fields by tag and tell the kind of record, once for all rules."""
        control: dict[str, list[ControlField]] = {}
        data: dict[str, list[DataField]] = {}
        for field in self.record.fields:
            kind: dict[str, list[Any]] = control if isinstance(field, ControlField) else data
            tag = field[0]
            if tag in kind:
                kind[tag].append(field)
            else:
                kind[tag] = [field]
        self.control, self.data = control, data
        leader = self.record.leader
        self.is_unimarc = self._has_fields_of_unimarc()
        self.dialect: Dialect = CNMARC if self.is_unimarc else MARC21
        self.is_bibliographic = leader[6:7] not in OTHER_FORMATS or self._has_title()
        """Whether leader/06 names no other format, or the title in 245 or 200 belies it."""
        self.is_component = leader[7:8] in ("a", "b") and self.is_bibliographic and len(leader) <= _LEADER
        """Whether the record describes a part of a host item, such as an article."""
        self.schedule = self._schedule()
        self.fixed = self._fixed_field()
        """The 40 characters of field 008, or an empty string when it is missing or has another length."""
        self.is_chinese = self._is_chinese()
        """Whether the language of the item is Chinese, or none is named and its title is."""
        self.links = links(self.data, is_unimarc=self.is_unimarc)
        """The links to a host."""

    def of_kind(self) -> dict[str, Any]:
        """Give what the contexts of single fields of such records begin with."""
        common = {name: getattr(self, name) for name in _OF_KIND}
        file = File(format=self.file.format, encoding=self.file.encoding, library=self.file.library)
        return {
            **common,
            "file": file,
            "number": 1,
            "line": None,
            "lines": (),
            "record": Record(self.record.leader, ()),
            "control": {},
            "data": {},
            "fixed": "",
            "links": (),
        }

    @classmethod
    def of_one(cls, field: Field, kind: Mapping[str, Any]) -> "Context":
        """Give the context of a record that has but one field, and is else of a kind."""
        other = cls.__new__(cls)
        vars(other).update(kind)
        other.record = Record(other.record.leader, (field,))
        if isinstance(field, ControlField):
            other.control = {field.tag: [field]}
            other.fixed = other._fixed_field()
        else:
            other.data = {field.tag: [field]}
            if field.tag in other.dialect.hosts:
                other.links = links(other.data, is_unimarc=other.is_unimarc)
        return other

    def _is_chinese(self) -> bool:
        language = self.value("101", "a") if self.is_unimarc else self.fixed[35:38]
        if language == "chi" or language.strip():
            return language == "chi"
        title = self.value(self.dialect.title, "a")
        return _HAN.search(title) is not None and _KANA.search(title) is None

    def _fixed_field(self) -> str:
        fixed = self.control["008"][0].value if "008" in self.control else ""
        return fixed if len(fixed) == 40 else ""

    @cached_property
    def values(self) -> list[str]:
        """The values of all fields, in their order."""
        found: list[str] = []
        for field in self.record.fields:
            if isinstance(field, ControlField):
                found.append(field.value)
            else:
                found += [item.value for item in field.subfields]
        return found

    @cached_property
    def text(self) -> str:
        """All values with the separator around each."""
        return f"{SEPARATOR}{SEPARATOR.join(self.values)}{SEPARATOR}"

    def _has_fields_of_unimarc(self) -> bool:
        """Tell UNIMARC: a title in 200, or 100 as its leader ends; and no 245, unless 100 leaves no doubt."""
        if "245" in self.data or "880" in self.data or "008" in self.control:
            return "200" in self.data and _PROCESSING_DATA.match(self.value("100", "a")) is not None
        if "200" in self.data:
            return not self.data.keys().isdisjoint(("100", "101", "801"))
        named = (self.format or self.file.format).lower().startswith(_UNIMARC)
        return (named or self.record.leader[20:24] == "450 ") and len(self.value("100", "a")) > 30

    def _has_title(self) -> bool:
        """Tell a title; 200 of an authority record is a name, whose first indicator is blank."""
        if self.is_unimarc:
            return any(field.indicators[:1] in ("0", "1") for field in self.data.get("200", ()))
        return "245" in self.data

    def _schedule(self) -> schedule.Schedule | None:
        """Choose the field schedule; a subfield under a capital is pinyin as CALIS writes it."""
        if not self.is_bibliographic:
            return None
        if not self.is_unimarc:
            return schedule.load("marc21")
        written = (field for tag in _WITH_PINYIN for field in self.data.get(tag, ()))
        capitals = any(item.code.isupper() for field in written for item in field.subfields)
        return schedule.load("cnmarc-calis" if capitals else "cnmarc-nlc")

    def fields(self, *tags: str) -> Sequence[DataField]:
        """Give the data fields with one of these tags, by tag."""
        found = [self.data[tag] for tag in tags if tag in self.data]
        if len(found) < 2:
            return found[0] if found else ()
        return list(chain.from_iterable(found))

    def value(self, tag: str, code: str) -> str:
        """Give the first value of a subfield, or an empty string."""
        return next((value for field in self.data.get(tag, ()) for value in field.values(code)), "")

    @property
    def label(self) -> str:
        """The control number, or #3 for the third record of the file."""
        numbers = self.control.get("001")
        return (numbers[0].value.strip()[:_LONGEST_LABEL] if numbers else "") or f"#{self.number}"

    def place(self, field: str | Field = "", subfield: str | Subfield = "", position: str = "") -> Place:
        """Point at the record, at a field by its tag where it is missing, at a field and a subfield of it."""
        return self._places.place(field, subfield, position)

    @cached_property
    def _places(self) -> Places:
        return Places(self.file.name, self.record, self.label, self.line, self.lines)

    @cached_property
    def lengths(self) -> Lengths:
        """The bytes of the record in ISO 2709; those of its fields only where one of them may be too many."""
        if self.bytes > LONGEST_FIELD:
            return measure(self.record)
        return Lengths((), self.base, self.bytes)

    @cached_property
    def bytes(self) -> int:
        """The bytes of the record in ISO 2709."""
        controls, datas = (sum(map(len, kind.values())) for kind in (self.control, self.data))
        text = (
            sum(map(len, self.values))
            if self.text.isascii()
            else len("".join(self.values).encode("utf-8", "surrogatepass"))
        )
        subfields = len(self.values) - controls
        around = controls + _TERMINATORS_AND_INDICATORS * datas + _DELIMITER_AND_CODE * subfields
        return self.base + text + around + 1

    @property
    def base(self) -> int:
        """The base address of data: leader, directory and its terminator."""
        return 24 + 12 * len(self.record.fields) + 1

    @property
    def is_far_too_long(self) -> bool:
        """Whether the record has more than twice the bytes that ISO 2709 holds."""
        return self.bytes > 2 * LONGEST_RECORD


Rule = Callable[[Record, Context], Iterator[Diagnostic]]


def shown(code: str) -> str:
    """Show codes of fixed fields and indicators with # for a blank.

    >>> shown("cc ")
    'cc#'
    """
    return code.replace(" ", "#")
