"""What can be read: one row a kind of page, and where the bytes come from.

A reader knows places on a page, not publications.  To add one: a module with
`read(data, name, encoding) -> (SourceDocument | None, findings)` and a row here, with a way to tell such
a page by its first bytes.
"""

from collections.abc import Callable
from typing import NamedTuple

from catalog.diagnostics import Diagnostic
from catalog.misuse import MisuseError
from catalog.readers.html import looks_like_html, read_html
from catalog.readers.text import read_text
from catalog.source import SourceDocument

Read = Callable[[bytes, str, str | None], tuple[SourceDocument | None, list[Diagnostic]]]


class Reader(NamedTuple):
    """A kind of page: the suffixes under which a folder is searched for it, how it is read and recognised."""

    name: str
    suffixes: tuple[str, ...]
    read: Read
    begins: Callable[[bytes], bool] = lambda data: False


READERS: tuple[Reader, ...] = (
    Reader("text", (".txt", ".text"), read_text),
    Reader("html", (".html", ".htm", ".xhtml"), read_html, looks_like_html),
)  # fmt: skip

SUFFIXES = tuple(suffix for reader in READERS for suffix in reader.suffixes)
"""The suffixes of the files that a folder is searched for."""


def reader(name: str, data: bytes = b"") -> Reader:
    """Choose the reader by the first bytes, else by the suffix of a file; what is nothing else is text.

    >>> reader("page.TXT").name, reader("page.htm").name, reader("<stdin>", b"<html>").name
    ('text', 'html', 'html')
    """
    begun = (row for row in READERS if row.begins(data))
    suffixed = (row for row in READERS if name.lower().endswith(row.suffixes))
    return next(begun, None) or next(suffixed, READERS[0])


def check_encoding(name: str | None) -> None:
    """Raise LookupError, with words for the user, for a name that no encoding of text has."""
    if name is None:
        return
    try:
        b" ".decode(name)
    except UnicodeError:
        pass  # one byte is no text in UTF-16
    except (LookupError, ValueError):
        raise MisuseError(
            f"There is no encoding {name!r}: try utf-8, utf-16 or gb18030.",
            f"没有编码 {name!r}：可试 utf-8、utf-16、gb18030。",
        ) from None
