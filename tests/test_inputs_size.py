"""What large folders, large archives and bombs cost: seconds, and memory that does not grow with them."""

import bz2
import gzip
import lzma
import os
import subprocess
import sys
import tarfile
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from catalog.diagnostics import Place
from catalog.gather import Once
from catalog.marc.soundness import Numbers

PROJECT = Path(__file__).resolve().parents[1]
MEGABYTE = 1 << 20

# The high-water mark of a process of its own: what getrusage says counts the process that forked it too.
SCRIPT = """
import pathlib, re, resource, sys, time
resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
from catalog.readers import inputs
began = time.process_time()
read = size = 0
what, *arguments = sys.argv[1:]
for item in inputs.found(arguments):
    if what == "list":
        read += 1
    elif isinstance(item, inputs.Input):
        data, findings = inputs.load(item)
        read, size = read + (data is not None), size + len(data or b"")
        print(*(found.code for found in findings))
    else:
        print(item.code)
print(read, size, time.process_time() - began)
print(re.search(r"VmHWM:\\s*(\\d+)", pathlib.Path("/proc/self/status").read_text())[1])
"""


class Cost(NamedTuple):
    """What was said, how many pages and bytes were read, in how many seconds of computing and megabytes."""

    codes: list[str]
    read: int
    size: int
    seconds: float
    megabytes: int


