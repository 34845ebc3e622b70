"""Texts as HTML: in both languages, and without anything in them that the browser could take for its own."""

import re
import unicodedata
from html import escape

from catalog import patterns
from catalog.codes import CODES
from catalog.diagnostics import Diagnostic, Language

_ADDRESS = patterns.compile(r"https://[\w./#?=%-]*[\w/]", re.ASCII)
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
"""Categories of characters of which nothing, or nothing certain, is seen."""


def both(english: str, chinese: str, tag: str = "span") -> str:
    """Say it in both languages, of which one is shown; both are markup.

    >>> both("line", "行")
    '<span class="en" lang="en">line</span><span class="zh" lang="zh-Hans">行</span>'
    """
    return f'<{tag} class="en" lang="en">{english}</{tag}><{tag} class="zh" lang="zh-Hans">{chinese}</{tag}>'


def shown(text: str) -> str:
    r"""Escape a text of a file; a character that cannot be seen, or moves others, becomes its number.

    >>> shown("<b>\u200b")
    '&lt;b&gt;<span class="char">U+200B</span>'
    """
    if text.isprintable():
        return escape(text)
    return "".join(map(_character, text))


def _character(char: str) -> str:
    if char == "\t" or unicodedata.category(char) not in _HIDDEN:
        return escape(char)
    return f'<span class="char">U+{ord(char):04X}</span>'


def message(item: Diagnostic, language: Language) -> str:
    """Give the message; what it says of this finding stands out."""
    return _filled(CODES[item.code].message[language], item)


def step(item: Diagnostic, language: Language) -> str:
    """Give the next step."""
    return _filled(CODES[item.code].help[language], item)


def general(text: str) -> str:
    """Give a code's text with dots for what each finding fills in.

    >>> general("{count} title fields ({tag})")
    '… title fields (…)'
    """
    return re.sub(r"\{+\w+\}+", "…", marked_up(text))


def marked_up(text: str) -> str:
    """Make commands and addresses of a code's text stand out.

    >>> marked_up("see https://example.org/a; run `catalog codes`")
    'see <a href="https://example.org/a">https://example.org/a</a>; run <code>catalog codes</code>'
    """
    return _ADDRESS.sub(_link, re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text)))


def _link(found: re.Match[str]) -> str:
    """Link an address, unless a finding fills in how it goes on."""
    goes_on = found.string.startswith("{", found.end())
    return found[0] if goes_on else f'<a href="{found[0]}">{found[0]}</a>'


def _filled(text: str, item: Diagnostic) -> str:
    return marked_up(text).format_map({key: _value(str(value)) for key, value in item.values.items()})


def _value(text: str) -> str:
    """Make a value stand out, an address as a link."""
    value = shown(text)
    return f'<a href="{value}">{value}</a>' if _ADDRESS.fullmatch(text) else f"<b>{value}</b>"
