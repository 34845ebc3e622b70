"""Reading rules for headings (栏目): known by name, by marks, by place on the title's line, by shape."""

import re
from collections.abc import Iterator, Sequence

from catalog import patterns
from catalog.listing.agent_rules import leans
from catalog.listing.context import Context, Line, OwnHeadings
from catalog.listing.grammar import Kind
from catalog.listing.habits import section_end
from catalog.listing.names import body
from catalog.listing.person_rules import names_a_role
from catalog.listing.pieces import BLANK, CLOSE, MARK, MARKS, OPEN, SEPARATOR, SPACE, TEXT, WIDE
from catalog.listing.reading import Reading, Readings, reading
from catalog.listing.title_rules import GOES_ON, SUBTITLE
from catalog.text import PUNCTUATION, is_han

_MARKED = patterns.compile(rf"^(?:[{re.escape(MARKS)}]|[【\[].*[】\]]$|[·—|-]\s?.*\s?[·—|-]$)")
_HALF_MARKED = patterns.compile(r"【[^】]{2,12}$|[^【]{2,12}】$")
_BEFORE_MARKED = frozenset(f"{MARKS}【[·—|-")
_DIGIT = patterns.compile(r"\d")
_LONGEST = 40  # characters of a heading that a profile knows
_LONGEST_INLINE = 12
_LONGEST_OF_LINES = 80
_MOST_LINES = 4
_LEAST_BROKEN = 8  # characters of a line that a column breaks
_LONGEST_BEHIND = 8
_PREPOSITION = patterns.compile("[以在从让把为将用对向给因当].{6}")
# What speaks for and against a line of its own as a heading that nothing names: its length, up to so many
# characters, and signs.
_BY_LENGTH = ((2, -1.5), (3, 0.0), (8, 1.0), (10, 0.0), (12, -1.5), (14, -3.0), (24, -5.0))
_ENDING = 2.0  # as headings end
_BEHIND_BLANK = 1.0
_SIGN = 1.5  # each sign of a sentence
_FIGURE = 1.0
_FULL = 1.5  # a line as long as the column may go on
_PARTED = 1.5  # blanks inside, as between the phrases of a kicker
_LED = 8.0  # a line that a leader follows is a title
_GOES_ON = 2.0  # it ends as no title does, nor a heading
_PHRASE = 3.0  # it begins as the phrase of a title
_MARKED_ELSEWHERE = 2.5
_SUBTITLED = 8.0
_NAME = 3.0  # the name of a body, or the end of one
_ROLE = 8.0
_OPENER = {")": "(", "]": "[", "】": "【"}
_AROUND = (OPEN, CLOSE, MARK, SEPARATOR)


def known_heading(context: Context, start: int) -> Iterator[Reading]:
    """See a heading that the publication's profile, or the list that all share, knows by name."""
    line = context.line(start)
    if line.leads or start != line.start:
        return
    first, last = _unmarked(context, line)
    text = context.cuts.text(first, last)
    trim = (first - line.start, line.end - last)
    if text in context.own.known:
        yield reading(line.start, line.end, Kind.HEADING, 9.0, "known_heading", trim)
    elif len(text) <= _LONGEST and any(_fits(text, parts) for parts in context.own.wild):
        yield reading(line.start, line.end, Kind.HEADING, 8.0, "heading_by_wildcard", trim)
    elif text in context.headings.known:
        yield reading(line.start, line.end, Kind.HEADING, 5.0, "shared_heading", trim)
    elif len(text) >= 4 and _is_misread(text, context.own):
        yield reading(line.start, line.end, Kind.HEADING, 6.0, "misread_heading", trim)
    elif context.headings.pattern.fullmatch(text):
        yield reading(line.start, line.end, Kind.HEADING, 2.5, "heading_by_pattern", trim)


def marked_heading(context: Context, start: int) -> Iterator[Reading]:
    """See a heading by its marks: 【栏目】, ■ 栏目, · 栏目 ·."""
    line = context.line(start)
    if start != line.start or line.leads:
        return
    if line.text[0] not in _BEFORE_MARKED and line.text[-1] != "】":
        return
    whole, half = _MARKED.match(line.text), _HALF_MARKED.match(line.text)
    if whole or half:
        first, last = _unmarked(context, line)
        if first < last and len(context.cuts.text(first, last)) <= 24:
            trim = (first - line.start, line.end - last)
            score = 7.0 if whole else 5.0
            yield reading(line.start, line.end, Kind.HEADING, score, "marked_heading", trim)


