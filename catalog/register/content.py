"""What gets into a record: when any of it differs, the record has changed.  Dates and paths do not count."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from catalog.config import Settings
from catalog.identity import issue_number
from catalog.model import Article, Issue
from catalog.publication import Publication, numbered

IN_RECORDS = frozenset(
    (
        "shape",
        "host_records",
        "pinyin",
        "provenance",
        "links",
        "relators",
        "system_number",
        "encoding",
        "substitutes",
        "language",
        "organisation",
        "newspaper",
        "class_edition",
        "local",
    )
)
"""Settings that records show as they are."""
BY_RECORD = frozenset(("dialect", "names", "hosts", "classes"))
"""Settings of which each record shows a part, or that tell which record it is."""
OUTSIDE = frozenset(
    ("target", "format", "marcxchange", "date", "time", "publications", "corrections", "levels", "local_tags")
)
"""Settings that change no record, or only its dates."""

Content = Mapping[str, object]
"""Plain values that JSON can hold."""


def of_records(issue: Issue, publication: Publication, settings: Settings) -> Iterator[tuple[str, Content]]:
    """Give what gets into each record of an issue that the settings ask for, with its control number.

    The record of an article shows its values, heading, issue and periodical, and settings; that of the issue
    all its articles.
    """
    shared = _issue(issue) | _shared(publication, settings)
    if settings.shape != "articles" or settings.host_records:
        sections = [[section.heading, *map(_article, section.articles)] for section in issue.sections]
        yield issue_number(publication.code, issue.year, issue.number), shared | {"sections": sections}
    if settings.shape != "issue":
        for number, article, heading in numbered(issue, publication):
            classes = [settings.classes.get(key) for key in (number, heading or "")]
            values = {"heading": heading, "article": _article(article), "classes": classes}
            yield number, shared | values


def of_serial(issue: Issue, publication: Publication, settings: Settings) -> Content:
    """Give what gets into the record of a periodical, described from an issue."""
    described = publication.model_dump(exclude={"slug", "aliases", "like", "sections", "origins"})
    return _issue(issue) | _shared(publication, settings) | {"serial": described}


# What has its default is left out, so that a field which the model gains later changes no record.


def _article(article: Article) -> object:
    return article.model_dump(
        exclude={"id": True, "evidence": True, "authors": {"__all__": {"evidence"}}}, exclude_defaults=True
    )


def _issue(issue: Issue) -> dict[str, object]:
    left_out = {"publication", "source", "sections", "evidence"}
    return {"issue": issue.model_dump(exclude=left_out, exclude_defaults=True)}


def _shared(publication: Publication, settings: Settings) -> dict[str, object]:
    host = settings.hosts.get(publication.slug)
    return {
        "publication": [publication.name, publication.issn],
        "host": host.model_dump(exclude_defaults=True) if host else None,
        "settings": settings.model_dump(mode="json", include=set(IN_RECORDS), exclude_defaults=True),
        "names": _readings(settings.names) if settings.names and settings.pinyin != "none" else None,
    }


@cache
def _readings(path: Path) -> str | None:
    """Give the text of a file of readings; that it cannot be read is said where it is used."""
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
