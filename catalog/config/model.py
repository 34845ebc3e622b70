"""The model of the settings: it checks what a library writes, and says what is wrong with it."""

import unicodedata
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_core import ErrorDetails, PydanticCustomError

from catalog import patterns
from catalog.codes import CODES
from catalog.config import settings
from catalog.config.settings import PATTERNS, UNDETERMINED
from catalog.diagnostics import Level
from catalog.issn import check_digit

_DAY = patterns.compile(r"\d{4}-\d{2}-\d{2}")
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


class Host(BaseModel, settings.Host):
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


class Settings(BaseModel, settings.Settings):
    """What a library sets, as `settings.Settings` tells, and what is asked of each value."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    target: str = Field(default="generic", pattern=PATTERNS["target"])
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

    organisation: str = Field(default=UNDETERMINED, pattern=PATTERNS["organisation"])
    date: date
    time: str = Field(default="000000", pattern=PATTERNS["time"])
    newspaper: Line | None = None
    publications: Path | None = None
    corrections: Path | None = None
    levels: dict[str, Level] = Field(default_factory=dict)
    hosts: dict[str, Host] = Field(default_factory=dict)
    classes: dict[str, Line] = Field(default_factory=dict)
    class_edition: str | None = Field(default=None, pattern=PATTERNS["class_edition"])
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


def checked(values: Mapping[str, Any]) -> tuple[Settings | None, list[ErrorDetails]]:
    """Make settings of values from outside; or say what is wrong with them."""
    try:
        return Settings.model_validate(values), []
    except ValidationError as error:
        return None, error.errors()


def as_json(given: settings.Settings) -> dict[str, Any]:
    """Give all settings as JSON has them, days and paths as texts."""
    return Settings.model_validate(vars(given)).model_dump(mode="json")
