"""What tests need that is no part of the project: skipped on a desk, never in CI."""

from pathlib import Path

import pytest

from tests.conftest import lacking, shared_folder
from tests.prose import PROJECT


@pytest.mark.parametrize(("ci", "outcome"), [("", pytest.skip.Exception), ("1", pytest.fail.Exception)])
def test_what_is_missing_fails_in_ci(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, ci: str, outcome: type[BaseException]
) -> None:
    monkeypatch.setenv("CI", ci)
    monkeypatch.setenv("CATALOG_SHARED", str(tmp_path))
    with pytest.raises(outcome, match="CATALOG_SHARED"):
        shared_folder()
    with pytest.raises(outcome, match="not installed"):
        lacking("yaz is not installed")
    (tmp_path / "corpus").mkdir()
    assert shared_folder() == tmp_path


def test_the_gate_says_that_it_is_one() -> None:
    assert "\nexport CI=1\n" in (PROJECT / ".ci" / "run").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_readme_says_what_is_beside_the_clone(name: str) -> None:
    text = (PROJECT / name).read_text(encoding="utf-8")
    assert all(word in text for word in ("`../shared`", "`CATALOG_SHARED`", "`.ci/run`"))
