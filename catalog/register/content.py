"""What gets into a record: when any of it differs, the record has changed.  Dates and paths do not count."""

import json
from functools import cache
from hashlib import blake2b
from pathlib import Path

from pydantic import BaseModel

from catalog.config import Settings
from catalog.model import Article, Issue
from catalog.publication import Publication

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

_BESIDE = frozenset(("id", "evidence", "source", "sections", "publication", "authors"))
"""Fields of issues, articles and authors that say where something stands, or are looked at elsewhere."""


def of_records(
    issue: Issue, publication: Publication, settings: Settings
) -> tuple[tuple[str, ...], str | None]:
    """Give digests of what gets into the records that the settings ask for: of the articles, of the issue.

    The record of an article shows its values, heading, issue and periodical, and settings; that of the issue
    all its articles.  A class number that an article has by its control number is not in its digest yet.
    """
    shared = _digest(_values(issue), _shared(publication, settings))
    digests: tuple[str, ...] = ()
    if settings.shape != "issue":
        digests = tuple(
            _digest(shared, section.heading, settings.classes.get(section.heading or ""), _article(article))
            for section in issue.sections
            for article in section.articles
        )
    if settings.shape == "articles" and not settings.host_records:
        return digests, None
    sections = [[section.heading, *map(_article, section.articles)] for section in issue.sections]
    return digests, _digest(shared, sections)


def classed(digest: str, number: str, settings: Settings) -> str:
    """Give the digest of an article's record with the class that its control number has, if it has one."""
    return _digest(digest, settings.classes[number]) if number in settings.classes else digest


def of_serial(issue: Issue, publication: Publication, settings: Settings) -> str:
    """Give a digest of what gets into the record of a periodical, described from an issue."""
    described = publication.model_dump(exclude={"slug", "aliases", "like", "sections", "origins"})
    return _digest(_values(issue), _shared(publication, settings), described)


def _article(article: Article) -> object:
    return _values(article) | {"authors": list(map(_values, article.authors))}


def _values(model: BaseModel) -> dict[str, object]:
    """Give the values of a model that records show.

    What has its default is left out, so that a field which the model gains later changes no record.
    """
    defaults = _defaults(type(model))
    return {
        name: value
        for name, value in model.__dict__.items()
        if name not in _BESIDE and value != defaults.get(name)
    }


@cache
def _defaults(model: type[BaseModel]) -> dict[str, object]:
    return {
        name: field.get_default(call_default_factory=True)
        for name, field in model.model_fields.items()
        if not field.is_required()
    }


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


_written = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def _digest(*values: object) -> str:
    """Give a digest of plain values, the same for the same values."""
    return blake2b(_written(values).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
