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

from catalog import toml
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
    try:
        table: dict[str, Any] = toml.read(path)
        rows = table.pop("fix", [])
        if table or not isinstance(rows, list):
            raise ValueError("only [[fix]] may stand here")  # as a fault of the TOML itself
        return tuple(Correction.model_validate(row | {"file": str(path)}) for row in rows), []
    except FileNotFoundError:
        return (), []
    except ValidationError as error:
        problems = [f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()]
    except (OSError, ValueError, TypeError) as error:
        problems = [str(error)]
    return (), [finding("P310", Place(str(path)), problem=problem) for problem in problems]
