"""Turn the best path through a listing into an Issue whose every value can point at its characters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from catalog.bodies import unit_split
from catalog.diagnostics import Diagnostic
from catalog.identity import control_number
from catalog.issue import AgentKind, Article, Author, Completeness, Evidence, Issue, Section, Source
from catalog.listing.context import Context
from catalog.listing.evidence import Witness, joined
from catalog.listing.grammar import Kind
from catalog.listing.lattice import Step
from catalog.listing.locate import Region
from catalog.listing.masthead import Masthead
from catalog.listing.pieces import BLANK
from catalog.listing.reading import Reading
from catalog.listing.repeats import Key, key
from catalog.source import SourceDocument, clean
from catalog.text import normalize, squeeze

if TYPE_CHECKING:
    from catalog.corrections import Correction


@dataclass(slots=True, eq=False)
class _Agent:
    """An author while its parts come in."""

    reading: Reading
    roles: list[Reading] = field(default_factory=list)
    affiliations: list[Reading] = field(default_factory=list)
    nationalities: list[Reading] = field(default_factory=list)

    def add(self, reading: Reading) -> None:
        """Put what stands beside the name in its place."""
        beside = {Kind.AFFILIATION: self.affiliations, Kind.NATIONALITY: self.nationalities}
        beside.get(reading.kind, self.roles).append(reading)


@dataclass(slots=True, eq=False)
class _Entry:
    """An entry while its parts come in."""

    kicker: Reading | None = None
    title: Reading | None = None
    agents: list[_Agent] = field(default_factory=list)
    before: list[Reading] = field(default_factory=list)
    """Roles and affiliations that stand before the next author."""
    page: Reading | None = None
    start: int = 0
    """Its first piece, and the one behind its last."""
    end: int = 0

    def agent(self, reading: Reading) -> bool:
        """Take an author, with what stands before it."""
        agent = _Agent(reading)
        for before in self.before:
            agent.add(before)
        self.before.clear()
        self.agents.append(agent)
        return True

    def beside(self, reading: Reading) -> bool:
        """Take what stands before the next author."""
        self.before.append(reading)
        return True

    def role_after(self, reading: Reading) -> bool:
        """Take the role of the last author, if there is one."""
        if self.agents:
            self.agents[-1].roles.append(reading)
        return bool(self.agents)

    def affiliation(self, reading: Reading) -> bool:
        """Take the affiliation of the last author or, if there is none yet, of the next."""
        (self.agents[-1].affiliations if self.agents else self.before).append(reading)
        return True

    def paged(self, reading: Reading) -> bool:
        """Take the page, if it has none yet."""
        first = self.page is None
        self.page = self.page or reading
        return first


@dataclass(slots=True, eq=False)
class _Section:
    """A section while its entries come in."""

    heading: Reading | None = None
    entries: list[_Entry] = field(default_factory=list)
    again: list[Reading] = field(default_factory=list)
    """The same heading before further entries of it."""


def assemble(
    document: SourceDocument,
    region: Region,
    context: Context,
    path: Sequence[Step[Reading]],
    corrections: Mapping[Reading, Correction],
) -> tuple[Issue, list[Diagnostic]]:
    """Build the issue that a path describes; what the path could not read becomes findings (L204).

    A reading that a correction gives another value has that value; its evidence quotes the page.
    """
    witness = Witness(document, context, path)
    made = _Assembler(document, context, region, witness)
    made.values = {reading: row.value for reading, row in corrections.items() if row.value}
    for step in path:
        made.take(step.edge)
    return made.issue(), witness.findings


_INSIDE = frozenset(
    (Kind.LEADER, Kind.PERSON, Kind.BODY, Kind.ROLE, Kind.ROLE_AFTER, Kind.AFFILIATION, Kind.SEPARATOR,
     Kind.NATIONALITY, Kind.PAGE, Kind.PAGE_LEADER, Kind.CLOSE)
)  # fmt: skip
"""What goes on with an entry."""

_SIGNS = frozenset((Kind.LABEL, Kind.LEADER, Kind.PAGE_LEADER, Kind.SEPARATOR, Kind.ORDINAL, Kind.CLOSE))
"""What says nothing by itself."""


class _Assembler:
    def __init__(self, document: SourceDocument, context: Context, region: Region, witness: Witness) -> None:
        self.document, self.context, self.region, self.witness = document, context, region, witness
        self.sections: list[_Section] = [_Section()]
        self.kicker: Reading | None = None
        self.page: Reading | None = None
        self.agents: list[_Agent] = []
        """Those that stand before the next title."""
        self.entry: _Entry | None = None
        self.last_row = region.line
        self.values: Mapping[Reading, str] = {}

    def take(self, reading: Reading) -> None:
        """Put one reading of the path in its place; what has none is unread."""
        kind, entry = reading.kind, self.entry
        if kind is not Kind.OUTSIDE:
            self.last_row = max(self.last_row, self.context.cuts.pieces[reading.end - 1].row + 1)
        if entry and kind in _INSIDE:
            entry.end = reading.end
            put = _IN_ENTRY.get(kind)
            if put and not put(entry, reading):
                self.witness.unread(reading)
        elif kind in _ALONE:
            _ALONE[kind](self, reading)
        elif kind not in _SIGNS:
            self.witness.unread(reading)

    def heading(self, reading: Reading) -> None:
        """Begin a section."""
        again = reading.kind is Kind.HEADING_BEFORE and self.same_heading(reading)
        self.close()
        if again:
            self.sections[-1].again.append(reading)
        else:
            self.sections.append(_Section(reading))

    def above(self, reading: Reading) -> None:
        """Keep a kicker for the next title."""
        self.close()
        if self.kicker:
            self.witness.unread(self.kicker)
        self.kicker = reading

    def title(self, reading: Reading) -> None:
        """Begin an entry."""
        self.close()
        above = (self.kicker, self.page, *(agent.reading for agent in self.agents))
        first = min((r.start for r in above if r), default=reading.start)
        self.entry = _Entry(self.kicker, reading, self.agents, page=self.page, start=first, end=reading.end)
        self.agents = []
        self.sections[-1].entries.append(self.entry)
        self.kicker = self.page = None

    def agent_before(self, reading: Reading) -> None:
        """Keep an author for the next title."""
        self.close()
        self.agents.append(_Agent(reading))

    def page_before(self, reading: Reading) -> None:
        """Keep a page for the next title."""
        if self.page is None:
            self.page = reading
        else:
            self.witness.unread(reading)

    def same_heading(self, reading: Reading) -> bool:
        """Tell that the heading before an entry is the one that stands before the last entry."""
        heading = self.sections[-1].heading
        if heading is None or not self.sections[-1].entries or heading.kind is not Kind.HEADING_BEFORE:
            return False
        text = self.context.cuts.text
        return text(heading.first, heading.last) == text(reading.first, reading.last)

    def close(self) -> None:
        """End the entry; a role or bracket that no author followed is in no record."""
        for reading in self.entry.before if self.entry else ():
            self.witness.unread(reading)
        self.entry = None

    def outside(self, reading: Reading) -> None:
        """Report lines that look like entries, or stand close to the last one or before the footer."""
        close = True
        for line in self.context.lines[self.context.line_of[reading.start] :]:
            near = bool(self.region.footer) or line.gap is not BLANK
            close = (close or bool(self.region.footer)) and near and not line.prose
            entry = line.start < line.first_leader < line.end - 1 and not line.prose
            if close or entry:
                self.witness.unread(
                    replace(reading, start=line.start, end=line.end, first=line.start, last=line.end)
                )

    def issue(self) -> Issue:
        """Give the issue as it stands."""
        region, masthead = self.region, self.region.masthead
        self.close()
        for reading in filter(None, (self.kicker, self.page, *(agent.reading for agent in self.agents))):
            self.witness.unread(reading)
        for row in sorted(self.context.repeated):
            self.witness.repeated_row(row)
        sections = self.numbered()
        return Issue(
            publication=region.publication.name,
            year=masthead.year,
            number=masthead.number,
            whole_number=masthead.whole_number,
            completeness=_completeness(region, masthead),
            source=Source(
                file=self.document.name,
                line=region.line,
                end_line=max(self.last_row, *region.footer, region.line),
                encoding=self.document.encoding,
            ),
            sections=tuple(sections),
            evidence={
                name: Evidence(spans=(span,), quoted=self.document.quote([span]), rule="masthead")
                for name, span in masthead.spans.items()
                if name != "label"
            },
        )

    def numbered(self) -> list[Section]:
        """Give the sections with their articles, numbered; an entry that stands twice is taken once."""
        seen: dict[Key, str | None] = {}
        sections: list[Section] = []
        sequence = 0
        for section in self.sections:
            heading = squeeze(self.witness.quote(section.heading)) if section.heading else None
            articles: list[Article] = []
            for entry in section.entries:
                article = self.article(entry, sequence + 1)
                same = key(heading, article)
                if same and same in seen and article.kicker in (None, seen[same]):
                    self.witness.repeated(entry.start, entry.end)
                    continue
                if same:
                    seen.setdefault(same, article.kicker)
                sequence += 1
                articles.append(article)
            if section.heading and section.entries and not articles:
                self.witness.repeated(section.heading.start, section.heading.end)
            elif section.heading or articles:
                sections.append(self.section(section, articles))
        return sections

    def section(self, section: _Section, articles: list[Article]) -> Section:
        """Give a section with its heading as printed."""
        if section.heading is None:
            return Section(articles=tuple(articles))
        evidence = self.witness.value(section.heading, *section.again)
        quoted = self.witness.quote(section.heading)
        return Section(
            heading=self.values.get(section.heading, _spaced(quoted)),
            articles=tuple(articles),
            evidence={"heading": evidence},
        )

    def article(self, entry: _Entry, sequence: int) -> Article:
        """Give an article; the kicker's phrases are parted by one space, the title is as printed."""
        assert entry.title is not None
        masthead = self.region.masthead
        evidence = {"title": self.witness.value(entry.title)}
        kicker = pages = None
        if entry.kicker:
            evidence["kicker"] = self.witness.value(entry.kicker)
            quoted = _spaced(evidence["kicker"].quoted)
            kicker = self.values.get(entry.kicker, quoted)
        if entry.page:
            evidence["pages"] = self.witness.value(entry.page)
            pages = squeeze(evidence["pages"].quoted).strip("第页頁Pp.")
        return Article(
            id=control_number(self.region.publication.code, masthead.year, masthead.number, sequence),
            kicker=kicker,
            title=self.values.get(entry.title, joined(evidence["title"].quoted)),
            authors=tuple(self.author(agent) for agent in entry.agents),
            pages=pages,
            evidence=evidence,
        )

    def author(self, agent: _Agent) -> Author:
        """Give an author, the name without the spaces that pad it."""
        evidence = {"name": self.witness.value(agent.reading)}
        kind: AgentKind = "person" if agent.reading.kind in (Kind.PERSON, Kind.PERSON_BEFORE) else "corporate"
        role = affiliation = nationality = None
        if agent.roles:
            evidence["role"] = self.witness.value(*agent.roles)
            role = _spaced(evidence["role"].quoted)
        if agent.affiliations:
            evidence["affiliation"] = self.witness.value(*agent.affiliations)
            affiliation = joined(evidence["affiliation"].quoted)
        if agent.nationalities:
            evidence["nationality"] = self.witness.value(*agent.nationalities)
            nationality = joined(evidence["nationality"].quoted)
        name = self.values.get(agent.reading, squeeze(clean(evidence["name"].quoted)))
        unit = unit_split(normalize(name))[1] if kind == "corporate" else None
        if unit:
            unit = name[-len(unit) :]
            evidence["unit"] = evidence["name"]
            if agent.reading not in self.values:
                evidence["unit"] = self.witness.end_of(evidence["name"], agent.reading, len(unit))
        return Author(
            name=name,
            kind=kind,
            unit=unit,
            role=role,
            affiliation=affiliation,
            nationality=nationality,
            evidence=evidence,
        )


