"""Cut the lines of a listing at every plausible break: line ends, spaces, leaders, separators, brackets."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from itertools import accumulate, pairwise
from types import MappingProxyType

from catalog import patterns
from catalog.listing.names import body, person, split_glued
from catalog.listing.roles import roles
from catalog.text import LEADER_DOTS


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


NONE, SPACE, WIDE, LINE, BLANK, INDENT = Gap
TEXT, LEADER, SEPARATOR, OPEN, CLOSE, NUMBER, WEAK_LEADER, MARK, ORDINAL, NAME = Cut
# Rules ask by these names: a member of an enumeration takes thirty times as long to look up as a name.


@dataclass(slots=True, eq=False)
class Piece:
    """A stretch of one line that no reading ever parts: row and columns from 0, `end` exclusive.

    Like all that rules ask about, it has slots, which are read much faster than the fields of a tuple, and
    is never changed.
    """

    row: int
    start: int
    end: int
    cut: Cut
    gap: Gap
    text: str


@dataclass(slots=True, eq=False)
class Cuts:
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
_BEHIND = r"[;)\]]|】"  # what may stand behind a page; as one class it takes long to compile
_RANGE = r"\d{1,4}(?:\s?[-~—]\s?\d{1,4})?"
_PAGES = rf"{_RANGE}(?:\s?[、,]\s?{_RANGE}){{0,5}}"  # 5-7、12; bounded, for a line of nothing else
_LISTED = rf"(?<!\d)\d{{1,4}}(?:[-~—]\d{{1,4}})?(?:[、,]{_RANGE}){{1,5}}"  # behind a name, without a blank
_MISREAD = rf"(?<![^\s(\[【])(?=[OolI]?\d|\d?[OolI]{{1,2}}\d|\d[OolI])[0-9OolI]{{2,3}}(?=\s|$|{_BEHIND})"
_NUMBER = rf"(?:[Pp]\.?)?{_PAGES}页?(?=\s|$|{_BEHIND}) | 第\s?{_PAGES}\s?页 | {_MISREAD}"
_STOP = rf"""
    […、,;/|()\[\]【】{re.escape(MARKS)}\s] | [.·][ ]?[{_DOT}] | [-_—~]{{4}}
    | \d{{1,4}}(?:-\d{{1,4}})?(?=\s|$|{_BEHIND}) | {_LISTED}(?=\s|$|{_BEHIND}) | {_LONE_DOT}
