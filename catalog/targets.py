"""Library systems as data: catalog/systems/*.toml says how each wants its records, and how to load them."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from catalog import resources
from catalog.misuse import MisuseError

REFUSABLE = frozenset(("pinyin", "dialect", "links", "format", "encoding"))
"""Settings that a target may refuse a value of."""

STEPS = ("before", "load", "match", "after")
"""What a recipe tells, in this order."""


class Remark(NamedTuple):
    """A statement in both languages; `origins` are keys of the target's sources, none if it is our advice."""

    en: str
    zh: str
    origins: tuple[str, ...]

    def text(self, language: str) -> str:
        """Give the statement in a language."""
        return self.zh if language == "zh" else self.en


class Choke(NamedTuple):
    """What a system stumbles over: a field that is there, or one that is not.

    `field` is a regular expression for the whole tag, `LDR` the leader's.  `subfield` is a code;
    `positions` are the first and last character, from 0, that count of the field or subfield, and
    `value` is a regular expression for all of what counts.  `levels` are the codes of leader/07 of the
    records that this is about, none for all.  A record meets it if there is such a field (`when` is
    `present`) or none (`absent`).
    """

    id: str
    when: str
    field: str
    subfield: str
    positions: tuple[int, int] | None
    value: str
    levels: str
    severity: str
    remark: Remark


class Target(NamedTuple):
    """A system: its name in words, the settings it wants, what it cannot take, how to load the records.

    `file` names the output in the recipe; `recipe` has the remarks of each of STEPS; `refuse` says, by
    setting and value, why not; `unconfirmed` is what no source confirms and the library must settle;
    `loads`, the containers that it takes, and `chokes` are for a check of files; `origins` says where each
    source stands.
    """

    name: str
    title: Mapping[str, str]
    file: str
    loads: tuple[str, ...]
    settings: Mapping[str, Any]
    recipe: Mapping[str, tuple[Remark, ...]]
    refuse: Mapping[str, Mapping[str, Remark]]
    unconfirmed: tuple[Remark, ...]
    chokes: tuple[Choke, ...]
    origins: Mapping[str, str]


class UnknownTargetError(MisuseError):
    """There is no data file for a system of this name."""

    def __init__(self, name: str) -> None:
        *most, last = names()
        super().__init__(
            f"There is no target {name!r}: give {', '.join(most)} or {last}.",
            f"没有目标 {name!r}：可用 {'、'.join((*most, last))}。",
        )


@cache
def load(name: str) -> Target:
    """Read a target's data file; raises UnknownTargetError for a name that has none."""
    if name not in names():
        raise UnknownTargetError(name)
    table = tomllib.loads(resources.target(name))
    return Target(
        name,
        table["title"],
        table["file"],
        tuple(table.get("loads", ())),
        table["settings"],
        {step: tuple(map(_remark, table["recipe"].get(step, ()))) for step in STEPS},
        {
            setting: {value: _remark(why) for value, why in values.items()}
            for setting, values in table.get("refuse", {}).items()
        },
        tuple(map(_remark, table.get("unconfirmed", ()))),
        tuple(map(_choke, table.get("chokes", ()))),
        table.get("origins", {}),
    )


def names() -> tuple[str, ...]:
    """Give the names of all targets, the neutral one first."""
    return tuple(sorted(resources.targets(), key=lambda name: (name != "generic", name)))


def refused(name: str, settings: Mapping[str, Any]) -> list[dict[str, str]]:
    """Say which of the settings the target cannot take, and why: values for a finding.

    A setting may name several values, with commas between.
    """
    table = load(name).refuse
    return [
        {"target": name, "setting": f"{key} = {value}", "why": why.en, "why_zh": why.zh}
        for key, values in settings.items()
        for value in re.split(r"\s*,\s*", str(values).strip().lower())
        if (why := table.get(key, {}).get(value))
    ]


def _remark(row: Mapping[str, Any]) -> Remark:
    return Remark(row["en"], row["zh"], tuple(row.get("origins", ())))


def _choke(row: Mapping[str, Any]) -> Choke:
    first_last = row.get("positions")
    return Choke(
        row["id"],
        row["when"],
        row["field"],
        row.get("subfield", ""),
        (first_last[0], first_last[1]) if first_last else None,
        row.get("value", ""),
        row.get("levels", ""),
        row["severity"],
        _remark(row),
    )
