"""Which control number each article of an issue gets, from what the register knows of the issue."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import count
from typing import NamedTuple

from catalog.diagnostics import Diagnostic, Place, finding
from catalog.register.likeness import Entry, Likeness, Sign, compare
from catalog.register.matching import EXACT, Match, match
from catalog.register.outline import Outline


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
        outline: Outline,
        rows: Sequence[Row],
        owner: Callable[[str], str | None],
    ) -> None:
        self.outline, self.entries = outline, outline.entries
        self.rows, self.owner = rows, owner
        self.findings: list[Diagnostic] = []
        self._strangers: dict[int, str | None] = {}
        self.kept = self._ids()
        index = {row.number: index for index, row in enumerate(rows)}
        given = {article: index.get(number) for article, number in self.kept.items()}
        listed = sum(row.position is not None for row in rows)
        matches = match(tuple(row.entry for row in rows), self.entries, listed, given)
        self._used = {*index, *self.kept.values()}
        self.numbers = tuple(self._number(article, match) for article, match in enumerate(matches))
        here = set(self.numbers)
        self.missing = [row for row in rows if row.number not in here]
        self._say_what_was_given()
        self._say_what_is_missing()

    def _ids(self) -> dict[int, str]:
        """Give the ids that articles bring along, unless they all merely count; note those of others."""
        ids = self.outline.ids
        if all(own in ("", self.outline.counted(place)) for place, own in enumerate(ids, 1)):
            return {}
        kept: dict[int, str] = {}
        here: dict[str, str | None] = dict.fromkeys(row.number for row in self.rows)
        for article, number in enumerate(ids):
            owner = here[number] if number in here else self.owner(number)
            if number and owner is None:
                kept[article] = number
                here[number] = self.entries[article].title
            elif number:
                self._strangers[article] = owner
        return kept

    def _number(self, article: int, match: Match) -> str:
        """Give an article its number; W737 if it brings one that is another's."""
        if article in self.kept:
            return self.kept[article]
        number = self._matched(article, match)
        if article in self._strangers:
            given, owner = self.outline.ids[article], self._strangers[article]
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
        made = (self.outline.counted(sequence) for sequence in count(first))
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
            named = ", ".join(row.number for row in gone)
            told = {"issue": self.outline.label, "count": len(gone), "listed": listed, "numbers": named}
            self.findings.append(finding("W740", Place(self.outline.file, self.outline.line), **told))

    def _say(self, code: str, article: int, number: str, **values: object) -> None:
        shown = number if number.isprintable() else ascii(number)
        place = Place(self.outline.file, self.outline.lines[article], record=shown)
        told = {"title": self.entries[article].title, "number": shown, **values}
        self.findings.append(finding(code, place, **told))


def _how(likeness: Likeness) -> Mapping[str, object]:
    """Say how like two entries are: their titles in hundredths, and what else was looked at."""
    signs = [_SIGNS[sign] for sign in likeness.signs]
    return {
        "percent": round(100 * likeness.title),
        "signs_en": "".join(f", {english}" for english, _ in signs),
        "signs_zh": "".join(f"，{chinese}" for _, chinese in signs),
    }
