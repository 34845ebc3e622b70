"""Pages in words: as a note or a link to the host says them."""

import re

_BARE = re.compile(r"[\d\s、，,；;~～—–－-]+")


def in_words(pages: str) -> str:
    """Say pages in words; what is printed with words of its own stays.

    >>> in_words("5-7"), in_words("第5页"), in_words("封二")
    ('第5-7页', '第5页', '封二')
    """
    return f"第{pages}页" if _BARE.fullmatch(pages) else pages