def cost(path: Path, what: str = "load") -> Cost:
    environment = {**os.environ, "PYTHONPATH": str(PROJECT), "TMPDIR": str(path.parent)}
    command = [sys.executable, "-c", SCRIPT, what, str(path)]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    *codes, read, size, seconds, kilobytes = run.stdout.split()
    return Cost(codes, int(read), int(size), float(seconds), int(kilobytes) // 1000)


def folder(path: Path, count: int) -> None:
    for number in range(count):
        if number % 1000 == 0:
            (path / f"{number // 1000:03}").mkdir(parents=True)
        (path / f"{number // 1000:03}" / f"{number}.txt").write_bytes(b"page %d\n" % number)


def zip_of(path: Path, count: int) -> None:
    with zipfile.ZipFile(path, "w") as packed:
        for number in range(count):
            packed.writestr(f"{number % 100}/{number}.txt", b"page %d\n" % number)


def tar_of(path: Path, count: int) -> None:
    compressor = zlib.compressobj(1, wbits=31)
    with path.open("wb") as file:
        for number in range(count):
            data = b"page %d\n" % number
            info = tarfile.TarInfo(f"{number % 100}/{number}.txt")
            info.size = len(data)
            file.write(compressor.compress(info.tobuf(tarfile.USTAR_FORMAT) + data.ljust(512, b"\0")))
        file.write(compressor.compress(b"\0" * 1024) + compressor.flush())


# how it is made, how many pages, seconds, megabytes
LARGE = [
    ("pages", folder, 20_000, 5, 60),
    ("pages.zip", zip_of, 20_000, 8, 60),
    ("pages.tar.gz", tar_of, 20_000, 8, 60),
]


@pytest.mark.parametrize(("name", "make", "count", "seconds", "megabytes"), LARGE)
def test_many_pages(
    tmp_path: Path,
    name: str,
    make: Callable[[Path, int], None],
    count: int,
    seconds: float,
    megabytes: int,
) -> None:
    make(tmp_path / name, count)
    spent = cost(tmp_path / name)
    assert (spent.codes, spent.read) == ([], count)
    assert spent.size == sum(len(b"page %d\n" % number) for number in range(count))
    assert spent.seconds < seconds
    assert spent.megabytes < megabytes


def test_a_hundred_thousand_members(tmp_path: Path) -> None:
    """The names are in memory, for they are put in order."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
        for number in range(100_000):
            packed.writestr(f"{number % 100}/{number}.txt", b"")
    spent = cost(tmp_path / "a.zip", "list")
    assert (spent.codes, spent.read) == ([], 100_000)
    assert spent.seconds < 5
    assert spent.megabytes < 150


# Bombs


def zip_bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for name in ("page.txt", "page.html"):
            with packed.open(name, "w") as member:
                for _ in range(1000):
                    member.write(b"\0" * MEGABYTE)


def overlapping(path: Path) -> None:
    """Make a directory of 10,000 files that are all the same 60 MB of zeros."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        with packed.open("00000.txt", "w") as member:
            for _ in range(60):
                member.write(b"\0" * MEGABYTE)
        (info,) = packed.filelist
        for number in range(1, 10_000):
            twin = zipfile.ZipInfo(f"{number:05}.txt")
            for field in ("compress_type", "CRC", "compress_size", "file_size", "header_offset"):
                setattr(twin, field, getattr(info, field))
            packed.filelist.append(twin)


def tar_bomb(path: Path, sizes: list[int]) -> None:
    """Make a compressed tar of pages of zeros, each so many megabytes: stream after stream, all alike."""
    compressors: dict[str, Callable[[bytes], bytes]] = {
        "gz": gzip.compress, "xz": lzma.compress, "z2": bz2.compress,
    }  # fmt: skip
    compress = compressors[path.name[-2:]]
    piece = compress(b"\0" * MEGABYTE)
    with path.open("wb") as file:
        for number, size in enumerate(sizes):
            info = tarfile.TarInfo(f"{number}.txt")
            info.size = size * MEGABYTE
            file.write(compress(info.tobuf(tarfile.USTAR_FORMAT)) + piece * size)
        file.write(compress(b"\0" * 1024))


# how it is made, what is said of it
BOMBS: dict[str, tuple[Callable[[Path], None], list[str]]] = {
    "gigabytes.zip": (zip_bomb, ["S122", "S122"]),
    "overlapping.zip": (overlapping, ["S122"]),
    "page.tar.gz": (lambda path: tar_bomb(path, [900]), ["S106"]),
    "page.tar.xz": (lambda path: tar_bomb(path, [8000]), ["S122"]),
    "page.tar.bz2": (lambda path: tar_bomb(path, [8000]), ["S122"]),
    "pages.tar.gz": (lambda path: tar_bomb(path, [60] * 130), ["S122"]),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_costs_little(tmp_path: Path, name: str) -> None:
    make, codes = BOMBS[name]
    make(tmp_path / name)
    assert (tmp_path / name).stat().st_size < 10_000_000
    spent = cost(tmp_path / name)
    assert (spent.codes, spent.read) == (codes, 0)
    assert spent.seconds < 20
    assert spent.megabytes < 150
    assert sum(path.stat().st_blocks for path in tmp_path.iterdir()) * 512 < 20_000_000, "of the disk too"


def test_xz_may_not_ask_for_a_gigabyte_of_memory(tmp_path: Path) -> None:
    sound = lzma.compress(b"x", filters=[{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 20}])
    block = bytearray(
        sound[12:24]
    )  # a header of 12 bytes: its filter, the size of the dictionary, a checksum
    assert block[2:5] == b"\x21\x01\x10"
    block[4] = 36
    block[8:] = zlib.crc32(block[:8]).to_bytes(4, "little")
    (tmp_path / "a.tar.xz").write_bytes(sound[:12] + block + sound[24:])
    spent = cost(tmp_path / "a.tar.xz")
    assert spent.codes == ["S120"]
    with pytest.raises(lzma.LZMAError, match="Memory"):
        lzma.LZMADecompressor(memlimit=100_000_000).decompress((tmp_path / "a.tar.xz").read_bytes())
    assert lzma.LZMADecompressor().decompress((tmp_path / "a.tar.xz").read_bytes()) == b"x"
    assert spent.megabytes < 60


def test_of_an_issue_that_was_met_a_few_bytes_are_kept() -> None:
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    once, numbers = Once(), Numbers()
    for year in range(1, 10_001):
        place = Place(f"page-{year}.txt", year)
        assert once.again(f"ZGGY {year} 1", "", place, year.to_bytes(16)) is None
        assert all(
            numbers.take(f"ZGGY{year:04}01{article:03}", f"ZGGY{year:04}01") for article in range(1, 6)
        )
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (after - before) / 10_000 < 120
    again = once.again("ZGGY 77 1", "", Place("other.txt", 1), (77).to_bytes(16))
    assert again is not None
    assert (again.code, again.values["other"]) == ("L205", "page-77.txt:77")
