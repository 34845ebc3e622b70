"""Publications as data: one TOML file a periodical, with the origin of every figure beside it."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Literal

from catalog import resources
from catalog.frozen import NONE, Frozen
from catalog.identity import counted, issue_number
from catalog.issue import Article, Issue

Frequency = Literal[
    "daily", "weekly", "ten-days", "semimonthly", "monthly", "bimonthly", "quarterly", "annual"
]
Known = Literal["name", "code", "aliases", "issn", "cn", "frequency", "since", "issuing_body", "sections"]
NUMBERS = {"weekly": 53, "ten-days": 36, "semimonthly": 24, "monthly": 12, "bimonthly": 6, "quarterly": 4}
"""The highest number that an issue can have in a year, by frequency."""
WILDCARD = "*"
"""In a heading of a profile: any characters, or none."""

_LONGEST_CHAIN = 8


class Publication(Frozen):
    """A periodical: its names, its numbers, the headings of its listings, and where each was learnt.

    `code` begins every control number and `slug` names the output folder, both ASCII.  `like` is the slug of
    another periodical whose headings this one has, too.
    """

    slug: str
    name: str
    code: str
    aliases: tuple[str, ...] = ()
    issn: str | None = None
    cn: str | None = None
    frequency: Frequency | None = None
    since: int | None = None
    issuing_body: str | None = None
    like: str | None = None
    sections: tuple[str, ...] = ()
    origins: Mapping[Known, str] = NONE

    @property
    def names(self) -> tuple[str, ...]:
        """The name and the other names under which a masthead may call it."""
        return (self.name, *self.aliases)


@cache
def shipped() -> tuple[Publication, ...]:
    """Give the periodicals that come with the package, in the order of their file names."""
    texts = (path.read_text(encoding="utf-8") for path in resources.publications())
    found = [_trusted(tomllib.loads(text)) for text in texts]
    return tuple(likened(publication, found) for publication in found)


def _trusted(table: dict[str, Any]) -> Publication:
    """Take a profile of the package as it is: the tests check it, not every start."""
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in table.items()}
    return Publication(**values)


def likened(publication: Publication, among: Sequence[Publication]) -> Publication:
    """Give a periodical the headings of the one that it is like, behind its own, and so on.

    A profile may be like another of its own slug, which it overrides.  A chain is followed for a few steps.
    """
    if publication.like is None:
        return publication
    chain = [publication]
    while len(chain) < _LONGEST_CHAIN and (other := liked(chain[-1], among, chain)):
        chain.append(other)
    sections = dict.fromkeys(heading for one in chain for heading in one.sections)
    return publication.model_copy(update={"sections": tuple(sections)})


def liked(
    publication: Publication, among: Sequence[Publication], seen: Sequence[Publication] = ()
) -> Publication | None:
    """Find the periodical that this one is like, other than itself and those already seen."""
    others = (one for one in among if one.slug == publication.like and one is not publication)
    return next((one for one in others if all(one is not known for known in seen)), None)


def by_name(name: str, publications: Sequence[Publication]) -> Publication | None:
    """Find the periodical that is called so."""
    return next((publication for publication in publications if name in publication.names), None)


def numbered(issue: Issue, publication: Publication) -> Iterator[tuple[str, Article, str | None]]:
    """Give the articles of an issue with their control numbers and headings; a number of its own is kept."""
    own = issue_number(publication.code, issue.year, issue.number)
    sequence = 0
    for section in issue.sections:
        heading = section.heading
        for article in section.articles:
            sequence += 1
            yield article.id or counted(own, sequence), article, heading
