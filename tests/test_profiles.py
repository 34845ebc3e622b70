"""A library's own profiles: every fault has its finding, its place and its cost, and no profile runs away."""

import os
from pathlib import Path

import pytest

from catalog import profiles
from catalog.diagnostics import as_text
from catalog.listing import read
from catalog.profiles import LARGEST, Profile, load, together
from catalog.publication import Publication, shipped
from catalog.source import SourceDocument
from catalog.tomlplace import place
from tests.pace import paced
from tests.profile_cases import FAULTY, told

HEAD = 'slug = "gongren-luntan"\nname = "工人论坛"\ncode = "GRLT"\n'


@pytest.mark.parametrize("path", FAULTY, ids=lambda path: path.stem)
def test_a_faulty_profile_is_told_with_its_place_and_the_next_step(path: Path) -> None:
    assert told(path) == path.with_suffix(".txt").read_text(encoding="utf-8")
    assert {item.code for item in load(path.read_text(encoding="utf-8"), "")[1]} >= {path.name[:4]}


def test_no_case_is_left_over() -> None:
    folder = FAULTY[0].parent
    assert {path.stem for path in folder.glob("*.txt")} == {path.stem for path in FAULTY}


def test_line_ends_of_windows_and_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes(b"\xef\xbb\xbf" + HEAD.replace("\n", "\r\n").encode() + b"since = 1\r\n")
    _, (item,) = profiles.read(path)
    assert (item.place.line, item.place.column, item.place.excerpt) == (4, 1, "since = 1")


# what stands in place of a profile, what is said
UNREADABLE = {
    "GB 18030": ("工人论坛".encode("gb18030"), "byte 1 is not UTF-8"),
    "too large": (b"#" * (LARGEST + 1), "more than 100000 bytes"),
}


@pytest.mark.parametrize(("data", "said"), UNREADABLE.values(), ids=UNREADABLE)
def test_a_file_that_is_no_profile(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "own.toml").write_bytes(data)
    found, (item,) = profiles.from_folder(tmp_path)
    assert (found, item.code) == ([], "P301")
    assert said in item.message()


def test_what_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "a.toml").mkdir()
    os.mkfifo(tmp_path / "b.toml")
    (tmp_path / "c.toml").symlink_to("nowhere")
    (tmp_path / "d.toml").symlink_to("d.toml")
    found, findings = profiles.from_folder(tmp_path)
    assert found == []
    assert [item.code for item in findings] == ["P301"] * 4
    assert "ordinary file" in findings[1].message()
    assert "No such file" in findings[2].message()


