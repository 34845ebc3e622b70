"""What is seen of articles and issues beside each other, over the records of a file or the files of a folder.

Little is kept of each record, so that a hundred thousand articles fit into memory.
"""

from collections.abc import Callable, Iterator
from typing import Any

from catalog.compact import Texts
from catalog.diagnostics import Diagnostic, Place, finding
from catalog.validate.survey.articles import Articles, Part
from catalog.validate.survey.hosts import Host, Hosts, Said, Wanted
from catalog.validate.survey.issues import Issues

__all__ = ["Host", "Part", "Said", "Survey", "Wanted"]


class Survey:
    """Hosts that are there and that are named, articles by what they say, issues with their sections."""

    def __init__(self) -> None:
        labels = Texts()
        self.sieves: dict[object, Any] = {}
        """What is known of kinds of records, which files may share."""
        self.hosts = Hosts(labels)
        self.articles = Articles()
        self.issues = Issues(labels)

    def part(
        self, part: Part, title: Callable[[], Place], pages: Callable[[], Place]
    ) -> Iterator[Diagnostic]:
        """Take an article and its issue, and compare it with those before: R449, R459, R473, R474.

        `title` and `pages` give the places of these, if they are asked for.
        """
        if part.first is not None and part.last is not None and part.last < part.first:
            yield finding("R459", pages(), first=part.first, last=part.last)
        if part.host and part.year and part.numbers:
            if wrong := self.articles.compared(part, title, pages):
                yield wrong
            self.issues.add(part.host, int(part.year), part.numbers, part.sections, pages)

    def findings(self, known: frozenset[str], organisation: str) -> Iterator[Diagnostic]:
        """Say what only the end of a file or folder shows: R447, R448, R475, R479, R510, R527.

        `known` are control numbers of hosts that the library named as `organisation` has elsewhere.
        """
        yield from self.hosts.findings(known, organisation)
        yield from self.issues.findings()
