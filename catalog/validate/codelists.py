"""Lists of codes that others keep, from lists/codes.toml: languages, countries, areas, relators, RDA."""

from functools import cache
from typing import NamedTuple

from catalog import resources


class CodeList(NamedTuple):
    """The codes of a list, the discontinued ones too, and the page on which its owner publishes it."""

    codes: frozenset[str]
    url: str


@cache
def listed(name: str) -> CodeList:
    """Read a list, once; raises KeyError for one that there is not."""
    table = resources.table("codes.toml")[name]
    return CodeList(frozenset(f"{table['codes']} {table.get('discontinued', '')}".split()), table["url"])


def is_code(text: str, name: str) -> bool:
    """Tell a code of a list.

    >>> is_code("chi", "languages"), is_code("zho", "languages")
    (True, False)
    """
    return text in listed(name).codes
