"""Records of one container into another: read, made fit for the new file, written, one at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import BinaryIO, cast

from catalog import gather, issuefile
from catalog.context import Context
from catalog.diagnostics import Diagnostic, Place, finding
from catalog.issue import Issue
from catalog.marc.charset import announcing
from catalog.marc.containers import Container, ContainerError, Wrapping, by_name, recognised, refusal
from catalog.marc.containers.ahead import Ahead, Stream
from catalog.marc.containers.entry import Entry
from catalog.marc.containers.foreign import refused
from catalog.marc.containers.recognise import beginning, too_wide
from catalog.marc.containers.wrapping import chunks
from catalog.marc.format import is_unimarc
from catalog.marc.lengths import with_lengths
from catalog.marc.record import Record

_TELLING = ("100", "200", "245", "880")


def read(
    stream: Stream, name: str, encoding: str | None = None, context: Context | None = None
) -> Iterator[Entry | Diagnostic]:
    """Give the records of a file in any container, and what is wrong with it.

    With a context, our own JSON is read, too: records are made of its issues as an export does.  Findings
    beside those of the container: S103 empty, X501 no container that is known here.
    """
    ahead = Ahead(stream)
    container = recognised(ahead.head)
    if container is None and beginning(ahead.head).startswith("<"):
        container = by_name("marcxml")  # whose reader says what is wrong with it
    if not ahead.head:
        yield finding("S103", Place(name))
    elif wide := too_wide(ahead.head):
        yield finding("X571", Place(name, 1), encoding=wide)
    elif context is not None and issuefile.is_ours(ahead.head):
        yield from _made(ahead, name, context)
    elif container is None:
        yield refused(ahead.head, name)
    else:
        yield from container.read(ahead, name, encoding)


def read_issues(stream: Stream, name: str, context: Context, form: str) -> Iterator[Issue | Diagnostic]:
    """Give the issues of our own JSON, for a format that MARC records cannot be turned into (W715)."""
    ahead = Ahead(stream)
    if not ahead.head:
        yield finding("S103", Place(name))
    elif not issuefile.is_ours(ahead.head):
        yield finding("W715", Place(name), container=form)
    else:
        yield from gather.read_records(cast("BinaryIO", ahead), name, context.publications)


def _made(stream: Stream, name: str, context: Context) -> Iterator[Entry | Diagnostic]:
    """Make records of the issues in our own JSON; the new file says itself what its encoding is."""
    from catalog.formats.marc import records

    settings = context.settings.model_copy(update={"encoding": "utf-8"})
    findings: list[Diagnostic] = []

    def issues() -> Iterator[Issue]:
        for item in gather.read_records(cast("BinaryIO", stream), name, context.publications):
            if isinstance(item, Diagnostic):
                findings.append(item)
            else:
                yield item

    for number, record in enumerate(records(issues(), context._replace(settings=settings), findings), 1):
        yield from findings
        findings.clear()
        yield Entry(name, number, None, record)
    yield from findings


class IssueConversion:
    """A conversion of issues into a format that is not MARC; `written` counts the articles."""

    def __init__(
        self,
        write: Callable[..., Iterator[bytes]],
        say: Callable[[Diagnostic], None],
    ) -> None:
        self.written = 0
        self._write = write
        self._say = say

    def pieces(self, items: Iterable[Entry | Issue | Diagnostic]) -> Iterator[bytes]:
        """Give the new file piece by piece; nothing if there is no article that can be written."""
        findings: list[Diagnostic] = []
        issues = self._issues(items, findings)
        first = next(issues, None)
        if first is not None:
            for piece in self._write(chain([first], issues), findings=findings):
                yield piece
                self._tell(findings)
        self._tell(findings)

    def _issues(
        self, items: Iterable[Entry | Issue | Diagnostic], findings: list[Diagnostic]
    ) -> Iterator[Issue]:
        for item in items:
            if isinstance(item, Diagnostic):
                findings.append(item)
            elif isinstance(item, Issue):
                self.written += len(item.articles)
                yield item

    def _tell(self, findings: list[Diagnostic]) -> None:
        for item in findings:
            self.written -= item.code == "W704"
            self._say(item)
        findings.clear()


class Conversion:
    """A conversion into one container; what there is to say is told at once, `written` counts the records.

    A file is of one format: records of UNIMARC among those of MARC 21, or the other way, are left out (W714).
    """

    def __init__(self, container: Container, wrapping: Wrapping, say: Callable[[Diagnostic], None]) -> None:
        self.container = container
        self.wrapping = wrapping
        self.written = 0
        self._say = say
        self._changed: Counter[tuple[str, str]] = Counter()
        self._place = Place()
        self._unimarc: bool | None = None
        self._mixed = 0
        self._first_mixed = Place()

    def pieces(self, items: Iterable[Entry | Issue | Diagnostic]) -> Iterator[bytes]:
        """Give the new file piece by piece; nothing if there is no record that it can hold.

        A record that the container cannot hold whole is left out (W708, W710), and so are UNIMARC in MARCXML
        (W711) and records of another format than the first (W714).  At the end it is said how many records
        had to announce another encoding (W712).
        """
        layout = self.container.layout(self.wrapping)
        body = chunks(layout._replace(head=b"", tail=b""), self._records(items), self._refused)
        first = next(body, None)
        if first is not None:
            yield layout.head
            yield first
            self.written += 1
            for chunk in body:
                self.written += 1
                yield chunk
            yield layout.tail
        if self._mixed:
            kinds = ("UNIMARC (CNMARC)", "MARC 21") if self._unimarc else ("MARC 21", "UNIMARC (CNMARC)")
            self._say(finding("W714", self._first_mixed, count=self._mixed, first=kinds[0], other=kinds[1]))
        for (position, value), count in sorted(self._changed.items()):
            self._say(finding("W712", Place(), count=count, position=position, value=value))

    def _records(self, items: Iterable[Entry | Issue | Diagnostic]) -> Iterator[Record]:
        """Make the records fit for the new file."""
        for item in items:
            if isinstance(item, Diagnostic):
                self._say(item)
            if not isinstance(item, Entry):
                continue
            self._place = Place(item.file, item.line, record=item.label)
            if self.container.name == "marcxml" and is_unimarc(item.record):
                self._say(finding("W711", self._place, record=item.label))
                continue
            if self._is_of_other_format(item.record):
                self._first_mixed = self._first_mixed if self._mixed else self._place
                self._mixed += 1
                continue
            record, position, value = announcing(item.record, self.wrapping.encoding)
            if position:
                self._changed[position, value] += 1
            yield _with_lengths(record)

    def _is_of_other_format(self, record: Record) -> bool:
        """Tell a record of another format than the first; one that has no title may be of any."""
        if not any(field.tag in _TELLING for field in record.fields):
            return False
        unimarc = is_unimarc(record)
        if self._unimarc is None:
            self._unimarc = unimarc
        return unimarc != self._unimarc

    def _refused(self, record: Record, error: ContainerError) -> None:
        self._say(refusal(error, self._place))


def _with_lengths(record: Record) -> Record:
    """Give the record with true lengths in its leader, as far as a leader can state them."""
    if len(record.leader) != 24:
        return record
    try:
        return with_lengths(record)
    except ValueError:
        return record
