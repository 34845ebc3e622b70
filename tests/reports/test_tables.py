"""JSON, JSON lines and CSV: what a program or a spreadsheet finds in them."""

import csv
import io
import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from catalog.diagnostics import Listing, Place, as_json, finding
from catalog.reports import View
from catalog.reports.csv import COLUMNS, GUARDED, guarded
from tests.reports.samples import EVERY_CODE, FORMS, HOSTILE, filled, written

ITEM = finding(
    "R481",
    Place("a.xml", 3, 2, 3, "工\u200b会", "B1", "245", 2, "a", "02", Listing("p.txt", 9)),
    character="U+200B",
)


def table(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def test_a_finding_in_json() -> None:
    assert as_json(ITEM) == {
        "code": "R481",
        "slug": "invisible-character",
        "severity": "warning",
        "message_en": ITEM.message("en"),
        "message_zh": ITEM.message("zh"),
        "help_en": ITEM.help("en"),
        "help_zh": ITEM.help("zh"),
        "file": "a.xml",
        "line": 3,
        "column": 2,
        "end_column": 3,
        "record": "B1",
        "field": "245",
        "occurrence": 2,
        "subfield": "a",
        "position": "02",
        "excerpt": "工\u200b会",
        "listing": {"file": "p.txt", "line": 9},
        "values": {"character": "U+200B"},
        "url": "urn:x-kanmu:code:R481",
    }


def test_json_is_one_object_with_counts() -> None:
    made = json.loads(written(FORMS["json"], EVERY_CODE, View("zh", 3)))
    assert list(made) == ["generator", "files", "counts", "findings"]
    assert made["files"] == 3
    assert sum(made["counts"].values()) == len(EVERY_CODE)
    assert made["findings"] == [as_json(item) for item in EVERY_CODE]
    text = written(FORMS["json"], EVERY_CODE).decode()
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=2) + "\n"


def test_json_lines_are_the_findings_of_json() -> None:
    lines = written(FORMS["jsonl"], EVERY_CODE).decode().splitlines()
    assert list(map(json.loads, lines)) == [as_json(item) for item in EVERY_CODE]


def test_json_lines_are_lines_to_whatever_reads_them() -> None:
    item = filled("R440", Place("a.json", excerpt="a\u2028b\u2029c"), "\x85")
    (line,) = written(FORMS["jsonl"], [item]).decode().splitlines()
    assert json.loads(line) == as_json(item)


def test_half_a_character_is_kept_as_its_escape() -> None:
    item = filled("R440", Place("a.json"), "\ud800")
    for name in ("json", "jsonl"):
        assert b"\\ud800" in written(FORMS[name], [item])
    assert json.loads(written(FORMS["jsonl"], [item]))["values"] == {"name": "\ud800"}


def test_csv_opens_in_spreadsheets() -> None:
    data = written(FORMS["csv"], EVERY_CODE)
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == data.count(b"\n") == len(EVERY_CODE) + 1
    assert table(data)[0] == list(COLUMNS)


def test_csv_has_what_json_has() -> None:
    heading, row = table(written(FORMS["csv"], [ITEM]))
    cells = dict(zip(heading, row, strict=True))
    expected: dict[str, Any] = as_json(ITEM)
    del expected["values"]  # which the messages say
    listing = expected.pop("listing")
    expected |= {f"listing_{key}": value for key, value in listing.items()}
    assert cells == {key: str(value) for key, value in expected.items()}


@given(st.text() | st.sampled_from(HOSTILE))
def test_no_cell_is_a_formula_and_no_text_is_lost(text: str) -> None:
    cell = str(guarded(text))
    assert not cell.startswith(tuple(sign for sign in GUARDED if sign != "'"))
    assert cell.removeprefix("'") == text
    heading, row = table(written(FORMS["csv"], [finding("R481", Place(text), character=text)]))
    cells = dict(zip(heading, row, strict=True))
    stored = text.encode("utf-8", "backslashreplace").decode()
    assert cells["file"].removeprefix("'") == stored
    assert stored in cells["message_en"]
