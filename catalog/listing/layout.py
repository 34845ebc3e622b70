"""Cut a listing as its own layout wants it: what stands for a leader, what counts headings and entries.

One line alone never says so surely; three or more that agree do.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from catalog import patterns
from catalog.listing.authors_first import authors_first
from catalog.listing.names import body, person
from catalog.listing.ordinals import Change, Lines, counted
from catalog.listing.pieces import (
    CLOSE,
    LEADER,
    LINE,
    NONE,
    NUMBER,
    OPEN,
    SEPARATOR,
    SPACE,
    TEXT,
    WIDE,
    Cuts,
    Piece,
)
from catalog.listing.roles import roles
from catalog.text import LEADER_DOTS, normalize

_FEWEST = 3  # lines that make a habit
_LONGEST_BRACKET = 30
_LONGEST_ROLED = 4
_ROLES = "文图译摄"
_LONGEST_UNKNOWN = 20
_TITLE_ENDS = patterns.compile(
    r".*(?:[上中下续选编登摘章首篇则版词诗图表录稿]|草案|试行|[一二三四五六七八九十0-9]|[上中下]篇)"
)
"""What a bracket at the end of a title holds that is no author: （上）, （节选）, （外二章）."""
_DOTS = patterns.compile(rf"[{re.escape(LEADER_DOTS)}]\s*[{re.escape(LEADER_DOTS)}]|…|[-_—~]{{4}}")
_DASH = patterns.compile(r"[-－–‐‑−—―─━]\s?[-－–‐‑−—―─━]\s?[-－–‐‑−—―─━]")
_THREE = patterns.compile(r"\S\s*(?<![-—])[-—](?:\s?[-—]){2}(?!\s?[-—])\s*[^\s\d—-]")
_CLOSING = "”》?!"
_STROKES = "/|"


def dashed(lines: Sequence[str]) -> bool:
    """Tell a listing whose leader is three dashes; one of dots may have three before a subtitle."""
    three = [line for line in lines if _DASH.search(line)]
    if len(three) < _FEWEST:
        return False
    lines = [normalize(line) for line in lines]
    three = [line for line in lines if not _DOTS.search(line) and _THREE.search(line)]
    return len(three) >= _FEWEST and len(three) > sum(_DOTS.search(line) is not None for line in lines)


def by_habit(cuts: Cuts) -> Cuts:
    """Cut a listing as its own habits want it.

    The bracket or the stroke that stands for a leader becomes one; a number before a heading becomes a mark,
    one before an entry an ordinal.
    """
    lines = _lines(cuts)
    for habit, signs in HABITS:
        if signs and not any(sign in cuts.whole for sign in signs):
            continue
        changed = dict(habit(cuts, lines))
        if changed:
            cuts = _changed(cuts, changed)
            lines = _lines(cuts)
    return cuts


def _lines(cuts: Cuts) -> Lines:
    lines: Lines = []
    start = 0
    leaders = [at for at, piece in enumerate(cuts.pieces) if piece.cut is LEADER]
    leaders.append(len(cuts.pieces))
    leader = iter(leaders)
    first = next(leader)
    while start < len(cuts.pieces):
        end = cuts.line_end[start]
        lines.append((start, end, first < end))
        while first < end:
            first = next(leader)
        start = end
    return lines


def _changed(cuts: Cuts, changed: dict[int, tuple[int, list[Piece]]]) -> Cuts:
    pieces: list[Piece] = []
    line_end: list[int] = []
    for start, end, _ in _lines(cuts):
        at, begun = start, len(pieces)
        while at < end:
            stop, new = changed.get(at, (at + 1, [cuts.pieces[at]]))
            pieces += new
            at = stop
        line_end += [len(pieces)] * (len(pieces) - begun)
    return Cuts.of(pieces, line_end)


def _quoted(cuts: Cuts, lines: Lines) -> Iterator[Change]:
    """Find dots that end a quotation and lead to nothing: “慢一点……”."""
    for at, (piece, after) in enumerate(pairwise(cuts.pieces)):
        led = piece.cut is LEADER and piece.gap < LINE
        if led and after.gap is NONE and after.text[0] in _CLOSING:
            yield at, (at + 1, [replace(piece, cut=TEXT)])


def _bracketed(cuts: Cuts, lines: Lines) -> Iterator[Change]:
    """Find authors in brackets behind their titles: 标题（作者）, perhaps on a line of their own."""
    found: list[int] = []
    sure = leading = 0
    for index, (start, _, leads) in enumerate(lines):
        at = _last_bracket(cuts, lines, index)
        if leads and (at is None or _leads_to_name(cuts, start, at)):
            leading += 1
            continue
        if at is None or at == start == 0:
            continue
        names = _between(cuts, at, lines[min(index + 1, len(lines) - 1)][1])
        text = "".join(piece.text for piece in names)
        if not 2 <= len(text) <= _LONGEST_BRACKET or all(piece.cut is NUMBER for piece in names):
            continue
        named = _is_named(names)
        if named or not (len(text) > _LONGEST_UNKNOWN or ":" in text or _TITLE_ENDS.fullmatch(text)):
            inner = _inner_brackets(cuts, start, at)
            found += [*inner, at]
            sure += named + len(inner)
    if sure >= _FEWEST and sure * 2 >= len(found) and len(found) > 2 * leading:
        for at in found:
            yield at, (at + 1, [replace(cuts.pieces[at], cut=LEADER)])


def _inner_brackets(cuts: Cuts, start: int, end: int) -> list[int]:
    """Find names in brackets that more entries follow on their line: 标题（作者） 标题（作者）."""
    pieces, found = cuts.pieces, []
    for close in range(start + 3, end):
        after = pieces[close + 1]
        parted = after.gap is not NONE or after.text == ";" or after.cut is NUMBER
        at = _its_opening(cuts, start, close) if pieces[close].cut is CLOSE and parted else None
        if at is not None and at > start and _is_named(list(pieces[at + 1 : close])):
            found.append(at)
    return found


def _leads_to_name(cuts: Cuts, start: int, end: int) -> bool:
    """Tell that a leader stands on a line and a name behind it, not dots inside a title or before a page."""
    pieces = cuts.pieces
    leader = next((i for i in range(end - 1, start - 1, -1) if pieces[i].cut is LEADER), end)
    behind = list(pieces[leader + 1 : end])
    return leader < end and (not behind or _is_named(behind))


def _last_bracket(cuts: Cuts, lines: Lines, index: int) -> int | None:
    """Give where the last bracket of a line opens, pages behind it left out; it may close on the next."""
    start, end, _ = lines[index]
    pieces = cuts.pieces
    last = end - 1
    if pieces[last].cut is NUMBER and last > start:
        last -= 2 if last - 1 > start and pieces[last - 1].cut is LEADER else 1
    elif last - 2 > start and pieces[last - 1].cut is NUMBER and pieces[last - 2].cut is OPEN:
        last -= 3
    if "(" not in cuts.text(start, last):
        return None
    opens = [i for i in range(start, last) if pieces[i].cut is OPEN and pieces[i].text == "("]
    if not opens:
        return None
    if pieces[last].cut is CLOSE:
        return _its_opening(cuts, start, last)
    runs_on = index + 1 < len(lines) and not any(p.cut is CLOSE for p in pieces[opens[-1] : end])
    if runs_on:
        start, end, _ = lines[index + 1]
        after = [piece.cut for piece in pieces[start:end]]
        if CLOSE in after and OPEN not in after[: after.index(CLOSE)]:
            return opens[-1]
    return None


def _its_opening(cuts: Cuts, start: int, close: int) -> int | None:
    """Give the bracket that a closing one belongs to: （包头钢铁（集团）公司工会） is one."""
    depth = 0
    for at in range(close, start - 1, -1):
        depth += {CLOSE: 1, OPEN: -1}.get(cuts.pieces[at].cut, 0)
        if depth == 0:
            return at if cuts.pieces[at].text == "(" else None
    return None


def _between(cuts: Cuts, at: int, end: int) -> list[Piece]:
    """Give what stands between a bracket and the one that closes it."""
    inside: list[Piece] = []
    depth = 0
    for piece in cuts.pieces[at + 1 : end]:
        depth += {OPEN: 1, CLOSE: -1}.get(piece.cut, 0)
        if depth < 0:
            break
        inside.append(piece)
    return inside


def _is_named(pieces: list[Piece]) -> bool:
    """Tell names by their looks: one person or body, or several of which one at least is known."""
    whole = "".join(piece.text for piece in pieces)
    padded = [a.text + b.text for a, b in pairwise(pieces) if len(a.text) == len(b.text) == 1 and b.gap]
    texts = [whole, *(piece.text for piece in pieces), *padded]
    return whole in roles().words or any(person(text) > 0 or body(text) > 0 for text in texts)


def _led_brackets(cuts: Cuts, lines: Lines) -> Iterator[Change]:
    """Find authors in brackets behind a leader: 标题……（沃 烨、蓝 洋）; the bracket is part of the leader."""
    pieces = cuts.pieces
    found: list[tuple[int, bool]] = []
    for index, (start, _, leads) in enumerate(lines):
        at = _last_bracket(cuts, lines, index) if leads else None
        if at is not None and at > start + 1 and pieces[at - 1].cut is LEADER:
            names = _between(cuts, at, lines[min(index + 1, len(lines) - 1)][1])
            if any(piece.cut is not NUMBER for piece in names):
                found.append((at, _is_named(names)))
    usual = len(found) >= _FEWEST and len(found) * 2 > sum(leads for *_, leads in lines)
    for at, named in found:
        if named or usual:
            leader = pieces[at - 1]
            both = replace(leader, end=pieces[at].end, text=leader.text + pieces[at].text)
            yield at - 1, (at + 1, [both])


def _stroked(cuts: Cuts, lines: Lines) -> Iterator[Change]:
    """Find strokes that part titles from authors: 标题/作者."""
    found: list[int] = []
    sure = leading = 0
    for start, end, leads in lines:
        if leads:
            leading += 1
            continue
        at = next((i for i in range(end - 2, start, -1) if _is_stroke(cuts, i)), None)
        if at is not None and cuts.pieces[at - 1].text not in roles().words:
            inner = [i for i in range(start + 1, at) if _is_inner_stroke(cuts, i)]
            found += [*inner, at]
            sure += _is_named(list(cuts.pieces[at + 1 : end])) + len(inner)
    if sure >= _FEWEST and sure * 2 > len(found) and len(found) > 2 * leading:
        for at in found:
            yield at, (at + 1, [replace(cuts.pieces[at], cut=LEADER)])


def _is_inner_stroke(cuts: Cuts, at: int) -> bool:
    """Tell a stroke between a title and a name that another entry follows on the line."""
    name, after = cuts.pieces[at + 1], cuts.pieces[at + 2]
    size = len(name.text)
    padded = size == len(after.text) == 1 and after.gap in (SPACE, WIDE)
    short = padded or (2 <= size <= 4 and (after.gap is not NONE or after.text == "、"))
    return _is_stroke(cuts, at) and name.gap is NONE and (short or _is_named([name]))


def _is_stroke(cuts: Cuts, at: int) -> bool:
    """Tell a stroke that neither a page nor a role stands behind."""
    piece, after = cuts.pieces[at], cuts.pieces[at + 1]
    role = len(after.text) < 3 and after.text in roles().words
    stroke = piece.cut is SEPARATOR and piece.text in _STROKES
    return stroke and after.cut is not NUMBER and not role


def _roles_glued(cuts: Cuts, lines: Lines) -> Iterator[Change]:
    """Find 文 and 图 glued to two names in turn: 水木文 岳阳图; one alone may end a name."""
    ends = [at for at, piece in enumerate(cuts.pieces) if piece.text[-1] in _ROLES and piece.gap < LINE]
    for _, on_line in groupby(ends, cuts.line_end.__getitem__):
        roled = [at for at in on_line if _roled(cuts, at)]
        signs = {cuts.pieces[at].text[-1] for at in roled}
        for at in roled:
            piece = cuts.pieces[at]
            if piece.text[-1] in "译摄" or {"文", "图"} <= signs:
                cut = piece.end - 1
                name = replace(piece, end=cut, text=piece.text[:-1])
                role = Piece(piece.row, cut, piece.end, TEXT, NONE, piece.text[-1])
                yield at, (at + 1, [name, role])


def _roled(cuts: Cuts, at: int) -> bool:
    """Tell a piece that is a name and one more character; the name may be padded: 陈　强译."""
    piece, before = cuts.pieces[at], cuts.pieces[at - 1]
    name = piece.text[:-1]
    if len(name) == len(before.text) == 1 and piece.gap in (SPACE, WIDE):
        name = before.text + name
    return piece.cut is TEXT and 2 <= len(name) <= _LONGEST_ROLED and person(name) > 0


_Habit = Callable[[Cuts, Lines], Iterator[Change]]
HABITS: tuple[tuple[_Habit, str], ...] = (
    (_quoted, ""),
    (counted, ""),
    (_bracketed, "("),
    (_led_brackets, "("),
    (_stroked, _STROKES),
    (_roles_glued, _ROLES),
    (authors_first, ""),
)
"""What a listing may have the habit of, in the order it is asked, and signs of which it then has one."""
