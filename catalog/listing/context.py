"""What the reading rules may ask about a listing, worked out once."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from itertools import accumulate, chain, groupby, repeat
from types import MappingProxyType
from typing import NamedTuple

from catalog import patterns, resources
from catalog.diagnostics import cells
from catalog.listing.habits import Habits, ends_with_page, habits
from catalog.listing.pieces import BLANK, CLOSE, LEADER, NUMBER, OPEN, SPACE, WEAK_LEADER, WIDE, Cuts, Gap
from catalog.listing.roles import roles
from catalog.publication import WILDCARD, Publication
from catalog.text import normalize, squeeze

_NEWS = patterns.compile(
    r"\s*(?:\(?本报讯|本报\S{0,6}记者|本报通讯员|新华社|阅读提示|本版(?:责任)?编辑|版式设计|图为|摄影报道)"
)


LEADERS = (LEADER, WEAK_LEADER)
_FEWEST_NUMBERED = 3
_STROKES = ("/", ":")


@dataclass(slots=True, eq=False)
class Line:
    """One line with something on it: its pieces `start` to `end`, and how it looks."""

    row: int
    start: int
    end: int
    text: str
    gap: Gap
    first_leader: int
    """The index of its first leader, or `end`."""
    prose: bool
    authors_from: int
    """The index from which authors may stand: behind the first leader, or anywhere without one."""
    cells: int
    """How wide it is."""
    begins_with_role: bool
    """It begins with a role and its stroke, and so with authors: 文/陈强."""
    leads: bool
    """A leader stands on it."""


class Headings(NamedTuple):
    """Headings that periodicals share, the endings of headings, and patterns of longer ones."""

    known: frozenset[str]
    endings: tuple[str, ...]
    pattern: re.Pattern[str]


@cache
def shared_headings() -> Headings:
    """Load the list that all publications share."""
    table = resources.table("headings.toml")
    return Headings(
        frozenset(table["known"]), tuple(table["endings"]), re.compile("|".join(table["patterns"]))
    )


class OwnHeadings(NamedTuple):
    """The headings that a publication's profile names, normalised and without blanks."""

    known: frozenset[str]
    by_length: Mapping[int, tuple[str, ...]]
    wild: tuple[tuple[str, ...], ...]
    """Those with wildcards: the parts between them."""


@lru_cache(maxsize=64)
def own_headings(sections: tuple[str, ...]) -> OwnHeadings:
    """Look through the headings of a publication."""
    headings = [tuple(squeeze(normalize(part)) for part in heading.split(WILDCARD)) for heading in sections]
    known = sorted({heading[0] for heading in headings if len(heading) == 1}, key=len)
    by_length = {length: tuple(some) for length, some in groupby(known, len)}
    return OwnHeadings(
        frozenset(known), by_length, tuple(heading for heading in headings if len(heading) > 1)
    )


@dataclass(slots=True, eq=False)
class Counts:
    """What stands before each piece of a listing, counted from its beginning."""

    parted: tuple[int, ...]
    """Blanks inside lines."""
    wide: tuple[int, ...]
    """Wide blanks inside lines."""
    depth: tuple[int, ...]
    """Brackets and quotation marks that are open."""
    leaders: tuple[int, ...]

    @classmethod
    def of(cls, cuts: Cuts) -> "Counts":
        """Count the blanks and brackets of a listing."""
        gaps = [piece.gap for piece in cuts.pieces]
        parted = accumulate((gap is SPACE or gap is WIDE for gap in gaps), initial=0)
        wide = accumulate((gap is WIDE for gap in gaps), initial=0)
        depth = accumulate((_opened(piece.text) for piece in cuts.pieces), initial=0)
        leaders = accumulate((piece.cut in LEADERS for piece in cuts.pieces), initial=0)
        return cls(tuple(parted), tuple(wide), tuple(depth), tuple(leaders))


_PAIRED = patterns.compile(r"[“”《》()【】]")
_OPENS = frozenset("“《(【")


def _opened(text: str) -> int:
    """Count the brackets and quotation marks that a text opens, less those that it closes."""
    if text.isalnum():
        return 0
    marks = _PAIRED.findall(text)
    return 2 * sum(map(_OPENS.__contains__, marks)) - len(marks)


@dataclass(frozen=True, eq=False)
class Context:
    """A listing ready to be read: pieces, lines, the publication's headings, and the usual width."""

    cuts: Cuts
    lines: tuple[Line, ...]
    line_of: tuple[int, ...]
    line_at: tuple[Line, ...]
    """The line on which each piece stands."""
    own: OwnHeadings
    headings: Headings
    width: float
    """How many cells a line of the column usually takes."""
    outside: tuple[float, ...]
    """For each line, the score that from it on the text is no listing any more."""
    numbered: bool
    """Whether entries of this listing begin with their pages."""
    begins: frozenset[int]
    """Pieces that begin where a person wants their line cut: a title may begin and end there."""
    repeated: frozenset[int]
    """Rows, from 0, that repeat the rows before them and were left out."""
    habits: Habits
    """What the entries of this listing share."""
    ends: dict[int, tuple[tuple[int, float], ...]] = field(default_factory=dict)
    """Where titles may end, by the first piece of a line, and what that says for them, as they are asked."""
    wraps: dict[int, float] = field(default_factory=dict)
    """What is said for titles that run over the end of a line, by its first piece, likewise."""

    @cached_property
    def counts(self) -> Counts:
        """The running counts of blanks and brackets."""
        return Counts.of(self.cuts)

    @cached_property
    def leaders(self) -> tuple[int, ...]:
        """The pieces that are leaders."""
        return tuple(i for i, piece in enumerate(self.cuts.pieces) if piece.cut in LEADERS)

    def line(self, piece: int) -> Line:
        """Give the line on which a piece stands."""
        return self.line_at[piece]

    def next_line(self, piece: int) -> Line | None:
        """Give the line after the one on which a piece stands."""
        index = self.line_of[piece] + 1
        return self.lines[index] if index < len(self.lines) else None

    def opened(self, line: Line) -> bool:
        """Tell that a bracket that does a leader's work is still open at the end of a line."""
        pieces = self.cuts.pieces[line.first_leader : line.end]
        return bool(pieces) and pieces[0].text[-1] == "(" and all(p.cut is not CLOSE for p in pieces)

    def fullness(self, line: Line) -> float:
        """Say how much of the usual width a line fills, 1.0 for all of it."""
        return line.cells / self.width


