"""Reading rules for whole lines: headings, kickers, titles, what is unread and what is no listing any more."""

import re
from collections.abc import Iterator

from catalog.listing.agent_rules import is_body_tail
from catalog.listing.context import Context, Line
from catalog.listing.grammar import Kind
from catalog.listing.names import body, person
from catalog.listing.pieces import MARKS, Cut, Gap
from catalog.listing.reading import Reading, reading
from catalog.listing.text import is_han

_MARKED = re.compile(rf"^(?:[{re.escape(MARKS)}]|[【\[].*[】\]]$|[·—|-]\s?.*\s?[·—|-]$)")
_LABEL = re.compile(r"^[(\[【]?(?:总?目录|要目|目次|本期(?:要目|目录|导读)|contents)[)\]】]?:?$", re.IGNORECASE)
_PUNCTUATION = re.compile(r"[,。;:!?“”\"…《》、]")
_PARTING = re.compile(r"[,。;:!?…、]")
_GOES_ON = re.compile(r"(?:[,、:;(《“—]|[的与和及为在以对把将从向让使之是等])$")
_RESUMES = re.compile(r"^(?:[”》),、:;!?。]|[的与和及之])")
_AROUND = (Cut.OPEN, Cut.CLOSE, Cut.MARK, Cut.SEPARATOR)
MOST_TITLE_LINES = 4


def known_heading(context: Context, start: int) -> Iterator[Reading]:
    """See a heading that the publication's profile, or the list that all share, knows by name."""
    line = context.line(start)
    if line.leads or start != line.start:
        return
    first, last = _unmarked(context, line)
    text = context.cuts.text(first, last)
    trim = (first - line.start, line.end - last)
    if text in context.known:
        yield reading(line.start, line.end, Kind.HEADING, 9.0, "known_heading", trim)
    elif text in context.headings.known:
        yield reading(line.start, line.end, Kind.HEADING, 5.0, "shared_heading", trim)
    elif len(text) >= 4 and any(_one_apart(text, known) for known in context.known):
        yield reading(line.start, line.end, Kind.HEADING, 6.0, "misread_heading", trim)
    elif context.headings.pattern.fullmatch(text):
        yield reading(line.start, line.end, Kind.HEADING, 2.5, "heading_by_pattern", trim)


def marked_heading(context: Context, start: int) -> Iterator[Reading]:
    """See a heading by its marks: 【栏目】, ■ 栏目, · 栏目 ·."""
    line = context.line(start)
    if start == line.start and not line.leads and _MARKED.match(line.text):
        first, last = _unmarked(context, line)
        if first < last and len(context.cuts.text(first, last)) <= 24:
            trim = (first - line.start, line.end - last)
            yield reading(line.start, line.end, Kind.HEADING, 7.0, "marked_heading", trim)


def inline_heading(context: Context, start: int) -> Iterator[Reading]:
    """See 【栏目】 before the title on the title's own line."""
    line = context.line(start)
    pieces = context.cuts.pieces
    if pieces[start].cut is Cut.OPEN and pieces[start].text in "【[" and pieces[start].gap >= Gap.SPACE:
        close = next((i for i in range(start + 1, line.end) if pieces[i].cut is Cut.CLOSE), line.end)
        if start + 1 < close < line.end - 1 and len(context.cuts.text(start + 1, close)) <= 12:
            yield reading(start, close + 1, Kind.HEADING_BEFORE, 4.0, "inline_heading", (1, 1))


def heading_by_shape(context: Context, start: int) -> Iterator[Reading]:
    """See a heading in a short line of its own that no leader follows."""
    line = context.line(start)
    after = context.next_line(start)
    if start != line.start or line.leads or line.prose:
        return
    text = context.cuts.text(line.start, line.end)
    length = len(text)
    if length > 24 or not any(is_han(char) for char in text):
        return
    score = 1.0 if 4 <= length <= 8 else 0.0 if 3 <= length <= 10 else -1.5 if length <= 12 else -3.0
    score -= 1.5 * len(_PUNCTUATION.findall(text)) + (1.0 if any(c.isdecimal() for c in text) else 0.0)
    score += 2.0 if text.endswith(context.headings.endings) and length <= 10 else 0.0
    score += 1.0 if line.gap is Gap.BLANK else 0.0
    score -= 1.5 if context.fullness(line) > 0.85 else 0.0
    score -= 1.5 if line.end - line.start > 1 else 0.0
    if after is None or after.first_leader == after.start:
        score -= 8.0  # a line that a leader follows is a title
    if _GOES_ON.search(text):
        score -= 2.0
    if is_body_tail(text):
        score -= 3.0
    yield reading(line.start, line.end, Kind.HEADING, score, "heading_by_shape")


