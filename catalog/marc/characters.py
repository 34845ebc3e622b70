"""Characters that damage a record: control, invisible, private, lost, decomposed, escaped twice.

One pattern looks at all text; only where it finds something is the text examined closely.
"""

import re
import unicodedata
from collections.abc import Iterator

from catalog import patterns
from catalog.marc.mojibake import MARKS, mistaken

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Chinese characters, as a class of a regular expression has them."""

# U+0098 and U+009C mark the characters that filing ignores
# (https://www.loc.gov/marc/specifications/speccharucs.html)
LOW, LOW_BUT_SEPARATOR = "\x00-\x1f", "\x00-\x1e"
KINDS = (
    ("R480", f"{LOW}\x7f-\x97\x99-\x9b\x9d-\x9f\u2028\u2029"),
    ("R481", "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"),
    ("R482", "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"),
    ("R483", "\ufffd"),
    (
        "R484",
        "\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff"
        + "".join(f"{chr(n * 65536 - 2)}-{chr(n * 65536 - 1)}" for n in range(2, 18)),
    ),
)
ENTITY = (
    r"&(?:amp|lt|gt|quot|apos|nbsp|[lr][ds]quo|[lr]aquo|hellip|[mn]dash|middot|bull|copy|reg|times"
    r"|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});"
)
TAG = (
    r"</?(?:br|p|i|b|em|strong|sub|sup|span|div|a|font|u|img|td|tr|th|table|tbody|li|ul|ol|h[1-6]|hr|center|small|big)"
    r"(?:\s+[a-zA-Z-]+\s*=[^<>]*)?\s*/?>"
)
TEXTS = (("R486", patterns.compile(ENTITY)), ("R487", patterns.compile(TAG, re.IGNORECASE)))

# one class of characters, so that sound text costs one quick search
FIRST = patterns.compile(f"[&<{MARKS}{''.join(ranges for _, ranges in KINDS)}]")
"""What sound text has none of, but for & and < and MARKS; no quantifier, so that a search is quick."""
UNFIT = patterns.compile("[" + "".join(r for code, r in KINDS if code not in ("R481", "R482")) + "\x98\x9c]")
"""Controls and line ends, which ISO 2709 uses as delimiters or not at all, what is lost, what is none."""
DAMAGE = patterns.compile("[" + "".join(ranges for _, ranges in KINDS) + "\x98\x9c]")
"""What no record made here may hold: these, and what is invisible or private."""
_KINDS = tuple((code, patterns.compile(f"[{ranges}]")) for code, ranges in KINDS)
# joiners and direction marks belong to the spelling in these scripts, Hebrew to Mongolian
_JOINING_SCRIPT = patterns.compile("[\u0590-\u18af\ua800-\uabff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc]")
_JOINERS = frozenset("\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def name_of(character: str) -> str:
    """Name a character by its number, and by itself when it can be seen.

    >>> name_of("\\u200b"), name_of("工")
    ('U+200B', 'U+5DE5 工')
    """
    seen = character.isprintable() and not character.isspace() and unicodedata.category(character) != "Co"
    return f"U+{ord(character):04X}" + (f" {character}" if seen else "")


def examine(text: str) -> Iterator[tuple[str, int, dict[str, object]]]:
    """Give each kind of damage once: its code, the index in the text, and the values of its message."""
    if not FIRST.search(text):
        return
    wrong = mistaken(text)
    if wrong:
        yield "R488", wrong.at, {key: getattr(wrong, key) for key in ("found", "written", "read", "meant")}
    spelling = _JOINERS if _JOINING_SCRIPT.search(text) else frozenset()
    for code, pattern in _KINDS:
        if wrong and code == "R480":
            continue  # bytes of the other encoding
        found = next((hit for hit in pattern.finditer(text) if hit[0] not in spelling), None)
        if found:
            yield code, found.start(), {"character": name_of(found[0])}
    for code, pattern in TEXTS:
        if found := pattern.search(text):
            yield code, found.start(), {"found": found[0]}


def composition(text: str) -> tuple[int, dict[str, object]] | None:
    """Find the first character that Unicode's composed form (NFC) writes in another way."""
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return None
    composed = unicodedata.normalize("NFC", text)
    index = next(
        (i for i, (a, b) in enumerate(zip(text, composed, strict=False)) if a != b), len(composed) - 1
    )
    end = next(
        (i for i in range(index + 1, len(text)) if unicodedata.is_normalized("NFC", "e" + text[i])), len(text)
    )
    numbers = " ".join(f"U+{ord(char):04X}" for char in text[index:end])
    return index, {"character": numbers, "composed": name_of(composed[index])}
