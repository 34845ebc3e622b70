"""Kill exports at random moments, and look at what they leave: the register and every file whole.

    python tests/tools/kill_export.py [--kills 200] [--seed 1]

Pages are added and entries inserted, round by round.  Each state of the pages is exported undisturbed into
a twin folder; then the same export is killed with signal 9, several times, and at last left alone.  After
each kill a file must have the bytes of the twin's before or after this round, and so must the contents of the
register; the register must not be ahead of a file.  In the end both folders must be equal.
"""

import argparse
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

PROJECT = Path(__file__).resolve().parents[2]
SEEDS = sorted((PROJECT / "seeds").glob("*-20*.txt"))
EACH = 5
"""Kills of one export."""

State = dict[str, bytes]


class Round(NamedTuple):
    """The command of a round, without its folder, and what the twin folder held before it and holds now."""

    command: list[str]
    before: tuple[State, str]
    after: tuple[State, str]
    seconds: float


def edit(pages: Path, draw: random.Random, number: int) -> None:
    """Add the page of another issue, and insert an entry into a page that is there."""
    seed = draw.choice(SEEDS)
    name, _, _ = seed.stem.rpartition("-20")
    text = seed.read_text(encoding="utf-8")
    masthead, _, rest = text.partition("\n")
    issue = f"{masthead.partition('》')[0]}》{2026 + number // 12}年第{number % 12 + 1}期"
    (pages / f"{name}-{number:03}.txt").write_text(f"{issue}\n{rest}", encoding="utf-8")
    page = draw.choice(sorted(pages.glob("*.txt")))
    lines = page.read_text(encoding="utf-8").split("\n")
    ends = [at for at, line in enumerate(lines) if "……" in line and not line.endswith("…")]
    words = "".join(draw.sample("春夏秋冬山水风云江河湖海日月星辰东西南北", 9))
    lines.insert(draw.choice(ends) + 1, f"{words}的一天……顾小舟")
    page.write_text("\n".join(lines), encoding="utf-8")


def held(folder: Path) -> tuple[State, str]:
    """Give the files of a folder, but passing ones, and what its register holds; raises AssertionError."""
    files = {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix in (".json", ".marcxml")
    }
    register = folder / "register.sqlite"
    if not register.exists() or not register.stat().st_size:
        return files, ""
    with closing(sqlite3.connect(register)) as connection:
        found = connection.execute("PRAGMA integrity_check").fetchall()
        if found != [("ok",)]:
            raise AssertionError(f"the register is damaged: {found}")
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        return files, "\n".join(connection.iterdump()) if tables else ""


def killed(round_: Round, folder: Path, work: Path, draw: random.Random) -> str:
    """Start an export and kill it: after some time, or while files are put in place; say when that was."""
    passing = set(folder.rglob(".*.part"))
    process = subprocess.Popen([*round_.command, "-o", f"{folder.name}/"], cwd=work, env=environment())
    if draw.random() < 0.5:
        time.sleep(draw.uniform(0, round_.seconds))
    else:
        most, now = 0, 0
        while process.poll() is None and now >= most:  # passing files are made, and then they go
            most, now = max(most, now), len(set(folder.rglob(".*.part")) - passing)
        time.sleep(draw.uniform(0, 0.003))
    process.kill()
    if process.wait() >= 0:
        return "ended before"
    files, register = held(folder)
    mixed = [name for name in files if files[name] == round_.after[0][name] != round_.before[0].get(name)]
    if register == round_.after[1]:
        return "killed after the register was kept"
    if not mixed:
        return "killed before the first file was in its place"
    return f"killed with {'some' if len(mixed) < changed(round_) else 'all'} files in their places"


def changed(round_: Round) -> int:
    """Count the files that a round changes."""
    return sum(data != round_.before[0].get(name) for name, data in round_.after[0].items())


def check(round_: Round, found: tuple[State, str]) -> None:
    """Compare what a killed export left with the twin; raises AssertionError."""
    files, register = found
    for name, data in files.items():
        if data not in (round_.before[0].get(name), round_.after[0].get(name)):
            raise AssertionError(f"{name} is neither the old file nor the new one")
    if register not in (round_.before[1], round_.after[1]):
        raise AssertionError("the register is neither the old one nor the new one")
    if register == round_.after[1] != round_.before[1] and files != round_.after[0]:
        raise AssertionError("the register is ahead of the files")


def environment() -> dict[str, str]:
    """Give an environment in which this project is run."""
    return {**os.environ, "PYTHONPATH": str(PROJECT), "PYDANTIC_DISABLE_PLUGINS": "__all__"}


def run(kills: int, seed: int, work: Path) -> Counter[str]:
    """Kill exports in a folder; give how often which moment was hit; raises AssertionError."""
    draw = random.Random(seed)
    pages, folder, twin = work / "pages", work / "killed", work / "twin"
    for made in (pages, folder, twin):
        made.mkdir()
    for path in SEEDS:
        (pages / path.name).write_bytes(path.read_bytes())
    hits: Counter[str] = Counter()
    for number in range(-(-kills // EACH)):
        edit(pages, draw, number)
        day = date(2026, 1, 1) + timedelta(number)
        command = [sys.executable, "-m", "catalog", "export", "pages", "-q", "--date", day.isoformat()]
        command += ["-f", "json,marcxml", "--fail-on", "error"]
        before, start = held(twin), time.monotonic()
        subprocess.run([*command, "-o", "twin/"], cwd=work, env=environment(), check=True)
        round_ = Round(command, before, held(twin), time.monotonic() - start)
        if not changed(round_) or round_.after[1] == before[1]:
            raise AssertionError("this round changes nothing, so that nothing is tried")
        shutil.copytree(folder, work / "snapshot")
        for _ in range(min(EACH, kills - number * EACH)):
            if held(folder)[1] == round_.after[1]:  # nothing is left to be done, so begin again
                shutil.rmtree(folder)
                shutil.copytree(work / "snapshot", folder)
            hits[killed(round_, folder, work, draw)] += 1
            check(round_, held(folder))
        shutil.rmtree(work / "snapshot")
        subprocess.run([*command, "-o", "killed/"], cwd=work, env=environment(), check=True)
        if held(folder) != held(twin):
            raise AssertionError("after an export to its end the folders differ")
    hits["passing files left"] = len([*folder.rglob(".*.part")])
    return hits


def main() -> int:
    """Print how often which moment was hit; give 1 if something was not whole."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        try:
            hits = run(arguments.kills, arguments.seed, Path(work))
        except AssertionError as error:
            print(f"not whole: {error}")
            return 1
    for moment, count in sorted(hits.items()):
        print(f"{count:4} {moment}")
    print(f"{arguments.kills} kills: register and output whole")
    return 0


if __name__ == "__main__":
    sys.exit(main())
