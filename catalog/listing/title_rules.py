"""Reading rules for kickers (引题) and titles."""

from collections.abc import Iterator

from catalog import patterns
from catalog.listing.agent_rules import is_tail, leans
from catalog.listing.context import LEADERS, Context, Line
from catalog.listing.grammar import Kind
from catalog.listing.habits import ends_with_page
from catalog.listing.names import body, person
from catalog.listing.pieces import (
    BLANK,
    LEADER,
    NAME,
    NONE,
    NUMBER,
    OPEN,
    ORDINAL,
    SEPARATOR,
    SPACE,
    TEXT,
    WEAK_LEADER,
    WIDE,
    Piece,
)
from catalog.listing.reading import Reading, Readings, reading
from catalog.text import is_han

TITLE, KICKER = Kind.TITLE, Kind.KICKER
_PARTING = patterns.compile(r"[,。;:!?…、]")
GOES_ON = patterns.compile(r"(?:[,、:;(《“—]|[的与和及为在以对把将从向让使之是等])$")
"""The end of a line that cannot be the end of a title."""

SUBTITLE = patterns.compile("[—-]{2}")
"""The beginning of a line that holds a subtitle: it goes on with the title above."""

_OF_A_SERIES = patterns.compile(r"[①-⑳]$|\([一二三四五六七八九十上中下]{1,2}\)$|之[一二三四五六七八九十]$")
_RESUMES = patterns.compile(r"^(?:[”》),、:;!?。]|[的与和及之])")
MOST_TITLE_LINES = 4
_MOST_TITLE_PIECES = 60
_MOST_LEADERS = 3
_MOST_KICKER_PIECES = 12
_LONGEST_PHRASE = 8
_NAMED_LAST = 5.0  # a last phrase that is the name of a body
_ALONE = -1.0  # one phrase, where headings have marks
_NO_END = 4.0  # it ends as a line that goes on
_LEANS = 4.0  # the end of the name of a body
_IN_SERIES, _AS_HEADINGS = 4.0, 2.0
_BY_FULLNESS = ((0.7, 5.0), (0.5, 2.0))  # a line that fills more of the column than that may be a title's
_LONGEST_TAIL = 12
_LONGEST_NAMED = 24
_LONGEST_PERSON = 6
_LONGEST_ALONE = 24
_WIDE_INSIDE = 3.0  # where a wide gap does a leader's work
_LONE_FIRST = 3.0
_LONE = 8.0  # one character alone is rather left from vertical print
_PARTED = (SPACE, WIDE)
_BEFORE_CUT = {LEADER: 2.0, WEAK_LEADER: 1.5}
_BEFORE_GAP = {WIDE: 1.0}
_NO_TITLE = (LEADER, WEAK_LEADER, ORDINAL, NAME)
_OVER_PAGE = 4.0  # a title that goes on behind the page of its entry
_PAGE_INSIDE = 3.0  # of a title, where entries begin with their pages and have no leader
_RUN_ON = 4.0  # a title behind an author, where entries run on
_NO_LEADER = 2.0  # a blank before an author, where nothing else ever stands there


def kicker(context: Context, start: int) -> Readings:
    """See two or three phrases of equal length with spaces between, on a line or at the end of one."""
    line = context.line_at[start]
    if not 2 <= line.end - start <= _MOST_KICKER_PIECES or (line.leads and start <= line.first_leader):
        return ()
    pieces = context.cuts.pieces[start : line.end]
    for piece in pieces:
        if piece.cut is not TEXT:
            return ()
    if _PARTING.search(context.cuts.text(start, line.end)):
        return ()
    phrases: list[str] = []
    for piece in pieces:
        if phrases and piece.gap is NONE:
            phrases[-1] += piece.text
        else:
            phrases.append(piece.text)
    score = _phrases([len(phrase) for phrase in phrases])
    after = context.next_line(start)
    if score is None or (after is not None and after.begins_with_role):
        return ()
    if max(map(len, phrases)) <= 4:
        score -= sum(max(0.0, person(phrase)) for phrase in phrases) * 0.5
    score -= min(_NAMED_LAST, max(0.0, body(phrases[-1])))
    return (reading(start, line.end, KICKER, score, "kicker_of_equal_phrases"),)


