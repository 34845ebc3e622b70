"""Publications as data: one TOML file a periodical, with the origin of every figure beside it."""

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from catalog import patterns, resources
from catalog.identity import counted, issue_number
from catalog.issn import check_digit
from catalog.model import Article, Issue

Frequency = Literal[
    "daily", "weekly", "ten-days", "semimonthly", "monthly", "bimonthly", "quarterly", "annual"
]
WILDCARD = "*"
"""In a heading of a profile: any characters, or none."""

_LONGEST_CHAIN = 8
_EXPRESSION = patterns.compile(r"[\\^$\[\]{}]|\(\?|[.)][*+?]")
"""What only a regular expression has, and no heading in print."""


def _issn(number: str) -> str:
    digit = check_digit(number.replace("-", "")[:7])
    if number[-1] != digit:
        raise PydanticCustomError("check_digit", "the check digit should be {digit}", {"digit": digit})
    return number


def _heading(text: str) -> str:
    if _EXPRESSION.search(text):
        raise PydanticCustomError("expression", "no regular expression")
    if WILDCARD in text and len(text.replace(WILDCARD, "").strip()) < 2:
        raise PydanticCustomError("wildcard", "a wildcard needs two characters beside it")
    return text


Name = Annotated[str, Field(pattern=r"^[^《》]*\w[^《》]*$", max_length=40)]
Heading = Annotated[str, Field(pattern=r"\S", max_length=40), AfterValidator(_heading)]
Issn = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{3}[0-9X]$"), AfterValidator(_issn)]
Known = Literal["name", "code", "aliases", "issn", "cn", "frequency", "since", "issuing_body", "sections"]


class Publication(BaseModel):
    """A periodical: its names, its numbers, the headings of its listings, and where each was learnt.

    `code` begins every control number and `slug` names the output folder, both ASCII.  `like` is the slug of
    another periodical whose headings this one has, too.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    slug: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)
    name: Name
    code: str = Field(pattern=r"^[A-Z][A-Z0-9]{1,7}$")
    aliases: tuple[Name, ...] = Field(default=(), max_length=20)
    issn: Issn | None = None
    cn: str | None = Field(default=None, pattern=r"^[0-9]{2}-[0-9]{4}/[A-Z]+[0-9]*$")
    frequency: Frequency | None = None
    since: int | None = Field(default=None, ge=1800, le=2999, strict=True)
    issuing_body: Name | None = None
    like: str | None = None
    sections: tuple[Heading, ...] = Field(default=(), max_length=300)
    origins: dict[Known, str] = Field(default_factory=dict)

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
    return Publication.model_construct(None, **values)


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
