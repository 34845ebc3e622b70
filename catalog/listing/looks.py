"""In what the entries of a listing look alike, and the signs of a misreading that are odd in any listing.

Nothing is refused for it: what is odd is less sure, and a finding.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from catalog import patterns
from catalog.listing.context import Context
from catalog.listing.grammar import Kind
from catalog.listing.names import body, person
from catalog.listing.pieces import CLOSE, LEADER, LINE, SPACE, TEXT
from catalog.listing.reading import Reading
from catalog.listing.roles import roles

_FEWEST = 5  # entries that make a habit
_TIMES = 5  # as many as the odd ones
_MOST_LOSS = 3.0
_BRIM = 0.9  # of the column
_MAY_BE_BODY = -2.0
_SURELY_A_NAME = 3.0
_LEAST = 5  # characters that are no name
_LEAST_TITLE = 2
_BEFORE_AUTHOR = ("(", "/", "|")
_NUMBER = patterns.compile(r"\d{1,3}[.、．](?!\d{3})")


@dataclass(slots=True, eq=False)
class Entry:
    """An entry on the path, and what stands beside it."""

    title: Reading
    broken: bool = False
    """Its title runs over several lines."""
    among_broken: bool = False
    """Titles of its listing do."""
    led: bool = False
    sign: str = ""
    """What its leader is made of."""
    agents: list[Reading] = field(default_factory=list)
    page: Reading | None = None
    heading: Reading | None = None
    """The one that stands before it, and the author before that."""
    before: Reading | None = None
    kicker: Reading | None = None
    behind: Reading | None = None
    """The author of another, directly behind whom it stands."""
    separated: bool = False
    """A sign stands between its authors."""
    unread: bool = False
    """Something behind its title could not be read."""


TITLE, LEADER_ON = Kind.TITLE, Kind.LEADER
_AGENTS = frozenset((Kind.PERSON, Kind.BODY))
_AGENTS_BEFORE = frozenset((Kind.PERSON_BEFORE, Kind.BODY_BEFORE))
_BEFORE_TITLE = frozenset((Kind.PAGE_BEFORE, Kind.KICKER, Kind.HEADING, *_AGENTS_BEFORE))
Look = Callable[[Entry], Iterator[tuple[Reading, object]]]


def _author_behind_leader(entry: Entry) -> Iterator[tuple[Reading, object]]:
    if entry.agents:
        yield entry.agents[0], entry.led


def _place_of_page(entry: Entry) -> Iterator[tuple[Reading, object]]:
    if entry.page:
        yield entry.page, entry.page.kind


def _lines_of_title(entry: Entry) -> Iterator[tuple[Reading, object]]:
    yield entry.title, entry.broken


def _sign_of_leader(entry: Entry) -> Iterator[tuple[Reading, object]]:
    if entry.sign:
        yield entry.title, entry.sign


def _someone_or_a_page(entry: Entry) -> Iterator[tuple[Reading, object]]:
    yield entry.title, bool(entry.agents or entry.page)


def _names_that_are_known(entry: Entry) -> Iterator[tuple[Reading, object]]:
    for agent in entry.agents:
        yield agent, agent.rule != "unknown_agent"


# fmt: off
LOOKS: tuple[tuple[Look, float, str, str], ...] = (
    # what entries share     weight  what is odd in one of them
    (_author_behind_leader,   1.0,  "the author stands otherwise to the leader", "责任者与引导点的位置不同"),
    (_place_of_page,          1.0,  "the page stands on the title's other side", "页码在题名的另一侧"),
    (_someone_or_a_page,      1.0,  "the title has neither author nor page", "题名后无责任者，也无页码"),
    (_lines_of_title,         3.0,  "the title runs over lines", "题名跨行"),
    (_sign_of_leader,         1.0,  "the leader is made of another sign", "引导点的符号不同"),
    (_names_that_are_known,   1.0,  "this looks like no name", "此处不像姓名或团体名"),
)
"""In what the entries of a listing look alike; where titles are not broken, two may be taken for one."""
# fmt: on
Sign = Callable[[Context, Entry], Iterator[Reading]]


def _author_in_title(seen: Context, entry: Entry) -> Iterator[Reading]:
    """Find 标题（陈强） and 标题/陈强 at the end of a title without an author, or of one of its lines."""
    pieces = seen.cuts.pieces[entry.title.first : entry.title.last]
    for at, piece in enumerate(pieces):
        if at and piece.text in _BEFORE_AUTHOR:
            ends = (i for i in range(at + 1, len(pieces)) if pieces[i].gap >= LINE)
            end = next(ends, len(pieces))
            if end == len(pieces) and entry.agents:
                return
            closed = pieces[end - 1].cut is CLOSE or piece.text != "("
            text = "".join(inner.text for inner in pieces[at + 1 : end] if inner.cut is not CLOSE)
            if closed and (person(text) > 0 or body(text) > 0 or text in roles().words):
                yield entry.title
                return


def _leader_in_title(seen: Context, entry: Entry) -> Iterator[Reading]:
    """Find a name behind the dots, a stroke or a bracket inside a title."""
    pieces = seen.cuts.pieces
    for at in range(entry.title.first + 1, entry.title.last - 1):
        after = pieces[at + 1].text
        parts = pieces[at].cut is LEADER or pieces[at].text in _BEFORE_AUTHOR
        if parts and (person(after) > 0 or body(after) > 0 or len(after) == 1):
            yield entry.title
            return


def _number_in_title(seen: Context, entry: Entry) -> Iterator[Reading]:
    """Find the number of an entry before its title."""
    if _NUMBER.match(seen.cuts.pieces[entry.title.first].text):
        yield entry.title


def _name_and_colon(seen: Context, entry: Entry) -> Iterator[Reading]:
    """Find a title without an author that begins with a name and a colon, where authors could stand."""
    name, colon, _ = seen.cuts.pieces[entry.title.first].text.partition(":")
    if colon and not entry.agents and person(name) > 0:
        yield entry.title


def _separated_otherwise(seen: Context, entry: Entry) -> Iterator[Reading]:
    """Find a blank between two authors of an entry whose others a sign parts."""
    for one, other in pairwise(entry.agents if entry.separated else ()):
        short = one.kind is other.kind is Kind.PERSON
        if short and one.end == other.start and seen.cuts.pieces[other.start].gap is SPACE:
            yield one
            yield other


def _body_as_heading(seen: Context, entry: Entry) -> Iterator[Reading]:
    """Find a heading by its shape alone that may be an author's name, or the rest of one."""
    heading = entry.heading
    if heading is None or heading.rule != "heading_by_shape":
        return
    text = seen.cuts.text(heading.first, heading.last)
    if body(text) > _MAY_BE_BODY or person(text) > _SURELY_A_NAME:
        yield heading
        if entry.before is not None:
            yield entry.before


