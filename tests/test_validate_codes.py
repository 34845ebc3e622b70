"""Our lists of codes against the published definitions of MARC 21 in qa-catalogue's Avram file."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from catalog.marc.record import DataField, Record, Subfield
from catalog.validate.codelists import listed
from catalog.validate.rules import Context, File, hostcodes


@pytest.fixture(scope="module")
def avram(shared: Path) -> dict[str, Any]:
    with gzip.open(shared / "schemas" / "qa-catalogue" / "marc.json.gz") as stream:
        made: dict[str, Any] = json.load(stream)
    return made


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.loc.gov/marc/languages/language_code.html", "languages"),
        ("https://www.loc.gov/marc/countries/countries_code.html", "marccountry"),
    ],
)
def test_code_lists(avram: dict[str, Any], url: str, name: str) -> None:
    ours = listed(name).codes
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
            assert list(hostcodes.controls(record, Context(File(), record))) == []