def context(
    cuts: Cuts,
    plain: Sequence[str],
    row: int,
    publication: Publication,
    *,
    closed: bool,
    repeated: frozenset[int] = frozenset(),
    also: Mapping[int, Collection[int]] = MappingProxyType({}),
) -> Context:
    """Look at every line of a listing once; the first of its normalised lines is `row`.

    `repeated` are the rows left out because they stand twice; `also` gives the columns at which a person
    wants rows cut.
    """
    lines: list[Line] = []
    line_of: list[int] = []
    leaders = chain(
        (i for i, piece in enumerate(cuts.pieces) if piece.cut in LEADERS), repeat(len(cuts.pieces))
    )
    start, leader = 0, -1
    while start < len(cuts.pieces):
        end = cuts.line_end[start]
        first = cuts.pieces[start]
        text = plain[first.row - row][first.start :]
        while leader < start:
            leader = next(leaders)
        first_leader = min(leader, end)
        leads = first_leader < end
        prose = _is_prose(text, leads)
        authors = _authors_from(cuts, start, end, first_leader)
        role = start + 1 < end and cuts.pieces[start + 1].text in _STROKES and first.text in roles().words
        width = cells(text)
        lines.append(
            Line(first.row, start, end, text, first.gap, first_leader, prose, authors, width, role, leads)
        )
        line_of += [len(lines) - 1] * (end - start)
        start = end
    kept = habits(cuts, [(line.start, line.end, line.first_leader) for line in lines])
    numbered = _numbered(cuts, lines, leaderless=kept.leaderless)
    return Context(
        cuts,
        tuple(lines),
        tuple(line_of),
        tuple(lines[index] for index in line_of),
        own_headings(publication.sections),
        shared_headings(),
        _width(lines),
        _outside(cuts, lines, kept, numbered=numbered, closed=closed),
        numbered,
        frozenset(
            i for i, piece in enumerate(cuts.pieces) if also and piece.start in also.get(piece.row, ())
        ),
        repeated,
        kept,
    )


def _authors_from(cuts: Cuts, start: int, end: int, leader: int) -> int:
    """Tell where authors may begin on a line; an author's own leader may run to the page: ……12."""
    if leader == end:
        return start
    runs_on = start > 0 and cuts.pieces[start - 1].cut is LEADER
    page = leader + 2 if leader + 1 < end and cuts.pieces[leader + 1].cut is OPEN else leader + 1
    return start if runs_on and page < end and cuts.pieces[page].cut is NUMBER else leader + 1


def _is_prose(text: str, leads: bool) -> bool:
    """Tell a line of running text, such as a news item's, from an entry."""
    return (
        _NEWS.match(text) is not None
        or ("。" in text and (not leads or text.rstrip("”\"'」)").endswith("。") or len(text) > 40))
        or (not leads and len(text) > 48 and ("。" in text or ("," in text and "(" not in text)))
    )


def _outside(
    cuts: Cuts, lines: list[Line], kept: Habits, *, numbered: bool, closed: bool
) -> tuple[float, ...]:
    """Sum up from the end how much each line and the blanks before it look like no listing.

    A footer that closes the listing speaks against every end before it.
    """
    total = -4.0 if closed else 0.0
    sums: list[float] = []
    for line in reversed(lines):
        paged = kept.paged and ends_with_page(cuts, line.start, line.end)
        entry = line.leads or paged or (numbered and cuts.pieces[line.start].cut is NUMBER)
        entry = entry or (kept.leaderless and _parted(cuts, line))
        total += 4.0 if line.prose else -4.0 if entry else -1.0
        sums.append(total + (1.5 if line.gap is BLANK else -1.5))
    return tuple(reversed(sums))


def _parted(cuts: Cuts, line: Line) -> bool:
    """Tell a line that a wide blank parts."""
    return any(piece.gap is WIDE for piece in cuts.pieces[line.start + 1 : line.end])


def _numbered(cuts: Cuts, lines: list[Line], *, leaderless: bool) -> bool:
    """Tell whether half of the lines with a leader, and three at least, begin with a number."""
    leading = [line for line in lines if line.first_leader > line.start and (line.leads or leaderless)]
    numbers = sum(cuts.pieces[line.start].cut is NUMBER for line in leading)
    return numbers >= _FEWEST_NUMBERED and numbers * 2 >= len(leading)


def _width(lines: list[Line]) -> float:
    """Estimate the width of the column, in cells, from the lines that a leader fills."""
    leading = [line for line in lines if line.leads and not line.prose]
    titled = [line for line in leading if line.first_leader > line.start]
    if len(titled) * 4 < len(leading):  # every author stands on a line of its own
        leading = [line for line in lines if not line.prose]
    widths = sorted(line.cells for line in leading)
    return float(widths[len(widths) * 6 // 10]) if widths else 40.0
