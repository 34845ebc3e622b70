"""The rows of the table: what we do, what a peer does, and that both say the same."""

import gc
import io
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import NamedTuple, TypeVar

from catalog.marc.containers import Wrapping
from catalog.marc.containers import by_name as container
from catalog.marc.containers.entry import Entry
from catalog.marc.containers.wrapping import chunks
from catalog.marc.record import Record
from catalog.writers import by_name
from tests.benchmarks import peers
from tests.benchmarks.work import CONTEXT, Page, Plain, built, plain, records_of, shares

T = TypeVar("T")
_WRITING = (
    ("marcxml", "MARCXML", peers.marcxml_of, peers.marcxml, peers.read_marcxml),
    ("marc", "ISO 2709", peers.iso2709_of, peers.iso2709, peers.read_iso2709),
)
"""Our container, its name; what pymarc does with records that are built, with ready data; how it reads."""
_TURNS = 5  # as in a large file, in which most shapes of records have been met before
PROJECT = Path(__file__).resolve().parents[2]


class Row(NamedTuple):
    """A comparison: how many times faster we are than the peer, once for each run."""

    ours: str
    peer: str
    ratios: tuple[float, ...]
    micro: float
    """CPU microseconds that we take an article or record, of whole processes milliseconds; the median."""

    def __str__(self) -> str:
        low, middle, high = min(self.ratios), median(self.ratios), max(self.ratios)
        return f"{self.ours:34} {self.peer:26} {low:7.2f} {middle:7.2f} {high:7.2f} {self.micro:10.1f}"


def in_process(pages: list[Page], runs: int) -> Iterator[Row]:
    """Compare reading, mapping and writing with pymarc: CPU time of one process, each run its own pages."""
    pages[0].read()  # so that the lists of names are loaded
    taken: dict[str, list[tuple[float, float, int]]] = {}
    for share in shares(pages[1:], runs):
        for name, ours, theirs, count in _share(share):
            taken.setdefault(name, []).append((ours, theirs, count))
    for name, runs_of in taken.items():
        what, peer = name.split(" | ")
        ratios = tuple(theirs / own for own, theirs, _ in runs_of)
        yield Row(what, peer, ratios, median(own / count * 1e6 for own, _, count in runs_of))


def _share(share: list[Page]) -> Iterator[tuple[str, float, float, int]]:
    """Measure one share of the pages; the pages are read first, while nothing of them is known."""
    write = by_name("marcxml").write
    gc.collect()
    listing = pipeline = 0.0
    for page in share:
        start = time.process_time()
        issues = page.read()
        read = time.process_time()
        b"".join(write(issues, CONTEXT, []))
        listing += read - start
        pipeline += time.process_time() - start
    made = records_of(share) * _TURNS
    given: list[Plain] = [plain(record) for record in made]
    count = len(made)
    build, _ = _timed(lambda: peers.marcxml(given))
    articles = sum(len(issue.articles) for page in share for issue in page.read())
    yield "listing → issue | pymarc build and write", listing / articles * count, build, count
    yield "listing → MARCXML | pymarc build and write", pipeline / articles * count, build, count
    yield from _writing(made, given)
    xml = container("marcxml")
    ours = b"".join(xml.write(made))
    theirs, _ = _timed(lambda: peers.read_marcxml(ours))
    own, entries = _timed(lambda: list(xml.read(io.BytesIO(ours), "records.xml")))
    assert [plain(one.record)[1] for one in entries if isinstance(one, Entry)] == [one[1] for one in given]
    yield "MARCXML → records | pymarc map_xml", own, theirs, count


def _writing(made: list[Record], given: list[Plain]) -> Iterator[tuple[str, float, float, int]]:
    """Measure what both write: of records that both have built, then from ready data, of which both build."""
    for name, title, of_built, from_data, read in _WRITING:
        write = partial(chunks, container(name).layout(Wrapping()))
        theirs, written = _timed(partial(of_built, [peers.record(one) for one in given]))
        own, file = _timed(lambda: b"".join(write(made)))  # noqa: B023  # called at once
        _same(read(file), read(written), given)
        yield f"records → {title} | pymarc, records built", own, theirs, len(given)
        theirs, again = _timed(partial(from_data, given))
        own, anew = _timed(lambda: b"".join(write(map(built, given))))  # noqa: B023  # as above
        assert (again, anew) == (written, file), "records built anew are written otherwise"
        yield f"data → {title} | pymarc, build and write", own, theirs, len(given)


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    """Give the CPU seconds that a piece of work takes, and what it makes."""
    gc.collect()
    start = time.process_time()
    made = work()
    return time.process_time() - start, made


def _same(ours: Sequence[object], theirs: Sequence[object], given: Sequence[Plain]) -> None:
    """Stop where what was written does not say, read by pymarc, what was given."""
    for found in (ours, theirs):
        said = [peers.says(one) for one in found]  # type: ignore[arg-type]  # records of pymarc, untyped there
        assert said == [one[1] for one in given], "the outputs do not say the same"


def starting(folder: Path, pages: list[Page], runs: int) -> Iterator[Row]:
    """Compare `--help` and the export of one page with `import typer`: whole processes."""
    page = folder / "page.txt"
    page.write_bytes(pages[0].data)
    catalog = (sys.executable, "-m", "catalog")
    typer = (sys.executable, "-c", "import typer")
    export = (*catalog, "export", str(page), "-o", str(folder / "page.xml"), "--force")
    for name, command in (("catalog --help", (*catalog, "--help")), ("catalog export, one page", export)):
        yield _processes(name, command, "python -c 'import typer'", typer, runs, folder)


def validating(folder: Path, runs: int, count: int) -> Iterator[Row]:
    """Compare `catalog validate` with programs that check less, those that are installed."""
    from tests.tools.compose_records import write
    from tests.tools.speed_of_validation import LINT

    path = folder / "records.xml"
    write(path, count)
    ours = (sys.executable, "-m", "catalog", "validate", "--exit-zero", "-q", str(path))
    schema = str(PROJECT / "schemas" / "marcxml.xsd")
    for name, program, command in (
        ("MARC::Lint", "perl", ("perl", "-e", LINT, str(path))),
        ("xmllint --schema", "xmllint", ("xmllint", "--noout", "--stream", "--schema", schema, str(path))),
        ("yaz-marcdump, no rules", "yaz-marcdump", ("yaz-marcdump", "-i", "marcxml", "-n", str(path))),
    ):
        if shutil.which(program):
            yield _processes(f"validate MARCXML, {count:,}", ours, name, command, runs, folder)


def _processes(
    name: str, ours: Sequence[str], peer: str, theirs: Sequence[str], runs: int, folder: Path
) -> Row:
    """Run two commands in turn, so that a busy moment hits both alike; the first of each warms up."""
    times = [(cost(ours, folder)[0], cost(theirs, folder)[0]) for _ in range(runs + 1)][1:]
    return Row(name, peer, tuple(other / own for own, other in times), median(own for own, _ in times) * 1e3)


def cost(command: Sequence[str], cache: Path) -> tuple[float, int]:
    """Give the CPU seconds that a command takes with its children, and its peak memory in bytes."""
    environment = {**os.environ, "PYTHONPATH": str(PROJECT), "PYTHONPYCACHEPREFIX": str(cache / "pyc")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024
