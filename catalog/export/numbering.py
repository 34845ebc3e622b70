"""What is decided in one place, in the order of the pages: each issue once, its control numbers, its days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from catalog.diagnostics import Diagnostic, Place
from catalog.export.plan import Job, Listed, Orders, Plan, Written
from catalog.gather import Once
from catalog.identity import Dates
from catalog.issue import Issue
from catalog.marc.soundness import Numbers
from catalog.register.records import History, Ruling
from catalog.writers import by_name as writer

if TYPE_CHECKING:
    from catalog.register.register import Register


class Numbering:
    """The numbering of a run: from the register where there is one, else by ids and places.

    With `changes`, only new and changed records are ordered, and records to delete what was withdrawn by.
    """

    def __init__(self, plan: Plan, register: Register | None, *, changes: bool = False) -> None:
        self._plan, self._register, self._changes = plan, register, changes
        marc = any(writer(name).marc for name in plan.formats)
        self._key = plan.settings.dialect if marc else plan.formats[0]
        self._once, self._numbers = Once(), Numbers()
        self._latest: dict[str, Issue] = {}

    def ordered(self, jobs: Iterable[Job]) -> Iterator[Job]:
        """Give orders for the issues of each page; a copy of an issue that was met before gets none.

        Raises OSError when the register cannot be used.
        """
        for job in jobs:
            orders: list[Orders | None] = []
            histories: list[Mapping[str, History]] = []
            told: list[Diagnostic] = []
            for issue in job.done.issues if job.done else ():
                given, known, found = self._rule(issue)
                orders.append(given)
                histories.append(known)
                told += found
            findings = job.done.findings if job.done else ()
            told = [*job.told, *findings, *told]
            yield job._replace(orders=tuple(orders), histories=tuple(histories), told=tuple(told))

    def refused(self, histories: Mapping[str, History], written: Written) -> None:
        """Let the register know which records were not written after all; raises OSError."""
        if self._register is not None:
            for number in sorted(written.refused & histories.keys()):
                self._register.refused(number, self._key, histories[number])

    def serials(self) -> Iterator[tuple[Issue, Orders, Mapping[str, History]]]:
        """Give the latest issue of each periodical, to describe it from, and the orders for its record.

        Raises OSError when the register cannot be used.
        """
        settings = self._plan.settings
        for name, issue in self._latest.items():
            profile = self._plan.context.publication(name)
            host = settings.hosts.get(profile.slug)
            own = (host and host.control_number) or profile.code
            histories: dict[str, History] = {}
            if self._register is not None:
                from catalog.register import content

                described = content.of_serial(issue, profile, settings)
                histories[own] = self._register.history(own, self._key, described)
            yield issue, self._orders(Ruling((), histories)), histories

    def _rule(self, issue: Listed) -> tuple[Orders | None, Mapping[str, History], list[Diagnostic]]:
        outline = issue.outline
        place = Place(outline.file, outline.line)
        if again := self._once.again(outline.key, issue.label, place, issue.content):
            return None, {}, [again]
        if issue.head is not None:
            last = self._latest.setdefault(outline.name, issue.head)
            if (outline.year, outline.number) > (last.year, last.number):
                self._latest[outline.name] = issue.head
        if self._register is None:
            own = outline.issue_number
            taken = (n for n in dict.fromkeys(outline.minted) if not self._numbers.take(n, own))
            return Orders(outline.minted, {}, taken=frozenset(taken)), {}, []
        ruling, findings = self._register.recognise(
            outline, self._key, self._plan.settings, deletes=self._changes
        )
        return self._orders(ruling), ruling.histories, findings

    def _orders(self, ruling: Ruling) -> Orders:
        """Make orders of a ruling, in such a way that those of what is new today say nothing of days."""
        today = Dates(self._plan.settings.date, self._plan.settings.date)
        dates = {n: history.dates for n, history in ruling.histories.items() if history.dates != today}
        if not self._changes:
            return Orders(ruling.numbers, dates)
        changed = frozenset(n for n, history in ruling.histories.items() if history.status != "unchanged")
        only = None if len(changed) == len(ruling.histories) else changed
        return Orders(ruling.numbers, dates, only, ruling.withdrawn)
