"""The reading rules, in one table: each says what a stretch of pieces could be, and how strongly.

To add a rule: write a function `rule(context, start)` that yields readings beginning at piece `start`,
name it for what it sees, and put it into the table.  It may be wrong: the lattice decides.
"""

from collections.abc import Callable, Iterator

from catalog.listing import agent_rules, heading_rules, rest_rules, title_rules
from catalog.listing.context import Context
from catalog.listing.reading import Reading

Rule = Callable[[Context, int], Iterator[Reading]]

RULES: tuple[Rule, ...] = (
    rest_rules.label,
    heading_rules.known_heading,
    heading_rules.marked_heading,
    heading_rules.inline_heading,
    heading_rules.heading_by_shape,
    title_rules.kicker,
    title_rules.title,
    agent_rules.leader,
    agent_rules.separator,
    agent_rules.role_before,
    agent_rules.role_behind,
    agent_rules.person_name,
    agent_rules.spaced_name,
    agent_rules.body_name,
    agent_rules.unknown_agent,
    agent_rules.bracketed_author,
    agent_rules.affiliation,
    agent_rules.page,
    agent_rules.page_before,
    rest_rules.outside,
    rest_rules.unread,
)


def propose(context: Context) -> list[Reading]:
    """Let every rule look at every piece; of equal readings the stronger stays."""
    best: dict[tuple[int, int, int], Reading] = {}
    for start in range(len(context.cuts.pieces)):
        for rule in RULES:
            for reading in rule(context, start):
                key = (reading.start, reading.end, reading.kind)
                if key not in best or reading.score > best[key].score:
                    best[key] = reading
    return sorted(best.values())
