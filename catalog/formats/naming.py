"""How the formats name what they speak of: an issue, a section without a place in the file, any text."""

from collections.abc import Iterator

from catalog.diagnostics import Diagnostic, Place, finding
from catalog.issue import Issue, Section
from catalog.marc.characters import UNFIT


def without_articles(issue: Issue) -> Iterator[Diagnostic]:
    """Tell of sections that have no article, hence no place in the file (W770)."""
    place = Place(issue.source.file, issue.source.line)
    for section in issue.sections or (Section(),):
        if not section.articles:
            heading = shown(section.heading or "-")
            yield finding(
                "W770", place, issue=label(issue.publication, issue.year, issue.number), heading=heading
            )


def label(publication: object, year: object, number: object) -> str:
    """Name an issue as its masthead does.

    >>> label("中国工运", 2025, 11)
    '《中国工运》2025年第11期'
    """
    return f"《{publication}》{year}年第{number}期"


def shown(text: str) -> str:
    """Name the characters that no file should hold, in a text that only explains.

    >>> shown("工\\x07会")
    '工<U+0007>会'
    """
    return UNFIT.sub(lambda found: f"<U+{ord(found.group()):04X}>", text)
