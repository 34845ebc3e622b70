"""What several tests share."""

import os
import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple, NoReturn

import pytest
from hypothesis import settings

from catalog import __main__ as process

settings.register_profile("busy", deadline=None)  # bounds of time are in units of what the machine does
settings.load_profile("busy")


class Result(NamedTuple):
    """What a run of the command line gave: exit code, standard output, standard error."""

    code: int
    out: str
    err: str


Run = Callable[..., Result]


PROBES = {
    "yaz-marcdump": ["yaz-marcdump", "-V"],
    "xmllint": ["xmllint", "--version"],
    "Zebra": ["sh", "-c", "zebraidx -V && which zebrasrv yaz-client && ls /usr/lib/*/idzebra-2.0/modules"],
    "MARC::Batch": ["perl", "-MMARC::Batch", "-e", "1"],
    "Catmandu": ["perl", "-MCatmandu", "-MCatmandu::MARC", "-e", "1"],
    "Chromium": ["chromium", "--version"],
    "pdftotext": ["pdftotext", "-v"],
    "MARC::Lint": ["perl", "-MMARC::Batch", "-MMARC::Lint", "-e", "1"],
}
"""Software of others that a test marked `needs` runs, and how to ask whether it is there."""


@cache
def _there(name: str) -> bool:
    try:
        return subprocess.run(PROBES[name], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose software is missing on a desk; in CI it fails."""
    for marker in item.iter_markers("needs"):
        for name in marker.args:
            if not _there(name):
                lacking(f"{name} is not installed")


def lacking(what: str) -> NoReturn:
    """Skip a test for what is missing on a desk; in CI, where it must be there, let it fail."""
    (pytest.fail if os.environ.get("CI") else pytest.skip)(what)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder `../shared` beside the project: published schemas, a real page, a corpus."""
    return shared_folder()


def shared_folder() -> Path:
    """Find what tests share that is no part of the project; without it they are skipped, and fail in CI."""
    beside = Path(__file__).resolve().parents[2] / "shared"
    folder = Path(os.environ.get("CATALOG_SHARED", beside))
    if not (folder / "corpus").is_dir():
        lacking(f"no folder {folder} with a corpus in it; CATALOG_SHARED names another place")
    return folder


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """The folder `seeds/` of a clone, in the folder that `run` works in."""
    return shutil.copytree(Path(__file__).resolve().parents[1] / "seeds", tmp_path / "seeds")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command line in an empty folder, in English, on a fixed day."""
    monkeypatch.chdir(tmp_path)
    for name in ("CATALOG_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "CATALOG_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764720000")

    def call(*arguments: object) -> Result:
        code = process.run([str(argument) for argument in arguments])
        return Result(code, *capsys.readouterr())

    return call
