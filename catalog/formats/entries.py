"""Articles on their way into a file that has a place for each: numbered, looked through, perhaps refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from catalog.context import Context
from catalog.diagnostics import Diagnostic, Place, finding
from catalog.identity import Dates
from catalog.marc.dialects.part import Part
from catalog.marc.preflight import UNFIT, refused
from catalog.model import Article, Evidence, Issue, Section
from catalog.publication import numbered


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Part):
    """An article with its number, its place in an issue, and the section that it stands in."""

    section: Section


def entries(issues: Iterable[Issue], context: Context, findings: list[Diagnostic]) -> Iterator[Entry]:
    """Give the articles of issues in their order.

    Refused (W704), as from MARC records, are articles whose control number another of the issue has, and
    those with a blank title or name, a control character, a line end, a noncharacter or U+FFFD.  Sections
    without articles are told of (W770).
    """
    settings = context.settings
    for issue in issues:
        publication = context.publication(issue.publication)
        findings += without_articles(issue)
        sections = (section for section in issue.sections for _ in section.articles)
        taken: set[str] = set()
        for (number, article, heading), section in zip(numbered(issue, publication), sections, strict=True):
            dates = context.dates.get(number) or Dates(settings.date, settings.date)
            entry = Entry(
                issue,
                publication,
                settings,
                dates,
                number=number,
                article=article,
                heading=heading,
                section=section,
            )
            fault = _fault(entry)
            if number in taken:
                fault = refused("× 2", replace(entry.place, field="id"))
            taken.add(number)
            if fault is None:
                yield entry
            else:
                findings.append(fault)


def without_articles(issue: Issue) -> Iterator[Diagnostic]:
    """Tell of sections that have no article, hence no place in the file (W770)."""
    place = Place(issue.source.file, issue.source.line)
    for section in issue.sections or (Section(),):
        if not section.articles:
            heading = shown(section.heading or "-")
            yield finding(
                "W770", place, issue=label(issue.publication, issue.year, issue.number), heading=heading
            )


def label(publication: object, year: object, number: object) -> str:
    """Name an issue as its masthead does.

    >>> label("中国工运", 2025, 11)
    '《中国工运》2025年第11期'
    """
    return f"《{publication}》{year}年第{number}期"


def shown(text: str) -> str:
    """Name the characters that no file should hold, in a text that only explains.

    >>> shown("工\\x07会")
    '工<U+0007>会'
    """
    return UNFIT.sub(lambda found: f"<U+{ord(found.group()):04X}>", text)


def evidence(article: Article) -> Iterator[Evidence]:
    """Give the evidence for the values of an article and for its authors."""
    yield from article.evidence.values()
    for author in article.authors:
        yield from author.evidence.values()


def _fault(entry: Entry) -> Diagnostic | None:
    """Say why an article is refused, if it is."""
    for field, occurrence, value in _values(entry):
        place = replace(entry.place, field=field, occurrence=occurrence)
        if unfit := UNFIT.search(value):
            return refused(f"U+{ord(unfit.group()):04X}", place)
        if field in ("title", "authors.name") and not value.strip():
            return refused('= ""', place)
    return None


def _values(entry: Entry) -> Iterator[tuple[str, int | None, str]]:
    """Give the texts that are written: the field, which author from 1, the value."""
    article = entry.article
    yield "id", None, entry.number
    yield "title", None, article.title
    for field, value in (("kicker", article.kicker), ("pages", article.pages), ("heading", entry.heading)):
        yield field, None, value or ""
    for place, author in enumerate(article.authors, 1):
        yield "authors.name", place, author.name
        yield "authors.unit", place, author.unit or ""
        yield "authors.role", place, author.role or ""
        yield "authors.affiliation", place, author.affiliation or ""
        yield "authors.nationality", place, author.nationality or ""
