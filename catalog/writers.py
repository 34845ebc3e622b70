"""Output formats, one row each."""

import os
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

from catalog.config.settings import Settings
from catalog.context import Context
from catalog.diagnostics import Diagnostic, Place, finding
from catalog.issue import Issue
from catalog.marc.containers import CONTAINERS, Container
from catalog.misuse import MisuseError
from catalog.output import Frame
from catalog.readers.inputs.input import Wanted


class Writer(NamedTuple):
    """An output format.

    `suffixes` are those of its files, the first is the one given to new files.  `marc` tells whether it
    holds MARC records, of which there may be some for issues and periodicals.  `is_read` tells whether
    `catalog convert` reads it again, `is_judged` whether `catalog validate` knows what it should be.
    `module`, in catalog.formats, does the work, and is imported when it is first wanted.
    """

    name: str
    aliases: tuple[str, ...]
    suffixes: tuple[str, ...]
    media_type: str
    module: str
    marc: bool = False
    is_read: bool = False
    is_judged: bool = False

    def write(self, issues: Iterable[Issue], context: Context, findings: list[Diagnostic]) -> Iterator[bytes]:
        """Write issues of publications that have a profile, a piece of the file at a time.

        What there is to say is added to the findings.
        """
        container = (self.name,) if self.marc else ()
        written: Iterator[bytes] = self._module().write(issues, context, findings, *container)
        return written

    def frame(self, context: Context) -> Frame | None:
        """Give what stands around the issues in a file; None where a file is not made of such pieces."""
        container = (self.name,) if self.marc else ()
        around: Frame | None = self._module().frame(context, *container)
        return around

    def issues_in(self, data: bytes, context: Context) -> frozenset[str] | None:
        """Name the issues that a file holds, None when this program did not write it."""
        if self.marc:  # whose numbers are searched for, in a file that need not be in memory
            held: frozenset[str] | None = self._module().issues_in(data, context, self.name)
        else:
            held = self._module().issues_in(bytes(data))
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


def _of_container(row: Container) -> Writer:
    return Writer(row.name, row.aliases, row.suffixes, row.media_type, "marc", True, True, True)


WRITERS: tuple[Writer, ...] = (
    *map(_of_container, CONTAINERS),
    Writer("json", (), (".json",), "application/json", "issuefile", is_read=True, is_judged=True),
    Writer("jsonl", (), (".jsonl",), "application/x-ndjson", "jsonl", is_read=True, is_judged=True),
    Writer("csv", (), (".csv",), "text/csv", "csv"),
    Writer(
        "xlsx", ("excel",), (".xlsx",),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx",
    ),
    Writer("mods", (), (".mods", ".mods.xml"), "application/mods+xml", "mods", is_judged=True),
    Writer("csl", ("csljson",), (".csl.json", ".csl"), "application/vnd.citationstyles.csl+json", "csl"),
    Writer("ris", (), (".ris",), "application/x-research-info-systems", "ris"),
)  # fmt: skip

REJECTED = "rejected.jsonl"
"""The end of the name of the file beside an export that tells which entries are not in it, and why."""
_REJECTED = (f"/{REJECTED}", f".{REJECTED}")


def wanted(rows: Iterable[Writer], suffixes: tuple[str, ...] = ()) -> Wanted:
    """Say under which names a folder is searched for files of these formats, and with these suffixes.

    >>> found = wanted(row for row in WRITERS if row.is_judged)
    >>> found.has("2025-11.json"), found.has("2025-11.csl.json"), found.has("rejected.jsonl")
    (True, False, False)
    """
    chosen = list(rows)
    found = tuple(dict.fromkeys((*suffixes, *(suffix for row in chosen for suffix in row.suffixes))))
    others = (suffix for row in WRITERS if row not in chosen for suffix in row.suffixes)
    return Wanted(found, (*(suffix for suffix in others if suffix.endswith(found)), *_REJECTED))


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
    for a dialect that the format cannot hold, where the output is one file and the formats are several, and
    for a file whose suffix is that of no format where nobody else says one.
    """
    if not output:
        raise MisuseError(
            "-o needs a name: a file, a folder that ends with /, or -.",
            "-o 需要名称：文件、以 / 结尾的文件夹，或 -。",
        )
    if folder and (file := _in_the_way(Path(output))):
        raise MisuseError(
            f"{file} is a file and no folder: give another folder with -o.",
            f"{file} 是文件，不是文件夹：请用 -o 另指文件夹。",
        )
    dialect = settings.dialect if settings else ""
    fit = [row for row in WRITERS if row.name != "marcxml" or not dialect.startswith("cnmarc")]
    if names is None:
        suffixed = [] if folder else _by_suffix(output, fit)
        if settings and not settings.format and not folder:
            _promise(output)
        names = (settings.format if settings and not suffixed else None) or (suffixed or fit)[0].name
    chosen = {row.name: row for row in map(by_name, names.split(","))}
    if unfit := [row.name for row in chosen.values() if row not in fit]:
        raise MisuseError(
            f"{unfit[0]} is for MARC 21 alone: give marcxchange for {dialect}.",
            f"{unfit[0]} 只用于 MARC 21：{dialect} 请用 marcxchange。",
        )
    if len(chosen) > 1 and not folder:
        raise MisuseError(
            f"{' and '.join(chosen)} do not go into one file: end -o with / for a folder.",
            f"{'、'.join(chosen)} 不能写入同一文件：-o 以 / 结尾即写入文件夹。",
        )
    for row in chosen.values():
        row.require()
    return list(chosen.values())


def by_suffix(output: str) -> Writer:
    """Give the format of a file's suffix; raises LookupError, with words for the user, where none has it."""
    _promise(output)
    if found := _by_suffix(output, WRITERS):
        return found[0]
    raise MisuseError(
        f"Say with --format what to write: {_names(' or ')}.", f"请用 --format 指明格式：{_names()}。"
    )


def _promise(output: str) -> None:
    """Raise LookupError, with words for the user, for a suffix that no format has."""
    suffix = Path(output).suffix
    if suffix and not _by_suffix(output, WRITERS):
        raise MisuseError(
            f"No format has the suffix {suffix}: give one with --format, {_names(' or ')}.",
            f"没有格式用后缀 {suffix}：请用 --format 指明 {_names()}。",
        )


def _names(last: str = "、") -> str:
    """List the formats, in Chinese or, with a word before the last, in English."""
    names = [row.name for row in WRITERS]
    return "、".join(names) if last == "、" else ", ".join(names[:-1]) + last + names[-1]


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
    raise MisuseError(
        f"There is no format {wanted!r}: give {_names(' or ')}.", f"没有格式 {wanted!r}：可用 {_names()}。"
    )


def _by_suffix(output: str, rows: Iterable[Writer]) -> list[Writer]:
    """Give the formats whose files end so, those with the longest suffix first: .csl.json before .json."""
    found = [
        (-len(suffix), row) for row in rows for suffix in row.suffixes if output.lower().endswith(suffix)
    ]
    return [row for _, row in sorted(found, key=itemgetter(0))]
