"""Cut the lines of a listing at every plausible break: line ends, spaces, leaders, separators, brackets."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from enum import IntEnum
from itertools import accumulate, pairwise
from types import MappingProxyType
from typing import NamedTuple

from catalog import patterns
from catalog.listing.names import body, person, split_glued
from catalog.listing.roles import roles
from catalog.listing.text import LEADER_DOTS, normalize


class Gap(IntEnum):
    """What stands before a piece."""

    NONE = 0
    SPACE = 1
    WIDE = 2
    LINE = 3
    BLANK = 4
    INDENT = 5


class Cut(IntEnum):
    """What a piece is made of."""

    TEXT = 0
    LEADER = 1
    SEPARATOR = 2
    OPEN = 3
    CLOSE = 4
    NUMBER = 5
    WEAK_LEADER = 6
    MARK = 7
    ORDINAL = 8
    NAME = 9
    """A name before a title, in a listing that has all of them there."""


TEXT = Cut.TEXT


class Piece(NamedTuple):
    """A stretch of one line that no reading ever parts: row and columns from 0, `end` exclusive."""

    row: int
    start: int
    end: int
    cut: Cut
    gap: Gap
    text: str


class Cuts(NamedTuple):
    """The pieces of a listing in order; `line_end[i]` is the index after the last piece on i's line.

    `whole` is the normalised text of all pieces without the spaces between them, `at[i]` where in it piece
    i begins, and behind the last piece where it ends.
    """

    pieces: tuple[Piece, ...]
    line_end: tuple[int, ...]
    whole: str
    at: tuple[int, ...]

    @classmethod
    def of(cls, pieces: Sequence[Piece], line_end: Sequence[int]) -> "Cuts":
        """Put pieces together, given with the ends of their lines."""
        texts = [piece.text for piece in pieces]
        at = accumulate(map(len, texts), initial=0)
        return cls(tuple(pieces), tuple(line_end), "".join(texts), tuple(at))

    def text(self, start: int, end: int) -> str:
        """Give the normalised text of pieces, without the spaces between them."""
        return self.whole[self.at[start] : self.at[end]]


MARKS = "■◆●□▲★◎○▶►※▪◇△☆▼▽◀◁♦◈⊙☉✦★#*"
"""Signs that stand before a heading and belong to no value."""

_DOT = re.escape(LEADER_DOTS)
_LEADER = rf"[{_DOT}][{_DOT}\s]*[{_DOT}]。? | … | [-_—~]{{4,}}"
_DASHES = r"[-—](?:\s?[-—]){2,}"  # where three are the leader
_LONE_DOT = r"(?<![0-9A-Za-z])[.](?![0-9])"
_CLOSERS = r"[)\]】]"
_BEHIND = r"[;)\]】]"  # what may stand behind a page
_RANGE = r"\d{1,4}(?:\s?[-~—]\s?\d{1,4})?"
_PAGES = rf"{_RANGE}(?:\s?[、,]\s?{_RANGE}){{0,5}}"  # 5-7、12; bounded, for a line of nothing else
_LISTED = rf"(?<!\d)\d{{1,4}}(?:[-~—]\d{{1,4}})?(?:[、,]{_RANGE}){{1,5}}"  # behind a name, without a blank
_MISREAD = rf"(?<![^\s(\[【])(?=[OolI]?\d|\d?[OolI]{{1,2}}\d|\d[OolI])[0-9OolI]{{2,3}}(?=\s|$|{_BEHIND})"
_NUMBER = rf"(?:[Pp]\.?)?{_PAGES}页?(?=\s|$|{_BEHIND}) | 第\s?{_PAGES}\s?页 | {_MISREAD}"
_STOP = rf"""
    […、,;/|()\[\]【】{re.escape(MARKS)}\s] | [.·][ ]?[{_DOT}] | [-_—~]{{4}}
    | \d{{1,4}}(?:-\d{{1,4}})?(?=\s|$|{_BEHIND}) | {_LISTED}(?=\s|$|{_BEHIND}) | {_LONE_DOT}
