"""What the register needs to know of an issue, and no more: it can be sent from process to process."""

from typing import NamedTuple

from catalog.config.settings import Settings
from catalog.identity import control_number, issue_number
from catalog.issue import Article, Issue
from catalog.publication import Publication
from catalog.register.likeness import Entry


class Outline(NamedTuple):
    """An issue: where it stands, what its articles are recognised by, and a digest of what each record says.

    `name` and `code` are those of the periodical's profile.  `ids` are those that the articles bring, `lines`
    those of their titles on the page.  Without articles' records there are no `digests`, without one of the
    issue no `whole`.
    """

    name: str
    code: str
    year: int
    number: int
    file: str
    line: int
    ids: tuple[str, ...]
    entries: tuple[Entry, ...]
    lines: tuple[int | None, ...]
    digests: tuple[str, ...] = ()
    whole: str | None = None

    @property
    def key(self) -> str:
        """The issue, as the register and a run tell it from others: ZGGY 2025 11."""
        return f"{self.code} {self.year} {self.number}"

    @property
    def label(self) -> str:
        """The issue as its masthead names it: 《中国工运》2025年第11期."""
        return f"《{self.name}》{self.year}年第{self.number}期"

    @property
    def issue_number(self) -> str:
        """The control number of the issue's record: ZGGY202511."""
        return issue_number(self.code, self.year, self.number)

    def counted(self, sequence: int) -> str:
        """Give the control number that an article has by its place alone, from 1."""
        return control_number(self.code, self.year, self.number, sequence)

    @property
    def minted(self) -> tuple[str, ...]:
        """The control numbers without a register: the ids of the articles, else by their places."""
        return tuple(own or self.counted(place) for place, own in enumerate(self.ids, 1))


def outlined(issue: Issue, publication: Publication, settings: Settings | None = None) -> Outline:
    """Draw the outline of an issue, with digests of the records that the settings ask for."""
    articles = issue.articles
    drawn = Outline(
        publication.name,
        publication.code,
        issue.year,
        issue.number,
        issue.source.file,
        issue.source.line,
        tuple(article.id for article in articles),
        tuple(_entry(article, section.heading) for section in issue.sections for article in section.articles),
        tuple(map(_line, articles)),
    )
    if settings is None:
        return drawn
    from catalog.register import content

    digests, whole = content.of_records(issue, publication, settings)
    return drawn._replace(digests=digests, whole=whole)


def _entry(article: Article, heading: str | None) -> Entry:
    authors = tuple(author.name for author in article.authors)
    return Entry(article.title, authors, heading, article.kicker, article.pages)


def _line(article: Article) -> int | None:
    title = article.evidence.get("title")
    return title.spans[0].line if title else None
