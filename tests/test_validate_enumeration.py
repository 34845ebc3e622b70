"""What is usual in 773 is read quickly, and as it would be read among texts of all kinds."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.validate.rules import enumeration

NUMBERS = st.integers(0, 123_456).map(str)
PARTS = st.one_of(
    NUMBERS,
    st.sampled_from(
        (
            *("2025年第", "1999", "期", " (总第", "期)", ", 第", "页", "-", "—", "～", "1899年第"),
            *(" nian di ", " qi", " (zong di ", " qi)", ", di ", " ye", " ", "卷", "第"),
        )
    ),
)
TEXTS = st.one_of(
    st.lists(PARTS, max_size=8).map("".join),
    st.builds(
        "{}年第{}期{}, 第{}{}{}页".format, *[NUMBERS] * 2, st.just(" (总第7期)"), NUMBERS, PARTS, NUMBERS
    ),
    st.builds("2025 nian di {} qi{}, di {}{} ye".format, NUMBERS, PARTS, NUMBERS, PARTS),
)


@given(TEXTS)
def test_the_usual_is_read_as_all_is(text: str) -> None:
    usual = enumeration._USUAL
    quickly = enumeration.read.__wrapped__(text)
    try:
        enumeration._USUAL = re.compile("(?!)")
        assert enumeration.read.__wrapped__(text) == quickly
    finally:
        enumeration._USUAL = usual


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("1785, 1790-1792", (1785, 1785)), ("1785、1790-92", (1785, 1785)), ("1785-1787; 1790", (1785, 1787)),
        ("1785, 1790页", (1785, 1785)), ("1785–1792", (1785, 1792)), ("1785-1792", (1785, 1792)),
    ],
)  # fmt: skip
def test_figures_that_rise_are_pages(text: str, pages: tuple[int, int]) -> None:
    assert enumeration.read(text) == enumeration.Enumeration(first=pages[0], last=pages[1])


@pytest.mark.parametrize(
    "text",
    [
        "2025",
        "2025, 11",
        "2025, 26",
        "2025, 26-28",
        "2025, 11, 5-7",
        "2025, 3, 2030-2032",
        "2025:11",
        "2025–2026",
    ],
)
def test_a_year_stands_first(text: str) -> None:
    assert enumeration.years(text) == ("2025",)
