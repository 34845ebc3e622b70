"""Measure `catalog validate` beside MARC::Lint and `xmllint --schema`, on one file in the same run.

    python -m tests.tools.speed_of_validation [RECORDS] [--runs N]

Records of the sound cases are repeated in MARCXML, under numbers and titles of their own.  The three are
run in turn, so that a busy moment hits all alike; whole processes count, and of each the median.
"""

import argparse
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from tests.sound_records import MARC21, sound
from tests.written_records import FILES, as_marcxml, records_of

PROJECT = Path(__file__).resolve().parents[2]
LINT = """
use MARC::File::XML (BinaryEncoding => 'utf8'); use MARC::Batch; use MARC::Lint;
my $batch = MARC::Batch->new('XML', $ARGV[0]); my $lint = MARC::Lint->new;
while (my $record = $batch->next) { $lint->check_record($record); $lint->warnings }
"""
OURS = (
    "import sys; from pathlib import Path; from catalog.validate import validate;"
    "validate(Path(sys.argv[1]).read_bytes(), sys.argv[1])"
)

_PLACES = re.compile(rb'<controlfield tag="001">|tag="245".*?code="a">', re.DOTALL)


def records(count: int) -> bytes:
    """Give a file of so many records."""
    made = [record for path in MARC21 for record in sound(path)]
    made += [record for path in FILES for record in records_of(path.read_text(encoding="utf-8"))]
    text = as_marcxml(made)
    head, *bodies = text.split(b"<record>")
    bodies[-1], _, tail = bodies[-1].partition(b"</collection>")
    numbered = (
        _PLACES.sub(rb"\g<0>%06d " % at, body)
        for at, body in zip(range(count), bodies * (count // len(bodies) + 1), strict=False)
    )
    return head + b"".join(b"<record>" + body for body in numbered) + b"</collection>" + tail


def main() -> None:
    """Print records a second, and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=20_000)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "records.xml")
        path.write_bytes(records(given.count))
        schema = PROJECT / "schemas" / "marcxml.xsd"
        commands = {
            "catalog validate": [sys.executable, "-c", OURS, str(path)],
            "MARC::Lint": ["perl", "-e", LINT, str(path)],
            "xmllint --schema": ["xmllint", "--noout", "--schema", str(schema), str(path)],
        }
        taken: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(given.runs):
            for name, command in commands.items():
                start = time.perf_counter()
                subprocess.run(command, cwd=PROJECT, capture_output=True, check=False)
                taken[name].append(time.perf_counter() - start)
    speeds = {name: given.count / median(times) for name, times in taken.items()}
    for name, speed in speeds.items():
        ratio = speeds["catalog validate"] / speed
        print(f"{name:18} {speed:8,.0f} records/s   catalog validate is {ratio:.2f} times as fast")


if __name__ == "__main__":
    main()
