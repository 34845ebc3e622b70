"""What is said to the person at the terminal: findings, progress, one line at the end, in their language."""

import contextlib
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, TypeVar

from catalog.codes import CODES, Severity
from catalog.diagnostics import Diagnostic, Language, Level, as_text, cells, levelled
from catalog.misuse import MisuseError
from catalog.source import clean

T = TypeVar("T")

_PATIENCE = 1.0  # seconds of work before progress is shown
_INTERVAL = 0.1


def language(option: Language | None) -> Language:
    """Choose the language: the option, else CATALOG_LANG, else the locale, else English.

    Raises LookupError, with words for the user, for a CATALOG_LANG that is neither Chinese nor English.
    """
    if option is not None:
        return option
    own = os.environ.get("CATALOG_LANG", "")
    if own and not own.lower().startswith(("zh", "en")):
        raise MisuseError(
            f"CATALOG_LANG: findings are not told in {own[:40]!r}: set it to en or zh.",
            f"CATALOG_LANG：没有 {own[:40]!r} 这种语言，可用 en、zh。",
        )
    names = ("CATALOG_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
    chosen = next(filter(None, map(os.environ.get, names)), "")
    return "zh" if chosen.lower().startswith("zh") else "en"


class Receipt(Protocol):
    """What an export counts: listings with their entries and lines; entries written or not; files."""

    listings: int
    entries: int
    lines: int
    unchanged: int
    rejected: int
    files: int

    @property
    def written(self) -> int:
        """The entries that are in the files."""
        ...


class Talk:
    """Standard error in one language; if quiet, it shows only findings of severity error.

    `counts` are those of all findings that have been taken, shown or not, by code and severity.
    """

    def __init__(self, language: Language, *, quiet: bool) -> None:
        self.language: Language = language
        self.quiet = quiet
        self.counts: Counter[tuple[str, Severity]] = Counter()
        self.levels: Mapping[str, Level] = {}
        self._started = self._shown = time.monotonic()
        self._width = 0

    def take(self, result: tuple[T, Iterable[Diagnostic]]) -> T:
        """Show and keep what a stage has found, each with its place and the next step; give its value."""
        value, findings = result
        for item in levelled(findings, self.levels):
            self.counts[item.code, item.severity] += 1
            if not self.quiet or item.severity == "error":
                self._erase()
                self._say(rendered(item, self.language))
        return value

    def refused(self) -> bool:
        """Tell that nothing of an input could be read, or that an output could not be written."""
        refusals = (code for code, severity in self.counts if severity == "error" and code != "W703")
        return any(code[0] == "W" or CODES[code].nothing_read for code in refusals)

    def count(self, findings: Iterable[Diagnostic]) -> None:
        """Count findings that are shown elsewhere."""
        self.counts.update((item.code, item.severity) for item in findings)

    @property
    def severities(self) -> dict[Severity, int]:
        """How many errors, warnings and notes there are."""
        counts: dict[Severity, int] = {"error": 0, "warning": 0, "note": 0}
        for (_, severity), number in self.counts.items():
            counts[severity] += number
        return counts

    def progress(self, done: int, total: int | None, name: str) -> None:
        """Show on a terminal how far long work has come, on one line that is erased afterwards.

        Without `total` nobody knows yet how far it goes.
        """
        now = time.monotonic()
        if self.quiet or now - self._started < _PATIENCE or now - self._shown < _INTERVAL:
            return
        if sys.stderr is None or not sys.stderr.isatty():
            return
        self._erase()
        self._shown = now
        far = str(done) if total is None else f"{done}/{total}"
        text = f"{far} {name}"
        text = text if cells(text) < 79 else far
        self._width = cells(text)
        self._say(f"\r{text}")

    def exported(self, receipt: Receipt, output: str, *, folder: bool) -> None:
        """Say in one line what an export has read, what it left unread or doubts, and what it has written."""
        found: Counter[str] = Counter()
        for (code, _), count in self.counts.items():
            found[code] += count
        unread, doubts, told = found["L204"], found["L208"], tallied(self.severities, self.language)
        if self.language == "zh":
            read = f"{receipt.listings} 份目次，{receipt.entries} 篇，用 {receipt.lines} 行"
            files = "标准输出" if output == "-" else output
            files = f"{files} 中 {receipt.files} 个文件" if folder else files
            kept = f"，未变 {receipt.unchanged} 篇" if receipt.unchanged else ""
            wrote = f"写出 {receipt.written} 篇{kept}，退回 {receipt.rejected} 篇：{files}"
            wrote = wrote if receipt.files else "未写出文件"
            self._summary(f"{read}，未读 {unread} 处，存疑 {doubts} 处 → {wrote}（{told}）")
        else:
            read = f"{number(receipt.listings, 'listing')}, {number(receipt.entries, 'article')}, "
            read += number(receipt.lines, "line")
            files = "standard output" if output == "-" else output
            files = f"{number(receipt.files, 'file')} in {files}" if folder else files
            kept = f", {receipt.unchanged} unchanged" if receipt.unchanged else ""
            wrote = f"{receipt.written} written{kept}, {receipt.rejected} rejected: {files}"
            wrote = wrote if receipt.files else "nothing written"
            self._summary(f"{read}, {unread} unread, {number(doubts, 'doubt')} → {wrote} ({told})")

    def checked(self, files: int, counts: Mapping[Severity, int] | None = None) -> None:
        """Say in one line what has been checked, and count what was found: `counts`, or what was taken."""
        self._summary(checked(files, counts or self.severities, self.language))

    def wrote(self, file: str) -> None:
        """Say in one line which file was written."""
        self._summary(f"已写出 {file}" if self.language == "zh" else f"{file} written")

    def converted(self, records: int, output: str) -> None:
        """Say in one line how many records a conversion has written, and where."""
        if self.language == "zh":
            file = "标准输出" if output == "-" else output
            wrote = f"{records} 条记录 → {file}" if records else "未写出文件"
            self._summary(f"{wrote}（{tallied(self.severities, 'zh')}）")
        else:
            file = "standard output" if output == "-" else output
            wrote = f"{number(records, 'record')} → {file}" if records else "nothing written"
            self._summary(f"{wrote} ({tallied(self.severities, 'en')})")

    def mended(self, changes: int, records: int, output: str = "") -> None:
        """Say in one line how much was mended in how many records, and where; without output, would be."""
        where = f" → {output}" if output else ""
        if self.language == "zh":
            done = "修复" if output else "可修复"
            self._summary(f"{done} {records} 条记录，共 {changes} 处{where}")
        else:
            done = "mended" if output else "to be mended"
            self._summary(f"{number(records, 'record')} {done} by {number(changes, 'repair')}{where}")

    def _summary(self, text: str) -> None:
        self._erase()
        if not self.quiet:
            self._say(text + "\n")

    def _erase(self) -> None:
        if self._width:
            self._say("\r" + " " * self._width + "\r")
            self._width = 0

    def _say(self, text: str) -> None:
        """Write to standard error; that nobody can hear it is no reason to stop the work."""
        if sys.stderr is not None:
            with contextlib.suppress(OSError):
                sys.stderr.write(text)
                sys.stderr.flush()


def table(rows: Sequence[Sequence[str]]) -> str:
    """Lay out rows in columns, measured in terminal cells.

    >>> table([("工会", "a"), ("x", "b")])
    '工会  a\\nx     b\\n'
    """
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(map(padded, row, widths)).rstrip() for row in rows]
    return "".join(line + "\n" for line in lines)


