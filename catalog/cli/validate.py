"""`catalog validate`: files in, findings out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

import typer

from catalog.cli.options import (
    Config,
    FailOn,
    FilesFrom,
    Lang,
    Quiet,
    finish,
    talk_to,
    usage_errors,
)
from catalog.misuse import MisuseError

if TYPE_CHECKING:
    from catalog.console import Talk
    from catalog.context import Context
    from catalog.diagnostics import Diagnostic
    from catalog.output import Held
    from catalog.readers.inputs import Input, Wanted
    from catalog.reports import Findings, Report
    from catalog.validate import Listing
    from catalog.validate.rules import Library, Survey

Form = Literal["text", "json", "jsonl", "csv", "sarif", "html"]
_PIECE = 1 << 16


def validate(
    files: Annotated[list[str] | None, typer.Argument(metavar="[FILE]...", show_default=False)] = None,
    form: Annotated[
        Form | None, typer.Option("--format", help="Form of the report.  [default: by -o, else text]")
    ] = None,
    output: Annotated[
        str,
        typer.Option("--output", "-o", help="FILE of the report, with --fix the new file; -: stdout."),
    ] = "-",
    target: Annotated[
        str | None,
        typer.Option(
            "--target", metavar="NAME", help="Say what this system stumbles over.  [default: as configured]"
        ),
    ] = None,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show what --fix would change in files of records; write nothing.")
    ] = False,
    fix: Annotated[
        bool,
        typer.Option("--fix", help="Write the records, mended, to -o; report repairs and what is left."),
    ] = False,
    each: Annotated[
        bool, typer.Option("--all", help="Show each finding in text and HTML, also where they are alike.")
    ] = False,
    ignore: Annotated[
        list[str] | None,
        typer.Option("--ignore", metavar="CODE[,CODE]", help="Findings to leave out, by code or name."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file of other origin.")] = False,
    files_from: FilesFrom = None,
    config: Config = None,
    encoding: Annotated[
        str | None,
        typer.Option(
            "--encoding",
            help="Encoding of pages, and of records not in UTF-8.  [default: told from the bytes]",
        ),
    ] = None,
    fail_on: FailOn = "warning",
    exit_zero: Annotated[
        bool, typer.Option("--exit-zero", help="Exit with 0 whatever is found in what can be read.")
    ] = False,
    lang: Lang = None,
    quiet: Quiet = False,
) -> None:
    """Check files: will they load, and are they right?

    FILE is a file, a folder or an archive of such files, or - for standard input; what it holds is told
    by its content: MARC records (MARCXML, MarcXchange, ISO 2709, MARCMaker, MARC-in-JSON), MODS, our JSON, or
    a page of text or HTML with listings.  Repairs are those that cannot lose anything; there are none for
    our JSON and for listings.
    """
    from catalog.cli import repair
    from catalog.context import prepare
    from catalog.diagnostics import each_levelled, levelled
    from catalog.readers.inputs import Input, find, found
    from catalog.reports import Findings, View, by_name, pieces
    from catalog.validate import conclude

    talk = talk_to(lang, quiet=quiet)
    with usage_errors():
        _check(files, files_from, encoding, output, target)
        ignored = _codes(ignore or ())
        _agree(form, output, target, diff=diff, fix=fix)
        report = by_name(form, "-" if fix else output)
    context = talk.take(prepare(config, {}))
    if context is None:
        raise typer.Exit(2)
    talk.levels = {**context.settings.levels, **dict.fromkeys(ignored, "off")}
    checking = _checking(context, target, encoding)
    looked_for = _looked_for()
    if diff or fix:
        named, faults = find(files or [], looked_for, files_from)
        talk.take((None, faults))
        if diff:
            repair.show(talk, named, encoding, fails=not exit_zero and fail_on != "never")
    report_file = None if output == "-" or fix else Path(output).resolve()  # of the run before
    kept: list[Path] = []  # what is read, and no report that a new one may replace
    done = 0
    with Findings(quiet=quiet) as findings:
        sources: Iterable[Input | Diagnostic] = found(files or [], looked_for, files_from)
        if fix:
            if not repair.mend(talk, named, findings, encoding, output, force=force):
                finish(talk, fail_on)
            sources = [Input(output, Path(output))] if Path(output).is_file() else []
        for source in sources:
            if isinstance(source, Input):
                if report_file and source.path and source.path.resolve() == report_file:
                    kept += [] if _is_report(source, report.ours) else [source.path]
                    continue
                talk.progress(done, None, source.name)
                done += 1
                findings.add(each_levelled(_told(source, checking, findings), talk.levels))
            else:
                findings.add(levelled([source], talk.levels))
        findings.add(levelled(conclude(checking.survey, checking.library), talk.levels))
        to_stdout = fix or output == "-"
        made = pieces(report, findings, View(talk.language, done, each, alone=not to_stdout))
        if to_stdout:
            _print(talk, made)
        else:
            _write(talk, report, made, output, force=force, read=kept)
    before = talk.severities
    talk.count(findings.first.values())
    talk.checked(done, {name: before[name] + number for name, number in findings.counts.items()})
    finish(talk, "never" if exit_zero else fail_on)


class Checking(NamedTuple):
    """What files are checked with: a reader of listings, the library, what all have seen, an encoding."""

    listing: Listing
    library: Library
    survey: Survey
    encoding: str | None


def _checking(context: Context, target: str | None, encoding: str | None) -> Checking:
    """Put together what files are checked with, for a target if one is named."""
    from catalog import gather
    from catalog.validate import library
    from catalog.validate.rules import Survey

    once, corrections = gather.Once(), context.settings.corrections

    def listing(data: bytes, name: str) -> list[Diagnostic]:
        return gather.check_page(data, name, context.publications, once, encoding, corrections)

    known = library.of(context.settings)
    return Checking(listing, known.for_target(target) if target else known, Survey(), encoding)


def _looked_for() -> Wanted:
    """Say what is looked for in a folder."""
    from catalog.readers import SUFFIXES
    from catalog.writers import WRITERS, wanted

    return wanted((row for row in WRITERS if row.is_judged), SUFFIXES)


def _told(source: Input, checking: Checking, findings: Findings) -> Iterator[Diagnostic]:
    """Check an input as it is read; what is no file of records is read whole, up to a limit."""
    from catalog.readers.inputs import opened, rest, unreadable
    from catalog.reports import listings
    from catalog.validate import Ahead, checked, is_streamed

    try:
        with opened(source) as file:
            stream = Ahead(file)
            if is_streamed(stream.head, source.name):
                yield from checked(stream, source.name, *checking)
                return
            data, faults = rest(stream, source.name)
        yield from faults
        if data is not None:
            issues = listings.parsed(data)
            findings.listings |= listings.articles(issues)
            yield from listings.traced(checked(Ahead(BytesIO(data)), source.name, *checking), issues)
    except OSError as error:
        yield unreadable(source.name, error)


def _is_report(source: Input, ours: Held) -> bool:
    """Tell a report of a run before; what cannot be read is not one."""
    from catalog.readers.inputs import load

    data, _ = load(source)
    return data is not None and ours(data) is not None


def _check(
    files: list[str] | None, files_from: str | None, encoding: str | None, output: str, target: str | None
) -> None:
    """Raise LookupError or ValueError, with words for the user, for what cannot be read, or is not there."""
    from catalog import targets
    from catalog.readers import check_encoding
    from catalog.readers.inputs import check

    check_encoding(encoding)
    if not files and not files_from:
        raise MisuseError(
            "Give a FILE, a folder, - for standard input, or --files-from LIST.",
            "请给出文件、文件夹、-（标准输入），或 --files-from 清单。",
        )
    check(files or [], files_from)
    if not output:
        raise MisuseError("-o needs a name, or - for standard output.", "-o 需要名称，或 -（标准输出）。")
    if target:
        targets.load(target)


def _agree(form: Form | None, output: str, target: str | None, *, diff: bool, fix: bool) -> None:
    """Raise ValueError, with words for the user, for options that make no sense together."""
    if diff and fix:
        raise MisuseError(
            "--diff shows what --fix would do: give first the one, then the other.",
            "--diff 显示 --fix 将作的修改：请先用前者，再用后者。",
        )
    if diff and (form or target or output != "-"):
        raise MisuseError(
            "--diff prints changes and no report: give it without --format, --target and -o.",
            "--diff 只列修改，不出报告：请勿同时给出 --format、--target、-o。",
        )
    if fix and output == "-":
        raise MisuseError(
            "--fix needs -o with the name of the new file; the report goes to standard output.",
            "--fix 需要用 -o 给出新文件的名称；报告写到标准输出。",
        )


def _codes(values: Iterable[str]) -> list[str]:
    """Read CODE[,CODE]; raises LookupError or ValueError, with words for the user."""
    from catalog.codes import CODES

    names = {name: row for row in CODES.values() for name in (row.code.lower(), row.slug)}
    codes = []
    for value in ",".join(values).split(",") if values else ():
        row = names.get(value.strip().lower())
        if row is None:
            raise MisuseError(
                f"There is no finding {value.strip()!r}: catalog codes lists them all.",
                f"没有提示 {value.strip()!r}：catalog codes 列出全部。",
            )
        if row.stops:
            raise MisuseError(
                f"{row.code} {row.slug} stops the work and cannot be ignored.",
                f"{row.code} {row.slug} 会中止工作，不能略去。",
            )
        codes.append(row.code)
    return codes


def _print(talk: Talk, made: Iterable[bytes]) -> None:
    """Print a report in large pieces, as long as anybody reads it."""
    from catalog.output import print_bytes

    waiting = b""
    for piece in made:
        waiting += piece
        if len(waiting) >= _PIECE:
            if failed := print_bytes(waiting):
                talk.take((None, failed))
                return
            waiting = b""
    talk.take((None, print_bytes(waiting)))


def _write(
    talk: Talk, report: Report, made: Iterable[bytes], output: str, *, force: bool, read: Iterable[Path]
) -> None:
    """Write a report into a file, in whose place only another report may stand."""
    from catalog.output import Output, write

    file = Output(Path(output), b"".join(made), report.ours, may_be_empty=True)
    if talk.take(write([file], force=force, read=read)):
        talk.wrote(output)