def kicker_alone(context: Context, start: int) -> Iterator[Reading]:
    """See one phrase above a title, in a listing whose headings have marks and cannot be meant."""
    if not context.habits.marked:
        return
    line, after = context.line(start), context.next_line(start)
    if start != line.start or line.leads or line.prose or after is None:
        return
    text = context.cuts.text(line.start, line.end)
    next_is_title = after.first_leader > after.start and after.gap is not BLANK and not after.prose
    if not 4 <= len(text) <= _LONGEST_ALONE or not next_is_title or SUBTITLE.match(after.text):
        return
    last = context.cuts.pieces[line.end - 1].text
    score = _ALONE - (_NO_END if GOES_ON.search(text) or _PARTING.search(text[-1]) else 0.0)
    score -= _LEANS if leans(text) else 0.0
    score -= max(0.0, body(text)) + (max(0.0, person(text)) if len(text) <= 6 and "·" not in text else 0.0)
    score -= _NAMED_LAST if line.end - line.start > 1 and (person(last) > 0 or body(last) > 0) else 0.0
    if _OF_A_SERIES.search(text):
        yield reading(line.start, line.end, KICKER, score + _IN_SERIES, "kicker_of_series")
    elif context.headings.pattern.fullmatch(text):  # rather a heading, but not right under one
        yield reading(line.start, line.end, KICKER, score + _AS_HEADINGS, "kicker_by_pattern")
    else:
        full = context.fullness(line)
        score -= next((weight for least, weight in _BY_FULLNESS if full > least), 0.0)
        yield reading(line.start, line.end, KICKER, score, "kicker_alone")


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


def title(context: Context, start: int) -> Readings:
    """See a title up to a leader or a line end, perhaps running over several lines."""
    line = context.line_at[start]
    if start != line.start and not _may_begin_inside(context, line, start):
        return ()
    if line.prose or context.cuts.pieces[start].cut in _NO_TITLE:
        return ()
    found: list[Reading] = []
    score = _beginning(context, line, start)
    for _ in range(MOST_TITLE_LINES):
        for stop, ending in _ends(context, line, max(start, line.start)):
            whole = score + _title_score(context, start, stop, ending)
            found.append(Reading(start, stop, TITLE, whole, "title", start, stop))
        after = context.next_line(line.start)
        if after is None or after.prose or after.first_leader == after.start:
            break
        if after.begins_with_role or context.cuts.pieces[after.start].cut in (ORDINAL, NAME):
            break
        if line.leads and _leads_on(context, line, start):
            break
        if line.start not in context.wraps:
            context.wraps[line.start] = _wrap(context, line, after)
        score += context.wraps[line.start]
        line = after
    return found


def _beginning(context: Context, line: Line, start: int) -> float:
    """Say what the beginning of a title says for it."""
    score = -9.0 if start == line.start and SUBTITLE.match(line.text) else 0.0
    score -= _LONE if start == line.start and line.begins_with_role else 0.0
    if len(context.cuts.pieces[start].text) == 1 and _begins_alone(context, start):
        score -= _LONE_FIRST
    score += _RUN_ON if start > line.start and context.habits.run_on else 0.0
    if (
        context.numbered
        and context.habits.leaderless
        and start == line.start
        and context.cuts.pieces[start].cut is NUMBER
    ):
        score -= _PAGE_INSIDE
    return score


def _may_begin_inside(context: Context, line: Line, start: int) -> bool:
    """Tell whether a title may begin inside a line: behind an author, a page or an inline heading."""
    pieces = context.cuts.pieces
    before = pieces[start - 1]
    if start in context.begins or before.cut in (ORDINAL, NAME):
        return True
    if before.text == "|" and context.habits.stroked and start <= line.first_leader:
        return True
    if context.habits.run_on and (before.text == ";" or (start <= line.start + 8 and before.cut is TEXT)):
        return pieces[start].gap is not NONE or before.text == ";"
    if line.leads and start > line.first_leader:
        led_on = context.habits.run_on and context.habits.led_on and before.cut is LEADER
        return led_on or pieces[start].gap is not NONE
    return pieces[line.start].cut in (NUMBER, OPEN) and start <= line.start + 4


def _begins_alone(context: Context, start: int) -> bool:
    """Tell a lone character before a blank: rather the end of a name that the column broke."""
    pieces = context.cuts.pieces[start : start + 2]
    lone = len(pieces) == 2 and is_han(pieces[0].text)
    return lone and pieces[1].cut is TEXT and pieces[1].gap in _PARTED and len(pieces[1].text) > 1


def _leads_on(context: Context, line: Line, start: int) -> bool:
    """Tell that a leader stands behind a piece on its line, so that no title runs over the end of it."""
    last = context.cuts.pieces[line.end - 1]
    if start > line.first_leader and context.habits.run_on:
        return any(piece.cut in LEADERS for piece in context.cuts.pieces[start : line.end])
    return line.first_leader < line.end - 1 or not _is_odd(context, last)


