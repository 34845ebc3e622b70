"""Fuzz the readers, guided by coverage: what breaks one is kept, as small as can be, in tests/fuzz/found.

    pip install atheris                       # a fuzzer for Python on libFuzzer; no test needs it
    python tests/tools/fuzz_readers.py [READER...] [--minutes 10] [--jobs 1] [--blind]

The readers are those of TARGETS in tests/fuzz/targets.py, what counts as a failure is in tests/fuzz/judge.py.
Beside that, an input that takes more than SECONDS or lets a process grow beyond MEGABYTES ends its run, which
then begins anew.  Inputs that reached new code are kept in the folder of --corpus and used again.  With
--blind they are changed at random, without atheris.  The exit code is 1 if anything was found.
--try FILE... tells what is wrong with files of tests/fuzz/found, each in a folder of its reader's name.
"""

import argparse
import hashlib
import importlib
import os
import pkgutil
import random
import re
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

PROJECT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(PROJECT))

if TYPE_CHECKING:
    from tests.fuzz.targets import Target

FOUND = PROJECT / "tests" / "fuzz" / "found"
CORPUS = Path(os.environ.get("XDG_CACHE_HOME", "~/.cache")).expanduser() / "kanmu-catalog-fuzz"
SECONDS = 600  # by the clock on the wall, which goes on while a machine does other things
MEGABYTES = 1500  # of the whole process, with all that libFuzzer remembers
INSTRUMENTED = ("catalog", "tomllib", "zipfile", "tarfile")
"""Packages whose branches guide the fuzzer."""


class Tally(NamedTuple):
    """What the runs of one reader came to."""

    reader: str
    minutes: float
    of_processor: float
    executions: int
    covered: int
    found: Sequence[str]


def main() -> int:
    """Fuzz, and print a line for each reader; give 1 if anything was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("readers", nargs="*", metavar="READER")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--blind", action="store_true")
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--try", dest="tried", type=Path, nargs="+", metavar="FILE")
    parser.add_argument("--within", help=argparse.SUPPRESS)  # the reader that this process fuzzes
    parser.add_argument("--seconds", type=float, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.tried:
        return int(sum(told(path) for path in arguments.tried) > 0)
    if arguments.within:
        (try_blindly if arguments.blind else fuzz)(arguments.within, arguments.corpus, arguments.seconds)
    from tests.fuzz.targets import TARGETS, target

    try:
        readers = [target(name).name for name in arguments.readers] or [row.name for row in TARGETS]
    except LookupError as error:
        parser.error(str(error))
    mode = ["--blind"] if arguments.blind else []
    with ThreadPoolExecutor(arguments.jobs) as pool:
        tallies = pool.map(
            lambda name: watched(name, arguments.corpus, arguments.minutes * 60, mode), readers
        )
        found = [show(tally) for tally in tallies]
    return int(any(found))


def show(tally: Tally) -> bool:
    """Print what came of a reader; tell whether anything was found."""
    print(
        f"{tally.reader:12} {tally.of_processor:5.1f} min of the processor ({tally.minutes:.1f} in all)  "
        f"{tally.executions:>9,} executions  "
        f"{tally.covered:>6,} covered  {len(tally.found)} found",
        *(f"  {line}" for line in tally.found),
        sep="\n",
        flush=True,
    )
    return bool(tally.found)


def watched(name: str, corpus: Path, seconds: float, mode: Sequence[str] = ()) -> Tally:
    """Fuzz a reader in processes of its own, one after the other; the time is the processor's."""
    began, executions, covered = time.monotonic(), 0, 0
    used, found = 0.0, list[str]()
    while (left := seconds - used) > 1:
        with tempfile.TemporaryDirectory() as kept, tempfile.TemporaryFile() as log:
            command = [sys.executable, __file__, "--within", name, "--corpus", str(corpus), *mode]
            environment = {**os.environ, "FUZZ_KEPT": kept, "PYTHONDONTWRITEBYTECODE": "1"}
            process = subprocess.Popen(
                [*command, "--seconds", str(int(left) + 1)], stdout=log, stderr=log, env=environment
            )
            _, _, usage = os.wait4(process.pid, 0)
            used += usage.ru_utime + usage.ru_stime
            log.seek(0)
            said = log.read().decode("utf-8", "replace")
            # A run that was ended says only with which input.
            for path in Path(kept).iterdir():
                found.append(f"{path.name.partition('-')[0]} {keep(name, path.read_bytes())}")
        found += re.findall(r"^found: (.*)", said, re.MULTILINE)
        executions += max([0, *map(int, re.findall(r"(?:units:\s*|^#)(\d+)", said, re.MULTILINE))])
        covered = max([covered, *map(int, re.findall(r"cov: (\d+)", said))])
        if executions == 0:
            raise SystemExit(f"{name} cannot be fuzzed:\n{said[-2000:]}")
    return Tally(name, (time.monotonic() - began) / 60, used / 60, executions, covered, found)


