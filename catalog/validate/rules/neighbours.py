"""Records beside each other: what a record tells the survey of its file, and what that finds at once."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from catalog.diagnostics import Diagnostic, finding
from catalog.issn import ISSN
from catalog.marc.record import DataField, Record
from catalog.validate.likeness import comparable, unlike
from catalog.validate.rules import alike, enumeration, serials
from catalog.validate.rules.context import Context
from catalog.validate.rules.hostlink import HostLink
from catalog.validate.survey import Host, Part, Said, Wanted
from catalog.validate.survey.hosts import Hosts

HEADING = re.compile(r"(?:栏目|欄目|Section heading)\s*[:：]\s*(.+)")
ISBD = " /:;,.。"


def neighbours(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R449, R459, R473, R474, R523-R526, R545: an article stands once, in order, in an issue of one host.

    Hosts are noted for the end; R554 compares what their links say.
    """
    survey, hosts = context.file.survey, context.file.survey.hosts
    organisation = "" if context.is_unimarc else _first(context, "003")
    if not context.is_component:
        if number := record.control_number.strip():
            hosts.there[organisation, number] = described = alike.host_of(context)
            yield from _of_another_serial(described, context)
            if record.leader[7:8] in ("s", "i"):
                hosts.serials.update(_values(context, (context.dialect.title,), "a"))
        return
    own = organisation, _first(context, "001")
    if record.leader[7:8] == "b" and own[1]:  # a column that stands in all issues is a host, too
        hosts.there[own] = alike.host_of(context)
    if own in hosts.wanted and own not in hosts.articles and _is_no_host(hosts.wanted[own], context):
        yield from _own_article(own, hosts.wanted[own], hosts)
    if context.links:
        link, title = context.links[0], context.dialect.title
        part = _part(context, link)
        said = [each.host for each in context.links if each.numbers]
        is_news = bool(said) and hosts.is_news((part.host, part.year, part.numbers, said))
        for each in context.links if is_news else ():
            yield from _named(each, own, context)
        if not _can_be(part.host, part.year, part.numbers, link.issn) or serials.no_date(link.enumeration):
            yield from _of_periodical(part, link, context)
        elif link.issn:
            yield from alike.other_of_issn(part, link, context)
        if is_news and link.numbers and part.year and part.numbers:
            _of_one_host(part, link, context)
        yield from survey.part(
            part,
            lambda: context.place(next(iter(context.fields(title)), title), "a"),
            lambda: context.place(link.fields[-1], "" if context.is_unimarc else "g"),
        )


def _named(link: HostLink, own: tuple[str, str], context: Context) -> Iterator[Diagnostic]:
    """Note the records of hosts that a link names; R526 of one that was there before, and is an article."""
    hosts = context.file.survey.hosts
    for field, item, of, number in link.numbers:
        if (of, number) not in hosts.wanted:
            where = f"{field.tag} ${item.code}"
            title = link.title.strip(ISBD) if field is link.fields[0] else ""
            wanted = Wanted(context.place(field, item), where, item.value, title)
            hosts.wanted[of, number] = wanted
            if (of, number) not in hosts.there and (of, number) in context.file.control_numbers:
                own_article = _own_article((of, number), wanted, hosts)
                # what the record before says of itself is not known any more
                yield from own_article if own == (of, number) else map(_doubtful, own_article)
        if field is link.fields[0]:
            _note(hosts, link, (of, number), context)
        for control in link.controls:
            if (of, number, control) not in hosts.typed:
                hosts.typed[of, number, control] = context.place(field, "7")


def _of_another_serial(described: Host, context: Context) -> Iterator[Diagnostic]:
    """R545: no two serials of other titles have the same ISSN of their own, 022 or 011 $a."""
    serials_of = context.file.survey.hosts.serials_of
    for field in context.fields(context.dialect.issn) if described.titles else ():
        for value in field.values("a"):
            if not ISSN.fullmatch(value.strip(ISBD)):  # R455
                continue
            titles, label = serials_of.setdefault(alike.issn_of(value), (described.titles, context.label))
            if unlike(titles, described.titles):
                yield finding("R545", context.place(field, "a"), found=value, other=label)


def _is_no_host(wanted: Wanted, context: Context) -> bool:
    """Tell an article by whose number a link means something of another title; a column may hold articles."""
    titles = comparable(_values(context, (context.dialect.title,), "a"))
    return context.record.leader[7:8] == "a" and unlike(comparable([wanted.title]), titles)


def _doubtful(item: Diagnostic) -> Diagnostic:
    return replace(item, level="warning")


