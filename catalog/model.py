"""The records: an issue of a periodical, its sections, its articles and their authors.

An article is what a cataloguer calls a component part, the issue its host item.  Every value can be
traced: `evidence`, keyed by field name, says at which characters of the page it stands.
"""

from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, FailFast, Field

from catalog.source import SourceSpan

SCHEMA_ID: Final = "urn:x-kanmu:schema:issues:2026-11-23"

AgentKind = Literal["person", "corporate"]
Completeness = Literal["complete", "selection", "unstated"]


class Strict(BaseModel):
    """A record that refuses keys it does not know and cannot be changed once made."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    @classmethod
    def _of(cls, values: dict[str, object]) -> Self:
        """Make a record of all its values, in their order, which are known to be sound and not checked."""
        made = cls.__new__(cls)
        _set(made, "__dict__", values)
        _set(made, "__pydantic_fields_set__", set(values))
        _set(made, "__pydantic_extra__", None)
        _set(made, "__pydantic_private__", None)
        return made


_set = object.__setattr__


class Alternative(Strict):
    """Another reading of the place where a value stands: read as what, which text, how sure."""

    reading: str
    text: str
    confidence: float = Field(ge=0, le=1)

    @classmethod
    def read(cls, reading: str, text: str, confidence: float) -> Self:
        """Make one as a reader does, unchecked."""
        return cls._of({"reading": reading, "text": text, "confidence": confidence})


class Evidence(Strict):
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

    @classmethod
    def read(
        cls,
        spans: tuple[SourceSpan, ...],
        quoted: str,
        rule: str,
        confidence: float,
        margin: float | None,
        alternatives: tuple[Alternative, ...],
    ) -> Self:
        """Make one as a reader does, unchecked."""
        return cls._of(
            {
                "spans": spans,
                "quoted": quoted,
                "rule": rule,
                "confidence": confidence,
                "margin": margin,
                "alternatives": alternatives,
            }
        )


class Author(Strict):
    """A person or body named as responsible, with what is printed beside the name."""

    name: str = Field(min_length=1)
    kind: AgentKind
    unit: str | None = None
    """The department of a body that ends its name: 经济技术劳动保护部 of 湖北省总工会经济技术劳动保护部."""
    role: str | None = None
    """The role as printed: 文, 图, 整理, 本刊记者 …"""
    affiliation: str | None = None
    nationality: str | None = None
    """国别 as printed in brackets before the name of a foreigner, 朝代 before one of old China: 美, 清."""
    evidence: dict[str, Evidence] = Field(default_factory=dict)

    @classmethod
    def read(
        cls,
        name: str,
        kind: AgentKind,
        unit: str | None,
        role: str | None,
        affiliation: str | None,
        nationality: str | None,
        evidence: dict[str, Evidence],
    ) -> Self:
        """Make one as a reader does, unchecked."""
        return cls._of(
            {
                "name": name,
                "kind": kind,
                "unit": unit,
                "role": role,
                "affiliation": affiliation,
                "nationality": nationality,
                "evidence": evidence,
            }
        )


class Article(Strict):
    """One entry of a listing: a component part of its issue."""

    id: str = ""
    """The control number: title code, year, issue number, sequence in the issue."""
    kicker: str | None = None
    """引题: the line of short phrases above the title."""
    title: str = Field(min_length=1)
    authors: tuple[Author, ...] = ()
    pages: str | None = None
    evidence: dict[str, Evidence] = Field(default_factory=dict)

    @classmethod
    def read(
        cls,
        number: str,
        kicker: str | None,
        title: str,
        authors: tuple[Author, ...],
        pages: str | None,
        evidence: dict[str, Evidence],
    ) -> Self:
        """Make one as a reader does, unchecked."""
        return cls._of(
            {
                "id": number,
                "kicker": kicker,
                "title": title,
                "authors": authors,
                "pages": pages,
                "evidence": evidence,
            }
        )


class Section(Strict):
    """Articles under one heading (栏目); the heading is null where none is printed."""

    heading: str | None = None
    articles: tuple[Article, ...] = ()
    evidence: dict[str, Evidence] = Field(default_factory=dict)


class Source(Strict):
    """The page a listing was found on, its first and last line, and the encoding that was read."""

    file: str
    line: int = Field(ge=1)
    end_line: int = Field(ge=1)
    encoding: str = "UTF-8"


class Issue(Strict):
    """One issue of a periodical as its contents listing presents it."""

    publication: str = Field(min_length=1)
    year: int = Field(ge=1800, le=2999)
    number: int = Field(ge=1, le=999)
    whole_number: int | None = Field(default=None, ge=1)
    """总期号, counted from the first issue of the periodical."""
    completeness: Completeness = "unstated"
    """Whether the listing calls itself complete (目录) or a selection (要目, 扫一扫阅读全部目录)."""
    source: Source
    sections: tuple[Section, ...] = ()
    evidence: dict[str, Evidence] = Field(default_factory=dict)

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


class IssueFile(BaseModel):
    """The JSON file that `catalog export --format json` writes and every command reads."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, populate_by_name=True, serialize_by_alias=True, defer_build=True
    )

    schema_id: Literal["urn:x-kanmu:schema:issues:2026-11-23"] = Field(default=SCHEMA_ID, alias="schema")
    generator: str = ""
    # Of a million bad issues the first says that the file must be read issue by issue.
    issues: Annotated[tuple[Issue, ...], FailFast()]
