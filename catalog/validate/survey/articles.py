"""Articles beside each other: which is the same as an earlier one, which has pages of another."""

from collections.abc import Callable
from itertools import chain
from typing import NamedTuple

from catalog.compact import Table, Texts
from catalog.diagnostics import Diagnostic, Place, finding
from catalog.validate.likeness import folded

_LONGEST_TITLE = 40
_PAGE = "\x1f"  # between an article's label and its first page
_NO_PAGES = 0, -(1 << 32), 0


class Part(NamedTuple):
    """An article as far as it can be compared with others; `number` is its own control number."""

    file: str
    number: str
    title: str
    names: tuple[str, ...]
    host: str
    year: str
    numbers: tuple[int, ...]
    first: int | None
    last: int | None
    sections: tuple[str, ...]

    @property
    def issue(self) -> str:
        """The issue in words, such as 工友 2025:11."""
        return f"{self.host} {self.year}:{'-'.join(map(str, self.numbers))}"


class Articles:
    """The articles of issues, by what they say, and the pages that were met last and at most in an issue."""

    def __init__(self) -> None:
        self._articles = Table(0)
        self._labels = Texts()  # of each row the article that was the first to say that, and its first page
        self._pages = Table(6)  # first and last page, label: of the one before in its issue, of the longest
        self._issue: object = None  # whose pages are at hand, and its row
        self._row = -1
        self._paged = _NO_PAGES, _NO_PAGES

    def compared(
        self, part: Part, title: Callable[[], Place], pages: Callable[[], Place]
    ) -> Diagnostic | None:
        """Take an article of an issue, and compare it with those before: R449, R473, R474."""
        label, other = self._same(part)
        if other is None:
            return None if part.first is None else self._order(part, part.first, label, pages)
        if other == part.number:  # R412
            return None
        values = {"issue": part.issue, "other": other, "title": part.title[:_LONGEST_TITLE]}
        return finding("R449", title(), **values)

    def _same(self, part: Part) -> tuple[int, str | None]:
        """Note an article under its label; give the number of an earlier one of its issue that is the same.

        It has the same title but for signs, the same names, and the same first page if both have one;
        where it has neither names nor pages, the very same title.
        """
        page = "" if part.first is None else str(part.first)
        names = tuple(sorted(set(part.names))) if len(part.names) > 1 else part.names
        title = folded(part.title) if names or page else ""
        key = title or part.title, names, part.host, part.year, part.numbers
        row, is_new = self._articles.row(key)
        if not is_new:
            other, _, first = self._labels[row].partition(_PAGE)
            if page == first or (names and not (page and first)):
                return row, other if part.title else None
            row, is_new = self._articles.row((*key, page))
        if is_new:
            self._labels.add(f"{part.number}{_PAGE}{page}")
            return row, None
        return row, self._number(row) if part.title else None

    def _number(self, label: int) -> str:
        return self._labels[label].partition(_PAGE)[0]

    def _order(self, part: Part, start: int, label: int, pages: Callable[[], Place]) -> Diagnostic | None:
        """Compare pages with those of the article before and of the longest in its issue: R473, R474."""
        last = start if part.last is None else part.last
        issue = part.file, part.host, part.year, part.numbers
        if issue != self._issue:
            self._turn_to(issue)
        (first, _, other), longest = before, _ = self._paged
        here = start, last, label
        self._paged = here, here if last - start > longest[1] - longest[0] else longest
        if before is _NO_PAGES or last < start:
            return None
        for begun, ended, which in (before, longest):
            if begun < ended and start < last and start < ended and begun < last:
                values = {"pages": f"{start}-{last}", "before": f"{begun}-{ended}"}
                return finding("R474", pages(), **values, other=self._number(which))
        if start < first:
            return finding("R473", pages(), first=start, before=first, other=self._number(other))
        return None

    def _turn_to(self, issue: tuple[object, ...]) -> None:
        """Put the pages that are at hand back, and take those of another issue."""
        columns = self._pages.columns
        for column, value in zip(columns, chain(*self._paged), strict=True) if self._row >= 0 else ():
            column[self._row] = value
        self._issue = issue
        self._row, is_new = self._pages.row(issue)
        first, last, label, longest_first, longest_last, its_label = (column[self._row] for column in columns)
        before, longest = (first, last, label), (longest_first, longest_last, its_label)
        self._paged = (_NO_PAGES, _NO_PAGES) if is_new else (before, longest)
