"""What several tests share."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder `../shared` beside the project: published schemas, a real page, a corpus."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not folder.is_dir() and not os.environ.get("CI"):
        pytest.skip("no folder ../shared beside this clone")
    return folder
