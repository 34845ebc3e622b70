"""Dialects, one row each: what a field says in MARC 21 and in CNMARC as two unions of libraries write it.

DIALECTS is the table; a Crosswalk makes the records of issues, each ready for any container.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib import import_module
from typing import NamedTuple

from catalog.config.settings import Settings
from catalog.diagnostics import Diagnostic, Place, finding
from catalog.identity import Dates, issue_number
from catalog.issue import Issue
from catalog.marc.dialects.local import with_local_fields
from catalog.marc.dialects.order import Same
from catalog.marc.dialects.part import Part, Whole
from catalog.marc.preflight import as_it_is, preflight
from catalog.marc.record import Record
from catalog.marc.script import Latin
from catalog.publication import Publication, numbered


class Dialect(NamedTuple):
    """A dialect: its name, the format that MarcXchange names, how each kind of record is made.

    `article`, `issue` and `serial` name functions `(what, romanised) -> Record` as `module:function`; each
    is imported when it is first wanted.
    """

    name: str
    format: str
    article: str
    issue: str
    serial: str


DIALECTS: tuple[Dialect, ...] = (
    Dialect("marc21", "MARC21", "marc21:record", "marc21_hosts:issue_record", "marc21_hosts:serial_record"),
    Dialect(
        "cnmarc-nlc", "CNMARC", "cnmarc_nlc:record", "cnmarc_nlc:issue_record", "cnmarc_nlc:serial_record"
    ),
    Dialect(
        "cnmarc-calis",
        "CNMARC",
        "cnmarc_calis:record",
        "cnmarc_calis:issue_record",
        "cnmarc_calis:serial_record",
    ),
)


def by_name(name: str) -> Dialect:
    """Give the dialect that is called so; raises LookupError."""
    found = next((dialect for dialect in DIALECTS if dialect.name == name), None)
    if found is None:
        raise LookupError(name)
    return found


class Crosswalk:
    """From issues to the records that the settings ask for; what there is to say gathers in `findings`.

    `dates` tells of records that were exported before, by control number; all others are dated by the
    settings.
    """

    def __init__(
        self, settings: Settings, findings: list[Diagnostic], dates: Mapping[str, Dates] | None = None
    ) -> None:
        self.settings = settings
        self.findings = findings
        self.dates = dates or {}
        self.dialect = by_name(settings.dialect)
        self._latin = _latin(settings, findings)
        self._new = Dates(settings.date, settings.date)

    def articles(self, issue: Issue, publication: Publication) -> Iterator[Record]:
        """Make the record of each article."""
        same = Same()
        for number, article, heading in numbered(issue, publication):
            part = Part(
                issue,
                publication,
                self.settings,
                self._dates(number),
                same=same,
                number=number,
                article=article,
                heading=heading,
            )
            if (record := self._made(self.dialect.article, part, number)) is not None:
                yield record

    def issue(self, issue: Issue, publication: Publication) -> Iterator[Record]:
        """Make the record of the issue, with a contents note unless only articles are asked for."""
        number = issue_number(publication.code, issue.year, issue.number)
        whole = Whole(issue, publication, self.settings, self._dates(number))
        record = self._made(self.dialect.issue, whole, number)
        if record is not None:
            if left := self._left_out(issue, record):
                self.findings.append(finding("W783", _place(whole, number), record=number, count=left))
            yield record

    def _left_out(self, issue: Issue, record: Record) -> int:
        """Count the entries for which the one contents note of CNMARC had no room."""
        if self.settings.shape == "articles" or self.dialect.format != "CNMARC":
            return 0
        alone = sum(bool(section.heading) and not section.articles for section in issue.sections)
        noted = sum(len(field.values("a")) for field in record.data_fields("327"))
        return len(issue.articles) + alone - noted

    def serial(self, issue: Issue, publication: Publication) -> Iterator[Record]:
        """Make the record of the periodical, from the latest issue of it."""
        host = self.settings.hosts.get(publication.slug)
        number = (host and host.control_number) or publication.code
        whole = Whole(issue, publication, self.settings, self._dates(number))
        if (record := self._made(self.dialect.serial, whole, number)) is not None:
            yield record

    def _made(self, function: str, whole: Whole, number: str) -> Record | None:
        """Make a record and make it ready to be written, or say why not."""
        romanised = replace(whole, script=self._latin) if self._latin else None
        record = with_local_fields(_function(function)(whole, romanised), whole)
        if self._latin and self._latin.doubts:
            self.findings += self._latin.told(_place(whole, number))
        settings = self.settings
        ready = as_it_is(record, whole.same.sizes) if settings.encoding == "utf-8" else None
        if ready is None:
            place = _place(whole, number)
            ready, notes = preflight(record, place, settings.encoding, settings.substitutes)
            self.findings += notes
        return ready

    def _dates(self, number: str) -> Dates:
        return self.dates.get(number) or self._new


def _latin(settings: Settings, findings: list[Diagnostic]) -> Latin | None:
    """Give the script that the settings ask for beside the printed one."""
    if settings.pinyin == "none":
        return None
    from catalog.romanise.romaniser import load_readings, romaniser

    readings: dict[str, str] = {}
    if settings.names is not None:
        readings, faults = load_readings(settings.names)
        findings += faults
    return Latin(romaniser(settings.pinyin, readings))


@cache
def _function(name: str) -> Callable[[Whole, Whole | None], Record]:
    """Give a function of one of the modules here, imported when it is first wanted."""
    module, _, function = name.partition(":")
    made: Callable[[Whole, Whole | None], Record] = getattr(
        import_module(f"catalog.marc.dialects.{module}"), function
    )
    return made


def _place(whole: Whole, number: str) -> Place:
    if isinstance(whole, Part):
        return whole.place
    return Place(whole.issue.source.file, whole.issue.source.line, record=number)
