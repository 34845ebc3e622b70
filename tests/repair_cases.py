"""The cases in tests/cases/repair: a folder each, a file before, the file after, the repairs one a line.

`before.gb18030.mrc` is in that encoding.  `python -m tests.repair_cases` writes what comes out anew; a person
reads it before it is committed.
"""

from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from catalog.diagnostics import Diagnostic
from catalog.repair import REPAIRS, Repair
from catalog.repair.files import Mending, container_of

CASES = Path(__file__).parent / "cases" / "repair"
FOLDERS = sorted(path for path in CASES.iterdir() if path.is_dir())


class Outcome(NamedTuple):
    """What mending a file gives: the bytes of the new one, what is said."""

    data: bytes
    said: list[Diagnostic]

    @property
    def listing(self) -> str:
        """What is said, a line each."""
        return "".join(f"{told(item)}\n" for item in self.said)


def mended(data: bytes, encoding: str | None = None, repairs: Sequence[Repair] = REPAIRS) -> Outcome:
    """Mend a file of records."""
    stream, said = BytesIO(data), list[Diagnostic]()
    container = container_of(stream)
    assert container is not None
    mending = Mending(stream, "before", container, repairs, said.append)
    return Outcome(b"".join(mending.pieces(encoding)), said)


def told(item: Diagnostic) -> str:
    """Say what was done, with the places and the words that it is told by."""
    what = f"{item.values['old']} → {item.values['new']}" if "old" in item.values else item.message("en")
    return f"{item.code} {item.slug} | {item.place.label()} | {item.values.get('mends', '')} | {what}"


def files_of(folder: Path) -> Iterator[tuple[Path, str | None]]:
    """Give the files before and after, and the encoding that they are said to be in."""
    for stem in ("before", "after"):
        found = sorted(folder.glob(f"{stem}.*"))
        path = found[0] if found else folder / before(folder)[0].name.replace("before", "after")
        named = path.name.split(".")[1:-1]
        yield path, named[0] if named else None


def before(folder: Path) -> tuple[Path, str | None]:
    """Give the file before."""
    return next(files_of(folder))


if __name__ == "__main__":
    for folder in FOLDERS:
        path, encoding = before(folder)
        outcome = mended(path.read_bytes(), encoding)
        (folder / path.name.replace("before", "after")).write_bytes(outcome.data)
        (folder / "repairs.txt").write_text(outcome.listing, encoding="utf-8")
