"""Reading rules for what stands behind a title: leader, authors with their roles and affiliations, page."""

from collections.abc import Iterator
from functools import lru_cache

from catalog import patterns
from catalog.bodies import unit_split
from catalog.listing.context import Context, Line
from catalog.listing.grammar import Kind
from catalog.listing.lists import body_lists, countries
from catalog.listing.names import LIMIT, body
from catalog.listing.pieces import (
    BLANK,
    CLOSE,
    LEADER,
    LINE,
    NONE,
    NUMBER,
    OPEN,
    SEPARATOR,
    SPACE,
    TEXT,
    WEAK_LEADER,
    WIDE,
    Piece,
)
from catalog.listing.reading import Reading, Readings, reading
from catalog.listing.roles import roles

_NUMBER = patterns.compile(
    r"第?(?:[Pp]\.?)?\d{1,4}(?:[-~—]\d{1,4})?(?:[、,]\d{1,4}(?:[-~—]\d{1,4})?)*页?|[0-9OolI]{2,3}"
)
_TAILS = patterns.compile(
    r"(?:全国委员会|总?工会|总公司|联合|委员|会|课题|调研|研究|编写?|组|编辑|部|有限|责任|股份|公司|集团|分|中心|室|办公|处|委|院|学)+"
    r"|(?:有限|股份|责任|公司|工会(?!理论|运动|干部)|[省市区县]?总工会|联合会|委员会).*[部处室院所委办局庭段组科会司段]"
    r"|第[一二三四五六七八九十0-9]{1,3}.{0,8}(?:院|所|局|厂|公司|工会|处|队|师|医院|中学|小学)"
)
_INSTITUTION = patterns.compile(r"杂志社|报社|出版社|大学|医院|总工会|研究会|协会|学会")
UNIT = patterns.compile(
    r"[^的了着是在为把让从到怎么什谁何不]*(?:[部处室院所委办局庭段组科]|中心|公司|委员会|联合会)"
)
_OWN_NAME = patterns.compile(r"中国|全国|中华|本刊|本报|.{1,5}[省市区县州旗盟]")
_LONGEST_UNIT = 12
_SHORT = 4
_FULL = 0.6  # of the column
NAME_MAX = 8
_BODY_PIECES = 8
_MOST_BRACKETED = 24
_IN_BODY = (TEXT, OPEN, CLOSE)
_STROKES = "/|"
_AFTER_ROLE = "/|:·"
_USUAL = 2.5  # a page where the pages of this listing stand
_USUAL_END = 1.5  # the same, where entries end with theirs
_TWICE = 8.5
_STRONG = 3.0  # a body that surely stands by itself
SURE = 4.0  # more would only let two half names outweigh one whole
OFF_PAGES = frozenset(("封二", "封三", "封四", "封底", "封面", "扉页", "插页", "中插", "彩页", "彩插"))


def leader(context: Context, start: int) -> Readings:
    """See the dots between a title and its author or page; one lone dot is weak."""
    piece, end = context.cuts.pieces[start], start + 1
    if piece.cut is LEADER:
        return (
            Reading(start, end, Kind.LEADER, 0.5, "leader", start, end),
            Reading(start, end, Kind.PAGE_LEADER, 0.5, "leader_to_page", start, end),
        )
    if piece.cut is SEPARATOR and piece.text in _STROKES:
        return () if context.line(start).leads else (reading(start, end, Kind.LEADER, -1.0, "stroke"),)
    if piece.cut is WEAK_LEADER or piece.text == "·":
        return (reading(start, end, Kind.LEADER, -1.5, "lone_dot"),)
    return ()


def closing(context: Context, start: int) -> Iterator[Reading]:
    """See the bracket behind authors whose opening bracket parts them from the title."""
    line = context.line(start)
    opened = line if line.leads else context.lines[max(0, context.line_of[start] - 1)]
    if opened.leads and context.cuts.pieces[opened.first_leader].text.endswith("("):
        yield reading(start, start + 1, Kind.CLOSE, 1.0, "closing_bracket")


def separator(context: Context, start: int) -> Iterator[Reading]:
    """See 、 or another sign between two authors, or the stroke before a page."""
    yield reading(start, start + 1, Kind.SEPARATOR, 0.0, "separator")


