"""Field schedules: what each tag may hold, read from schemas/*.avram.json into quick look-ups.

The data are Avram (https://format.gbv.de/schema/avram/specification).  Deprecated fields, subfields and
codes count as defined: old records keep them.  A tag of digits with a 9 is a local one where the schedule has
none, and so are those of letters that library systems add.
"""

import json
import re
from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from catalog import resources

ANY = None
"""Indicators or subfields that the schedule leaves open."""
INDICATOR = re.compile("[0-9a-z ]")
"""What can be an indicator at all."""
CODE = re.compile("[!-~]")
"""What can be a subfield code at all."""
LOCAL = "9"
"""The subfield code that is for local use in every field."""

LEADER = "LDR"
"""What the leader is called here, which is no tag of a field."""
OF_SYSTEMS = frozenset((
    "AVA", "AVD", "AVE", "BAS", "CAT", "CIR", "DEL", "FMT", "HOL", "IST", "ITM", "LKR", "LOC", "OWN", "PST",
    "SID", "STA", "SYS", "UID", "UPD", "Z30",
))  # fmt: skip
"""Tags that library systems (Aleph, Alma) write beside those of the format."""

_ONE_OF = {"856": "uadfgh"} | {f"{tag}": "tawxzygbcdmnorsu" for tag in range(760, 789) if tag != 773}
"""Subfields of which one must be there, which Avram cannot say; of 773 there are rules of their own."""
_ABOUT_THE_FIELD = frozenset("68")
"""Subfields that link fields; a field of nothing else may stand for one in another script."""


class Position(NamedTuple):
    """Codes at positions of a fixed field: the first, the one behind the last, codes in force, all codes.

    `each` says whether every character is a code by itself.
    """

    start: int
    end: int
    current: tuple[str, ...]
    known: frozenset[str]
    each: bool

    @property
    def name(self) -> str:
        """The positions as people write them, such as 15-17."""
        return f"{self.start:02}" if self.end == self.start + 1 else f"{self.start:02}-{self.end - 1:02}"

    def fits(self, value: str) -> bool:
        """Tell whether the value holds a code here."""
        found = value[self.start : self.end]
        return self.known.issuperset(found) if self.each else found in self.known


class Rule(NamedTuple):
    """What a field may hold: values of its indicators, in force and all; subfields, repeatable or not.

    Of the subfields that it `needs`, one must be there.
    """

    tag: str
    label: str
    url: str
    repeatable: bool
    indicators: tuple[tuple[tuple[str, ...], frozenset[str]] | None, ...]
    subfields: Mapping[str, bool] | None
    needs: tuple[str, ...]


class Fault(NamedTuple):
    """Something that a schedule does not define: the code of the finding, the subfield by index, values."""

    code: str
    subfield: int | None
    values: Mapping[str, object]


class Schedule:
    """The schedule of a format."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.url: str = data["url"]
        fields = data["fields"] | data.get("deprecated-fields", {})
        self.rules = {tag: _rule(row) for tag, row in fields.items()}
        self._fixed = {f"{tag}{key}": row for tag, field in fields.items() for key, row in _fixed(field)}
        self.faults = lru_cache(maxsize=1 << 14)(self._faults)

    def positions(self, field: str, kind: str = "") -> tuple[Position, ...]:
        """Give the codes of a fixed field, `LDR`, `008` or `100$a`; `kind` is the material that it is of."""
        return self._fixed.get(f"{field}/{kind}" if kind else field, (None, ()))[1]

    def length(self, field: str, kind: str = "") -> int | None:
        """Give the length that a fixed field has, if it has one."""
        return self._fixed.get(f"{field}/{kind}" if kind else field, (None, ()))[0]

    def is_local(self, tag: str) -> bool:
        """Tell whether a tag is one for local use: not in the schedule, and with a 9 or a known system's."""
        return tag not in self.rules and (("9" in tag and tag.isdecimal()) or tag in OF_SYSTEMS)

    def url_of(self, tag: str) -> str:
        """Give the page that describes a field, or else the format."""
        rule = self.rules.get(tag)
        return rule.url if rule else self.url

    def _faults(self, tag: str, indicators: str, codes: tuple[str, ...]) -> tuple[Fault, ...]:
        """Compare a field, by its indicators and the codes of its subfields, with its schedule."""
        rule = self.rules.get(tag) if tag != LEADER else None
        if rule is None:
            return () if self.is_local(tag) else (Fault("R467", None, {"tag": tag, "url": self.url}),)
        found = [
            Fault(
                "R464",
                None,
                {"number": number, "tag": tag, "found": value, "allowed": allowed[0], "url": rule.url},
            )
            for number, value, allowed in zip((1, 2), indicators, rule.indicators, strict=False)
            if allowed is not ANY and value not in allowed[1] and INDICATOR.fullmatch(value)
        ]
        if rule.subfields is not ANY:
            found += _subfield_faults(rule, rule.subfields, codes)
        if rule.needs and not _ABOUT_THE_FIELD.issuperset(codes) and _lacks(rule, codes):
            found.append(Fault("R539", None, {"tag": tag, "expected": f"${rule.needs[0]}", "url": rule.url}))
        return tuple(found)