def heading_before_kicker(context: Context, start: int) -> Iterator[Reading]:
    """See a heading with a kicker behind it on its line: 学习进行时 深调研 出实招."""
    line = context.line(start)
    if start != line.start or line.leads or line.end - start not in (3, 4):
        return
    first, *rest = context.cuts.pieces[line.start : line.end]
    sizes = {len(piece.text) for piece in rest}
    spaced = all(piece.cut is TEXT and piece.gap in (SPACE, WIDE) for piece in rest)
    if not spaced or len(sizes) > 1:
        return
    named = first.text in context.own.known or first.text in context.headings.known
    if min(sizes) > 2 and len(first.text) > 2 and (named or {len(first.text)} != sizes):
        ends = first.text.endswith(context.headings.endings)
        score = (9.0 if named else 4.0 if ends else 1.0) - max(0.0, body(first.text))
        yield reading(start, start + 1, Kind.HEADING, score, "heading_before_kicker")


def inline_heading(context: Context, start: int) -> Iterator[Reading]:
    """See 【栏目】 before the title on the title's own line."""
    line = context.line(start)
    pieces = context.cuts.pieces
    if pieces[start].cut is OPEN and pieces[start].text in "【[" and pieces[start].gap >= SPACE:
        near = range(start + 1, min(line.end, start + 8))
        close = next((i for i in near if pieces[i].cut is CLOSE), line.end)
        text = context.cuts.text(start + 1, close)
        named = text in context.own.known or context.headings.pattern.fullmatch(text) is not None
        if start + 1 < close < line.end - 1 and (len(text) <= _LONGEST_INLINE or named):
            yield reading(start, close + 1, Kind.HEADING_BEFORE, 4.0, "inline_heading", (1, 1))


def heading_before_stroke(context: Context, start: int) -> Iterator[Reading]:
    """See 栏目｜ before the title on the title's own line, where entries have it there."""
    line = context.line(start)
    if context.habits.stroked and start == line.start:
        end = section_end(context.cuts, start, line.end)
        if end is not None:
            yield reading(start, end + 1, Kind.HEADING_BEFORE, 4.0, "heading_before_stroke", (0, 1))


def counted_heading(context: Context, start: int) -> Iterator[Reading]:
    """See a heading behind its number: （二）年度人物, 二、年度人物."""
    line = context.line(start)
    counted = context.cuts.pieces[start].text[0] not in MARKS
    if start == line.start and counted and not line.leads and line.end - start > 1:
        yield reading(line.start, line.end, Kind.HEADING, 6.0, "counted_heading", (1, 0))


def heading_of_lines(context: Context, start: int) -> Iterator[Reading]:
    """See a long heading that the column breaks: the lines together are one that is known."""
    line = context.line(start)
    if start != line.start or context.cuts.text(line.start, line.end) in context.own.known:
        return
    text, last = "", line
    for lines in range(1, _MOST_LINES + 1):
        if last.leads or last.prose or (lines > 1 and last.gap is BLANK):
            return
        text += context.cuts.text(last.start, last.end)
        if len(text) < _LEAST_BROKEN:
            return
        if lines > 1 and len(text) <= _LONGEST_OF_LINES:
            named = text in context.own.known or any(_fits(text, parts) for parts in context.own.wild)
            if named or context.headings.pattern.fullmatch(text):
                yield reading(start, last.end, Kind.HEADING, 9.0 if named else 5.0, "heading_of_lines")
        after = context.next_line(last.start)
        if after is None:
            return
        last = after


def heading_behind(context: Context, start: int) -> Readings:
    """See the next heading behind an author, where a line end was lost."""
    gap = context.cuts.pieces[start].gap
    return _heading_behind(context, start) if gap is SPACE or gap is WIDE else ()


