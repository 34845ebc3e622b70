"""An export: pages in, files out, one page in memory at a time, whatever the number of pages.

The stages stand in `export`.  What is done with a page is done anywhere (`work`); what depends on the pages
before is decided here, in their order (`numbering`, `shelf`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

from catalog import gather
from catalog.codes import CODES
from catalog.diagnostics import Diagnostic, Place, finding
from catalog.export.classes import Unused
from catalog.export.numbering import Numbering
from catalog.export.plan import Job, Plan
from catalog.export.shelf import Receipt, Shelf, taken
from catalog.export.work import periodical
from catalog.export.workers import PLENTY, Workers
from catalog.output import Files, Printed
from catalog.readers.inputs import Input, load

if TYPE_CHECKING:
    from catalog.export.parts import Parts
    from catalog.register.register import Register

__all__ = ["Plan", "Receipt", "Tell", "export"]

Tell = Callable[[Iterable[Diagnostic], str], None]
"""Takes what was found on a page, and the name of the page."""


def export(
    sources: Iterable[Input | Diagnostic],
    plan: Plan,
    register: Register | None,
    files: Files | Printed,
    hire: Callable[[bool], Workers],
    tell: Tell,
    *,
    changes: bool = False,
    parts: Parts | None = None,
) -> Receipt:
    """Read pages and write records of their issues; give the receipt.

    `hire` gives those who do the work, and is told whether there is plenty of it.  With `changes` only new,
    changed and withdrawn records are written.  The files are put in their places, and the register keeps
    what was done, when all is there; neither if anything stood in the way.  Until then what is done is kept
    in `parts`, and found there.  Raises OSError when the register cannot be used.
    """
    numbering, shelf = Numbering(plan, register, changes=changes), Shelf(plan, files)
    unused = Unused(plan.context)
    pages, plenty = _looked_ahead(
        _loaded(sources, plan, files)
    )  # the bytes of each page, what was settled on it
    unread = False
    with parts.keeping(hire(plenty)) if parts else hire(plenty) as workers:
        read = workers.done(pages)  # its issues, and their records as those of new issues: anywhere
        ordered = numbering.ordered(read)  # each issue once, its control numbers and days: here
        written = workers.done(ordered)  # records that are numbered or dated otherwise: anywhere
        for job in written:  # into the files: here
            found = list(job.told)
            unread = unread or any(CODES[item.code].stops for item in found)
            for issue, orders, records, histories in taken(job):
                unused.take(issue.outline, orders.numbers)
                found += shelf.put(issue, orders, records)
                numbering.refused(histories, records)
            tell(found, job.name)
            if files.broken:
                break
    for latest, orders, histories in numbering.serials():
        records = periodical(latest, orders, plan)
        tell(shelf.add(records), "")
        numbering.refused(histories, records)
    receipt = shelf.receipt
    tell([*shelf.remarks.values(), *unused.findings()], "")
    if receipt.listings or not unread:  # pages without a listing are an answer, pages unread are none
        tell(shelf.end(), "")
    if not (receipt.files or receipt.rejected or changes):
        tell([finding("W703", Place("<stdout>" if plan.printed else plan.output))], "")
    tell(files.place(), "")
    if files.stopped:
        receipt.files = 0
        return receipt
    if register is not None and receipt.listings:
        tell(register.commit(), "")
    if parts is not None:
        parts.remove()
    return receipt


def _loaded(sources: Iterable[Input | Diagnostic], plan: Plan, files: Files | Printed) -> Iterator[Job]:
    """Load one page after the other; none of them is to be lost to what is written."""
    for source in sources:
        if isinstance(source, Diagnostic):
            yield Job("", told=(source,))
            continue
        if not source.url:
            files.reads(source.path)
        page, (data, findings) = None, load(source)
        if data is not None:
            page, faults = gather.page(data, source.name, plan.settings.corrections)
            findings += faults
        yield Job(source.name, page, told=tuple(findings))


def _looked_ahead(jobs: Iterator[Job]) -> tuple[Iterator[Job], bool]:
    """Tell whether there is plenty of work, and give all of it."""
    seen: list[Job] = []
    size = 0
    for job in jobs:
        seen.append(job)
        size += len(job.page.data) if job.page else 0
        if size >= PLENTY:
            return chain(seen, jobs), True
    return iter(seen), False
