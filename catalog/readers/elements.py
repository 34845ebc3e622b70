"""What the elements of HTML do to the text in them: break lines, hide it, or part it from its neighbours.

Names as in the HTML standard (https://html.spec.whatwg.org/multipage/rendering.html) and, for old pages,
HTML 3.2 and 4.  Style sheets are not read: of styles only the attribute `style` is known.
"""

import re
from collections.abc import Mapping
from enum import IntEnum
from typing import NamedTuple

from catalog import patterns


def words(text: str) -> frozenset[str]:
    """Give the words of a text, to write a set of names without quotes."""
    return frozenset(text.split())


BLOCKS = words("""
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset
    figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing
    main menu nav ol p plaintext pre search section summary table tbody td tfoot th thead tr ul xmp
""")
"""Elements that begin and end on a line of their own."""

APART = words("hr nav header footer aside")
"""Blocks that stand apart from others, as if by a blank line."""

HIDDEN = words("""
    applet audio canvas datalist iframe math noembed noframes noscript object rp rt script select
    style svg template textarea title video
""")
"""Elements whose text the page does not show, or not as text of its own."""

TYPE = words("""
    abbr b bdi bdo big cite code del dfn em font i ins kbd mark o:p q s samp small strike strong tt
    u var
""")
"""Inline elements that change the look of some words."""

GLUED = words("sub sup ruby rb")
"""Inline elements that no gap parts from what stands beside them."""

EMPTY = words("""
    area base basefont bgsound br col embed frame img input keygen link meta param source track wbr
""")
"""Elements without content, whose ends parsers see in different places."""

PREFORMATTED = words("listing plaintext pre xmp")
"""Blocks in which blanks and line ends count."""

_FIELD = patterns.compile(r"author|writer|zuozhe|byline|\bzz\b|page|yema|\bym\b|right|\bfr\b", re.IGNORECASE)
_TYPOGRAPHIC = words("class color dir face lang size style xml:lang")
_OF_WORD = patterns.compile(r"(?:Mso\w*|SpellE|GramE|Apple-\S*|\s)*", re.IGNORECASE)
_STYLES = {
    name: patterns.compile(pattern, re.IGNORECASE)
    for name, pattern in {
        "hidden": r"display\s*:\s*none|visibility\s*:\s*hidden",
        "block": r"display\s*:\s*(?:block|flex|grid|list-item|table-row)",
        "inline": r"display\s*:\s*(?:inline|table-cell)",
        "placed": r"float\s*:\s*right|position\s*:\s*absolute|display\s*:\s*(?:inline-|table-c)"
        r"|text-align\s*:\s*right",
        "preformatted": r"white-space\s*:\s*(?:pre|break)",
    }.items()
}


class Part(IntEnum):
    """How far an inline element is a part by itself: an index, some words, a piece of text, a field."""

    GLUED = 0
    TYPE = 1
    PIECE = 2
    FIELD = 3


class Element(NamedTuple):
    """What one element does."""

    tag: str
    part: Part = Part.PIECE
    block: bool = False
    hidden: bool = False
    preformatted: bool = False


def element(tag: str, attributes: Mapping[str, str]) -> Element:
    """Tell what an element does from its tag and its attributes.

    >>> element("span", {"class": "author"}).part.name, element("div", {"style": "display:none"}).hidden
    ('FIELD', True)
    """
    style = attributes.get("style", "") if attributes else ""
    styles = {name for name, pattern in _STYLES.items() if pattern.search(style)} if style else set()
    return Element(
        tag,
        _part(tag, attributes, "placed" in styles),
        "block" in styles or (tag in BLOCKS and "inline" not in styles),
        tag in HIDDEN or "hidden" in styles or "hidden" in attributes,
        tag in PREFORMATTED or "preformatted" in styles,
    )


def _part(tag: str, attributes: Mapping[str, str], placed: bool) -> Part:
    if tag in GLUED:
        return Part.GLUED
    name = f"{attributes.get('class', '')} {attributes.get('id', '')}" if attributes else ""
    if placed or _FIELD.search(name):
        return Part.FIELD
    # A span that a word processor left says nothing but which type some words are set in.
    typographic = (
        tag == "span" and attributes and _TYPOGRAPHIC.issuperset(attributes) and _OF_WORD.fullmatch(name)
    )
    return Part.TYPE if tag in TYPE or typographic else Part.PIECE
