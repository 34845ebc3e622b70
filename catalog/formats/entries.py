"""Articles on their way into a file that has a place for each: numbered, looked through, perhaps refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from catalog.context import Context
from catalog.diagnostics import Diagnostic
from catalog.formats.naming import without_articles
from catalog.identity import Dates
from catalog.issue import Article, Evidence, Issue, Section
from catalog.marc.dialects.part import Part
from catalog.marc.soundness import Numbers, sound
from catalog.publication import numbered


@dataclass(slots=True, kw_only=True)
class Entry(Part):
    """An article with its number, its place in an issue, and the section that it stands in."""

    section: Section


def entries(
    issues: Iterable[Issue], context: Context, findings: list[Diagnostic], *, names: bool = False
) -> Iterator[Entry]:
    """Give the articles of issues in their order.

    Those that cannot be written rightly are refused (W704), with `names` also for several names in one or a
    role behind a name.  Sections without
    articles are told of (W770).
    """
    settings = context.settings
    numbers = Numbers(context.hosts)
    for issue in issues:
        publication = context.publication(issue.publication)
        findings += without_articles(issue)
        kept = sound(issue, publication, numbers, findings, marc=False, names=names)
        sections = (section for section in kept.sections for _ in section.articles)
        for (number, article, heading), section in zip(numbered(kept, publication), sections, strict=True):
            dates = context.dates.get(number) or Dates(settings.date, settings.date)
            yield Entry(
                kept,
                publication,
                settings,
                dates,
                number=number,
                article=article,
                heading=heading,
                section=section,
            )


def evidence(article: Article) -> Iterator[Evidence]:
    """Give the evidence for the values of an article and for its authors."""
    yield from article.evidence.values()
    for author in article.authors:
        yield from author.evidence.values()
