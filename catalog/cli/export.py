"""`catalog export`: pages in, records out."""

import contextlib
import os
from collections.abc import Iterable
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple, TypeVar

import typer

from catalog.cli.options import (
    Config,
    Encoding,
    FailOn,
    FilesFrom,
    Lang,
    Quiet,
    finish,
    pairs,
    settings_of,
    talk_to,
    usage_errors,
)
from catalog.misuse import MisuseError

if TYPE_CHECKING:
    from catalog.console import Talk
    from catalog.context import Context
    from catalog.diagnostics import Diagnostic
    from catalog.export import Plan, Receipt, Tell
    from catalog.export.workers import Workers

T = TypeVar("T", bound="contextlib.AbstractContextManager[object]")

_SEEDS = "seeds"


def export(
    inputs: Annotated[list[str] | None, typer.Argument(metavar="[INPUT]...", show_default=False)] = None,
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            "-f",
            metavar="NAME[,NAME]",
            help="Formats; `catalog formats` lists them.  [default: by -o, else marcxml]",
        ),
    ] = None,
    output: Annotated[
        str,
        typer.Option(
            "--output", "-o", help="FILE: all in one; FOLDER/: a file per issue; -: standard output."
        ),
    ] = "output/",
    force: Annotated[bool, typer.Option("--force", help="Replace files of other origin or content.")] = False,
    target: Annotated[
        str | None, typer.Option("--target", help="System that shall load the records.")
    ] = None,
    dialect: Annotated[
        str | None, typer.Option("--dialect", help="marc21, cnmarc-nlc, cnmarc-calis.  [default: marc21]")
    ] = None,
    shape: Annotated[
        str | None, typer.Option("--shape", help="Records of: articles, issue, both.  [default: articles]")
    ] = None,
    hosts: Annotated[
        bool | None,
        typer.Option("--hosts", help="Also records of issues and periodicals.", show_default=False),
    ] = None,
    pinyin: Annotated[
        str | None, typer.Option("--pinyin", help="none, ala-lc, nlc, calis.  [default: none]")
    ] = None,
    to_encoding: Annotated[
        str | None, typer.Option("--to-encoding", help="utf-8, gb18030, gbk.  [default: utf-8]")
    ] = None,
    substitute: Annotated[
        list[str] | None,
        typer.Option("--substitute", metavar="CHAR=TEXT", help="What to write for a character it lacks."),
    ] = None,
    date: Annotated[
        str | None,
        typer.Option("--date", metavar="YYYY-MM-DD", help="Day the records are dated.  [default: today]"),
    ] = None,
    organisation: Annotated[
        str | None, typer.Option("--organisation", help="MARC organisation code of the library.")
    ] = None,
    newspaper: Annotated[
        str | None, typer.Option("--newspaper", help="Newspaper that printed the listings.")
    ] = None,
    register: Annotated[
        Path | None,
        typer.Option("--register", help="Register of control numbers.  [default: FOLDER/register.sqlite]"),
    ] = None,
    no_register: Annotated[
        bool, typer.Option("--no-register", help="Number the articles by their places alone.")
    ] = False,
    changes: Annotated[
        bool, typer.Option("--changes", help="Write only new, changed and withdrawn records.")
    ] = False,
    verify: Annotated[
        bool,
        typer.Option("--verify", help="Have a second reader compare the files with what they shall hold."),
    ] = False,
    settings: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="KEY=VALUE", help="Any other setting; see `catalog config`."),
    ] = None,
    files_from: FilesFrom = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs",
            "-j",
            metavar="N",
            min=1,
            help="Processes.  [default: as many as help]",
            show_default=False,
        ),
    ] = None,
    cluster: Annotated[
        str | None,
        typer.Option(
            "--cluster",
            metavar="ADDRESS",
            help="Work on a Dask cluster: tcp://host:8786, or its scheduler file.",
        ),
    ] = None,
    resume: Annotated[
        bool,
        typer.Option("--resume", help="Keep finished parts; go on where an interrupted run with it ended."),
    ] = False,
    config: Config = None,
    encoding: Encoding = None,
    fail_on: FailOn = "warning",
    lang: Lang = None,
    quiet: Quiet = False,
) -> None:
    """Read contents listings and write records.

    INPUT is a page of text or HTML, a folder of pages, our own JSON, or - for standard input; without any,
    the pages in seeds/ are read, where that folder is.  What is not given here comes from variables like
    CATALOG_ORGANISATION, else from catalog.toml: `catalog config` shows it.
    """
    asked = Asked(
        tuple(inputs or ()),
        files_from,
        None if formats is None else ",".join(formats),
        output,
        output.endswith(("/", os.sep)) or (output != "-" and os.path.isdir(output)),  # noqa: PTH112
        force=force,
        encoding=encoding,
        register=register,
        registers=not no_register,
        changes=changes,
        verify=verify,
        resume=resume,
        jobs=jobs,
        cluster=cluster,
    )
    with usage_errors():
        _check(asked)
        options = settings_of(
            settings,
            target=target,
            dialect=dialect,
            shape=shape,
            host_records=hosts,
            pinyin=pinyin,
            encoding=to_encoding,
            substitutes=pairs(substitute, "--substitute") or None,
            date=date,
            organisation=organisation,
            newspaper=newspaper,
        )
    talk = talk_to(lang, quiet=quiet)
    plan = _plan(asked, _context(asked, config, options, talk), talk)
    receipt = _run(asked, plan, talk)
    talk.exported(receipt, output, folder=asked.folder)
    finish(talk, fail_on)


