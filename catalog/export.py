"""Output formats, one row each, and the files that an export consists of."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from importlib import import_module
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

from catalog.config import Settings
from catalog.context import Context
from catalog.diagnostics import Diagnostic, Place, as_json, finding
from catalog.formats import classes
from catalog.marc.containers import CONTAINERS
from catalog.model import Issue
from catalog.output import Output
from catalog.publication import Publication, numbered

REJECTED = "rejected.jsonl"
"""The file beside an export that tells which entries are not in it, and why."""
REFUSALS = ("W704", "W708")
"""Findings that an entry was not written."""


class Writer(NamedTuple):
    """An output format.

    `suffixes` are those of its files, the first is the one given to new files.  `marc` tells whether it
    holds MARC records, of which there may be some for issues and periodicals.  `module`, in
    catalog.formats, does the work, and is imported when it is first wanted.
    """

    name: str
    aliases: tuple[str, ...]
    suffixes: tuple[str, ...]
    media_type: str
    module: str
    marc: bool = False

    def write(self, issues: Iterable[Issue], context: Context, findings: list[Diagnostic]) -> Iterator[bytes]:
        """Write issues of publications that have a profile, a piece of the file at a time.

        What there is to say is added to the findings.
        """
        container = (self.name,) if self.marc else ()
        written: Iterator[bytes] = self._module().write(issues, context, findings, *container)
        return written

    def issues_in(self, data: bytes, context: Context) -> frozenset[str] | None:
        """Name the issues that a file holds, None when this program did not write it."""
        about = (context, self.name) if self.marc else ()
        held: frozenset[str] | None = self._module().issues_in(data, *about)
        return held

    def require(self) -> None:
        """Raise LookupError, with words for the user, when a package that the format needs is missing."""
        if hasattr(self._module(), "require"):
            self._module().require()

    def verify(self, file: str, issues: Iterable[Issue], context: Context, data: bytes) -> list[Diagnostic]:
        """Have validate judge a file, and a second reader compare it with what was to be written, if any."""
        from catalog import judged

        if self.name in judged.JSON:
            return judged.errors(data, self.name, context.settings, file)
        if not self.marc:
            return [finding("W781", Place(file), container=self.name)]
        from catalog.formats.marc import records
        from catalog.verify import verify

        encoding = context.settings.encoding
        said = judged.errors(data, self.name, context.settings, file)
        return said + verify(data, self.name, list(records(issues, context, [])), encoding, file)

    def _module(self) -> Any:
        return import_module(f"catalog.formats.{self.module}")


WRITERS: tuple[Writer, ...] = (
    *(Writer(row.name, row.aliases, row.suffixes, row.media_type, "marc", marc=True) for row in CONTAINERS),
    Writer("json", (), (".json",), "application/json", "issuefile"),
    Writer("jsonl", (), (".jsonl",), "application/x-ndjson", "jsonl"),
    Writer("csv", (), (".csv",), "text/csv", "csv"),
    Writer(
        "xlsx", ("excel",), (".xlsx",),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx",
    ),
    Writer("mods", (), (".mods", ".mods.xml"), "application/mods+xml", "mods"),
    Writer("csl", ("csljson",), (".csl.json", ".csl"), "application/vnd.citationstyles.csl+json", "csl"),
    Writer("ris", (), (".ris",), "application/x-research-info-systems", "ris"),
)  # fmt: skip


def outputs(
    issues: Sequence[Issue],
    writers: Sequence[Writer],
    target: Path,
    context: Context,
    *,
    folder: bool,
    verified: bool = False,
    withdrawn: Sequence[Issue] = (),
) -> tuple[list[Output], list[Diagnostic]]:
    """Give the files to write: `target` itself, or `<slug>/<year>-<number><suffix>` below it for an issue.

    In a folder, records of the periodicals, where they are wanted, have files of their own,
    `<slug>/serial<suffix>`.  A file may hold nothing; then there is none.  Entries that could not be
    written are in `rejected.jsonl`, which goes when there are none.  With `verified`, a second reader will
    compare each file of records with what was to be written.  The `withdrawn` articles of issues get
    records to be deleted by, in files of their own, `.deleted<suffix>`.
    """
    made: list[Output] = []
    findings: list[Diagnostic] = []
    chosen = issues if context.only is None else [_selected(issue, context.only) for issue in issues]
    for row in writers:
        files = _files(issues if row.marc else chosen, row, target, context, folder=folder)
        deletes = list(_deletes(withdrawn, row, target, context, folder=folder))
        made += _outdated(issues, deletes, row, target, context, folder=folder)
        for path, share, part in (*files, *deletes):
            more: list[Diagnostic] = []
            data = b"".join(row.write(share, part, more))
            # What is said of the settings is said once, not for every file.
            findings += [item for item in more if item not in findings]
            if data:
                check = partial(row.verify, str(path), share, part) if verified else None
                made.append(Output(path, data, partial(row.issues_in, context=context), check))
    findings += classes.unused(issues, context)
    if str(target) != "-":
        beside = target / REJECTED if folder else target.with_name(f"{target.stem}.{REJECTED}")
        made.append(Output(beside, _rejected(issues, findings, context), _ours))
    return made, findings


def misnamed(writers: Sequence[Writer], output: str, *, folder: bool) -> list[Diagnostic]:
    """Say that a file of one format gets a name that those of another have (W744)."""
    row = writers[0]
    others = [] if folder else _by_suffix(output, WRITERS)
    if not others or output.lower().endswith(row.suffixes):
        return []
    suffix = next(suffix for suffix in others[0].suffixes if output.lower().endswith(suffix))
    return [finding("W744", Place(output), suffix=suffix, format=row.name, wanted=row.suffixes[0])]


def choose(names: str | None, output: str, settings: Settings | None = None, *, folder: bool) -> list[Writer]:
    """Choose formats: those named, with commas between, else that of the output's suffix, else the settings'.

    A suffix that MARCXML and MarcXchange share is that of the one that the dialect goes into.  Raises
    LookupError, with words for the user, for a name that no format has, for an output without a name,
    for a dialect that the format cannot hold, and where the output is one file and the formats are several.
    """
    if not output:
        raise LookupError("-o needs a name: a file, a folder that ends with /, or -.")
    if folder and (file := _in_the_way(Path(output))):
        raise LookupError(f"{file} is a file and no folder: give another folder with -o.")
    dialect = settings.dialect if settings else ""
    fit = [row for row in WRITERS if row.name != "marcxml" or not dialect.startswith("cnmarc")]
    if names is None:
        suffixed = [] if folder else _by_suffix(output, fit)
        names = (settings.format if settings and not suffixed else None) or (suffixed or fit)[0].name
    chosen = {row.name: row for row in map(by_name, names.split(","))}
    if unfit := [row.name for row in chosen.values() if row not in fit]:
        raise LookupError(f"{unfit[0]} is for MARC 21 alone: give marcxchange for {dialect}.")
    if len(chosen) > 1 and not folder:
        raise LookupError(f"{' and '.join(chosen)} do not go into one file: end -o with / for a folder.")
    for row in chosen.values():
        row.require()
    return list(chosen.values())


def _in_the_way(folder: Path) -> Path | None:
    """Find a file where there should be a folder."""
    there = next((path for path in (folder, *folder.parents) if os.path.lexists(path)), folder)
    return there if os.path.isfile(there) else None  # noqa: PTH113  # says no where Path raises


def by_name(name: str) -> Writer:
    """Give the format of this name or alias; raises LookupError, with words for the user."""
    wanted = name.strip().lower()
    for row in WRITERS:
        if wanted in (row.name, *row.aliases):
            return row
    *names, last = (row.name for row in WRITERS)
    raise LookupError(f"There is no format {wanted!r}: give {', '.join(names)} or {last}.")


def _by_suffix(output: str, rows: Iterable[Writer]) -> list[Writer]:
    """Give the formats whose files end so, those with the longest suffix first: .csl.json before .json."""
    found = [
        (-len(suffix), row) for row in rows for suffix in row.suffixes if output.lower().endswith(suffix)
    ]
    return [row for _, row in sorted(found, key=itemgetter(0))]


def _files(
    issues: Sequence[Issue], writer: Writer, target: Path, context: Context, *, folder: bool
) -> Iterator[tuple[Path, Sequence[Issue], Context]]:
    """Give the files of one format: where, which issues it is made from, what of them it has."""
    if not folder:
        yield target, issues, context
        return
    suffix = writer.suffixes[0]
    shares: dict[str, list[Issue]] = {}
    for issue in issues:
        slug = _profile(issue, context).slug
        shares.setdefault(slug, []).append(issue)
        path = target / slug / f"{issue.year}-{issue.number:02}{suffix}"
        yield path, [issue], context._replace(levels=frozenset(("issue",)))
    if writer.marc and context.settings.host_records:
        for slug, share in shares.items():
            yield target / slug / f"serial{suffix}", share, context._replace(levels=frozenset(("serial",)))


def _deletes(
    withdrawn: Sequence[Issue], writer: Writer, target: Path, context: Context, *, folder: bool
) -> Iterator[tuple[Path, Sequence[Issue], Context]]:
    """Give the files of one format with the records of withdrawn articles: leader/05 `d`."""
    if not withdrawn or not writer.marc:
        return
    settings = context.settings.model_copy(update={"shape": "articles", "host_records": False})
    context = context._replace(settings=settings, only=None)
    for path, share, part in _files(withdrawn, writer, target, context, folder=folder):
        stem = path.name.removesuffix(writer.suffixes[0])
        yield path.with_name(f"{stem}.deleted{writer.suffixes[0]}"), share, part


def _outdated(
    issues: Sequence[Issue],
    deletes: Iterable[tuple[Path, Sequence[Issue], Context]],
    writer: Writer,
    target: Path,
    context: Context,
    *,
    folder: bool,
) -> list[Output]:
    """Let files of deletes go that an earlier export of these issues left and nothing is withdrawn for."""
    kept = {path for path, _, _ in deletes}
    plain = context._replace(only=None)
    earlier = (path for path, _, _ in _deletes(issues, writer, target, plain, folder=folder))
    held = partial(writer.issues_in, context=context)
    return [Output(path, b"", held) for path in earlier if str(target) != "-" and path not in kept]


def _selected(issue: Issue, numbers: frozenset[str]) -> Issue:
    """Give an issue with those articles alone that have one of these numbers."""
    sections = (
        section.model_copy(update={"articles": tuple(a for a in section.articles if a.id in numbers)})
        for section in issue.sections
    )
    return issue.model_copy(update={"sections": tuple(section for section in sections if section.articles)})


def _profile(issue: Issue, context: Context) -> Publication:
    return context.publication(issue.publication)


def _rejected(issues: Iterable[Issue], findings: Iterable[Diagnostic], context: Context) -> bytes:
    """Write a line for each entry that some format does not have: its number, why, the entry itself."""
    reasons: dict[str, list[dict[str, object]]] = {}
    for item in findings:
        if item.code in REFUSALS:
            reasons.setdefault(item.place.record, []).append(as_json(item))
    rows = (
        {
            "record": number,
            "reasons": reasons[number],
            "publication": issue.publication,
            "year": issue.year,
            "number": issue.number,
            "heading": heading,
            "article": article.model_dump(mode="json"),
        }
        for issue in (issues if reasons else ())
        for number, article, heading in numbered(issue, _profile(issue, context))
        if number in reasons
    )
    return b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)


def _ours(data: bytes) -> frozenset[str] | None:
    """Tell a file of rejected entries, which holds no issue."""
    try:
        rows = [json.loads(line) for line in data.splitlines()]
        return frozenset() if all(row["reasons"] for row in rows) else None
    except (ValueError, LookupError, TypeError, RecursionError):
        return None
