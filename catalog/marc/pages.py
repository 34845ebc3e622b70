"""Pages in words: as a note or a link to the host says them."""

import re
import unicodedata

from catalog import patterns

_BARE = patterns.compile(
    r"[\d\s、，,；;~～—–－-]*(?:[\dⅠ-ⅿ]|\b[ivxlcIVXLC]+\b)[\d\s、，,；;~～—–－Ⅰ-ⅿivxlcIVXLC-]*"
)
_SIGN = patterns.compile(r"(?i:pp?)\s*[.．]?\s*(?=\d)")
_FIGURES = patterns.compile(r"\d+")


def in_words(pages: str) -> str:
    """Say pages in words; what is printed with words of its own stays.

    Figures may be Arabic or Roman; the sign P before them says the same as 页.

    >>> in_words("5-7"), in_words("第5页"), in_words("封二"), in_words("Ⅰ-Ⅲ"), in_words("P5—7")
    ('第5-7页', '第5页', '封二', '第Ⅰ-Ⅲ页', '第5—7页')
    """
    bare = _SIGN.sub("", pages)
    return f"第{bare}页" if _BARE.fullmatch(bare) else pages


def first_page(pages: str) -> str:
    """Give the first page in Arabic figures, an empty text if it has none: a cover, a Roman page.

    >>> first_page("第05-07页"), first_page("封二"), first_page("封二,1")
    ('5', '', '')
    """
    narrow = unicodedata.normalize("NFKC", pages)
    found = _FIGURES.search(narrow)
    if found is None or re.search(r"[封插目Ⅰ-ⅿ]", pages[: found.start()]):
        return ""
    return found.group().lstrip("0") or "0"
