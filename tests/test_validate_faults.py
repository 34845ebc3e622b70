"""Every kind of fault that a checker must see, in each container that can have it: exactly its findings."""

import re
from collections import Counter
from io import BytesIO
from pathlib import Path
from time import process_time

import pytest

from catalog.codes import CODES
from catalog.repair.files import NotMendedError, container_of
from catalog.validate import validate
from tests.diagnostics_cases import CASES as DIAGNOSTICS
from tests.fault_cases import CASES, FOLDERS, REPEATED, Kind, data_of, findings_of, inputs, kinds
from tests.repair_cases import mended

pytestmark = pytest.mark.no_cover  # many inputs, and what they run others run, too

SLOW = CASES / "made-to-be-slow"
SECONDS = 10
"""What the slowest of those made to be slow may take: minutes without bounds, about a second with them."""


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_inputs_give_the_findings(folder: Path) -> None:
    assert findings_of(folder) == (folder / "findings.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_input_has_a_finding_unless_its_name_says_that_it_is_sound(folder: Path) -> None:
    told = (folder / "findings.txt").read_text(encoding="utf-8")
    parts = dict(part.split("\n", 1) for part in told.split("== ")[1:])
    assert list(parts) == [path.name.removesuffix(REPEATED) for path in inputs(folder)]
    for name, found in parts.items():
        assert bool(found) is ("is-sound" not in name), name


@pytest.mark.parametrize("kind", list(kinds()), ids=lambda kind: kind.words)
def test_a_kind_is_told_by_its_codes_in_every_case(kind: Kind) -> None:
    assert kind.cases
    for folder in kind.cases:
        told = (folder / "findings.txt").read_text(encoding="utf-8")
        assert set(kind.codes) <= set(re.findall(r"^([RXJS]\d{3}) ", told, re.MULTILINE)), folder.name


def test_no_case_is_unnamed() -> None:
    named = {folder for kind in kinds() for folder in kind.cases}
    assert set(FOLDERS) <= named
    assert named <= {*FOLDERS, *DIAGNOSTICS.iterdir()}


def test_kinds_are_named_once_with_codes_that_there_are() -> None:
    words = [kind.words for kind in kinds()]
    assert len(words) == len(set(words)) > 110
    assert all(code in CODES for kind in kinds() for code in kind.codes)


def test_the_25_rules_of_the_crosswalk_are_named(shared: Path) -> None:
    text = (shared / "CROSSWALK.md").read_text(encoding="utf-8")
    rules = text.partition("\n## 9. ")[2].partition("\n## 10. ")[0]
    rows = re.findall(r"^\| (\d+) \| ", rules, re.MULTILINE)
    numbered = {found[1] for kind in kinds() if (found := re.match(r"rule (\d+):", kind.words))}
    assert set(rows) == numbered


@pytest.mark.parametrize("folder", [item for item in FOLDERS if item != SLOW], ids=lambda folder: folder.name)
def test_mending_is_stable_and_makes_nothing_worse(folder: Path) -> None:
    for path in inputs(folder):
        data = data_of(path)
        if container_of(BytesIO(data)) is None:
            continue
        try:
            outcome = mended(data)
        except NotMendedError:
            continue
        if outcome.data:
            assert mended(outcome.data).data == outcome.data, path.name
            before, after = (
                Counter(item.code for item in validate(each, "x")) for each in (data, outcome.data)
            )
            assert not after - before, path.name


@pytest.mark.parametrize("path", inputs(SLOW), ids=lambda path: path.name)
def test_what_is_made_to_be_slow_is_not(path: Path) -> None:
    data = data_of(path)
    begins = process_time()
    assert validate(data, path.name)
    assert process_time() - begins < SECONDS