def _name_before_title(seen: Context, entry: Entry) -> Iterator[Reading]:
    """Find a title that begins behind a name, or with the end of one that its line broke."""
    pieces = seen.cuts.pieces[entry.title.first : entry.title.last]
    if len(pieces) > 1 and pieces[1].gap is SPACE and pieces[1].cut is TEXT:
        name = pieces[0].text
        named = body(name) > 0 or (len(name) < _LEAST and person(name) > 0)
        if entry.behind is not None and (named or len(name) == 1):
            yield entry.title
    elif len(pieces) == 1 and len(pieces[0].text) < _LEAST_TITLE:
        yield entry.title


def _begun_above(seen: Context, entry: Entry) -> Iterator[Reading]:
    """Find a title and an author that a full line parts, where entries run on: either may go on over it."""
    at = entry.title.start
    if (
        not (seen.habits.run_on and entry.among_broken)
        or entry.behind is None
        or seen.cuts.pieces[at].gap is not LINE
    ):
        return
    if seen.fullness(seen.line(at - 1)) >= _BRIM:
        yield entry.behind
        yield entry.title


def _phrase_alone(_: Context, entry: Entry) -> Iterator[Reading]:
    """Find one phrase above a title that may be a title without an author."""
    if entry.kicker is not None and entry.kicker.rule == "kicker_alone":
        yield entry.kicker
        yield entry.title


def _unread_behind(_: Context, entry: Entry) -> Iterator[Reading]:
    """Find an entry of which something could not be read, such as its author."""
    if entry.unread:
        yield entry.title