def _own_article(host: tuple[str, str], wanted: Wanted, hosts: Hosts) -> Iterator[Diagnostic]:
    """R526: the record that a link names is that of an article, perhaps of this one."""
    hosts.articles.add(host)
    yield finding("R526", wanted.place, where=wanted.where, found=wanted.found)


@lru_cache(maxsize=1 << 10)
def _can_be(host: str, year: str, numbers: tuple[int, ...], issn: str) -> bool:
    """Tell at a glance an issue of which R523, R524 and R525 have nothing to say, a month aside."""
    if serials.impossible(host, year, numbers):
        return False
    return issn in ("", serials.issn_of(host)) or _of_another(host, issn) is None


def _of_periodical(part: Part, link: HostLink, context: Context) -> Iterator[Diagnostic]:
    """R523, R524, R525: number, year, month and ISSN can be those of the periodical."""
    issue = link.fields[-1], "" if context.is_unimarc else "g"
    if words := serials.impossible(part.host, part.year, part.numbers):
        yield finding(words[0], context.place(*issue), **words[1])
    if month := serials.no_date(link.enumeration):
        there_is_not = {"why_en": "there is no such date", "why_zh": "没有这样的日期"}
        yield finding("R524", context.place(*issue), found=month, **there_is_not)
    if ISSN.fullmatch(link.issn.rstrip(ISBD)) and (of := _of_another(part.host, link.issn)):
        said = finding("R525", context.place(link.fields[0], "" if context.is_unimarc else "x"), **of)
        yield said if serials.issn_of(part.host) else replace(said, level="note")


def _of_another(host: str, issn: str) -> dict[str, object] | None:
    return serials.other_issn(host, alike.issn_of(issn))


def _of_one_host(part: Part, link: HostLink, context: Context) -> None:
    """Note, for R527, articles of an issue that name different records of the host, of one organisation."""
    hosts = context.file.survey.hosts
    firsts: dict[tuple[str, str], str] = {}
    for field, item, of, number in link.numbers:
        if firsts.setdefault((of, field.tag), number) is not number:
            continue
        kind = "".join(link.controls[:1])
        issue = part.host, part.year, part.numbers, of, field.tag, kind
        other = hosts.host_of(issue, number)
        if other != number and (of, number) not in hosts.articles and (of, number, other) not in hosts.others:
            hosts.others[of, number, other] = part.issue, context.place(field, item)


def _note(hosts: Hosts, link: HostLink, host: tuple[str, str], context: Context) -> None:
    """Keep what a link says of its host's record, if no other has said the same."""
    said = (*host, link.title, alike.issn_of(link.issn))
    if said not in hosts.said:
        place = context.place(link.fields[0])
        hosts.said[said] = Said(alike.titles_of(link, context), link.title.strip(ISBD), said[3], place)


def _part(context: Context, link: HostLink) -> Part:
    """Take what can be compared: title, names, host and issue, pages, sections."""
    return Part(
        context.file.name,
        context.label,
        " ".join(_values(context, (context.dialect.title,), "abenp")),
        tuple(_values(context, context.dialect.agents, "a")),
        link.title.strip(ISBD),
        *_stands(link.coded, link.enumeration, link.year),
        _sections(context),
    )


@lru_cache(maxsize=1 << 10)
def _stands(
    coded: tuple[str, ...], texts: tuple[str, ...], year: str
) -> tuple[str, tuple[int, ...], int | None, int | None]:
    """Read year, numbers, first and last page out of what a link says."""
    found_years: list[str] = []
    numbers: tuple[int, ...] = ()
    first = only = last = None
    for named in (*map(enumeration.read_coded, coded), *map(enumeration.read, texts)):
        found_years += named.years
        numbers = numbers or named.numbers
        if last is None and named.last is not None:
            first, last = named.first, named.last
        if only is None:
            only = named.first
    found_years += enumeration.years(year)
    return (found_years[0] if found_years else ""), numbers, (only if last is None else first), last


def _values(context: Context, tags: tuple[str, ...], codes: str) -> list[str]:
    data = context.data
    return [
        value.strip(ISBD)
        for tag in tags
        if tag in data
        for field in data[tag]
        for code, value in field.subfields
        if code in codes
    ]


def _sections(context: Context) -> tuple[str, ...]:
    notes = context.data.get("300" if context.is_unimarc else "500", ())
    return tuple([named for note in notes if (named := _heading(note))])


@lru_cache(maxsize=1 << 10)
def _heading(note: DataField) -> str:
    named = HEADING.match(next(iter(note.values("a")), ""))
    return named[1].strip(ISBD) if named else ""


def _first(context: Context, tag: str) -> str:
    fields = context.control.get(tag)
    return fields[0].value.strip() if fields else ""
