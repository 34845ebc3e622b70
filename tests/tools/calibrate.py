"""Make catalog/lists/confidence.toml: how often values with a given margin were right on composed pages.

    python tests/tools/calibrate.py [--seeds 101 102 103] [--pages 400]

Of each seed a third as many pages again are in the seldom layouts of compose_layouts.py: on the usual ones
alone every margin would look surer than it is.

Margins are cut into steps; in each the share of right values is counted, with one wrong and one right
value added so that no share is 0 or 1; shares are then made to rise with the margin (pooling neighbours
that fall).  The pages are of seeds that no rule was written with.
"""

import argparse
import subprocess
import sys
import tempfile
from itertools import product
from pathlib import Path

from catalog.check import Tally, check
from catalog.diagnostics import Diagnostic
from catalog.gather import read_page
from catalog.issue import Issue
from catalog.publication import shipped

PROJECT = Path(__file__).resolve().parents[2]
STEPS = (0.0, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 7.0, 10.0)
HEAD = """\
# Confidence by margin: a row gives a margin and the share of values around it that were right; between
# rows the share is taken in proportion.  Made by tests/tools/calibrate.py from {values} values on
# {pages} composed pages (seeds {seeds}), a quarter of them in seldom layouts; run it again when rules or
# scores change.
"""


def measure(seeds: list[int], pages: int) -> Tally:
    """Read composed pages of some seeds and tally every value."""
    tally = Tally()
    composers = (("compose_pages", pages), ("compose_layouts", pages // 3))
    for seed, (composer, number) in product(seeds, composers):
        compose = [sys.executable, "-m", f"tests.tools.{composer}"]
        with tempfile.TemporaryDirectory() as folder:
            options = ["--seed", str(seed), "--pages", str(number), folder]
            subprocess.run([*compose, *options], check=True, capture_output=True, cwd=PROJECT)
            tiers, _ = check(Path(folder), _read)
            for tier in tiers.values():
                tally.add(tier)
    return tally


def _read(path: Path) -> tuple[list[Issue], list[Diagnostic]]:
    return read_page(path.read_bytes(), str(path), shipped())


def shares(values: list[tuple[float, float, bool]]) -> list[tuple[float, float]]:
    """Give margin and share for each step, rising."""
    blocks: list[list[float]] = []  # margin, right, all
    for low, high in zip(STEPS, (*STEPS[1:], float("inf")), strict=True):
        some = [right for _, margin, right in values if low <= margin < high]
        middle = low if high == float("inf") else (low + high) / 2
        blocks.append([middle, sum(some) + 1.0, len(some) + 2.0])
        while len(blocks) > 1 and blocks[-2][1] / blocks[-2][2] > blocks[-1][1] / blocks[-1][2]:
            middle, right, count = blocks.pop()
            blocks[-1] = [blocks[-1][0], blocks[-1][1] + right, blocks[-1][2] + count]
    return [(middle, right / count) for middle, right, count in blocks]


def main() -> None:
    """Measure and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--seeds", nargs="+", type=int, default=[101, 102, 103])
    parser.add_argument("--pages", type=int, default=400)
    arguments = parser.parse_args()
    tally = measure(arguments.seeds, arguments.pages)
    seeds = ", ".join(map(str, arguments.seeds))
    rows = [f"  [{margin:g}, {share:.4f}],\n" for margin, share in shares(tally.values)]
    text = HEAD.format(values=len(tally.values), pages=tally.pages, seeds=seeds)
    table = PROJECT / "catalog" / "lists" / "confidence.toml"
    table.write_text(f"{text}right = [\n{''.join(rows)}]\n", encoding="utf-8")
    print(table.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
