"""What a file is that holds neither records nor a page, told by its first bytes."""

import re

from catalog import patterns
from catalog.diagnostics import Diagnostic, Place, finding

_TABLE = (
    (patterns.compile(rb"%PDF-"), "PDF"),
    (patterns.compile(rb"PK\x03\x04"), "ZIP (docx, xlsx, epub)"),
    (patterns.compile(rb"\xd0\xcf\x11\xe0"), "OLE (doc, xls)"),
    (patterns.compile(rb"\x1f\x8b"), "gzip"),
    (patterns.compile(rb"BZh[1-9]1AY&SY"), "bzip2"),
    (patterns.compile(rb"\xfd7zXZ\0"), "xz"),
    (patterns.compile(rb"Rar!\x1a\x07"), "RAR"),
    (patterns.compile(rb"7z\xbc\xaf'\x1c"), "7z"),
    (patterns.compile(rb"SQLite format 3\0"), "SQLite"),
    (patterns.compile(rb"\0\x01\0\0Standard (?:Jet|ACE) DB"), "Access"),
    (patterns.compile(rb"\x89PNG"), "PNG"),
    (patterns.compile(rb"\xff\xd8\xff"), "JPEG"),
    (patterns.compile(rb"GIF8|II\*\0|MM\0\*|BM.{4}\0{4}", re.DOTALL), "GIF, TIFF, BMP"),
    (patterns.compile(rb"\{\\rtf"), "RTF"),
    (patterns.compile(rb"(?:\xef\xbb\xbf)?[\r\n]*TY  - "), "RIS"),
    (patterns.compile(rb'(?:\xef\xbb\xbf)?"[^"\n]*"(?:,"[^"\n]*")+\r?\n'), "CSV"),
)  # fmt: skip
_TEXTS = {".csv": "CSV", ".ris": "RIS"}
_JSON = patterns.compile(rb"(?:\xef\xbb\xbf)?\s*[\[{]")


def foreign(head: bytes) -> str:
    """Name the format of a file that begins so and cannot be read here, an empty string for any other.

    >>> foreign(b"PK\\x03\\x04"), foreign(b"TY  - JOUR\\r\\n"), foreign(b"=LDR  00000naa")
    ('ZIP (docx, xlsx, epub)', 'RIS', '')
    """
    return next((name for pattern, name in _TABLE if pattern.match(head)), "")


def is_named(name: str) -> bool:
    """Tell a file that is called as files of records, or as those of a format in the table that is text.

    >>> is_named("records.MRC"), is_named("2025-11.csv"), is_named("page.txt")
    (True, True, False)
    """
    from catalog.marc.containers import CONTAINERS

    return name.lower().endswith((*_TEXTS, *(suffix for row in CONTAINERS for suffix in row.suffixes)))


def refused(head: bytes, name: str) -> Diagnostic:
    """Say of a file what it is, where that is nothing that can be read here (X501)."""
    suffixed = (kind for suffix, kind in _TEXTS.items() if name.lower().endswith(suffix))
    found = foreign(head) or ("JSON" if _JSON.match(head) else next(suffixed, ""))
    return finding(
        "X501", Place(name), found_en=found or "a file of no known kind", found_zh=found or "未知类型的文件"
    )
