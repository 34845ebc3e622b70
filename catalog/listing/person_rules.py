"""Reading rules for persons' names, and for what stands in an author's place and is no known name."""

from collections.abc import Iterator

from catalog.listing.agent_rules import NAME_MAX, OFF_PAGES, SURE, UNIT
from catalog.listing.context import Context, Line
from catalog.listing.grammar import Kind
from catalog.listing.habits import Habits
from catalog.listing.lists import person_lists
from catalog.listing.names import body, person
from catalog.listing.pieces import BLANK, CLOSE, LEADER, LINE, NAME, NONE, TEXT
from catalog.listing.reading import Reading, Readings, reading
from catalog.listing.roles import roles
from catalog.text import is_han

PERSON, BODY = Kind.PERSON, Kind.BODY
_BEFORE = 5.0  # a name that its listing has cut as one
_BRIM = 0.9
_NEXT_LINE = 4.0  # a name on the line below a full one
_WITH_ROLE = 6.0  # a line of its own: 黄大勇（图）
_MAY_BE_ROLE = 3.5  # 文　岳: the role of one before, the surname of this one
_NAME_AND_ROLE = 4  # pieces: the name, its bracket, the role, the other bracket
_PADDED = 3.5  # two lone characters where names are padded
_ROLE_INSIDE = 3.0  # 宰苇译: a name and a role rather than a name
_UNPADDED = 2.5
_BLANKS = 2.0  # 那拉提 哈 尼: two blanks in a name, and not between all of its characters
_IN_HALVES = 1.0  # 次仁 央宗, where names have a blank
_LONGEST = 16  # characters of a name
_LONGEST_PARTED = 5
_LEAST = -6.0  # what the looks of a name can say against it where a name must stand


def person_name(context: Context, start: int) -> Readings:
    """See a person's name in one piece."""
    text = context.cuts.pieces[start].text
    if len(text) > _LONGEST:
        return ()
    score = min(SURE, person(text))
    if len(text) == 2 and (context.habits.padded or context.habits.parted):
        score -= _UNPADDED
    line = context.line_at[start]
    if names_a_role(context, line):
        score += _WITH_ROLE
    elif start == line.start and score > 0 and _goes_on(context, line):
        score += _NEXT_LINE
    if score <= -6.0 or is_no_name(text):
        return ()
    return (Reading(start, start + 1, PERSON, score, "person_name", start, start + 1),)


def spaced_name(context: Context, start: int) -> Readings:
    """See a name that is padded (陈 强) or parted by a stray space (其 其格)."""
    line = context.line_at[start]
    if start + 1 >= line.end:
        return ()
    first, second = context.cuts.pieces[start : start + 2]
    if len(first.text) + len(second.text) > _LONGEST_PARTED and "·" not in (first.text[-1], second.text[0]):
        return ()
    return _spaced_name(context, line, start)


def _spaced_name(context: Context, line: Line, start: int) -> Iterator[Reading]:
    pieces = context.cuts.pieces
    for stop in range(start + 2, min(start + 4, line.end) + 1):
        parts = pieces[start:stop]
        lengths = [len(part.text) for part in parts]
        text = "".join(part.text for part in parts)
        dotted = "·" in (parts[0].text[-1], parts[-1].text[0])
        if dotted and parts[-1].cut is TEXT:
            yield reading(start, stop, PERSON, min(SURE, person(text)) + 1.0, "spaced_name")
        if lengths == [2, 2] and (context.habits.padded or context.habits.parted) and person(text) >= SURE:
            yield reading(start, stop, PERSON, SURE + _IN_HALVES, "spaced_name")
        compound = len(lengths) == 2 and parts[0].text in person_lists().compounds
        if parts[-1].cut is not TEXT or sum(lengths) > _LONGEST_PARTED or (min(lengths) > 1 and not compound):
            return
        score = min(SURE, person(text))
        if all(part.gap is NONE for part in parts[1:]):
            score -= _ROLE_INSIDE if parts[-1].text in roles().after else 0.0
        else:
            score += 2.0 if set(lengths) == {1} else -1.5
            if all(map(is_han, text)):
                score = _as_usual(context.habits, tuple(lengths), parts[0].text, parts[-1].text, score)
        yield reading(start, stop, PERSON, score, "spaced_name")


