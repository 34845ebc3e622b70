"""What a record is made from: an article with its place in an issue, or the issue and its periodical."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import update_wrapper
from typing import Concatenate, ParamSpec, TypeVar

from catalog.config import Settings
from catalog.diagnostics import Place
from catalog.identity import Dates, issue_number
from catalog.marc.agents import Agent
from catalog.marc.agents import agents as agents_of
from catalog.marc.record import Field
from catalog.marc.script import VERNACULAR, Script
from catalog.model import Article, Issue
from catalog.publication import Publication


@dataclass(frozen=True, slots=True)
class Whole:
    """An issue of a periodical, from which the records of the issue and of the periodical are made.

    `articles` tells whether records of the articles are written, too; then the issue has no contents note
    unless both are asked for.
    """

    issue: Issue
    publication: Publication
    settings: Settings
    dates: Dates
    script: Script = VERNACULAR
    same: dict[object, tuple[Field, ...]] = field(default_factory=dict, compare=False, repr=False)
    """The fields that all articles of the issue share, by the functions that make them."""

    @property
    def entered(self) -> str:
        """The day of the first export: 20251122."""
        return self.dates.entered.isoformat().replace("-", "")

    @property
    def changed(self) -> str:
        """The day of the last export that changed the record: 20251122."""
        return self.dates.changed.isoformat().replace("-", "")

    @property
    def issue_number(self) -> str:
        """The control number of the issue's record: ZGGY202511."""
        return issue_number(self.publication.code, self.issue.year, self.issue.number)

    @property
    def serial_number(self) -> str:
        """The control number of the periodical's record: the library's own, else the title code."""
        host = self.settings.hosts.get(self.publication.slug)
        return (host and host.control_number) or self.publication.code

    @property
    def host_number(self) -> str | None:
        """The control number of the periodical's record in the library, if it is known or written with it."""
        host = self.settings.hosts.get(self.publication.slug)
        if host and host.control_number:
            return host.control_number
        return self.publication.code if self.settings.host_records else None

    @property
    def issn(self) -> str | None:
        """The ISSN of the periodical: the library's own goes before the profile's."""
        host = self.settings.hosts.get(self.publication.slug)
        return (host and host.issn) or self.publication.issn

    @property
    def designation(self) -> str:
        """The issue as its masthead names it: 2025年第11期."""
        return f"{self.issue.year}年第{self.issue.number}期"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(Whole):
    """An article with its place in an issue, from which the record of a component part is made."""

    number: str
    article: Article
    heading: str | None
    agents: tuple[Agent, ...] = field(init=False)
    """The persons and bodies that are named as responsible, each once."""

    def __post_init__(self) -> None:
        """Put the authors together once."""
        object.__setattr__(self, "agents", agents_of(self.article.authors))

    @property
    def main_entry(self) -> Agent | None:
        """The first of them, if a person and a creator: a translator or a body is an added entry."""
        first = next(iter(self.agents), None)
        return first if first and first.author.kind == "person" and first.creator else None

    @property
    def added_entries(self) -> tuple[Agent, ...]:
        """All of them but the main entry."""
        return self.agents[1:] if self.main_entry else self.agents

    @property
    def classification(self) -> str | None:
        """The class number that a cataloguer has given the article, or all articles of its section."""
        classes = self.settings.classes
        return classes.get(self.number) or classes.get(self.heading or "")

    @property
    def place(self) -> Place:
        """The record, and the line of the page where its title stands."""
        title = self.article.evidence.get("title")
        number = self.number if self.number.isprintable() else ascii(self.number)
        return Place(self.issue.source.file, title.spans[0].line if title else None, record=number)


W = TypeVar("W", bound=Whole)
P = ParamSpec("P")


def once_an_issue(
    function: Callable[Concatenate[W, P], Iterable[Field]],
) -> Callable[Concatenate[W, P], Iterable[Field]]:
    """Have fields that say nothing of the article made once for all articles of an issue."""

    def remembered(whole: W, /, *args: P.args, **kwargs: P.kwargs) -> Iterable[Field]:
        made = whole.same.get(function)
        if made is None:
            made = whole.same[function] = tuple(function(whole, *args, **kwargs))
        return made

    update_wrapper(remembered, function)
    return remembered
