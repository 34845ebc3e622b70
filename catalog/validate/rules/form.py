"""Content designators: tags, indicators and subfield codes, by their form and by the field schedule."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from catalog.diagnostics import Diagnostic, finding
from catalog.marc.lengths import LONGEST_RECORD
from catalog.marc.record import ControlField, DataField, Field, Record
from catalog.validate.rules import hosts
from catalog.validate.rules.context import Context, shown
from catalog.validate.rules.sources import source_faults
from catalog.validate.schedule import CODE, INDICATOR, Fault, Schedule, load

TAG = re.compile("[0-9A-Z]{3}|[0-9a-z]{3}")
LINK = re.compile(r"([0-9]{3})-([0-9]{2})")
UNLINKED = "00"
_AS_DATA = re.compile(r"[0-9# ]{2}[$\x1f][a-z0-9]")
OF_REGULAR = ("R537", "R538", "R539")
"""What is not said of a field 880, which may repeat a part of its partner."""
EMBEDDED = "1"
"""The subfield of CNMARC that begins an embedded field."""
NAME_AND_TITLE = "604"
"""The field beside the linking ones that holds embedded fields."""


def content_designators(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R460-R465, R467-R469, R537-R539: tags, indicators and codes of subfields can be and are defined.

    A field 880 is one of the tag in its $6; embedded fields have rules of their own.
    """
    schedule = context.schedule
    partners: Mapping[str, str] | None = None
    for field in record.fields:
        if isinstance(field, ControlField):
            faults = _of_control_field(field.tag, schedule)
        else:
            codes = tuple([item[0] for item in field.subfields])
            tag = field.tag
            if tag == "880":
                tag = _partner(field)
            elif EMBEDDED in codes and context.is_unimarc and (tag[:1] == "4" or tag == NAME_AND_TITLE):
                codes = (EMBEDDED,)
            faults = _of_data_field(tag, field.indicators, codes, schedule)
            if faults and field.tag == "880":
                partners = _partners(context) if partners is None else partners
                tag = partners.get(_number(field), tag)  # which R494 may find to be another
                faults = _of_data_field(tag, field.indicators, codes, schedule)
        if faults:
            yield from _told(faults, field, context)


def _told(
    faults: tuple[Fault, ...], field: ControlField | DataField, context: Context
) -> Iterator[Diagnostic]:
    for code, index, values in faults:
        if code == "R467" and context.file.library.declares(field.tag):
            continue
        if code == "R469" and field.tag == "245" and values["name"] in ("245 $a", "245 $b", "245 $c"):
            continue  # R433
        if field.tag == "880" and (code in OF_REGULAR or values.get("subfield") == "6"):
            continue
        item = field.subfields[index] if index is not None and isinstance(field, DataField) else ""
        if code in ("R464", "R468", "R469"):
            values = {key: _written(key, value) for key, value in values.items()}
        yield finding(code, context.place(field, item), **values)


def _written(key: str, value: object) -> object:
    if key == "allowed" and isinstance(value, tuple):
        return " ".join(map(shown, value))
    return shown(value) if key == "found" and isinstance(value, str) else value


