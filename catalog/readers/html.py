"""HTML pages of digital editions and journal sites, as a browser saved them: what they show, in lines.

A page is decoded before it is parsed, since what it says of its own encoding is often wrong: what calls
itself gb2312 is in truth GB18030, and a parser that believes it drops 镕 and 喆.  Bad markup is no error.
What a browser would not show is left out: scripts, comments, hidden elements.

Each line knows where its characters stand in the file (`Stretch`), as one line of the file may hold many
lines of the page, and one line of the page may run over several of the file.  The page is read in its own
lines; whatever is said about it then names lines and columns of the file.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from catalog.diagnostics import Diagnostic, Place, finding
from catalog.readers.text import STEPS, Decoded, Step, decode, endless, hidden, lines
from catalog.source import SourceDocument, Stretch

if TYPE_CHECKING:
    from catalog.readers.tables import Row

ENCODINGS = (
    ("UTF-8", "utf-8", ("utf-8", "utf8")),
    ("GB18030", "gb2312", ("gb2312", "gb_2312-80", "csgb2312", "euc-cn")),
    ("GB18030", "gbk", ("gbk", "x-gbk", "cp936", "ms936", "windows-936")),
    ("GB18030", "gb18030", ("gb18030",)),
    ("BIG5", "cp950", ("big5", "big5-hkscs", "cn-big5", "x-x-big5")),
)
"""What pages say they are: as what they would be read, a codec that tells whether it is true, the labels."""

_BEGINNING = 8192
_FIRST_TAG = (
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff|\x84\x31\x95\x33)?(?>\s+|<\?.*?\?>|<!--.*?-->)*+"
    rb"<(?:!doctype\s+html|html|head|body|meta|title|link|style|script|frameset|div|table|center|font|span|"
    rb"p|br|ul|ol|dl|h[1-6])(?=[\s/>])"
)
_DECLARED = (
    rb"<meta\s[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})"
    rb"|<\?xml\s[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})"
)
_MOST_SIGNS = 1_000_000
_BLOCK = 1 << 16


def looks_like_html(data: bytes) -> bool:
    """Tell HTML from text and other XML, by its first tag.

    >>> [looks_like_html(data) for data in (b"<!DOCTYPE html>", b"<p>", b"<record>", b"<<a>>")]
    [True, True, False, False]
    """
    if b"<" not in data[:_BEGINNING]:
        return False
    first = data[:_BEGINNING].replace(b"\0", b"")  # as there are in UTF-16
    return re.match(_FIRST_TAG, first, re.IGNORECASE | re.DOTALL) is not None


def read_html(
    data: bytes, name: str, encoding: str | None = None
) -> tuple[SourceDocument | None, list[Diagnostic]]:
    """Read what a page of HTML shows; `encoding` overrides what the bytes look like and what they say.

    Findings: S103 empty, S104 or S110 no text, S105 control or invisible characters, S106 more than LONGEST
    to see, S108 another encoding than UTF-8, S112 another one than the page says, S113 nothing to see, S114
    too many or too deep tags, S115 the end of the file is inside something that is not shown.
    """
    declared = "" if encoding else _declared(data)
    decoded, findings = decode(data, name, encoding, _steps(declared))
    if decoded is None:
        return None, findings
    text, used = decoded
    if declared and not (data.isascii() or _is(declared, used, data)):
        findings = [finding("S112", Place(name), declared=declared, encoding=used)]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    rows, complete = _parse(text)
    if rows is None:
        return None, [*findings, finding("S114", Place(name))]
    if not rows:
        return None, [*findings, finding("S113", Place(name))]
    document = _document(name, text, used, rows)
    if too_long := endless(name, document.lines):
        return None, [*findings, too_long]
    if not complete:
        last = document.stretches[-1][-1].line
        line = document.file_lines[last - 1]
        findings.append(finding("S115", Place(name, last, excerpt=line), line=last))
    return document, findings + hidden(document)


def _parse(text: str) -> "tuple[list[Row] | None, bool]":
    """Give the lines that a page shows, and whether they were read to its end; None for too many tags."""
    from lxml import etree  # takes long to import

    from catalog.readers.layout import Page, TooDeepError
    from catalog.readers.marks import Marks
    from catalog.readers.tables import text as shown

    if sum(map(text.count, "<&>")) > _MOST_SIGNS:
        return None, False
    page = Page(marks := Marks(text))
    parser = etree.HTMLParser(
        target=page,  # type: ignore[arg-type]  # the stubs ask for methods that lxml does not
        encoding="utf-8",
        no_network=True,
        huge_tree=False,
    )
    data = marks.marked().encode()
    try:
        for begin in range(0, len(data), _BLOCK):  # what a handler raises ends the work behind the block
            parser.feed(data[begin : begin + _BLOCK])
        parser.close()
    except TooDeepError:
        return None, False
    visible = any(shown(row).strip() for row in page.rows)
    return page.rows if visible else [], page.complete


def _document(name: str, text: str, encoding: str, rows: "Sequence[Row]") -> SourceDocument:
    """Make a document of the lines, the offsets in the file turned into its lines and columns."""
    begins = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]

    def stretches(row: "Row") -> Iterator[Stretch]:
        start, goes_on = 0, (-1, 0)
        for run in row:
            if goes_on != (run.offset, run.width):
                line = bisect_right(begins, run.offset)
                yield Stretch(start, line, run.offset - begins[line - 1] + 1, run.width)
            start += len(run.text)
            goes_on = (run.offset + len(run.text) * run.width, run.width)

    return SourceDocument(
        name,
        tuple("".join(run.text for run in row) for row in rows),
        encoding,
        lines(text),
        tuple(tuple(stretches(row)) for row in rows),
    )


def _declared(data: bytes) -> str:
    """Give the encoding that a page says it has, as it says it."""
    found = re.search(_DECLARED, data[:_BEGINNING], re.IGNORECASE)
    return (found[1] or found[2]).decode("ascii", "replace") if found else ""


def _steps(declared: str) -> Sequence[Step]:
    """Try Big5 where a page says that it is Big5; no other encoding is taken on its word."""
    big5 = ENCODINGS[-1][2]
    return (*STEPS[:2], _big5, *STEPS[2:]) if declared.lower() in big5 else STEPS


def _big5(data: bytes) -> Decoded:
    return data.decode("cp950"), "BIG5"


def _is(declared: str, used: str, data: bytes) -> bool:
    """Tell that a page was read as what it says, and that all of it is in that encoding."""
    for name, codec, labels in ENCODINGS:
        if declared.lower() in labels:
            try:
                data.decode(codec)
            except UnicodeDecodeError:
                return False
            return name == used
    return False
