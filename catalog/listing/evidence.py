"""Evidence: where the values of a listing stand on the page, how sure they are, and what is left unread."""

from collections.abc import Sequence

from catalog.diagnostics import Diagnostic, Place, finding
from catalog.issue import Alternative, Evidence
from catalog.listing.confidence import confidence
from catalog.listing.context import Context
from catalog.listing.kinds import NAMES
from catalog.listing.lattice import Step
from catalog.listing.pieces import Piece
from catalog.listing.reading import Reading
from catalog.source import SourceDocument, SourceSpan, clean

DOUBTFUL = 0.9
"""A value of less confidence than this is reported (L208)."""

_OUT_OF_THE_QUESTION = 8.0
_LONGEST_QUOTE = 120


class Witness:
    """Quotes the readings of one listing, and notes what is doubtful (L208) or unread (L204)."""

    def __init__(self, document: SourceDocument, context: Context, path: Sequence[Step[Reading]]) -> None:
        self.document, self.context = document, context
        self.steps = {step.edge.start: step for step in path}
        self.findings: list[Diagnostic] = []
        self.doubted: set[Reading] = set()

    def unread(self, reading: Reading) -> None:
        """Report a stretch that no record holds."""
        for span in self.spans(self.context.cuts.pieces[reading.start : reading.end]):
            line = self.document.lines[span.line - 1]
            place = Place(self.document.name, span.line, span.column, span.end_column, line)
            self.findings.append(finding("L204", place, text=line[span.column - 1 : span.end_column - 1]))

    def repeated(self, start: int, end: int) -> None:
        """Report pieces that stand in the listing already (L241), line by line."""
        for span in self.spans(self.context.cuts.pieces[start:end]):
            line = self.document.lines[span.line - 1]
            place = Place(self.document.name, span.line, span.column, span.end_column, line)
            self.findings.append(finding("L241", place))

    def repeated_row(self, row: int) -> None:
        """Report a line that repeats the one before it (L241)."""
        line = self.document.lines[row]
        self.findings.append(finding("L241", Place(self.document.name, row + 1, 1, len(line) + 1, line)))

    def value(self, *readings: Reading) -> Evidence:
        """Say where the value of a reading, or of several together, stands."""
        pieces = self.context.cuts.pieces
        if len(readings) == 1:
            step = self.steps[readings[0].start]
            spans = self.spans(pieces[step.edge.first : step.edge.last])
        else:
            spans = [span for r in readings for span in self.spans(pieces[r.first : r.last])]
            step = min((self.steps[reading.start] for reading in readings), key=lambda step: step.margin)
        sure = confidence(step.margin)
        if sure < DOUBTFUL and step.rival is not None and step.rival not in self.doubted:
            self.doubted.add(step.rival)
            self.doubt(step.edge, step.rival, spans[0], sure)
        margin = None if step.rival is None else round(step.margin, 2)
        quoted, others = self.document.quote(spans), self.alternatives(step, sure)
        return Evidence(
            spans=tuple(spans),
            quoted=quoted,
            rule=step.edge.rule,
            confidence=sure,
            margin=margin,
            alternatives=others,
        )

    def end_of(self, value: Evidence, reading: Reading, length: int) -> Evidence:
        """Say where the last characters of a reading's value stand that are neither blank nor unseen."""
        pieces = self.context.cuts.pieces[reading.first : reading.last]
        rows: dict[int, list[int]] = {}
        places = [
            (piece.row, column)
            for piece in pieces
            for column in range(piece.start, piece.end)
            if clean(self.document.lines[piece.row][column]).strip()
        ]
        for row, column in places[-length:]:
            rows.setdefault(row, []).append(column)
        spans = tuple(SourceSpan(row + 1, columns[0] + 1, columns[-1] + 2) for row, columns in rows.items())
        return value.model_copy(update={"spans": spans, "quoted": self.document.quote(spans), "rule": "unit"})

    def doubt(self, edge: Reading, rival: Reading, span: SourceSpan, sure: float) -> None:
        """Report a value whose next reading is close behind."""
        line = self.document.lines[span.line - 1]
        place = Place(self.document.name, span.line, span.column, span.end_column, line)
        names = {f"reading_{key}": name for key, name in NAMES[edge.kind].items()}
        names |= {f"other_{key}": name for key, name in NAMES[rival.kind].items()}
        other = self.quote(rival)
        where = {"file": self.document.name, "line": span.line}
        self.findings.append(finding("L208", place, confidence=f"{sure:.2f}", other=other, **names, **where))

    def quote(self, reading: Reading) -> str:
        """Give the text of a reading, cut where it is long."""
        pieces, lines = self.context.cuts.pieces, self.document.lines
        first, last = pieces[reading.first], pieces[reading.last - 1]
        if first.row == last.row:
            return clean(lines[first.row][first.start : last.end][:_LONGEST_QUOTE]).strip()
        spans = self.spans(pieces[reading.first : reading.last])
        return joined(self.document.quote(spans)[:_LONGEST_QUOTE])

    def alternatives(self, step: Step[Reading], sure: float) -> tuple[Alternative, ...]:
        """Give the next best reading of the place, if it is not out of the question."""
        rival = step.rival
        if rival is None or step.margin > _OUT_OF_THE_QUESTION:
            return ()
        other, kind = self.quote(rival), rival.kind.name.lower()
        return (Alternative(reading=kind, text=other, confidence=round(1 - sure, 4)),)

    def spans(self, pieces: Sequence[Piece]) -> list[SourceSpan]:
        """Give one span a line for a run of pieces."""
        if pieces and pieces[0].row == pieces[-1].row:
            return [SourceSpan(pieces[0].row + 1, pieces[0].start + 1, pieces[-1].end + 1)]
        spans: list[SourceSpan] = []
        for piece in pieces:
            if spans and spans[-1].line == piece.row + 1:
                spans[-1] = SourceSpan(spans[-1].line, spans[-1].column, piece.end + 1)
            else:
                spans.append(SourceSpan(piece.row + 1, piece.start + 1, piece.end + 1))
        return spans


def joined(quoted: str) -> str:
    """Join the lines of a value: Chinese without a space, Latin words with one.

    >>> joined("工会\\n主席"), joined("Deep\\nSeek")
    ('工会主席', 'Deep Seek')
    """
    if "\n" not in quoted:
        return clean(quoted).strip()
    lines = [clean(line) for line in quoted.split("\n")]
    text = lines[0]
    for line in lines[1:]:
        latin = (text[-1:] + line[:1]).isascii() and text[-1:].isalpha() and line[:1].isalpha()
        text += " " + line if latin else line
    return text.strip()
