"""Findings: what is wrong, where it stands, how it was understood and what to do next.

A finding names a row of `catalog.codes.CODES`; its texts exist in English and Chinese.  Exceptions are
for our own bugs and for the disk: everything said about somebody's data is a `Diagnostic`.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from catalog.codes import CODES, Severity
from catalog.source import SourceDocument, SourceSpan, invisible

Language = Literal["en", "zh"]

SEVERITIES: Mapping[Language, Mapping[Severity, str]] = {
    "en": {"error": "error", "warning": "warning", "note": "note"},
    "zh": {"error": "错误", "warning": "警告", "note": "说明"},
}
"""What a severity is called, the worst first."""


class Listing(NamedTuple):
    """A line of a printed listing, from 1, and the page that it stands on."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding points: a file, perhaps a line and columns, perhaps a record and its field.

    Lines and columns count from 1, columns in code points; `occurrence` counts fields of one tag from 1.
    `listing` is where the listing prints what the record says, if that is known.
    """

    file: str = ""
    line: int | None = None
    column: int | None = None
    end_column: int | None = None
    excerpt: str = ""
    record: str = ""
    field: str = ""
    occurrence: int | None = None
    subfield: str = ""
    position: str = ""
    listing: Listing | None = None

    @classmethod
    def at(cls, document: SourceDocument, span: SourceSpan) -> "Place":
        """Point at a span of a page, in the lines of its file: at the first, if it runs over several."""
        here = document.in_file(span)[0]
        line = (document.file_lines or document.lines)[here.line - 1]
        return cls(document.name, here.line, here.column, here.end_column, line)

    def label(self) -> str:
        """Give `file:line:column record field$subfield/position`, as far as they are known.

        >>> Place("a.xml", 3, record="X1", field="245", subfield="a").label()
        'a.xml:3 X1 245$a'
        """
        at = ":".join(str(part) for part in (self.file or "-", self.line, self.column) if part is not None)
        what = self.field
        if self.occurrence is not None and self.occurrence > 1:
            what += f"[{self.occurrence}]"
        what += f"${self.subfield}" if self.subfield else ""
        what += f"/{self.position}" if self.position else ""
        return " ".join(part for part in (at, self.record, what) if part)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: a code of the table, the place, and the values that its text speaks of."""

    code: str
    place: Place
    values: Mapping[str, object] = field(default_factory=dict)
    level: Severity | None = None
    """The severity that a library gives this code, if it gives one."""

    @property
    def severity(self) -> Severity:
        """The severity that the library or else the table gives this code."""
        return self.level or CODES[self.code].severity

    @property
    def slug(self) -> str:
        """The readable name that stands beside the code."""
        return CODES[self.code].slug

    def message(self, language: Language = "en") -> str:
        """Say what was found."""
        return CODES[self.code].message[language].format_map(self.values)

    def help(self, language: Language = "en") -> str:
        """Say what to do next."""
        return CODES[self.code].help[language].format_map(self.values)


def finding(code: str, place: Place, **values: object) -> Diagnostic:
    """Make a finding; its values are the words in braces of the code's texts."""
    return Diagnostic(code, place, values)


Level = Literal["error", "warning", "note", "off"]


def levelled(findings: Iterable[Diagnostic], levels: Mapping[str, Level]) -> list[Diagnostic]:
    """Give findings the severities that a library sets by code; those set to off are left out."""
    return list(each_levelled(findings, levels))


def each_levelled(findings: Iterable[Diagnostic], levels: Mapping[str, Level]) -> Iterator[Diagnostic]:
    """Give findings as `levelled` does, one by one: of a file there may be more than the memory holds."""
    for item in findings:
        level = levels.get(item.code)
        if level != "off":
            yield item if level is None else replace(item, level=level)


def count(findings: Iterable[Diagnostic]) -> dict[Severity, int]:
    """Count findings by severity."""
    counts: dict[Severity, int] = {"error": 0, "warning": 0, "note": 0}
    for item in findings:
        counts[item.severity] += 1
    return counts


