"""What gets into a record: when any of it differs, the record has changed.  Dates and paths do not count."""

import json
from functools import cache
from pathlib import Path

from catalog.config.settings import Settings
from catalog.digest import blake2b
from catalog.frozen import Frozen, told
from catalog.issue import Article, Issue
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

_NOT_DESCRIBED = frozenset(("slug", "aliases", "like", "sections", "origins"))
"""Fields of a periodical that its record does not show."""


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
    described = {name: value for name, value in vars(publication).items() if name not in _NOT_DESCRIBED}
    return _digest(_values(issue), _shared(publication, settings), described)


def _article(article: Article) -> object:
    return _values(article) | {"authors": list(map(_values, article.authors))}


def _values(record: Frozen) -> dict[str, object]:
    """Give the values of a record that the catalogue's records show.

    What has its default is left out, so that a field which the record gains later changes nothing.
    """
    return {name: value for name, value in told(record).items() if name not in _BESIDE}


def _shared(publication: Publication, settings: Settings) -> dict[str, object]:
    host = settings.hosts.get(publication.slug)
    return {
        "publication": [publication.name, publication.issn],
        "host": told(host) if host else None,
        "settings": {name: value for name, value in told(settings).items() if name in IN_RECORDS},
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
