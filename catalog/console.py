"""What is said to the person at the terminal: findings, progress, one line at the end, in their language."""

import os
import sys
import time
from collections.abc import Iterable, Sequence
from typing import TypeVar

from catalog.diagnostics import Diagnostic, Language, as_text, cells, count
from catalog.source import invisible

T = TypeVar("T")

_PATIENCE = 1.0  # seconds of work before progress is shown
_INTERVAL = 0.1


def language(option: Language | None) -> Language:
    """Choose the language: the option, else CATALOG_LANG, else the locale, else English."""
    if option is not None:
        return option
    names = ("CATALOG_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    chosen = next(filter(None, map(os.environ.get, names)), "")
    return "zh" if chosen.lower().startswith("zh") else "en"


class Talk:
    """Standard error in one language; if quiet, it shows only findings of severity error.

    `findings` are all that have been taken, shown or not.
    """

    def __init__(self, language: Language, *, quiet: bool) -> None:
        self.language: Language = language
        self.quiet = quiet
        self.findings: list[Diagnostic] = []
        self._started = self._shown = time.monotonic()
        self._width = 0

    def take(self, result: tuple[T, Iterable[Diagnostic]]) -> T:
        """Show and keep what a stage has found, each with its place and the next step; give its value."""
        value, findings = result
        for item in findings:
            self.findings.append(item)
            if not self.quiet or item.severity == "error":
                self._erase()
                text = as_text(item, self.language)
                # A page must not be able to steer the terminal.
                print("".join(c for c in text if c == "\n" or not invisible(c)), file=sys.stderr)
        return value

    def progress(self, done: int, total: int, name: str) -> None:
        """Show on a terminal how far long work has come, on one line that is erased afterwards."""
        now = time.monotonic()
        if self.quiet or now - self._started < _PATIENCE or now - self._shown < _INTERVAL:
            return
        if not sys.stderr.isatty():
            return
        self._erase()
        self._shown = now
        text = f"{done}/{total} {name}"
        text = text if cells(text) < 79 else f"{done}/{total}"
        self._width = cells(text)
        print(f"\r{text}", end="", file=sys.stderr, flush=True)

    def summary(self, english: str, chinese: str) -> None:
        """Say in one line what has been done."""
        self._erase()
        if not self.quiet:
            print(chinese if self.language == "zh" else english, file=sys.stderr)

    def _erase(self) -> None:
        if self._width:
            print("\r" + " " * self._width + "\r", end="", file=sys.stderr)
            self._width = 0


def tally(findings: Sequence[Diagnostic], language: Language) -> str:
    """Count errors, if there are any, and warnings.

    >>> tally([], "en"), tally([], "zh")
    ('0 warnings', '0 个警告')
    """
    counts = count(findings)
    errors, warnings = counts["error"], counts["warning"]
    if language == "zh":
        return (f"{errors} 个错误，" if errors else "") + f"{warnings} 个警告"
    return (f"{number(errors, 'error')}, " if errors else "") + number(warnings, "warning")


def number(count: int, noun: str) -> str:
    """Put a number before an English noun.

    >>> number(1, "file"), number(2, "file")
    ('1 file', '2 files')
    """
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
