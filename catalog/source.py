"""Text that remembers where it stood: a document, its lines, and spans of them."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceSpan:
    """A stretch of one line: line and columns count from 1, in code points; `end_column` is exclusive."""

    line: int
    column: int
    end_column: int


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """The lines of one page as they stood, without line ends, and how their bytes were read."""

    name: str
    lines: tuple[str, ...]
    encoding: str = "UTF-8"

    def quote(self, spans: Iterable[SourceSpan]) -> str:
        """Give the raw characters at the spans, a line feed between one span and the next.

        >>> page = SourceDocument("page.txt", ("工会", "主席"))
        >>> page.quote([SourceSpan(1, 2, 3), SourceSpan(2, 1, 3)])
        '会\\n主席'
        """
        return "\n".join(self.lines[s.line - 1][s.column - 1 : s.end_column - 1] for s in spans)


def invisible(char: str) -> bool:
    """Tell a control or zero-width character or half a surrogate pair, which no value may hold.

    >>> [invisible(char) for char in "\\x00\\u200b\\ufeff 工"]
    [True, True, True, False, False]
    """
    return unicodedata.category(char) in {"Cc", "Cf", "Cs"}


def clean(raw: str) -> str:
    """Drop what cannot be seen; all else stays as printed."""
    return raw if raw.isprintable() else "".join(char for char in raw if not invisible(char))
