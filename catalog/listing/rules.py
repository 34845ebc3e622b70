"""The reading rules, in one table: each says what a stretch of pieces could be, and how strongly.

To add a rule: write a function `rule(context, start)` that yields readings beginning at piece `start`,
name it for what it sees, and put it into the table with the pieces it may begin with.  It may be wrong: the
lattice decides.
"""

from collections.abc import Callable, Iterable
from enum import Enum, IntEnum
from functools import cache
from itertools import pairwise
from operator import attrgetter

from catalog.listing import agent_rules, heading_rules, person_rules, rest_rules, title_rules
from catalog.listing.agent_rules import OFF_PAGES, slot
from catalog.listing.context import Context
from catalog.listing.grammar import Kind
from catalog.listing.pieces import Cut
from catalog.listing.reading import Reading, Readings
from catalog.listing.roles import roles

Rule = Callable[[Context, int], Readings]


class Where(IntEnum):
    """Where on its line a rule's first piece may stand."""

    ANYWHERE = 0
    LINE = 1
    """Where the line begins."""
    ALONE = 2
    """Where a line without a leader begins."""
    AUTHORS = 3
    """Where authors may stand: behind the leader, or on a line without one."""


class Word(Enum):
    """What a piece of text says by itself."""

    ROLE = 0
    OFF_PAGE = 1
    DOT = 2


Row = tuple[Rule, tuple[Cut | Word, ...], Where]

ANY = tuple(Cut)
ANYWHERE, LINE, ALONE, AUTHORS = Where
TEXT, OPEN, NUMBER = Cut.TEXT, Cut.OPEN, Cut.NUMBER
ROLE, OFF_PAGE, DOT = Word

# fmt: off
RULES: tuple[Row, ...] = (
    # a rule                                what its first piece is cut as                        where
    (rest_rules.label,                      ANY,                                                  ALONE),
    (heading_rules.known_heading,           ANY,                                                  ALONE),
    (heading_rules.marked_heading,          ANY,                                                  ALONE),
    (heading_rules.heading_before_kicker,   (TEXT,),                                              LINE),
    (heading_rules.inline_heading,          (OPEN,),                                              ANYWHERE),
    (heading_rules.heading_by_shape,        ANY,                                                  ALONE),
    (heading_rules.heading_of_lines,        (TEXT,),                                              ALONE),
    (heading_rules.counted_heading,         (Cut.MARK,),                                          ALONE),
    (heading_rules.heading_before_stroke,   (TEXT,),                                              LINE),
    (heading_rules.heading_behind,          (TEXT,),                                              AUTHORS),
    (title_rules.kicker,                    (TEXT,),                                              AUTHORS),
    (title_rules.kicker_alone,              (TEXT,),                                              ALONE),
    (title_rules.title,                     ANY,                                                  ANYWHERE),
    (agent_rules.leader,                    (Cut.LEADER, Cut.WEAK_LEADER, Cut.SEPARATOR, DOT),    ANYWHERE),
    (agent_rules.closing,                   (Cut.CLOSE,),                                         ANYWHERE),
    (agent_rules.separator,                 (Cut.SEPARATOR,),                                     AUTHORS),
    (agent_rules.role_before,               (ROLE,),                                              AUTHORS),
    (agent_rules.role_behind,               (ROLE, OPEN, Cut.SEPARATOR),                          AUTHORS),
    (person_rules.person_name,              (TEXT,),                                              AUTHORS),
    (person_rules.spaced_name,              (TEXT,),                                              AUTHORS),
    (person_rules.author_before,            (Cut.NAME,),                                          ANYWHERE),
    (person_rules.broken_name,              (TEXT,),                                              AUTHORS),
    (agent_rules.body_name,                 (TEXT,),                                              AUTHORS),
    (person_rules.unknown_agent,            (TEXT,),                                              AUTHORS),
    (person_rules.bracketed_author,         (OPEN,),                                              AUTHORS),
    (agent_rules.nationality,               (OPEN,),                                              AUTHORS),
    (agent_rules.affiliation,               (OPEN,),                                              AUTHORS),
    (agent_rules.page,                      (NUMBER, OPEN, Cut.SEPARATOR, OFF_PAGE),              AUTHORS),
    (agent_rules.page_before,               (NUMBER,),                                            LINE),
    (rest_rules.ordinal,                    (Cut.ORDINAL,),                                       ANYWHERE),
    (rest_rules.outside,                    ANY,                                                  LINE),
    (rest_rules.unread,                     ANY,                                                  ANYWHERE),
)
# fmt: on


