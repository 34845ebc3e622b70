"""What every command starts from: the library's settings and the periodicals there are."""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from catalog import config, publication
from catalog.config.settings import Settings
from catalog.diagnostics import Diagnostic, Place
from catalog.identity import Dates, is_of_issue
from catalog.publication import Publication

_PATHS = (
    ("publications", os.path.isdir, "folder", "文件夹"),
    ("corrections", os.path.isdir, "folder", "文件夹"),
    ("names", os.path.isfile, "file", "文件"),
)
"""The settings that are paths, a function that says no where Path would raise, and what should be there."""


class Context(NamedTuple):
    """The settings, and the profiles: a library's own stand before those of the package.

    `dates` tells, by control number, of records that were exported before; `only` the numbers of those
    to be written, None for all.  `levels` are those of the records that a file gets: of articles and
    issues, of the periodicals; `taken` are control numbers that other issues have.  `file` is the one that
    the settings are from, if there is one.
    """

    settings: Settings
    publications: Sequence[Publication]
    dates: Mapping[str, Dates] = MappingProxyType({})
    only: frozenset[str] | None = None
    levels: frozenset[Literal["issue", "serial"]] = frozenset(("issue", "serial"))
    taken: frozenset[str] = frozenset()
    file: str = ""

    @property
    def hosts(self) -> Iterator[str]:
        """The control numbers of other records: `taken`, and those of the periodicals, own ones or codes."""
        yield from self.taken
        yield from (host.control_number for host in self.settings.hosts.values() if host.control_number)
        yield from (profile.code for profile in self.publications)

    def publication(self, name: str) -> Publication:
        """Give the profile of the periodical that is called so; raises LookupError."""
        found = publication.by_name(name, self.publications)
        if found is None:
            raise LookupError(name)
        return found


def prepare(path: Path | None, options: dict[str, Any]) -> tuple[Context | None, list[Diagnostic]]:
    """Read the configuration, of the working folder if no path is given, and the profiles.

    Options that are not None override the file.  A fault in the settings is a finding (P302) and no context:
    they are not to be half applied.  So is a path in them where nothing is, and a file of readings that
    cannot be read (P330).  A fault in a profile costs only that profile.
    """
    file = path or config.find_file(Path())
    settings, findings = config.load(file, options)
    if settings is None:
        return None, findings
    if absent := _absent(settings, file, options):
        return None, findings + absent
    if settings.pinyin != "none" and (lacking := _lacking(settings)):
        return None, findings + lacking
    place = Place(str(file or ""))
    if faults := [words for words in map(_fault, settings.local) if words]:
        wrong = (config.unusable(place, f"local: {en}", f"local：{zh}") for en, zh in faults)
        return None, [*findings, *wrong]
    publications: Sequence[Publication] = publication.shipped()
    broken: list[Diagnostic] = []
    if settings.publications is not None:
        from catalog import profiles

        own, broken = profiles.from_folder(settings.publications)
        publications, clashes = profiles.together(own, publications)
        broken += clashes
    unknown = sorted(set(settings.hosts) - {profile.slug for profile in publications})
    if unknown and not broken:  # else they may be those of the profiles that could not be used
        words = [
            (f"hosts.{slug}: no profile has this slug", f"hosts.{slug}：没有这个 slug 的描述文件")
            for slug in unknown
        ]
        return None, [*findings, *(config.unusable(place, en, zh) for en, zh in words)]
    context = Context(settings, publications, file=str(file or ""))
    if taken := list(_clashes(context)):
        return None, [*findings, *(config.unusable(place, en, zh) for en, zh in taken)]
    return context, findings + broken


def _absent(settings: Settings, file: Path | None, options: dict[str, Any]) -> list[Diagnostic]:
    """Say which paths of the settings lead nowhere, each at its key."""
    found = []
    for key, is_there, english, chinese in _PATHS:
        path = getattr(settings, key)
        if path is not None and not is_there(path):
            place = config.place_of(file, options, key)
            words = f"{key}: {path}: no such {english}", f"{key}：没有 {path} 这个{chinese}"
            found.append(config.unusable(place, *words))
    return found


def _lacking(settings: Settings) -> list[Diagnostic]:
    """Say what there is not, or cannot be read, of what the romanisation needs."""
    from catalog.romanise.syllables import missing

    if (lacking := missing()) or settings.names is None:
        return lacking
    from catalog.romanise.names_file import text_of

    return text_of(settings.names)[1]


def _clashes(context: Context) -> Iterator[tuple[str, str]]:
    """Say in English and Chinese which control numbers of the library's own are those of other records."""
    taken: dict[str, str] = {}
    hosts = context.settings.hosts
    for profile in context.publications:
        own = (host := hosts.get(profile.slug)) and host.control_number
        other = taken.setdefault(own or profile.code, profile.slug)
        key = f"hosts.{profile.slug}.control_number"
        if own and other != profile.slug:
            yield f"{key}: {own} is that of {other}, too", f"{key}：{own} 与 {other} 的相同"
        if own and any(is_of_issue(own, known.code) for known in context.publications):
            yield f"{key}: {own} is the number that an issue gets here", f"{key}：{own} 是本程序给某一期的号"


def _fault(line: str) -> tuple[str, str] | None:
    """Say in English and Chinese what is wrong with a field of the library's own."""
    from catalog.marc.dialects import local

    return local.fault(line)
