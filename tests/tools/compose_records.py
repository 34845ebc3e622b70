"""Compose records of articles by the crosswalk of this project, as many as are wanted, for measurements.

    python -m tests.tools.compose_records 20000 records.xml [--container marcxml] [--set pinyin=ala-lc]

Pages are composed and read, and their articles go round: every round has years of its own, then editions of
the periodicals, and titles and names that stand together in no other.  The same numbers give the same bytes.
"""

import argparse
import random
import tempfile
from collections.abc import Iterator
from datetime import date
from itertools import count, islice
from pathlib import Path
from typing import Any

from catalog import gather
from catalog.config.model import Settings
from catalog.issue import Article, Issue
from catalog.marc.containers import Wrapping
from catalog.marc.containers import by_name as container_by_name
from catalog.marc.dialects import DIALECTS, Crosswalk
from catalog.marc.record import Record
from catalog.publication import NUMBERS, Publication, by_name, shipped
from tests.tools.compose_pages import write as write_pages

_PAGES = 60
_YEARS, _TURNS = 11, 2  # more than the composed pages span, and none before a periodical began
_WORDS = "春夏秋冬东南西北上下左右天地山河日月星辰风雨雷电金木水火土石田禾米竹花草"


def pages_read(seed: int = 5) -> list[Issue]:
    """Read composed pages: some hundred articles in issues of several periodicals."""
    issues: list[Issue] = []
    with tempfile.TemporaryDirectory() as folder:
        write_pages(Path(folder), seed, _PAGES)
        for path in sorted(Path(folder).glob("*.txt")):
            issues += gather.read_page(path.read_bytes(), path.name, shipped())[0]
    once = {(issue.publication, issue.year, issue.number): issue for issue in reversed(issues)}
    return [issue for issue in reversed(once.values()) if issue.year + _YEARS > 2020 and _can_be(issue)]


def _can_be(issue: Issue) -> bool:
    """Tell an issue whose number its periodical reaches in a year."""
    publication = by_name(issue.publication, shipped())
    return publication is not None and issue.number <= NUMBERS.get(publication.frequency or "", issue.number)


def issues(seed: int = 5) -> Iterator[tuple[Issue, Publication]]:
    """Give issues without end, each with its periodical."""
    base = pages_read(seed)
    every = [article for issue in base for section in issue.sections for article in section.articles]
    for turn in count():
        mixed = random.Random(turn).sample(every, len(every))
        rest = iter(mixed)
        mark = "".join(_WORDS[turn // len(_WORDS) ** at % len(_WORDS)] for at in range(3))
        for issue in base:
            sections = tuple(
                section.model_copy(
                    update={
                        "articles": tuple(_varied(article, next(rest), mark) for article in section.articles)
                    }
                )
                for section in issue.sections
            )
            publication = _edition(issue.publication, turn // _TURNS)
            year = issue.year - _YEARS * (turn % _TURNS)
            moved = {"year": year, "publication": publication.name, "sections": sections}
            yield issue.model_copy(update=moved), publication


def _edition(name: str, number: int) -> Publication:
    """Give a periodical, or an edition of it that nobody has described."""
    publication = by_name(name, shipped())
    assert publication is not None
    if number == 0:
        return publication
    other = {"name": f"{name}第{number}版", "code": f"{publication.code}{number:03}"}
    return publication.model_copy(update={**other, "issn": None})


def _varied(article: Article, other: Article, mark: str) -> Article:
    """Give the title of one article, the names of another."""
    return article.model_copy(update={"id": "", "title": mark + article.title, "authors": other.authors})


def records(**values: Any) -> Iterator[Record]:
    """Give records without end, as the settings want them."""
    settings = Settings.model_validate({"organisation": "CN-Test", "date": date(2025, 12, 1)} | values)
    crosswalk = Crosswalk(settings, [])
    for issue, publication in issues():
        yield from crosswalk.articles(issue, publication)


def write(path: Path, number: int, container: str = "marcxml", **values: Any) -> None:
    """Write a file of so many records."""
    wrapping = Wrapping(
        encoding=values.get("encoding", "utf-8"),
        dialect=next(row.format for row in DIALECTS if row.name == values.get("dialect", "marc21")),
    )
    with path.open("wb") as file:
        for piece in container_by_name(container).write(islice(records(**values), number), wrapping):
            file.write(piece)


def main() -> None:
    """Read the command line and write the file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("number", type=int)
    parser.add_argument("path", type=Path)
    parser.add_argument("--container", default="marcxml")
    parser.add_argument("--set", metavar="KEY=VALUE", action="append", default=[])
    given = parser.parse_args()
    values = dict(pair.split("=", 1) for pair in given.set)
    write(given.path, given.number, given.container, **values)


if __name__ == "__main__":
    main()
