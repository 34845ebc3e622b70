"""The reading rules, in one table: each says what a stretch of pieces could be, and how strongly.

To add a rule: write a function `rule(context, start)` that yields readings beginning at piece `start`,
name it for what it sees, and put it into the table with the pieces it may begin with.  It may be wrong: the
lattice decides.
"""

from collections.abc import Callable, Iterator
from functools import cache

from catalog.listing import agent_rules, heading_rules, rest_rules, title_rules
from catalog.listing.context import Context
from catalog.listing.pieces import Cut
from catalog.listing.reading import Reading

Rule = Callable[[Context, int], Iterator[Reading]]
Row = tuple[Rule, tuple[Cut, ...], bool]

ANYWHERE = tuple(Cut)
TEXT, OPEN, NUMBER = Cut.TEXT, Cut.OPEN, Cut.NUMBER

# fmt: off
RULES: tuple[Row, ...] = (
    # a rule                           what its first piece is cut as            only where a line begins
    (rest_rules.label,                 ANYWHERE,                                 True),
    (heading_rules.known_heading,      ANYWHERE,                                 True),
    (heading_rules.marked_heading,     ANYWHERE,                                 True),
    (heading_rules.inline_heading,     (OPEN,),                                  False),
    (heading_rules.heading_by_shape,   ANYWHERE,                                 True),
    (title_rules.kicker,               (TEXT,),                                  False),
    (title_rules.title,                ANYWHERE,                                 False),
    (agent_rules.leader,               (Cut.LEADER, Cut.WEAK_LEADER, Cut.SEPARATOR, TEXT), False),
    (agent_rules.separator,            (Cut.SEPARATOR,),                         False),
    (agent_rules.role_before,          (TEXT,),                                  False),
    (agent_rules.role_behind,          (TEXT, OPEN, Cut.SEPARATOR),              False),
    (agent_rules.person_name,          (TEXT,),                                  False),
    (agent_rules.spaced_name,          (TEXT,),                                  False),
    (agent_rules.body_name,            (TEXT,),                                  False),
    (agent_rules.unknown_agent,        (TEXT,),                                  False),
    (agent_rules.bracketed_author,     (OPEN,),                                  False),
    (agent_rules.affiliation,          (OPEN,),                                  False),
    (agent_rules.page,                 (NUMBER, OPEN, Cut.SEPARATOR, TEXT),      False),
    (agent_rules.page_before,          (NUMBER,),                                True),
    (rest_rules.outside,               ANYWHERE,                                 True),
    (rest_rules.unread,                ANYWHERE,                                 False),
)
# fmt: on


def propose(context: Context) -> list[Reading]:
    """Let every rule look at the pieces it begins with; of equal readings the stronger stays."""
    best: dict[tuple[int, int, int], Reading] = {}
    asked = _asked(RULES)
    for start, piece in enumerate(context.cuts.pieces):
        for rule in asked[piece.cut, start == context.line(start).start]:
            for reading in rule(context, start):
                key = (reading.start, reading.end, reading.kind)
                if key not in best or reading.score > best[key].score:
                    best[key] = reading
    return sorted(best.values())


@cache
def _asked(rows: tuple[Row, ...]) -> dict[tuple[Cut, bool], tuple[Rule, ...]]:
    """Give the rules to be asked at a piece by how it is cut, and by whether a line begins there."""
    return {
        (cut, begins): tuple(rule for rule, cuts, line in rows if cut in cuts and (begins or not line))
        for cut in Cut
        for begins in (False, True)
    }