def body_name(context: Context, start: int) -> Readings:
    """See a body's name, perhaps with a stray space or running over to the next line."""
    pieces, line, words = context.cuts.pieces, context.line_at[start], roles()
    found: list[Reading] = []
    text, score, one = "", 0.0, False
    joints: list[int] = []
    for index in range(start, min(start + _BODY_PIECES, len(pieces))):
        piece = pieces[index]
        if index > start:
            if piece.cut is not TEXT and (piece.cut not in _IN_BODY or piece.gap is not NONE):
                break
            if index > line.end:
                break
            if index == line.end and context.line_at[index].first_leader == index:
                break
            one = piece.gap is SPACE and _is_one(text, piece.text)
            if index == line.end and (context.opened(line) or _is_broken(context, line, text + piece.text)):
                one = True  # until the bracket closes, or where the column breaks what is known
            if piece.gap is not NONE and not one:
                if pieces[start].text in words.words or piece.text in words.words:
                    break
                joints.append(index)
        text += piece.text
        if ("(" in text or ")" in text) and text.count("(") != text.count(")"):
            continue
        whole = min(SURE, body(text))
        score = max(whole, score - 1.0) if index > start and score > 0 and leans(piece.text) else whole
        if one:
            score = _TWICE  # two halves that are bodies, too, would outweigh the whole
        elif text in words.before and len(text) > 1 and not _alone(context, start, index + 1):
            score = -0.5  # 本刊记者 is a role as soon as a name follows
        elif start > line.start and pieces[start].gap is SPACE and pieces[start - 1].cut is TEXT:
            score -= 6.0 if _runs_on(pieces[start - 1].text, pieces[start]) <= 0 else 0.0
        if score > (-4.0 if len(text) > _SHORT else -2.0):
            cost = sum((_runs_on(pieces[joint - 1].text, pieces[joint]) for joint in joints), 0.0)
            found.append(reading(start, index + 1, Kind.BODY, score - cost, "body_name"))
    return found


def _is_broken(context: Context, line: Line, text: str) -> bool:
    """Tell a body's name that is known as a whole, and that the end of a full line breaks."""
    return text in body_lists().whole and context.fullness(line) >= _FULL


def _alone(context: Context, start: int, end: int) -> bool:
    """Tell that no name stands before or behind: but a page, a closing bracket, a line of something else."""
    pieces = context.cuts.pieces
    led = pieces[start].gap is WIDE
    if start > context.line(start).start and pieces[start - 1].cut is TEXT and not led:
        return False
    if end == len(pieces) or pieces[end].cut in (NUMBER, LEADER, CLOSE):
        return True
    new_line = pieces[end].gap >= LINE
    if new_line and context.line(end - 1).begins_with_role:
        return True
    return new_line and len(pieces[end].text) > NAME_MAX and "·" not in pieces[end].text


def role_before(context: Context, start: int) -> Iterator[Reading]:
    """See a role before a name: 文/, 图/, 文/图 , 本刊记者."""
    pieces = context.cuts.pieces
    line = context.line(start)
    stop = start
    while stop < line.end and pieces[stop].text in roles().words:
        known = pieces[stop].text in roles().before
        stop += 1
        stroke = stop < line.end and pieces[stop].text in _AFTER_ROLE
        after = context.next_line(start)
        below = after is not None and not (after.leads or after.prose or line.begins_with_role)
        if stop + stroke < line.end or below:
            sure = stroke or stop - start > 1 or (known and len(pieces[start].text) > 1)
            score = 3.0 if sure else -1.0
            yield reading(start, stop + stroke, Kind.ROLE, score, "role_before_name", (0, int(stroke)))
        if not stroke:
            return
        stop += 1


def role_behind(context: Context, start: int) -> Iterator[Reading]:
    """See a role behind a name: 摄, 整理, （译）, /文."""
    pieces = context.cuts.pieces
    line = context.line(start)
    words = roles().after
    if pieces[start].text in words:
        stop = start + 1
        while stop + 1 < line.end and pieces[stop].text in _STROKES and pieces[stop + 1].text in words:
            stop += 2  # 文/图
        parted = pieces[start].gap is not NONE or len(pieces[start].text) > 1
        score = (2.0 if parted else 1.0) + (2.0 if stop > start + 1 else 0.0)
        yield reading(start, stop, Kind.ROLE_AFTER, score, "role_behind_name")
    elif start + 1 < line.end and pieces[start + 1].text in words:
        closed = start + 2 < line.end and pieces[start + 2].cut is CLOSE
        if pieces[start].cut is OPEN and closed:
            yield reading(start, start + 3, Kind.ROLE_AFTER, 3.0, "role_in_brackets", (1, 1))
        elif pieces[start].cut is SEPARATOR and pieces[start].text in _STROKES:
            yield reading(start, start + 2, Kind.ROLE_AFTER, 1.0, "role_behind_name", (1, 0))


def nationality(context: Context, start: int) -> Iterator[Reading]:
    """See a nationality or a dynasty before a name: [美]约翰·史密斯, （清）魏源."""
    pieces = context.cuts.pieces
    closed = start + 3 < context.line(start).end and pieces[start + 2].cut is CLOSE
    if closed and pieces[start + 1].text in countries() and pieces[start + 3].cut is TEXT:
        yield reading(start, start + 3, Kind.NATIONALITY, 4.0, "nationality", (1, 1))