class Asked(NamedTuple):
    """What the command line asks for beside settings: what to read, what to write where, and how.

    `formats` are names with commas between, `folder` tells that `output` is one.  `register` is the file that
    was named; `registers` tells that there may be one.
    """

    inputs: tuple[str, ...]
    files_from: str | None
    formats: str | None
    output: str
    folder: bool
    force: bool
    encoding: str | None
    register: Path | None
    registers: bool
    changes: bool
    verify: bool
    resume: bool
    jobs: int | None
    cluster: str | None

    @property
    def book(self) -> Path | None:
        """The register of control numbers, if there is to be one."""
        from catalog.register import FILE_NAME

        return self.register or (Path(self.output, FILE_NAME) if self.folder and self.registers else None)

    @property
    def kept(self) -> Path | None:
        """Where finished parts are kept, if they are."""
        if not self.resume and (self.cluster is None or self.output == "-"):
            return None
        from catalog.export.parts import place

        return place(self.output, folder=self.folder)


def _check(asked: Asked) -> None:
    """Raise LookupError or ValueError, with words for the user, for what makes no sense or cannot be had."""
    from catalog.readers import check_encoding
    from catalog.readers.inputs import check
    from catalog.writers import choose

    choose(asked.formats, asked.output, folder=asked.folder)
    check_encoding(asked.encoding)
    check(asked.inputs, asked.files_from)
    if asked.register and not asked.registers:
        raise MisuseError(
            "--register names a register, --no-register wants none: give one of them.",
            "--register 指定登记簿，--no-register 不用登记簿：只能给一个。",
        )
    if asked.changes and asked.book is None:
        raise MisuseError(
            "--changes needs a register: write into a folder, or give --register FILE.",
            "--changes 需要登记簿：请写入文件夹，或给出 --register 文件。",
        )
    if asked.cluster:
        from catalog.export.cluster import check_package

        check_package()
        if asked.jobs:
            raise MisuseError(
                "--jobs is for this machine: give it, or --cluster.",
                "--jobs 用于本机：它与 --cluster 只能给一个。",
            )
    if asked.resume and asked.output == "-":
        raise MisuseError(
            "--resume needs a file or a folder: standard output cannot be gone on with.",
            "--resume 需要文件或文件夹：标准输出无法续写。",
        )
    if asked.verify:
        from catalog.verify import check_reader

        check_reader()
    if not (asked.inputs or asked.files_from) and not os.path.isdir(_SEEDS):  # noqa: PTH112
        raise MisuseError(
            "Give a page, a folder of pages, or - for standard input.",
            "请给出一页、文件夹，或 -（标准输入）。",
        )


