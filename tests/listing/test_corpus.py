"""Accuracy on the shared development pages, scored by the scorer that stands beside them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.listing.gold import as_gold, reading

FLOORS = {"clean": 0.998, "wrapped": 0.993, "joined": 0.993, "noisy": 0.97}


@pytest.fixture(scope="module")
def score(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, float]]:
    corpus, folder = shared / "corpus", tmp_path_factory.mktemp("predicted")
    for page in sorted((corpus / "synthetic").glob("*.txt")):
        issues, _ = reading(page)
        text = json.dumps({"issues": as_gold(issues)}, ensure_ascii=False)
        (folder / f"{page.stem}.json").write_text(text, encoding="utf-8")
    table = folder / "score" / "table.json"
    table.parent.mkdir()
    command = [
        sys.executable,
        str(corpus / "score.py"),
        str(corpus / "synthetic"),
        str(folder),
        "--json",
        str(table),
    ]
    subprocess.run(command, check=True, capture_output=True)
    exact: dict[str, dict[str, float]] = json.loads(table.read_text(encoding="utf-8"))["exact"]
    return exact


@pytest.mark.parametrize("tier", FLOORS)
def test_articles_with_every_field_right(score: dict[str, dict[str, float]], tier: str) -> None:
    assert score[tier]["all_fields_right"] >= FLOORS[tier]


def test_no_listing_is_found_where_none_is(score: dict[str, dict[str, float]]) -> None:
    assert score["none"]["pages_right"] == 1.0
