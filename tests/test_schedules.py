"""Our field schedules against the published definitions in qa-catalogue's Avram files, and as Avram.

What differs stands in tests/cases/schedules/differences.toml with the reason: no line may be missing there
and none too many.
"""

import gzip
import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from catalog.validate.schedule import load
from tests.tools.build_schedules import SCHEMAS, schemas

TESTS = Path(__file__).parent
PAIRS = (("marc21", "marc"), ("cnmarc-nlc", "unimarc"))
NAMES = ("marc21", "cnmarc-nlc", "cnmarc-calis")
Json = dict[str, Any]


def ours(name: str) -> Json:
    made: Json = json.loads((SCHEMAS / f"{name}.avram.json").read_text(encoding="utf-8"))
    return made


def published(shared: Path, name: str) -> Json:
    with gzip.open(shared / "schemas" / "qa-catalogue" / f"{name}.json.gz") as stream:
        made: Json = json.load(stream)
    return made


def test_the_schemas_are_made_from_the_tables() -> None:
    for name, text in schemas().items():
        assert (SCHEMAS / name).read_text(encoding="utf-8") == text, "python -m tests.tools.build_schedules"


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_avram(name: str) -> None:
    """The keys that https://format.gbv.de/schema/avram/specification asks for, in their types."""
    schema = ours(name)
    assert schema["$schema"] == "https://format.gbv.de/schema/avram/schema.json"
    assert {"title", "description", "url", "fields"} <= schema.keys()
    fields = schema["fields"] | schema.get("deprecated-fields", {})
    for tag, field in fields.items():
        assert field["tag"] == tag
        assert re.fullmatch("[0-9]{3}|LDR", tag)
        assert field["url"].startswith("https://")
        assert field["label"]
        assert isinstance(field["repeatable"], bool)
        for code, subfield in field.get("subfields", {}).items():
            assert re.fullmatch("[!-~]", code), (tag, code)
            assert isinstance(subfield["repeatable"], bool)
        for number in "12":
            for code in (field.get(f"indicator{number}") or {}).get("codes", {}):
                assert re.fullmatch("[0-9a-z ]", code), (tag, code)
        for place in (field, *field.get("types", {}).values(), *field.get("subfields", {}).values()):
            for key, position in place.get("positions", {}).items():
                assert key == (
                    f"{position['start']:02}"
                    if position["start"] == position["end"]
                    else f"{position['start']:02}-{position['end']:02}"
                )
                width = 1 if "flags" in position else position["end"] - position["start"] + 1
                assert {len(code) for code in position.get("flags", position.get("codes"))} == {width}


def test_every_format_has_what_it_needs() -> None:
    for name in NAMES:
        schedule = load(name)
        assert len(schedule.rules) > 200
        assert schedule.positions("LDR")
    marc21, nlc, calis = map(load, NAMES)
    assert [marc21.length("006"), marc21.length("007", "text")] == [18, 2]
    assert [nlc.length(key) for key in ("100$a", "105$a", "106$a", "110$a")] == [36, 13, 1, 11]
    for tag in ("091", "092", "690", "905"):
        assert tag in nlc.rules
        assert tag in calis.rules
    assert not nlc.faults("200", "1 ", ("a", "9", "f"))
    assert not calis.faults("200", "1 ", ("a", "A", "f", "F"))
    assert [fault.code for fault in nlc.faults("200", "1 ", ("a", "A"))] == ["R468"]


def test_faults() -> None:
    schedule = load("marc21")
    for tag, indicators, codes, expected in (
        ("245", "10", "abc", ""),
        ("245", "10", "aab", "R469"),
        ("245", "90", "a", "R464"),
        ("245", "1\x00", "a", ""),  # no indicator at all has a finding of its own
        ("245", "10", "az9", "R468"),
        ("245", "10", "aqq", "R468"),
        ("440", " 4", "av", ""),
        ("747", "  ", "a", "R467"),
        ("947", "zz", "a?", ""),
        ("597", "  ", "a", ""),
        ("LKR", "  ", "a", ""),
        ("LDR", "  ", "a", "R467"),
        ("5O9", "  ", "a", "R467"),
        ("24X", "  ", "a", "R467"),
        ("lkr", "  ", "a", "R467"),
        ("880", "7x", "!", ""),
    ):
        assert " ".join(fault.code for fault in schedule.faults(tag, indicators, tuple(codes))) == expected


def different(name: str, shared: Path) -> dict[str, list[str]]:
    """Say in words what differs from the published definition, and in which fields."""
    here, there = ours(name), published(shared, dict(PAIRS)[name])
    found: dict[str, list[str]] = defaultdict(list)
    mine = here["fields"] | here.get("deprecated-fields", {})
    theirs = {tag: row for tag, row in there["fields"].items() if tag not in ("LDR", "LEADER")}
    for tag in sorted({*mine, *theirs} - {"LDR"}):
        if tag not in mine or tag not in theirs:
            found["the field is only ours" if tag in mine else "the field is only theirs"].append(tag)
            continue
        for text in _of_field(mine[tag], theirs[tag]):
            found[text].append(tag)
    return dict(found)


