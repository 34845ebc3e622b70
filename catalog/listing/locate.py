"""Find the listings on a page: each begins at a masthead and ends at a footer, a masthead, or the page's end.

Where prose takes over without any of these is decided by the reading of the lines themselves.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from catalog import patterns
from catalog.diagnostics import Diagnostic, Place, finding
from catalog.listing.masthead import (
    Masthead,
    Squeezed,
    half,
    integer,
    key,
    names_an_issue,
    read_masthead,
    resembles,
    squeezed,
)
from catalog.listing.names import body, person
from catalog.publication import Publication
from catalog.source import SourceDocument
from catalog.text import LEADER_DOTS, normalize

FOOTER = patterns.compile(
    r"\W{0,6}请?(?:用|打开)?(?:手机|微信)?(?:扫一?扫|扫码|扫描|识别|长按)"
    r"|\W{0,6}(?:更多|全部|完整)(?:精彩)?(?:内容|文章|目录)\W?(?:请|详见|见|扫)"
)
_FOOTER_ENDS = patterns.compile(r"目录|内容|全文|原文|更多|电子版|阅读|查看|浏览|关注|下载")
_FOOTER_ALONE = patterns.compile(
    r"\W{0,6}(?:微信)?(?:扫一?扫|扫码|扫描二维码|识别二维码|长按识别二维码)\W{0,6}"
)
_FOOTER_SIGNS = patterns.compile("[扫识长更全完]")
_WHOLE_ISSUE = patterns.compile("全部|更多|完整")
_NAMED = patterns.compile("《([^《》]+)》")
_NUMBERED = patterns.compile("第([0-9〇零一二三四五六七八九十百]{1,5})期")
_ENTRY = patterns.compile(
    rf"\s*[^{LEADER_DOTS}\s].{{3,}}?(?:…|[·.]{{2}})[{LEADER_DOTS}\s]*([^{LEADER_DOTS}、,\s]{{2,20}})"
)
_FEWEST_HEADLESS = 2
_LEADER = patterns.compile("…|" + "|".join(re.escape(dot * 2) for dot in LEADER_DOTS))


class Region(NamedTuple):
    """A listing on the page: its masthead, the lines of its body, and its footer if it has one.

    `first` and `end` are line numbers from 1, `end` exclusive; `column` is where the body begins on its
    first line.  `footer` are the lines of the footer; `selection` tells that it offers the full contents.
    `limit` is the line of the next masthead, or the one after the page's last.
    """

    masthead: Masthead
    publication: Publication
    line: int
    first: int
    column: int
    end: int
    limit: int
    footer: tuple[int, ...] = ()
    selection: bool = False


class _Head(NamedTuple):
    """A masthead: its row, where the body begins (all from 0), and what it says, None if not understood."""

    row: int
    first: int
    column: int
    masthead: Masthead | None
    known: bool


def known_names(publications: Sequence[Publication]) -> tuple[str, ...]:
    """Give the names of periodicals as they are compared, longer ones first."""
    names = {key(name) for publication in publications for name in publication.names}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


def locate(
    document: SourceDocument, publications: Sequence[Publication]
) -> tuple[list[Region], list[Diagnostic]]:
    """Find every listing of a known publication.

    A listing of another one (L203), a masthead in a form that is not understood (L211), a footer that speaks
    of another issue (L243) and entries before any masthead (L244) are findings.
    """
    lines = [normalize(line) for line in document.lines]
    names = {key(name): publication for publication in publications for name in publication.names}
    heads = _heads(document.lines, lines, known_names(publications))
    regions: list[Region] = []
    findings = _headless(document, lines[: heads[0].row if heads else len(lines)])
    for index, head in enumerate(heads):
        limit = heads[index + 1].row if index + 1 < len(heads) else len(lines)
        footer = _footer(lines, head.first, limit)
        end = footer[0] - 1 if footer else limit
        entries = any(has_leader(line) for line in lines[head.first : min(end, head.first + 12)])
        if head.masthead is None:
            line = document.lines[head.row]
            findings.append(finding("L211", Place(document.name, head.row + 1, 1, len(line) + 1, line)))
        elif not head.known:
            if entries:
                span = head.masthead.spans["publication"]
                place = Place(
                    document.name, span.line, span.column, span.end_column, document.lines[head.row]
                )
                findings.append(finding("L203", place, publication=head.masthead.name))
        else:
            text = "".join(squeezed(lines, *(number - 1 for number in footer)).text)
            selection = head.masthead.label == "要目" or bool(_WHOLE_ISSUE.search(text))
            publication = names[head.masthead.name]
            place_of_body = (head.row + 1, head.first + 1, head.column + 1, end + 1, limit + 1)
            regions.append(Region(head.masthead, publication, *place_of_body, footer, selection))
            findings += [*_other_footer(document, text, regions[-1]), *_beside(document, regions[-1])]
    return regions, findings


_PARTS_OF_A_MONTH = patterns.compile(r"[上下]半月刊?|[上中下]旬刊?")
_DATE = patterns.compile(r"\d月")
_NUMBERED_BY_PART = ("semimonthly", "ten-days")


def _beside(document: SourceDocument, region: Region) -> list[Diagnostic]:
    """Report what the masthead says of the issue and no field holds (L250), its date as a note (L251).

    The part of the month says nothing new of a periodical that counts its issues by these parts.
    """
    findings = []
    for span in region.masthead.beside:
        text = document.quote([span])
        counted = region.publication.frequency in _NUMBERED_BY_PART
        if not (counted and _PARTS_OF_A_MONTH.fullmatch(normalize(text))):
            place = Place(
                document.name, span.line, span.column, span.end_column, document.lines[span.line - 1]
            )
            findings.append(finding("L251" if _DATE.search(normalize(text)) else "L250", place, text=text))
    return findings


def _headless(document: SourceDocument, lines: list[str]) -> list[Diagnostic]:
    """Report lines that look like entries where no masthead stands before them (L244)."""
    rows = [row for row, line in enumerate(lines) if has_leader(line) and _is_entry(line)]
    if not rows or (len(rows) < _FEWEST_HEADLESS and not _footer(lines, rows[0], len(lines))):
        return []
    raw = document.lines[rows[0]]
    place = Place(document.name, rows[0] + 1, 1, len(raw) + 1, raw)
    return [finding("L244", place, count=len(rows))]


def _is_entry(line: str) -> bool:
    """Tell a line with a title, a leader and a name."""
    match = _ENTRY.match(line) if len(line) <= _LONGEST_ENTRY and "。" not in line else None
    return match is not None and (person(match[1]) > 0 or body(match[1]) > 0)


def _other_footer(document: SourceDocument, text: str, region: Region) -> list[Diagnostic]:
    """Report a footer that names another periodical or number than the masthead (L243)."""
    named, numbered = _NAMED.search(text), _NUMBERED.search(text)
    masthead = region.masthead
    other = named and named[1] not in map(key, region.publication.names)
    if numbered and integer(numbered[1]) not in (None, masthead.number, masthead.whole_number):
        other = other or named is not None
    if not other:
        return []
    line = document.lines[region.footer[0] - 1]
    place = Place(document.name, region.footer[0], 1, len(line) + 1, line)
    issue = f"《{region.publication.name}》{masthead.year}年第{masthead.number}期"
    return [finding("L243", place, issue=issue)]


def _heads(raw: Sequence[str], lines: list[str], names: tuple[str, ...]) -> list[_Head]:
    found: list[_Head] = []
    skip = -1
    for row, line in enumerate(lines):
        if row <= skip or not line or line.isspace():
            continue
        short = len(line) <= _SHORT
        if "年" not in line and not (short and ("期" in line or _may_name(line, names))):
            continue
        here = squeezed(raw, row)
        after = next((r for r in range(row + 1, min(row + 3, len(lines))) if lines[r].strip()), row)
        last = row
        read = read_masthead(here, names)
        if read is None and half(here, names) and after > row:
            here, last = squeezed(raw, row, after), after
            read = read_masthead(here, names)
        elif read is not None and read[1] == len(here.text) and after > row and len(lines[after]) <= _SHORT:
            both = squeezed(raw, row, after)  # （总第590期） or 要目 on a line of its own
            longer = read_masthead(both, names)
            if longer is not None and longer[1] == len(both.text):
                here, last, read = both, after, longer
        if read is None or _another_follows(here, read[1], names):
            if read or (not has_leader(line) and (names_an_issue(here, names) or resembles(here, names))):
                found.append(_Head(row, row + 1, 0, None, known=True))
            continue
        masthead, taken, known = read
        first, column = (last + 1, 0) if taken == len(here.text) else here.places[taken]
        if column and not (known and _body_may_follow(lines[first][:column], lines[first][column:])):
            if known and not has_leader(line) and resembles(here, names):
                found.append(_Head(row, row + 1, 0, None, known=True))
            continue
        found.append(_Head(row, first, column, masthead, known))
        skip = last
    return found


def _may_name(line: str, names: tuple[str, ...]) -> bool:
    """Tell that all characters of some name stand on a line, wherever."""
    return any(name[0] in line and all(map(line.__contains__, name)) for name in names)


_SHORT = 60
_LONGEST_ENTRY = 120


def _another_follows(line: Squeezed, taken: int, names: tuple[str, ...]) -> bool:
    """Tell that the line names a second issue behind the first."""
    rest = Squeezed(line.text[taken:], line.places[taken:])
    return bool(rest.text) and read_masthead(rest, names) is not None


def _body_may_follow(before: str, rest: str) -> bool:
    """Tell entries run on behind a masthead from a sentence that merely names an issue."""
    parted = before[-1:].isspace() or before.rstrip()[-1:] in ")]"
    return parted and "。" not in rest and "了" not in rest[:8] and (has_leader(rest) or "," not in rest[:24])


def has_leader(line: str) -> bool:
    """Tell that a leader stands on a normalised line."""
    return _LEADER.search(line) is not None


def _footer(lines: list[str], first: int, limit: int) -> tuple[int, ...]:
    """Give the line numbers, from 1, of the first footer between two rows; it may run over two lines."""
    for row in range(first, limit):
        line = lines[row]
        if not _FOOTER_SIGNS.search(line) or "。" in line or has_leader(line):
            continue
        text = squeezed(lines, row).text
        after = next((r for r in range(row + 1, min(row + 3, limit)) if lines[r].strip()), None)
        if not FOOTER.match(text) or (after is not None and _begins_with_leader(lines[after])):
            continue
        if _FOOTER_ENDS.search(text) or _FOOTER_ALONE.fullmatch(text):
            return (row + 1,)
        runs_on = after is not None and len(lines[after]) < _SHORT and not has_leader(lines[after])
        if after is not None and runs_on and _FOOTER_ENDS.search(squeezed(lines, after).text):
            return (row + 1, after + 1)
    return ()


def _begins_with_leader(line: str) -> bool:
    return has_leader(line.lstrip()[:2])
