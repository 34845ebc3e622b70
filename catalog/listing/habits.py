"""What the entries of one listing share from the first to the last, worked out before any rule looks."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from catalog.listing.names import body, person
from catalog.listing.pieces import (
    CLOSE,
    LEADER,
    MARK,
    NONE,
    NUMBER,
    SEPARATOR,
    SPACE,
    TEXT,
    WIDE,
    Cuts,
    Piece,
)
from catalog.listing.roles import roles
from catalog.text import is_han

_FEWEST = 3  # lines that make a habit
_USUAL = 5  # leaders of one sign
_LEAST_TITLE = 4
_LEAST_WITH_NAME = 7  # characters of a name and a title
_LED_ON = 3  # leaders of two entries, between which a third stands
_LAST = 3  # pieces of a line, among which its author stands
_LONGEST_SECTION = 18


@dataclass(slots=True, eq=False)
class Habits:
    """What entries of a listing share."""

    leader: str
    """The sign that leaders are made of, empty where there are several."""
    padded: bool
    """Names of two characters have a blank between them: 陈　强."""
    parted: bool
    """Names of three have one behind the surname: 陈 建国."""
    run_on: bool
    """Several entries stand on one line."""
    led_on: bool
    """On such lines a leader also parts an author from the next title."""
    leaderless: bool
    """Nothing but a blank stands between title and author."""
    marked: bool
    """Headings stand between or behind marks."""
    paged: bool
    """Entries end with their pages."""
    stroked: bool
    """A stroke parts the heading from the title on its line: 论坛｜…."""


Line = tuple[int, int, int]
"""A line's first piece, the one behind its last, and its first leader."""


def habits(cuts: Cuts, lines: list[Line]) -> Habits:
    """Look at all lines of a listing for what they share."""
    leading = sum(leader < end for _, end, leader in lines)
    return Habits(
        _sign(cuts, lines),
        *_padding(cuts, lines),
        _run_on(cuts, lines),
        sum(_is_led_on(cuts, leader, end) for _, end, leader in lines) > 1,
        leading * 4 <= len(lines),
        _marked(cuts, lines),
        sum(ends_with_page(cuts, start, end) for start, end, _ in lines) * 3 >= len(lines),
        _sections_before(cuts, lines),
    )


def _sign(cuts: Cuts, lines: list[Line]) -> str:
    signs = Counter(cuts.pieces[leader].text[0] for _, end, leader in lines if leader < end)
    sign, count = signs.most_common(1)[0] if signs else ("", 0)
    return sign if count >= _USUAL and count >= 0.8 * signs.total() else ""


def _padding(cuts: Cuts, lines: list[Line]) -> tuple[bool, bool]:
    """Tell whether names of two characters, and names of three, have a blank inside."""
    places = [range((leader if leader < end else start) + 1, end) for start, end, leader in lines]
    sizes = Counter(size for place in places if len(place) > 1 for size in _blanks_in_names(cuts, place))
    if max(sizes.values(), default=0) < _FEWEST:
        return False, False
    names = (cuts.pieces[at] for place in places for at in place[-_LAST:])
    whole = Counter(len(piece.text) for piece in names if _is_whole(piece))
    padded = sizes[2] >= max(_FEWEST, 4 * whole[2])
    return padded, sizes[3] >= max(_FEWEST, 4 * whole[3])


