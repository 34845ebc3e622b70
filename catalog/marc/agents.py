"""Names and roles as MARC wants them: relator codes for printed roles, a body apart from its unit."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Literal, NamedTuple

from catalog.marc.isbd import punctuated
from catalog.marc.record import Subfield
from catalog.model import Author

Position = Literal["title", "slash", "after"]


class Relator(NamedTuple):
    """What a printed role means: a MARC code if one fits, the term, and where the word stands by the name."""

    code: str | None
    term: str
    position: Position
    creator: bool


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
    return (Relator(None, role, "title", True),)


# A body that has units of its own, and how the names of units end.
_BODY = r"[^、，,；;/\s]*?(?:总工会|工会联合会|(?:集团|公司|大学|学院|医院|学校|银行|厂)工会)(?:委员会)?"
_UNIT = r"(?:部|室|处|局|办|科|组|委|委员会|中心)"
_BODY_AND_UNIT = re.compile(rf"({_BODY})((?![和与及暨同])[\u3400-\u9fff]+{_UNIT})")
_ANOTHER_BODY = ("工会", "大学", "学院", "公司", "集团")


def body_and_unit(name: str) -> tuple[str, ...]:
    """Part a trade union from its own department, and give any other name whole.

    Careful rather than complete: the name must end as departments do, with no second body in it.

    >>> body_and_unit("湖北省总工会经济技术劳动保护部"), body_and_unit("中国工会运动史研究会")
    (('湖北省总工会', '经济技术劳动保护部'), ('中国工会运动史研究会',))
    """
    found = _BODY_AND_UNIT.fullmatch(name)
    if found is None or any(word in found[2] for word in _ANOTHER_BODY):
        return (name,)
    return (found[1], found[2])


def access_point(author: Author) -> tuple[Subfield, ...]:
    """Give the subfields of 100, 700 and 710: name, unit, relator terms, affiliation, relator codes.

    >>> [f"${code} {value}" for code, value in access_point(Author(name="余嘉熙", kind="person"))]
    ['$a 余嘉熙,', '$e 著.', '$4 aut']
    """
    roles = relators(author.role)
    name, *units = body_and_unit(author.name) if author.kind == "corporate" else (author.name,)
    elements = [("", "a", name), *((".", "b", unit) for unit in units)]
    elements += [(",", "e", relator.term) for relator in roles]
    if author.affiliation:
        elements.append((",", "u", author.affiliation))
    return (*punctuated(elements), *(Subfield("4", relator.code) for relator in roles if relator.code))


@cache
def _relators() -> Mapping[str, Relator]:
    """Read the table of roles that a librarian can edit."""
    text = (resources.files("catalog") / "lists" / "relators.toml").read_text(encoding="utf-8")
    last_first: tuple[Position, ...] = ("after", "slash", "title")  # of two positions the earlier list counts
    return {
        word: Relator(None if code == "none" else code, row.get("term", word), position, row["creator"])
        for position in last_first
        for code, row in tomllib.loads(text).items()
        for word in row[position]
    }
