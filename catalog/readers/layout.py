"""The lines that a page of HTML shows: a target for the events of a parser.

Blocks, `<br>` and the file's own line ends inside a text break lines.  The cells of a row make one line with
wide gaps between them; a wide gap also parts two inline elements such as a title and its author, but not
the words of one title.
"""

from collections.abc import Mapping

from catalog import patterns
from catalog.readers.elements import APART, EMPTY, Element, Part, element
from catalog.readers.marks import END, Marks, Run
from catalog.readers.tables import HEADING, WIDE, Row, Table, gap, text

_LINE_END = patterns.compile(r"\n[ \t\n]*")
_ONE_LINE_END = patterns.compile("\n")
_WORK = 2_000_000_000


class TooDeepError(Exception):
    """So many elements are open that looking for their ends among them would take for ever."""


class Page:
    """Takes a parser's events and gathers the `rows` of the page.

    `complete` tells that the last character of the file was read as text of the page.
    """

    def __init__(self, marks: Marks) -> None:
        self.rows: list[Row] = []
        self.complete = False
        self._marks = marks
        self._end_tags = marks.text.count("</")
        self._data: list[str] = []
        self._open: list[Element] = []
        self._hidden = self._preformatted = 0
        self._tables: list[Table] = []
        self._at = 0  # where in the file the last text ended
        self._least = 0
        self._begin_row()

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element; raises TooDeepError."""
        self._read()
        self._between = True
        if tag in EMPTY:
            if tag in ("br", "hr") and not self._hidden:
                self._break(blank=tag == "br")
                self._stand_apart(tag)
            return
        opened = element(tag, attributes)
        if opened.block and not (self._hidden or opened.hidden):
            self._block(tag)
        self._open.append(opened)
        self._hidden += opened.hidden
        self._preformatted += opened.preformatted
        if len(self._open) * self._end_tags > _WORK:
            raise TooDeepError

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        self._read()
        self._between = True
        if tag in EMPTY:
            return
        closed = self._open.pop()
        self._hidden -= closed.hidden
        self._preformatted -= closed.preformatted
        if len(self._open) < self._least:
            self._least = len(self._open)
            self._closed.append(closed)
        if closed.block and not (self._hidden or closed.hidden):
            self._block_ends(tag)

    def data(self, text: str) -> None:
        """Take text, or a piece of one."""
        self._data.append(text)

    def close(self) -> None:
        """Take the end of the page."""
        self._read()
        self._break()

    def _block(self, tag: str) -> None:
        self._break()
        self._stand_apart(tag)
        if tag == "table":
            if self._tables:
                self._tables[-1].for_layout = True
            self._tables.append(Table(len(self.rows)))
        elif self._tables and tag == "tr":
            self._tables[-1].end_row(len(self.rows))
        elif self._tables and tag in ("td", "th"):
            self._tables[-1].cell(len(self.rows))

    def _block_ends(self, tag: str) -> None:
        self._break()
        self._stand_apart(tag)
        if self._tables and tag == "tr":
            self._tables[-1].end_row(len(self.rows))
        elif self._tables and tag == "table":
            self._tables.pop().join(self.rows)

    def _stand_apart(self, tag: str) -> None:
        if tag in APART and self.rows and text(self.rows[-1]).strip():
            self._break(blank=True)

    def _break(self, *, blank: bool = False) -> None:
        """End the line; one without text counts if it is asked for or holds blanks such as `&nbsp;`."""
        if self._row or self._blanks or blank:
            self.rows.append(self._row or self._blanks or [Run("", self._at, 0)])
        self._begin_row()

    def _begin_row(self) -> None:
        self._row: Row = []
        self._blanks: Row = []  # they count only if text follows
        self._heads = False  # it names an issue
        self._bare = False  # some text stands in no inline element
        self._after_text()

    def _after_text(self) -> None:
        """Begin to note what stands between the last text and the next: line ends, tags, elements."""
        self._line_ended = self._between = False
        self._least = len(self._open)
        self._closed: list[Element] = []

    def _read(self) -> None:
        """Put the text that has come in on the line."""
        data = "".join(self._data)
        self._data.clear()
        if data.endswith(END):
            self.complete = not self._hidden
            data = data[:-1]
        if not data or self._hidden:
            return
        line_end = _ONE_LINE_END if self._preformatted else _LINE_END
        for run in self._marks.runs(data):
            begin = 0
            for match in line_end.finditer(run.text):
                self._take(_cut(run, begin, match.start()))
                self._end_line()
                begin = match.end()
            self._take(_cut(run, begin, len(run.text)))

    def _end_line(self) -> None:
        """Take a line end of the file: in a text it breaks the line, beside a tag it is a blank."""
        if self._preformatted:
            self._break(blank=True)
        elif self._row:
            self._blanks.clear()
        self._line_ended = True

    def _take(self, run: Run) -> None:
        """Take a run without line ends: blanks, text, blanks."""
        core = run.text.strip()
        begin = run.text.index(core) if core else len(run.text)
        self._blank(_cut(run, 0, begin))
        if core:
            if self._row:
                self._go_on(core)
            if self._blanks:
                self._row += self._blanks
                self._blanks = []
            self._row.append(_cut(run, begin, begin + len(core)))
            self._bare = self._bare or not self._open or self._open[-1].block
            self._heads = self._heads or HEADING.search(core) is not None
            self._at = self._row[-1].offset + len(core) * run.width
            self._after_text()
            self._blank(_cut(run, begin + len(core), len(run.text)))

    def _blank(self, run: Run) -> None:
        """Keep blanks until text follows; ASCII ones at the beginning of a line are none."""
        if run.text and not (self._row or self._blanks or self._preformatted):
            run = _cut(run, len(run.text) - len(run.text.lstrip(" \t")), len(run.text))
        if run.text:
            self._blanks.append(run)

    def _go_on(self, core: str) -> None:
        """Go on with the line to another text, perhaps over a gap, or begin a new line for it."""
        there = len(text(self._blanks))
        parted = self._between and self._parted(bool(there or self._line_ended))
        if self._breaks(parted, core):
            blanks = self._blanks
            self._break()
            for run in blanks:
                self._blank(run)
        elif there < (wanted := WIDE if parted else int(self._line_ended)):
            # Blanks that the file has come after those that it lacks.
            self._row.append(gap(self._row, wanted - there))

    def _breaks(self, parted: bool, core: str) -> bool:
        """Tell that a text begins a line: behind a line end, or as a heading beside something else."""
        if parted:
            return self._heads or HEADING.search(core) is not None
        return self._line_ended and not self._between

    def _parted(self, blank: bool) -> bool:
        """Tell that the elements which end and begin here are parts of an entry, not words of one part."""
        closed, opened = self._closed[::-1], self._open[self._least :]
        if any(side and side[0].part is Part.GLUED for side in (closed, opened)):
            return False
        part = max((element.part for element in (*closed, *opened)), default=Part.TYPE)
        if part is Part.FIELD:
            return True
        if not (closed and opened):
            return part is Part.PIECE and blank
        if self._bare and not blank:
            return False
        tags = {closed[0].tag, opened[0].tag}
        return part is Part.PIECE or (len(tags) == 2 and (blank or not tags & {"span", "font"}))


def _cut(run: Run, begin: int, end: int) -> Run:
    if begin == 0 and end == len(run.text):
        return run
    return Run(run.text[begin:end], run.offset + begin * run.width, run.width)
