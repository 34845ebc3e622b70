"""Tags and escapes that a text talks about, as those on computing do, and which damage nothing.

Such a one has a word for it beside it, stands in quotation marks, or by itself between blanks.
"""

import re

from catalog import patterns

_NEAR = 40
_QUOTES = "\"'`“”‘’「」『』《》"
_WORD = (
    r"(?:标签|标记|元素|实体|属性|转义|编码|换行|標籤|標記|元素|實體|屬性|轉義|編碼"
    r"|(?i:tags?|elements?|entity|entities|attributes?|escapes?|encoding)\b)"
)
_BEHIND = patterns.compile(
    rf"(?:[\s{_QUOTES}、,，/和与與及或]|</?[A-Za-z][A-Za-z0-9]* ?/?>|&#?[A-Za-z0-9]+;|\b(?:and|or)\b)*+"
    rf"{_WORD}"
)
_BEFORE = patterns.compile(rf"{_WORD}[\s{_QUOTES}]*\Z")
_SINGLE = patterns.compile(r"&[A-Za-z0-9]+;|\\[nrtu][0-9A-Fa-f]{,4}|</[A-Za-z0-9]+>")
_BARE = patterns.compile(r"<([a-zA-Z][a-zA-Z0-9]*)\s*/?>")
_ENDS_A_LINE = ("br", "p", "hr", "nobr", "wbr")
_ONE_CHARACTER = patterns.compile(r"\\u[0-9A-Fa-f]{4}|%[EeFf][0-9A-Fa-f](?:%[89AaBb][0-9A-Fa-f]){2}")


def is_spoken_of(hit: re.Match[str]) -> bool:
    """Tell whether the text of a hit talks about the tag or escape that was found there."""
    text, start, end = hit.string, hit.start(), hit.end()
    before, behind = text[:start][-1:], text[end : end + 1]
    tag = _BARE.fullmatch(hit[0])
    single = tag or _SINGLE.fullmatch(hit[0])
    if single and before and behind and before in _QUOTES and behind in _QUOTES:
        return True
    closed = text.find(f"</{tag[1]}", end) if tag else -1
    named = _BEHIND.match(text, end, end + _NEAR)
    if named:
        return closed < 0 or closed < named.end()  # else the tags are around the word
    if closed >= 0:
        return False
    if _BEFORE.search(text, max(0, start - _NEAR), start):
        return True
    stands_alone = (before + behind).isspace() and (not before or before.isspace())
    return stands_alone and bool(
        tag[1].lower() not in _ENDS_A_LINE if tag else _ONE_CHARACTER.fullmatch(hit[0])
    )
