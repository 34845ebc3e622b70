"""The work that is measured: pages composed from a seed, and the records of what stands on them."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

from catalog import gather
from catalog.config.model import Settings
from catalog.context import Context
from catalog.formats.marc import records
from catalog.issue import Issue
from catalog.marc.record import ControlField, Record, data
from catalog.publication import shipped
from tests.tools.compose_pages import write

CONTEXT = Context(Settings(date=date(2025, 12, 3), newspaper="工人日报", organisation="CN-BjGHT"), shipped())
"""A library that fills 13 to 18 fields a record."""
LEAST_FIELDS, MOST_FIELDS = 13, 18
_FIRST_YEAR, _NUMBERS = 1900, 24


class Page(NamedTuple):
    """A page by its name, and its bytes."""

    name: str
    data: bytes

    def read(self) -> list[Issue]:
        """Read the listings on it."""
        return gather.read(self.data, self.name, CONTEXT.publications)[0]


def pages(folder: Path, seed: int, count: int) -> list[Page]:
    """Compose pages; every fourth is clean, the others are broken, joined or misread."""
    write(folder, seed, count)
    return [Page(path.name, path.read_bytes()) for path in sorted(folder.glob("*.txt"))]


def records_of(pages: list[Page]) -> list[Record]:
    """Make the records of pages, of as many fields as the comparison is about."""
    made = records((issue for page in pages for issue in page.read()), CONTEXT, [])
    return [record for record in made if LEAST_FIELDS <= len(record.fields) <= MOST_FIELDS]


Plain = tuple[str, list[tuple[str, str, list[tuple[str, str]]]]]


def plain(record: Record) -> Plain:
    """Give a record as a program without types would have it: leader, and tag, indicators, pairs.

    A control field has no indicators, and one pair without a code.
    """
    return record.leader, [
        (field.tag, "", [("", field.value)])
        if isinstance(field, ControlField)
        else (field.tag, field.indicators, [(code, value) for code, value in field.subfields])
        for field in record.fields
    ]


def built(given: Plain) -> Record:
    """Build a record as the crosswalks do."""
    leader, fields = given
    made = [
        data(tag, indicators, *pairs) if indicators else ControlField(tag, pairs[0][1])
        for tag, indicators, pairs in fields
    ]
    return Record(leader, tuple(made))


def shares(pages: list[Page], count: int) -> Iterator[list[Page]]:
    """Deal the pages out, so that each run has work that no run before it has warmed up."""
    return (pages[at::count] for at in range(count))


def printed(pages: list[Page], articles: int) -> Iterator[Page]:
    """Print what stands on pages again, an issue a page, until there are so many articles.

    Each issue gets a year and a number that no other of its periodical has, of 4,800.
    """
    turns: Counter[str] = Counter()
    count = 0
    for issue in cycle([issue for page in pages for issue in page.read()]):
        if count >= articles:
            return
        year, number = divmod(turns[issue.publication], _NUMBERS)
        turns[issue.publication] += 1
        count += len(issue.articles)
        lines = [f"《{issue.publication}》{_FIRST_YEAR + year}年第{number + 1}期"]
        for section in issue.sections:
            lines += [f"【{section.heading}】"] if section.heading else []
            for article in section.articles:
                lines += [article.kicker] if article.kicker else []
                lines.append(f"{article.title}………………{'、'.join(author.name for author in article.authors)}")
        yield Page(f"{issue.publication}-{_FIRST_YEAR + year}-{number + 1:02}.txt", "\n".join(lines).encode())
