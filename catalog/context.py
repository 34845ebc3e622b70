"""What every command starts from: the library's settings and the periodicals there are."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from catalog import config, publication
from catalog.config import Settings
from catalog.diagnostics import Diagnostic, Place, finding
from catalog.publication import Publication


class Context(NamedTuple):
    """The settings, and the profiles: a library's own stand before those of the package."""

    settings: Settings
    publications: Sequence[Publication]

    def publication(self, name: str) -> Publication:
        """Give the profile of the periodical that is called so; raises LookupError."""
        found = publication.by_name(name, self.publications)
        if found is None:
            raise LookupError(name)
        return found


def prepare(path: Path | None, options: dict[str, Any]) -> tuple[Context | None, list[Diagnostic]]:
    """Read the configuration, of the working folder if no path is given, and the profiles.

    Options that are not None override the file.  A fault in any of it is a finding (P301, P302) and no
    context: a library's settings are not to be half applied.
    """
    file = path or config.find_file(Path())
    settings, findings = config.load(file, options)
    if settings is None:
        return None, findings
    own: tuple[Publication, ...] = ()
    place = Place(str(file or ""))
    if settings.publications is not None:
        if not os.path.isdir(settings.publications):  # noqa: PTH112  # says no where Path raises
            problem = f"publications: {settings.publications}: no such folder"
            return None, [*findings, finding("P302", place, problem=problem)]
        own, found = publication.from_folder(settings.publications)
        findings = findings + found
    slugs = {profile.slug for profile in own}
    profiles = (*own, *(profile for profile in publication.shipped() if profile.slug not in slugs))
    unknown = sorted(set(settings.hosts) - {profile.slug for profile in profiles})
    findings += [
        finding("P302", place, problem=f"hosts.{slug}: no profile has this slug") for slug in unknown
    ]
    return (None if findings else Context(settings, profiles)), findings