def _is_odd(context: Context, piece: Piece) -> bool:
    """Tell dots of another sign than the leaders of this listing: ……, where they are ·····."""
    usual = context.habits.leader
    return piece.cut is LEADER and piece.text[0] == "…" and usual not in ("", "…")


def _ends(context: Context, line: Line, start: int) -> tuple[tuple[int, float], ...]:
    """Give the places on a line where a title may end, and what stands behind each says for it."""
    known = context.ends.get(start)
    if known is None:
        known = tuple((stop, _ending(context, stop)) for stop in _title_ends(context, line, start))
        context.ends[start] = known
    return known


def _title_ends(context: Context, line: Line, start: int) -> Iterator[int]:
    """Give the places on a line where a title may end: before leaders, before authors, at its end."""
    pieces = context.cuts.pieces
    leaders = 0
    for index in range(start + 1, min(line.end, start + _MOST_TITLE_PIECES)):
        if index in context.begins:
            yield index
        elif pieces[index].cut is ORDINAL:
            return
        elif pieces[index].cut in LEADERS:
            yield index
            leaders += 1
            if leaders == _MOST_LEADERS:
                return
        elif not line.leads:
            stroke = pieces[index].cut is SEPARATOR and pieces[index].text in "/|"
            last = pieces[index].cut is NUMBER or index + 3 >= line.end or context.habits.leaderless
            gap = pieces[index].gap
            number = index + 3 == line.end and pieces[index + 1].cut is NUMBER
            bracketed = number and pieces[index].cut is OPEN and context.habits.paged
            if stroke or bracketed or gap is WIDE or (gap is SPACE and last):
                yield index
    if line.end - start <= _MOST_TITLE_PIECES:
        yield line.end


def _ending(context: Context, stop: int) -> float:
    """Say what stands behind a title says for its ending there."""
    if stop == len(context.cuts.pieces):
        return -1.0
    after = context.cuts.pieces[stop]
    score = _BEFORE_CUT.get(after.cut) or _BEFORE_GAP.get(after.gap) or -1.0
    return score + _NO_LEADER if after.gap is SPACE and context.habits.leaderless else score


def _title_score(context: Context, start: int, stop: int, ending: float) -> float:
    cuts, counts = context.cuts, context.counts
    begin, end = cuts.at[start], cuts.at[stop]
    length = end - begin
    score = 0.0 if 5 <= length <= 48 else -1.0 if 4 <= length <= 60 else -3.0
    if counts.leaders[start] != counts.leaders[stop]:
        score += _leaders_inside(context, start, stop)
    if counts.depth[start] != counts.depth[stop]:
        score -= 3.0
    score += ending - 0.1 * (counts.parted[stop] - counts.parted[start + 1])
    if context.habits.leaderless:
        score -= _WIDE_INSIDE * (counts.wide[stop] - counts.wide[start + 1])
    if length > _LONGEST_NAMED:
        return score
    alone = length == 1 and stop < len(cuts.pieces) and cuts.pieces[stop].cut is TEXT
    return score - ((_LONE if alone else 0.0) + _like_a_name(cuts.whole[begin:end]))


def _like_a_name(text: str) -> float:
    """Say what speaks against a short title: it may be the name of a person or body, or the end of one."""
    length = len(text)
    score = max(0.0, person(text)) if length <= _LONGEST_PERSON else 0.0
    if length <= _LONGEST_TAIL and is_tail(text):
        score += 4.0
    whole = body(text)
    return score + whole * 0.5 if whole > 0.0 else score


def _leaders_inside(context: Context, start: int, stop: int) -> float:
    """Say what dots inside a title say against it: little in a quotation, most where a name stands behind."""
    pieces, counts = context.cuts.pieces, context.counts
    score = 0.0
    for index in context.leaders[counts.leaders[start] : counts.leaders[stop]]:
        piece = pieces[index]
        depth = counts.depth[index] - counts.depth[start]
        long = len(piece.text) > (3 if piece.text[0] == "…" else 6)
        sign = (depth > 0 or _is_odd(context, piece)) and not long
        score -= 0.5 if sign else 9.0 if long else 4.0
        score -= 5.0 if depth <= 0 and _names_follow(context, index + 1, stop) else 0.0
    return score


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
    if context.habits.paged and ends_with_page(context.cuts, line.start, line.end):
        score -= _OVER_PAGE
    if context.numbered and context.cuts.pieces[after.start].cut is NUMBER:
        score -= _OVER_PAGE
    return score - (2.5 if after.gap is BLANK else 0.0)
