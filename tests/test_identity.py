"""Control numbers: as printed in the crosswalk, and never two articles with one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.identity import control_number, issue_number

CASES = [
    ("ZGGY", 2025, 11, 1, "ZGGY202511", "ZGGY202511001"),
    ("GHXX", 2025, 21, 10, "GHXX202521", "GHXX202521010"),
    ("GY", 2024, 3, 999, "GY202403", "GY202403999"),
    ("GRRB", 2025, 271, 4, "GRRB2025271", "GRRB2025271004"),
    ("ZGGY", 1998, 1, 1000, "ZGGY199801", "ZGGY199801-1000"),
]


@pytest.mark.parametrize(("code", "year", "number", "sequence", "issue", "article"), CASES)
def test_numbers_are_made_from_code_year_number_and_sequence(
    code: str, year: int, number: int, sequence: int, issue: str, article: str
) -> None:
    assert issue_number(code, year, number) == issue
    assert control_number(code, year, number, sequence) == article


places = st.tuples(st.integers(1800, 2999), st.integers(1, 999), st.integers(1, 20_000))


@given(places, places)
def test_two_articles_of_a_periodical_never_share_a_number(
    one: tuple[int, int, int], other: tuple[int, int, int]
) -> None:
    assert (control_number("ZGGY", *one) == control_number("ZGGY", *other)) == (one == other)


def test_no_number_past_the_999th_article_is_that_of_another_issue() -> None:
    short = {
        control_number("ZGGY", 2025, number, sequence)
        for number in (1, 11, 111)
        for sequence in range(1, 1000)
    }
    long = {
        control_number("ZGGY", 2025, number, sequence) for number in (1, 11) for sequence in range(1000, 2000)
    }
    assert len(short) == 3 * 999
    assert not short & long