class Proposals:
    """What the rules say about a listing, each asked where the lattice first wants to know."""

    def __init__(self, context: Context, settled: Iterable[Reading] = ()) -> None:
        self._context = context
        self._words = _words()
        self._asked = _asked(RULES)
        self._authors = [slot(context, line) for line in context.lines]
        self._at: dict[int, list[Reading]] = {}
        self._settled: dict[int, list[Reading]] = {}
        for reading in settled:
            self._settled.setdefault(reading.start, []).append(reading)

    def at(self, start: int) -> list[Reading]:
        """Give the readings that begin at a piece; of equal ones the stronger, and what a person settled."""
        known = self._at.get(start)
        if known is None:
            known = self._at[start] = self._proposed(start)
            if start in self._settled:
                known += self._settled[start]
        return known

    def all(self) -> list[Reading]:
        """Give the readings that begin anywhere, also where no path arrives."""
        return [reading for start in range(len(self._context.cuts.pieces)) for reading in self.at(start)]

    def _proposed(self, start: int) -> list[Reading]:
        context = self._context
        line = context.line_at[start]
        piece = context.cuts.pieces[start]
        begins = 0 if start > line.start else 1 if line.leads else 2
        authors = start >= self._authors[context.line_of[start]]
        says = self._words.get(piece.text) if piece.cut is TEXT else None
        readings: list[Reading] = []
        for rule in self._asked[begins, authors][piece.cut if says is None else says]:
            readings += rule(context, start)
        if len(readings) > 1:
            readings.sort(key=_stretch)
            for one, other in pairwise(readings):
                if one.end == other.end and one.kind is other.kind:
                    return _stronger(readings)
        return readings


_stretch = attrgetter("end", "kind")


def _stronger(readings: list[Reading]) -> list[Reading]:
    """Take the strongest of readings of one stretch as one kind, of equal ones that of the first rule."""
    best: dict[tuple[int, Kind], Reading] = {}
    for reading in readings:
        key = reading.end, reading.kind
        if key not in best or reading.score > best[key].score:
            best[key] = reading
    return list(best.values())


@cache
def _words() -> dict[str, int]:
    """Give the words that some rules look for, and their columns in the tables of `_asked`."""
    words = {"·": DOT} | dict.fromkeys(roles().words, ROLE) | dict.fromkeys(OFF_PAGES, OFF_PAGE)
    return {text: len(ANY) + word.value for text, word in words.items()}


@cache
def _asked(rows: tuple[Row, ...]) -> dict[tuple[int, bool], tuple[tuple[Rule, ...], ...]]:
    """Give the rules to ask by whether a line begins, and authors may stand there, and what the piece is.

    A line begins: 0, it does not; 1, one with a leader; 2, one without.  Behind the rules for each `Cut` come
    those for texts that are a `Word`.
    """
    what = [*((cut, None) for cut in Cut), *((TEXT, word) for word in Word)]
    return {
        (begins, authors): tuple(
            tuple(
                rule
                for rule, firsts, where in rows
                if (cut in firsts or word in firsts) and (True, begins > 0, begins > 1, authors)[where]
            )
            for cut, word in what
        )
        for begins in range(3)
        for authors in (False, True)
    }
