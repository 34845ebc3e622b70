"""An issue file read: quickly where it is sound, an article at a time where it is not."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from pydantic import ValidationError

from catalog import unfit
from catalog.diagnostics import Diagnostic, Place, finding
from catalog.issuefile.faults import fault, halves, span
from catalog.issuefile.sense import Problem, structural
from catalog.issuefile.syntax import problem_of
from catalog.jsonplace import Lines, Path, locate, pointer
from catalog.model import Issue, IssueFile

_IN_ARTICLE = 6  # steps from the file to an article: issues, 0, sections, 0, articles, 0
MOST = 1000
"""Faults of a file behind which no more issues are read."""


def read(data: bytes, name: str) -> Iterator[Issue | Diagnostic]:
    """Give the issues of a file in UTF-8.

    Findings: J601 to J603 for a file that is no JSON, S111 for JSON of another kind, J6xx for an article or
    issue that is left out.
    """
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        issues = IssueFile.model_validate_json(data).issues
    except ValidationError:
        pass
    else:
        if not any(problem.code in ERRORS for problem in structural(dict(enumerate(issues)))):
            yield from issues
            return
    yield from _piece_by_piece(data, name)


ERRORS = ("J620", "J621", "J623", "J630")


def _piece_by_piece(data: bytes, name: str) -> Iterator[Issue | Diagnostic]:
    """Leave out what cannot be read."""
    text, value, broken = parsed(data, name)
    if broken is not None:
        yield broken
        return
    try:
        IssueFile.model_validate({**value, "issues": ()} if isinstance(value, dict) else value)
    except ValidationError as error:
        english, chinese = unfit.named(error.errors(include_url=False)[0])
        yield finding("S111", Place(name), problem_en=english, problem_zh=chinese)
        return
    rows = value.get("issues") if isinstance(value, dict) else None
    if not isinstance(rows, list):
        yield finding("S111", Place(name), problem_en="issues: no array", problem_zh="issues：不是数组")
        return
    problems: list[Problem] = []
    sound: dict[int, Issue] = {}
    for index, row in enumerate(rows):
        if len(problems) > MOST:
            yield finding("J609", Place(name), limit=MOST)
            break
        issue, found = _issue(row, ("issues", index))
        problems += found
        if issue is not None:
            sound[index] = issue
    wrong = [item for item in structural(sound) if item.code in ERRORS]
    problems += wrong
    yield from located(problems, text, name, value)
    for index, issue in sound.items():
        paths = [item.path for item in wrong if item.path[1] == index]
        if all(len(path) > _IN_ARTICLE and path[4] == "articles" for path in paths):
            yield _left_out(issue, {(int(path[3]), int(path[5])) for path in paths})


def parsed(data: bytes, name: str, line: int = 1) -> tuple[str, object, Diagnostic | None]:
    """Parse JSON that begins on a line; give the text, the value, and what is broken (J601 to J603)."""
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        at = line + data.count(b"\n", 0, error.start)
        return "", None, finding("J602", Place(name, at), offset=error.start + 1)
    try:
        return text, json.loads(text, parse_int=_integer), None
    except json.JSONDecodeError as error:
        english, chinese = problem_of(error, text)
        spot = Lines(text).spot(error.pos, error.pos + 1)
        place = Place(name, spot.line + line - 1, *spot[1:])
        return text, None, finding("J601", place, problem_en=english, problem_zh=chinese)
    except RecursionError:
        return text, None, finding("J603", Place(name, line))


def located(
    problems: Sequence[Problem], text: str, name: str, value: object, line: int = 1
) -> Iterator[Diagnostic]:
    """Say what is wrong where it stands, in a text that begins on a line of the file."""
    wanted = {path for item in problems for path in (item.path, item.other) if path is not None}
    members, lines = locate(text, wanted) if wanted else {}, Lines(text)
    for item in problems:
        member = members[item.path]
        spot = lines.spot(*span(item, member, text))
        place = Place(
            name, spot.line + line - 1, *spot[1:], record=_id(value, item.path), field=pointer(item.path)
        )
        other = {"line": lines.spot(*members[item.other].value).line} if item.other is not None else {}
        yield finding(item.code, place, **item.values, **other)


def _integer(digits: str) -> int | float:
    """Read a whole number; one of a hundred digits is as good as infinite."""
    return int(digits) if len(digits) < 100 else float("inf")


def _issue(row: object, path: Path) -> tuple[Issue | None, list[Problem]]:
    """Read an issue without the articles that do not fit; None if the rest does not fit either."""
    issue, problems = _fitted(row, path)
    if issue is not None or not isinstance(row, dict):
        return issue, problems
    bad = {item.path[:_IN_ARTICLE] for item in problems if _is_of_article(item.path)}
    if any(not _is_of_article(item.path) for item in problems) or not bad:
        return None, problems
    sections = [
        {**section, "articles": [a for n, a in enumerate(section["articles"]) if _at(path, s, n) not in bad]}
        for s, section in enumerate(row["sections"])
    ]
    return _fitted({**row, "sections": sections}, path)[0], problems


def _at(path: Path, section: int, article: int) -> Path:
    return (*path, "sections", section, "articles", article)


def _is_of_article(path: Path) -> bool:
    return len(path) >= _IN_ARTICLE and path[2] == "sections" and path[4] == "articles"


def _fitted(row: object, path: Path) -> tuple[Issue | None, list[Problem]]:
    """Read a value by the model; give it, or what does not fit."""
    found = list(halves(row, path))
    told = {item.path for item in found}
    try:
        issue = Issue.model_validate(row)
    except RecursionError:
        return None, [Problem("J603", path, {})]
    except ValidationError as error:
        faults = (fault(item, path) for item in error.errors(include_url=False))
        return None, [*(item for item in faults if item is not None and item.path not in told), *found]
    return None if found else issue, found


def _left_out(issue: Issue, bad: set[tuple[int, int]]) -> Issue:
    """Give the issue without these articles: the index of a section, and of an article in it."""
    if not bad:
        return issue
    sections = (
        section.model_copy(
            update={"articles": tuple(a for n, a in enumerate(section.articles) if (s, n) not in bad)}
        )
        for s, section in enumerate(issue.sections)
    )
    return issue.model_copy(update={"sections": tuple(sections)})


def _id(value: object, path: Path) -> str:
    """Give the id of the article in which a value stands, if it has one that can be shown."""
    found = ""
    for part in path:
        if isinstance(value, Mapping):
            value = cast("Mapping[object, object]", value).get(part)
        elif isinstance(value, list) and isinstance(part, int) and part < len(value):
            value = value[part]
        if isinstance(value, dict) and isinstance(value.get("id"), str):
            found = value["id"]
    return found if found.isprintable() else ascii(found)
