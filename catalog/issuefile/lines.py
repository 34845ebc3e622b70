"""What a line of our JSON lines holds: an article, with its section and its issue."""

from typing import Final, Literal

from pydantic import ConfigDict, Field

from catalog.issue import Completeness
from catalog.model import Article, Evidence, Source, Strict

LINE_SCHEMA_ID: Final = "urn:x-kanmu:schema:article:2026-11-23"


class SectionHead(Strict):
    """The section that an article stands in; `number` counts the sections of the issue from 1."""

    number: int = Field(ge=1)
    heading: str | None
    evidence: dict[str, Evidence]


class IssueHead(Strict):
    """An issue without its sections."""

    publication: str = Field(min_length=1)
    year: int = Field(ge=1800, le=2999)
    number: int = Field(ge=1, le=999)
    whole_number: int | None = Field(ge=1)
    completeness: Completeness
    source: Source
    evidence: dict[str, Evidence]


class ArticleLine(Article):
    """A line of the file: an article with its control number, its section, its issue.

    It is complete in itself: lines can be left out, sorted, and put together with those of other files.
    """

    model_config = ConfigDict(populate_by_name=True, serialize_by_alias=True, defer_build=True)

    schema_id: Literal["urn:x-kanmu:schema:article:2026-11-23"] = Field(
        default=LINE_SCHEMA_ID, alias="schema"
    )
    generator: str
    section: SectionHead
    issue: IssueHead