def as_text(item: Diagnostic, language: Language = "en") -> str:
    """Render a finding for a terminal: the place, the line with a caret under it, the next step."""
    place = item.place
    severity = SEVERITIES[language][item.severity]
    label = f"{place.label()}: " if place != Place() else ""  # of options, of the environment
    rows = [f"{label}{severity} {item.code} {item.slug}: {item.message(language)}"]
    if place.excerpt and place.line is not None:
        rows += _caret(place)
    if place.listing is not None:
        file, line = place.listing
        rows.append(f"  {'目次' if language == 'zh' else 'listing'}: {file}:{line}")
    rows.append(f"  {'办法' if language == 'zh' else 'help'}: {item.help(language)}")
    return "\n".join(row.replace("\n", " ") for row in rows)


def as_json(item: Diagnostic) -> dict[str, object]:
    """Give a finding as plain values, both languages beside each other.

    `excerpt` is the line, or of a long one what stands around the column; `values` are what the texts fill
    in; `listing` is the line of the printed listing, `url` names the page of the code.
    """
    place = item.place
    return {
        "code": item.code,
        "slug": item.slug,
        "severity": item.severity,
        "message_en": item.message("en"),
        "message_zh": item.message("zh"),
        "help_en": item.help("en"),
        "help_zh": item.help("zh"),
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "end_column": place.end_column,
        "record": place.record or None,
        "field": place.field or None,
        "occurrence": place.occurrence,
        "subfield": place.subfield or None,
        "position": place.position or None,
        "excerpt": "".join(around(place)) or None,
        "listing": place.listing._asdict() if place.listing else None,
        "values": {
            key: value if isinstance(value, _PLAIN) else str(value) for key, value in item.values.items()
        },
        "url": CODES[item.code].url,
    }


_PLAIN = (str, int, float, bool, type(None))
_AROUND = (60, 160)  # characters of a long excerpt that are kept before its column, and in all


class Excerpt(NamedTuple):
    """A line in three parts, the middle one at the columns of the finding; `…` stands where it was cut."""

    before: str
    marked: str
    after: str


def around(place: Place) -> Excerpt:
    """Give the excerpt of a place, cut if it is long; without a column, nothing is marked.

    >>> around(Place("a.xml", 1, 3, 4, excerpt="工会主席"))
    Excerpt(before='工会', marked='主', after='席')
    """
    text = place.excerpt
    before, most = _AROUND
    start = min((place.column or 1) - 1, len(text))
    end = min(max(start, (place.end_column or start + 2) - 1), len(text)) if place.column else start
    first = 0 if len(text) <= most else max(0, min(start - before, len(text) - most))
    last = min(len(text), first + most)
    end = min(end, last)
    lead, tail = "…" if first else "", "…" if last < len(text) else ""
    return Excerpt(lead + text[first:start], text[start:end], text[end:last] + tail)


_LINE_ENDS = "\u2028\u2029"
_CELLS = 96  # an excerpt wider than this is cut around its column


def _caret(place: Place) -> list[str]:
    """Show the line and a caret under its columns, measured in terminal cells."""
    text = place.excerpt
    start = (place.column or 1) - 1
    end = max(start + 1, (place.end_column or start + 2) - 1)
    if len(text) > _CELLS or cells(text) > _CELLS:
        first = max(0, start - 12)
        text, start, end = text[first : first + 40], start - first, min(end - first, 40)
    shown = "".join(
        "\N{REPLACEMENT CHARACTER}" if invisible(char) or char in _LINE_ENDS else char for char in text
    )
    gutter = f"{place.line:>5} | "
    if place.column is None:
        return [gutter + shown]
    marks = "^" * max(1, cells(shown[start:end]))
    return [gutter + shown, " " * 5 + " | " + " " * cells(shown[:start]) + marks]


def cells(text: str) -> int:
    """Count the terminal cells that a text takes: two for a wide character, none for a combining one.

    >>> cells("工会 ok")
    7
    """
    return sum(map(_WIDTHS.__getitem__, text))


class _Cells(dict[str, int]):
    """The cells of a character, looked up once."""

    def __missing__(self, char: str) -> int:
        wide = unicodedata.east_asian_width(char) in "WF"
        self[char] = 0 if unicodedata.combining(char) else 2 if wide else 1
        return self[char]


_WIDTHS = _Cells()