def _lacks(rule: Rule, codes: tuple[str, ...]) -> bool:
    """Tell a field without what it needs, unless a code that is not defined may have been meant for that."""
    known = rule.subfields or codes
    return set(codes).isdisjoint(rule.needs) and all(code in known or code == LOCAL for code in codes)


def _subfield_faults(rule: Rule, defined: Mapping[str, bool], codes: tuple[str, ...]) -> list[Fault]:
    """Find subfields that are not defined, and second ones of those that stand once."""
    found = []
    for code, count in Counter(codes).items():
        first = codes.index(code)
        if code not in defined:
            if CODE.fullmatch(code) and code != LOCAL:
                found.append(Fault("R468", first, {"tag": rule.tag, "subfield": code, "url": rule.url}))
        elif count > 1 and not defined[code]:
            second = codes.index(code, first + 1)
            found.append(Fault("R469", second, {"name": f"{rule.tag} ${code}", "count": count}))
    return found


@cache
def load(name: str) -> Schedule:
    """Read the schedule `marc21`, `cnmarc-nlc` or `cnmarc-calis`."""
    return Schedule(json.loads(resources.schema(f"{name}.avram.json").read_text(encoding="utf-8")))


def _rule(row: Mapping[str, Any]) -> Rule:
    current = row.get("subfields", {})
    subfields = current | row.get("deprecated-subfields", {})
    required = tuple(code for code, item in current.items() if item.get("required"))
    return Rule(
        row["tag"],
        row["label"],
        row["url"],
        row["repeatable"],
        tuple(_indicator(row.get(f"indicator{number}") or {}) for number in (1, 2)),
        {code: item["repeatable"] for code, item in subfields.items()} if subfields else ANY,
        required or tuple(code for code in _ONE_OF.get(row["tag"], ()) if code in subfields),
    )


def _indicator(row: Mapping[str, Any]) -> tuple[tuple[str, ...], frozenset[str]] | None:
    if "codes" not in row:
        return ANY
    return tuple(row["codes"]), frozenset(row["codes"]) | frozenset(row.get("deprecated-codes", ()))


def _fixed(field: Mapping[str, Any]) -> list[tuple[str, tuple[int | None, tuple[Position, ...]]]]:
    """Find the codes by position of a field, of its kinds, and of its subfields."""
    subfields = field.get("subfields", {})
    found = {"": field} | {f"/{kind}": row for kind, row in field.get("types", {}).items()}
    found |= {f"${code}": row for code, row in subfields.items()}
    return [
        (key, (_length(row.get("pattern", "")), tuple(map(_position, row.get("positions", {}).values()))))
        for key, row in found.items()
        if "positions" in row or "pattern" in row
    ]


def _length(pattern: str) -> int | None:
    return int(pattern[3:-2]) if pattern.startswith("^.{") else None


def _position(row: Mapping[str, Any]) -> Position:
    kind = "flags" if "flags" in row else "codes"
    known = frozenset(row[kind]) | frozenset(row.get(f"deprecated-{kind}", ()))
    return Position(row["start"], row["end"] + 1, tuple(row[kind]), known, kind == "flags")
