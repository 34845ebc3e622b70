"""Inputs changed at random, for a desk without atheris: no coverage guides them."""

import random
from collections.abc import Iterator

from tests.fuzz.targets import LONGEST, Target

ODD = (
    b"\0", b"\xff", b"\n", b"\r", b"\xe2\x80\xa8", b"\xed\xa0\x80", b"9" * 20, b"-", b" ", b"\xef\xbb\xbf",
    b"\xc2\x85",
)  # fmt: skip


def inputs(row: Target, chance: random.Random) -> Iterator[bytes]:
    """Give inputs for a reader without end: its files, each with one to eight changes."""
    files = row.files()
    words = [word if isinstance(word, bytes) else word.encode("utf-8", "surrogatepass") for word in row.words]
    while True:
        data = bytearray(chance.choice(files))
        for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 5, 8))):
            change(data, chance, words or [b"="], chance.choice(files))
        yield bytes(data[:LONGEST])


def change(data: bytearray, chance: random.Random, words: list[bytes], other: bytes) -> None:
    """Make one change, at any place, to a stretch of any length up to 200 bytes."""
    at = chance.randrange(len(data) + 1)
    end = min(len(data), at + chance.choice((1, 1, 2, 3, 8, 40, 200)))
    word, held, start = chance.choice(words), data[at:end], chance.randrange(len(other) + 1)
    match chance.randrange(9):
        case 0:
            data[at : at + 1] = bytes([chance.randrange(256)])
        case 1:
            data[at:at] = word
        case 2:
            data[at : at + len(word)] = word
        case 3:
            del data[at:end]
        case 4:
            data[at:at] = held * chance.choice((1, 2, 5))
        case 5:
            del data[at:]
        case 6:
            data[at:end] = other[start : start + chance.choice((4, 30, 200))]
        case 7:
            del data[at:end]
            to = chance.randrange(len(data) + 1)
            data[to:to] = held
        case _:
            data[at:at] = chance.choice(ODD)