def _of_field(mine: Json, theirs: Json) -> Iterator[str]:
    if mine["repeatable"] != theirs.get("repeatable", False):
        yield f"{'ours' if mine['repeatable'] else 'theirs'} may be repeated"
    if "subfields" not in mine or "subfields" not in theirs:
        return
    for number in "12":
        row = mine.get(f"indicator{number}") or {}
        defined = {*row.get("codes", ()), *row.get("deprecated-codes", ())}
        other = (theirs.get(f"indicator{number}") or {}).get("codes") or {" ": {}}
        expected = {value for code in other for value in _spelt(code)}
        for who, more in (("ours", defined - expected), ("theirs", expected - defined)):
            if more:
                values = " ".join(value.replace(" ", "#") for value in sorted(more))
                yield f"indicator {number}: {who} may also be {values}"
    has, had = mine["subfields"], mine.get("deprecated-subfields", {})
    for who, more in (
        ("ours", {*has, *had} - {*theirs["subfields"]}),
        ("theirs", {*theirs["subfields"]} - {*has, *had}),
    ):
        for code in sorted(more):
            yield f"${code} is only {who}"
    for code in sorted({*has} & {*theirs["subfields"]}):
        repeated = theirs["subfields"][code].get("repeatable", False)
        if has[code]["repeatable"] != repeated:
            yield f"${code} may be repeated only in {'theirs' if repeated else 'ours'}"


def _spelt(code: str) -> str:
    first, dash, last = code.partition("-")
    return "".join(map(str, range(int(first), int(last) + 1))) if dash else code


@pytest.mark.parametrize("name", [name for name, _ in PAIRS])
def test_what_differs_is_known(name: str, shared: Path) -> None:
    listed = tomllib.loads((TESTS / "cases" / "schedules" / "differences.toml").read_text(encoding="utf-8"))
    known = {row["what"]: row["fields"].split() for row in listed[name]}
    assert different(name, shared) == known
    assert all(row["why"] for row in listed[name])


def test_calis_differs_from_nlc_in_pinyin_only() -> None:
    nlc, calis = ours("cnmarc-nlc")["fields"], ours("cnmarc-calis")["fields"]
    assert nlc.keys() == calis.keys()
    for tag, row in nlc.items():
        other = dict(calis[tag])
        if "subfields" in other:
            other["subfields"] = {
                code: item for code, item in other["subfields"].items() if not code.isupper()
            }
        assert other == row


FIXED = (
    ("008", "All Materials", "All Materials"),
    ("008", "Books", "Books"),
    ("008", "Continuing Resources", "Continuing Resources"),
)


@pytest.mark.parametrize(("field", "kind", "material"), FIXED)
def test_codes_of_008(shared: Path, field: str, kind: str, material: str) -> None:
    positions = published(shared, "marc")["fields"][field]["types"][material]["positions"].values()
    expected = {(row["start"], row["end"] + 1): both(row["codes"]) for row in positions if "codes" in row}
    for row in load("marc21").positions(field, kind):
        if (row.start, row.end) != (32, 33):  # undefined in books, hence in no list
            in_force, older = expected.pop((row.start, row.end))
            assert set(row.current) == in_force, row.name
            assert older <= row.known, row.name
    assert expected == {}


def both(codes: Json) -> tuple[set[str], set[str]]:
    """Give the codes in force and the obsolete ones."""
    obsolete = {code for code, row in codes.items() if isinstance(row, dict) and row.get("deprecated")}
    return set(codes) - obsolete, obsolete


def test_codes_of_the_leader(shared: Path) -> None:
    positions = published(shared, "marc")["fields"]["LDR"]["positions"].values()
    expected = {row["start"]: both(row["codes"]) for row in positions if "codes" in row}
    for row in load("marc21").positions("LDR"):
        in_force, obsolete = expected[row.start]
        assert set(row.current) == in_force
        assert obsolete <= row.known


def test_codes_of_the_label(shared: Path) -> None:
    positions = published(shared, "unimarc")["fields"]["LEADER"].get("positions", {}).values()
    expected = {row["start"]: both(row["codes"]) for row in positions if isinstance(row.get("codes"), dict)}
    assert len(expected) >= 6
    for row in load("cnmarc-nlc").positions("LDR"):
        if (
            row.start in expected and row.start != 9
        ):  # the UNIMARC of France has codes there; China leaves it blank
            assert expected[row.start][0] <= row.known, row.name


MISPRINTS = {"l"}  # of 1, in the codes of 110 $a/07


@pytest.mark.parametrize(("field", "code"), [("100", "a"), ("105", "a"), ("106", "a"), ("110", "a")])
def test_codes_of_unimarc(shared: Path, field: str, code: str) -> None:
    """What UNIMARC defines is accepted here, where positions are checked at all."""
    positions = published(shared, "unimarc")["fields"][field]["subfields"][code].get("positions", {}).values()
    expected = {
        (row["start"], row.get("end", row["start"]) + 1): row["codes"]
        for row in positions
        if isinstance(row.get("codes"), dict)
    }
    checked = 0
    for row in load("cnmarc-nlc").positions(f"{field}${code}"):
        width = row.end - row.start
        defined = {text for text in expected.get((row.start, row.end), ()) if len(text) == width} - MISPRINTS
        if not row.each:
            assert defined <= row.known | {" ", "  "}, (field, row.name, defined - row.known)
            checked += bool(defined)
    assert checked or not expected
