"""What a library sets for itself: `catalog.toml`, `[tool.catalog]` in pyproject.toml, environment, options.

The first file found in the working folder counts: `catalog.toml`, else `pyproject.toml` with a table
`[tool.catalog]`.  Variables like CATALOG_ORGANISATION override it, options of the command line those.
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from catalog import frozen, targets, toml
from catalog.config.plain import plain
from catalog.config.settings import Host, Settings
from catalog.diagnostics import Diagnostic, Place, finding
from catalog.misuse import MisuseError

PINYIN = {
    "marc21": ("none", "ala-lc"),
    "cnmarc-nlc": ("none", "nlc", "calis"),
    "cnmarc-calis": ("none", "nlc", "calis"),
}
"""The schemes of romanisation that each dialect has a place for."""
ENVIRONMENT = "CATALOG_"
"""What stands before the name of a setting in the environment: CATALOG_ORGANISATION."""


_NO_SETTINGS = tuple(ENVIRONMENT + name for name in ("LANG", "DEBUG", "SHARED", "ACCEPT"))
"""Variables that begin so and are none: the language of findings, and what our tests want to know."""
_NEAR = 0.85  # of difflib: a letter or two are wrong, or one word more
_SHORT = 5  # letters; NAMES and HOSTS are near the names that others use


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
        settings, faults = _settings(merged(layers(path, options)))
        if settings is None:
            origin = origins(path, options)
            return None, [_unfit(path, origin.get(str(item["loc"][0]), ""), item) for item in faults]
    except toml.UNREADABLE as error:
        from catalog import tomlplace

        return None, [unusable(*tomlplace.unreadable(path or Path(), error))]
    except MisuseError as error:
        return None, [unusable(place, error.args[0], error.chinese)]
    refusable = [name for name in frozen.fields(Settings) if name in targets.REFUSABLE]
    if refused := targets.refused(settings.target, {name: getattr(settings, name) for name in refusable}):
        return None, [finding("P320", place, **why) for why in refused]
    if settings.pinyin in (fit := PINYIN[settings.dialect]):
        return settings, []
    english = f"pinyin of {settings.dialect} is {' or '.join(fit)}, not {settings.pinyin}"
    chinese = f"{settings.dialect} 的 pinyin 可为 {'、'.join(fit)}，不能是 {settings.pinyin}"
    return None, [unusable(place, english, chinese)]


def _settings(values: Mapping[str, Any]) -> tuple[Settings | None, list[Any]]:
    """Make the settings, with the model's help where a value is not evidently sound."""
    if settings := plain(values):
        return settings, []
    from catalog.config.model import checked

    return checked(values)


def unusable(place: Place, english: str, chinese: str) -> Diagnostic:
    """Say in both languages why the settings cannot be used (P302)."""
    return finding("P302", place, problem_en=english, problem_zh=chinese)


def _unfit(path: Path | None, origin: str, fault: Any) -> Diagnostic:
    """Say which setting does not fit; point at its key if the file has it, else name where it is from."""
    from catalog import unfit

    english, chinese = unfit.named(fault)
    if fault["type"] == "extra_forbidden" and (near := _meant(fault["loc"])):
        english, chinese = f"{english}; is {near} meant?", f"{chinese}，是否指 {near}？"
    if path is not None and origin == str(path):
        return unusable(_at(path, fault["loc"], fault["input"]), english, chinese)
    if origin == "environment":
        name = ENVIRONMENT + str(fault["loc"][0]).upper()
        english, chinese = f"{name}: {english}", f"{name}：{chinese}"
    return unusable(Place(""), english, chinese)


def _meant(keys: Sequence[str | int]) -> str:
    """Give the key that somebody may have meant, if one is like theirs."""
    import difflib

    rows = Host if keys[0] == "hosts" else Settings
    near = difflib.get_close_matches(str(keys[-1])[:40], frozen.fields(rows), 1)
    return near[0] if near else ""


def _at(path: Path, keys: Iterable[str | int], item: object = None) -> Place:
    """Point at a key of the file, or at a text in its value; raises OSError and ValueError."""
    from catalog import tomlplace

    table = ["tool", "catalog"] if path.name == "pyproject.toml" else []
    return tomlplace.place(str(path), _text(path), [*table, *keys], item)


def place_of(path: Path | None, options: dict[str, Any], key: str) -> Place:
    """Point at the key of a value that is in force, where it is from the file; raises as `layers` does."""
    given = path is not None and origins(path, options).get(key) == str(path)
    return _at(path, [key]) if path is not None and given else Place("")


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
        raise MisuseError(f"target: {name!r} is no name", f"target：{name!r} 不是名称")
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
    of_text = key in frozen.fields(Settings) and not isinstance(Settings.defaults.get(key), int)
    return text if of_text and isinstance(value, int) else value


def _environment() -> dict[str, object]:
    """Give the settings of the environment: CATALOG_ORGANISATION and the like, SOURCE_DATE_EPOCH the day.

    Raises MisuseError for a name that is nearly that of a setting; others may be those of other programs.
    """
    names = {key: ENVIRONMENT + key.upper() for key in frozen.fields(Settings)}
    for other in sorted(name for name in os.environ if name.startswith(ENVIRONMENT)):
        if other not in (*names.values(), *_NO_SETTINGS) and os.environ[other]:
            _misspelt(other)
    given = {key: value_of(key, os.environ[name]) for key, name in names.items() if os.environ.get(name)}
    return ({"date": day} if (day := _source_date()) else {}) | given


def _misspelt(name: str) -> None:
    """Raise MisuseError if a variable has nearly the name of a setting, one long enough to be told by it."""
    import difflib

    keys = [key for key in frozen.fields(Settings) if len(key) > _SHORT]
    if near := difflib.get_close_matches(name.removeprefix(ENVIRONMENT).lower()[:40], keys, 1, _NEAR):
        meant = ENVIRONMENT + near[0].upper()
        raise MisuseError(
            f"{name}: there is no such variable; is {meant} meant?", f"{name}：没有这个变量，是否指 {meant}？"
        )


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
    raise MisuseError(
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
        raise MisuseError("[tool.catalog] is no table", "[tool.catalog] 不是表")
    for folder in ("publications", "corrections", "names"):
        if isinstance(table.get(folder), str):
            table[folder] = path.parent / table[folder]
    return table
