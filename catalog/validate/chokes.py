"""What the system that the records are for stumbles over: its data in catalog/systems, read as findings.

A system for which nothing is set has nothing to say.  Of a record in a dialect that is not the system's,
only that is said: what else it stumbles over is told of its own.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple, cast

from catalog import targets
from catalog.codes import Severity
from catalog.diagnostics import Diagnostic, Place, finding
from catalog.marc.record import ControlField, Field, Record, Subfield
from catalog.targets import Choke, Remark, Target
from catalog.validate.rules.context import Context, File

LEADER = "LDR"
FAMILIES = {"marc21": "MARC 21", "cnmarc": "CNMARC"}
_UNKNOWN = Remark("no source says that it takes others", "未见可用其他格式的依据", ())


class Hit(NamedTuple):
    """Where a choke is met: a field, or the tag of one that is missing or of the leader; a subfield."""

    field: Field | str
    item: Subfield | str = ""


def of_file(file: File, container: str, encoding: str) -> Iterator[Diagnostic]:
    """R603, R604: a file is in the encoding that the system reads, and in a container that it loads."""
    system = targets.load(file.library.target)
    wanted = system.settings.get("encoding", "")
    written = encoding.lower()
    if wanted == "utf-8" and not written.startswith(("utf", "us-ascii")):
        reason = system.refuse.get("encoding", {}).get(written)
        words = {"encoding": encoding.upper(), "expected": wanted.upper()}
        said = _said("R603", Place(file.name), system, reason or _UNKNOWN, **words)
        yield said if reason else replace(said, level="note")
    if system.loads and container not in system.loads:
        loads = ", ".join(system.loads)
        words = {"container": container, "loads": loads, "first": system.loads[0]}
        yield finding("R604", Place(file.name), target=system.name, **words)


def are_known(file: File) -> bool:
    """Tell whether the records of a file are for a system that may have something to say of them."""
    system = targets.load(file.library.target)
    return bool(system.chokes or system.settings.get("dialect"))


def of_record(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R601, R602: a bibliographic record is of the system's dialect, and meets none of its chokes."""
    system = targets.load(context.file.library.target)
    if context.is_bibliographic and not context.is_far_too_long:
        for layer in LAYERS:
            told = list(layer(record, context, system))
            yield from told
            if told:
                return


def _dialect(record: Record, context: Context, system: Target) -> Iterator[Diagnostic]:
    """R602: a refusal is an error, a system of another dialect a warning."""
    wanted = _family(system.settings.get("dialect", ""))
    own = "cnmarc" if context.is_unimarc else "marc21"
    if wanted in ("", own):
        return
    reason = next(
        (why for name, why in system.refuse.get("dialect", {}).items() if _family(name) == own), None
    )
    words = {"found": FAMILIES[own], "expected": FAMILIES[wanted]}
    said = _said("R602", context.place(), system, reason or _UNKNOWN, **words)
    yield said if reason else replace(said, level="warning")


def _chokes(record: Record, context: Context, system: Target) -> Iterator[Diagnostic]:
    """R601, of the severity that the choke has."""
    for choke in system.chokes:
        for hit in hits(choke, record):
            position = "-".join(f"{at:02}" for at in dict.fromkeys(choke.positions or ()))
            place = context.place(hit.field, hit.item, position)
            said = _said("R601", place, system, choke.remark, choke=choke.id)
            yield replace(said, level=cast("Severity", choke.severity))


LAYERS: tuple[Callable[[Record, Context, Target], Iterator[Diagnostic]], ...] = (_dialect, _chokes)
"""What is asked of a record, in this order; where one has something to say, the next are not asked."""


def met(choke: Choke, record: Record) -> bool:
    """Tell whether a record meets a choke."""
    return bool(hits(choke, record))


def hits(choke: Choke, record: Record) -> Sequence[Hit]:
    """Give the places where a record meets a choke; for a field that is missing, where it should be."""
    if choke.levels and record.leader[7:8] not in tuple(choke.levels):
        return ()
    found = [hit for hit, value in _values(choke, record) if _counts(choke, value)]
    if choke.when == "present":
        return found
    return () if found else (Hit(_tag(choke, record), choke.subfield),)


def _values(choke: Choke, record: Record) -> Iterator[tuple[Hit, str]]:
    """Give what the choke is about: the leader, fields, or their subfields, and their values."""
    if _is_about(choke.field, LEADER):
        yield Hit(LEADER), record.leader
    for field in record.fields:
        if not _is_about(choke.field, field.tag):
            continue
        if isinstance(field, ControlField):
            yield Hit(field), field.value
        elif choke.subfield:
            yield from (
                (Hit(field, item), item.value) for item in field.subfields if item.code == choke.subfield
            )
        else:
            yield Hit(field), ""


def _counts(choke: Choke, value: str) -> bool:
    if choke.positions:
        value = value[choke.positions[0] : choke.positions[1] + 1]
    return not choke.value or _pattern(choke.value).fullmatch(value) is not None


def _tag(choke: Choke, record: Record) -> Field | str:
    """Give the field that lacks the subfield, or else the first tag that the choke names."""
    there = (field for field in record.fields if choke.subfield and _is_about(choke.field, field.tag))
    return next(there, choke.field.partition("|")[0])


@lru_cache(maxsize=1 << 14)
def _is_about(field: str, tag: str) -> bool:
    return _pattern(field).fullmatch(tag) is not None


@lru_cache(maxsize=256)
def _pattern(text: str) -> "re.Pattern[str]":
    return re.compile(text)


def _family(dialect: str) -> str:
    """Give MARC 21 or CNMARC, of whichever practice."""
    return dialect.partition("-")[0]


def _said(code: str, place: Place, system: Target, why: Remark, **values: object) -> Diagnostic:
    return finding(code, place, target=system.name, why_en=why.en, why_zh=why.zh, **values)
