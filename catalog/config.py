"""What a library sets for itself: `catalog.toml`, `[tool.catalog]` in pyproject.toml, options.

The first file found in the working folder counts: `catalog.toml`, else `pyproject.toml` with a table
`[tool.catalog]`.  Options of the command line override it.
"""

import os
import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, field_validator

from catalog import targets, toml
from catalog.codes import CODES
from catalog.diagnostics import Diagnostic, Level, Place, finding
from catalog.issn import check_digit

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
PINYIN = {
    "marc21": ("none", "ala-lc"),
    "cnmarc-nlc": ("none", "nlc", "calis"),
    "cnmarc-calis": ("none", "nlc", "calis"),
}
"""The schemes of romanisation that each dialect has a place for."""
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))  # categories of Unicode


def _seen(text: str) -> str:
    """Take a text of characters that a record may hold."""
    for char in text:
        if unicodedata.category(char) in _UNSEEN or char == "\N{REPLACEMENT CHARACTER}":
            raise ValueError(f"U+{ord(char):04X} cannot be written into a record: take it out")
    return text


def _said(text: str) -> str:
    if not text.strip():
        raise ValueError("it is blank: write something, or leave the key out")
    return text


Text = Annotated[str, AfterValidator(_seen)]
Line = Annotated[Text, AfterValidator(_said)]
UNDETERMINED = "XX-XxUND"
"""The code for an undetermined organisation in the MARC Code List for Organizations."""


class Host(BaseModel):
    """What the library knows of a periodical: the control number of its own record, ISSN, imprint."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    control_number: str | None = Field(default=None, pattern=r"^[!-~]+$")
    issn: str | None = Field(default=None, pattern=r"^[0-9]{4}-[0-9]{3}[0-9X]$")
    place: Line | None = None
    publisher: Line | None = None

    @field_validator("issn")
    @classmethod
    def _checked(cls, issn: str | None) -> str | None:
        """Take an ISSN whose check digit holds."""
        if issn and issn[-1] != (digit := check_digit(issn.replace("-", "")[:7])):
            raise ValueError(f"{issn} is misread: its check digit should be {digit}; compare it in print")
        return issn


class Settings(BaseModel):
    """What a library sets: local values that no listing tells, and how it wants its records.

    `organisation` is the library's MARC organisation code, `date` and `time` when the records are dated,
    `newspaper` where the listing was printed, `publications` a folder of own profiles, `corrections` a
    folder of corrections to the reading, `levels` severities by code of finding, `hosts` the library's
    records of the periodicals by slug, `classes` class numbers by heading or control number, `local` own
    fields as lines, `local_tags` tags that are known here (9XX).  `target` names a system whose data file
    fills in what is not set here; `names` is a file of readings for the romanisation, `substitutes` what to
    write for characters that `encoding` lacks.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    target: str = Field(default="generic", pattern=r"^[a-z0-9-]+$")
    format: str | None = None
    dialect: Literal["marc21", "cnmarc-nlc", "cnmarc-calis"] = "marc21"
    shape: Literal["articles", "issue", "both"] = "articles"
    host_records: bool = False
    pinyin: Literal["none", "ala-lc", "nlc", "calis"] = "none"
    names: Path | None = None
    provenance: bool = False
    links: Literal["embedded", "standard"] = "embedded"
    relators: Literal["word", "code"] = "word"
    system_number: bool = False
    encoding: Literal["utf-8", "gb18030", "gbk"] = "utf-8"
    substitutes: dict[str, Text] = Field(default_factory=dict)
    marcxchange: Literal[1, 2] = 1
    language: Literal["chi", "eng"] = "chi"

    organisation: str = Field(default=UNDETERMINED, pattern=r"^[A-Za-z0-9/:-]+$")
    date: date
    time: str = Field(default="000000", pattern=r"^([01]\d|2[0-3])[0-5]\d[0-5]\d$")
    newspaper: Line | None = None
    publications: Path | None = None
    corrections: Path | None = None
    levels: dict[str, Level] = Field(default_factory=dict)
    hosts: dict[str, Host] = Field(default_factory=dict)
    classes: dict[str, Line] = Field(default_factory=dict)
    class_edition: str | None = Field(default=None, pattern=r"^\d+$")
    local: tuple[Text, ...] = ()
    local_tags: tuple[Annotated[str, Field(pattern=r"^[0-9X]{3}$")], ...] = ()

    @field_validator("levels")
    @classmethod
    def _known_codes(cls, levels: dict[str, Level]) -> dict[str, Level]:
        """Take codes that there are; what stops the work itself keeps its severity."""
        for code in levels:
            if code not in CODES:
                raise ValueError(f"there is no finding {code}")
            if CODES[code].stops:
                raise ValueError(f"{code} stops the work and keeps its severity")
        return levels

    @field_validator("substitutes")
    @classmethod
    def _single_characters(cls, substitutes: dict[str, str]) -> dict[str, str]:
        for character in substitutes:
            if len(character) != 1:
                raise ValueError(f"{character!r} is not one character")
        return substitutes

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


