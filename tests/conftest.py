"""What several tests share."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from catalog import __main__ as process


class Result(NamedTuple):
    """What a run of the command line gave: exit code, standard output, standard error."""

    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder `../shared` beside the project: published schemas, a real page, a corpus."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not folder.is_dir() and not os.environ.get("CI"):
        pytest.skip("no folder ../shared beside this clone")
    return folder


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