def padded(text: str, width: int) -> str:
    """Fill up with spaces to a width in terminal cells."""
    return text + " " * (width - cells(text))


def rendered(item: Diagnostic, language: Language) -> str:
    """Render a finding, without what could steer the terminal; its first line alone is not indented."""
    return "\n".join(map(clean, as_text(item, language).split("\n"))).lstrip() + "\n"


def tallied(counts: Mapping[Severity, int], language: Language) -> str:
    """Say how many errors, if there are any, and warnings there are.

    >>> tallied({"error": 0, "warning": 0}, "en"), tallied({"error": 1, "warning": 2}, "zh")
    ('0 warnings', '1 个错误，2 个警告')
    """
    errors, warnings = counts["error"], counts["warning"]
    if language == "zh":
        return (f"{errors} 个错误，" if errors else "") + f"{warnings} 个警告"
    return (f"{number(errors, 'error')}, " if errors else "") + number(warnings, "warning")


def checked(files: int, counts: Mapping[Severity, int], language: Language) -> str:
    """Say how many files were checked, and what came of it.

    >>> checked(2, {"error": 1, "warning": 0, "note": 5}, "en")
    '2 files checked (1 error, 0 warnings)'
    """
    if language == "zh":
        return f"检查了 {files} 个文件（{tallied(counts, 'zh')}）"
    return f"{number(files, 'file')} checked ({tallied(counts, 'en')})"


def number(count: int, noun: str) -> str:
    """Put a number before an English noun.

    >>> number(1, "file"), number(2, "file")
    ('1 file', '2 files')
    """
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
