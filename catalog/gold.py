"""Gold: what a correct reading of a page gives, as people keep it in NAME.gold.json beside NAME.txt.

`catalog publications check` prints it, for people to compare with the page and correct.  Keys beyond those of
the models here are left to them, such as a `why`.
"""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, ValidationError

from catalog import jsonplace, unfit
from catalog.diagnostics import Diagnostic, Place, finding
from catalog.issue import AgentKind


class _Model(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True)


class GoldAuthor(_Model):
    """A person or body named as responsible, without what is printed beside the name."""

    name: str
    kind: AgentKind


class GoldArticle(_Model):
    """One entry of a listing."""

    kicker: str | None
    title: str
    authors: tuple[GoldAuthor, ...]


class GoldSection(_Model):
    """Articles under one heading; the name is None where none is printed."""

    name: str | None
    articles: tuple[GoldArticle, ...]


class GoldIssue(_Model):
    """One issue as its listing presents it."""

    publication: str
    year: int
    issue: int
    sections: tuple[GoldSection, ...]


class _File(_Model):
    issues: tuple[GoldIssue, ...]


class Gold(NamedTuple):
    """The gold of a page, with the file and the text that it is from."""

    file: str
    text: str
    issues: tuple[GoldIssue, ...]

    def places(self, paths: Collection[jsonplace.Path]) -> Mapping[jsonplace.Path, Place]:
        """Point at values of the file by their paths."""
        return _places(self.file, self.text, paths)


def load(path: Path) -> tuple[Gold | None, list[Diagnostic]]:
    """Read a file of gold; what is wrong with it is a finding (S102, S141) and no gold."""
    file, text = str(path), ""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        return Gold(file, text, _File.model_validate_json(text).issues), []
    except ValidationError as error:
        items = error.errors(include_url=False)
        places = _places(file, text, {item["loc"] for item in items if item["loc"]})
        unplaced = Place(file)  # what is no JSON at all, or no table
        return None, [_bad(places.get(item["loc"], unplaced), *unfit.named(item)) for item in items]
    except UnicodeDecodeError as error:
        at = error.start + 1
        return None, [_bad(Place(file), f"byte {at} is not UTF-8", f"第 {at} 个字节不是 UTF-8 编码")]
    except OSError as error:
        return None, [finding("S102", Place(file), reason=error.strerror or str(error))]


def _bad(place: Place, english: str, chinese: str) -> Diagnostic:
    return finding("S141", place, problem_en=english, problem_zh=chinese)


def _places(file: str, text: str, paths: Collection[jsonplace.Path]) -> Mapping[jsonplace.Path, Place]:
    """Point at values by their paths; what is not there stands where the object does that lacks it."""
    if not paths:
        return {}
    lines = jsonplace.Lines(text)
    members = jsonplace.locate(text, paths)
    return {path: Place(file, *lines.spot(*member.value)) for path, member in members.items()}
