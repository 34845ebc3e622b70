"""JSON lines: an article a line, with its section and its issue, and all evidence."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from catalog import __version__, model
from catalog.context import Context
from catalog.diagnostics import Diagnostic
from catalog.formats import GENERATOR, Frame
from catalog.formats.naming import label, shown, without_articles
from catalog.issue import Issue
from catalog.issuefile.lines import ArticleLine, IssueHead, SectionHead
from catalog.jsonline import one_line
from catalog.marc.soundness import Numbers, sound
from catalog.publication import numbered


def write(issues: Iterable[Issue], context: Context, findings: list[Diagnostic]) -> Iterator[bytes]:
    """Write a line for each article: every key, null where there is nothing.

    Articles that cannot be written rightly are refused (W704).  Sections without articles are told of (W770).
    """
    numbers = Numbers(context.hosts)
    for listed in issues:
        publication = context.publication(listed.publication)
        findings += without_articles(listed)
        issue = model.Issue.of(sound(listed, publication, numbers, findings, marc=False, names=False))
        head = IssueHead(
            **{name: getattr(issue, name) for name in IssueHead.model_fields} | {"source": _source(issue)}
        )
        sections = [
            SectionHead(number=number, heading=section.heading, evidence=section.evidence)
            for number, section in enumerate(issue.sections, 1)
            for _ in section.articles
        ]
        articles = numbered(issue, publication)
        for (number, article, _), section in zip(articles, sections, strict=True):
            own = {name: getattr(article, name) for name in model.Article.model_fields} | {"id": number}
            line = ArticleLine(**own, generator=f"{GENERATOR} {__version__}", section=section, issue=head)
            yield _bytes(line)


def frame(context: Context) -> Frame:
    """Give nothing: lines stand by themselves."""
    return Frame()


def issues_in(data: bytes) -> frozenset[str] | None:
    """Name the issues in a file, of whatever version of ours."""
    try:
        lines = [json.loads(line) for line in data.splitlines()]
        if not lines or not all(line["generator"].startswith(f"{GENERATOR} ") for line in lines):
            return None
        issues = [line["issue"] for line in lines]
        return frozenset(label(issue["publication"], issue["year"], issue["number"]) for issue in issues)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def _source(issue: model.Issue) -> model.Source:
    """Give the page; a file name may hold bytes that are no text."""
    return issue.source.model_copy(update={"file": shown(issue.source.file)})


_FIRST = ("schema", "generator")


def _bytes(line: ArticleLine) -> bytes:
    """Write a line, what it is before what it says."""
    values = line.model_dump(mode="json", by_alias=True)
    values = {key: values[key] for key in _FIRST} | values
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return one_line(text).encode() + b"\n"
