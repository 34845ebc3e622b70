"""What goes to and fro in an export: the plan of the run, a page on its way, what was made of it.

All of it is small, and can be sent to another process, or to another machine.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from catalog.config.settings import Settings
from catalog.context import Context
from catalog.diagnostics import Diagnostic
from catalog.gather import Page
from catalog.identity import Dates
from catalog.issue import Issue
from catalog.publication import Publication
from catalog.register.outline import Outline
from catalog.register.records import History, Withdrawn


class Plan(NamedTuple):
    """What is the same for all pages of a run.

    `formats` are names of writers; `output` is the name of one file, of a `folder`, or - for standard output.
    `registered` tells that a register gives the control numbers, `verified` that a second reader looks at
    what is written.  `file` is the one that the settings are from.
    """

    settings: Settings
    publications: Sequence[Publication]
    formats: tuple[str, ...]
    output: str
    folder: bool
    encoding: str | None = None
    registered: bool = False
    verified: bool = False
    file: str = ""

    @property
    def context(self) -> Context:
        """The settings and the profiles, for the records of articles and issues."""
        return Context(self.settings, self.publications, levels=frozenset(("issue",)), file=self.file)

    @property
    def serials(self) -> Context:
        """The settings and the profiles, for the records of periodicals."""
        return Context(self.settings, self.publications, levels=frozenset(("serial",)))

    @property
    def target(self) -> Path:
        """The file or the folder."""
        return Path(self.output)

    @property
    def printed(self) -> bool:
        """Tell that standard output takes the place of files."""
        return self.output == "-"


class Orders(NamedTuple):
    """How the records of an issue are to be written.

    `numbers` are the control numbers of its articles; `dates` are those of records, by control number, that
    are not simply new today; `only` names the records that are wanted, None for all; the `withdrawn` get
    records to be deleted by.  Of the numbers those that are `taken` belong to other issues.
    """

    numbers: tuple[str, ...]
    dates: Mapping[str, Dates]
    only: frozenset[str] | None = None
    withdrawn: tuple[Withdrawn, ...] = ()
    taken: frozenset[str] = frozenset()

    @property
    def nothing(self) -> bool:
        """Tell that no record of the issue is wanted."""
        return self.only == frozenset() and not self.withdrawn


class Piece(NamedTuple):
    """Bytes of one format for one file: in a folder the whole file, else what it says of one issue."""

    path: Path
    writer: str
    data: bytes


class Written(NamedTuple):
    """The records of an issue, written as ordered.

    `findings` are about its entries, `remarks` about the run: the settings, the formats.  `rejected` are
    lines of JSON about the entries that some format does not have, `refused` the control numbers of records.
    """

    orders: Orders
    pieces: tuple[Piece, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
    remarks: tuple[Diagnostic, ...] = ()
    rejected: tuple[bytes, ...] = ()
    refused: frozenset[str] = frozenset()


class Listed(NamedTuple):
    """An issue of a page: its outline, its name in print, a digest of its entries, perhaps its records.

    `lines` counts those of the page that it takes; `head` is the issue without its articles, where records of
    periodicals are wanted.
    """

    outline: Outline
    label: str
    content: bytes
    lines: int
    head: Issue | None = None
    written: Written | None = None


class Done(NamedTuple):
    """What became of a page."""

    issues: tuple[Listed, ...] = ()
    findings: tuple[Diagnostic, ...] = ()


class Reading(NamedTuple):
    """The issues of a page, as long as they stay in one process."""

    issues: tuple[Issue, ...]
    findings: tuple[Diagnostic, ...]


class Job(NamedTuple):
    """A page on its way through the stages of an export.

    `orders` are those for its issues, None for one that is not taken, and `histories` what the register knows
    of their records; `told` is what was found before any record was written.  By `key` what is done is kept.
    """

    name: str
    page: Page | None = None
    reading: Reading | None = None
    done: Done | None = None
    orders: tuple[Orders | None, ...] | None = None
    histories: tuple[Mapping[str, History], ...] = ()
    told: tuple[Diagnostic, ...] = ()
    key: bytes = b""

    @property
    def waiting(self) -> bool:
        """Tell that there is work to be done: a page to be read, or records to be written as ordered."""
        if self.page is None:
            return False
        if self.done is None:
            return True
        given = zip(self.orders or (), self.done.issues, strict=False)
        return any(
            orders is not None
            and not orders.nothing
            and (issue.written is None or issue.written.orders != orders)
            for orders, issue in given
        )
