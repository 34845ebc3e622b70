"""At which columns of its line a finding points, where its reader knows no more than the line.

What the finding quotes is looked for in the line: if it stands there once, that is what is meant.
"""

from dataclasses import replace

from catalog import patterns
from catalog.diagnostics import Diagnostic

QUOTING = ("character", "found", "name", "title", "text", "kicker", "role", "key", "attribute")
"""Values that quote what stands in the file."""
_CHARACTER = patterns.compile(r"U\+([0-9A-F]{4,6})\b")


def pointed(item: Diagnostic) -> Diagnostic:
    """Give a finding its columns, if it has none and what it quotes stands once in its line.

    >>> from catalog.diagnostics import Place, finding
    >>> at = Place("a.xml", 9, excerpt="<a>工会\\u200b主席</a>")
    >>> pointed(finding("R481", at, character="U+200B")).place.column
    6
    """
    place = item.place
    if place.column is not None or not place.excerpt:
        return item
    for name in QUOTING:
        quoted = _quoted(str(item.values.get(name, "")))
        if quoted and place.excerpt.count(quoted) == 1:
            column = place.excerpt.index(quoted) + 1
            return replace(item, place=replace(place, column=column, end_column=column + len(quoted)))
    return item


def _quoted(value: str) -> str:
    """Give the characters that a value quotes; single ASCII characters stand in any line."""
    if found := _CHARACTER.match(value):
        return chr(min(int(found[1], 16), 0x10FFFF))
    return "" if len(value) == 1 and value.isascii() else value
