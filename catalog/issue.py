"""The records: an issue of a periodical, its sections, its articles and their authors.

An article is what a cataloguer calls a component part, the issue its host item.  Every value can be
traced: `evidence`, keyed by field name, says at which characters of the page it stands.

These are what a page is read into and what records are made of; `catalog.model` has the pydantic models of
the same names and fields, which check what comes in and goes out as JSON.
"""

from collections.abc import Mapping
from typing import Literal

from catalog.frozen import NONE, Frozen
from catalog.source import SourceSpan

AgentKind = Literal["person", "corporate"]
Completeness = Literal["complete", "selection", "unstated"]


class Alternative(Frozen):
    """Another reading of the place where a value stands: read as what, which text, how sure."""

    reading: str
    text: str
    confidence: float


class Evidence(Frozen):
    """Where a value stands on the page, the raw text there, the rule that took it, and how sure it is.

    `confidence` is the share of values with such a `margin` that were right on pages of known contents;
    the margin is how much worse the best reading of the listing without this value scores, None if there
    is none.
    """

    spans: tuple[SourceSpan, ...]
    quoted: str
    rule: str
    confidence: float = 1.0
    margin: float | None = None
    alternatives: tuple[Alternative, ...] = ()


class Author(Frozen):
    """A person or body named as responsible, with what is printed beside the name."""

    name: str
    kind: AgentKind
    unit: str | None = None
    """The department of a body that ends its name: 经济技术劳动保护部 of 湖北省总工会经济技术劳动保护部."""
    role: str | None = None
    """The role as printed: 文, 图, 整理, 本刊记者 …"""
    affiliation: str | None = None
    nationality: str | None = None
    """国别 as printed in brackets before the name of a foreigner, 朝代 before one of old China: 美, 清."""
    evidence: Mapping[str, Evidence] = NONE


class Article(Frozen):
    """One entry of a listing: a component part of its issue."""

    id: str = ""
    """The control number: title code, year, issue number, sequence in the issue."""
    kicker: str | None = None
    """引题: the line of short phrases above the title."""
    title: str
    authors: tuple[Author, ...] = ()
    pages: str | None = None
    evidence: Mapping[str, Evidence] = NONE


class Section(Frozen):
    """Articles under one heading (栏目); the heading is None where none is printed."""

    heading: str | None = None
    articles: tuple[Article, ...] = ()
    evidence: Mapping[str, Evidence] = NONE


class Source(Frozen):
    """The page a listing was found on, its first and last line, and the encoding that was read."""

    file: str
    line: int
    end_line: int
    encoding: str = "UTF-8"


class Issue(Frozen):
    """One issue of a periodical as its contents listing presents it."""

    publication: str
    year: int
    number: int
    whole_number: int | None = None
    """总期号, counted from the first issue of the periodical."""
    completeness: Completeness = "unstated"
    """Whether the listing calls itself complete (目录) or a selection (要目, 扫一扫阅读全部目录)."""
    source: Source
    sections: tuple[Section, ...] = ()
    evidence: Mapping[str, Evidence] = NONE

    @property
    def lines(self) -> frozenset[int]:
        """The lines of the page that some value of the issue comes from."""
        articles = self.articles
        evidence = [self.evidence, *(section.evidence for section in self.sections)]
        evidence += [article.evidence for article in articles]
        evidence += [author.evidence for article in articles for author in article.authors]
        return frozenset({span.line for part in evidence for value in part.values() for span in value.spans})

    @property
    def articles(self) -> tuple[Article, ...]:
        """All articles in the order of the page."""
        return tuple(article for section in self.sections for article in section.articles)
