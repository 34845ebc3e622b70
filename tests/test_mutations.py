"""Sound files of every kind, mutated: findings, never an exception; one bad record costs that record."""

import json
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from catalog.marc.containers import CONTAINERS, Container, Wrapping
from catalog.marc.containers.entry import Entry
from catalog.marc.record import ControlField
from tests import mutations
from tests.conftest import Run
from tests.containers.records import CNMARC, MARC21, comparable, written
from tests.fuzz.judge import failure
from tests.fuzz.targets import target
from tests.mutations import BYTES, LINES, TOKENS, Edit, edited

pytestmark = pytest.mark.no_cover  # many inputs, and what they run others run, too

CASES = Path(__file__).parent / "cases"
FIRST, LAST = (
    record._replace(fields=(ControlField("001", number), *record.fields[1:]))
    for record, number in ((MARC21, "FIRST1"), (CNMARC, "LAST1"))
)
always_the_same = settings(
    max_examples=40,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


class Sound(NamedTuple):
    """A sound file: its kind, the reader that it is for (a target of tests/fuzz), its bytes."""

    kind: str
    reader: str
    data: bytes


def _sound() -> Iterator[Sound]:
    for row in CONTAINERS:
        reader = {"marcxml": "xml", "marcxchange": "xml", "marcjsonl": "marcjson"}.get(row.name, row.name)
        for reading in (reader, "validate", "fix"):
            yield Sound(row.name, reading, written(row, [FIRST, MARC21, LAST]))
    for kind, reader, path in (
        ("mods", "validate", "formats/forms.mods.xml"),
        ("json", "issues", "formats/forms.json"),
        ("json", "validate", "formats/forms.json"),
        ("json", "jsonl", "formats/forms.jsonl"),
        ("html", "html", "html/table-of-two-columns.html"),
        ("html", "validate", "html/table-of-two-columns.html"),
        ("txt", "listing", "listings/dev-author-separators.txt"),
        ("txt", "validate", "listings/dev-author-separators.txt"),
    ):
        yield Sound(kind, reader, (CASES / path).read_bytes())
    for reader in ("profile", "corrections", "settings", "names", "lists", "register", "zip", "tar"):
        yield Sound(reader, reader, target(reader).files()[0])


SOUND = list(_sound())


@pytest.mark.parametrize("sound", SOUND, ids=lambda sound: f"{sound.kind}-{sound.reader}")
@pytest.mark.parametrize("by", ["bytes", "tokens"])
@always_the_same
@given(done=mutations.edits)
def test_a_mutated_file_gives_findings_and_no_exception(sound: Sound, by: str, done: list[Edit]) -> None:
    data = edited(sound.data, BYTES if by == "bytes" else TOKENS.get(sound.kind, LINES), done)
    wrong = failure(target(sound.reader), data, twice=False)
    assert wrong is None, f"{wrong.mark}\n{wrong.story}\n{data!r}"


# Neighbours

PARTED = {"worksheet": b"***\r\n", "mrk": b"\n", "marc": b"\x1d"}
"""What ends a record and is no part of what is mutated."""


def around(row: Container, done: Sequence[Edit], pattern: bytes) -> tuple[bytes, bytes]:
    """Write three records, the one in the middle mutated; give the file, and what it has in the middle."""
    layout = row.layout(Wrapping(dialect=""))
    first, middle, last = map(layout.encode, (FIRST, MARC21, LAST))
    end = PARTED.get(row.name, b"")
    middle = edited(middle.removesuffix(end), pattern, done)
    return layout.head + layout.between.join(
        (first, middle + _line_end(row, middle) + end, last)
    ) + layout.tail, middle


def _line_end(row: Container, middle: bytes) -> bytes:
    """Give a line end, where what comes then needs a line of its own."""
    return b"\n" if row.name in ("mrk", "worksheet") and not middle.endswith(b"\n") else b""


@pytest.mark.parametrize("row", CONTAINERS, ids=lambda row: row.name)
@pytest.mark.parametrize("by", ["bytes", "tokens"])
@always_the_same
@given(done=mutations.edits)
def test_the_neighbours_of_a_mutated_record_come_out_unchanged(
    row: Container, by: str, done: list[Edit]
) -> None:
    data, _ = around(row, done, BYTES if by == "bytes" else TOKENS.get(row.name, LINES))
    found = [comparable(item.record) for item in row.read(BytesIO(data), "x") if isinstance(item, Entry)]
    assert found[:1] == [comparable(FIRST)]
    if row.name not in ("marcxml", "marcxchange") or well_formed(data):
        assert found[-1:] == [comparable(LAST)]


def well_formed(data: bytes) -> bool:
    """Tell XML; behind the first fault of any other nothing can be trusted."""
    try:
        etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return False
    return True


# The command line


@pytest.mark.parametrize("row", CONTAINERS, ids=lambda row: row.name)
@settings(always_the_same, max_examples=8)
@given(done=mutations.edits)
def test_the_exit_code_says_what_was_found(
    run: Run, tmp_path: Path, row: Container, done: list[Edit]
) -> None:
    data, _ = around(row, done, BYTES)
    (tmp_path / "in").write_bytes(data)
    (tmp_path / "new").unlink(missing_ok=True)
    checked = run("validate", "in", "--format", "jsonl")
    levels = {json.loads(line)["severity"] for line in checked.out.splitlines()}
    assert checked.code == int(bool(levels & {"error", "warning"})), checked
    mended = run("validate", "in", "--fix", "-o", "new", "--format", "jsonl")
    assert mended.code in (0, 1, 3)
    assert (mended.code == 3) == (not (tmp_path / "new").exists()), mended
    assert (tmp_path / "in").read_bytes() == data
    assert "Traceback" not in checked.err + mended.err