def _heading_behind(context: Context, start: int) -> Iterator[Reading]:
    line = context.line(start)
    if not line.first_leader < start or line.end - start > _LONGEST_BEHIND:
        return
    after = context.next_line(start)
    text = context.cuts.text(start, line.end)
    if after is None or after.prose or not 2 <= len(text) <= _LONGEST_BEHIND or not all(map(is_han, text)):
        return
    if text in context.own.known or text in context.headings.known:
        yield reading(start, line.end, Kind.HEADING, 9.0, "known_heading_behind")
    elif after.first_leader > after.start and not leans(text):
        score = -1.0 - 0.5 * max(0.0, body(text))
        if len(text) == 2 and (context.habits.padded or context.habits.parted):
            score += 3.0  # a name of two would have its blank
        yield reading(start, line.end, Kind.HEADING, score, "heading_behind")


def heading_by_shape(context: Context, start: int) -> Iterator[Reading]:
    """See a heading in a short line of its own that no leader follows."""
    line = context.line(start)
    after = context.next_line(start)
    if start != line.start or line.leads or line.prose:
        return
    text = context.cuts.text(line.start, line.end)
    length = len(text)
    if not 2 <= length <= _BY_LENGTH[-1][0] or not any(map(is_han, text)):
        return
    score = next(weight for longest, weight in _BY_LENGTH if length <= longest)
    score -= _SIGN * len(PUNCTUATION.findall(text)) + (_FIGURE if _DIGIT.search(text) else 0.0)
    score += _ENDING if text.endswith(context.headings.endings) and length <= 10 else 0.0
    score += _BEHIND_BLANK if line.gap is BLANK else 0.0
    score -= _FULL if context.fullness(line) > 0.85 else 0.0
    score -= _PARTED if line.end - line.start > 1 else 0.0
    score -= _LED if after is None or after.first_leader == after.start else 0.0
    score -= _GOES_ON if GOES_ON.search(text) else 0.0
    score -= _PHRASE if _PREPOSITION.match(text) else 0.0
    score -= _MARKED_ELSEWHERE if context.habits.marked else 0.0
    if SUBTITLE.match(line.text) or (after is not None and SUBTITLE.match(after.text)):
        score -= _SUBTITLED
    score -= _NAME if leans(text) or body(text) >= 0.0 else 0.0
    score -= _ROLE if names_a_role(context, line) else 0.0
    yield reading(line.start, line.end, Kind.HEADING, score, "heading_by_shape")


def _unmarked(context: Context, line: Line) -> tuple[int, int]:
    """Give the pieces of a heading without the marks around it."""
    pieces = context.cuts.pieces
    first, last = line.start, line.end
    while first < last and (pieces[first].cut in _AROUND or pieces[first].text in "·—-"):
        first += 1
    while last > first and (pieces[last - 1].cut in _AROUND or pieces[last - 1].text in "·—-"):
        opener = _OPENER.get(pieces[last - 1].text)
        if any(piece.text == opener for piece in pieces[first : last - 1]):
            break  # 学习园地（上）: a bracket of its own
        last -= 1
    return first, last


def _fits(text: str, parts: Sequence[str]) -> bool:
    """Tell whether the parts of a heading with wildcards stand in a text, in order, from end to end.

    >>> _fits("学习贯彻大会精神", ["学习贯彻", "精神"]), _fits("学习精神", ["学习精", "精神"])
    (True, False)
    """
    first, *inner, last = parts
    place, end = len(first), len(text) - len(last)
    if place > end or not (text.startswith(first) and text.endswith(last)):
        return False
    for part in inner:
        found = text.find(part, place, end)
        if found < 0:
            return False
        place = found + len(part)
    return True


def _is_misread(text: str, own: OwnHeadings) -> bool:
    """Tell a heading that the profile names, but for one character."""
    sizes = range(len(text) - 1, len(text) + 2)
    return any(_one_apart(text, known) for size in sizes for known in own.by_length.get(size, ()))


def _one_apart(text: str, known: str) -> bool:
    """Tell whether two texts of equal length differ in one character, one missing or one too many."""
    if len(text) == len(known):
        return sum(a != b for a, b in zip(text, known, strict=True)) == 1
    shorter, longer = sorted((text, known), key=len)
    if len(longer) - len(shorter) != 1 or len(shorter) < 5:
        return False
    at = next((i for i, char in enumerate(shorter) if char != longer[i]), len(shorter))
    return shorter[at:] == longer[at + 1 :]