def _as_usual(habits: Habits, lengths: tuple[int, ...], first: str, last: str, score: float) -> float:
    """Weigh a name with a blank inside by how this listing prints names."""
    if habits.padded and lengths == (1, 1):
        return max(_PADDED, score + _PADDED - 2.0) - (_MAY_BE_ROLE if {first, last} & roles().words else 0.0)
    if habits.parted and lengths == (1, 2):
        return max(_PADDED, score) + 1.5
    if len(lengths) > 2 and habits.padded and (last in roles().after or first in roles().words):
        return score - _UNPADDED
    return score - _BLANKS if len(lengths) > 2 and set(lengths) != {1} else score


def broken_name(context: Context, start: int) -> Readings:
    """See a name that the end of the column breaks: 陈 | 建国, 本刊 | 评论员 is left to bodies."""
    line = context.line_at[start]
    if start + 1 != line.end:
        return ()
    after = context.next_line(start)
    if after is None or after.prose or after.gap is BLANK:
        return ()
    first, second = context.cuts.pieces[start], context.cuts.pieces[after.start]
    if second.cut is not TEXT or not is_han(first.text[-1]):
        return ()
    text = first.text + second.text
    if len(text) > NAME_MAX * 2 or (len(first.text) > 3 and "·" not in text) or first.text in roles().words:
        return ()
    full = context.fullness(line)
    score = min(SURE, person(text)) - (0.5 if full >= 0.8 else 1.5 if full >= 0.65 else 4.0)
    score -= 0.25 * max(0.0, min(SURE, person(first.text))) if len(first.text) > 1 else 0.0
    if person(first.text) > 0 and after.end - after.start == 1:
        score -= 1.0  # a whole name, and a line of its own
    return (reading(start, after.start + 1, PERSON, score, "broken_name"),)


def unknown_agent(context: Context, start: int) -> Readings:
    """Take what stands in an author's place and is neither known as person nor as body."""
    text = context.cuts.pieces[start].text
    if is_no_name(text) or not (text[0].isalpha() or any(is_han(char) or char.isalpha() for char in text)):
        return ()
    length = len(text)
    short = length <= NAME_MAX or "·" in text
    kind = PERSON if short and not UNIT.fullmatch(text) else BODY
    score = -3.5 if length > 4 else -3.0 + 0.25 * max(_LEAST, person(text))
    return (Reading(start, start + 1, kind, score, "unknown_agent", start, start + 1),)


def author_before(context: Context, start: int) -> Iterator[Reading]:
    """See an author before the title, where the listing has all of them there."""
    pieces = context.cuts.pieces
    after = pieces[start + 1] if start + 1 < context.line(start).end else None
    if after and after.cut is NAME and after.gap is not NONE:
        two = pieces[start].text + after.text
        if len(two) == 2:  # padded: 陈　强
            yield reading(start, start + 2, Kind.PERSON_BEFORE, _BEFORE, "author_before")
    text = pieces[start].text
    if len(text) > 1:
        kind = Kind.PERSON_BEFORE if person(text) >= body(text) else Kind.BODY_BEFORE
        yield reading(start, start + 1, kind, _BEFORE, "author_before")


def bracketed_author(context: Context, start: int) -> Iterator[Reading]:
    """See an author in brackets behind a leader: ……（李明华）."""
    pieces = context.cuts.pieces
    end = start + 2
    if end >= context.line(start).end or pieces[end].cut is not CLOSE or start == 0:
        return
    if pieces[start - 1].cut is LEADER and not is_no_name(pieces[start + 1].text):
        as_person, as_body = person(pieces[start + 1].text), body(pieces[start + 1].text)
        kind = PERSON if as_person > as_body else BODY
        score = min(SURE, max(as_person, as_body))
        if score > 0:
            yield reading(start, end + 1, kind, score, "bracketed_author", (1, 1))


def _goes_on(context: Context, line: Line) -> bool:
    """Tell that the line above is full and ends behind its leader, so that its authors may go on here."""
    before = context.lines[context.line_of[line.start] - 1]
    above = line.start > 0 and before.leads and before.first_leader < before.end - 1
    return above and line.gap is LINE and context.fullness(before) >= _BRIM


def names_a_role(context: Context, line: Line) -> bool:
    """Tell a line that is one name and a role in brackets: 黄大勇（图）."""
    if line.end - line.start != _NAME_AND_ROLE or line.leads:
        return False
    _, opened, role, _ = context.cuts.pieces[line.start : line.end]
    return opened.text == "(" and role.text in roles().words


def is_no_name(text: str) -> bool:
    """Tell a page off the count and a role, which stand where names do."""
    return text in OFF_PAGES or (text in roles().words and len(text) > 1)
