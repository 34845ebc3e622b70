"""Characters that cannot be seen, and where a spelling needs them: scripts, emoji, variants of characters.

Sources: The Unicode Standard, chapters 9, 13, 16, 18 and 23; Unicode Technical Standards 37 (ideographic
variation sequences, any of which is let stand) and 51 (emoji).
"""

import unicodedata
from collections import Counter
from functools import cache

from catalog import patterns

NEVER_ALONE = (
    "\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
    "\U000e0001-\U000e007f"
)
"""Characters that no text needs but as a part of the spelling of some scripts, and of emoji."""
DEPENDENT = "\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\ufe00-\ufe0f\U000e0100-\U000e01ef"
"""Characters that belong to one script each, or choose a variant of the character before them."""

# joiners and direction marks belong to the spelling in these scripts, Hebrew to Mongolian
_JOINING_SCRIPT = patterns.compile(
    "[\u0590-\u061b\u061d-\u18af\ua800-\uabff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc]"
)
_JOINERS = "\u034f\u061c\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_SPELLING = (
    (_JOINERS, _JOINING_SCRIPT),
    ("\u115f\u1160", patterns.compile("[\u1100-\u115e\u1161-\u11ff\ua960-\ua97c]")),  # Hangul in letters
    ("\u17b4\u17b5", patterns.compile("[\u1780-\u17b3]")),  # Khmer
    ("\u180b\u180c\u180d\u180e\u180f", patterns.compile("[\u1820-\u18aa]")),  # Mongolian
    ("\u2800", patterns.compile("[\u2801-\u28ff]")),  # Braille
)
_ANY = patterns.compile(f"[{NEVER_ALONE}{DEPENDENT}]")
_JOINER, _FLAG, _LONGEST_TAG = "\u200d", "\U0001f3f4", 7
_ALSO_EMOJI = frozenset("#*0123456789\u203c\u2049\u2139\u3030")


def unneeded(text: str) -> int | None:
    """Find the first character that cannot be seen and that no spelling needs where it stands.

    >>> unneeded("工会\\u200b主席"), unneeded("❤\\ufe0f"), unneeded("工\\ufe0f会")
    (2, None, 1)
    """
    if not _ANY.search(text):
        return None
    spelling = frozenset("".join(chars for chars, script in _SPELLING if script.search(text)))
    hits = (hit for hit in _ANY.finditer(text) if hit[0] not in spelling)
    return next((hit.start() for hit in hits if not _is_of_sign(text, hit.start())), None)


def _is_of_sign(text: str, at: int) -> bool:
    """Tell a joiner, a tag or a selector that makes an emoji or a variant of what stands before it."""
    char, before = text[at], text[at - 1 : at]
    if char == _JOINER:
        return (_is_sign(before) or before == "\ufe0f") and _is_sign(text[at + 1 : at + 2])
    if "\U000e0020" <= char <= "\U000e007f":
        return _FLAG in text[max(0, at - _LONGEST_TAG) : at]
    if "\ufe0e" <= char <= "\ufe0f":
        return _is_sign(before) or before in _ALSO_EMOJI
    if "\ufe00" <= char <= "\ufe0d":
        if _is_ideograph(before):
            return ord(char) - 0xFE00 < _variants()[f"{ord(before):04X}"]
        return not before.isspace() and not before.isascii()
    return "\U000e0100" <= char <= "\U000e01ef" and _is_ideograph(before)


def _is_sign(char: str) -> bool:
    """Tell signs, and what is an emoji or will be one."""
    return char != "" and (unicodedata.category(char)[0] == "S" or "\U0001f000" <= char <= "\U0001fbff")


def _is_ideograph(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or char >= "\U00020000"


@cache
def _variants() -> Counter[str]:
    """Count the compatibility ideographs of each ideograph, which its standardized variants stand for."""
    blocks = (*range(0xF900, 0xFB00), *range(0x2F800, 0x2FA20))
    return Counter(unicodedata.decomposition(chr(number)) for number in blocks)
