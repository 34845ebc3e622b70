"""What a link says of a periodical and its issue: whether there can be such a number, year, ISSN.

The package knows the frequency, the ISSN and the first year of the periodicals that it describes.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import product, starmap
from typing import NamedTuple

from catalog import patterns, publication
from catalog.diagnostics import Diagnostic, finding
from catalog.marc.characters import is_plain
from catalog.marc.record import DataField, Record
from catalog.validate.likeness import comparable, unlike
from catalog.validate.rules import alike, enumeration, years
from catalog.validate.rules.context import Context
from catalog.validate.rules.hostlink import HostLink

NOTES = ("588", "500")
BASIS = re.compile("^(?:据|根据|description based on)", re.IGNORECASE)
_MARKS = patterns.compile(r"[《》〈〉\s]")
_NAMED = re.compile(r"《([^《》]+)》\s*(?=(?:1[5-9]|20)[0-9]{2}年\s*第)")
_ISSUE = re.compile(r"(?:1[5-9]|20)[0-9]{2}年\s*第[^期]{1,12}期")
_ISBD = " /:;,.。"
# a month behind the twelfth; pages that a spreadsheet took for a day
_NO_DATE = re.compile("(?<![0-9])(?:00?|1[3-9]|[2-9][0-9])月|月[0-9]{1,2}日?\\s*[页頁]")
_LONGEST = 500


@lru_cache(maxsize=1 << 10)
def known(title: str) -> publication.Publication | None:
    """Give the periodical of this title, if the package describes it."""
    named = title.strip(_ISBD)
    shipped = publication.shipped()
    return publication.by_name(named, shipped) or publication.by_name(_MARKS.sub("", named), shipped)


@lru_cache(maxsize=1 << 10)
def issn_of(title: str) -> str:
    """Give the ISSN of the periodical of this title, as far as the package knows it."""
    one = known(title)
    return (one.issn or "") if one else ""


@lru_cache(maxsize=1 << 10)
def impossible(host: str, year: str, numbers: tuple[int, ...]) -> tuple[str, dict[str, object]] | None:
    """Give R523 or R524 for a number or a year that an issue of a known periodical cannot have.

    >>> impossible("中国工运", "2025", (13,))[0], impossible("中国工运", "2025", (12,))
    ('R523', None)
    """
    one = known(host)
    if one is None:
        return None
    most = publication.NUMBERS.get(one.frequency or "")
    wrong = next((number for number in numbers if number == 0 or (most and number > most)), None)
    if wrong is not None:
        return "R523", {"host": one.name, "number": wrong, "frequency": one.frequency or "?"}
    if one.since and year and int(year) < one.since:
        began = {
            "why_en": f"{one.name} began in {one.since}",
            "why_zh": f"《{one.name}》创刊于 {one.since} 年",
        }
        return "R524", {"found": year, **began}
    return None


@lru_cache(maxsize=1 << 10)
def other_issn(title: str, issn: str) -> dict[str, object] | None:
    """Give the words of R525 for an ISSN, without hyphen, of another periodical than the one of this title.

    It may have had another before, and a title in Latin script may be any.

    >>> other_issn("中国工运.", "10048952")["host"], other_issn("图书馆学报", "10037594")["of"]
    ('中国工运 (1003-7594)', '中国工运')
    >>> other_issn("中国工运", "16731751"), other_issn("《中国工运》 (北京)", "10037594")
    (None, None)
    """
    one, written = known(title), f"{issn[:4]}-{issn[4:]}"
    of = next((other.name for other in publication.shipped() if other.issn == written), None)
    if of is None or not unlike(comparable([title]), comparable([of])):
        return None
    host = one.name if one else title.strip(_ISBD)
    return {"found": written, "of": of, "host": f"{host} ({one.issn})" if one and one.issn else host}


def no_date(texts: Iterable[str]) -> str:
    """Give a month that there is not, or pages taken for a day, in texts that say where an article stands.

    >>> no_date(["2025年13月"]), no_date(["2025年11月, 第5页"])
    ('13月', '')
    """
    for text in texts:
        if "月" in text and (found := _NO_DATE.search(text[:_LONGEST])):
            return found[0]
    return ""


def basis_of_issue(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R528: a note of what the record rests on names the periodical and issue in which the article stands."""
    if not context.is_component or not context.links:
        return
    link = context.links[0]
    begins = link.enumeration[0] if link.enumeration else ""
    for tag in NOTES:
        for field in context.data.get(tag, ()):
            note = _note(field)
            if note is None or (begins.startswith(note.begins) and _names(note, link, context)):
                continue
            if said := _differ(note, link, context):
                yield finding("R528", context.place(field, "a"), found=said[0], said=said[1])


