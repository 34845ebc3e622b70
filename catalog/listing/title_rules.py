"""Reading rules for kickers (引题) and titles."""

import re
from collections.abc import Iterator

from catalog.listing.agent_rules import is_tail
from catalog.listing.context import Context, Line
from catalog.listing.grammar import Kind
from catalog.listing.names import body, person
from catalog.listing.pieces import Cut, Gap
from catalog.listing.reading import Reading, reading
from catalog.listing.text import is_han

_PARTING = re.compile(r"[,。;:!?…、]")
GOES_ON = re.compile(r"(?:[,、:;(《“—]|[的与和及为在以对把将从向让使之是等])$")
"""The end of a line that cannot be the end of a title."""

_PAIRED = re.compile(r"[“”《》()【】]")
SUBTITLE = re.compile("[—-]{2}")
"""The beginning of a line that holds a subtitle: it goes on with the title above."""

_RESUMES = re.compile(r"^(?:[”》),、:;!?。]|[的与和及之])")
MOST_TITLE_LINES = 4
_MOST_TITLE_PIECES = 60
_MOST_LEADERS = 3
_MOST_KICKER_PIECES = 12
_LONGEST_PHRASE = 8
_LONGEST_TAIL = 12
_LONE = 8.0  # one character alone is rather left from vertical print
_PARTED = (Gap.SPACE, Gap.WIDE)
_BEFORE_CUT = {Cut.LEADER: 2.0, Cut.WEAK_LEADER: 1.5}
_BEFORE_GAP = {Gap.WIDE: 1.0}


def kicker(context: Context, start: int) -> Iterator[Reading]:
    """See two or three phrases of equal length with spaces between, on a line or at the end of one."""
    line = context.line(start)
    if not 2 <= line.end - start <= _MOST_KICKER_PIECES or (line.leads and start <= line.first_leader):
        return
    pieces = context.cuts.pieces[start : line.end]
    if any(piece.cut is not Cut.TEXT or _PARTING.search(piece.text) for piece in pieces):
        return
    phrases: list[str] = []
    for piece in pieces:
        if phrases and piece.gap is Gap.NONE:
            phrases[-1] += piece.text
        else:
            phrases.append(piece.text)
    score = _phrases([len(phrase) for phrase in phrases])
    if score is None:
        return
    if max(map(len, phrases)) <= 4:
        score -= sum(max(0.0, person(phrase)) for phrase in phrases) * 0.5
    yield reading(start, line.end, Kind.KICKER, score, "kicker_of_equal_phrases")


def _phrases(lengths: list[int]) -> float | None:
    """Score the lengths of phrases; a stray space may part one of them."""
    if len(lengths) < 2:
        return None
    if min(lengths) >= 3 and len(lengths) <= 4 and max(lengths) - min(lengths) <= 2:
        base = 2.0 if max(lengths) == 3 else 5.0
        base -= 2.0 if max(lengths) > _LONGEST_PHRASE else 0.0
        base -= 2.5 * (max(lengths) - min(lengths))
        return base - (2.5 if len(lengths) == 4 else 0.0)
    for phrases in (2, 3):
        whole, rest = divmod(sum(lengths), phrases)
        if rest == 0 and 4 <= whole <= 10 and len(lengths) <= phrases + 2 and _groups(lengths, whole):
            return 4.0 - 1.5 * (len(lengths) - phrases)
    return None


def _groups(lengths: list[int], whole: int) -> bool:
    """Tell whether neighbouring lengths can be put together into groups of `whole`."""
    filled = 0
    for length in lengths:
        filled += length
        if filled > whole:
            return False
        if filled == whole:
            filled = 0
    return filled == 0


def title(context: Context, start: int) -> Iterator[Reading]:
    """See a title up to a leader or a line end, perhaps running over several lines."""
    line = context.line(start)
    if start != line.start and not _may_begin_inside(context, line, start):
        return
    if line.prose or context.cuts.pieces[start].cut in (Cut.LEADER, Cut.WEAK_LEADER):
        return
    score = -9.0 if SUBTITLE.match(line.text) and start == line.start else 0.0
    for _ in range(MOST_TITLE_LINES):
        for stop in _title_ends(context, line, max(start, line.start)):
            yield reading(start, stop, Kind.TITLE, score + _title_score(context, start, stop), "title")
        after = context.next_line(line.start)
        if line.leads or after is None or after.prose or after.first_leader == after.start:
            return
        score += _wrap(context, line, after)
        line = after


