"""What stands twice is taken once: lines, entries and whole listings that a page repeats."""

from collections.abc import Sequence

from catalog.diagnostics import Diagnostic, Place, finding
from catalog.identity import control_number
from catalog.issue import Article, Issue, Section
from catalog.publication import Publication, by_name
from catalog.text import LEADER_DOTS, is_han, normalize, squeeze

_FEWEST = 4  # Han characters of lines that are no accident
_LONGEST = 200  # lines of a block
_NEAR = 3  # lines between two parts of a listing that only a running title parts
_LOOKED_AT = 40  # characters of a line


def repeated_rows(lines: Sequence[str], first: int, end: int) -> frozenset[int]:
    """Give the rows, from 0, that repeat the rows right before them, one or a block; blank rows do not count.

    >>> repeated_rows(["工会驿站的冷与暖", "……李明", "", "工会驿站的冷与暖", "……李明", "铁路"], 0, 6)
    frozenset({3, 4})
    """
    rows = [row for row in range(first, end) if lines[row].strip()]
    texts = [squeeze(lines[row]) for row in rows]
    if len(set(texts)) == len(texts):
        return frozenset()
    repeated: set[int] = set()
    last: dict[str, int] = {}
    at = 0
    while at < len(texts):
        begin = last.get(texts[at], at)
        block = texts[begin:at]
        size = len(block)
        if 0 < size <= _LONGEST and texts[at : at + size] == block and _says_something(block):
            repeated.update(rows[at : at + size])
            for index in range(at, at + size):
                last[texts[index]] = index
            at += size
            continue
        last[texts[at]] = at
        at += 1
    return frozenset(repeated)


def _says_something(block: Sequence[str]) -> bool:
    """Tell a line, or lines that begin with an entry: not in its middle, where authors repeat by chance."""
    if len(block) > 1 and normalize(block[0][0]) in LEADER_DOTS:
        return False
    return sum(is_han(char) for text in block for char in text[:_LOOKED_AT]) >= _FEWEST


Key = tuple[str | None, str, tuple[str, ...], str | None]


def key(heading: str | None, article: Article) -> Key | None:
    """Give what two entries share that are one; None if there is too little to tell: no author, no page."""
    names = tuple(author.name for author in article.authors)
    return (heading, squeeze(article.title), names, article.pages) if names or article.pages else None


def once(
    issues: Sequence[Issue], publications: Sequence[Publication]
) -> tuple[list[Issue], list[Diagnostic]]:
    """Take each issue of a page once: a listing all of whose entries stand in another is left out (L205).

    Listings of one issue that share no entry are parts of one, and put together (L248); those that share some
    stay apart.
    """
    kept: list[Issue] = []
    findings: list[Diagnostic] = []
    for issue in issues:
        twin = next((i for i, other in enumerate(kept) if _label(other) == _label(issue)), None)
        if twin is None:
            kept.append(issue)
            continue
        other = kept[twin]
        first, second = _entries(other), _entries(issue)
        here, there = (Place(one.source.file, one.source.line) for one in (issue, other))
        if second <= first:
            findings.append(finding("L205", here, issue=_label(issue), other=there.label()))
        elif first <= second:
            kept[twin] = issue
            findings.append(finding("L205", there, issue=_label(issue), other=here.label()))
        elif not first & second:
            kept[twin] = _together(other, issue, by_name(issue.publication, publications))
            findings.append(finding("L248", here, issue=_label(issue), other=there.label()))
        else:
            kept.append(issue)
    return kept, findings


def _together(issue: Issue, more: Issue, publication: Publication | None) -> Issue:
    """Put the second part of a listing behind the first, number its articles on, and its section goes on."""
    code = publication.code if publication else ""
    sequence = len(issue.articles)
    sections: list[Section] = []
    for section in more.sections:
        articles: list[Article] = []
        for article in section.articles:
            sequence += 1
            number = control_number(code, issue.year, issue.number, sequence)
            articles.append(article.model_copy(update={"id": number}))
        sections.append(section.model_copy(update={"articles": tuple(articles)}))
    last = max(issue.source.end_line, more.source.end_line)
    before = list(issue.sections)
    if before and sections and sections[0].heading is None:
        near = 0 <= more.source.line - issue.source.end_line <= _NEAR
        if near or before[-1].heading is None:
            whole = (*before[-1].articles, *sections.pop(0).articles)
            before[-1] = before[-1].model_copy(update={"articles": whole})
    update = {
        "sections": (*before, *sections),
        "source": issue.source.model_copy(update={"end_line": last}),
        "completeness": more.completeness if issue.completeness == "unstated" else issue.completeness,
        "whole_number": issue.whole_number or more.whole_number,
    }
    return issue.model_copy(update=update)


def _label(issue: Issue) -> str:
    return f"《{issue.publication}》{issue.year}年第{issue.number}期"


def _entries(issue: Issue) -> set[object]:
    return {
        (section.heading, article.kicker, article.title, article.pages, *(a.name for a in article.authors))
        for section in issue.sections
        for article in section.articles
    }
