"""Which container a file is, told by its first bytes."""

import re
from collections.abc import Callable

from catalog import patterns
from catalog.marc.containers.envelopes import envelope_of
from catalog.marc.containers.foreign import foreign

SLIM = "http://www.loc.gov/MARC21/slim"
_HEAD = 64 * 1024
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_WIDE = tuple((name, ("\ufeff", *"<{[=0")) for name in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"))
"""Encodings of several bytes a character, and how files in them begin."""
_ROOT = patterns.compile(
    r"(?:(?><\?.*?\?>|<!--.*?-->)\s*+)*+<(?:[A-Za-z_][\w.-]*:)?(?:collection|record)\b([^>]*)", re.DOTALL
)
_FORMAT = patterns.compile(r"""<record\b[^<>]*\sformat=""")
"""What no record of MARCXML has, and one of MarcXchange may have in whatever namespace."""
_LEADER = patterns.compile(rb"[\s\0]*[0-9 ]{5}[ -~]{7}[0-9 ]{5}[ -~]{7}")
_NO_CONTROLS = bytes({*range(0x20, 0x100), *b"\t\n\r\x1b\x1d\x1e\x1f"})
_NO_DELIMITERS = bytes({*range(0x100)} - {*b"\x1d\x1e\x1f"})
_MNEMONIC = patterns.compile(r"(?:#[^\n]*\n\s*)*=(?:LDR|ldr|[0-9]{3})[ \t]")
_WORKSHEET = patterns.compile(
    rb"(?:\xef\xbb\xbf)?[\r\n]*[0-9 ]{5}[a-z ][a-z]{2}[ -~]{16}\r?\n(?:[0-9A-Za-z]{3}|[*]{3})"
)
_JSON = patterns.compile(r'[\[\s]*\{\s*"[^"]*"\s*:')
_JSON_KEYS = patterns.compile(r'"leader"\s*:'), patterns.compile(r'"fields"\s*:\s*[\[{]')
_JSON_FIELDS = patterns.compile(r'"fields"\s*:\s*\[\s*\{\s*"[0-9A-Z]{3}"\s*:')


def beginning(data: bytes) -> str:
    """Decode the head of a file as far as it is needed to tell its kind."""
    head = data[:_HEAD]
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "replace").lstrip()
    if head[1:2] == b"\0":
        return head.decode("utf-16-le", "replace").lstrip()
    if head[:1] == b"\0":
        return head.decode("utf-16-be", "replace").lstrip()
    return head.decode("utf-8", "replace").lstrip()


def too_wide(head: bytes) -> str:
    """Name the encoding of two or four bytes a character that records cannot be read in, if a file is in one.

    UTF-16 is read in XML that says so, and in pages.

    >>> too_wide('{"leader": "", "fields": []}'.encode("utf-16"))
    'UTF-16'
    """
    for encoding, marks in _WIDE:
        found = next((mark for mark in marks if head.startswith(mark.encode(encoding))), "")
        if not found:
            continue
        text = head[: _HEAD // 4].decode(encoding, "replace").lstrip("\ufeff")
        if encoding.startswith("utf-32"):
            return "UTF-32"
        name = recognised_as(text.encode())
        is_xml = text.startswith("<")
        if is_xml and (found == "\ufeff" or "encoding" in text.partition("?>")[0]):
            return ""
        return "UTF-16" if name else ""
    return ""


def recognised_as(head: bytes) -> str:
    """Name the container that begins so; an empty string for none, and for what is `foreign`."""
    return "" if foreign(head) else next((name for name, begins in RECOGNISED if begins(head)), "")


def _iso2709(head: bytes) -> bool:
    """Tell by a leader, or where it is damaged by two of the three delimiters.

    Random bytes hold delimiters, too, but more of the other controls.
    """
    if b"\x1e" not in head:
        return False
    if _LEADER.match(head):
        return True
    if b"\x1f" not in head:
        return False
    return len(head.translate(None, _NO_CONTROLS)) <= len(head.translate(None, _NO_DELIMITERS))


def _marcxchange(head: bytes) -> bool:
    text = beginning(head)
    root = _ROOT.match(text)
    if root is None:
        return "info:lc/xmlns/marcxchange-v" in text and SLIM not in text and envelope_of(text) is not None
    if SLIM in root[1]:
        return False
    return "info:lc/xmlns/marcxchange-v" in root[1] or _FORMAT.search(text) is not None


def _marcxml(head: bytes) -> bool:
    text = beginning(head)
    return _ROOT.match(text) is not None or envelope_of(text) is not None


def _json(head: bytes) -> bool:
    text = beginning(head)
    if _JSON.match(text) is None:
        return False
    return all(key.search(text) for key in _JSON_KEYS) or _JSON_FIELDS.search(text) is not None


def _json_array(head: bytes) -> bool:
    return beginning(head).startswith("[") and _json(head)


RECOGNISED: tuple[tuple[str, Callable[[bytes], bool]], ...] = (
    ("marc", _iso2709),
    ("mrk", lambda head: _MNEMONIC.match(beginning(head)) is not None),
    ("worksheet", lambda head: _WORKSHEET.match(head) is not None),
    ("marcxchange", _marcxchange),
    ("marcxml", _marcxml),
    ("marcjson", _json_array),
    ("marcjsonl", _json),
)
"""The names of containers, and whether a file that begins so is one; the first that says yes is right."""
