"""Our tables of codes against the published definitions of MARC 21 in qa-catalogue's Avram file."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from catalog.marc.record import DataField, Record, Subfield
from catalog.validate.rules import Context, File, hosts, leader
from catalog.validate.rules.code_lists import COUNTRIES, LANGUAGES
from catalog.validate.rules.fixed import ALL, BOOKS, CONTINUING, Positions
from catalog.validate.rules.form import INDICATORS


@pytest.fixture(scope="module")
def avram(shared: Path) -> dict[str, Any]:
    with gzip.open(shared / "schemas" / "qa-catalogue" / "marc.json.gz") as stream:
        made: dict[str, Any] = json.load(stream)
    return made


def both(codes: dict[str, dict[str, Any]]) -> tuple[set[str], set[str]]:
    """Give the codes in force and the obsolete ones."""
    obsolete = {code for code, row in codes.items() if row.get("deprecated")}
    return set(codes) - obsolete, obsolete


@pytest.mark.parametrize(
    ("material", "ours"), [("All Materials", ALL), ("Books", BOOKS), ("Continuing Resources", CONTINUING)]
)
def test_codes_of_008(avram: dict[str, Any], material: str, ours: Positions) -> None:
    positions = avram["fields"]["008"]["types"][material]["positions"].values()
    published = {(row["start"], row["end"] + 1): both(row["codes"]) for row in positions if "codes" in row}
    for start, end, current, obsolete in ours:
        if (start, end) != (32, 33):  # undefined in books, hence in no list
            in_force, older = published.pop((start, end))
            assert set(current) == in_force, (start, end)
            assert older <= set(current + obsolete), (start, end)
    assert published == {}


def test_codes_of_the_leader(avram: dict[str, Any]) -> None:
    positions = {row["start"]: row for row in avram["fields"]["LDR"]["positions"].values()}
    for index, current, older in leader.CODES:
        in_force, obsolete = both(positions[index]["codes"])
        assert set(current) == in_force
        assert obsolete <= set(older)
    for index, constant in leader.CONSTANTS:
        assert list(positions[index]["codes"]) == [constant]


def test_indicators(avram: dict[str, Any]) -> None:
    for tag, ours in INDICATORS.items():
        for number, allowed in zip(("1", "2"), ours, strict=True):
            published = avram["fields"][tag].get(f"indicator{number}")
            codes = both(published["codes"]) if published else ({" "}, set())
            expanded = {digit for code in set.union(*codes) for digit in _digits(code)}
            assert expanded <= set(allowed), (tag, number)


def _digits(code: str) -> str:
    """Spell out a range such as 0-9."""
    first, dash, last = code.partition("-")
    return "".join(map(str, range(int(first), int(last) + 1))) if dash else code


@pytest.mark.parametrize(
    ("url", "ours"),
    [
        ("https://www.loc.gov/marc/languages/language_code.html", LANGUAGES),
        ("https://www.loc.gov/marc/countries/countries_code.html", COUNTRIES),
    ],
)
def test_code_lists(avram: dict[str, Any], url: str, ours: frozenset[str]) -> None:
    published = {code.strip().lstrip("-") for code in avram["codelists"][url]["codes"]}
    assert len(published) > 350
    assert published <= ours
    assert len(ours - published) <= 2  # younger than the published file


def test_codes_of_773_7(avram: dict[str, Any]) -> None:
    positions = avram["fields"]["773"]["subfields"]["7"]["positions"]
    base = [sorted(positions[key]["codes"]) for key in sorted(positions)]
    for index, codes in enumerate(base):
        for code in codes:
            value = "".join(code if index == at else base[at][0] for at in range(4))
            record = Record("", (DataField("773", "0 ", (Subfield("7", value),)),))
            assert list(hosts.host_control_subfield(record, Context(File(), record))) == []