def affiliation(context: Context, start: int) -> Iterator[Reading]:
    """See what stands in brackets behind a name: 陈兵（中国邮电工会）."""
    pieces = context.cuts.pieces
    line = context.line(start)
    after = context.next_line(start)
    broken = after is not None and not after.leads and not after.prose and after.gap is not BLANK
    end = after.end if after is not None and broken else line.end
    for index in range(start + 1, min(end, start + _MOST_BRACKETED)):
        if index > line.end and pieces[index].cut is OPEN:
            return
        if pieces[index].cut is CLOSE:
            text = context.cuts.text(start + 1, index)
            if text and not _NUMBER.fullmatch(text) and text not in roles().after | countries():
                score = 2.0 if body(text) > 0 else 0.5
                yield reading(start, index + 1, Kind.AFFILIATION, score, "affiliation", (1, 1))
            return


def page(context: Context, start: int) -> Iterator[Reading]:
    """See pages: 12, /12, (12), P12, 第12页, 12-15, 5-7、12."""
    pieces = context.cuts.pieces
    line = context.line(start)
    after = start
    if pieces[start].text in OFF_PAGES and start > line.start:
        yield reading(start, start + 1, Kind.PAGE, 1.0, "page_off_the_count")
        return
    if (pieces[start].cut is SEPARATOR and pieces[start].text in _STROKES) or pieces[start].cut is OPEN:
        after = start + 1
    if (
        after >= line.end
        or pieces[after].cut is not NUMBER
        or not _NUMBER.fullmatch(pieces[after].text.replace(" ", ""))
    ):
        return
    bracketed = pieces[start].cut is OPEN
    if bracketed and (after + 1 >= line.end or pieces[after + 1].cut is not CLOSE):
        return
    stop = after + 2 if bracketed else after + 1
    if stop == line.end or pieces[stop].gap is not NONE or pieces[stop].text == ";":
        score = 2.0 + (_USUAL_END if context.habits.paged and stop == line.end else 0.0)
        yield reading(start, stop, Kind.PAGE, score, "page", (after - start, 1 if bracketed else 0))


def _is_one(before: str, after: str) -> bool:
    """Tell a known name that a stray blank parts (本刊 评论员), and a body with its own unit behind it."""
    if before + after in body_lists().whole:
        return True
    if unit_split(before + after)[1] != after:
        return False
    return not (_OWN_NAME.match(after) or _INSTITUTION.search(after, 2) or body(after) == LIMIT)


def _runs_on(before: str, piece: Piece) -> float:
    """Say what speaks against a body's name running on over a space or a line end to this piece."""
    alone = body(piece.text) >= _STRONG
    office = body(piece.text) == LIMIT and piece.gap < LINE and not before.endswith(("社", "刊", "报"))
    named = piece.gap < LINE and _INSTITUTION.search(piece.text, 2) is not None
    if leans(piece.text) and not office and not named:
        return 0.0 if piece.gap < LINE else -1.0
    if piece.gap >= LINE:
        complete = body(before) >= _STRONG and len(piece.text) <= _SHORT
        return 1.0 if piece.gap is LINE and not alone and not complete else 2.5
    return 5.0 if alone or named or piece.gap is WIDE else 2.5


def is_tail(text: str) -> bool:
    """Tell what can only be the second half of a body's name.

    >>> is_tail("有限公司工会"), is_tail("离职证明怎么办")
    (True, False)
    """
    return _TAILS.fullmatch(text) is not None


@lru_cache(maxsize=8192)
def leans(text: str) -> bool:
    """Tell a piece that names no body by itself and leans on one before it, such as 工会委员会, 护理部.

    >>> [leans(text) for text in ("工会联合会", "课题组", "护理部", "浙江省总工会")]
    [True, True, True, False]
    """
    if is_tail(text):
        return True
    named = len(text) > _LONGEST_UNIT or _OWN_NAME.match(text) is not None
    return not named and UNIT.fullmatch(text) is not None and body(text) < _STRONG


def slot(context: Context, line: Line) -> int:
    """Give the first piece of a line at which authors may stand; where entries run on, that is anywhere."""
    return line.end if line.prose else line.start if context.habits.run_on else line.authors_from


def page_before(context: Context, start: int) -> Iterator[Reading]:
    """See a page at the start of a line, before the title, surely where other entries have theirs there."""
    line = context.line(start)
    pieces = context.cuts.pieces
    if start == line.start and pieces[start].cut is NUMBER and start + 1 < line.end:
        score = _USUAL if context.numbered else 0.5
        yield reading(start, start + 1, Kind.PAGE_BEFORE, score, "page_before_title")
