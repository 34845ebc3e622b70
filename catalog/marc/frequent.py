"""Text that consists of frequent characters, of which lists/frequent.toml has those of Chinese and Korean."""

from functools import cache

from catalog import resources

_HALF = 0.5


@cache
def characters() -> frozenset[str]:
    """Give the frequent characters of both scripts."""
    return frozenset("".join(resources.table("frequent.toml").values()).replace("\n", ""))


def share(text: str) -> float:
    """Give the part of a text's letters, ASCII aside, that are frequent; of no letters none.

    >>> share("工会主席"), share("笢弊")
    (1.0, 0.0)
    """
    letters = [char for char in text if char > "\x7f" and char.isalpha()]
    known = characters()
    return sum(char in known for char in letters) / len(letters) if letters else 0.0


def is_likely(text: str, least: int) -> bool:
    """Tell text that somebody wrote: so many of its letters are frequent, and more than half of all.

    >>> is_likely("工会主席", 3), is_likely("笢弊工", 1)
    (True, False)
    """
    known = characters()
    return sum(char in known for char in text) >= least and share(text) > _HALF
