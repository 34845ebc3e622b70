"""Lists of paths, one a line, as `find` and `ls` print them, or parted by NUL, as `find -print0` does."""

import codecs
from collections.abc import Iterator
from pathlib import Path

from catalog.diagnostics import Diagnostic, Place, finding
from catalog.readers.inputs.input import Input, shown, unreadable
from catalog.readers.inputs.streams import raw

_PIECE = 1 << 16
_LONGEST = 1 << 15  # characters of a path; no system takes more


def listed(name: str) -> Iterator[tuple[str, Place] | Diagnostic]:
    """Give the paths on a list, each with its line there; `-` is standard input.

    Empty lines are passed over.  Bytes that are no UTF-8 are those of names on the disk; a list that begins
    with the mark of UTF-16, as PowerShell writes it, is read so.  Findings: S102 unreadable, S132 empty.
    """
    source = Input("<stdin>", None) if name == "-" else Input(shown(name), Path(name))
    line, empty = 0, True
    try:
        for line, path in enumerate(_paths(source), 1):
            if len(path) > _LONGEST:
                yield finding("S102", Place(source.name, line), reason="too long for the path of a file")
                return
            if path:
                empty = False
                yield path, Place(source.name, line)
    except OSError as error:
        yield unreadable(source.name, error)
    else:
        if empty:
            yield finding("S132", Place(source.name))


def _paths(source: Input) -> Iterator[str]:
    with raw(source) as stream:
        piece = stream.read(_PIECE)
        wide = piece.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        decoder = codecs.getincrementaldecoder("utf-16" if wide else "utf-8-sig")(
            "replace" if wide else "surrogateescape"
        )
        text = decoder.decode(piece)
        end = "\0" if "\0" in text else "\n"
        while piece:
            *whole, text = text.split(end)
            yield from (path.removesuffix("\r") for path in whole)
            if len(text) > _LONGEST:
                break
            piece = stream.read(_PIECE)
            text += decoder.decode(piece, not piece)
    yield text.removesuffix("\r")
