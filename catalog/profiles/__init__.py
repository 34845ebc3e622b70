"""Profiles of a library's own: every fault is a finding, and a broken profile costs only itself."""

import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from catalog import toml, tomlplace
from catalog.diagnostics import Diagnostic, Place, finding
from catalog.profiles import model
from catalog.profiles.faults import faults, no_toml
from catalog.publication import Publication, liked, likened, shipped

LARGEST = 100_000
"""How many bytes a profile may have; the longest of ours has a hundredth of it."""


class Profile(NamedTuple):
    """A periodical and the file that describes it."""

    publication: Publication
    file: str
    text: str

    def place(self, *path: str | int, item: object = None) -> Place:
        """Point at one of its keys, or at an item of the list there."""
        return tomlplace.place(self.file, self.text, path, item)


def from_folder(folder: Path) -> tuple[list[Profile], list[Diagnostic]]:
    """Read the profiles in a folder, in the order of their file names."""
    loaded = [read(path) for path in sorted(folder.glob("*.toml"))]
    profiles = [profile for profile, _ in loaded if profile is not None]
    return profiles, [item for _, findings in loaded for item in findings]


def read(path: Path) -> tuple[Profile | None, list[Diagnostic]]:
    """Read one profile; a file that cannot be read is a finding (P301)."""
    try:
        if path.exists() and not path.is_file():
            return None, [_unusable(path, "it is no ordinary file", "不是普通文件")]
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
        text = data.decode("utf-8-sig")
    except OSError as error:
        return None, [_unusable(path, str(error.strerror), str(error.strerror))]
    except UnicodeDecodeError as error:
        return None, [_unusable(path, *tomlplace.unreadable(path, error)[1:])]
    if len(data) > LARGEST:
        return None, [_unusable(path, f"more than {LARGEST} bytes", f"超过 {LARGEST} 字节")]
    return load(text, str(path))


def first(path: Path) -> tuple[Sequence[Publication], list[Diagnostic]]:
    """Give the periodical of one profile, then the others of its folder and ours; none if it is broken."""
    profile, findings = read(path)
    if profile is None:
        return (), findings
    others = (read(other)[0] for other in sorted(path.parent.glob("*.toml")) if not other.samefile(path))
    publications, clashes = together([profile, *filter(None, others)], shipped())
    return publications, findings + clashes


def load(text: str, name: str) -> tuple[Profile | None, list[Diagnostic]]:
    """Understand the text of a profile; what is wrong with it is a finding (P304 to P313) and no profile."""
    text = text.replace("\r\n", "\n")
    try:
        return Profile(model.Publication.model_validate(toml.loads(text)), name, text), []
    except ValidationError as error:
        return None, faults(text, name, error)
    except ValueError as error:
        return None, [no_toml(text, name, str(error))]


def together(
    own: Sequence[Profile], shipped: Sequence[Publication]
) -> tuple[tuple[Publication, ...], list[Diagnostic]]:
    """Put a library's profiles before those of the package, which they override by their slug.

    Of two with the same name or code the first is kept (P308).  Each gets the headings of the one that it is
    like; that there is no such one is a finding (P309).
    """
    taken: dict[tuple[str, str], tuple[Profile, Place]] = {}
    kept: list[Profile] = []
    others: list[Publication] = []
    findings: list[Diagnostic] = []
    for profile in own:
        marks = dict(_marks(profile))
        clash = next((mark for mark in marks if mark in taken), None)
        if clash:
            other, _ = taken[clash]
            findings.append(
                _clash(clash, marks[clash], f"{other.publication.slug} ({other.file})", profile.file)
            )
        else:
            kept.append(profile)
            taken.update((mark, (profile, place)) for mark, place in marks.items())
    for publication in shipped:
        marks = dict(_marks(Profile(publication, "", "")))
        clash = next((mark for mark in marks if mark in taken), None)
        if clash is None:
            others.append(publication)
        elif clash[0] != "slug":
            findings.append(_clash(clash, taken[clash][1], publication.slug, publication.slug))
    among = (*(profile.publication for profile in kept), *shipped)
    for profile in kept:
        like = profile.publication.like
        if like is not None and liked(profile.publication, among) is None:
            findings.append(finding("P309", profile.place("like", item=like), like=like))
    return (*(likened(profile.publication, among) for profile in kept), *others), findings


def _marks(profile: Profile) -> Iterator[tuple[tuple[str, str], Place]]:
    """Give what no two profiles may share, and where it stands."""
    publication = profile.publication
    yield ("slug", publication.slug), profile.place("slug", item=publication.slug)
    yield ("name", _same(publication.name)), profile.place("name", item=publication.name)
    for alias in publication.aliases:
        yield ("name", _same(alias)), profile.place("aliases", item=alias)
    yield ("code", publication.code), profile.place("code", item=publication.code)


def _same(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())


def _clash(mark: tuple[str, str], place: Place, other: str, left: str) -> Diagnostic:
    key, value = mark
    return finding("P308", place, key=key, value=value, other=other, left=left)


def _unusable(path: Path, english: str, chinese: str) -> Diagnostic:
    return finding("P301", Place(str(path)), problem_en=english, problem_zh=chinese)