def _blanks_in_names(cuts: Cuts, place: range) -> Iterator[int]:
    """Give the size of each name with a blank inside: 2 for 陈 强, 3 for 陈 建国, none for 冼 笃 行."""
    alone = 0
    for at in place:
        piece = cuts.pieces[at]
        han = piece.cut is TEXT and len(piece.text) < 3 and is_han(piece.text[0])
        if han and len(piece.text) == 1 and (piece.gap is not NONE or at == place.start):
            alone += 1
            continue
        if alone == 1 and han and len(piece.text) == 2 and piece.gap in (SPACE, WIDE):
            yield 3
        elif alone % 2 == 0 and (piece.cut is not TEXT or piece.gap is not NONE):
            yield from [2] * (alone // 2)
        alone = 0
    if alone % 2 == 0:
        yield from [2] * (alone // 2)


def _is_whole(piece: Piece) -> bool:
    """Tell a name of two or three characters in one piece."""
    return piece.cut is TEXT and 2 <= len(piece.text) <= 3 and person(piece.text) > 0


def _run_on(cuts: Cuts, lines: list[Line]) -> bool:
    """Tell whether lines hold two leaders with a name and a title between them.

    A quarter of them do at least, or two where headings stand on the lines of entries.
    """
    several = inline = 0
    for start, end, leader in lines:
        if leader < end:
            several += end - leader > 2 and _title_inside(cuts, leader, end)
            inline += cuts.pieces[start].text == "【"
    leading = sum(leader < end for _, end, leader in lines)
    return several >= 2 and (several * 4 >= leading or inline > 1)


def _title_inside(cuts: Cuts, leader: int, end: int) -> bool:
    """Tell that more than names stands between two leaders, or behind the last."""
    leaders = [i for i in range(leader, end) if cuts.pieces[i].cut is LEADER]
    if _is_led_on(cuts, leader, end):
        return True
    for a, b in pairwise(leaders):
        parted = any(piece.gap is not NONE or piece.text == ";" for piece in cuts.pieces[a + 2 : b])
        if parted and len(cuts.text(a + 1, b)) >= _LEAST_WITH_NAME:
            return b + 1 == end or cuts.pieces[b + 1].cut is TEXT
    return bool(leaders) and _title_behind(cuts, leaders[-1] + 1, end)


def _is_led_on(cuts: Cuts, leader: int, end: int) -> bool:
    """Tell that a leader also parts an author from the next title: 题名---作者---题名---作者."""
    leaders = [i for i in range(leader, end) if cuts.pieces[i].cut is LEADER]
    if len(leaders) != _LED_ON:
        return False
    start, after, last = leaders
    first = next((i for i in range(start + 1, after) if cuts.pieces[i].cut is SEPARATOR), after)
    name = cuts.text(start + 1, first)
    return (person(name) > 0 or body(name) > 0) and len(cuts.text(after + 1, last)) >= _LEAST_TITLE


def _title_behind(cuts: Cuts, start: int, end: int) -> bool:
    """Tell that the last piece on a line stands behind a name and is too long for another."""
    if end - start < 2 or cuts.pieces[end - 1].cut is not TEXT or cuts.pieces[end - 1].gap is NONE:
        return False
    name, last = cuts.pieces[end - 2].text, cuts.pieces[end - 1].text
    named = person(name) > 1 or body(name) > 1 or name in roles().words
    return named and len(last) >= _LEAST_TITLE and person(last) < 0 and body(last) < 0


def _marked(cuts: Cuts, lines: list[Line]) -> bool:
    """Tell whether headings have marks: two or more that stand alone on their lines, or before an entry."""
    marks = sum(
        cuts.pieces[start].cut is MARK or (cuts.pieces[start].text == "【" and leader == end)
        for start, end, leader in lines
    )
    return marks > 1


def _sections_before(cuts: Cuts, lines: list[Line]) -> bool:
    """Tell whether half of the entries have their heading before a stroke on their own line."""
    if not any(piece.text == "|" for piece in cuts.pieces):
        return False
    strokes = sum(section_end(cuts, start, end) is not None for start, end, _ in lines)
    return strokes >= _FEWEST and strokes * 2 >= sum(leader < end for _, end, leader in lines)


def ends_with_page(cuts: Cuts, start: int, end: int) -> bool:
    """Tell a line whose last piece is a number, perhaps in brackets."""
    last = end - 2 if cuts.pieces[end - 1].cut is CLOSE else end - 1
    return last > start and cuts.pieces[last].cut is NUMBER


def section_end(cuts: Cuts, start: int, end: int) -> int | None:
    """Give the stroke behind a short text at the start of a line, where more follows."""
    size = 0
    for at in range(start, min(end - 1, start + 6)):
        piece = cuts.pieces[at]
        if piece.cut is SEPARATOR and piece.text == "|":
            return at if size > 1 else None
        size += len(piece.text) if piece.cut is not NUMBER else 0
        if size > _LONGEST_SECTION or piece.cut in (LEADER, MARK):
            return None
    return None