def _may_begin_inside(context: Context, line: Line, start: int) -> bool:
    """Tell whether a title may begin inside a line: behind an author, a page or an inline heading."""
    pieces = context.cuts.pieces
    if start in context.begins:
        return True
    if line.leads and start > line.first_leader:
        return pieces[start].gap is not Gap.NONE
    return pieces[line.start].cut in (Cut.NUMBER, Cut.OPEN) and start <= line.start + 4


def _title_ends(context: Context, line: Line, start: int) -> Iterator[int]:
    """Give the places on a line where a title may end: before leaders, before authors, at its end."""
    pieces = context.cuts.pieces
    leaders = 0
    for index in range(start + 1, min(line.end, start + _MOST_TITLE_PIECES)):
        if index in context.begins:
            yield index
        elif pieces[index].cut in (Cut.LEADER, Cut.WEAK_LEADER):
            yield index
            leaders += 1
            if leaders == _MOST_LEADERS:
                return
        elif not line.leads:
            stroke = pieces[index].cut is Cut.SEPARATOR and pieces[index].text in "/|"
            last = pieces[index].cut is Cut.NUMBER or index + 3 >= line.end
            gap = pieces[index].gap
            if stroke or gap is Gap.WIDE or (gap is Gap.SPACE and last):
                yield index
    if line.end - start <= _MOST_TITLE_PIECES:
        yield line.end


def _title_score(context: Context, start: int, stop: int) -> float:
    pieces = context.cuts.pieces[start:stop]
    text = "".join(piece.text for piece in pieces)
    length = len(text)
    score = 0.0 if 5 <= length <= 48 else -1.0 if 4 <= length <= 60 else -3.0
    depth = 0
    for index, piece in enumerate(pieces, start):
        for mark in _PAIRED.findall(piece.text):
            depth += 1 if mark in "“《(【" else -1
        if piece.cut in (Cut.LEADER, Cut.WEAK_LEADER):
            long = len(piece.text) > (3 if piece.text[0] == "…" else 6)
            score -= 0.5 if depth > 0 and not long else 9.0 if long else 4.0
            score -= 5.0 if depth <= 0 and _names_follow(context, index + 1, stop) else 0.0
    score -= 3.0 if depth else 0.0
    after = context.cuts.pieces[stop] if stop < len(context.cuts.pieces) else None
    score += (after and (_BEFORE_CUT.get(after.cut) or _BEFORE_GAP.get(after.gap))) or -1.0
    score -= 0.1 * sum(1 for piece in pieces[1:] if piece.gap in _PARTED)
    if length == 1 and after is not None and after.cut is Cut.TEXT:
        score -= _LONE
    if length <= 6:
        score -= max(0.0, person(text))
    if length <= _LONGEST_TAIL and is_tail(text):
        score -= 4.0
    return score - max(0.0, body(text)) * 0.5 if length <= 24 else score


def _names_follow(context: Context, start: int, stop: int) -> bool:
    """Tell whether what stands behind a leader inside a title is rather its author."""
    if not 1 <= stop - start <= 3:
        return False
    text = context.cuts.text(start, stop)
    return person(text) > 0 or body(text) > 0


def _wrap(context: Context, line: Line, after: Line) -> float:
    """Say how likely a title runs on from a line to the next: it does where the column is full."""
    full = context.fullness(line)
    score = -0.3 if full >= 0.85 else -1.2 if full >= 0.7 else -2.7 if full >= 0.5 else -5.0
    score -= 3.0 if full < 0.3 or not any(map(is_han, line.text)) else 0.0
    score += 2.0 if full >= 0.5 and GOES_ON.search(line.text) else 0.0
    score += 2.0 if _RESUMES.match(after.text) else 0.0
    score += 7.0 if SUBTITLE.match(after.text) else 0.0
    return score - (2.5 if after.gap is Gap.BLANK else 0.0)
