"""The words of notes, by the language of cataloguing: catalog/lists/wording.toml."""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from catalog import resources
from catalog.issue import Issue


class Wording(NamedTuple):
    """The texts of one language; those that a dialect has no field for are empty."""

    kicker: str = ""
    section: str = ""
    basis: str = ""
    printed: str = ""
    latest: str = ""
    contents: str = ""
    issuing_body: str = ""
    provenance: str = ""
    listing: Mapping[str, str] = {}
    frequency: Mapping[str, str] = {}

    def based(self, text: str, issue: Issue, newspaper: str | None, designation: str) -> str:
        """Fill in a note of what a record was made from: `basis`, `latest` or `contents`."""
        printed = self.printed.format(newspaper=newspaper) if newspaper else ""
        listing = self.listing[issue.completeness]
        return text.format(printed=printed, name=issue.publication, issue=designation, listing=listing)


@cache
def wording(language: str) -> Wording:
    """Give the words of `chi`, `eng` or `cnmarc`."""
    return Wording(**resources.table("wording.toml")[language])
