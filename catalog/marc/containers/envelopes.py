"""What records are harvested and searched in: the answers of OAI-PMH and SRU, one row each.

https://www.openarchives.org/OAI/openarchivesprotocol.html, https://www.loc.gov/standards/sru/ (1.1 and 1.2),
https://docs.oasis-open.org/search-ws/searchRetrieve/v1.0/os/part3-sru2.0/ (2.0).
"""

import re
from typing import NamedTuple

from catalog import patterns


class Envelope(NamedTuple):
    """An answer of a server with records in it: the namespace of its elements, and their names.

    `path` leads from the root to what holds a record of another format, each step with the names it may
    have; `errors` are told of in the place of all records, or of one.
    """

    name: str
    namespace: str
    path: tuple[tuple[str, ...], ...]
    errors: str

    @property
    def root(self) -> str:
        """The name of its first element."""
        return self.path[0][0]


_SRU = (("searchRetrieveResponse",), ("records",), ("record",), ("recordData",))
ENVELOPES = (
    Envelope("OAI-PMH", "http://www.openarchives.org/OAI/2.0/",
             (("OAI-PMH",), ("ListRecords", "GetRecord"), ("record",), ("metadata",)), "{*}error"),
    Envelope("SRU", "http://www.loc.gov/zing/srw/", _SRU, "{*}diagnostics/{*}diagnostic"),
    Envelope("SRU 2.0", "http://docs.oasis-open.org/ns/search-ws/sruResponse", _SRU,
             "{*}diagnostics/{*}diagnostic"),
)  # fmt: skip

_ROOT = patterns.compile(
    r"(?:(?><\?.*?\?>|<!--.*?-->)\s*+)*+<(?:[A-Za-z_][\w.-]*:)?"
    rf"({'|'.join(sorted({row.root for row in ENVELOPES}))})(\s[^<>]*)?>",
    re.DOTALL,
)
_PACKED = patterns.compile(
    r"""metadataPrefix=["'](?:oai_)?(mods)"""
    rf"|<(?:[\w.-]+:)?(?:{'|'.join(sorted({row.path[-1][0] for row in ENVELOPES}))})\b[^<>]*>\s*+"
    r"<(?:[\w.-]+:)?(mods|modsCollection|record|collection)\b"
)


def envelope_of(text: str) -> Envelope | None:
    """Tell the envelope that a file begins with; None for any other file.

    >>> envelope_of('<s:searchRetrieveResponse xmlns:s="http://www.loc.gov/zing/srw/">').name
    'SRU'
    """
    if (root := _ROOT.match(text)) is None:
        return None
    said = re.findall(r"""["']([^"']*)["']""", root[2] or "")
    return next((row for row in ENVELOPES if row.root == root[1] and row.namespace in said), None)


def holds_mods(text: str) -> bool:
    """Tell whether the first record that an envelope shows in its beginning is one of MODS."""
    packed = _PACKED.search(text)
    return packed is not None and (packed[1] or packed[2]).startswith("mods")
