"""Measure what starting costs: `catalog --help` and an export of one page, as multiples of `import typer`.

    python tests/tools/startup.py [HELP_LIMIT EXPORT_LIMIT] [--runs N]

The processor's time of whole processes, started in turn so that a busy moment hits all alike; the ratios
are those of the medians.  With limits, the exit code is 1 when a ratio is over its own.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

PROJECT = Path(__file__).resolve().parents[2]
PAGE = PROJECT / "seeds" / "gongren-ribao-page.txt"


def seconds(command: Sequence[str], cache: str) -> float:
    """Run a command in the project's folder; give the processor's time that it took, in seconds."""
    # Compiled as an installed copy is, whatever this shell says of writing compiled files.
    environment = {**os.environ, "PYTHONPATH": str(PROJECT), "PYTHONPYCACHEPREFIX": cache}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=PROJECT, env=environment, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure(runs: int) -> dict[str, float]:
    """Give the median time of each command, in seconds."""
    with tempfile.TemporaryDirectory() as folder:
        catalog = [sys.executable, "-m", "catalog"]
        commands = {
            "import typer": [sys.executable, "-c", "import typer"],
            "catalog --help": [*catalog, "--help"],
            "catalog export": [*catalog, "export", str(PAGE), "-f", "marcxml", "-o", f"{folder}/records.xml"],
        }
        for command in commands.values():
            seconds(command, f"{folder}/cache")  # compiling and reading from the disk are not measured
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(runs):
            for name, command in commands.items():
                Path(folder, "records.xml").unlink(missing_ok=True)  # what is there is not written again
                times[name].append(seconds(command, f"{folder}/cache"))
    return {name: median(values) for name, values in times.items()}


def main() -> int:
    """Print the ratios; give 1 if one of them is over its limit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("limits", nargs="*", type=float)
    parser.add_argument("--runs", type=int, default=15)
    arguments = parser.parse_args()
    times = measure(arguments.runs)
    base = times.pop("import typer")
    print(f"{'import typer':15} {base * 1000:4.0f} ms")
    ratios = [value / base for value in times.values()]
    for (name, value), ratio in zip(times.items(), ratios, strict=True):
        print(f"{name:15} {value * 1000:4.0f} ms  {ratio:.2f} ×")
    return int(any(ratio > limit for ratio, limit in zip(ratios, arguments.limits, strict=False)))


if __name__ == "__main__":
    sys.exit(main())
