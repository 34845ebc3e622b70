"""What can be read: one row a kind of page, and where the bytes come from.

A reader knows places on a page, not publications.  To add one: a module with
`read(data, name, encoding) -> (SourceDocument | None, findings)` and a row here.
"""

from collections.abc import Callable
from typing import NamedTuple

from catalog.diagnostics import Diagnostic
from catalog.readers.text import read_text
from catalog.source import SourceDocument

Read = Callable[[bytes, str, str | None], tuple[SourceDocument | None, list[Diagnostic]]]


class Reader(NamedTuple):
    """A kind of page: the suffixes under which a folder is searched for it, and how it is read."""

    name: str
    suffixes: tuple[str, ...]
    read: Read


READERS: tuple[Reader, ...] = (
    Reader("text", (".txt", ".text"), read_text),
)  # fmt: skip

SUFFIXES = tuple(suffix for reader in READERS for suffix in reader.suffixes)
"""The suffixes of the files that a folder is searched for."""


def reader(name: str) -> Reader:
    """Choose the reader by the suffix of a file; any other suffix, or none, is text.

    >>> reader("page.TXT").name
    'text'
    """
    suffixed = (row for row in READERS if name.lower().endswith(row.suffixes))
    return next(suffixed, READERS[0])


def check_encoding(name: str | None) -> None:
    """Raise LookupError, with words for the user, for a name that no encoding of text has."""
    if name is None:
        return
    try:
        b" ".decode(name)
    except UnicodeError:
        pass  # one byte is no text in UTF-16
    except (LookupError, ValueError):
        raise LookupError(f"There is no encoding {name!r}: try utf-8, utf-16 or gb18030.") from None