# fmt: off
SIGNS: tuple[tuple[Sign, str, str], ...] = (
    # what is likely misread   what is said of it
    (_author_in_title,         "the title seems to end with its author", "题名末尾像是责任者"),
    (_leader_in_title,         "a name stands inside the title", "题名中有姓名或团体名"),
    (_number_in_title,         "the title begins with a number", "题名以序号开头"),
    (_name_and_colon,          "the title begins with a name and a colon", "题名以姓名及冒号开头"),
    (_separated_otherwise,     "a blank parts these two, a sign the others", "此二者以空格分隔，其余用符号"),
    (_name_before_title,       "the title seems to begin with a name", "题名开头像是责任者"),
    (_begun_above,             "a line end parts this from what stands beside it", "与前后文之间仅有换行"),
    (_unread_behind,           "something behind this title could not be read", "此题名之后有未读内容"),
    (_phrase_alone,            "this may be a title of its own", "此句或自为一题"),
    (_body_as_heading,         "this heading may be (the rest of) a name", "此栏目或为责任者，或其后半"),
)
"""What is odd in any listing: it is read, as nothing better is in sight, but never surely."""
# fmt: on


class Odd(NamedTuple):
    """A value that looks otherwise than the others: how much less sure it is, and what is odd in it."""

    reading: Reading
    loss: float
    others: int
    english: str
    chinese: str


def odd_ones(seen: Context, edges: Sequence[Reading]) -> list[Odd]:
    """Find the values that break a habit of the listing; the loss is the logarithm of how rare they are.

    A habit is what at least five entries share, and five times as many as do not.  What bears a sign of a
    misreading is odd in any listing.
    """
    found = entries(seen, edges)
    odd = [
        Odd(reading, math.inf, 0, english, chinese)
        for sign, english, chinese in SIGNS
        for entry in found
        for reading in sign(seen, entry)
    ]
    for look, weight, english, chinese in LOOKS:
        pairs = [pair for entry in found for pair in look(entry)]
        usual, count = Counter(value for _, value in pairs).most_common(1)[0] if pairs else (None, 0)
        others = [reading for reading, value in pairs if value != usual]
        if others and count >= max(_FEWEST, _TIMES * len(others)):
            loss = weight * min(_MOST_LOSS, math.log(count / len(others)))
            odd += [Odd(reading, loss, count, english, chinese) for reading in others]
    return odd


def entries(seen: Context, edges: Sequence[Reading]) -> list[Entry]:
    """Put the readings of a path together to entries."""
    found: list[Entry] = []
    page: Reading | None = None
    heading: Reading | None = None
    before: Reading | None = None
    kicker: Reading | None = None
    agent: Reading | None = None
    agents: list[Reading] = []
    entry: Entry | None = None
    for edge in edges:
        kind = edge.kind
        if kind is TITLE:
            broken = seen.cuts.pieces[edge.start].row != seen.cuts.pieces[edge.end - 1].row
            entry = Entry(edge, broken, page=page, heading=heading, before=before, kicker=kicker)
            entry.behind, entry.agents = agent, agents
            found.append(entry)
            agents = []
            page = heading = before = kicker = agent = None
        elif kind in _BEFORE_TITLE:
            page = edge if kind is Kind.PAGE_BEFORE else page
            kicker = edge if kind is Kind.KICKER else kicker
            if kind is Kind.HEADING:
                heading, before, agent = edge, agent, None
            elif kind in _AGENTS_BEFORE:
                agents.append(edge)
        elif entry is None:
            continue
        elif kind is LEADER_ON:
            if not entry.agents:
                entry.led = True
                entry.sign = entry.sign or seen.cuts.pieces[edge.start].text[0]
        elif kind in _AGENTS:
            entry.agents.append(edge)
            agent = edge
        elif kind is Kind.PAGE:
            entry.page = entry.page or edge
        elif kind is Kind.SEPARATOR:
            entry.separated = True
        elif kind is Kind.UNREAD and heading is kicker is page is None:
            same_line = seen.cuts.pieces[edge.start].gap < LINE
            entry.unread = same_line or not entry.agents
    broken = any(entry.broken for entry in found)
    for entry in found:
        entry.among_broken = broken
    return found
