"""A unit of time that goes with the machine, which may be slow or busy: what plain work on text takes."""

import re
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
WORD = re.compile(r"[一-鿿]+|\d+")


def paced(work: Callable[[], T]) -> tuple[T, float]:
    """Do the work; give what it gives, and how many units of the processor's time it took.

    A unit, about a tenth of a second, is measured before and behind; the longer one counts.
    """
    before = _unit()
    begun = time.process_time()
    value = work()
    spent = time.process_time() - begun
    return value, spent / max(before, _unit())


def _unit() -> float:
    begun = time.process_time()
    counts: dict[str, int] = {}
    for number in range(100_000):
        for word in WORD.findall(f"第{number}项工作 {number % 97}"):
            counts[word] = counts.get(word, 0) + 1
    return time.process_time() - begun
