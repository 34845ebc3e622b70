"""What reference managers want to know of an article: who did what, on which pages, and the rest as notes."""

from collections.abc import Iterable
from typing import Literal

from catalog import patterns
from catalog.formats.entries import Entry
from catalog.issue import Author
from catalog.marc.agents import relators
from catalog.marc.statement import statement_of_responsibility
from catalog.marc.wording import wording

Function = Literal["author", "editor", "translator", "contributor"]

LANGUAGE = "zh"

_FUNCTIONS: dict[str | None, Function] = {"edt": "editor", "trl": "translator"}
_PAGES = patterns.compile(r"(?:第|[Pp]{1,2}\.?)?\s*([0-9]+)(?:\s*[—–~-]+\s*([0-9]+))?\s*页?")
_NARROW = str.maketrans("０１２３４５６７８９～－", "0123456789~-")


def by_function(authors: Iterable[Author]) -> dict[Function, list[str]]:
    """Sort names by what their bearers did: those who made the work, editors, translators, all others.

    >>> authors = [("叶惊蛰", "文/图"), ("秦红", "译")]
    >>> by_function(Author(name=name, kind="person", role=role) for name, role in authors)
    {'author': ['叶惊蛰'], 'translator': ['秦红']}
    """
    names: dict[Function, list[str]] = {}
    for author in authors:
        named = names.setdefault(_function(author), [])
        if author.name not in named:
            named.append(author.name)
    return names


def _function(author: Author) -> Function:
    roles = relators(author.role)
    if any(role.creator for role in roles):
        return "author"
    return _FUNCTIONS.get(roles[0].code, "contributor")


def page_range(pages: str | None) -> tuple[str, str]:
    """Give the first page and the last, empty if there is none; what is no page or range stays as printed.

    >>> page_range("第5页"), page_range("５～7"), page_range("封二"), page_range(None)
    (('5', ''), ('5', '7'), ('封二', ''), ('', ''))
    """
    pages = pages or ""
    found = _PAGES.fullmatch(pages.translate(_NARROW).strip())
    return (found[1], found[2] or "") if found else (pages, "")


def statements(entry: Entry) -> list[str]:
    """Say what has no field of its own in a reference manager, in Chinese: `引题：…`.

    The statement of responsibility is given where a role or an affiliation is printed; last stands what
    the record was made from.
    """
    article, issue = entry.article, entry.issue
    printed = any(author.role or author.affiliation or author.nationality for author in article.authors)
    words = wording("cnmarc")
    labelled = (
        ("引题", article.kicker),
        ("栏目", entry.heading),
        ("责任说明", statement_of_responsibility(article.authors) if printed else None),
        ("总期号", issue.whole_number),
        ("统一刊号", entry.publication.cn),
        ("著录依据", words.based(words.basis, issue, entry.settings.newspaper, entry.designation)),
    )
    return [f"{name}：{value}" for name, value in labelled if value]
