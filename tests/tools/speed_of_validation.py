"""Measure `catalog validate` beside MARC::Lint and `xmllint --schema`, on one file in the same run.

    python -m tests.tools.speed_of_validation [RECORDS] [--runs N] [--set pinyin=ala-lc]

Articles are composed and written in MARCXML; reading them into records is measured beside pymarc.  All are
whole processes, run in turn, so that a busy moment hits all alike; what counts is the time of the processor.
A ratio is that of one turn: the least, the median and the most of all turns but the first are printed.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from tests.tools.compose_records import write

PROJECT = Path(__file__).resolve().parents[2]
LINT = """
use MARC::File::XML (BinaryEncoding => 'utf8'); use MARC::Batch; use MARC::Lint;
my $batch = MARC::Batch->new('XML', $ARGV[0]); my $lint = MARC::Lint->new;
while (my $record = $batch->next) { $lint->check_record($record); $lint->warnings }
"""
PYMARC = "import pymarc, sys; pymarc.map_xml(lambda record: None, sys.argv[1])"
READ = (
    "import sys; from catalog.marc.containers import by_name\n"
    "with open(sys.argv[1], 'rb') as file:\n"
    "    for _ in by_name('marcxml').read(file, 'x'): pass"
)
VALIDATE, MARC_LINT, XMLLINT = "catalog validate", "MARC::Lint", "xmllint --stream --schema"
OUR_READER, PYMARC_READER = "reader of MARCXML", "pymarc.map_xml"
RATIOS = ((VALIDATE, MARC_LINT), (VALIDATE, XMLLINT), (OUR_READER, PYMARC_READER))


def seconds(command: list[str], cache: Path) -> float:
    """Run a command, and give the seconds of processor time that it took; raises CalledProcessError."""
    # Compiled as an installed copy is, whatever this shell says of writing compiled files.
    environment = os.environ | {"PYTHONPATH": str(PROJECT), "PYTHONPYCACHEPREFIX": str(cache)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=PROJECT, capture_output=True, check=True, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Print records a second, and the ratios."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("count", nargs="?", type=int, default=20_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--set", metavar="KEY=VALUE", action="append", default=[])
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "records.xml")
        write(path, given.count, **dict(pair.split("=", 1) for pair in given.set))
        file, schema = str(path), str(PROJECT / "schemas" / "marcxml.xsd")
        commands = {
            VALIDATE: [sys.executable, "-m", "catalog", "validate", "--exit-zero", "-q", file],
            MARC_LINT: ["perl", "-e", LINT, file],
            XMLLINT: ["xmllint", "--noout", "--stream", "--schema", schema, file],
            OUR_READER: [sys.executable, "-c", READ, file],
            PYMARC_READER: [sys.executable, "-c", PYMARC, file],
        }
        cache = Path(folder, "pyc")
        turns = [[seconds(command, cache) for command in commands.values()] for _ in range(given.runs + 1)]
    taken = dict(zip(commands, zip(*turns[1:], strict=True), strict=True))
    for name, times in taken.items():
        print(f"{name:26} {given.count / median(times):8,.0f} records/s")
    for one, other in RATIOS:
        ratios = sorted(b / a for a, b in zip(taken[one], taken[other], strict=True))
        print(f"{one} / {other}: {median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})")


if __name__ == "__main__":
    main()
