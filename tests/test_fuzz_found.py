"""What fuzzing has broken stays mended; the fuzzer itself runs only by tests/tools/fuzz_readers.py.

A file of tests/fuzz/found is an input that once broke the reader that its folder is named after.
"""

import random
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

import pytest

from catalog.diagnostics import Place, finding
from tests.fuzz import judge
from tests.fuzz.blind import inputs
from tests.fuzz.judge import failure, smaller
from tests.fuzz.targets import LONGEST, TARGETS, Read, Target, target

pytestmark = pytest.mark.no_cover  # many inputs, and what they run others run, too

FOUND = Path(__file__).parent / "fuzz" / "found"
FILES = sorted(path for path in FOUND.glob("*/*") if path.is_file())


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_broke_a_reader_breaks_it_no_more(path: Path) -> None:
    wrong = failure(target(path.parent.name), path.read_bytes())
    assert wrong is None, f"{wrong.mark}\n{wrong.story}"


@pytest.mark.parametrize("row", TARGETS, ids=lambda row: row.name)
def test_each_reader_has_files_to_begin_with_and_reads_them(row: Target) -> None:
    files = row.files()
    assert files
    assert [failure(row, data) for data in files[::20]] == [None] * len(files[::20])


# The judge

_numbers = count()


def raises(data: bytes) -> Iterator[object]:
    yield data[40]


def points_behind(data: bytes) -> Iterator[object]:
    yield finding("X524", Place("x", data.count(b"\n") + 2))


def quotes_another(data: bytes) -> Iterator[object]:
    yield finding("X524", Place("x", 1, 1, excerpt="nowhere"))


def lacks_values(data: bytes) -> Iterator[object]:
    yield finding("X541", Place("x", 1))


def differs(data: bytes) -> Iterator[object]:
    yield next(_numbers)


WRONG = [
    (raises, "IndexError at tests/test_fuzz_found.py:"),
    (points_behind, "X524 AssertionError at tests/fuzz/judge.py:"),
    (quotes_another, "X524 AssertionError at tests/fuzz/judge.py:"),
    (lacks_values, "KeyError at catalog/"),
    (differs, "another answer"),
]  # fmt: skip


@pytest.mark.parametrize(("read", "mark"), WRONG, ids=lambda value: getattr(value, "__name__", None))
def test_the_judge_sees_what_is_wrong(read: Read, mark: str) -> None:
    wrong = failure(Target("x", read, ()), b"two\nlines")
    assert wrong is not None
    assert wrong.mark.startswith(mark)


@pytest.mark.parametrize(("bound", "mark"), [("SECONDS", "slow"), ("MEGABYTES", "memory")])
def test_the_judge_sees_what_is_too_much(monkeypatch: pytest.MonkeyPatch, bound: str, mark: str) -> None:
    monkeypatch.setattr(judge, bound, -1)
    wrong = failure(Target("x", lambda data: [], ()), b"")
    assert wrong is not None
    assert wrong.mark == mark


def test_what_a_reader_may_raise_is_no_failure() -> None:
    assert failure(Target("x", raises, (), raises=(IndexError,)), b"") is None


def test_nothing_is_left_that_a_failure_does_not_need() -> None:
    assert smaller(b"abcXdefYghi" * 50, lambda data: b"X" in data and b"Y" in data) == b"XY"


def test_inputs_changed_at_random_are_many_and_short() -> None:
    made = list(islice(inputs(target("mrk"), random.Random(1)), 200))
    assert len(set(made)) > 150
    assert max(map(len, made)) <= LONGEST
