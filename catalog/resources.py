"""The files that travel with the package: `schemas/` and `seeds/`, in a clone and in an installed wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def folder(name: str) -> Path:
    """Find a data folder: inside an installed package, else beside the package in a clone."""
    installed = _PACKAGE / "_data" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


def schema(name: str) -> Path:
    """Find a schema file by its name."""
    return folder("schemas") / name
