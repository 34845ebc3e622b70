"""Pages that a stranger wrote, in layouts and words of their own: what is read right, and what surely so.

No rule may name one of them.  What is still wrong, and why, stands in cases/fresh/README.md.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from catalog.check import Tally, page
from tests.listing.gold import expected, reading

FRESH = Path(__file__).parents[1] / "cases" / "fresh"
LEAST = {"clean": 0.98, "wrapped": 0.99, "joined": 0.99, "noisy": 0.95}
LEAST_SURE_RIGHT, LEAST_SURE = 0.994, 0.89
LOST = 14  # articles with a field wrong, of all


@pytest.fixture(scope="module")
def tallies() -> dict[str, Tally]:
    rows = json.loads((FRESH / "manifest.json").read_text(encoding="utf-8"))["listings"]
    tiers = {row["name"]: row["tier"] for row in rows}
    found: dict[str, Tally] = {}
    for path in pages():
        found.setdefault(tiers[path.stem], Tally()).add(page(expected(path), reading(path)[0]))
    return found


def pages() -> Iterator[Path]:
    yield from sorted(FRESH.glob("*.txt"))


@pytest.mark.parametrize("tier", LEAST)
def test_articles_with_every_field_right(tallies: dict[str, Tally], tier: str) -> None:
    assert tallies[tier].whole >= LEAST[tier] * tallies[tier].articles > 0


def test_what_is_sure_is_right(tallies: dict[str, Tally]) -> None:
    """What cannot be read surely is doubted; an article is sure when each of its values is."""
    whole = Tally()
    for tally in tallies.values():
        whole.add(tally)
    assert whole.sure_right >= LEAST_SURE_RIGHT * whole.sure
    assert whole.sure >= LEAST_SURE * whole.articles
    assert whole.articles - whole.whole <= LOST


def test_every_page_is_in_the_manifest(tallies: dict[str, Tally]) -> None:
    rows = json.loads((FRESH / "manifest.json").read_text(encoding="utf-8"))["listings"]
    assert {path.stem for path in pages()} <= {row["name"] for row in rows}
    assert sum(tally.pages for tally in tallies.values()) == len([*pages()])
