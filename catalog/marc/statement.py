"""The title statement: title and subtitle apart, and who is responsible, as printed."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from catalog import patterns
from catalog.issue import Author, Evidence
from catalog.marc.agents import Position, relators
from catalog.marc.script import VERNACULAR, Script

_BRACKETS = (("“", "”"), ("‘", "’"), ("「", "」"), ("『", "』"), ("《", "》"), ("〈", "〉"), ("（", "）"),
             ("(", ")"), ("【", "】"), ("〔", "〕"), ("[", "]"))  # fmt: skip
_DASH = patterns.compile(r"[—―─－–-]{2,}|[⸺⸻]")
_ANY_DASH = patterns.compile("[—―─－–⸺⸻-]")  # which is soon seen not to be there


def title_and_subtitle(title: str) -> tuple[str, str | None]:
    """Part a title from the subtitle behind a dash; a dash inside quotation marks or brackets parts nothing.

    >>> title_and_subtitle("“你好——同志”的日常——走近工会主席")
    ('“你好——同志”的日常', '走近工会主席')
    """
    for dash in _DASH.finditer(title) if _ANY_DASH.search(title) else ():
        before, after = title[: dash.start()].rstrip(), title[dash.end() :].lstrip()
        if before and after and _closed(before):
            return before, after
    return title, None


class Marks(NamedTuple):
    """What stands between names, between kinds of responsibility, before a role behind a name; brackets.

    A nationality stands in brackets before the name, as GB/T 3792 has it.
    """

    names: str
    kinds: str
    role: str
    affiliation: str
    nationality: str


LATIN_MARKS = Marks(names=", ", kinds=" ; ", role=" ", affiliation=" ({})", nationality="({}) ")


def statement_of_responsibility(
    authors: Sequence[Author], script: Script = VERNACULAR, marks: Marks = LATIN_MARKS
) -> str:
    """Join the names with roles and affiliations as printed.

    A comma stands between names, a semicolon between different kinds of responsibility.  A role is
    written once for neighbours who share it, on the side of the names where the page has it.

    >>> statement_of_responsibility([
    ...     Author(name="叶惊蛰", kind="person", role="本刊记者"),
    ...     Author(name="余玉珍", kind="person", affiliation="北京市工运研究会"),
    ...     Author(name="秦红", kind="person", role="译"),
    ... ])
    '本刊记者 叶惊蛰, 余玉珍 (北京市工运研究会) ; 秦红 译'
    """
    return marks.kinds.join(statements(authors, script, marks))


def statements(
    authors: Sequence[Author], script: Script = VERNACULAR, marks: Marks = LATIN_MARKS
) -> list[str]:
    """Give a statement for each kind of responsibility."""
    if len(authors) == 1:
        return [_run(_role(authors[0]), authors, script, marks)]
    kinds: list[tuple[tuple[str, ...], list[str]]] = []
    for role, group in groupby(authors, _role):
        kind, names = _kind(role), _run(role, list(group), script, marks)
        if kinds and kinds[-1][0] == kind:
            kinds[-1][1].append(names)
        else:
            kinds.append((kind, [names]))
    return [marks.names.join(names) for _, names in kinds]


@lru_cache(maxsize=1024)
def _kind(role: str) -> tuple[str, ...]:
    """Tell kinds of responsibility apart: by what was done, not by who did it (本刊记者, 通讯员)."""
    roles = relators(role)
    if role and len(roles) == 1 and roles[0].position != "title":
        return (role,)
    return tuple(relator.term for relator in roles)


def _role(author: Author) -> str:
    return (author.role or "").strip()


def _run(role: str, authors: Sequence[Author], script: Script, marks: Marks) -> str:
    """Write the names that share a role, the role once."""
    names = marks.names.join([_name(author, script, marks) for author in authors])
    if not role:
        return names
    position = _position(authors[0])
    word = script.title(role, running=True)
    behind = f"{names}{marks.role}{word}"
    return {"title": f"{word} {names}", "slash": f"{word}/{names}", "after": behind}[position]


def _position(author: Author) -> Position:
    """Tell where the role stands: as on the page, if that is known, else where such a word usually does."""
    roles = relators(author.role)
    usual = roles[0].position if len(roles) == 1 else "title"
    name, role = author.evidence.get("name"), author.evidence.get("role")
    if name is None or role is None:
        return usual
    if _begin(role) > _begin(name):
        return "after"
    return "title" if usual == "after" else usual


def _begin(evidence: Evidence) -> tuple[int, int]:
    first = evidence.spans[0]
    return first.line, first.column


def _name(author: Author, script: Script, marks: Marks) -> str:
    write = script.person if author.kind == "person" else script.body
    name = write(author.name, running=True)
    if author.nationality:
        name = marks.nationality.format(script.body(author.nationality, running=True)) + name
    if not author.affiliation:
        return name
    return name + marks.affiliation.format(script.body(author.affiliation, running=True))


def _closed(text: str) -> bool:
    """Tell whether every quotation mark and bracket opened in the text is closed in it."""
    return text.count('"') % 2 == 0 and all(text.count(o) <= text.count(c) for o, c in _BRACKETS)
