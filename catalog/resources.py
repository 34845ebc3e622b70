"""The files that travel with the package: its lists and `schemas/`, in a clone and in a wheel."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).parent


def program() -> list[Path]:
    """Give all files of the package that say how it reads and writes."""
    return sorted(path for path in _PACKAGE.rglob("*.*") if path.suffix in (".py", ".toml", ".txt"))


def lists(name: str) -> str:
    """Read a file of word lists."""
    return (_PACKAGE / "lists" / name).read_text(encoding="utf-8")


@cache
def table(name: str) -> dict[str, Any]:
    """Read a table among the word lists, once; it is shared, and nobody changes it."""
    return tomllib.loads(lists(name))


def publications() -> list[Path]:
    """Give the profiles that come with the package, by name."""
    return sorted((_PACKAGE / "publications").glob("*.toml"))


def targets() -> list[str]:
    """Give the names of the library systems that a data file describes."""
    return sorted(path.stem for path in (_PACKAGE / "systems").glob("*.toml"))


def target(name: str) -> str:
    """Read the data file of a library system."""
    return (_PACKAGE / "systems" / f"{name}.toml").read_text(encoding="utf-8")


def page(name: str) -> str:
    """Read a part of the page on which findings are reported: its style, its script."""
    return (_PACKAGE / "reports" / name).read_text(encoding="utf-8")


def folder(name: str) -> Path:
    """Find a data folder: inside an installed package, else beside the package in a clone."""
    installed = _PACKAGE / "_data" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


def schema(name: str) -> Path:
    """Find a schema file by its name."""
    return folder("schemas") / name
