"""Gold records of listing pages, and what a reading says in the same shape."""

import json
from pathlib import Path
from typing import Any

from catalog.diagnostics import Diagnostic
from catalog.gold import GoldIssue, load
from catalog.issue import Issue
from catalog.listing import read
from catalog.publication import shipped
from catalog.readers.text import read_text
from catalog.source import SourceDocument


def document(path: Path) -> SourceDocument:
    page, _ = read_text(path.read_bytes(), str(path))
    assert page is not None
    return page


def reading(path: Path) -> tuple[list[Issue], list[Diagnostic]]:
    return read(document(path), shipped())


def as_gold(issues: list[Issue]) -> list[dict[str, Any]]:
    """Give issues in the shape of the gold files."""
    return [
        {
            "publication": issue.publication,
            "year": issue.year,
            "issue": issue.number,
            "sections": [
                {
                    "name": section.heading,
                    "articles": [
                        {
                            "kicker": article.kicker,
                            "title": article.title,
                            "authors": [{"name": a.name, "kind": a.kind} for a in article.authors],
                        }
                        for article in section.articles
                    ],
                }
                for section in issue.sections
            ],
        }
        for issue in issues
    ]


def gold(path: Path) -> list[dict[str, Any]]:
    """Load the gold beside a page."""
    loaded: list[dict[str, Any]] = json.loads(path.with_suffix(".gold.json").read_text(encoding="utf-8"))[
        "issues"
    ]
    return loaded


def expected(path: Path) -> tuple[GoldIssue, ...]:
    """Load the gold beside a page as `catalog check` does."""
    found, findings = load(path.with_suffix(".gold.json"))
    assert found is not None, findings
    return found.issues
