"""Listings whose authors stand before their titles: 张三：题名, □张三 题名, a line of names above the title.

One line never says so: 王小明：我的三十年 may be a title.  Three lines that agree do, where most of the
listing is so and no author stands behind a title.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from catalog.listing.names import body, person
from catalog.listing.ordinals import Change, Lines
from catalog.listing.pieces import (
    CLOSE,
    LEADER,
    MARK,
    NAME,
    NONE,
    NUMBER,
    ORDINAL,
    SEPARATOR,
    SPACE,
    TEXT,
    WEAK_LEADER,
    WIDE,
    Cuts,
    Piece,
)

_FEWEST = 3  # lines that make a habit
_OTHERS = 4  # lines of the habit for each that has its author behind
_LEAST_TITLE = 5
_LEAST_ENTRY = 8
_LONGEST_LINE = 24  # pieces
_BEFORE_NAMES = (NUMBER, MARK, ORDINAL)
_LEADERS = (LEADER, WEAK_LEADER)


class _Found(NamedTuple):
    """A line that begins with names: what parts them from the title, its new pieces, the names."""

    form: str
    changes: list[Change]
    names: list[str]


def authors_first(cuts: Cuts, lines: Lines) -> Iterator[Change]:
    """Cut names before titles as names, and the marks beside them as marks."""
    last = 0
    for start, end, _ in lines:
        last += _names_last(cuts, start, end)
        if last * _OTHERS > len(lines):
            return
    forms: dict[str, list[_Found]] = defaultdict(list)
    entries = 0
    for start, end, _ in lines:
        found = _names_first(cuts, start, min(end, start + _LONGEST_LINE))
        if found:
            forms[found.form].append(found)
        entries += len(cuts.text(start, end)) >= _LEAST_ENTRY
    forms["above"] = _names_above(cuts, lines)
    for rows in forms.values():
        persons = sum(person(name) > 0 for row in rows for name in row.names)
        half = len(rows) >= _FEWEST and len(rows) * 2 >= entries and persons >= _FEWEST
        if half and persons * 2 >= sum(len(row.names) for row in rows) and last * _OTHERS <= len(rows):
            yield from (change for row in rows for change in row.changes)
            return


def _named(text: str) -> bool:
    return person(text) > 0 or body(text) > 0


def _is_name(piece: Piece) -> bool:
    return piece.cut is TEXT and _named(piece.text)


def _names_first(cuts: Cuts, start: int, end: int) -> _Found | None:
    """Read a line as names and a title behind them; a page or a mark may stand before."""
    pieces = cuts.pieces
    at = start
    while at < end and pieces[at].cut in _BEFORE_NAMES:
        at += 1
    form = "mark" if at > start and pieces[at - 1].cut is MARK else "blank"
    changes: list[Change] = []
    if form == "mark":
        changes.append((at - 1, (at, [replace(pieces[at - 1], cut=ORDINAL)])))
    names: list[str] = []
    while at < end:
        piece = pieces[at]
        name, colon, rest = piece.text.partition(":")
        if piece.cut is TEXT and colon and len(rest) > 1 and _named(name):
            changes.append((at, (at + 1, _at_colon(piece, len(name)))))
            return _found("colon", changes, [*names, name], rest + cuts.text(at + 1, end))
        two = cuts.text(at, at + 2) if at + 2 < end and pieces[at + 1].gap in (SPACE, WIDE) else ""
        if len(piece.text) == 1 and len(two) == 2 and person(two) > 0:
            changes.append((at, (at + 2, [replace(padded, cut=NAME) for padded in pieces[at : at + 2]])))
            names.append(two)
            at += 2
        elif _is_name(piece) and at + 1 < end:
            changes.append((at, (at + 1, [replace(piece, cut=NAME)])))
            names.append(piece.text)
            at += 1
        elif names and piece.cut in (SEPARATOR, *_LEADERS):
            changes.append((at, (at + 1, [replace(piece, cut=ORDINAL)])))
            at += 1
            if piece.cut in _LEADERS:
                form = "leader"
                break
        else:
            break
    return _found(form, changes, names, cuts.text(at, end)) if names else None


def _found(form: str, changes: list[Change], names: list[str], title: str) -> _Found | None:
    return _Found(form, changes, names) if len(title) >= _LEAST_TITLE and not _named(title) else None


def _at_colon(piece: Piece, size: int) -> list[Piece]:
    """Cut a name, its colon and the beginning of a title apart."""
    name, colon, title = piece.text[:size], piece.text[size], piece.text[size + 1 :]
    middle = piece.start + size
    return [
        replace(piece, end=middle, cut=NAME, text=name),
        Piece(piece.row, middle, middle + 1, ORDINAL, NONE, colon),
        Piece(piece.row, middle + 1, piece.end, TEXT, NONE, title),
    ]


def _names_last(cuts: Cuts, start: int, end: int) -> bool:
    """Tell a line with a name behind something else, where authors usually stand."""
    last = end - 1
    while last > start and cuts.pieces[last].cut in (NUMBER, CLOSE, *_LEADERS, SEPARATOR):
        last -= 1
    piece, before = cuts.pieces[last], cuts.pieces[last - 1]
    padded = len(piece.text) == len(before.text) == 1 and piece.gap is not NONE
    return last > start and (_is_name(piece) or (padded and person(before.text + piece.text) > 0))


def _names_above(cuts: Cuts, lines: Lines) -> list[_Found]:
    """Find the lines of nothing but names, each above a title, if the first line but headings is one."""
    found: list[_Found] = []
    kinds = [_only_names(cuts, start, end) for start, end, _ in lines]
    if not kinds or kinds[-1] or sum(map(bool, kinds)) < _FEWEST:
        return []
    first = next(index for index, names in enumerate(kinds) if names)
    if first > 1 or any(leads for *_, leads in lines[:first]):
        return []  # authors stand below their titles
    for index, names in enumerate(kinds[:-1]):
        if names and (kinds[index + 1] or len(cuts.text(*lines[index + 1][:2])) < _LEAST_TITLE):
            return []
        if names:
            start, end, _ = lines[index]
            new = [replace(p, cut=NAME if p.cut is TEXT else ORDINAL) for p in cuts.pieces[start:end]]
            found.append(_Found("above", [(start, (end, new))], list(names)))
    return found


def _only_names(cuts: Cuts, start: int, end: int) -> Sequence[str]:
    """Give the names of a line that holds nothing else."""
    pieces = cuts.pieces[start:end]
    if (
        len(pieces) == 2
        and len(pieces[0].text) == len(pieces[1].text) == 1
        and person(cuts.text(start, end)) > 0
    ):
        return [cuts.text(start, end)]
    if any(piece.cut is not SEPARATOR and not _is_name(piece) for piece in pieces):
        return []
    return [piece.text for piece in pieces if piece.cut is TEXT]
