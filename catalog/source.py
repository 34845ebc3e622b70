"""Text that remembers where it stood: a document, its lines, and spans of them."""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class SourceSpan:
    """A stretch of one line: line and columns count from 1, in code points; `end_column` is exclusive."""

    line: int
    column: int
    end_column: int


class Stretch(NamedTuple):
    """A run of characters of an extracted line, and where it stands in the file.

    `start` counts the characters of the extracted line from 0, `line` and `column` those of the file
    from 1.  Each character of the run takes `width` characters of the file: 1 as a rule, 6 for `&nbsp;`,
    0 for a blank that the extraction put in.
    """

    start: int
    line: int
    column: int
    width: int = 1


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """The lines of one page as they stood, without line ends, and how their bytes were read.

    Line n of the page is line n of its file, unless the page was extracted from a file of other lines, as
    from HTML: then `file_lines` are those of the file, and `stretches` say for each line of the page where
    its characters stand there.  Such a page is read in its own lines, as `page` gives it; whatever is said
    about it afterwards names lines and columns of the file, where `in_file` puts it and `quote` finds it.
    """

    name: str
    lines: tuple[str, ...]
    encoding: str = "UTF-8"
    file_lines: tuple[str, ...] = ()
    stretches: tuple[tuple[Stretch, ...], ...] = ()
    order: tuple[int, ...] = field(init=False, repr=False, compare=False, default=())
    """The lines of the page, from 0, as they stand in the file; a table is read column by column."""

    def __post_init__(self) -> None:
        places = [runs[0][1:3] for runs in self.stretches]
        object.__setattr__(self, "order", tuple(sorted(range(len(places)), key=places.__getitem__)))

    def quote(self, spans: Iterable[SourceSpan]) -> str:
        """Give the raw characters at spans of the file, a line feed between one span and the next.

        >>> page = SourceDocument("page.txt", ("工会", "主席"))
        >>> page.quote([SourceSpan(1, 2, 3), SourceSpan(2, 1, 3)])
        '会\\n主席'
        """
        if self.stretches:
            return "\n".join(map(self._extracted, spans))
        return "\n".join([self.lines[s.line - 1][s.column - 1 : s.end_column - 1] for s in spans])

    def page(self) -> "SourceDocument":
        """Give the page in lines of its own, forgetting the file it was extracted from."""
        return SourceDocument(self.name, self.lines, self.encoding)

    def in_file(self, span: SourceSpan) -> tuple[SourceSpan, ...]:
        """Give the spans of the file where a span of the page stands: one for each line, at least one.

        >>> page = SourceDocument("a.html", ("工会",), file_lines=("<b>工</b>", "会"),
        ...                       stretches=((Stretch(0, 1, 4), Stretch(1, 2, 1)),))
        >>> page.in_file(SourceSpan(1, 1, 3))
        (SourceSpan(line=1, column=4, end_column=5), SourceSpan(line=2, column=1, end_column=2))
        """
        if not self.stretches:
            return (span,)
        found: list[SourceSpan] = []
        runs = self.stretches[span.line - 1]
        at = max(0, bisect_right(runs, span.column - 1, key=lambda run: run.start) - 1)
        for run, end in self._runs(span.line - 1, at):
            if run.start >= span.end_column - 1:
                break
            first, last = max(span.column - 1, run.start), min(span.end_column - 1, end)
            if first < last and run.width:
                column = run.column + (first - run.start) * run.width
                if found and found[-1].line == run.line:
                    column = found.pop().column
                found.append(SourceSpan(run.line, column, run.column + (last - run.start) * run.width))
        _, line, column, _ = self.stretches[span.line - 1][0]
        return tuple(found) or (SourceSpan(line, column, column),)

    def lines_at(self, line: int) -> list[int]:
        """Give the lines of the page, from 1, that stand on a line of the file; there may be none or many."""
        if not self.stretches:
            return [line]
        rows = enumerate(self.stretches, 1)
        return [row for row, runs in rows if any(run.line == line and run.width for run in runs)]

    def line_of(self, span: SourceSpan) -> int:
        """Give the line of the page, from 1, on which a span of the file stands."""
        if not self.stretches:
            return span.line
        place = (span.line, span.column)
        at = bisect_right(self.order, place, key=lambda row: self.stretches[row][0][1:3])
        return self.order[at - 1] + 1 if at else 0

    def _extracted(self, span: SourceSpan) -> str:
        """Give the characters of the page that stand at a span of the file."""
        row = self.line_of(span) - 1
        runs = self.stretches[row]
        quoted = ""
        at = max(0, bisect_right(runs, (span.line, span.column), key=lambda run: run[1:3]) - 1)
        for run, end in self._runs(row, at):
            if (run.line, run.column) >= (span.line, span.end_column):
                break
            if run.width and run.line == span.line:
                first, last = (
                    min(max(run.start - (run.column - column) // run.width, run.start), end)
                    for column in (span.column, span.end_column)
                )
                quoted += self.lines[row][first:last]
            elif (run.line, run.column) >= (span.line, span.column):
                # Put in where the text before it ends, and quoted if more text follows.
                quoted += self.lines[row][run.start : end]
        return quoted

    def _runs(self, row: int, at: int) -> Iterator[tuple[Stretch, int]]:
        """Give the stretches of a line from one of them on, each with the end of it in the line."""
        runs = self.stretches[row]
        for index in range(at, len(runs)):
            yield runs[index], runs[index + 1].start if index + 1 < len(runs) else len(self.lines[row])


def invisible(char: str) -> bool:
    """Tell a control or zero-width character or half a surrogate pair, which no value may hold.

    >>> [invisible(char) for char in "\\x00\\u200b\\ufeff 工"]
    [True, True, True, False, False]
    """
    return unicodedata.category(char) in {"Cc", "Cf", "Cs"}


def clean(raw: str) -> str:
    """Drop what cannot be seen; all else stays as printed."""
    return raw if raw.isprintable() else "".join(char for char in raw if not invisible(char))
