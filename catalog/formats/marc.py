"""MARC records of issues, in any container: the crosswalk of the dialect, then the container."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from catalog import patterns
from catalog.config.settings import UNDETERMINED, Settings
from catalog.context import Context
from catalog.diagnostics import Diagnostic, Place, finding
from catalog.formats import GENERATOR, Frame
from catalog.formats.naming import without_articles
from catalog.issue import Issue
from catalog.marc import dialects
from catalog.marc.containers import Container, ContainerError, Layout, Wrapping, by_name, refusal
from catalog.marc.containers.wrapping import chunks
from catalog.marc.dialects import Crosswalk
from catalog.marc.record import Record
from catalog.marc.soundness import Numbers, sound
from catalog.publication import Publication


def write(
    issues: Iterable[Issue], context: Context, findings: list[Diagnostic], container: str
) -> Iterator[bytes]:
    """Write the records that the settings ask for, nothing if there is none.

    What cannot be written whole is refused: W704, W708, and by the container itself W710 to W712.  A heading
    without articles is told of where no contents note has it (W770).
    """
    row = by_name(container)
    settings = _settings(context.settings, row, findings)

    def refused(record: Record, error: ContainerError) -> None:
        findings.append(refusal(error, Place(container, record=record.control_number)))

    layout = _layout(row, settings)
    body = chunks(
        layout._replace(head=b"", tail=b""),
        records(issues, context._replace(settings=settings), findings),
        refused,
    )
    first = next(body, None)
    if first is not None:
        yield layout.head + first
        yield from body
        yield layout.tail
        if settings.pinyin != "none":
            findings.append(finding("W784", Place(context.file), scheme=settings.pinyin))
        if settings.organisation == UNDETERMINED:
            findings.append(finding("P303", Place(context.file)))


def frame(context: Context, container: str) -> Frame:
    """Give what stands around the records."""
    row = by_name(container)
    layout = _layout(row, _settings(context.settings, row, []))
    return Frame(layout.head, layout.between, layout.tail)


def _layout(row: Container, settings: Settings) -> Layout:
    written = dialects.by_name(settings.dialect).format
    return row.layout(Wrapping(settings.encoding, written, settings.marcxchange, GENERATOR))


def _settings(settings: Settings, row: Container, findings: list[Diagnostic]) -> Settings:
    """Give the settings with an encoding that the container can be written in (W782)."""
    if settings.encoding in row.encodings:
        return settings
    findings.append(finding("W782", Place(""), container=row.name, encoding=settings.encoding))
    return settings.model_copy(update={"encoding": "utf-8"})


def records(issues: Iterable[Issue], context: Context, findings: list[Diagnostic]) -> Iterator[Record]:
    """Make the records of articles and of issues in their order, then those of the periodicals."""
    made = _records(issues, context, findings)
    return made if context.only is None else (one for one in made if one.control_number in context.only)


def _records(issues: Iterable[Issue], context: Context, findings: list[Diagnostic]) -> Iterator[Record]:
    settings = context.settings
    crosswalk = Crosswalk(settings, findings, context.dates)
    latest: dict[str, Issue] = {}
    numbers = Numbers(context.hosts)
    for listed in issues:
        publication = context.publication(listed.publication)
        issue = _sound(listed, publication, numbers, findings)
        last = latest.setdefault(publication.slug, issue)
        if (issue.year, issue.number) > (last.year, last.number):
            latest[publication.slug] = issue
        if "issue" in context.levels:
            if settings.shape != "articles" or settings.host_records:
                yield from crosswalk.issue(issue, publication)
            if settings.shape == "articles":
                findings += without_articles(listed)
            if settings.shape != "issue":
                yield from crosswalk.articles(issue, publication)
    if settings.host_records and "serial" in context.levels:
        for issue in latest.values():
            yield from crosswalk.serial(issue, context.publication(issue.publication))


def _sound(listed: Issue, publication: Publication, numbers: Numbers, findings: list[Diagnostic]) -> Issue:
    """Give the issue with the articles that can be written; without all of them it is not complete."""
    issue = sound(listed, publication, numbers, findings)
    if issue is not listed and issue.completeness == "complete":
        return issue.model_copy(update={"completeness": "unstated"})
    return issue


_ISSUE = patterns.compile(r"([A-Z][A-Z0-9]{1,7}?\d{6,7}?)(?:-\d{4,}|\d{3})?")
"""A control number that was minted here: that of the issue, and the sequence of an article."""

_NUMBERS = {
    "marcxml": rb'<controlfield tag="001">([^<]*)</controlfield>',
    "marcxchange": rb'<controlfield tag="001">([^<]*)</controlfield>',
    "marc": rb"(?:\A|\x1d)\d{5}[^\x1e\x1d]*\x1e([^\x1e\x1d]*)\x1e",
    "mrk": rb"(?m)^=001  (.*?)\r?$",
    "marcjson": rb'"001": ?"([^"]*)"',
    "marcjsonl": rb'"001": ?"([^"]*)"',
    "worksheet": rb"(?m)^001(.*?)\r?$",
}
"""Where the control numbers stand in each container."""


def issues_in(data: bytes, context: Context, container: str) -> frozenset[str] | None:
    """Name the issues in a file by their control numbers, if all numbers in it are such as are minted here.

    Records of periodicals, by the numbers that the profiles and the settings give them, hold no issue.
    """
    hosts = {host.control_number for host in context.settings.hosts.values()}
    hosts |= {profile.code for profile in context.publications}
    held: set[str] = set()
    any_number = False
    for found in re.finditer(_NUMBERS[container], data):
        any_number = True
        number = found[1].decode("utf-8", "replace")
        if number not in hosts:
            issue = _ISSUE.fullmatch(number)
            if issue is None:
                return None
            held.add(issue[1])
    return frozenset(held) if any_number else None