# a profile that costs time or memory, or none: each is answered at once
HOSTILE = {
    "nested lists": HEAD + "sections = " + "[" * 20_000,
    "nested tables": HEAD + "origins = " + "{a=" * 20_000,
    "a key of many parts": HEAD + ".".join("a" * 40_000) + " = 1",
    "tables of many parts": HEAD + f"[{'.'.join('a' * 150)}]\n" * 300,
    "a long number": HEAD + "since = " + "9" * 50_000,
    "a long hexadecimal number": HEAD + "since = 0x" + "f" * 50_000,
    "a long key": HEAD + "a" * 90_000 + " = 1",
    "many unknown keys": HEAD + "".join(f"k{n} = 1\n" for n in range(9000)),
    "many headings": HEAD + "sections = [" + '"工会",' * 9000 + "]",
    "headings of no text": HEAD + f"sections = [{'5,' * 30_000}]",
    "a long heading": HEAD + f'sections = ["{"工" * 30_000}"]',
    "a long name": HEAD.replace("工人论坛", "工" * 30_000),
    "a name of blanks": HEAD.replace("工人论坛", " " * 3000),
    "a pattern": HEAD + 'sections = ["((((工+)+)+)+)+$"]',
    "a repeated pattern": HEAD + 'sections = ["工{1,9999}{1,9999}"]',
    "a key that steers the terminal": HEAD + '"\\u001b[31m" = 1',
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.no_cover
def test_a_hostile_profile_is_refused_at_once(text: str) -> None:
    (profile, findings), units = paced(lambda: load(text, "own.toml"))
    assert profile is None
    assert findings
    assert len("".join(as_text(item) for item in findings)) < 10_000
    assert units < 50


@pytest.mark.no_cover
def test_wildcards_cannot_run_away() -> None:
    """As many as a profile may hold, each as tangled as it may be, over a long listing."""
    wild = tuple(f"工{'*工' * 18}*{n:03}"[:40] for n in range(300))
    periodical = Publication(slug="x", name="工人论坛", code="XX", sections=wild)
    lines = ("《工人论坛》2026年第3期", "", *("工" * 39 for _ in range(1000)))
    (issues, _), units = paced(lambda: read(SourceDocument("x.txt", lines), [periodical]))
    assert units < 200
    assert len(issues) <= 1


@pytest.mark.no_cover
def test_a_name_of_marks_and_blanks_cannot_run_away() -> None:
    names = tuple("·" * n + " 工 " * 6 for n in range(1, 20))
    periodical = Publication(slug="x", name="工 人 论 坛", code="XX", aliases=names)
    lines = ("《工人论坛》2026年第3期", "塔吊上的四季……顾小舟", "·" * 20_000 + "年第3期", " " * 20_000)
    (issues, _), units = paced(lambda: read(SourceDocument("x.txt", lines), [periodical]))
    assert units < 50
    assert [issue.publication for issue in issues] == ["工 人 论 坛"]


def profile(slug: str, name: str, code: str, more: str = "") -> Profile:
    text = f'slug = "{slug}"\nname = "{name}"\ncode = "{code}"\n{more}'
    made, findings = load(text, f"{slug}.toml")
    assert findings == []
    assert made is not None
    return made


def test_a_profile_overrides_ours_by_its_slug() -> None:
    own = profile("gongyou", "工友", "GONGY")
    publications, findings = together([own], shipped())
    assert findings == []
    assert [p.code for p in publications if p.slug == "gongyou"] == ["GONGY"]
    assert len(publications) == len(shipped())


# what is no TOML, what is said
NO_TOML = [
    ("a = tru", "this is no value"),
    ("a = 2025-02-30", "this is no date"),
    ("a = " + "9" * 5000, "the number is too long"),
    ("a = [1, 2", "the list has no ]"),
    ("a = {b = 1", "the table has no }"),
    ("[a", "the name of the table has no ]"),
    ("[[a]", "the name of the table has no ]"),
    ('a = "b', "the text has no quote"),
    ('a = "b\n"', "the text has no quote"),
    ("a = 'b", "the text has no quote"),
    ('a = """b', "the text has no quote"),
    ("a", "= should stand behind the key"),
    ("a = 1 2", "something stands behind the value"),
    ('a = "\\d"', "a backslash in a text is written twice"),
    ('a = "\\u12"', "this names no character"),
    ('a = "\\ud800"', "this names no character"),
    ('a = "\x01"', "this character may not stand here"),
    ("a = 1 # \x01", "this character may not stand here"),
    ("= 1", "this is no key"),
    ("[[[", "this is no key"),
    ("a = 1\na = 2", "this stands twice"),
    ("[a]\n[a]", "this stands twice"),
    ("a = {b = 1, b = 2}", "this stands twice"),
]


@pytest.mark.parametrize(("text", "said"), NO_TOML)
def test_what_is_no_toml_is_told_in_both_languages(text: str, said: str) -> None:
    _, (item,) = load(text, "own.toml")
    assert item.code == "P304"
    assert said in item.message("en")
    assert not set(item.message("zh")) & set("aeiou")
    assert item.place.line in (None, 1, 2)
    assert item.place.line is None or item.place.excerpt == text.split("\n")[item.place.line - 1]


Given = tuple[str, str, str] | tuple[str, str, str, str]
A = ("a", "甲", "AA")
ALIAS = ("b", "乙", "BB", 'aliases = ["丙", "甲"]')
# a profile, if any; another; what is said of it; line and column of that
CLASHES: dict[str, tuple[Given | None, Given, str, tuple[int, int]]] = {
    "name": (A, ("b", " 甲", "BB"), "name 甲 is also that of a (a.toml); b.toml is left out", (2, 8)),
    "code": (A, ("b", "乙", "AA"), "code AA is also that of a (a.toml); b.toml is left out", (3, 8)),
    "slug": (A, ("a", "乙", "BB"), "slug a is also that of a (a.toml); a.toml is left out", (1, 8)),
    "alias": (A, ALIAS, "name 甲 is also that of a (a.toml); b.toml is left out", (4, 17)),
    "our name": (None, ("b", "工友", "BB"), "name 工友 is also that of gongyou; gongyou is left out", (2, 8)),
    "our code": (None, ("b", "乙", "GY"), "code GY is also that of gongyou; gongyou is left out", (3, 8)),
}


@pytest.mark.parametrize(("first", "second", "said", "at"), CLASHES.values(), ids=CLASHES)
def test_two_of_one_name_or_code_are_found(
    first: Given | None, second: Given, said: str, at: tuple[int, int]
) -> None:
    own = [profile(*given) for given in (first, second) if given]
    publications, (item,) = together(own, shipped())
    assert (item.code, item.message()) == ("P308", said)
    assert (item.place.file, item.place.line, item.place.column) == (f"{second[0]}.toml", *at)
    assert len(publications) == len(shipped()) + (1 if first else 0)
    for key in ("slug", "code", "name"):
        assert len({getattr(publication, key) for publication in publications}) == len(publications)


def test_a_profile_that_is_like_none_is_read_all_the_same() -> None:
    own = profile("a", "甲", "AA", 'like = "nowhere"\nsections = ["创新案例"]')
    publications, (item,) = together([own], shipped())
    assert (item.code, item.place.line, item.severity) == ("P309", 4, "warning")
    assert publications[0].sections == ("创新案例",)


def test_a_profile_may_be_like_ours_or_like_another_of_ones_own() -> None:
    own = [
        profile("a", "甲", "AA", 'like = "b"\nsections = ["一线观察"]'),
        profile("b", "乙", "BB", 'like = "zhongguo-gongyun"'),
        profile("gongyou", "工友", "GY", 'like = "gongyou"'),
    ]
    publications, findings = together(own, shipped())
    assert findings == []
    ours = next(p for p in shipped() if p.slug == "zhongguo-gongyun")
    assert publications[0].sections == ("一线观察", *ours.sections)


TOML = """\
a = 1
"b" = 2
[origins] # a table
a = 3
 [x.y]
z . "w" = 4
list = [
  "one",
  'two',
]
[[row]]
a = 5
[[row]]
a = "six"
"""
# path, item, line and columns
PLACES: list[tuple[tuple[str | int, ...], object, tuple[int | None, int | None, int | None]]] = [
    (("a",), None, (1, 1, 2)),
    (("b",), None, (2, 1, 4)),
    (("origins",), None, (3, 2, 9)),
    (("origins", "a"), None, (4, 1, 2)),
    (("origins", "b"), None, (3, 2, 9)),
    (("x", "y", "z", "w"), None, (6, 1, 8)),
    (("x", "y", "list", 1), "two", (9, 3, 8)),
    (("x", "y", "list", 0), "one", (8, 3, 8)),
    (("x", "y", "list", 2), "three", (7, 1, 5)),
    (("row", 0, "a"), None, (12, 1, 2)),
    (("row", 1, "a"), None, (14, 1, 2)),
    (("row", 1, "a"), "six", (14, 5, 10)),
    (("row", 1, "b"), None, (13, 3, 6)),
    (("row", 2, "a"), None, (None, None, None)),
    (("c",), None, (None, None, None)),
]


@pytest.mark.parametrize(("path", "item", "expected"), PLACES)
def test_places_of_keys(
    path: tuple[str | int, ...], item: object, expected: tuple[int | None, int | None, int | None]
) -> None:
    found = place("x.toml", TOML, path, item)
    assert (found.line, found.column, found.end_column) == expected
    assert found.excerpt == (TOML.split("\n")[found.line - 1] if found.line else "")