"""
_PLAIN = rf"[^{_DOT}、,;/|()\[\]【】{re.escape(MARKS)}\s_—~\d-]"  # where nothing can stop a text
_TOKEN = rf"""
    [ ]*(?:
      ( {_LEADER} )
    | ( {_LONE_DOT} )
    | ( [、,;/|] )
    | ( [(\[【] )
    | ( {_CLOSERS} )
    | ( [{re.escape(MARKS)}]+ )
    | ( {_NUMBER} )
    | ( (?: {_PLAIN}+ | (?! {_STOP} ) . )+ | . )
    )
"""


@cache
def _tokens(*, dashed: bool = False) -> re.Pattern[str]:
    """Give the pattern of a token; where three dashes are the leader they also stop a text."""
    token = _TOKEN
    if dashed:
        token = token.replace(_LEADER, f"{_LEADER} | {_DASHES}").replace(_STOP, f"{_STOP} | {_DASHES}")
    return re.compile(token, re.VERBOSE)


_CUTS: tuple[Cut, ...] = (
    TEXT, LEADER, WEAK_LEADER, SEPARATOR, OPEN, CLOSE, MARK, NUMBER, TEXT
)  # fmt: skip
"""What the groups of a token are."""
_LONGEST_WITH_ROLE = 6
_LONGEST_TWO, _LONGEST_NAME = 24, 4
_FEWEST, _FEWEST_GLUED, _MOST = 5, 6, 9  # characters of names that stand together
_JOINT = patterns.compile("[和与及&]")
_INDENT = " " * 6  # before a line that stands far to the right
_PARTED = (NONE, SPACE, WIDE)


def cut(
    lines: Sequence[str],
    first: int,
    column: int,
    *,
    skip: Collection[int] = (),
    also: Mapping[int, Collection[int]] = MappingProxyType({}),
    dashed: bool = False,
) -> Cuts:
    """Cut normalised lines, the first of which is row `first` and begins at `column`, all from 0.

    Rows to `skip` are left out; `also` gives columns of rows at which a person wants them cut; `dashed` says
    that three dashes are a leader.
    """
    tokens = _tokens(dashed=dashed)
    words = roles()
    pieces: list[Piece] = []
    line_end: list[int] = []
    blank = False
    for row, line in enumerate(lines, first):
        if row in skip:
            continue
        asked = sorted(also.get(row, ()))
        position = column if row == first else 0
        begun = len(pieces)
        indent = line.startswith(_INDENT)
        gap = INDENT if indent else BLANK if blank else LINE
        for match in tokens.finditer(line, position):
            assert match.lastindex is not None
            kind = _CUTS[match.lastindex]
            start, stop = match.span(match.lastindex)
            if len(pieces) > begun:
                gap = _PARTED[min(start - position, 2)]
            position = stop
            text = line[start:stop]
            if kind is TEXT:
                size = stop - start
                if ":" in text or text[0] in words.begins or text.endswith(words.ends):
                    pieces += _apart(Piece(row, start, stop, kind, gap, text), asked)
                    continue
                if _FEWEST <= size <= _MOST and not asked:
                    pieces += _names_apart(Piece(row, start, stop, kind, gap, text))
                    continue
            piece = Piece(row, start, stop, kind, gap, text)
            if asked:
                for part in _asked_apart(piece, asked):
                    pieces += _names_apart(part)
            else:
                pieces.append(piece)
        blank = len(pieces) == begun
        line_end += [len(pieces)] * (len(pieces) - begun)
    return Cuts.of(pieces, line_end)


def _apart(piece: Piece, asked: list[int]) -> Iterator[Piece]:
    """Part the roles and names that are glued together in a piece, also where a person wants it cut."""
    two = _two_apart(piece.text, piece.start)
    gap = piece.gap
    for start, end in two or _roles_apart(piece.text, piece.start):
        if two and start == two[2][0]:
            gap = SPACE
        part = Piece(piece.row, start, end, TEXT, gap, piece.text[start - piece.start : end - piece.start])
        for cut_out in _asked_apart(part, asked) if asked else (part,):
            yield from _names_apart(cut_out)
        gap = NONE


def _asked_apart(piece: Piece, columns: list[int]) -> Iterator[Piece]:
    """Part a piece where a person wants it cut, as if a blank stood there; 和 between names joins them."""
    bounds = [piece.start, *(column for column in columns if piece.start < column < piece.end), piece.end]
    gap = piece.gap
    for start, end in pairwise(bounds):
        text = piece.text[start - piece.start : end - piece.start]
        joint = _JOINT.fullmatch(text) is not None and len(bounds) > 2
        yield Piece(piece.row, start, end, SEPARATOR if joint else piece.cut, gap, text)
        gap = NONE if joint else SPACE


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
    if piece.cut is not TEXT or not _FEWEST <= len(text) <= _MOST:
        yield piece
        return
    joint = _JOINT.search(text, 2, len(text) - 2)
    if joint and person(text[: joint.start()]) > 0 and person(text[joint.end() :]) > 0:
        bounds = [0, joint.start(), joint.end(), len(text)]
        cuts = [TEXT, SEPARATOR, TEXT]
    elif len(text) >= _FEWEST_GLUED and person(text) < 0 and (names := split_glued(text)):
        bounds = [0, *accumulate(len(name) for name in names)]
        cuts = [TEXT] * len(names)
    else:
        yield piece
        return
    for index, ((start, end), cut) in enumerate(zip(pairwise(bounds), cuts, strict=True)):
        gap = piece.gap if index == 0 else SPACE if cut is TEXT and cuts[index - 1] is cut else NONE
        yield Piece(piece.row, piece.start + start, piece.start + end, cut, gap, text[start:end])
