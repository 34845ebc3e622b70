"""What a file is, told by its content; its name decides only where a text could be anything."""

import re
from enum import Enum

from catalog.marc.containers import recognised
from catalog.marc.containers.envelopes import envelope_of, holds_mods
from catalog.marc.containers.foreign import foreign, is_named
from catalog.marc.containers.marcxchange import NAMESPACES
from catalog.marc.containers.recognise import SLIM, beginning
from catalog.readers.html import looks_like_html


class Kind(Enum):
    """The kinds of file that can be checked; a text, or HTML, is read as a page with listings.

    RECORDS are MARC in any container but MARCXML.
    """

    JSON = "json"
    MARCXML = "marcxml"
    RECORDS = "records"
    MODS = "mods"
    TEXT = "text"
    UNKNOWN = "unknown"


_HEAD = 64 * 1024
_ROOT = re.compile(
    r"(?:(?><\?.*?\?>|<!--.*?-->)\s*+)*+<(?P<prefix>[A-Za-z_][\w.-]*:)?(?P<name>[A-Za-z_][\w.-]*)", re.DOTALL
)
_XML = re.compile(r"<(?:\?xml|!DOCTYPE|!--|[A-Za-z_][\w.:-]*(?:\s|/?>))")
_JSON = re.compile(r'\{|\[\s*(?:[\[{"\]]|$)')
_JSON_NAMES = (".json", ".jsonl")


def sniff(data: bytes, name: str = "") -> Kind:
    """Tell our JSON, or any JSON, from MARCXML, MODS, a page of text or HTML, and what is none of these.

    A text without a sign of its kind is a page, unless its name is that of another kind.

    >>> sniff(b'{"issues": []}'), sniff(b"<record/>"), sniff("《中国工运》2025年第11期".encode())
    (<Kind.JSON: 'json'>, <Kind.MARCXML: 'marcxml'>, <Kind.TEXT: 'text'>)
    >>> sniff(b"hello"), sniff(b"hello", "records.mrc")
    (<Kind.TEXT: 'text'>, <Kind.UNKNOWN: 'unknown'>)
    """
    text = beginning(data)
    if foreign(data[:_HEAD]):
        return Kind.UNKNOWN
    container = recognised(data[:_HEAD])
    if container and container.name.startswith("marcx") and is_mods(data):
        return Kind.MODS  # in an envelope
    if container:
        return Kind.MARCXML if container.name == "marcxml" else Kind.RECORDS
    if _JSON.match(text):
        return Kind.JSON
    if looks_like_html(data):
        return Kind.TEXT
    if _XML.match(text):
        return Kind.MODS if is_mods(data) else Kind.UNKNOWN if other_root(data) else Kind.MARCXML
    if any(f'"{space}"' in text for space in (SLIM, *NAMESPACES.values())):
        return Kind.MARCXML  # with something before its beginning
    return Kind.JSON if name.lower().endswith(_JSON_NAMES) else Kind.UNKNOWN if is_named(name) else Kind.TEXT


def is_mods(data: bytes) -> bool:
    """Tell XML that begins with a description in MODS, or a collection or envelope of such."""
    text = beginning(data)
    root = _ROOT.match(text)
    if root is not None and root["name"] in ("mods", "modsCollection"):
        return True
    return envelope_of(text) is not None and holds_mods(text)


def other_root(data: bytes) -> str:
    """Name the first element of XML that is not MARCXML; an empty string where none can be told."""
    root = _ROOT.match(beginning(data))
    return (
        ""
        if root is None or root["name"] in ("collection", "record")
        else f"{root['prefix'] or ''}{root['name']}"
    )
