"""What an issue file must satisfy beside its schema: ids, evidence, names, characters."""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from catalog import patterns
from catalog.identity import issue_number
from catalog.jsonplace import Path
from catalog.marc.characters import composition, examine
from catalog.marc.names import separated
from catalog.model import Article, Author, Issue, Section

Described = Issue | Section | Article | Author
Issues = Mapping[int, Issue]
"""Issues by their index in the file; those that do not fit the schema are left out."""

TEXTS = (
    "publication",
    "heading",
    "title",
    "kicker",
    "pages",
    "name",
    "unit",
    "role",
    "affiliation",
    "nationality",
)
QUOTED = ("heading", "title", "kicker", "pages", "name", "unit", "role", "affiliation", "nationality")
_PAGES = patterns.compile(r"\D*([0-9]{1,6})\s*[-–—~～]\s*([0-9]{1,6})\D*")
ID = patterns.compile("[!-~]+")


class Problem(NamedTuple):
    """A finding to be: its code, the path of the value, what its text says, and a path it compares with."""

    code: str
    path: Path
    values: dict[str, object]
    other: Path | None = None


def problems(issues: Issues) -> Iterator[Problem]:
    """Apply every check of this page."""
    for check in (
        articles_present,
        issues_once,
        articles_once,
        sources,
        ids,
        texts,
        pages,
        names,
        spans,
        evidence,
    ):
        yield from check(issues)


def structural(issues: Issues) -> Iterator[Problem]:
    """Apply the checks that are not made of every article that is written, whatever it was read from."""
    for check in (sources, ids, spans):
        yield from check(issues)


def articles_present(issues: Issues) -> Iterator[Problem]:
    """J628: an issue holds articles."""
    for index, issue in issues.items():
        if not issue.articles:
            yield Problem("J628", ("issues", index, "sections"), {"issue": _label(issue)})


def issues_once(issues: Issues) -> Iterator[Problem]:
    """J627: no issue stands twice in a file."""
    seen: dict[tuple[str, int, int], Path] = {}
    for index, issue in issues.items():
        path: Path = ("issues", index)
        first = seen.setdefault((issue.publication, issue.year, issue.number), path)
        if first != path:
            yield Problem("J627", path, {"issue": _label(issue)}, first)


def articles_once(issues: Issues) -> Iterator[Problem]:
    """R449: no article stands twice in an issue, under other ids: of the same title, names and pages."""
    seen: dict[object, str] = {}
    for path, described, issue in walk(issues):
        if not isinstance(described, Article) or not described.id:
            continue
        names_of = tuple(author.name for author in described.authors)
        key = issue.publication, issue.year, issue.number, letters(described.title), names_of, described.pages
        if seen.get(key, described.id) != described.id:  # of the same id J621 tells
            values = {
                "issue": f"{issue.publication} {issue.year}:{issue.number}",
                "other": seen[key],
                "title": described.title[:40],
            }
            yield Problem("R449", (*path, "title"), dict(values))
        seen.setdefault(key, described.id)


def sources(issues: Issues) -> Iterator[Problem]:
    """J630: a listing does not end before it begins."""
    for index, issue in issues.items():
        source = issue.source
        if source.end_line < source.line:
            lines = {"line": source.line, "end_line": source.end_line}
            yield Problem("J630", ("issues", index, "source", "end_line"), dict(lines))


def ids(issues: Issues) -> Iterator[Problem]:
    """J620, J621, J622: ids are ASCII, each an article's own, and speak of its issue.

    Where no id speaks of the issue, its year or number is wrong rather than they, and that is told once.
    """
    seen: dict[str, Path] = {}
    others: dict[int, list[Problem]] = {}
    counts = Counter[int]()
    for path, described, issue in walk(issues):
        if not isinstance(described, Article) or not described.id:
            continue
        here, found = (*path, "id"), described.id
        first = seen.setdefault(found, here)
        expected, index = issue_number("", issue.year, issue.number), int(path[1])
        counts[index] += 1
        if not ID.fullmatch(found):
            yield Problem("J620", here, {"found": found})
        elif first != here:
            yield Problem("J621", here, {"found": found}, first)
        elif expected not in found:
            others.setdefault(index, []).append(Problem("J622", here, {"found": found, "expected": expected}))
    for index, problems_of in others.items():
        if 1 < counts[index] == len(problems_of):
            key = "number" if str(issues[index].year) in str(problems_of[0].values["found"]) else "year"
            yield problems_of[0]._replace(path=("issues", index, key))
        else:
            yield from problems_of


