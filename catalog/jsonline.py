"""JSON on one line, whatever reads it: JSON lets three characters stand that end one, too."""

_ENDS = (("\x85", "\\u0085"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029"))


def one_line(text: str) -> str:
    """Escape in a JSON text the ends of lines that are no controls of ASCII; only strings can hold them.

    >>> one_line('"a\\u2028b"')
    '"a\\\\u2028b"'
    """
    if not text.isascii():
        for char, escape in _ENDS:
            text = text.replace(char, escape)
    return text