class Layer(NamedTuple):
    """Values from one place, and the place: the target, the file, the environment, the command line."""

    origin: str
    values: Mapping[str, Any]


def load(path: Path | None, options: dict[str, Any]) -> tuple[Settings | None, list[Diagnostic]]:
    """Put together target, file, environment and options; a fault is a finding (P302) and no settings.

    What the target cannot take is refused, too (P320).
    """
    try:
        settings = Settings.model_validate(merged(layers(path, options)))
    except ValidationError as error:
        problems = [
            f"{'.'.join(map(str, e['loc']))}: {e['msg'].removeprefix('Value error, ')}"
            for e in error.errors()
        ]
    except (OSError, ValueError, LookupError, OverflowError) as error:
        problems = [str(error.args[0]) if isinstance(error, LookupError) else str(error)]
    else:
        place = Place(str(path or ""))
        given = settings.model_dump(include=set(targets.REFUSABLE))
        if refused := targets.refused(settings.target, given):
            return None, [finding("P320", place, **why) for why in refused]
        if settings.pinyin in PINYIN[settings.dialect]:
            return settings, []
        problems = [
            f"pinyin of {settings.dialect} is {' or '.join(PINYIN[settings.dialect])}, not {settings.pinyin}"
        ]
    return None, [finding("P302", Place(str(path or "")), problem=problem) for problem in problems]


def _problem(key: str, message: str) -> str:
    """Name the key and what is wrong, without the words that pydantic puts before ours."""
    return f"{key}: {message.removeprefix('Value error, ')}"


def layers(path: Path | None, options: dict[str, Any]) -> list[Layer]:
    """Give the values of each place, the later ones before the earlier; raises OSError and ValueError.

    Raises LookupError for the name of a target that there is not.
    """
    own = Layer(str(path or ""), _table(path) if path is not None else {})
    around = Layer("environment", {"date": day} if (day := _source_date()) else {})
    line = Layer("command line", {key: value for key, value in options.items() if value is not None})
    given = merged([own, line])
    today = Layer("today", {"date": datetime.now(tz=UTC).date()})
    name = given.get("target", "generic")
    if not isinstance(name, str):
        raise ValueError(f"target: {name!r} is no name")
    return [today, Layer(f"target {name}", targets.load(name).settings), own, around, line]


def merged(layers: Iterable[Layer]) -> dict[str, Any]:
    """Put layers together, key by key; fields that a target wants stay before the library's own."""
    values: dict[str, Any] = {}
    for _, given in layers:
        more = dict(given)
        local = [*values.get("local", ()), *more["local"]] if isinstance(more.get("local"), list) else None
        values |= more if local is None else more | {"local": list(dict.fromkeys(map(str, local)))}
    return values


def _source_date() -> date | None:
    """Give the day that SOURCE_DATE_EPOCH tells, if it is set."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    if seconds is None:
        return None
    if not (seconds.isascii() and seconds.isdecimal()):
        raise ValueError(f"SOURCE_DATE_EPOCH: {seconds!r} are no seconds")
    return datetime.fromtimestamp(int(seconds), tz=UTC).date()


def _table(path: Path) -> dict[str, Any]:
    """Read the file's table of settings, paths in it relative to it; raises OSError and ValueError."""
    table: dict[str, Any] = toml.read(path)
    if path.name == "pyproject.toml":
        tools = table.get("tool", {})
        table = tools.get("catalog", {}) if isinstance(tools, dict) else {}
    if not isinstance(table, dict):
        raise ValueError("[tool.catalog] is no table")
    for folder in ("publications", "corrections", "names"):
        if isinstance(table.get(folder), str):
            table[folder] = path.parent / table[folder]
    return table