def fuzz(name: str, corpus: Path, seconds: float) -> None:
    """Fuzz a reader in this process, which ends when the time is over."""
    try:
        atheris = importlib.import_module("atheris")
    except ImportError:
        raise SystemExit("atheris is not installed: pip install atheris") from None
    with atheris.instrument_imports(include=list(INSTRUMENTED), enable_loader_override=False):
        import catalog

        for module in pkgutil.walk_packages(catalog.__path__, "catalog."):
            if module.name != "catalog.__main__":
                importlib.import_module(module.name)
        from tests.fuzz.targets import LONGEST, target
    one_input = judging(target(name), seconds)
    folder, seeds, words = corpus / name, corpus / f"{name}.seeds", corpus / f"{name}.words"
    folder.mkdir(parents=True, exist_ok=True)
    seeds.mkdir(exist_ok=True)
    row = target(name)
    for data in row.files():
        (seeds / digest(data)).write_bytes(data)
    words.write_text(dictionary(row.words or ("\n",)), encoding="ascii")
    options = {
        "timeout": SECONDS, "report_slow_units": SECONDS, "rss_limit_mb": MEGABYTES,
        "max_len": LONGEST, "dict": words,
        "artifact_prefix": f"{os.environ['FUZZ_KEPT']}/", "len_control": 20,
    }  # fmt: skip
    atheris.Setup(
        ["fuzz", *(f"-{key}={value}" for key, value in options.items()), str(folder), str(seeds)], one_input
    )
    atheris.Fuzz()


def try_blindly(name: str, corpus: Path, seconds: float) -> None:
    """Try inputs that are changed at random in this process, which ends when the time is over."""
    from tests.fuzz.blind import inputs
    from tests.fuzz.targets import target

    row = target(name)
    one_input = judging(row, seconds)
    for data in inputs(row, random.Random()):
        one_input(data)


def judging(row: "Target", seconds: float) -> Callable[[bytes], None]:
    """Give the function that takes one input, and ends the process when the time of the processor is over."""
    from tests.fuzz.judge import failure, smaller

    marks, executions = set[str](), count(1)

    def one_input(data: bytes) -> None:
        number = next(executions)
        if time.process_time() > seconds:
            print(f"units: {number}", flush=True)
            os._exit(0)  # libFuzzer itself only knows how long it runs by the clock on the wall
        wrong = failure(row, data, twice=zlib.crc32(data) % 4 == 0)
        if wrong is None or wrong.mark in marks:
            return
        marks.add(wrong.mark)
        if wrong.mark not in ("slow", "memory"):
            data = smaller(data, lambda fewer: getattr(failure(row, fewer), "mark", "") == wrong.mark)
        print(f"found: {wrong.mark} {keep(row.name, data)}", flush=True)

    return one_input


def keep(name: str, data: bytes) -> str:
    """Write an input that breaks a reader to tests/fuzz/found; give its path there."""
    path = FOUND / name / digest(data)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return str(path.relative_to(FOUND))


def told(path: Path) -> bool:
    """Print what is wrong with an input; tell whether anything is."""
    from tests.fuzz.judge import failure
    from tests.fuzz.targets import target

    wrong = failure(target(path.parent.name), path.read_bytes())
    print(path, *(wrong or ("sound",)), sep="\n")
    return wrong is not None


def digest(data: bytes) -> str:
    """Name bytes by their content."""
    return hashlib.sha256(data).hexdigest()[:16]


def dictionary(words: Iterable[str | bytes]) -> str:
    """Write words as libFuzzer reads them."""
    given = (word if isinstance(word, bytes) else word.encode("utf-8", "surrogatepass") for word in words)
    return "".join('"' + "".join(f"\\x{byte:02x}" for byte in word) + '"\n' for word in given)


if __name__ == "__main__":
    sys.exit(main())
