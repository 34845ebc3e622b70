"""Words for a role printed beside a name, from the same table that gives them their relator codes."""

import re
from functools import cache
from typing import NamedTuple

from catalog import resources

_MORE_BEFORE = ("文并图", "图并文")
_GLUED = "摄译著等"  # the only single characters that are seldom the end of a name


class Roles(NamedTuple):
    """The role words, and patterns that see one glued to a name."""

    before: frozenset[str]
    after: frozenset[str]
    words: frozenset[str]
    glued_before: re.Pattern[str]
    glued_after: re.Pattern[str]
    before_colon: re.Pattern[str]
    two: re.Pattern[str]
    begins: frozenset[str]
    """Characters with which a role before a name begins."""
    ends: tuple[str, ...]
    """What a text ends with that has a role behind a name."""


@cache
def roles() -> Roles:
    """Load the role words."""
    table = resources.table("relators.toml")
    titles = {word for row in table.values() for word in row["title"]}
    slash = {word for row in table.values() for word in row["slash"]} | set(_MORE_BEFORE)
    after = {word for row in table.values() for word in row["after"]}
    sure = _longest_first({word for word in after if len(word) > 1 or word in _GLUED} - {"等"})
    return Roles(
        frozenset(titles | slash),
        frozenset(after | slash),
        frozenset(titles | slash | after),
        re.compile(f"(?:{_longest_first(titles)})(?=.)"),
        re.compile(f"(?<=..)(?:{_longest_first({w for w in after if len(w) > 1 or w in _GLUED})})$"),
        re.compile(f"(?:{_longest_first(titles | slash | after)}):(?=.)"),
        re.compile(f"(.{{2,12}}?)({sure})(.{{2,4}}?)({sure})"),
        frozenset(word[0] for word in titles),
        tuple(word for word in after if len(word) > 1 or word in _GLUED),
    )


def _longest_first(words: set[str]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))