"""
_TOKEN = rf"""
      (?P<leader> {_LEADER} )
    | (?P<weak> {_LONE_DOT} )
    | (?P<separator> [、,;/|] )
    | (?P<open> [(\[【] )
    | (?P<close> {_CLOSERS} )
    | (?P<mark> [{re.escape(MARKS)}]+ )
    | (?P<number> {_NUMBER} )
    | (?P<text> (?: (?! {_STOP} ) . )+ | . )
"""
_TOKENS = patterns.compile(_TOKEN, re.VERBOSE)
_TOKENS_DASHED = patterns.compile(
    _TOKEN.replace(_LEADER, f"{_LEADER} | {_DASHES}").replace(_STOP, f"{_STOP} | {_DASHES}"), re.VERBOSE
)
_CUTS = {
    "leader": Cut.LEADER,
    "weak": Cut.WEAK_LEADER,
    "separator": Cut.SEPARATOR,
    "open": Cut.OPEN,
    "close": Cut.CLOSE,
    "mark": Cut.MARK,
    "number": Cut.NUMBER,
    "text": Cut.TEXT,
}
_LONGEST_WITH_ROLE = 6
_LONGEST_TWO, _LONGEST_NAME = 24, 4
_FEWEST, _FEWEST_GLUED, _MOST = 5, 6, 9  # characters of names that stand together
_JOINT = patterns.compile("[和与及&]")
_INDENT = 6  # spaces before a line that stands far to the right


def cut(
    lines: list[str],
    first: int,
    column: int,
    end: int,
    *,
    skip: Collection[int] = (),
    also: Mapping[int, Collection[int]] = MappingProxyType({}),
    dashed: bool = False,
) -> Cuts:
    """Cut the raw lines from row `first`, beginning at `column`, up to row `end`, all from 0.

    Rows to `skip` are left out; `also` gives columns of rows at which a person wants them cut; `dashed` says
    that three dashes are a leader.
    """
    tokens = _TOKENS_DASHED if dashed else _TOKENS
    words = roles()
    pieces: list[Piece] = []
    line_end: list[int] = []
    blank = 0
    for row in range(first, end):
        if row in skip:
            continue
        line = normalize(lines[row]).rstrip()
        asked = sorted(also.get(row, ()))
        position = column if row == first else 0
        begun = len(pieces)
        indent = len(line) - len(line.lstrip()) >= _INDENT
        gap = Gap.INDENT if indent else Gap.BLANK if blank else Gap.LINE
        while True:
            if position >= len(line):
                break
            stop = position
            while line[stop] == " ":
                stop += 1
            if len(pieces) > begun:
                wide = stop - position > 1
                gap = Gap.NONE if stop == position else Gap.WIDE if wide else Gap.SPACE
            match = tokens.match(line, stop)
            assert match is not None
            assert match.lastgroup is not None
            text = match.group().rstrip()
            position = stop + len(text)
            kind = _CUTS[match.lastgroup]
            bounds = [(stop, position)]
            two = None
            if kind is TEXT and (":" in text or text[0] in words.begins or text.endswith(words.ends)):
                two = _two_apart(text, stop)
                bounds = two or _roles_apart(text, stop)
            for start, end_of in bounds:
                if two and start == two[2][0]:
                    gap = Gap.SPACE
                piece = Piece(row, start, end_of, kind, gap, line[start:end_of])
                if asked:
                    for part in _asked_apart(piece, asked):
                        pieces += _names_apart(part)
                elif kind is TEXT and _FEWEST <= end_of - start <= _MOST:
                    pieces += _names_apart(piece)
                else:
                    pieces.append(piece)
                gap = Gap.NONE
        blank = blank + 1 if len(pieces) == begun else 0
        line_end += [len(pieces)] * (len(pieces) - begun)
    return Cuts.of(pieces, line_end)


def _asked_apart(piece: Piece, columns: list[int]) -> Iterator[Piece]:
    """Part a piece where a person wants it cut, as if a blank stood there; 和 between names joins them."""
    bounds = [piece.start, *(column for column in columns if piece.start < column < piece.end), piece.end]
    gap = piece.gap
    for start, end in pairwise(bounds):
        text = piece.text[start - piece.start : end - piece.start]
        joint = _JOINT.fullmatch(text) is not None and len(bounds) > 2
        yield Piece(piece.row, start, end, Cut.SEPARATOR if joint else piece.cut, gap, text)
        gap = Gap.NONE if joint else Gap.SPACE


def _two_apart(text: str, start: int) -> list[tuple[int, int]] | None:
    """Part two names, each with its role, where all is glued: 耿鹤鸣|口述|费晓宇|整理."""
    match = roles().two.fullmatch(text) if len(text) <= _LONGEST_TWO else None
    if match is None or person(match[3]) <= 0 or (person(match[1]) <= 0 and len(match[1]) > _LONGEST_NAME):
        return None
    return [(start + match.start(group), start + match.end(group)) for group in range(1, 5)]


def _roles_apart(text: str, start: int) -> list[tuple[int, int]]:
    """Part a role from the name it is glued to: 本刊记者|徐满仓, 徐满仓|摄, 本刊编辑部|整理."""
    first, last = 0, len(text)
    colon = 0
    if before := roles().glued_before.match(text):
        first = before.end()
    if before := roles().before_colon.match(text):
        colon, first = before.end() - 1, before.end()
    if (after := roles().glued_after.search(text, first)) and body(text) <= 0:
        short = last - first <= _LONGEST_WITH_ROLE or "·" in text
        if short or body(text[first : after.start()]) > 0:
            last = after.start()
    bounds = [bound for bound in (0, colon, first, last, len(text)) if 0 <= bound <= len(text)]
    return [(start + a, start + b) for a, b in pairwise(sorted(set(bounds)))]


def _names_apart(piece: Piece) -> Iterator[Piece]:
    """Part names that stand together without a blank: 张伟民|和|赵国强, 余嘉熙|葛慧君."""
    text = piece.text
    if piece.cut is not Cut.TEXT or not _FEWEST <= len(text) <= _MOST:
        yield piece
        return
    joint = _JOINT.search(text, 2, len(text) - 2)
    if joint and person(text[: joint.start()]) > 0 and person(text[joint.end() :]) > 0:
        bounds = [0, joint.start(), joint.end(), len(text)]
        cuts = [Cut.TEXT, Cut.SEPARATOR, Cut.TEXT]
    elif len(text) >= _FEWEST_GLUED and person(text) < 0 and (names := split_glued(text)):
        bounds = [0, *accumulate(len(name) for name in names)]
        cuts = [Cut.TEXT] * len(names)
    else:
        yield piece
        return
    for index, ((start, end), cut) in enumerate(zip(pairwise(bounds), cuts, strict=True)):
        gap = (
            piece.gap if index == 0 else Gap.SPACE if cut is Cut.TEXT and cuts[index - 1] is cut else Gap.NONE
        )
        yield Piece(piece.row, piece.start + start, piece.start + end, cut, gap, text[start:end])
