"""Our own JSON: its syntax, its schema, and its sense, each finding at line and column of the value."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from pydantic import ValidationError

from catalog.diagnostics import Diagnostic, Place, finding
from catalog.jsonplace import Lines, Path, Spot, locate, pointer, repeated
from catalog.model import SCHEMA_ID, IssueFile
from catalog.validate.schema_faults import fault
from catalog.validate.sense import Problem, problems
from catalog.validate.syntax import half_surrogate, problem_of

LIMIT = 32 * 1024 * 1024
"""Bytes of JSON that are checked: some thousand issues, ten times as much in memory."""


def check_issues(data: bytes, name: str) -> list[Diagnostic]:
    """Check a JSON file that should hold issues, by syntax, schema and sense.

    A layer is reached when those before it found nothing fatal.
    """
    if len(data) > LIMIT:
        size, limit = -(-len(data) // 1024**2), LIMIT // 1024**2
        return [finding("J607", Place(name), size=size, limit=limit)]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return [finding("J602", Place(name, line), offset=error.start + 1)]
    return sorted(_checked(text, name), key=lambda item: (item.place.line or 0, item.place.column or 0))


def _checked(text: str, name: str) -> Iterator[Diagnostic]:
    lines = Lines(text)
    value, broken, twice = _parsed(text, lines, name)
    if broken or not _is_ours(value):
        yield broken or finding("J604", Place(name, 1), **_other(value))
        return
    assert isinstance(value, dict)
    if half := half_surrogate(text):
        start, end, character = half
        yield finding("J606", _place(name, lines.spot(start, end)), character=character)
        return
    found = [*_schema_named(value), *_model_problems(text)]
    found = [problem for problem in found if problem.code == "J603"] or found
    if not any(problem.code[0] == "J" and problem.code < "J620" for problem in found):
        found += problems(IssueFile.model_validate_json(text, strict=True))
    for member in repeated(text) if twice else ():
        place = _place(name, lines.spot(*member.key), value, member.path)
        yield finding("J605", place, key=json.dumps(member.path[-1], ensure_ascii=False))
    wanted = {path for item in found for path in (item.path, item.other) if path is not None}
    members = locate(text, wanted) if wanted else {}
    for item in found:
        member = members[item.path]
        spot = lines.spot(*(member.key if item.code in ("J613", "J626") else member.value))
        other = {"line": lines.spot(*members[item.other].value).line} if item.other is not None else {}
        yield finding(item.code, _place(name, spot, value, item.path), **item.values, **other)


def _parsed(text: str, lines: Lines, name: str) -> tuple[object, Diagnostic | None, bool]:
    """Parse the text; give its value, or what is broken, and whether some object has a key twice."""
    twice = False

    def unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
        nonlocal twice
        made = dict(pairs)
        twice = twice or len(made) < len(pairs)
        return made

    try:
        return json.loads(text, parse_int=_integer, object_pairs_hook=unique), None, twice
    except json.JSONDecodeError as error:
        english, chinese = problem_of(error, text)
        place = _place(name, lines.spot(error.pos, error.pos + 1))
        return None, finding("J601", place, problem_en=english, problem_zh=chinese), False
    except RecursionError:
        return None, finding("J603", Place(name)), False


def _integer(digits: str) -> int | float:
    """Read a whole number; one of hundreds of digits is as good as infinite."""
    return int(digits) if len(digits) < 100 else float(digits)


def _is_ours(value: object) -> bool:
    return isinstance(value, dict) and ("issues" in value or "schema" in value)


def _other(value: object) -> dict[str, str]:
    """Say what a JSON is that holds no issues."""
    first = value[0] if isinstance(value, list) and value else value
    if isinstance(first, dict) and "leader" in first:
        return {"found_en": "MARC-in-JSON", "found_zh": "MARC-in-JSON"}
    if isinstance(value, list):
        return {"found_en": "an array", "found_zh": "数组"}
    return {"found_en": "an object without issues", "found_zh": "没有 issues 的对象"}


def _schema_named(value: Mapping[str, object]) -> Iterator[Problem]:
    """J610, J611: the file names the schema that is known here."""
    found = value.get("schema")
    if "schema" not in value:
        yield Problem("J610", (), {"expected": SCHEMA_ID})
    elif found != SCHEMA_ID:
        shown = json.dumps(found, ensure_ascii=False)[:80]
        yield Problem("J611", ("schema",), {"found": shown, "expected": SCHEMA_ID})
    if "schema_id" in value:  # the model's own name for it, which is no key of the file
        yield Problem("J613", ("schema_id",), {"key": "schema_id"})


def _model_problems(text: str) -> list[Problem]:
    """Compare the file with the model."""
    try:
        IssueFile.model_validate_json(text, strict=True)
    except ValidationError as error:
        faults = (fault(item) for item in error.errors(include_url=False))
        return [item for item in faults if item is not None]
    return []


def _place(name: str, spot: Spot, value: object = None, path: Path = ()) -> Place:
    """Point at a value of the file, and say to which article or issue it belongs."""
    return Place(name, *spot, record=_owner(value, path), field=pointer(path))


def _owner(value: object, path: Sequence[str | int]) -> str:
    """Give the id of the article in which a value stands, else the issue, else nothing."""
    owner = ""
    for part in path:
        if isinstance(value, dict):
            value = value.get(part)
        elif isinstance(value, list) and isinstance(part, int) and part < len(value):
            value = value[part]
        else:
            break
        if isinstance(value, dict) and isinstance(value.get("publication"), str):
            owner = f"{value['publication']} {value.get('year', '?')}:{value.get('number', '?')}"
        if isinstance(value, dict) and isinstance(value.get("id"), str) and value["id"]:
            owner = value["id"]
    return re.sub(r"\s+", " ", owner)[:80]
