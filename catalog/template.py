"""Settings as text: the commented file that a library starts from, and the list of what is in force."""

import json
import re
from collections.abc import Mapping
from typing import Any

from catalog import patterns, resources
from catalog.config.model import as_json as dumped
from catalog.config.settings import Settings
from catalog.console import table
from catalog.diagnostics import Language

EXAMPLE = " # 例 e.g."
"""How a line of the commented file ends that shows no default but an example."""

_BARE = patterns.compile(r"[A-Za-z0-9_-]+")
_ORIGINS = {
    "default": "缺省",
    "today": "当日",
    "environment": "环境变量",
    "command line": "命令行",
}


def template(given: Mapping[str, Any]) -> str:
    """Give the commented file, with the lines of these settings in force; a table goes before its example.

    Raises KeyError for a setting that it does not have.
    """
    text = resources.lists("catalog.toml")
    for key, value in given.items():
        place = re.search(rf"^(?:# {key} = .*\n|(?=# \[{key}[\].]))", text, re.MULTILINE)
        if place is None:
            raise KeyError(key)
        text = f"{text[: place.start()]}{key} = {toml(value)}\n{text[place.end() :]}"
    return text


def as_toml(settings: Settings, origins: Mapping[str, str], language: Language) -> str:
    """Write the settings as TOML that reads the same again, where each is from behind it.

    A setting that has no value stands behind a #.
    """
    rows = []
    for key, value in dumped(settings).items():
        origin = origins.get(key, "default")
        if language == "zh":
            origin = _ORIGINS.get(origin) or re.sub(r"^target (?=[a-z0-9-]+$)", "目标 ", origin)
        rows.append((f"# {key} =" if value is None else f"{key} = {toml(value)}", f"# {_one_line(origin)}"))
    return table(rows)


def as_json(settings: Settings, origins: Mapping[str, str]) -> str:
    """Write the settings as JSON: by key the value and where it is from."""
    values = dumped(settings)
    rows = {key: {"value": value, "from": origins.get(key, "default")} for key, value in values.items()}
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def toml(value: Any) -> str:
    """Write a value as TOML on one line.

    >>> toml({"a b": ["x", True, 1]})
    '{ "a b" = ["x", true, 1] }'
    """
    match value:
        case dict():
            rows = (f"{_key(key)} = {toml(each)}" for key, each in value.items() if each is not None)
            return f"{{ {', '.join(rows)} }}" if value else "{}"
        case list() | tuple():
            return f"[{', '.join(map(toml, value))}]"
        case bool() | int():
            return str(value).lower()
        case _:
            return _text(str(value))


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _text(key)


def _text(text: str) -> str:
    """Quote a text: JSON's escapes are TOML's, but for the one control character that JSON leaves."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _one_line(text: str) -> str:
    """Keep the name of a file from ending the comment it stands in."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
