"""Numbers and dates of an export: from the register where there is one, else by place and today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from catalog.context import Context
from catalog.diagnostics import Diagnostic
from catalog.identity import Dates
from catalog.model import Issue
from catalog.register import History, Register, content


class Numbered(NamedTuple):
    """Issues whose articles have their control numbers, the context with the dates of all records.

    `histories` are those of the records of articles, issues and periodicals by control number; `withdrawn`
    has the issues with the articles alone that are no longer listed.
    """

    issues: list[Issue]
    context: Context
    key: str = ""
    histories: Mapping[str, History] = MappingProxyType({})
    withdrawn: Sequence[Issue] = ()


def number(
    register: Register | None, issues: Iterable[Issue], context: Context, key: str, *, changes: bool = False
) -> tuple[Numbered, list[Diagnostic]]:
    """Number the articles as before and date their records; `key` is the dialect or format of the records.

    With `changes`, the context asks for new and changed records alone, and articles that were withdrawn
    are given to be deleted.  Raises OSError when the register cannot be read.
    """
    if register is None:
        return Numbered(list(issues), context), []
    settings = context.settings
    findings: list[Diagnostic] = []
    numbered: list[Issue] = []
    withdrawn: list[Issue] = []
    histories: dict[str, History] = {}
    dates: dict[str, Dates] = {}
    latest: dict[str, Issue] = {}
    for issue in issues:
        profile = context.publication(issue.publication)
        known, more = register.recognise(issue, profile, key, settings, deletes=changes)
        findings += more
        numbered.append(known.issue)
        histories |= known.histories
        dates |= known.dates
        if known.withdrawn:
            withdrawn.append(known.deletions())
        last = latest.setdefault(profile.name, known.issue)
        if (issue.year, issue.number) > (last.year, last.number):
            latest[profile.name] = known.issue
    for name, issue in latest.items() if settings.host_records else ():
        profile = context.publication(name)
        host = settings.hosts.get(profile.slug)
        own = (host and host.control_number) or profile.code
        histories[own] = register.history(own, key, content.of_serial(issue, profile, settings))
    dates |= {own: history.dates for own, history in histories.items()}
    changed = frozenset(own for own, history in histories.items() if history.status != "unchanged")
    context = context._replace(dates=dates, only=changed if changes else None)
    return Numbered(numbered, context, key, histories, withdrawn if changes else ()), findings


def forget_refused(register: Register | None, numbered: Numbered, refused: Iterable[Diagnostic]) -> None:
    """Let the register know which records were not written after all; raises OSError."""
    if register is None:
        return
    for own in {item.place.record for item in refused} & numbered.histories.keys():
        register.refused(own, numbered.key, numbered.histories[own])
