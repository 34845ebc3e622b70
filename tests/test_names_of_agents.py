"""What is asked of a name only behind a sign finds what its pattern finds by itself."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.marc import names

ALPHABET = "余嘉熙本报记者译摄会教授员副文图等和&·•.…。?2①(（)）[美]、，, 　aZ@"


def first(found: re.Match[str] | None) -> str:
    return found[0] if found else ""


def labelled(name: str) -> tuple[str, str] | None:
    if len(name) < 4:
        return None
    if found := names.LABEL.fullmatch(name):
        return found[1], found[2]
    behind = (pattern.fullmatch(name) for pattern in (names.TRANSLATOR, names._work()[1], names.TITLED))
    return next(((found[2], found[1]) for found in behind if found), None)


ROWS: dict[str, tuple[Callable[[str], object], Callable[[str], object]]] = {
    "separated": (
        names.separated,
        lambda name: bool(not name.isascii() and names.SEPARATED.search(name)),
    ),
    "noise": (
        names.noise,
        lambda name: (
            ""
            if name.isalpha() or (name.isascii() and "@" not in name and not name[-1:].isdigit())
            else first(names.MAIL.search(name)) or first(names.NOISE.search(name))
        ),
    ),
    "bracketed": (names.bracketed, lambda name: first(names.BRACKETED.search(name)).strip()),
    "dot": (names.mistaken_dot, lambda name: first(names.DOTS.search(name))),
    "labelled": (names.labelled, labelled),
    "coupled": (
        names.coupled,
        lambda name: found.groups() if (found := names.COUPLED.fullmatch(name)) else None,
    ),
    "body": (names.may_be_a_body, lambda name: names.BODY.fullmatch(name) is not None),
}


@pytest.mark.parametrize("row", ROWS)
@given(
    st.text(ALPHABET, max_size=9)
    | st.sampled_from(["余嘉熙综合整理", "余嘉熙(摄影)", "余嘉熙副教授", "记者余嘉熙"])
)
def test_a_sign_that_is_looked_for_first_hides_nothing(row: str, name: str) -> None:
    ours, by_itself = ROWS[row]
    assert ours(name) == by_itself(name)