def kicker(context: Context, start: int) -> Iterator[Reading]:
    """See two or three phrases of equal length with spaces between, on a line or at the end of one."""
    line = context.line(start)
    if line.end - start < 2 or (line.leads and start <= line.first_leader):
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
    if min(lengths) >= 3 and len(lengths) <= 4 and max(lengths) - min(lengths) <= 2:
        base = 2.0 if max(lengths) == 3 else 5.0
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
    score = 0.0
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
    if line.leads and start > line.first_leader:
        return pieces[start].gap is not Gap.NONE
    return pieces[line.start].cut in (Cut.NUMBER, Cut.OPEN) and start <= line.start + 4


def _title_ends(context: Context, line: Line, start: int) -> Iterator[int]:
    """Give the places on a line where a title may end: before leaders, before authors, at its end."""
    pieces = context.cuts.pieces
    for index in range(start + 1, line.end):
        if pieces[index].cut in (Cut.LEADER, Cut.WEAK_LEADER):
            yield index
        elif not line.leads and pieces[index].cut is Cut.SEPARATOR and pieces[index].text in "/|":
            yield index
        elif not line.leads and pieces[index].gap in (Gap.SPACE, Gap.WIDE):
            if pieces[index].cut is Cut.NUMBER or index + 3 >= line.end:
                yield index
    yield line.end


def _title_score(context: Context, start: int, stop: int) -> float:
    pieces = context.cuts.pieces[start:stop]
    text = "".join(piece.text for piece in pieces)
    length = len(text)
    score = 0.0 if 5 <= length <= 48 else -1.0 if 4 <= length <= 60 else -3.0
    depth = 0
    for piece in pieces:
        depth += sum(piece.text.count(char) for char in "“《(【") - sum(piece.text.count(char) for char in "”》)】")
        if piece.cut in (Cut.LEADER, Cut.WEAK_LEADER):
            long = len(piece.text) > (3 if piece.text[0] == "…" else 6)
            score -= 0.5 if depth > 0 and not long else 9.0 if long else 4.0
    score -= 3.0 if depth else 0.0
    cut_after = context.cuts.pieces[stop].cut if stop < len(context.cuts.pieces) else None
    score += 2.0 if cut_after is Cut.LEADER else 1.5 if cut_after is Cut.WEAK_LEADER else -1.0
    score -= 0.1 * sum(piece.gap in (Gap.SPACE, Gap.WIDE) for piece in pieces[1:])
    if length <= 6:
        score -= max(0.0, person(text))
    return score - max(0.0, body(text)) * 0.5


def _wrap(context: Context, line: Line, after: Line) -> float:
    """Say how likely a title runs on from a line to the next: it does where the column is full."""
    full = context.fullness(line)
    score = -0.3 if full >= 0.85 else -1.2 if full >= 0.7 else -2.7 if full >= 0.5 else -5.0
    score += 2.0 if _GOES_ON.search(line.text) else 0.0
    score += 2.0 if _RESUMES.match(after.text) else 0.0
    return score - (5.0 if after.gap is Gap.BLANK else 0.0)


def label(context: Context, start: int) -> Iterator[Reading]:
    """See 目录, 要目, 目次 on a line of their own."""
    line = context.line(start)
    if start == line.start and _LABEL.match(context.cuts.text(line.start, line.end)):
        yield reading(line.start, line.end, Kind.LABEL, 8.0, "label")


def unread(context: Context, start: int) -> Iterator[Reading]:
    """Set the rest of a line aside: always possible, never welcome."""
    stop = context.line(start).end
    size = sum(piece.end - piece.start for piece in context.cuts.pieces[start:stop])
    yield reading(start, stop, Kind.UNREAD, -4.0 - 0.1 * min(size, 40), "unread")


def outside(context: Context, start: int) -> Iterator[Reading]:
    """See that from here to the end it is no listing any more."""
    if start == context.line(start).start:
        score = context.outside[context.line_of[start]]
        yield reading(start, len(context.cuts.pieces), Kind.OUTSIDE, score, "prose_takes_over")


def _unmarked(context: Context, line: Line) -> tuple[int, int]:
    """Give the pieces of a heading without the marks around it."""
    pieces = context.cuts.pieces
    first, last = line.start, line.end
    while first < last and (pieces[first].cut in _AROUND or pieces[first].text in "·—-"):
        first += 1
    while last > first and (pieces[last - 1].cut in _AROUND or pieces[last - 1].text in "·—-"):
        last -= 1
    return first, last


def _one_apart(text: str, known: str) -> bool:
    """Tell whether two texts of equal length differ in one character, one missing or one too many."""
    if len(text) == len(known):
        return sum(a != b for a, b in zip(text, known, strict=True)) == 1
    shorter, longer = sorted((text, known), key=len)
    if len(longer) - len(shorter) != 1 or len(shorter) < 5:
        return False
    at = next((i for i, char in enumerate(shorter) if char != longer[i]), len(shorter))
    return shorter[at:] == longer[at + 1 :]
