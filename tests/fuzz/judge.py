"""What may come of any bytes that a reader is given, and what may not.

Never an exception but those that the reader says it raises; never much time or memory; every finding can be
told in every form and points into the file; the same bytes give the same answer.
"""

import json
import resource
import time
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from catalog.console import rendered
from catalog.diagnostics import Diagnostic, Place, as_json
from tests.fuzz.targets import Target

SECONDS = 4.0
"""Of the processor, for reading twice and judging; ten times what the slowest sound file of LONGEST takes."""
MEGABYTES = 150
"""By which one input may raise the highest mark of the process."""

_ENCODINGS = ("utf-8", "gb18030", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "cp950")
_PROJECT = Path(__file__).resolve().parents[2]


class Failure(NamedTuple):
    """What went wrong: a mark that is the same for the same mistake, and the words for a person."""

    mark: str
    story: str


def failure(target: Target, data: bytes, *, twice: bool = True) -> Failure | None:
    """Read bytes, `twice` to compare the answers, and judge; give what is wrong, None for nothing."""
    started, high = time.process_time(), _high()
    try:
        items = list(target.read(data))
        for item in items:
            if isinstance(item, Diagnostic) and (wrong := misplaced(item, data)):
                return wrong
        answer = list(map(repr, items)) if twice else []
        again = list(map(repr, target.read(data))) if twice else []
    except target.raises:
        return None
    except Exception as error:
        return Failure(_mark(error), "".join(traceback.format_exception(error)))
    if answer != again:
        first = next((pair for pair in zip(answer, again, strict=False) if pair[0] != pair[1]), ("", ""))
        return Failure("another answer", f"{first[0][:500]}\n{first[1][:500]}")
    if (seconds := time.process_time() - started) > SECONDS:
        return Failure("slow", f"{seconds:.1f} s")
    if (more := _high() - high) > MEGABYTES:
        return Failure("memory", f"{more:.0f} MB")
    return None


def misplaced(item: Diagnostic, data: bytes) -> Failure | None:
    """Give what is wrong with a finding, None for nothing."""
    try:
        check(item, data)
    except AssertionError as error:
        return Failure(f"{item.code} {_mark(error)}", f"{error}\n{item}")
    return None


def check(item: Diagnostic, data: bytes) -> None:
    """Raise AssertionError for a finding that cannot be told or points at no place of the file."""
    assert json.dumps(as_json(item), ensure_ascii=False)
    for text in (rendered(item, "en"), rendered(item, "zh")):
        assert text.endswith("\n")
        assert all(char.isprintable() or char in "\n\t" or ord(char) > 127 for char in text), ascii(text)
    if item.place.line is not None:
        check_place(item.place, data)


def check_place(place: Place, data: bytes) -> None:
    """Raise AssertionError unless line and columns are in the file, and the excerpt is of that line."""
    assert place.line is not None
    ends = data.count(b"\n") + data.count(b"\r") + 1
    assert 1 <= place.line <= ends, f"line {place.line} of {ends}"
    if place.column is not None:
        assert 1 <= place.column <= len(data) + 1, f"column {place.column} of {len(data)} bytes"
        assert place.end_column is None or place.end_column >= place.column
    if place.excerpt and "\ufffd" not in place.excerpt:
        assert any(place.excerpt in line for line in _lines(place.line, data)), f"no such line: {place}"
        if place.column is not None:
            assert place.column <= len(place.excerpt) + 1, f"behind the line: {place}"
        if place.end_column is not None:
            assert place.end_column <= len(place.excerpt) + 2, f"behind the line: {place}"


def _lines(number: int, data: bytes) -> Iterable[str]:
    """Give the line of this number, in every encoding that there may be and by every idea of a line's end."""
    for encoding in _ENCODINGS:
        text = data.decode(encoding, "replace").removeprefix("\ufeff")
        for whole in (text, text.replace("\r\n", "\n").replace("\r", "\n")):
            yield from whole.split("\n")[number - 1 : number]


def smaller(data: bytes, fails: Callable[[bytes], bool], seconds: float = 60) -> bytes:
    """Leave out all that is not needed for a failure, as far as the time allows."""
    end = time.monotonic() + seconds
    size = max(1, len(data) // 2)
    while size and time.monotonic() < end:
        at, shrunk = 0, False
        while at < len(data) and time.monotonic() < end:
            fewer = data[:at] + data[at + size :]
            if fails(fewer):
                data, shrunk = fewer, True
            else:
                at += size
        size = size if shrunk else size // 2
    return data


def _mark(error: Exception) -> str:
    """Name an exception by its kind and the last line of ours that it came through."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(_PROJECT)]
    at = f"{Path(ours[-1].filename).relative_to(_PROJECT)}:{ours[-1].lineno}" if ours else "?"
    return f"{type(error).__name__} at {at}"


def _high() -> float:
    """Give the highest mark of this process's memory, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
