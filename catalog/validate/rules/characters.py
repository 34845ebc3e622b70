"""Characters that damage a record: control, invisible, private, lost, decomposed, escaped twice.

One pattern looks at all text; only where it finds something is the text examined closely.
"""

import re
import unicodedata
from collections.abc import Iterator

from catalog.diagnostics import Diagnostic, finding
from catalog.marc.record import ControlField, Record, Subfield
from catalog.validate.rules.context import SEPARATOR, Context
from catalog.validate.rules.mojibake import MARKS, mistaken

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
TEXTS = (("R486", re.compile(ENTITY)), ("R487", re.compile(TAG, re.IGNORECASE)))

# one class of characters, so that sound text costs one quick search
_FIRST = re.compile(f"[&{MARKS}{''.join(ranges for _, ranges in KINDS)}]")
_FIRST_OF_RECORD = re.compile(f"[&{MARKS}{''.join(r for _, r in KINDS).replace(LOW, LOW_BUT_SEPARATOR)}]")
_TAG_OPENS = re.compile("<[/a-zA-Z]")
_KINDS = tuple((code, re.compile(f"[{ranges}]")) for code, ranges in KINDS)
# joiners and direction marks belong to the spelling in these scripts, Hebrew to Mongolian
_JOINING_SCRIPT = re.compile("[\u0590-\u18af\ua800-\uabff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc]")
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
    if not _FIRST.search(text) and not _opens_tag(text):
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


def _opens_tag(text: str) -> bool:
    return "<" in text and _TAG_OPENS.search(text) is not None


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


def characters(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R480-R489: no value holds characters that a catalogue loses, hides or shows as rubbish."""
    text = context.text
    separated = text.count(SEPARATOR) == len(context.values) + 1 or not context.values
    composed = text.isascii() or unicodedata.is_normalized("NFC", text)
    if separated and composed and not _FIRST_OF_RECORD.search(text) and not _opens_tag(text):
        return
    # MARC 21 lets other languages be decomposed; Chinese text and articles of ours are not
    strict = context.is_component or context.is_chinese
    told = False
    for field in record.fields:
        for item in [Subfield("", field.value)] if isinstance(field, ControlField) else field.subfields:
            for code, index, values in examine(item.value):
                yield finding(code, context.place(field, item, f"{index:02}"), **values)
            if not composed and (strict or not told) and (hit := composition(item.value)):
                told = True
                code = "R485" if strict else "R489"
                yield finding(code, context.place(field, item, f"{hit[0]:02}"), **hit[1])