def _context(asked: Asked, config: Path | None, options: dict[str, object], talk: "Talk") -> "Context":
    """Read the settings, with the day of the run that is gone on with; what is wrong with them ends all."""
    from catalog.context import prepare

    if asked.kept:
        from catalog.export.parts import begun

        options.setdefault("date", begun(asked.kept))
    context = talk.take(prepare(config, options))
    if context is None:
        raise typer.Exit(2)
    if context.settings.local:
        from catalog import ownfields

        if faults := ownfields.faults(context, config):
            talk.take((None, faults))
            raise typer.Exit(2)
    talk.levels = context.settings.levels
    return context


def _plan(asked: Asked, context: "Context", talk: "Talk") -> "Plan":
    """Choose the formats, which the settings may name."""
    from catalog.export import Plan
    from catalog.writers import choose, misnamed

    with usage_errors():
        writers = choose(asked.formats, asked.output, context.settings, folder=asked.folder)
    talk.take((None, misnamed(writers, asked.output, folder=asked.folder)))
    return Plan(
        context.settings,
        context.publications,
        tuple(row.name for row in writers),
        asked.output,
        asked.folder,
        asked.encoding,
        registered=asked.book is not None,
        verified=asked.verify,
        file=context.file,
    )


def _run(asked: Asked, plan: "Plan", talk: "Talk") -> "Receipt":
    """Open what the run works with, and do the work; what cannot be opened ends it."""
    from catalog.diagnostics import Place, finding
    from catalog.export import export as run
    from catalog.export.workers import StoppedError, hired
    from catalog.output import Files, Printed
    from catalog.readers.inputs import found
    from catalog.register.lost import Earlier
    from catalog.writers import by_name

    suffixes = [suffix for name in plan.formats for suffix in by_name(name).suffixes]
    earlier = Earlier(plan.target, asked.book, suffixes)
    sources = found(asked.inputs or (() if asked.files_from else (_SEEDS,)), files_from=asked.files_from)
    with contextlib.ExitStack() as opened:

        def entered(result: "tuple[T | None, list[Diagnostic]]") -> T:
            value = talk.take(result)
            if value is None:
                finish(talk)
            opened.enter_context(value)
            return value

        book = far = parts = None
        if asked.cluster:
            from catalog.export.cluster import Cluster

            far = entered(Cluster.connected(asked.cluster))
        if asked.book:
            from catalog.register.register import Register

            book = entered(Register.open(asked.book, plan.settings.date))
        files = (
            Printed()
            if plan.printed
            else opened.enter_context(Files(force=asked.force, read_back=asked.verify))
        )
        for path in (asked.files_from, plan.file):
            if path and path != "-":
                files.reads(Path(path))
        if asked.kept:
            from catalog.export.parts import Parts

            parts = entered(Parts.open(asked.kept, plan))

        def workers(plenty: bool) -> "Workers":
            return far.workers(plan) if far else hired(plan, asked.jobs, plenty=plenty)

        try:
            receipt = run(
                sources, plan, book, files, workers, _tell(talk), changes=asked.changes, parts=parts
            )
        except StoppedError as stopped:
            talk.take((None, [stopped.finding]))
            finish(talk)
        if parts is not None and parts.found:
            talk.take((None, [finding("W791", Place(str(asked.kept)), count=parts.found)]))
    talk.take((None, earlier.replaced()))
    return receipt


def _tell(talk: "Talk") -> "Tell":
    """Make what tells of the findings of a page, and of the page itself once it is done."""
    pages = count(1)

    def tell(findings: "Iterable[Diagnostic]", page: str) -> None:
        talk.take((None, findings))
        if page:
            talk.progress(next(pages), None, page)

    return tell
