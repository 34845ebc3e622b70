"""Names and roles as MARC wants them: relator codes for printed roles, a body apart from its unit."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Literal, NamedTuple

from catalog import resources
from catalog.marc.isbd import punctuated
from catalog.marc.record import Subfield
from catalog.marc.script import VERNACULAR, Script
from catalog.model import Author

Position = Literal["title", "slash", "after"]


class Relator(NamedTuple):
    """What a printed role means: a MARC code if one fits, the term in two languages, where the word stands.

    `unimarc` is the code for the same in UNIMARC: https://archive.ifla.org/VI/3/p1996-1/appx-c.htm
    """

    code: str | None
    term: str
    english: str
    position: Position
    creator: bool
    unimarc: str | None = None


def relators(role: str | None) -> tuple[Relator, ...]:
    """Give what a printed role means, several for a joined one; no role is authorship.

    >>> [(relator.code, relator.term) for relator in relators("文/图")]
    [('aut', '著'), (None, '图')]
    """
    table = _relators()
    role = (role or "").strip() or "文"
    if role in table:
        return (table[role],)
    parts = [part for part in re.split(r"[/／、，,并\s]+", role) if part]
    if len(parts) > 1 and all(part in table for part in parts):
        return tuple(table[part] for part in parts)
    return (Relator(None, role, role, "title", True),)


def access_point(author: Author, script: Script = VERNACULAR, language: str = "chi") -> tuple[Subfield, ...]:
    """Give the subfields of 100, 700 and 710: name, unit, relator terms, affiliation, relator codes.

    Terms are in the language of cataloguing; a role that English has no term for is kept as printed.

    >>> [f"${code} {value}" for code, value in access_point(Author(name="余嘉熙", kind="person"))]
    ['$a 余嘉熙,', '$e 著.', '$4 aut']
    """
    roles = relators(author.role)
    if author.kind == "person":
        elements = [("", "a", script.person(author.name))]
    else:
        unit = author.unit or ""
        name = author.name.removesuffix(unit)
        elements = [("", "a", script.body(name))]
        if unit:
            elements.append((".", "b", script.body(unit)))
    elements += [(",", "e", relator.english if language == "eng" else relator.term) for relator in roles]
    if author.affiliation:
        elements.append((",", "u", script.body(author.affiliation)))
    return (*punctuated(elements), *(Subfield("4", relator.code) for relator in roles if relator.code))


@cache
def _relators() -> Mapping[str, Relator]:
    """Read the table of roles that a librarian can edit."""
    text = resources.lists("relators.toml")
    last_first: tuple[Position, ...] = ("after", "slash", "title")  # of two positions the earlier list counts
    return {
        word: Relator(
            None if code == "none" else code,
            row.get("term", word),
            row.get("english", word),
            position,
            row["creator"],
            row.get("unimarc"),
        )
        for position in last_first
        for code, row in tomllib.loads(text).items()
        for word in row[position]
    }
