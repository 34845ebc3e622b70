"""Corrections that a person made to the reading of a page, kept in a small file beside it.

`page.txt` has its corrections in `page.fixes.toml`, or in a file of that name in the folder that
`corrections` in catalog.toml names:

    [[fix]]
    line = "喜迎党的二十大·非凡十年"   # a line of the listing, or a part of it that stands on one line only
    read = "heading"                  # heading, kicker, title, person, body or unread

    [[fix]]
    line = "包子铺的打烊时间"
    text = "令小军"                    # the stretch of the line that this is about; all of it if left out
    read = "person"
    value = "令晓军"                   # what the record shall say, if not what is printed

A stretch may begin and end inside a word, as where a heading is glued to a title or two names to one another:
the line is cut there.  It may not leave one character of a name over.
"""

from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from catalog import toml, tomlplace, unfit
from catalog.diagnostics import Diagnostic, Place, finding


class Correction(BaseModel):
    """One correction: on which line, which stretch, read as what, and perhaps with which value."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    line: str = Field(min_length=1)
    text: str | None = Field(default=None, min_length=1)
    read: Literal["heading", "kicker", "title", "person", "body", "unread"]
    value: str | None = Field(default=None, min_length=1)
    file: str = Field(default="", exclude=True)

    @property
    def stretch(self) -> str:
        """The text that is corrected."""
        return self.text or self.line


def load(path: Path) -> tuple[tuple[Correction, ...], list[Diagnostic]]:
    """Read a file of corrections, none if there is no file; a fault in it is a finding (P310)."""
    name = str(path)
    try:
        text = toml.text(path)
        table: dict[str, Any] = toml.loads(text)
    except FileNotFoundError:
        return (), []
    except toml.UNREADABLE as error:
        return (), [_unusable(*tomlplace.unreadable(path, error))]
    return _checked(table, text, name)


def _checked(table: dict[str, Any], text: str, name: str) -> tuple[tuple[Correction, ...], list[Diagnostic]]:
    """Give the corrections; what is wrong with the first that cannot be used, at its key."""
    rows = table.pop("fix", [])
    if table or not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        place = tomlplace.place(name, text, [next(iter(table), "fix")])
        return (), [_unusable(place, "only [[fix]] may stand here", "此处只可有 [[fix]]")]
    settled: list[Correction] = []
    for index, row in enumerate(rows):
        try:
            settled.append(Correction.model_validate(row | {"file": name}))
        except ValidationError as error:
            return (), [_unfit(text, name, index, item) for item in error.errors(include_url=False)]
    return tuple(settled), []


def _unfit(text: str, name: str, index: int, fault: ErrorDetails) -> Diagnostic:
    item = None if fault["type"] == "extra_forbidden" else fault["input"]
    place = tomlplace.place(name, text, ["fix", index, *fault["loc"]], item)
    return _unusable(place, *unfit.named(fault))


def _unusable(place: Place, english: str, chinese: str) -> Diagnostic:
    return finding("P310", place, problem_en=english, problem_zh=chinese)
