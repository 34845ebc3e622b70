"""Where the reader takes a short way, the long one leads to the same place."""

import random
import re
import unicodedata
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.diagnostics import cells
from catalog.listing import layout, pieces, read
from catalog.listing.layout import by_habit
from catalog.listing.names import person, split_glued
from catalog.listing.pieces import Cuts, cut
from catalog.model import Issue
from catalog.publication import shipped
from catalog.readers.text import read_text
from catalog.text import normalize
from tests.mutations import LINES, edited, edits
from tests.tools.compose_pages import TIERS, Count, Page

SIGNS = "工会职文图译摄和与 　…·.、,;/|()（）【】《》“”：:—-~■①12OolIPp第页\t\u200b"
texts = st.text(st.sampled_from(SIGNS), max_size=30)


def composed(tier: int, seed: int) -> bytes:
    """Compose a page."""
    kind = TIERS[tier % len(TIERS)]
    page = Page(kind, random.Random(seed), Count("page", kind.name))
    page.compose()
    return "\n".join(page.lines).encode()


pages = st.builds(
    lambda tier, seed, done: edited(composed(tier, seed), LINES, done),
    st.integers(0, 3), st.integers(0, 10_000), st.just([]) | edits,
)  # fmt: skip


@settings(max_examples=60)
@given(data=pages)
def test_what_the_reader_makes_unchecked_is_sound(data: bytes) -> None:
    document, _ = read_text(data, "page.txt", "utf-8-sig") if _is_text(data) else (None, [])
    for issue in read(document, shipped())[0] if document else ():
        again = Issue.model_validate_json(Issue.of(issue).model_dump_json())
        assert again == issue
        assert again.model_dump_json() == Issue.of(issue).model_dump_json()


def _is_text(data: bytes) -> bool:
    try:
        return bool(data.decode("utf-8"))
    except UnicodeDecodeError:
        return False


@settings(max_examples=40)
@given(lines=st.lists(texts, max_size=12), tier=st.integers(0, 3), seed=st.integers(0, 10_000))
def test_a_listing_without_its_signs_has_no_habit(lines: list[str], tier: int, seed: int) -> None:
    for some in (lines, composed(tier, seed).decode().split("\n")):
        cuts = cut([normalize(line).rstrip() for line in some], 0, 0)
        for habit, signs in layout.HABITS:
            if signs and not any(sign in cuts.whole for sign in signs):
                assert not list(habit(cuts, layout._lines(cuts)))
        assert_whole(by_habit(cuts), cuts)


def assert_whole(after: Cuts, before: Cuts) -> None:
    """Whatever the habits, no character is lost."""
    assert after.whole == before.whole


LONG = re.compile(
    pieces._TOKEN.replace(f"{pieces._PLAIN}+ | ", ""), re.VERBOSE
)  # texts a character at a time


@given(text=texts)
def test_a_run_of_plain_characters_is_cut_as_they_are_one_by_one(text: str) -> None:
    plain = normalize(text).rstrip()
    assert LONG.pattern != pieces._tokens().pattern
    cuts = [
        [(match.lastindex, match.span()) for match in way.finditer(plain)] for way in (LONG, pieces._tokens())
    ]
    assert cuts[0] == cuts[1]


def test_cells_of_usual_characters_are_those_that_unicode_gives() -> None:
    for code in range(0x10000):
        char = chr(code)
        if not 0xD800 <= code < 0xE000:
            wide = 2 if unicodedata.east_asian_width(char) in "WF" else 1
            assert cells(char) == cells(f"a{char}") - 1 == (0 if unicodedata.combining(char) else wide), code


NAMES = (
    "王",
    "李",
    "陈",
    "余",
    "葛",
    "欧阳",
    "建国",
    "嘉熙",
    "慧君",
    "强",
    "敏",
    "多杰",
    "工会",
    "职工",
    "基层",
)


@given(parts=st.lists(st.sampled_from(NAMES), min_size=1, max_size=5))
def test_names_that_stand_together_are_parted_in_the_best_of_all_ways(parts: list[str]) -> None:
    text = "".join(parts)[:12]
    ways = [[0, *places, len(text)] for places in _places(len(text))]
    scored = []
    for way in ways:
        names = [text[a:b] for a, b in pairwise(way)]
        if all(2 <= len(name) <= 4 and person(name) > -2.0 for name in names):
            scored.append((sum(person(name) - 2.0 for name in names), names))
    found = split_glued(text) if len(text) >= 4 else None
    best = max(scored, default=(-12.0, [text]))
    if found is None:
        assert len(best[1]) < 2 or best[0] <= max(0.0, person(text) - 2.0)
    else:
        assert abs(sum(person(name) - 2.0 for name in found) - best[0]) < 1e-9


def _places(length: int) -> list[list[int]]:
    """Give all places at which a text may be parted."""
    return [[at for at in range(1, length) if chosen >> at & 1] for chosen in range(0, 1 << length, 2)]
