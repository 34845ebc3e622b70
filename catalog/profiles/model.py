"""The model of a profile: what is asked of a periodical's description, whoever wrote it."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from catalog import patterns, publication
from catalog.issn import check_digit
from catalog.publication import WILDCARD, Frequency, Known

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


class Publication(BaseModel, publication.Publication):
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
