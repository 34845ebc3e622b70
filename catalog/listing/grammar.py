"""What may follow what in a listing, and what that says for or against a reading.

A row: a kind, the kinds behind it, and the score when the second stands directly behind the first,
behind a space, and on a new line; None where that is never so.  Scores are in natural-log units.
"""

from enum import IntEnum

from catalog.listing.lattice import END, START, Follow
from catalog.listing.pieces import Gap


class Kind(IntEnum):
    """What a stretch of a listing can be."""

    HEADING = 0
    KICKER = 1
    TITLE = 2
    LEADER = 3
    PERSON = 4
    BODY = 5
    ROLE = 6
    ROLE_AFTER = 7
    AFFILIATION = 8
    SEPARATOR = 9
    PAGE = 10
    LABEL = 11
    UNREAD = 12
    OUTSIDE = 13
    PAGE_BEFORE = 14
    HEADING_BEFORE = 15
    PAGE_LEADER = 16
    ORDINAL = 17
    CLOSE = 18
    NATIONALITY = 19
    PERSON_BEFORE = 20
    BODY_BEFORE = 21


K = Kind
_BEFORE = (K.PERSON_BEFORE, K.BODY_BEFORE)
_STARTS = (K.HEADING, K.KICKER, K.TITLE, K.HEADING_BEFORE, K.PAGE_BEFORE, K.ORDINAL, *_BEFORE)
_AGENT = (K.PERSON, K.BODY)
_NAMED = (K.PERSON, K.BODY, K.AFFILIATION, K.ROLE_AFTER)
_OVER = (*_NAMED, K.PAGE, K.CLOSE)
_Row = tuple[tuple[int, ...], tuple[int, ...], float | None, float | None, float | None]

