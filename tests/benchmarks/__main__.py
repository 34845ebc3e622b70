"""Measure the package beside its peers in one run, and its cost against size.

    python -m tests.benchmarks [--seed 7] [--pages 300] [--runs 5] [--records 20000] [--sizes 10,1000,100000]

Ratios are CPU time of the peer over ours: above 1 we are faster.  The outputs that are compared are read
again by pymarc, and the run stops if they do not say the same.
"""

import argparse
import gc
import platform
import sys
import tempfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from tests.benchmarks.rows import Row, cost, in_process, starting, validating
from tests.benchmarks.work import Page, pages, printed


def main() -> None:
    """Read the command line, make the work, print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--pages", type=int, default=300, help="pages, dealt out to the runs")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--records", type=int, default=20_000, help="records to validate")
    parser.add_argument("--sizes", default="10,1000,100000", help="articles to export, or nothing")
    given = parser.parse_args()
    gc.set_threshold(100_000)  # as the program does
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        work = pages(folder / "pages", given.seed, given.pages)
        print(f"{platform.python_version()}, {platform.platform()}, seed {given.seed}, {given.runs} runs")
        print(f"{'ours':34} {'peer':26} {'min':>7} {'median':>7} {'max':>7} {'µs each':>10}  (processes: ms)")
        rows: Iterator[Row] = chain(
            in_process(work, given.runs),
            starting(folder, work, given.runs),
            validating(folder, given.runs, given.records),
        )
        for row in rows:
            print(row, flush=True)
        if given.sizes:
            print(f"{'articles exported to MARCXML':>34} {'µs each':>10} {'peak MiB':>10}")
        for size in filter(None, given.sizes.split(",")):
            articles, seconds, peak = exported(folder / f"size-{size}", work, int(size))
            print(f"{articles:34,} {seconds / articles * 1e6:10.1f} {peak / 2**20:10.1f}", flush=True)


def exported(folder: Path, work: list[Page], size: int) -> tuple[int, float, int]:
    """Export at least so many articles; give how many, the CPU seconds and the peak memory in bytes."""
    folder.mkdir()
    for page in printed(work, size):
        (folder / page.name).write_bytes(page.data)
    target = folder.with_suffix(".xml")
    command = (sys.executable, "-m", "catalog", "export", str(folder), "-o", str(target), "-q", "--jobs", "1")
    seconds, peak = cost(command, folder.parent)
    return target.read_bytes().count(b"<record>"), seconds, peak


if __name__ == "__main__":
    main()