def _spaced(quoted: str) -> str:
    """Part the words of a value by one space each, whatever stands between them."""
    return " ".join(filter(None, (clean(word) for word in quoted.split())))


def _completeness(region: Region, masthead: Masthead) -> Completeness:
    if region.selection:
        return "selection"
    return "complete" if masthead.label == "目录" else "unstated"


_IN_ENTRY: dict[Kind, Callable[[_Entry, Reading], bool]] = {
    Kind.PERSON: _Entry.agent,
    Kind.BODY: _Entry.agent,
    Kind.ROLE: _Entry.beside,
    Kind.NATIONALITY: _Entry.beside,
    Kind.ROLE_AFTER: _Entry.role_after,
    Kind.AFFILIATION: _Entry.affiliation,
    Kind.PAGE: _Entry.paged,
}
"""What takes a reading inside an entry, and tells whether it has."""

_ALONE: dict[Kind, Callable[[_Assembler, Reading], None]] = {
    Kind.HEADING: _Assembler.heading,
    Kind.HEADING_BEFORE: _Assembler.heading,
    Kind.KICKER: _Assembler.above,
    Kind.TITLE: _Assembler.title,
    Kind.PERSON_BEFORE: _Assembler.agent_before,
    Kind.BODY_BEFORE: _Assembler.agent_before,
    Kind.PAGE_BEFORE: _Assembler.page_before,
    Kind.OUTSIDE: _Assembler.outside,
}
"""What takes a reading that goes on with no entry."""