class _Note(NamedTuple):
    """What a note says: titles as written and as they are compared, the issue, how 773 $g may begin then."""

    titles: tuple[str, ...]
    named: frozenset[str]
    issue: enumeration.Enumeration
    begins: tuple[str, ...]


def _names(note: _Note, link: HostLink, context: Context) -> bool:
    """Tell at a glance a note that has the title of a link, or the one that stands beside it in 880."""
    beside = context.data.get("880", ())
    return link.title.strip(_ISBD) in note.titles or any(
        title.strip(_ISBD) in note.titles
        for field in beside
        if alike.is_of(field, link)
        for title in field.values("t")
    )


@lru_cache(maxsize=1 << 10)
def _note(field: DataField) -> _Note | None:
    """Read a note of what a record rests on; any other is none."""
    text = next(iter(field.values("a")), "")
    if not BASIS.match(text):
        return None
    titles = tuple(_NAMED.findall(text[:_LONGEST]))
    found = _ISSUE.search(text[:_LONGEST])  # else the year may be that of a newspaper
    issue = enumeration.read(found[0]) if found else enumeration.Enumeration()
    begins: tuple[str, ...] = ()
    if issue.years and issue.numbers:
        year, number = issue.years[0], issue.numbers[0]
        begins = f"{year}年第{number}期", f"{year} nian di {number} qi"
    return _Note(titles, comparable(titles), issue, begins)


def _differ(note: _Note, link: HostLink, context: Context) -> tuple[str, str] | None:
    """Compare a note with a link, of which no other rule tells: what the note says, what the link says."""
    if note.named and unlike(note.named, alike.titles_of(link, context)):
        told = _is_another(link, context) or not is_plain(link.title)
        return None if told else ("、".join(note.titles), link.title.strip(_ISBD))
    if len(context.links) > 1 or any(starmap(enumeration.differ, product(link.enumeration, link.coded))):
        return None
    texts = [*map(enumeration.read, link.enumeration), *map(enumeration.read_coded, link.coded)]
    named = [year for text in texts for year in text.years]
    numbers = [text.numbers for text in texts if text.numbers]
    if _cannot_be(link.title, named, numbers, context):
        return None
    other_year = years.issued(context) and note.issue.years and set(named).isdisjoint(note.issue.years)
    ours = note.issue.numbers
    other_number = ours and numbers and not any(_meet(ours, each) for each in numbers)
    if other_year or other_number:
        return _label(note.issue.years, ours), _label(tuple(named), numbers[0] if numbers else ())
    return None


def _label(named: tuple[str, ...], numbers: tuple[int, ...]) -> str:
    return ":".join(filter(None, ("".join(named[:1]), "-".join(map(str, numbers)))))


def _is_another(link: HostLink, context: Context) -> bool:
    """Tell a link that names a record of other titles, as R510 tells."""
    hosts, titles = context.file.survey.hosts.there, alike.titles_of(link, context)
    there = (hosts.get((of, number)) for _, _, of, number in link.numbers)
    return any(host is not None and unlike(titles, host.titles) for host in there)


def _cannot_be(
    title: str, named: Sequence[str], numbers: Sequence[tuple[int, ...]], context: Context
) -> bool:
    """Tell an issue of which R523 or R524 tells."""
    of = title.strip(_ISBD), "".join(named[:1]), numbers[0] if numbers else ()
    return impossible(*of) is not None or any(years.why_not(year, context) for year in named)


def _meet(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return min(one) <= max(other) and min(other) <= max(one)