def texts(issues: Issues) -> Iterator[Problem]:
    """J617 and R480-R487: no text is blank, damaged or without composition."""
    for path, described, _ in walk(issues):
        for key in TEXTS:
            value = getattr(described, key, None)
            if not isinstance(value, str):
                continue
            if value and not value.strip():
                yield Problem("J617", (*path, key), {"key": key})
            for code, _index, values in examine(value):
                yield Problem(code, (*path, key), values)
            if hit := composition(value):
                yield Problem("R485", (*path, key), hit[1])


def pages(issues: Issues) -> Iterator[Problem]:
    """R459: an article does not end before it begins; 1501-10 ends on page 1510."""
    for path, described, _ in walk(issues):
        said = _PAGES.fullmatch(described.pages or "") if isinstance(described, Article) else None
        if said is None:
            continue
        first, last = said.groups()
        end = int(first[: max(0, len(first) - len(last))] + last)
        if end < int(first):
            yield Problem("R459", (*path, "pages"), {"first": int(first), "last": end})


def names(issues: Issues) -> Iterator[Problem]:
    """J631, J632: a Chinese name is one name without spaces; a unit ends the name of a body."""
    for path, described, _ in walk(issues):
        if not isinstance(described, Author):
            continue
        name, unit = described.name, described.unit
        if described.kind == "person" and (separated(name) or name != name.strip()):
            yield Problem("J631", (*path, "name"), {"name": name})
        if unit and (described.kind == "person" or unit == name or not name.endswith(unit)):
            yield Problem("J632", (*path, "unit"), {"unit": unit, "name": name})


def spans(issues: Issues) -> Iterator[Problem]:
    """J623, J624: evidence points at characters of the listing."""
    for path, described, issue in walk(issues):
        first, last = issue.source.line, issue.source.end_line
        for key, shown in described.evidence.items():
            for index, span in enumerate(shown.spans):
                here = (*path, "evidence", key, "spans", index)
                if span.column < 1 or span.end_column <= span.column or span.line < 1:
                    columns = {"column": span.column, "end_column": span.end_column}
                    yield Problem("J623", here, dict(columns))
                elif not first <= span.line <= last:
                    yield Problem("J624", here, {"line": span.line, "first": first, "last": last})


def evidence(issues: Issues) -> Iterator[Problem]:
    """J625, J626: evidence is of a value, and reads like it."""
    for path, described, _ in walk(issues):
        for key, shown in described.evidence.items():
            here = (*path, "evidence", key)
            if key not in type(described).model_fields or key == "evidence":
                yield Problem("J626", here, {"key": key})
            value = getattr(described, key, None) if key in QUOTED else None
            corrected = shown.rule == "correction"  # a person said what the record shall say
            if isinstance(value, str) and not corrected and letters(value) not in letters(shown.quoted):
                told = {"key": key, "value": value, "quoted": shown.quoted.replace("\n", " ")}
                yield Problem("J625", (*path, key), dict(told))


def walk(issues: Issues) -> Iterator[tuple[Path, Described, Issue]]:
    """Give every issue, section, article and author with its path and the issue that it belongs to."""
    for i, issue in issues.items():
        path: Path = ("issues", i)
        yield path, issue, issue
        for s, section in enumerate(issue.sections):
            yield (*path, "sections", s), section, issue
            for a, article in enumerate(section.articles):
                here = (*path, "sections", s, "articles", a)
                yield here, article, issue
                for n, author in enumerate(article.authors):
                    yield (*here, "authors", n), author, issue


def letters(text: str) -> str:
    """Keep the letters and digits of a text, in one width and case, to compare what two texts say.

    >>> letters("【创 新案例】") == letters("创新案例")
    True
    """
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())


def _label(issue: Issue) -> str:
    return f"《{issue.publication}》{issue.year}年第{issue.number}期"