# fmt: off
ROWS: tuple[_Row, ...] = (
    # behind                            comes                               glued  spaced  new line
    ((START,),                          (*_STARTS, K.LABEL),                None,   0.0,   0.0),
    ((K.LABEL,),                        (*_STARTS, K.LABEL),                None,   0.0,   0.0),
    ((K.HEADING, *_OVER),               (K.LABEL,),                         None,  None,  -5.0),
    # 【栏目】 or a page may stand on the title's own line, before it
    ((K.HEADING, K.KICKER),             (K.HEADING_BEFORE, K.PAGE_BEFORE, K.ORDINAL), None, None, 0.0),
    ((K.HEADING_BEFORE,),               (K.TITLE, K.KICKER, K.PAGE_BEFORE, K.ORDINAL), 0.0, 0.0, None),
    ((K.PAGE_BEFORE,),                  (K.TITLE, K.KICKER, K.HEADING_BEFORE), 0.0, 0.0,  None),
    ((K.ORDINAL,),                      (K.TITLE, K.KICKER, K.HEADING_BEFORE), 0.0, 0.0,  None),
    ((K.HEADING,),                      (K.KICKER, K.TITLE),                None,  -3.0,   0.0),
    ((K.HEADING,),                      (K.HEADING,),                       None,  None,  -4.0),
    ((K.HEADING,),                      (K.OUTSIDE, END),                   None,  None,  -6.0),
    ((K.KICKER,),                       (K.TITLE,),                         None,  -3.0,   0.0),
    ((K.KICKER,),                       (K.HEADING,),                       None,  None,  -4.0),
    ((K.KICKER,),                       (K.KICKER, K.OUTSIDE, END),         None,  None,  -9.0),
    # the title ends, the leader runs, perhaps over a line end, to the author or the page
    ((K.TITLE,),                        (K.LEADER,),                         0.0,   0.0,   0.0),
    ((K.TITLE,),                        (K.PERSON, K.BODY, K.ROLE),         None,  -3.0,  -3.5),
    ((K.TITLE,),                        (K.PAGE,),                          -2.0,  -1.0,  -3.0),
    ((K.TITLE,),                        (*_STARTS, K.OUTSIDE, END),         None,  None,  -4.5),
    ((K.LEADER,),                       (K.LEADER,),                         0.0,  -0.2,   0.0),
    ((K.LEADER,),                       (K.PERSON, K.BODY, K.ROLE, K.AFFILIATION), 0.0, 0.0, -0.2),
    ((K.LEADER,),                       (K.PAGE,),                          -0.2,  -0.2,  -1.5),
    ((K.LEADER,),                       (*_STARTS, K.OUTSIDE, END),         None,  None,  -4.0),
    (_NAMED,                            (K.CLOSE,),                          0.0,   0.0,  -1.0),
    ((K.CLOSE,),                        (K.PAGE, K.PAGE_LEADER),             0.0,   0.0,  -2.0),
    # authors, one behind the other
    ((K.ROLE,),                         (K.PERSON, K.ROLE),                  0.0,   0.0,  -1.0),
    ((K.ROLE,),                         (K.AFFILIATION,),                    0.0,   0.0,  -0.5),
    ((K.ROLE,),                         (K.BODY,),                          -4.5,  -4.5,  -5.0),
    (_NAMED,                            _AGENT,                             None,   0.0,  -8.0),
    ((K.PERSON,),                       (K.BODY,),                          None,  -2.0,  -8.0),
    ((K.BODY,),                         (K.PERSON,),                        None,  -1.0,  -8.0),
    (_NAMED,                            (K.ROLE,),                          None,   0.0,  -1.0),
    (_NAMED,                            (K.SEPARATOR,),                      0.0,   0.0,  -1.0),
    ((K.SEPARATOR,),                    (*_AGENT, K.ROLE),                   0.0,   0.0,  -0.3),
    ((K.SEPARATOR,),                    (K.PAGE, *_STARTS, K.OUTSIDE, END), None,  -1.0,  -2.0),
    ((K.PAGE, K.CLOSE),                 (K.SEPARATOR,),                      0.0,  -1.0,  None),
    ((K.SEPARATOR,),                    (K.TITLE,),                         -1.0,  -1.0,  -2.0),
    (_AGENT,                            (K.AFFILIATION,),                    0.0,  -0.3,  -0.5),
    (_AGENT,                            (K.ROLE_AFTER,),                     0.0,  -0.3,  -5.0),
    ((K.AFFILIATION,),                  (K.ROLE_AFTER,),                     0.0,  -0.3,  -2.0),
    ((K.ROLE_AFTER,),                   (K.AFFILIATION,),                    0.0,  -0.3,  -2.0),
    ((K.AFFILIATION,),                  (K.PERSON,),                         0.0,   0.0,  -1.0),
    # [美] stands before a name and with it
    ((K.LEADER,),                       (K.NATIONALITY,),                    0.0,   0.0,  -0.2),
    ((K.TITLE,),                        (K.NATIONALITY,),                   None,  -1.0,  -1.5),
    ((K.SEPARATOR, K.ROLE),             (K.NATIONALITY,),                    0.0,   0.0,  -0.3),
    (_NAMED,                            (K.NATIONALITY,),                    0.0,   0.0,  -1.0),
    ((K.NATIONALITY,),                  (K.PERSON,),                         0.0,   0.0,  -1.0),
    (_NAMED,                            (K.PAGE,),                           0.0,   0.0,  -1.0),
    (_NAMED,                            (K.PAGE_LEADER,),                    0.0,   0.0,  -2.0),
    ((K.PAGE_LEADER,),                  (K.PAGE,),                           0.0,   0.0,  -2.0),
    # 题名……作者……题名……作者, where entries run on
    ((K.PAGE_LEADER,),                  (K.TITLE,),                         -1.0,  -1.0,  None),
    # the entry is over: the next one stands on a new line, a kicker also behind the author
    (_OVER,                             (K.KICKER, K.ORDINAL),              None,   0.0,   0.0),
    (_OVER,                             (K.HEADING, K.TITLE),               None,  -6.0,   0.0),
    (_OVER,                             (K.HEADING_BEFORE, K.PAGE_BEFORE),  None,  None,   0.0),
    (_OVER,                             (K.OUTSIDE, END),                   None,  None,   0.0),
    # authors may stand before their title, on its line or above it, in a listing that has all of them there
    ((K.PAGE_BEFORE, K.HEADING_BEFORE, K.ORDINAL), _BEFORE,                  0.0,   0.0,   0.0),
    ((K.HEADING, K.TITLE, *_OVER),      (*_BEFORE, K.ORDINAL),              None,  None,   0.0),
    (_BEFORE,                           (*_BEFORE, K.TITLE, K.ORDINAL),      0.0,   0.0,   0.0),
    # what cannot be read is set aside to the end of its line and costs no other line
    (tuple(k for k in K if k is not K.OUTSIDE), (K.UNREAD,),                     -2.0,  -2.0,  -2.0),
    ((START,),                          (K.UNREAD, K.OUTSIDE, END),         None,  -2.0,  -2.0),
    ((K.UNREAD,),                       (*_STARTS, K.UNREAD, K.OUTSIDE, END), None, None, 0.0),
    ((K.LABEL,),                        (K.UNREAD, K.OUTSIDE, END),         None,  None,  -2.0),
    ((K.OUTSIDE,),                      (END,),                             None,  None,   0.0),
)
# fmt: on


_BLANK: dict[int, float] = dict.fromkeys(
    (*_NAMED, K.ROLE, K.SEPARATOR, K.PAGE, K.LEADER, K.PAGE_LEADER), -2.0
)
"""What a blank line before them says against the rest of an entry."""


_WIDE: dict[int, float] = dict.fromkeys((*_AGENT, K.ROLE, K.PAGE), -0.5)
"""A wide gap behind a title does the leader's work."""


def _tables() -> dict[Gap, Follow]:
    columns: tuple[dict[int, dict[int, float]], ...] = ({}, {}, {})
    for behind, comes, *scores in ROWS:
        for column, score in zip(columns, scores, strict=True):
            if score is not None:
                for kind in behind:
                    column.setdefault(kind, {}).update(dict.fromkeys(comes, score))
    glued, spaced, new_line = columns
    blank = {
        behind: {kind: score + _BLANK.get(kind, 0.0) for kind, score in row.items()}
        for behind, row in new_line.items()
    }
    wide = spaced | {K.TITLE: spaced[K.TITLE] | _WIDE}
    return {
        Gap.NONE: glued,
        Gap.SPACE: spaced,
        Gap.WIDE: wide,
        Gap.LINE: new_line,
        Gap.BLANK: blank,
        Gap.INDENT: new_line | {K.TITLE: new_line[K.TITLE] | _WIDE},
    }


FOLLOW: dict[Gap, Follow] = _tables()
