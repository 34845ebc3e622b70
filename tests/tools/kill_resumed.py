"""Kill exports at random moments and go on with --resume: in the end all is as if nothing had happened.

    python -m tests.tools.kill_resumed [--kills 200] [--seed 1] [--pages 60] [--jobs 2]

Each round exports composed pages, now into a folder with its register, now into one file; in every second
round a page is changed after the first kill.  In the end files and register must be those of the twin, and
nothing else may be left.
"""

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.tools.compose_pages import write
from tests.tools.kill_export import environment, held

DAY = "2026-01-01"


def files(folder: Path) -> dict[str, bytes]:
    """Give all files of a folder but the register."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".sqlite")
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def export(work: Path, output: str, *options: str) -> "subprocess.Popen[bytes]":
    """Start an export of the pages."""
    command = [sys.executable, "-m", "catalog", "export", "pages", "-q", "--fail-on", "never"]
    command += ["--date", DAY, "-o", output, *options]
    return subprocess.Popen(command, cwd=work, env=environment(), stderr=subprocess.DEVNULL)


def round_(work: Path, draw: random.Random, number: int, jobs: int, left: int) -> Counter[str]:
    """Kill one export, again and again, until it ends; raises AssertionError."""
    folder = number % 2 == 0
    target = "out/" if folder else "out/all.xml"
    options = ["-f", "marcxml,json"] if folder else ["-f", "marcxml"]
    hits: Counter[str] = Counter()
    seconds = 0.0
    while True:
        count = str(draw.randint(1, jobs))
        start = time.monotonic()
        process = export(work, target, "--resume", "-j", count, *options)
        if sum(hits.values()) >= left:
            break
        try:
            process.wait(draw.uniform(0.2, 1.0) if not seconds else draw.uniform(0.1, seconds))
            break
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        seconds = max(seconds, time.monotonic() - start) + 0.3
        parts = work / ("out/.parts" if folder else "out/all.xml.parts")
        hits["killed with parts kept" if parts.exists() else "killed before any part"] += 1
        if number % 4 > 1 and sum(hits.values()) == 1:
            page = draw.choice(sorted((work / "pages").glob("*.txt")))
            page.write_text(page.read_text(encoding="utf-8").replace("工会", "工协", 1), encoding="utf-8")
    if process.wait() != 0:
        raise AssertionError(f"the last export ended with {process.returncode}")
    if export(work, target.replace("out/", "twin/", 1), *options).wait() != 0:
        raise AssertionError("the undisturbed export failed")
    if files(work / "out") != files(work / "twin"):
        raise AssertionError("the files differ")
    if held(work / "out")[1] != held(work / "twin")[1]:
        raise AssertionError("the registers differ")
    return hits


def run(kills: int, seed: int, pages: int, jobs: int, work: Path) -> Counter[str]:
    """Kill exports in a folder, round after round; give what was hit; raises AssertionError."""
    draw = random.Random(seed)
    hits: Counter[str] = Counter()
    number = 0
    while sum(hits.values()) < kills:
        for name in ("pages", "out", "twin"):
            shutil.rmtree(work / name, ignore_errors=True)
        write(work / "pages", seed + number, pages, distinct=True)
        hits += round_(work, draw, number, jobs, kills - sum(hits.values()))
        number += 1
    hits["rounds"] = number
    return hits


def main() -> int:
    """Print what was hit; give 1 if something was not as it must be."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        try:
            hits = run(arguments.kills, arguments.seed, arguments.pages, arguments.jobs, Path(work))
        except AssertionError as error:
            print(f"not the same: {error}")
            return 1
    for moment, count in sorted(hits.items()):
        print(f"{count:4} {moment}")
    print(f"{arguments.kills} kills: the same files and registers")
    return 0


if __name__ == "__main__":
    sys.exit(main())
