"""Settings whose values are evidently sound, as they nearly always are: for them no model has to be loaded.

To load pydantic and to build the model of the settings takes as long as to read a page and write its records.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from catalog.config.settings import PATTERNS, Settings

_LINES = ("format", "newspaper")
_DAY = r"\d{4}-\d{2}-\d{2}"


def plain(values: Mapping[str, Any]) -> Settings | None:
    """Make settings of values that are evidently what the model takes; None if it has to look at one.

    >>> plain({"date": "2025-12-03", "organisation": "CN-110000"}).date
    datetime.date(2025, 12, 3)
    >>> plain({"date": "2025-12-03", "organisation": "工会"})
    """
    taken = {key: _taken(key, value) for key, value in values.items()}
    return None if None in taken.values() else Settings(**taken)


def _taken(key: str, value: object) -> Any:
    """Give a value as the settings hold it, None for one that is not evidently sound."""
    kind = Settings.__annotations__.get(key)
    match value:
        case bool():
            sound = kind is bool
        case datetime():
            sound = False
        case date():
            sound = kind is date
        case str() if key == "date":
            return _day(value)
        case str() if key in PATTERNS:
            sound = re.fullmatch(PATTERNS[key].removesuffix("$"), value) is not None
        case str() if key in _LINES:
            sound = _printable(value) and value.strip() != ""
        case str() | int():
            sound = get_origin(kind) is Literal and value in get_args(kind)
        case Path():
            sound = kind == Path | None
        case list() if key == "local" and all(isinstance(line, str) and _printable(line) for line in value):
            return tuple(value)
        case _:
            sound = False
    return value if sound else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if re.fullmatch(_DAY, text) else None
    except ValueError:
        return None


def _printable(text: str) -> bool:
    return text.isprintable() and "\N{REPLACEMENT CHARACTER}" not in text
