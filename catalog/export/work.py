"""What is done with a page, wherever it is done: its issues are read, their records made and written.

`work` is a pure function: the same page, plan and orders give the same bytes in every process.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from catalog import gather
from catalog.context import Context
from catalog.diagnostics import Diagnostic, as_json
from catalog.export.plan import Done, Listed, Orders, Piece, Plan, Reading, Written
from catalog.gather import Page
from catalog.issue import Article, Issue, Section
from catalog.jsonline import one_line
from catalog.publication import Publication, numbered
from catalog.register.outline import outlined
from catalog.register.records import Withdrawn
from catalog.writers import Writer, by_name

REFUSALS = ("W704", "W708")
"""Findings that an entry was not written."""


def work(
    page: Page, plan: Plan, orders: Sequence[Orders | None] | None = None, *, guess: bool = True
) -> Done:
    """Read a page and write the records of its issues; see `read` and `write`."""
    return write(read(page, plan), plan, orders, guess=guess)


def read(page: Page, plan: Plan) -> Reading:
    """Read the issues that stand on a page."""
    issues, findings = gather.issues_on(page, plan.publications, plan.encoding)
    return Reading(tuple(issues), tuple(findings))


def write(
    reading: Reading, plan: Plan, orders: Sequence[Orders | None] | None = None, *, guess: bool = True
) -> Done:
    """Write the records of issues as ordered, none of an issue whose orders are None.

    Without orders they are written, or not, on the `guess` that all of them are new.
    """
    listed = []
    for place, issue in enumerate(reading.issues):
        publication = plan.context.publication(issue.publication)
        outline = outlined(issue, publication, plan.settings if plan.registered else None)
        given = orders[place] if orders is not None else Orders(outline.minted, {}) if guess else None
        written = _written(issue, publication, given, plan) if given is not None else None
        head = issue.model_copy(update={"sections": ()}) if plan.settings.host_records else None
        listed.append(
            Listed(outline, gather.label(issue), gather.content(issue), len(issue.lines), head, written)
        )
    return Done(tuple(listed), reading.findings)


def _written(issue: Issue, publication: Publication, orders: Orders, plan: Plan) -> Written:
    """Write the records of an issue in every format."""
    rows = [by_name(name) for name in plan.formats]
    minted = tuple([number for number, _, _ in numbered(issue, publication)])
    if minted != orders.numbers or not all(row.marc for row in rows):  # records of MARC mint them, too
        issue = with_numbers(issue, orders.numbers)
    context = plan.context._replace(dates=orders.dates, only=orders.only, taken=orders.taken)
    name = file_name(issue.year, issue.number)
    made: list[Piece] = []
    findings: list[Diagnostic] = []
    for row in rows:
        chosen = issue if row.marc or orders.only is None else selected(issue, orders.only)
        made += pieces(row, chosen, path_of(plan, row, publication.slug, name), context, plan, findings)
        if orders.withdrawn and row.marc:
            path = path_of(plan, row, publication.slug, name, deleted=True)
            gone, settled = deletions(issue, orders.withdrawn, context)
            made += pieces(row, gone, path, settled, plan, findings)
    lines: tuple[bytes, ...] = ()
    if any(item.code in REFUSALS for item in findings):
        lines = tuple(rejected(with_numbers(issue, orders.numbers), publication, findings))
    return _sorted(findings, issue, Written(orders, tuple(made), rejected=lines))


def periodical(issue: Issue, orders: Orders, plan: Plan) -> Written:
    """Write the record of a periodical, described from an issue, in every format that has one."""
    publication = plan.context.publication(issue.publication)
    context = plan.serials._replace(dates=orders.dates, only=orders.only)
    made: list[Piece] = []
    findings: list[Diagnostic] = []
    for row in map(by_name, plan.formats):
        if row.marc:
            path = path_of(plan, row, publication.slug, "serial")
            made += pieces(row, issue, path, context, plan, findings)
    return _sorted(findings, issue, Written(orders, tuple(made)))


def _sorted(findings: Sequence[Diagnostic], issue: Issue, written: Written) -> Written:
    """Sort what was found, once where several formats say the same, into entries and run."""
    said: list[Diagnostic] = []
    for item in findings:
        if item not in said:
            said.append(item)
    return written._replace(
        findings=tuple(item for item in said if item.place.file == issue.source.file),
        remarks=tuple(item for item in said if item.place.file != issue.source.file),
        refused=frozenset(item.place.record for item in said if item.code in REFUSALS),
    )


def file_name(year: int, number: int) -> str:
    """Name the file of an issue, without its suffix.

    >>> file_name(2025, 7)
    '2025-07'
    """
    return f"{year}-{number:02}"


def path_of(plan: Plan, row: Writer, slug: str, name: str, *, deleted: bool = False) -> Path:
    """Give the file for records: the target, or `<slug>/<name><suffix>` below it.

    Records to be deleted by have a file beside, `.deleted<suffix>`.
    """
    suffix = row.suffixes[0]
    path = plan.target
    if plan.folder:
        path = path / slug / f"{name}{suffix}"
    return path.with_name(f"{path.name.removesuffix(suffix)}.deleted{suffix}") if deleted else path


def pieces(
    row: Writer, issue: Issue, path: Path, context: Context, plan: Plan, findings: list[Diagnostic]
) -> Iterator[Piece]:
    """Write an issue in one format."""
    data = b"".join(row.write([issue], context, findings))
    if data and plan.verified:
        findings += row.verify(str(path), [issue], context, data)
    if data and not plan.folder:
        frame = row.frame(context)
        data = frame.within(data) if frame else _spooled(issue)
    if data:
        yield Piece(path, row.name, data)


def deletions(issue: Issue, withdrawn: Sequence[Withdrawn], context: Context) -> tuple[Issue, Context]:
    """Give an issue with the withdrawn articles alone, as records to be deleted by show them."""
    sections = tuple(
        Section(heading=one.heading, articles=(Article(id=one.number, title=one.title),)) for one in withdrawn
    )
    settings = context.settings.model_copy(update={"shape": "articles", "host_records": False})
    dates = {one.number: one.dates for one in withdrawn}
    return issue.model_copy(update={"sections": sections}), context._replace(
        settings=settings, dates=dates, only=None
    )


def with_numbers(issue: Issue, numbers: Sequence[str]) -> Issue:
    """Give the issue with these control numbers as the ids of its articles."""
    if all(article.id == number for article, number in zip(issue.articles, numbers, strict=True)):
        return issue
    left = iter(numbers)
    sections = tuple(
        section.model_copy(
            update={"articles": tuple(a.model_copy(update={"id": next(left)}) for a in section.articles)}
        )
        for section in issue.sections
    )
    return issue.model_copy(update={"sections": sections})


def selected(issue: Issue, numbers: frozenset[str]) -> Issue:
    """Give an issue with those articles alone that have one of these numbers."""
    sections = (
        section.model_copy(update={"articles": tuple(a for a in section.articles if a.id in numbers)})
        for section in issue.sections
    )
    return issue.model_copy(update={"sections": tuple(section for section in sections if section.articles)})


def rejected(issue: Issue, publication: Publication, findings: Sequence[Diagnostic]) -> Iterator[bytes]:
    """Write a line for each entry that some format does not have: its number, why, the entry itself."""
    reasons: dict[str, list[dict[str, object]]] = {}
    for item in findings:
        if item.code in REFUSALS:
            told = reasons.setdefault(item.place.record, [])
            told += [reason for reason in [as_json(item)] if reason not in told]
    for number, article, heading in numbered(issue, publication) if reasons else ():
        if number in reasons:
            row = {
                "record": number,
                "reasons": reasons[number],
                "publication": issue.publication,
                "year": issue.year,
                "number": issue.number,
                "heading": heading,
                "article": _described(article),
            }
            yield one_line(json.dumps(row, ensure_ascii=False)).encode() + b"\n"


def _spooled(issue: Issue) -> bytes:
    """Give an issue as JSON, to be set aside."""
    from catalog import model

    return model.Issue.of(issue).model_dump_json().encode()


def _described(article: Article) -> object:
    from catalog import model

    return model.Article.of(article).model_dump(mode="json")
