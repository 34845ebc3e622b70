"""XML as text: elements made inside out, every value escaped, no tree in between."""

from xml.sax.saxutils import escape, quoteattr


def leaf(name: str, value: str, **attributes: str | None) -> str:
    """Write an element that holds a value, in which there is no character that XML forbids and no line end.

    >>> leaf("genre", "Q&A", authority="marcgt")
    '<genre authority="marcgt">Q&amp;A</genre>'
    """
    return f"<{_start(name, attributes)}>{escape(value)}</{name}>"


def branch(name: str, *parts: str, **attributes: str | None) -> str:
    """Write an element that holds others, each indented on a line of its own.

    >>> print(branch("titleInfo", leaf("title", "工会"), type=None))
    <titleInfo>
      <title>工会</title>
    </titleInfo>
    """
    lines = "".join(f"{indented(part)}\n" for part in parts)
    return f"<{_start(name, attributes)}>\n{lines}</{name}>"


def indented(markup: str) -> str:
    """Move markup two columns to the right."""
    return "  " + markup.replace("\n", "\n  ")


def _start(name: str, attributes: dict[str, str | None]) -> str:
    """Write the inside of a start tag; attributes that are None are left out."""
    given = (f" {key}={quoteattr(value)}" for key, value in attributes.items() if value is not None)
    return name + "".join(given)