def control_data(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R461: a control field holds no indicators and subfields, which some containers let through as text."""
    for fields in context.control.values():
        for field in fields:
            if is_written_as_data(field):
                yield finding("R461", context.place(field), found=field.tag, kind="datafield")


def is_written_as_data(field: Field) -> bool:
    """Tell a control field that begins with two indicators and a subfield.

    >>> is_written_as_data(ControlField("003", "  $aORGCODE")), is_written_as_data(ControlField("001", "B1"))
    (True, False)
    """
    return (
        isinstance(field, ControlField)
        and field.value[2:3] in ("$", "\x1f")
        and field.tag.startswith("00")
        and _AS_DATA.match(field.value) is not None
    )


def fields_once(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R469: fields that the schedule has once stand once; the title and main entries have other findings."""
    schedule = context.schedule
    if schedule is None or len(record.fields) == len(context.data) + len(context.control):
        return
    for tag, fields in context.data.items():
        if len(fields) > 1 and tag not in context.dialect.once:
            rule = schedule.rules.get(tag)
            if rule is not None and not rule.repeatable:
                yield finding("R469", context.place(fields[1]), name=tag, count=len(fields))


def fields_twice(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R547: no field stands twice with the same content; names and fields in 880 have rules of their own."""
    if context.bytes > LONGEST_RECORD:  # R471
        return
    for tag, fields in context.data.items():
        if len(fields) < 2 or tag == "880" or tag in context.dialect.agents or _is_once(tag, context):
            continue
        seen = set[DataField]()
        for field in fields:
            if field in seen:
                yield finding("R547", context.place(field), tag=tag)
                break
            seen.add(field)


def may_stand_twice(context: Context) -> bool:
    """Tell a record of a shape in which some field could be the same as another."""
    return any(len(fields) > 1 and tag not in context.dialect.agents for tag, fields in context.data.items())


def _is_once(tag: str, context: Context) -> bool:
    rule = context.schedule.rules.get(tag) if context.schedule else None
    return tag in context.dialect.once or (rule is not None and not rule.repeatable)  # R469


def local_fields(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R444, R445: an article has no local field that the library does not declare, and no $9 in its link."""
    if not context.is_component or context.schedule is None:
        return
    for tag, fields in context.data.items():
        if not _is_tag(tag):  # R460
            continue
        local = tag[:1] == "9" or (tag not in context.schedule.rules and context.schedule.is_local(tag))
        if local and not context.file.library.declares(tag):
            yield finding("R444", context.place(fields[0]), tag=tag)
    for field in context.fields(*context.dialect.hosts):
        item = next((item for item in field.subfields if item.code == "9"), None)
        if item and not field.values(EMBEDDED):
            yield finding("R445", context.place(field, item), tag=field.tag)


def empty_fields(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R466: a field and a subfield say something; the title and 001 to 008 have rules of their own."""
    if not EMPTY.search(context.text):
        return
    for field in record.fields:
        if isinstance(field, ControlField):
            if not field.value.strip() and field.tag not in ("001", "003", "005", "008"):
                yield finding("R466", context.place(field), name=field.tag)
            continue
        for item in field.subfields:
            if item.code and not item.value.strip() and not _has_own(field.tag, item.code, context):
                yield finding("R466", context.place(field, item), name=f"${item.code}")


def _has_own(tag: str, code: str, context: Context) -> bool:
    """Tell an empty subfield that another rule tells of: a title, what R451 and R452 find to be lacking."""
    if tag in context.dialect.hosts:
        return not context.is_unimarc and code in hosts.lacks(context)
    return (tag, code) == (context.dialect.title, "a")


EMPTY = re.compile("\x1f\\s*\x1f")


@lru_cache(maxsize=1 << 10)
def _of_control_field(tag: str, schedule: Schedule | None) -> tuple[Fault, ...]:
    if not _is_tag(tag):
        return (Fault("R460", None, {"found": tag}),)
    if not tag.startswith("00"):
        return (Fault("R461", None, {"found": tag, "kind": "controlfield"}),)
    return schedule.faults(tag, "", ()) if schedule else ()


@lru_cache(maxsize=1 << 14)
def _of_data_field(
    tag: str, indicators: str, codes: tuple[str, ...], schedule: Schedule | None
) -> tuple[Fault, ...]:
    found = []
    if not _is_tag(tag):
        found.append(Fault("R460", None, {"found": tag}))
    elif tag.startswith("00") or tag in ("LDR", "ldr"):
        found.append(Fault("R461", None, {"found": tag, "kind": "datafield"}))
    elif schedule:
        found += schedule.faults(tag, indicators, codes)
        if schedule is load("marc21"):
            found += source_faults(tag, indicators, codes, schedule.url_of(tag))
    if not codes:
        found.append(Fault("R462", None, {}))
    found += [
        Fault("R463", None, {"number": number, "found": value})
        for number, value in ((1, indicators[:1]), (2, indicators[1:]))
        if not INDICATOR.fullmatch(value)
    ]
    found += [
        Fault("R465", index, {"found": code}) for index, code in enumerate(codes) if not CODE.fullmatch(code)
    ]
    return tuple(found)


def _is_tag(tag: str) -> bool:
    return TAG.fullmatch(tag) is not None and tag != "000"


def _partner(field: DataField) -> str:
    """Give the tag that a field 880 stands for, or its own."""
    link = _link(field)
    return link[1] if link else "880"


def _partners(context: Context) -> Mapping[str, str]:
    """Give the tags of the fields that are linked to an 880, by the number in $6."""
    linked = ((tag, field) for tag, fields in context.data.items() if tag != "880" for field in fields)
    return {_number(field): tag for tag, field in linked if (link := _link(field)) and link[1] == "880"}


def _number(field: DataField) -> str:
    link = _link(field)
    return link[2] if link and link[2] != UNLINKED else ""


def _link(field: DataField) -> re.Match[str] | None:
    return next((LINK.match(value) for value in field.values("6")), None)
