"""Names and roles as MARC wants them: relator codes for printed roles, a body apart from its unit.

Whoever is named several times, as in 文/张三 摄影/张三, is one agent with all its relators.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from catalog import resources
from catalog.issue import Author
from catalog.marc.isbd import punctuated
from catalog.marc.record import Subfield, subfields_of
from catalog.marc.script import VERNACULAR, Script

Position = Literal["title", "slash", "after"]


class Relator(NamedTuple):
    """What a printed role means: a MARC code if one fits, the term in two languages, where the word stands.

    `english` is empty where no English term is known.  `unimarc` is the code for the same in UNIMARC:
    https://archive.ifla.org/VI/3/p1996-1/appx-c.htm
    """

    code: str | None
    term: str
    english: str
    position: Position
    creator: bool
    unimarc: str | None = None


class Agent(NamedTuple):
    """A person or body with all that it did, each relator once."""

    author: Author
    relators: tuple[Relator, ...]

    @property
    def creator(self) -> bool:
        """Tell whether it made the work by some of what it did."""
        return any(relator.creator for relator in self.relators)


def agents(authors: Sequence[Author]) -> tuple[Agent, ...]:
    """Give each person and body once, in the order in which they are first named.

    >>> made = agents([Author(name="张三", kind="person", role=role) for role in ("文", "攝影", "摄")])
    >>> [(agent.author.name, [relator.code for relator in agent.relators]) for agent in made]
    [('张三', ['aut', 'pht'])]
    """
    if len(authors) < 2 or len(set(map(_identity, authors))) == len(authors):
        return tuple([Agent(author, relators(author.role)) for author in authors])
    found: dict[tuple[str, str, str | None], Agent] = {}
    for author in authors:
        before = found.get(_identity(author))
        found[_identity(author)] = _again(before, author) if before else Agent(author, relators(author.role))
    return tuple(found.values())


def _identity(author: Author) -> tuple[str, str, str | None]:
    return author.name, author.kind, author.unit


def _again(agent: Agent, author: Author) -> Agent:
    """Add what an agent is named for once more, and the affiliation if it had none."""
    first, before = agent
    if author.affiliation and not first.affiliation:
        first = first.model_copy(update={"affiliation": author.affiliation})
    terms = {relator.term: relator for relator in (*relators(author.role), *before)}
    known = {relator.term: relator for relator in before}
    return Agent(first, tuple((known | terms).values()))


@lru_cache(maxsize=1024)
def relators(role: str | None) -> tuple[Relator, ...]:
    """Give what a printed role means, several for a joined one; no role is authorship.

    Traditional characters and a final 者 make no difference: 攝影者.

    >>> [(relator.code, relator.term) for relator in relators("文/图")]
    [('aut', '著'), (None, '图')]
    >>> [(relator.code, relator.term) for relator in relators("整理者")]
    [('com', '整理')]
    """
    printed = (role or "").strip() or "文"
    if known := _known(printed):
        return (known,)
    parts = [_known(part) for part in re.split(r"[/／、，,并並\s]+", printed) if part]
    if len(parts) > 1 and all(parts):
        return tuple({part.term: part for part in parts if part}.values())
    return (Relator(None, printed, "", "title", True),)


def access_point(agent: Agent, script: Script = VERNACULAR, language: str = "chi") -> tuple[Subfield, ...]:
    """Give the subfields of 100, 700 and 710: name, unit, relator terms, affiliation, relator codes.

    Terms are in the language of cataloguing; a role that English has no term for is kept as printed, in the
    script of the field.

    >>> (agent,) = agents([Author(name="余嘉熙", kind="person")])
    >>> [f"${code} {value}" for code, value in access_point(agent)]
    ['$a 余嘉熙,', '$e 著.', '$4 aut']
    """
    author, roles = agent
    if author.kind == "person":
        elements = [("", "a", script.person(author.name))]
    else:
        unit = author.unit or ""
        elements = [("", "a", script.body(author.name.removesuffix(unit)))]
        if unit:
            elements.append((".", "b", script.body(unit)))
    for relator in roles:
        elements.append((",", "e", _term(relator, script, language)))
    if author.affiliation:
        elements.append((",", "u", script.body(author.affiliation)))
    codes = dict.fromkeys([relator.code for relator in roles if relator.code])
    return punctuated(elements) + subfields_of([("4", code) for code in codes])


def _term(relator: Relator, script: Script, language: str) -> str:
    if language != "eng":
        return relator.term
    return relator.english or script.title(relator.term, running=True)


def _known(word: str) -> Relator | None:
    """Look a role up as it is printed, in simplified characters, and without 者."""
    table = _relators()
    if word in table:
        return table[word]
    simple = word.translate(_simplified())
    return table.get(simple) or table.get(simple.removesuffix("者"))


@cache
def _simplified() -> dict[int, str]:
    pairs = resources.table("traditional.toml")["pairs"].split()
    return {ord(pair[0]): pair[1] for pair in pairs}


@cache
def _relators() -> Mapping[str, Relator]:
    """Read the table of roles that a librarian can edit."""
    # Of two positions the later in this order counts.
    lists: tuple[tuple[str, Position], ...] = (
        ("more", "after"), ("after", "after"), ("slash", "slash"), ("title", "title"),
    )  # fmt: skip
    return {
        word: Relator(
            None if name.startswith("none") else name,
            row.get("own", {}).get(word) or row.get("term", word),
            row.get("english", ""),
            position,
            row["creator"],
            row.get("unimarc"),
        )
        for words, position in lists
        for name, row in resources.table("relators.toml").items()
        for word in row.get(words, ())
    }
