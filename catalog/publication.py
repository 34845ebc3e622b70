"""Publications as data: one TOML file a periodical, with the origin of every figure beside it."""

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from catalog.diagnostics import Diagnostic, Place, finding

Frequency = Literal[
    "daily", "weekly", "ten-days", "semimonthly", "monthly", "bimonthly", "quarterly", "annual"
]


class Publication(BaseModel):
    """A periodical: its names, its numbers, the headings of its listings, and where each was learnt.

    `code` begins every control number and `slug` names the output folder, both ASCII.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    slug: str = Field(pattern=r"^[a-z0-9-]+$")
    name: str = Field(min_length=1)
    code: str = Field(pattern=r"^[A-Z][A-Z0-9]{1,7}$")
    aliases: tuple[str, ...] = ()
    issn: str | None = Field(default=None, pattern=r"^\d{4}-\d{3}[\dX]$")
    cn: str | None = Field(default=None, pattern=r"^\d{2}-\d{4}/[A-Z0-9]+$")
    frequency: Frequency | None = None
    since: int | None = Field(default=None, ge=1800, le=2999)
    sections: tuple[str, ...] = ()
    origins: dict[str, str] = Field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """The name and the other names under which a masthead may call it."""
        return (self.name, *self.aliases)


def load(text: str, name: str) -> tuple[Publication | None, list[Diagnostic]]:
    """Read a profile; what is wrong with it is a finding (P301) and no profile."""
    try:
        return Publication.model_validate(tomllib.loads(text)), []
    except tomllib.TOMLDecodeError as error:
        return None, [finding("P301", Place(name), problem=str(error))]
    except ValidationError as error:
        problems = [f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()]
        return None, [finding("P301", Place(name), problem=problem) for problem in problems]


@cache
def shipped() -> tuple[Publication, ...]:
    """Give the periodicals that come with the package, in the order of their file names."""
    folder = resources.files("catalog") / "publications"
    files = sorted(
        (entry for entry in folder.iterdir() if entry.name.endswith(".toml")), key=lambda e: e.name
    )
    loaded = [load(entry.read_text(encoding="utf-8"), entry.name) for entry in files]
    return tuple(publication for publication, _ in loaded if publication is not None)


def from_folder(folder: Path) -> tuple[tuple[Publication, ...], list[Diagnostic]]:
    """Give the periodicals described in a library's own folder of profiles."""
    loaded = [_load_file(path) for path in sorted(folder.glob("*.toml"))]
    found = tuple(publication for publication, _ in loaded if publication is not None)
    return found, [item for _, findings in loaded for item in findings]


def _load_file(path: Path) -> tuple[Publication | None, list[Diagnostic]]:
    try:
        return load(path.read_text(encoding="utf-8-sig"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        return None, [finding("P301", Place(str(path)), problem=str(error))]


def by_name(name: str, publications: Sequence[Publication]) -> Publication | None:
    """Find the periodical that is called so."""
    return next((publication for publication in publications if name in publication.names), None)
