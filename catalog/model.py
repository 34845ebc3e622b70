"""The models of the records: what checks the issues of our JSON, and describes them in its schema.

The fields are those of `catalog.issue`, whose records a page is read into; here stands what is asked of
their values where they come in, and how they go out.
"""

from typing import Annotated, Any, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, FailFast, Field

from catalog import issue
from catalog.frozen import Frozen
from catalog.issue import AgentKind, Completeness
from catalog.source import SourceSpan

SCHEMA_ID: Final = "urn:x-kanmu:schema:issues:2026-11-23"


class Strict(BaseModel):
    """A record that refuses keys it does not know and cannot be changed once made."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    @classmethod
    def of(cls, record: Frozen) -> Self:
        """Make the model of a record, whose values are known to be sound and not checked again."""
        made, fields, values = cls.__new__(cls), cls.__pydantic_fields__, vars(record)
        _set(made, "__dict__", {name: _of(values[name]) for name in fields})
        _set(made, "__pydantic_fields_set__", set(fields))
        _set(made, "__pydantic_extra__", None)
        _set(made, "__pydantic_private__", None)
        return made


_set = object.__setattr__
_SIMPLE = frozenset((str, int, float, type(None), SourceSpan))


def _of(value: Any) -> object:
    """Make models of all records in a value, however deep they stand."""
    kind = type(value)
    if kind in _SIMPLE:
        return value
    if kind is tuple:
        return tuple([_of(item) for item in value])
    if kind is dict:
        return {key: _of(item) for key, item in value.items()}
    return _MODELS[kind.__name__].of(value)


class Alternative(Strict, issue.Alternative):
    """Another reading of the place where a value stands: read as what, which text, how sure."""

    reading: str
    text: str
    confidence: float = Field(ge=0, le=1)


class Evidence(Strict, issue.Evidence):
    """Where a value stands on the page, the raw text there, the rule that took it, and how sure it is.

    `confidence` is the share of values with such a `margin` that were right on pages of known contents;
    the margin is how much worse the best reading of the listing without this value scores, null if there
    is none.
    """

    spans: tuple[SourceSpan, ...] = Field(min_length=1)
    quoted: str
    rule: str
    confidence: float = Field(default=1.0, ge=0, le=1)
    margin: float | None = None
    alternatives: tuple[Alternative, ...] = ()


class Author(Strict, issue.Author):
    """A person or body named as responsible, with what is printed beside the name."""

    name: str = Field(min_length=1)
    kind: AgentKind
    unit: str | None = None
    role: str | None = None
    affiliation: str | None = None
    nationality: str | None = None
    evidence: dict[str, Evidence] = Field(default_factory=dict)


class Article(Strict, issue.Article):
    """One entry of a listing: a component part of its issue."""

    id: str = ""
    kicker: str | None = None
    title: str = Field(min_length=1)
    authors: tuple[Author, ...] = ()
    pages: str | None = None
    evidence: dict[str, Evidence] = Field(default_factory=dict)


class Section(Strict, issue.Section):
    """Articles under one heading (栏目); the heading is null where none is printed."""

    heading: str | None = None
    articles: tuple[Article, ...] = ()
    evidence: dict[str, Evidence] = Field(default_factory=dict)


class Source(Strict, issue.Source):
    """The page a listing was found on, its first and last line, and the encoding that was read."""

    file: str
    line: int = Field(ge=1)
    end_line: int = Field(ge=1)
    encoding: str = "UTF-8"


class Issue(Strict, issue.Issue):
    """One issue of a periodical as its contents listing presents it."""

    publication: str = Field(min_length=1)
    year: int = Field(ge=1800, le=2999)
    number: int = Field(ge=1, le=999)
    whole_number: int | None = Field(default=None, ge=1)
    completeness: Completeness = "unstated"
    source: Source
    sections: tuple[Section, ...] = ()
    evidence: dict[str, Evidence] = Field(default_factory=dict)


class IssueFile(BaseModel):
    """The JSON file that `catalog export --format json` writes and every command reads."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, populate_by_name=True, serialize_by_alias=True, defer_build=True
    )

    schema_id: Literal["urn:x-kanmu:schema:issues:2026-11-23"] = Field(default=SCHEMA_ID, alias="schema")
    generator: str = ""
    # Of a million bad issues the first says that the file must be read issue by issue.
    issues: Annotated[tuple[Issue, ...], FailFast()]


_MODELS = {
    model.__name__: model for model in (Alternative, Evidence, Author, Article, Section, Source, Issue)
}
