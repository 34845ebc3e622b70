"""What a record is made from: an article with its place in an issue, or the issue and its periodical."""

from dataclasses import dataclass, field

from catalog.config.settings import Settings
from catalog.diagnostics import Place
from catalog.identity import Dates, issue_number
from catalog.issue import Article, Issue
from catalog.marc.agents import Agent
from catalog.marc.agents import agents as agents_of
from catalog.marc.dialects.order import Same
from catalog.marc.script import VERNACULAR, Script
from catalog.publication import Publication


@dataclass(slots=True)  # to freeze it takes as long as to make three fields
class Whole:
    """An issue of a periodical, from which the records of the issue and of the periodical are made.

    The shape in the settings tells whether records of the articles are written, too: if of these alone, that
    of the issue has no contents note.
    """

    issue: Issue
    publication: Publication
    settings: Settings
    dates: Dates
    script: Script = VERNACULAR
    same: Same = field(default_factory=Same, compare=False, repr=False)
    """What the records of the issue share."""

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


@dataclass(slots=True, kw_only=True)
class Part(Whole):
    """An article with its place in an issue, from which the record of a component part is made."""

    number: str
    article: Article
    heading: str | None
    agents: tuple[Agent, ...] = field(init=False)
    """The persons and bodies that are named as responsible, each once."""
    main_entry: Agent | None = field(init=False)
    """The first of them, if a person and a creator: a translator or a body is an added entry."""

    def __post_init__(self) -> None:
        """Put the authors together once."""
        self.agents = agents_of(self.article.authors)
        first = self.agents[0] if self.agents else None
        self.main_entry = first if first and first.author.kind == "person" and first.creator else None

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
