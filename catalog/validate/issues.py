"""Our own JSON: its syntax, its schema, and its sense, each finding at line and column of the value."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import TypeVar

from pydantic import ValidationError

from catalog.compact import Firsts, Table
from catalog.diagnostics import Diagnostic, Place, finding
from catalog.issuefile import Lines as Buffered
from catalog.issuefile import looks_like_lines, read_file, read_lines
from catalog.issuefile.faults import fault, halves, span
from catalog.issuefile.sense import Problem, problems
from catalog.issuefile.syntax import problem_of
from catalog.jsonplace import Lines, Path, Spot, locate, pointer, repeated
from catalog.marc.containers.ahead import Ahead
from catalog.model import SCHEMA_ID, Issue, IssueFile
from catalog.validate.rules.context import File

LIMIT = 32 * 1024 * 1024
"""Bytes of JSON that are checked: some thousand issues."""
ISSUE_LIMIT = 4 * 1024 * 1024
"""Characters of an issue that are checked: a hundred times a long one."""
MOST = 1000
"""Findings that are shown of one file."""

_Model = TypeVar("_Model", Issue, IssueFile)


def check_issues(stream: Ahead, file: File) -> Iterator[Diagnostic]:
    """Check a JSON file that should hold issues, by syntax, schema and sense.

    Lines of articles are checked as they are read, any other file is read whole.  A file whose syntax is
    broken is not looked into; one bad issue costs that issue, one bad line that line.
    """
    found = _lines(stream, file) if looks_like_lines(stream.head, file.name) else _whole(stream.read(), file)
    for number, item in enumerate(found):
        if number == MOST:
            yield finding("J609", Place(file.name), limit=MOST)
            return
        yield item


def _whole(data: bytes, file: File) -> list[Diagnostic]:
    """Check a file of issues."""
    name = file.name
    if len(data) > LIMIT:
        size, limit = -(-len(data) // 1024**2), LIMIT // 1024**2
        return [finding("J607", Place(name), size=size, limit=limit)]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return [finding("J602", Place(name, line), offset=error.start + 1)]
    return sorted(
        islice(_checked(text, file), MOST + 1),
        key=lambda item: (item.place.line or 0, item.place.column or 0),
    )


def _lines(stream: Ahead, file: File) -> Iterator[Diagnostic]:
    """Check lines of articles, each by itself, and their ids together."""
    name, seen, issues = file.name, Firsts(), Table(0)
    for row in read_lines.rows(Buffered(stream), name):
        if isinstance(row, Diagnostic):
            yield row
            continue
        issue = read_lines.together([row.line])
        if issues.row((issue.publication, issue.year, issue.number))[1]:
            _seen(issue, file)
        if found := read_lines.sense(row, problems, seen):
            yield from read_file.located(found, row.text, name, json.loads(row.text), row.number)


def _checked(text: str, file: File) -> Iterator[Diagnostic]:
    lines, name = Lines(text), file.name
    value, broken, twice = _parsed(text, lines, name)
    if broken or not isinstance(value, dict) or not {"issues", "schema"} & set(value):
        yield broken or finding("J604", Place(name, 1), **_other(value))
        return
    for member in repeated(text) if twice else ():
        place = _place(name, lines.spot(*member.key), value, member.path)
        yield finding("J605", place, key=json.dumps(member.path[-1], ensure_ascii=False))
    found = list(islice(chain(_schema_named(value), _modelled(value, file)), MOST + 1))
    wanted = {path for item in found for path in (item.path, item.other) if path is not None}
    members = locate(text, wanted) if wanted else {}
    for item in found:
        member = members[item.path]
        spot = lines.spot(*span(item, member, text))
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
    """Read a whole number; one of a hundred digits is as good as infinite."""
    return int(digits) if len(digits) < 100 else float("inf")


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
    if "schema" not in value:
        yield Problem("J610", (), {"expected": SCHEMA_ID})
    elif value["schema"] != SCHEMA_ID:
        shown = json.dumps(value["schema"], ensure_ascii=False)[:80]
        yield Problem("J611", ("schema",), {"found": shown, "expected": SCHEMA_ID})


def _modelled(value: Mapping[str, object], file: File) -> Iterator[Problem]:
    """Compare the file with the model, an issue at a time, and look at the sense of those that fit."""
    issues = value.get("issues")
    # with both names of the schema there, the model's own one, schema_id, is found to be no key of the file
    shell = {**value, "schema": SCHEMA_ID} | ({"issues": []} if isinstance(issues, list) else {})
    yield from _faults(IssueFile, shell, ())[1]
    sound: dict[int, Issue] = {}
    for index, item in enumerate(issues if isinstance(issues, list) else ()):
        path: Path = ("issues", index)
        issue, found = _faults(Issue, item, path)
        yield from found
        if issue is not None:
            sound[index] = issue
            _seen(issue, file)
    if issues == []:
        yield Problem("J629", ("issues",), {})
    yield from problems(sound)


def _seen(issue: Issue, file: File) -> None:
    """Tell the survey of an issue and its headings."""
    headings = tuple(section.heading for section in issue.sections if section.heading and section.articles)
    place = Place(file.name, record=f"{issue.publication} {issue.year}:{issue.number}")
    file.survey.issues.add(issue.publication, issue.year, (issue.number,), headings, lambda: place)


def _faults(model: type[_Model], value: object, path: Path) -> tuple[_Model | None, list[Problem]]:
    """Read a value by its model, strictly; give it, or what does not fit."""
    if found := list(halves(value, path)):
        return None, found
    try:
        text = json.dumps(value)
        if len(text) > ISSUE_LIMIT:
            return None, [Problem("J608", path, {"limit": ISSUE_LIMIT // 1024**2})]
        return model.model_validate_json(text, strict=True), []
    except RecursionError:
        return None, [Problem("J603", path, {})]
    except ValidationError as error:
        faults = (fault(item, path) for item in error.errors(include_url=False))
        return None, [item for item in faults if item is not None]


def _place(name: str, spot: Spot, value: object = None, path: Path = ()) -> Place:
    """Point at a value of the file, and say to which article or issue it belongs."""
    return Place(name, *spot, record=_owner(value, path), field=pointer(path))


def _owner(value: object, path: Sequence[str | int]) -> str:
    """Give the id of the article in which a value stands, else the issue, else nothing."""
    owner = ""
    for part in path:
        if isinstance(value, list):
            value = value[int(part)]
        else:
            value = value.get(part) if isinstance(value, dict) else None
        if isinstance(value, dict) and isinstance(value.get("publication"), str):
            owner = f"{value['publication']} {value.get('year', '?')}:{value.get('number', '?')}"
        if isinstance(value, dict) and isinstance(value.get("id"), str) and value["id"]:
            owner = value["id"]
    return re.sub(r"\s+", " ", owner)[:80]
