"""Sound files with something done to them: to their bytes, their lines, or the tokens of their markup.

A file is a sequence of pieces, an edit is the same whatever a piece is.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from hypothesis import strategies as st

BYTES = rb"(?s)."
LINES = rb"[^\n]*\n?"
# A tag is its name, its attributes and its end; a JSON text is strings, signs and what is between.
XML = (
    rb"(?s)<!--.*?-->|<[/?!]?[^\s<>\"'=/]+|\s[^\s=<>]+=(?:\"[^\"<]*\"|'[^'<]*')"
    rb"|\s*/?>|&[^;&<>\s]*;?|[^<>&\s]+|\s+|."
)
JSON = rb"(?s)\"(?:[^\"\\]|\\.)*\"|[\[\]{}:,]|[^\s\[\]{}:,\"]+|\s+|."
MARC = rb"[\x1d-\x1f]|[^\x1d-\x1f]+"
TOKENS = {
    "xml": XML, "marcxml": XML, "marcxchange": XML, "html": XML, "json": JSON, "marcjson": JSON,
    "marcjsonl": JSON, "marc": MARC,
}  # fmt: skip
"""How a file of this kind is cut into tokens; any other into lines."""

KINDS = ("flip", "delete", "insert", "duplicate", "swap", "truncate")
FOREIGN = (
    b"\0", b"\n", b"\r", b" ", b"\x1d", b"\x1e", b"\x1f", b"\xff", b"\x80", b"\xe5\xb7", b"\xef\xbb\xbf",
    b"\xc2\x85", b"\xe2\x80\xa8", b"\xed\xa0\x80", b"<", b">", b"&", b"&#0;", b"&lt;", b"&x;",
    b"<!--", b"]]>", b"<![CDATA[",
    b"<!DOCTYPE x []>", b'"', b"'", b"{", b"}", b"[", b"]",
    b",", b":", b"\\", b"\\ud800", b"$", b"=", b"***", b"@",
    b"\xc7\x82", b"9" * 400, b"-1", b"1e999", b"null",
    b"=LDR  ", b'{"leader":', b"<record>", b"</record>",
)  # fmt: skip


class Edit(NamedTuple):
    """What is done: at which place, to how many pieces, with what; swap moves them to the place `to`."""

    kind: str
    at: float
    size: int
    to: float
    foreign: bytes


place = st.floats(0, 1, width=32)
edits = st.lists(
    st.builds(
        Edit, st.sampled_from(KINDS), place, st.integers(1, 9), place,
        st.sampled_from(FOREIGN) | st.binary(min_size=1, max_size=4),
    ),
    min_size=1, max_size=4,
)  # fmt: skip


@cache
def _cut(data: bytes, pattern: bytes) -> Sequence[bytes]:
    pieces = [found for found in re.findall(pattern, data) if found]
    assert b"".join(pieces) == data
    return pieces


def edited(data: bytes, pattern: bytes, done: Sequence[Edit]) -> bytes:
    """Do all the edits, one after the other, to the pieces that a pattern cuts."""
    pieces = list(_cut(data, pattern))
    for edit in done:
        start = round(edit.at * len(pieces))
        end, held = start + edit.size, pieces[start : start + edit.size]
        match edit.kind:
            case "flip":
                pieces[start:end] = [edit.foreign]
            case "delete":
                pieces[start:end] = []
            case "insert":
                pieces[start:start] = [edit.foreign]
            case "duplicate":
                pieces[start:start] = held
            case "swap":
                pieces[start:end] = []
                to = round(edit.to * len(pieces))
                pieces[to:to] = held
            case _:
                pieces[start:] = []
    return b"".join(pieces)
