"""A sound file of issues to change, and what is found then."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from catalog.diagnostics import Diagnostic
from catalog.model import SCHEMA_ID
from catalog.validate import validate

CASES = Path(__file__).parent / "cases"
SPAN = {"line": 2, "column": 1, "end_column": 5}
EVIDENCE = {"spans": [SPAN], "quoted": "工会主席", "rule": "title"}
ARTICLE = {"id": "GY202511001", "title": "工会主席", "authors": [{"name": "余嘉熙", "kind": "person"}]}
ISSUE = {
    "publication": "工友",
    "year": 2025,
    "number": 11,
    "source": {"file": "page.txt", "line": 1, "end_line": 9},
    "sections": [{"heading": "创新案例", "articles": [ARTICLE | {"evidence": {"title": EVIDENCE}}]}],
}
FILE = {"schema": SCHEMA_ID, "generator": "catalog", "issues": [ISSUE]}
ENTRY = "/issues/0/sections/0/articles/0"
TITLE, AUTHOR, SPANS = f"{ENTRY}/title", f"{ENTRY}/authors/0", f"{ENTRY}/evidence/title/spans"

Edit = Callable[[Any], object]


def found(value: object) -> list[Diagnostic]:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=2)
    return validate(text.encode("utf-8", "surrogatepass"), "x.json")


def told(value: object) -> list[str]:
    return [f"{item.code} {item.place.field}" for item in found(value)]


def edited(edit: Edit) -> list[str]:
    """Change a sound file: `edit` is given its issue."""
    value = copy.deepcopy(FILE)
    edit(value["issues"][0])
    return told(value)


def article(issue: Any) -> Any:
    return issue["sections"][0]["articles"][0]


def author(issue: Any) -> Any:
    return article(issue)["authors"][0]


def evidence(issue: Any) -> Any:
    return article(issue)["evidence"]["title"]
