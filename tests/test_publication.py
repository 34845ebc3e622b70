"""The periodicals that come with the package: their data, what they take over, headings with wildcards."""

import re
import tomllib
from itertools import chain
from pathlib import Path
from typing import get_args

import pytest

from catalog import resources
from catalog.frozen import fields, told
from catalog.listing import read
from catalog.profiles import load, model
from catalog.profiles.faults import WANTED
from catalog.publication import Frequency, Publication, likened, shipped
from catalog.source import SourceDocument

FOLDER = Path(__file__).parents[1] / "catalog" / "publications"
FILES = sorted(FOLDER.glob("*.toml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_profile_is_sound(path: Path) -> None:
    profile, findings = load(path.read_text(encoding="utf-8"), str(path))
    assert findings == []
    assert profile is not None
    publication = profile.publication
    assert publication.slug == path.stem
    if publication.issn:
        digits = [10 if char == "X" else int(char) for char in publication.issn.replace("-", "")]
        assert sum(weight * digit for weight, digit in zip(range(8, 0, -1), digits, strict=True)) % 11 == 0
    if publication.cn:
        assert re.fullmatch(r"\d{2}-\d{4}/[A-Z]{1,2}\d?", publication.cn)
    assert publication.frequency in (None, *get_args(Frequency))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_figure_says_where_it_is_from(path: Path) -> None:
    profile, _ = load(path.read_text(encoding="utf-8"), str(path))
    assert profile is not None
    given = told(profile.publication).keys() & {
        "issn", "cn", "frequency", "since", "issuing_body", "sections",
    }  # fmt: skip
    assert set(profile.publication.origins) == given


def test_all_files_are_loaded() -> None:
    assert [publication.slug for publication in shipped()] == [path.stem for path in FILES]
    assert len(FILES) == 7


@pytest.mark.parametrize("key", ["slug", "code", "issn", "cn"])
def test_no_two_have_the_same(key: str) -> None:
    values = [value for publication in shipped() if (value := getattr(publication, key))]
    assert len(values) == len(set(values))


def test_no_two_have_the_same_name() -> None:
    names = list(chain.from_iterable(publication.names for publication in shipped()))
    assert len(names) == len(set(names))


def test_every_key_is_explained() -> None:
    assert list(WANTED) == list(fields(Publication))


def publication(slug: str, like: str | None = None, *sections: str) -> Publication:
    return Publication(slug=slug, name=slug, code=f"C{slug.upper()}", like=like, sections=sections)


def test_a_periodical_takes_over_the_headings_of_the_one_it_is_like() -> None:
    a, b, c = (
        publication("a", "b", "甲", "乙"),
        publication("b", "c", "乙", "丙"),
        publication("c", None, "丁"),
    )
    assert likened(a, (a, b, c)).sections == ("甲", "乙", "丙", "丁")
    assert likened(c, (a, b, c)) is c
    assert likened(a, (a,)).sections == ("甲", "乙"), "there is no b"


def test_periodicals_may_be_like_each_other() -> None:
    a, b = publication("a", "b", "甲"), publication("b", "a", "乙")
    assert (likened(a, (a, b)).sections, likened(b, (a, b)).sections) == (("甲", "乙"), ("乙", "甲"))


def test_a_chain_is_followed_for_a_few_steps() -> None:
    chain = [publication(f"p{n}", f"p{n + 1}", f"甲{n}") for n in range(1000)]
    assert likened(chain[0], chain).sections == tuple(f"甲{n}" for n in range(8))


def test_a_profile_may_be_like_the_one_it_overrides() -> None:
    own, ours = publication("a", "a", "甲"), publication("a", None, "乙")
    assert likened(own, (own, ours)).sections == ("甲", "乙")


NAMED = ("known_heading", "heading_by_wildcard")


def headings(sections: tuple[str, ...], *lines: str, rules: tuple[str, ...] = NAMED) -> list[str | None]:
    """Read a listing with an entry under each line; give the headings that the profile knew."""
    periodical = Publication(slug="x", name="工人论坛", code="XX", sections=sections)
    days = "一二三四五六七八"  # no entry twice
    rows = [row for day, line in zip(days, lines, strict=False) for row in (line, f"塔吊上的{day}天……顾小舟")]
    document = SourceDocument("x.txt", ("《工人论坛》2026年第3期", "", *rows))
    (issue,), _ = read(document, [periodical])
    return [s.heading for s in issue.sections if s.evidence and s.evidence["heading"].rule in rules]


# a heading of a profile, lines that are it, lines that are not
WILDCARDS = [
    ("对话*", ["对话", "对话劳模", "对话：老班长"], ["劳模对话"]),
    ("*天地", ["职工天地", "女工 天地", "天地"], ["天地之间"]),
    ("学习*精神", ["学习精神", "学习大会精神", "■ 学习贯彻大会精神"], ["学习精", "精神学习"]),
    ("我*和*的师傅", ["我和我的师傅", "我们和张师傅的师傅"], ["我的师傅", "我和我的徒弟"]),
    ("专题（*）", ["专题（一）", "专题(新就业)"], ["专题一"]),
    ("学习园地（上）", ["学习园地（上）", "■ 学习园地（上）", "【学习园地（上）】"], ["学习园地上"]),
    ("创新+案例", ["创新+案例", "创新＋案例"], ["创新案例选"]),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "are", "not_"), WILDCARDS, ids=[row[0] for row in WILDCARDS])
def test_headings_with_wildcards(heading: str, are: list[str], not_: list[str]) -> None:
    assert headings((heading,), *are) == [line.strip("■ 【】") for line in are]
    assert headings((heading,), *not_) == []


def test_a_heading_with_one_character_misread() -> None:
    near, far = ("青年职工夜活", "青年职夜话", "青年职工的夜话"), ("青年工夜活", "职工夜话")
    assert headings(("青年职工夜话",), *near, *far, rules=("misread_heading",)) == list(near)


def test_the_profiles_of_the_package_are_what_checking_them_gives() -> None:
    for path in resources.publications():
        checked = model.Publication.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
        taken = next(publication for publication in shipped() if publication.slug == checked.slug)
        assert taken.model_copy(update={"sections": ()}) == checked.model_copy(update={"sections": ()})
        assert set(checked.sections) <= set(taken.sections)
