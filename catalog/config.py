"""What a library sets for itself: `catalog.toml`, `[tool.catalog]` in pyproject.toml, environment, options.

The first file found in the working folder counts: `catalog.toml`, else `pyproject.toml` with a table
`[tool.catalog]`.  Variables like CATALOG_ORGANISATION override it, options of the command line those.
"""

import os
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_core import PydanticCustomError

from catalog import patterns, targets, toml
from catalog.codes import CODES
from catalog.diagnostics import Diagnostic, Level, Place, finding
from catalog.issn import check_digit

_DAY = patterns.compile(r"\d{4}-\d{2}-\d{2}")
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
            found = {"found": f"U+{ord(char):04X}"}
            raise PydanticCustomError("unseen_character", "{found} cannot be written into a record", found)
    return text


def _said(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("blank", "it is blank: write something, or leave the key out")
    return text


Text = Annotated[str, AfterValidator(_seen)]
Line = Annotated[Text, AfterValidator(_said)]
UNDETERMINED = "XX-XxUND"
"""The code for an undetermined organisation in the MARC Code List for Organizations."""
ENVIRONMENT = "CATALOG_"
"""What stands before the name of a setting in the environment: CATALOG_ORGANISATION."""


class Host(BaseModel):
    """What the library knows of a periodical: the control number of its own record, ISSN, imprint."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    control_number: str | None = Field(default=None, pattern=r"^[!-~]+$")
    issn: str | None = Field(default=None, pattern=r"^[0-9]{4}-[0-9]{3}[0-9X]$")
    place: Line | None = None
    publisher: Line | None = None

    @field_validator("issn")
    @classmethod
    def _checked(cls, issn: str | None) -> str | None:
        """Take an ISSN whose check digit holds."""
        if issn and issn[-1] != (digit := check_digit(issn.replace("-", "")[:7])):
            raise PydanticCustomError("check_digit", "the check digit should be {digit}", {"digit": digit})
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
                raise PydanticCustomError("no_such_code", "there is no finding {found}", {"found": code})
            if CODES[code].stops:
                raise PydanticCustomError("code_stops", "{found} stops the work", {"found": code})
        return levels

    @field_validator("substitutes")
    @classmethod
    def _single_characters(cls, substitutes: dict[str, str]) -> dict[str, str]:
        for character in substitutes:
            if len(character) != 1:
                raise PydanticCustomError(
                    "not_one_character", "{found} is not one character", {"found": character[:20]}
                )
        return substitutes

    @field_validator("date", mode="before")
    @classmethod
    def _day(cls, value: object) -> object:
        """Take a day as 2025-12-03, not as seconds since some day."""
        if isinstance(value, date) or (isinstance(value, str) and _DAY.fullmatch(value)):
            return value
        raise PydanticCustomError("day", "a day is written as 2025-12-03")


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

    It points at the key of the file that it is about.  What the target cannot take is refused, too (P320).
    """
    place = Place(str(path or ""))
    try:
        settings = Settings.model_validate(merged(layers(path, options)))
    except ValidationError as error:
        origin = origins(path, options)
        return None, [_unfit(path, origin.get(str(item["loc"][0]), ""), item) for item in error.errors()]
    except toml.FaultError as error:
        from catalog import tomlplace

        at, *problem = tomlplace.trouble(_text(path), place.file, str(error))
        return None, [unusable(at, *problem)]
    except targets.UnknownTargetError as error:
        return None, [unusable(place, error.args[0], error.chinese)]
    except OSError as error:
        reason = error.strerror or str(error)
        return None, [unusable(place, f"cannot be read: {reason}", f"无法读取：{reason}")]
    except UnicodeDecodeError as error:
        at_byte = error.start + 1
        problem = [f"byte {at_byte} is not UTF-8", f"第 {at_byte} 个字节不是 UTF-8 编码"]
        return None, [unusable(place, *problem)]
    except FaultError as error:
        return None, [unusable(place, *error.words)]
    given = settings.model_dump(include=set(targets.REFUSABLE))
    if refused := targets.refused(settings.target, given):
        return None, [finding("P320", place, **why) for why in refused]
    if settings.pinyin in (fit := PINYIN[settings.dialect]):
        return settings, []
    english = f"pinyin of {settings.dialect} is {' or '.join(fit)}, not {settings.pinyin}"
    chinese = f"{settings.dialect} 的 pinyin 可为 {'、'.join(fit)}，不能是 {settings.pinyin}"
    return None, [unusable(place, english, chinese)]


def unusable(place: Place, english: str, chinese: str) -> Diagnostic:
    """Say in both languages why the settings cannot be used (P302)."""
    return finding("P302", place, problem_en=english, problem_zh=chinese)


class FaultError(ValueError):
    """What is wrong with the settings, in English and Chinese."""

    def __init__(self, english: str, chinese: str) -> None:
        super().__init__(english)
        self.words = (english, chinese)


def _unfit(path: Path | None, origin: str, fault: Any) -> Diagnostic:
    """Say which setting does not fit; point at its key if the file has it, else name where it is from."""
    from catalog import tomlplace, unfit

    english, chinese = unfit.named(fault)
    if path is not None and origin == str(path):
        keys = [*(["tool", "catalog"] if path.name == "pyproject.toml" else []), *fault["loc"]]
        return unusable(tomlplace.place(origin, _text(path), keys, fault["input"]), english, chinese)
    if origin == "environment":
        name = ENVIRONMENT + str(fault["loc"][0]).upper()
        english, chinese = f"{name}: {english}", f"{name}：{chinese}"
    return unusable(Place(""), english, chinese)


def origins(path: Path | None, options: dict[str, Any]) -> dict[str, str]:
    """Tell by key which place the value in force is from; a key without one has its default.

    Raises as `layers` does.
    """
    return {key: layer.origin for layer in layers(path, options) for key in layer.values}


def layers(path: Path | None, options: dict[str, Any]) -> list[Layer]:
    """Give the values of each place, the later ones before the earlier; raises OSError and ValueError.

    Raises UnknownTargetError for the name of a target that there is not.
    """
    own = Layer(str(path or ""), _table(path) if path is not None else {})
    around = Layer("environment", _environment())
    line = Layer("command line", {key: value for key, value in options.items() if value is not None})
    given = merged([own, around, line])
    today = Layer("today", {"date": datetime.now(tz=UTC).date()})
    name = given.get("target", "generic")
    if not isinstance(name, str):
        raise FaultError(f"target: {name!r} is no name", f"target：{name!r} 不是名称")
    return [today, Layer(f"target {name}", targets.load(name).settings), own, around, line]


def merged(layers: Iterable[Layer]) -> dict[str, Any]:
    """Put layers together, key by key; fields that a target wants stay before the library's own."""
    values: dict[str, Any] = {}
    for _, given in layers:
        more = dict(given)
        local = [*values.get("local", ()), *more["local"]] if isinstance(more.get("local"), list) else None
        values |= more if local is None else more | {"local": list(dict.fromkeys(map(str, local)))}
    return values


def value_of(key: str, text: str) -> object:
    """Read a setting that is given as text: as TOML has it, or else the text itself."""
    try:
        value: object = toml.loads(f"value = {text}")["value"]
    except (ValueError, KeyError):
        return text
    field = Settings.model_fields.get(key)
    is_text = isinstance(value, int) and field is not None and not isinstance(field.default, int)
    return text if is_text else value


def _environment() -> dict[str, object]:
    """Give the settings of the environment: CATALOG_ORGANISATION and the like, SOURCE_DATE_EPOCH the day."""
    names = {key: ENVIRONMENT + key.upper() for key in Settings.model_fields}
    given = {key: value_of(key, os.environ[name]) for key, name in names.items() if os.environ.get(name)}
    return ({"date": day} if (day := _source_date()) else {}) | given


def _source_date() -> date | None:
    """Give the day that SOURCE_DATE_EPOCH tells, if it is set."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    if seconds is None:
        return None
    try:
        if seconds.isascii() and seconds.isdecimal():
            return datetime.fromtimestamp(int(seconds), tz=UTC).date()
    except (OverflowError, OSError, ValueError):
        pass
    raise FaultError(
        f"SOURCE_DATE_EPOCH: {seconds[:40]!r} are no seconds", f"SOURCE_DATE_EPOCH：{seconds[:40]!r} 不是秒数"
    )


def _text(path: Path | None) -> str:
    return toml.text(path) if path is not None else ""


def _table(path: Path) -> dict[str, Any]:
    """Read the file's table of settings, paths in it relative to it; raises OSError and ValueError."""
    table: dict[str, Any] = toml.loads(_text(path))
    if path.name == "pyproject.toml":
        tools = table.get("tool", {})
        table = tools.get("catalog", {}) if isinstance(tools, dict) else {}
    if not isinstance(table, dict):
        raise FaultError("[tool.catalog] is no table", "[tool.catalog] 不是表")
    for folder in ("publications", "corrections", "names"):
        if isinstance(table.get(folder), str):
            table[folder] = path.parent / table[folder]
    return table
