"""The published JSON Schema is the model's, and says the same as `catalog validate`."""

import copy
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from catalog import resources
from catalog.schema import as_file, issues_schema
from catalog.validate import validate
from tests.diagnostics_cases import FOLDERS, data_of
from tests.json_bases import FILE, Edit
from tests.test_validate_json import EDITS, TOP

VALIDATOR = jsonschema.Draft202012Validator(issues_schema())
JSON_CASES = [folder for folder in FOLDERS if (folder / "input.json").exists()]
OUTPUT = sorted((Path(__file__).resolve().parents[1] / "output").rglob("*.json"))

# what a schema cannot say, or a model reads more strictly than JSON Schema: 2025.0 is a whole number there
BEYOND = ("J605", "J606", "J608", "J609", "J62", "J630", "J631", "J632", "R4", "R5")


def refused(value: object) -> bool:
    return not VALIDATOR.is_valid(value)


def test_the_committed_schema_is_the_generated_one() -> None:
    committed = resources.schema("issues.schema.json").read_text(encoding="utf-8")
    assert committed == as_file(issues_schema()), "write as_file(issues_schema()) into schemas/"


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(issues_schema())


def test_it_names_itself_and_is_closed() -> None:
    schema = issues_schema()
    assert schema["$id"] == schema["properties"]["schema"]["const"]
    objects = [schema, *(item for item in schema["$defs"].values() if item.get("type") == "object")]
    assert {item["title"] for item in objects} >= {"IssueFile", "Issue", "Section", "Article", "SourceSpan"}
    assert all(item["additionalProperties"] is False for item in objects)


@pytest.mark.parametrize("path", OUTPUT, ids=lambda path: path.stem)
def test_our_output_fits(path: Path) -> None:
    assert not refused(json.loads(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("edit", [edit for edit, _ in EDITS])
def test_values_are_refused_by_both_or_neither(edit: Edit) -> None:
    value: Any = copy.deepcopy(FILE)
    edit(value["issues"][0])
    agree(value)


@pytest.mark.parametrize("value", [value for value, _ in TOP])
def test_files_are_refused_by_both_or_neither(value: object) -> None:
    agree(value)


@pytest.mark.parametrize("folder", JSON_CASES, ids=lambda folder: folder.name)
def test_the_cases_are_refused_by_both_or_neither(folder: Path) -> None:
    try:
        value = json.loads(data_of(folder).decode("utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        return
    agree(value)


def agree(value: object) -> None:
    text = json.dumps(value)
    findings = [item for item in validate(text.encode(), "x") if not item.code.startswith(BEYOND)]
    if any(word in text for word in ("2025.0", "Infinity", "NaN")):
        return  # no JSON, or a matter of taste
    blank = all(item.code == "J617" and item.severity == "error" for item in findings)
    assert refused(value) == bool(findings) or blank
