"""Exports of issues that a test has at hand."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from catalog.context import Context
from catalog.diagnostics import Diagnostic, Place
from catalog.export import Plan, Receipt, export
from catalog.export.workers import Here
from catalog.formats import issuefile
from catalog.gather import Once, content, label
from catalog.issue import Issue
from catalog.output import Files
from catalog.publication import by_name
from catalog.readers.inputs import Input


def exported(
    issues: Iterable[Issue], formats: str, target: Path, context: Context, work: Path, *, folder: bool
) -> tuple[Receipt, list[Diagnostic]]:
    """Export issues as issue files have them, one each, which lie in the folder `work`."""
    work.mkdir(exist_ok=True)
    sources = []
    for number, issue in enumerate(issues):
        page = work / f"{number}.json"
        page.write_bytes(b"".join(issuefile.write([issue], context, [])))
        sources.append(Input(str(page), page))
    plan = Plan(context.settings, context.publications, tuple(formats.split(",")), str(target), folder)
    findings: list[Diagnostic] = []
    with Files() as files:
        receipt = export(
            sources, plan, None, files, lambda _: Here(plan), lambda found, name: findings.extend(found)
        )
    return receipt, findings


def once(issues: Iterable[Issue], context: Context) -> Iterator[Issue | Diagnostic]:
    """Give each issue the first time, and what is said of its copies."""
    met = Once()
    for issue in issues:
        profile = by_name(issue.publication, context.publications)
        assert profile is not None
        key = f"{profile.code} {issue.year} {issue.number}"
        place = Place(issue.source.file, issue.source.line)
        yield met.again(key, label(issue), place, content(issue)) or issue
