"""Files of records of any container and any name are checked and converted in memory that hardly grows."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from catalog.marc.containers import Wrapping, by_name
from catalog.marc.record import ControlField, Record, data
from tests.test_hostile_sizes import SCRIPT

PROJECT = Path(__file__).resolve().parents[1]
READERS = ("marcxml", "marc", "mrk", "marcjson")  # the others share one of these
FEW, MANY = 5_000, 12_000  # with fewer, what is remembered of fields is not yet full
COMMANDS = ("validate {} --exit-zero -q", "convert {} -f marcjsonl -o {}.new -q")


def records() -> Iterator[Record]:
    """Give sound articles without end, each with a number, a title and pages of its own."""
    number = 0
    while True:
        issue, page = divmod(number, 40)
        number += 1
        year, number_of_issue = 1900 + issue // 24, 1 + issue % 24
        fixed = ControlField("008", f"251201s{year}    cc ||||| |||||||| 0|chi d")
        title = "".join(chr(0x5DE5 + number * step % 499) for step in (1, 3, 7))
        enumeration = (("g", f"{year}年第{number_of_issue}期, 第{page + 1}页"),)
        coded = ("q", f"{year}:{number_of_issue}<{page + 1}")
        yield Record(
            "00000naa a2200000 i 4500",
            (
                *(ControlField("001", f"GY{number:08}"), ControlField("003", "CN-Test")),
                *(ControlField("005", "20251201000000.0"), fixed),
                data("245", "00", ("a", f"{title}的工人")),
                data("773", "0 ", ("7", "nnas"), ("t", "工友."), *enumeration, coded),
            ),
        )


def peaks(folder: Path, name: str) -> list[int]:
    """Give the kilobytes that each command takes at most, of a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    found = []
    for command in COMMANDS:
        run = subprocess.run(
            [sys.executable, "-c", SCRIPT, command.format(name, name)],
            cwd=folder, env=environment, capture_output=True, text=True, check=True,
        )  # fmt: skip
        code, kilobytes = re.findall(r"^@ (\d) \S+ (\d+)$", run.stdout, re.MULTILINE)[0]
        assert code == "0", run.stdout + run.stderr
        found.append(int(kilobytes))
    return found


@pytest.mark.parametrize("container", READERS)
def test_memory_hardly_grows(tmp_path: Path, container: str) -> None:
    measured = []
    for count in (FEW, MANY):
        pieces = by_name(container).write(islice(records(), count), Wrapping())
        (tmp_path / f"{count}.dat").write_bytes(b"".join(pieces))
        measured.append(peaks(tmp_path, f"{count}.dat"))
    for few, many in zip(*measured, strict=True):
        assert many < 150_000
        assert many <= few * 1.2
