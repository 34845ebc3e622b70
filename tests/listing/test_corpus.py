"""Accuracy on the shared development pages, scored by the scorer that stands beside them.

A third of the pages, chosen by a hash of their names, is held back: no rule or score was made with them, and
they are reported by themselves.
"""

import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from catalog.check import Tally, page
from tests.listing.gold import as_gold, expected, reading

FLOORS = {"clean": 0.998, "wrapped": 0.993, "joined": 0.993, "noisy": 0.97}
PARTS = ("held back", "for development")
LEAST_SURE_RIGHT, LEAST_SURE = 0.999, 0.9
Score = dict[str, dict[str, float]]


def split(shared: Path) -> dict[str, list[Path]]:
    """Part the pages: of each tier the third whose names have the smallest hashes is held back."""
    tiers: dict[str, list[Path]] = {}
    for path in (shared / "corpus" / "synthetic").glob("*.txt"):
        tiers.setdefault(path.stem.partition("-")[0], []).append(path)
    found: dict[str, list[Path]] = {part: [] for part in PARTS}
    for pages in tiers.values():
        pages.sort(key=lambda path: sha256(path.stem.encode()).hexdigest())
        held = len(pages) // 3
        found["held back"] += pages[:held]
        found["for development"] += pages[held:]
    return found


@pytest.fixture(scope="module")
def scores(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Score]:
    """Score the pages held back and the others, each in folders of their own."""
    corpus = shared / "corpus"
    found: dict[str, Score] = {}
    for part, pages in split(shared).items():
        folder = tmp_path_factory.mktemp("corpus")
        truth, given, table = folder / "truth", folder / "given", folder / "table.json"
        truth.mkdir()
        given.mkdir()
        (truth / "manifest.json").write_bytes((corpus / "synthetic" / "manifest.json").read_bytes())
        for path in pages:
            file = path.with_suffix(".gold.json")
            (truth / file.name).write_bytes(file.read_bytes())
            issues, _ = reading(path)
            text = json.dumps({"issues": as_gold(issues)}, ensure_ascii=False)
            (given / f"{path.stem}.json").write_text(text, encoding="utf-8")
        command = [sys.executable, str(corpus / "score.py"), str(truth), str(given), "--json", str(table)]
        subprocess.run(command, check=True, capture_output=True)
        found[part] = json.loads(table.read_text(encoding="utf-8"))["exact"]
    return found


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("tier", FLOORS)
def test_articles_with_every_field_right(scores: dict[str, Score], tier: str, part: str) -> None:
    assert scores[part][tier]["all_fields_right"] >= FLOORS[tier]


@pytest.mark.parametrize("part", PARTS)
def test_no_listing_is_found_where_none_is(scores: dict[str, Score], part: str) -> None:
    assert scores[part]["none"]["pages_right"] == 1.0


def test_a_third_of_every_tier_is_held_back(shared: Path) -> None:
    held = [path.stem.partition("-")[0] for path in split(shared)["held back"]]
    assert {tier: held.count(tier) for tier in {*held}} == dict.fromkeys(FLOORS, 5) | {"none": 1}


def test_sure_articles_are_right_and_most_are_sure(shared: Path) -> None:
    """Of the articles held back in which every value has a confidence of 0.95 or more."""
    whole, plain = Tally(), Tally()
    for path in split(shared)["held back"]:
        tally = page(expected(path), reading(path)[0])
        whole.add(tally)
        if not path.stem.startswith("noisy"):
            plain.add(tally)
    assert whole.sure_right >= LEAST_SURE_RIGHT * whole.sure > 0
    assert plain.sure >= LEAST_SURE * plain.articles
