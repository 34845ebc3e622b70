"""Findings as text: the place, the line with a caret under it, the next step; what is alike, once."""

from collections import Counter
from collections.abc import Iterator

from catalog.codes import CODES
from catalog.console import checked, rendered
from catalog.diagnostics import Language, Place
from catalog.reports.findings import Findings
from catalog.reports.groups import Group, grouped
from catalog.reports.view import View
from catalog.source import clean

BEGINS = r"\d+ files? checked \(|检查了 \d+ 个文件（"
_OTHERS = 3


def write(findings: Findings, view: View) -> Iterator[str]:
    """Write the findings in their order; in a file, below a line that counts them."""
    if view.alone:
        yield checked(view.files, findings.counts, view.language) + "\n"
    if view.each:
        for item in findings:
            yield rendered(item, view.language)
        return
    groups, rest = grouped(findings, _OTHERS)
    for group in groups:
        yield rendered(group.first, view.language) + _alike(group, view.language)
    yield from _untold(rest, view.language)


def _alike(group: Group, language: Language) -> str:
    """Say how many others there are, and where the next ones stand."""
    if group.count == 1:
        return ""
    places = [_label(place) for place in group.others]
    if language == "zh":
        more = " 等，--all 逐条列出" if group.count - 1 > len(places) else ""
        return f"  另有 {group.count - 1} 处相同：{'；'.join(places)}{more}\n"
    more = ", …; --all shows each" if group.count - 1 > len(places) else ""
    return f"  and {group.count - 1} more alike: {', '.join(places)}{more}\n"


def _label(place: Place) -> str:
    return clean(place.label())


def _untold(rest: Counter[str], language: Language) -> Iterator[str]:
    """Count what is too much to be told."""
    for code, number in sorted(rest.items()):
        row = CODES[code]
        if language == "zh":
            yield f"另有 {number} 条 {code} {row.slug} 未列出，--all 逐条列出\n"
        else:
            yield f"and {number} more {code} {row.slug}; --all shows each\n"
