"""What a library sets for itself: `catalog.toml`, `[tool.catalog]` in pyproject.toml, options.

The first file found in the working folder counts: `catalog.toml`, else `pyproject.toml` with a table
`[tool.catalog]`.  Options of the command line override it.
"""

import os
import re
import tomllib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from catalog.codes import CODES
from catalog.diagnostics import Diagnostic, Level, Place, finding

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
UNDETERMINED = "XX-XxUND"
"""The code for an undetermined organisation in the MARC Code List for Organizations."""


class Host(BaseModel):
    """What the library knows of a periodical: the control number of its own record, and an ISSN."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    control_number: str | None = Field(default=None, pattern=r"^[!-~]+$")
    issn: str | None = Field(default=None, pattern=r"^\d{4}-\d{3}[\dX]$")


class Settings(BaseModel):
    """Local values that records need and no listing tells.

    `organisation` is the library's MARC organisation code, `date` the day the records are dated,
    `newspaper` where the listing was printed, `publications` a folder of own profiles, `corrections` a
    folder of corrections to the reading, `levels` severities by code of finding, `hosts` the library's
    records of the periodicals by slug.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    organisation: str = Field(default=UNDETERMINED, pattern=r"^[A-Za-z0-9/:-]+$")
    date: date
    newspaper: str | None = Field(default=None, pattern=r"^[^\x00-\x1f\x7f]+$")
    publications: Path | None = None
    corrections: Path | None = None
    levels: dict[str, Level] = Field(default_factory=dict)
    hosts: dict[str, Host] = Field(default_factory=dict)

    @field_validator("levels")
    @classmethod
    def _known_codes(cls, levels: dict[str, Level]) -> dict[str, Level]:
        """Take codes that there are; what stops the work itself keeps its severity."""
        for code in levels:
            if code not in CODES:
                raise ValueError(f"there is no finding {code}")
            if code[0] in "SPW" and CODES[code].severity == "error":
                raise ValueError(f"{code} stops the work and keeps its severity")
        return levels

    @field_validator("date", mode="before")
    @classmethod
    def _day(cls, value: object) -> object:
        """Take a day as 2025-12-03, not as seconds since some day."""
        if isinstance(value, date) or (isinstance(value, str) and _DAY.fullmatch(value)):
            return value
        raise ValueError("a day is written as 2025-12-03")


def find_file(folder: Path) -> Path | None:
    """Find the configuration file of a working folder."""
    own = folder / "catalog.toml"
    if own.is_file():
        return own
    project = folder / "pyproject.toml"
    try:
        return project if b"[tool.catalog" in project.read_bytes() else None
    except OSError:
        return None


def load(path: Path | None, options: dict[str, Any]) -> tuple[Settings | None, list[Diagnostic]]:
    """Put together defaults, file, environment and options; a fault is a finding (P302) and no settings."""
    values: dict[str, Any] = {}
    name = str(path or "")
    try:
        if path is not None:
            values = _table(path)
        if "SOURCE_DATE_EPOCH" in os.environ:
            seconds = os.environ["SOURCE_DATE_EPOCH"]
            if not (seconds.isascii() and seconds.isdecimal()):
                raise ValueError(f"SOURCE_DATE_EPOCH: {seconds!r} are no seconds")
            values["date"] = datetime.fromtimestamp(int(seconds), tz=UTC).date()
        values |= {key: value for key, value in options.items() if value is not None}
        values.setdefault("date", datetime.now(tz=UTC).date())
        return Settings.model_validate(values), []
    except ValidationError as error:
        problems = [f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()]
    except (OSError, ValueError, OverflowError, RecursionError) as error:
        problems = [str(error)]
    return None, [finding("P302", Place(name), problem=problem) for problem in problems]


def _table(path: Path) -> dict[str, Any]:
    """Read the file's table of settings, paths in it relative to it; raises OSError and ValueError."""
    table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    if path.name == "pyproject.toml":
        tools = table.get("tool", {})
        table = tools.get("catalog", {}) if isinstance(tools, dict) else {}
    if not isinstance(table, dict):
        raise ValueError("[tool.catalog] is no table")
    for folder in ("publications", "corrections"):
        if isinstance(table.get(folder), str):
            table[folder] = path.parent / table[folder]
    return table
