"""Characters that damage a record: control, invisible, private, lost, decomposed, escaped twice.

One pattern looks at all text; only where it finds something is the text examined closely.
"""

import re
import unicodedata
from collections.abc import Iterator

from catalog import patterns
from catalog.marc.invisible import DEPENDENT, NEVER_ALONE, unneeded
from catalog.marc.mojibake_marks import MARKS
from catalog.marc.spoken import is_spoken_of

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Chinese characters, as a class of a regular expression has them."""

# U+0098 and U+009C mark the characters that filing ignores
# (https://www.loc.gov/marc/specifications/speccharucs.html)
LOW, LOW_BUT_SEPARATOR = "\x00-\x1f", "\x00-\x1e"
KINDS = (
    ("R480", f"{LOW}\x7f-\x97\x99-\x9b\x9d-\x9f\u2028\u2029"),
    ("R481", NEVER_ALONE),
    ("R482", "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"),
    ("R483", "\ufffc\ufffd"),
    (
        "R484",
        # numbers that have no character, among alphabets and syllables that have all of theirs
        "\u0378\u0379\u0380-\u0383\u038b\u038d\u03a2\u0530\u0557\u0558\u058b\u058c\u05c8-\u05cf\u05eb-\u05ee"
        "\u05f5-\u05ff\u3040\u3097\u3098\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff"
        + "".join(f"{chr(n * 65536 - 2)}-{chr(n * 65536 - 1)}" for n in range(2, 18)),
    ),
)
# an entity of HTML, a character by its number, bytes as in a URL or a mail, escapes of programs and of mails
ENTITY = (
    r"&[A-Za-z]{2,8}[0-9]{0,2};|&#(?:[0-9]{1,7};|[xX][0-9A-Fa-f]{1,6};|[0-9]{4,7})"
    r"|(?:%[EeFf][0-9A-Fa-f](?:%[89AaBb][0-9A-Fa-f]){2,3})+|(?:=E[0-9A-F](?:=[89AB][0-9A-F]){2})+"
    r"|(?:%[B-Fb-f][0-9A-Fa-f]%[A-Fa-f][0-9A-Fa-f])+|(?:%u[0-9A-Fa-f]{4})+|<U\+[0-9A-F]{4,6}>"
    r"|(?:\\u[0-9A-Fa-f]{4})+|\\[ux]\{[0-9A-Fa-f]{2,6}\}|(?:\\x[0-9A-Fa-f]{2}){2,}"
    r"|(?:\\3[45][0-7](?:\\2[0-7]{2}){2})+|=\?[0-9A-Za-z-]{3,12}\?[BbQq]\?[!->@-~]+\?="
    rf"|(?<=[{HAN}，。；：、])\\[nrt](?=[{HAN}])"
    rf"|&(?:nbsp|e[mn]sp|quot|amp|[lg]t|middot|hellip|[mn]dash|[lr][sd]quo)(?=[{HAN}])"
)
_ELEMENTS = (
    "a|audio|b|big|blockquote|body|br|button|center|code|dd|del|div|dl|dt|em|font|form|h[1-6]|head|hr|html|i"
    "|iframe|img|input|ins|label|li|link|mark|meta|nobr|ol|option|p|pre|rb|rp|rt|ruby|s|script|select|small"
    "|span|strike|strong|style|sub|sup|svg|table|tbody|td|th|thead|tr|tt|u|ul|video|wbr|[movw]:[a-z]+|st1:[a-z]+"
)
TAG = rf"</?(?:{_ELEMENTS})(?:\s+[a-zA-Z:-]+\s*=[^<>]*)?\s*/?>|<!(?:--|\[CDATA\[)|<\?xml\b"
TAG += r"|\[/(?:b|i|u|s|url|img|color|size|font|quote|code|center|align)\]"  # of forums
TAG += r"|###[^#$<>]{1,80}\$\$\$"  # around what a search found
_LETTER = patterns.compile(r"[^\W\d_]")
_LONGEST = 24
_LONGEST_PATH = 200
_MANY = 20
_PATH = patterns.compile(r"(?:/|[A-Za-z]:\\|\\\\|www\.)\S*\Z")
_QUESTIONS = patterns.compile(r"[?？]{3,}")
TEXTS = (("R486", "&%=<\\", patterns.compile(ENTITY)), ("R487", "<[#", patterns.compile(TAG, re.IGNORECASE)))
"""What is looked for, of which code it is, and signs with one of which it begins."""
_NO_VALUE = "NULL|null|None|NaN|nan|undefined"
REMNANT = patterns.compile(
    rf"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!)|#{{4,}}|{_NO_VALUE}|NaT|<NA>|\[object Object\]"
    r"|\{\{[^{}]*\}\}|\{[A-Za-z0-9_.]*\}|\$\{[^{}]*\}|%(?:\(\w+\))?[sdr]|<%[^<>]*%>"
    r"|<class '[\w.]+'>|<[\w.]+ object at 0x[0-9A-Fa-f]+>"
    rf"|\[\"(?:[{HAN}][^\"]*\"|[^\"]*\"(?=, ?\"))(?:, ?\"[^\"]*\")*\]"
    r"|\"{3}[^\"].*\"|\".*[^\"]\"{3}"
    r"|\['[^']*'(?:, '[^']*')*\]|\{(?:'\w+'|\"\w+\"):[^{}]*\}|=[A-Z]{2,12}\(.*\)"
    r"|错误[!！] ?未(?:定义书签|找到引用源)。?"
    r"|Error! (?:Bookmark not defined|Reference source not found)\.?"
)
"""What spreadsheets, word processors and programs write where they have no value, or no text of it."""
_WITHOUT_NUMBER = patterns.compile(rf"第(?:{_NO_VALUE})[年卷期号页辑-]")
ISBD = " /:;,=."
"""Signs that are written behind a value and are no part of it."""
SPACES = "\u3000\xa0"
"""Spaces that nothing strips from a value."""
_MARKS_ABOVE = "\u0300-\u036f"
_MARK = patterns.compile(f"[{_MARKS_ABOVE}]")
_LETTER_WITH_MARKS = patterns.compile(f"[A-Za-z\u00c0-\u024f\u0370-\u052f\u1e00-\u1fff][{_MARKS_ABOVE}]+")
_MOST_MARKS = 6  # that a message names
OTHERS = f"{DEPENDENT}{SPACES}{_MARKS_ABOVE}"
"""Characters that are wrong only where they stand: in another script, at an end of a value."""
RADICALS = "\u2e80-\u2ef3\u2f00-\u2fd5"
"""Signs of dictionaries that look like characters; fonts put them into PDF files in the place of these."""
_RADICAL = patterns.compile(f"[{RADICALS}]")
# those that Unicode itself does not name a character for
_CHARACTERS = dict(
    zip(
        "⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
        "民虎西见角贝车长门青韦页风飞食马鬼鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)
# what is looked for beside single characters and tags; what it begins with stands first, as a class is
# searched for several times as quickly
_SUSPECT = patterns.compile(
    r"[nuN?？\\%=#\[{\"错E]"
    r"(?:(?<=[nuN])(?:ull|an|ndefined|ULL|one|a[NT])"
    r"|(?<![nuN])(?:(?<=\?)\?\?|(?<=？)？？|(?<=\\)[uxnrt3]|(?<=%)[A-Fa-fu(sdr]|(?<==)[A-Z?]|(?<=#)[NRVD#]"
    r"|(?<=\[)(?:object|['\"/])|(?<={)|(?<=\")\"\"|(?<=错)误[!！]|(?<=E)rror! ))"
)


def quick_class(ranges: str) -> str:
    """Write a class of characters that is searched for several times as quickly, with all of later planes.

    The ranges of these would be compared one by one with each character.

    >>> quick_class("\x7f-\x9f\U000f0000-\U000ffffd\ufffe") == "[\x7f-\x9f\ufffe\U00010000-\U0010ffff]"
    True
    """
    first_plane = re.sub("[\U00010000-\U0010ffff](?:-[\U00010000-\U0010ffff])?", "", ranges)
    return f"[{first_plane}\U00010000-\U0010ffff]"


FIRST = patterns.compile(
    quick_class(f"&<{MARKS}{RADICALS}{OTHERS}{''.join(ranges for _, ranges in KINDS)}\x98\x9c")
)
"""What most sound text has none of, though there may be &, <, MARKS, signs of filing and rare characters."""
UNFIT = patterns.compile("[" + "".join(r for code, r in KINDS if code not in ("R481", "R482")) + "\x98\x9c]")
"""Controls and line ends, which ISO 2709 uses as delimiters or not at all, what is lost, what is none."""
DAMAGE = patterns.compile("[" + "".join(ranges for _, ranges in KINDS) + "\x98\x9c]")
"""What no record made here may hold: these, and what is invisible or private."""
_MAY_BE_DAMAGED = patterns.compile(quick_class(DEPENDENT + "".join(ranges for _, ranges in KINDS)))
_KINDS = tuple((code, patterns.compile(f"[{ranges}]")) for code, ranges in KINDS)


def name_of(character: str) -> str:
    """Name a character by its number, and by itself when it can be seen.

    >>> name_of("\\u200b"), name_of("工")
    ('U+200B', 'U+5DE5 工')
    """
    seen = character.isprintable() and not character.isspace() and unicodedata.category(character) != "Co"
    return f"U+{ord(character):04X}" + (f" {character}" if seen else "")


def is_plain(text: str) -> bool:
    """Tell text in which nothing need be looked for: it has no such character and no sign."""
    return not (FIRST.search(text) or is_suspect(text))


def is_suspect(text: str) -> bool:
    """Tell text in which there may be more than single characters and tags to be looked for."""
    return _SUSPECT.search(text) is not None


def examine(text: str) -> Iterator[tuple[str, int, dict[str, object]]]:
    """Give each kind of damage once: its code, the index in the text, and the values of its message."""
    if is_plain(text):
        return
    from catalog.marc.mojibake import mistaken  # with tables that no export needs

    wrong = mistaken(text)
    if wrong:
        yield "R488", wrong.at, {key: getattr(wrong, key) for key in ("found", "written", "read", "meant")}
    # what is damaged beside text in another encoding is bytes of it
    for code, pattern in _KINDS if not wrong and _MAY_BE_DAMAGED.search(text) else ():
        at = unneeded(text) if code == "R481" else _at(pattern, text)
        if at is not None:
            yield code, at, {"character": name_of(text[at])}
    yield from _ends(text)
    if is_all_questions(text) and (lost := _QUESTIONS.search(text)):
        yield "R483", lost.start(), {"character": lost[0][:_LONGEST]}
    for radical in _RADICAL.finditer(text):
        meant = _CHARACTERS.get(radical[0]) or unicodedata.normalize("NFKC", radical[0])
        if meant != radical[0]:  # some are parts of characters, which nobody takes for one
            yield "R500", radical.start(), {"character": name_of(radical[0]), "meant": meant}
            break
    if REMNANT.fullmatch(bare := text.strip().rstrip(ISBD)):
        yield "R508", 0, {"found": bare[:_LONGEST]}
    elif gap := _WITHOUT_NUMBER.search(text):
        yield "R508", gap.start(), {"found": gap[0]}
    address = "://" in text
    for code, signs, pattern in TEXTS:
        hits = enumerate(pattern.finditer(text) if any(sign in text for sign in signs) else ())
        # of so many no title talks
        told = (hit for n, hit in hits if _is_meant(hit, address) and (n > _MANY or not is_spoken_of(hit)))
        if found := next(told, None):
            yield code, found.start(), {"found": found[0][:_LONGEST]}


def is_all_questions(text: str) -> bool:
    """Tell text in which ? stands for every letter."""
    return _QUESTIONS.search(text) is not None and not _LETTER.search(text)


def _at(pattern: re.Pattern[str], text: str) -> int | None:
    found = pattern.search(text)
    return found.start() if found else None


def _ends(text: str) -> Iterator[tuple[str, int, dict[str, object]]]:
    """Tell of a mark above nothing with which a text begins, and of a space at an end that nobody strips."""
    if _MARK.match(text):
        yield "R513", 0, {"character": name_of(text[0])}
    if text[0] in SPACES or text[-1] in SPACES:
        at = 0 if text[0] in SPACES else len(text) - 1
    else:
        at = len(text.rstrip(ISBD)) - 1  # before which French has a no-break space
        at = at if at >= 0 and text[at] == SPACES[0] else -1
    if at >= 0 and not text.isspace():
        yield "R514", at, {"character": name_of(text[at])}


def _is_meant(hit: re.Match[str], address: bool) -> bool:
    """Tell an escape from a name in no list of HTML, such as AT&T;, and from what URLs and paths have."""
    found = hit[0]
    if found[0] in "%\\":
        return not (found[0] == "%" and address) and not _PATH.search(hit.string, *_before(hit))
    if found[0] != "&" or found[1] == "#":
        return True
    from html.entities import name2codepoint  # which is seldom wanted

    return found.strip("&;") in name2codepoint or found == "&apos;"


def _before(hit: re.Match[str]) -> tuple[int, int]:
    return max(0, hit.start() - _LONGEST_PATH), hit.start()


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
    numbers = [f"U+{ord(char):04X}" for char in text[index : min(end, index + _MOST_MARKS)]]
    found = " ".join([*numbers, "…"] if end > index + _MOST_MARKS else numbers)
    return index, {"character": found, "composed": name_of(composed[index])}


def composition_of_others(text: str) -> tuple[int, dict[str, object]] | None:
    """Find the first such character but for letters of alphabets with marks, as MARC-8 has them.

    Those MARC 21 does not ask to be composed
    (https://www.loc.gov/marc/specifications/speccharucs.html); ideographs and syllables are.
    """
    return composition(_LETTER_WITH_MARKS.sub(lambda hit: "x" * len(hit[0]), text))
