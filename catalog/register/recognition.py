"""Which control number each article of an issue gets, from what the register knows of the issue."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count
from typing import NamedTuple

from catalog.diagnostics import Diagnostic, Place, finding
from catalog.identity import control_number
from catalog.model import Article, Issue
from catalog.publication import Publication
from catalog.register.likeness import Entry, Likeness, Sign, compare
from catalog.register.matching import EXACT, Match, match


class Row(NamedTuple):
    """An article that the register knows; its position is None if it is not in the last listing."""

    number: str
    position: int | None
    entry: Entry


_SIGNS: dict[Sign, tuple[str, str]] = {
    "authors": ("same authors", "责任者相同"),
    "pages": ("same pages", "页码相同"),
    "kicker": ("same kicker", "肩题相同"),
    "place": ("same place", "位置相同"),
    "other-authors": ("other authors", "责任者不同"),
    "numerals": ("another numeral", "序数不同"),
    "rival": ("another one is as like", "另有同样相似者"),
}
_ALIKE = 0.5  # titles less alike than this are those of two articles


class Recognition:
    """The articles of an issue beside those that the register knows, the listed ones first and in order.

    `owner` tells to which issue the register gives a number, None for one that it has never seen.
    `numbers` are those of the articles, in their order; what there is to say gathers in `findings`.
    """

    def __init__(
        self,
        issue: Issue,
        publication: Publication,
        rows: Sequence[Row],
        owner: Callable[[str], str | None],
    ) -> None:
        self.issue, self.code, self.name = issue, publication.code, publication.name
        self.rows, self.owner = rows, owner
        self.articles = issue.articles
        self.entries = list(entries(issue))
        self.findings: list[Diagnostic] = []
        self._strangers: dict[int, str | None] = {}
        self.kept = self._ids()
        index = {row.number: index for index, row in enumerate(rows)}
        given = {article: index.get(number) for article, number in self.kept.items()}
        listed = sum(row.position is not None for row in rows)
        matches = match([row.entry for row in rows], self.entries, listed, given)
        self._used = {*index, *self.kept.values()}
        self.numbers = tuple(self._number(article, match) for article, match in enumerate(matches))
        here = set(self.numbers)
        self.missing = [row for row in rows if row.number not in here]
        self._say_what_was_given()
        self._say_what_is_missing()

    def _ids(self) -> dict[int, str]:
        """Give the ids that articles bring along, unless they all merely count; note those of others."""
        ids = [article.id for article in self.articles]
        if all(own in ("", self._counted(place)) for place, own in enumerate(ids, 1)):
            return {}
        kept: dict[int, str] = {}
        here: dict[str, str | None] = dict.fromkeys(row.number for row in self.rows)
        for article, number in enumerate(ids):
            owner = here[number] if number in here else self.owner(number)
            if number and owner is None:
                kept[article] = number
                here[number] = self.articles[article].title
            elif number:
                self._strangers[article] = owner
        return kept

    def _number(self, article: int, match: Match) -> str:
        """Give an article its number; W737 if it brings one that is another's."""
        if article in self.kept:
            return self.kept[article]
        number = self._matched(article, match)
        if article in self._strangers:
            given, owner = self.articles[article].id, self._strangers[article]
            self._say("W737", article, number, id=given, owner=owner)
        return number

    def _matched(self, article: int, match: Match) -> str:
        """Give an article the number of the one that it was found to be, else a new one."""
        before = self.rows[match.old] if match.old is not None else None
        if before is not None and match.verdict in ("same", "likely"):
            if match.verdict == "likely":
                self._say("W735", article, before.number, before=before.entry.title, **_how(match.likeness))
            if before.position is None:
                self._say("W742", article, before.number)
            return before.number
        number = self._mint(article)
        if before is not None:
            told = {"other": before.number, "before": before.entry.title, **_how(match.likeness)}
            self._say("W736", article, number, **told)
        return number

    def _mint(self, article: int) -> str:
        """Make a number that no article has had: of a new issue by its place, else the next one."""
        first = len(self.rows) + 1 if self.rows else article + 1
        made = (self._counted(sequence) for sequence in count(first))
        number = next(one for one in made if one not in self._used and self.owner(one) is None)
        self._used.add(number)
        return number

    def _say_what_was_given(self) -> None:
        """W738, W739: an id that an article brings is respected; the register may think otherwise of it."""
        by_number = {row.number: row.entry for row in self.rows}
        same = EXACT[-1]
        missing = {same(row.entry): row.number for row in reversed(self.missing)}
        for article, number in self.kept.items():
            entry = self.entries[article]
            before = by_number.get(number)
            other = missing.get(same(entry))
            if before is not None and compare(before, entry).title < _ALIKE:
                self._say("W738", article, number, before=before.title)
            elif other is not None:
                self._say("W739", article, number, other=other)

    def _say_what_is_missing(self) -> None:
        """W740: articles of the last listing that are not in this one."""
        gone = [row for row in self.missing if row.position is not None]
        if gone:
            listed = sum(row.position is not None for row in self.rows)
            label = f"《{self.name}》{self.issue.year}年第{self.issue.number}期"
            named = ", ".join(row.number for row in gone)
            place = Place(self.issue.source.file, self.issue.source.line)
            self.findings.append(
                finding("W740", place, issue=label, count=len(gone), listed=listed, numbers=named)
            )

    def _counted(self, sequence: int) -> str:
        return control_number(self.code, self.issue.year, self.issue.number, sequence)

    def _say(self, code: str, article: int, number: str, **values: object) -> None:
        title = self.articles[article].evidence.get("title")
        line = title.spans[0].line if title else None
        shown = number if number.isprintable() else ascii(number)
        place = Place(self.issue.source.file, line, record=shown)
        told = {"title": self.articles[article].title, "number": shown, **values}
        self.findings.append(finding(code, place, **told))


def entries(issue: Issue) -> Iterator[Entry]:
    """Give what the articles of an issue are recognised by."""
    for section in issue.sections:
        for article in section.articles:
            yield _entry(article, section.heading)


def with_numbers(issue: Issue, numbers: Sequence[str]) -> Issue:
    """Give the issue with these control numbers as the ids of its articles."""
    left = iter(numbers)
    sections = tuple(
        section.model_copy(
            update={"articles": tuple(a.model_copy(update={"id": next(left)}) for a in section.articles)}
        )
        for section in issue.sections
    )
    return issue.model_copy(update={"sections": sections})


def _entry(article: Article, heading: str | None) -> Entry:
    authors = tuple(author.name for author in article.authors)
    return Entry(article.title, authors, heading, article.kicker, article.pages)


def _how(likeness: Likeness) -> Mapping[str, object]:
    """Say how like two entries are: their titles in hundredths, and what else was looked at."""
    signs = [_SIGNS[sign] for sign in likeness.signs]
    return {
        "percent": round(100 * likeness.title),
        "signs_en": "".join(f", {english}" for english, _ in signs),
        "signs_zh": "".join(f"，{chinese}" for _, chinese in signs),
    }
