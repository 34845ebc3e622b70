"""`catalog export`: pages in, records out."""

import contextlib
import os
from collections.abc import Iterable
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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

if TYPE_CHECKING:
    from catalog.diagnostics import Diagnostic
    from catalog.export.workers import Workers

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
    folder = output.endswith(("/", os.sep)) or (output != "-" and os.path.isdir(output))  # noqa: PTH112  # says no where Path raises
    from catalog.context import prepare
    from catalog.diagnostics import Place, finding
    from catalog.export import Plan
    from catalog.export import export as run
    from catalog.export.workers import StoppedError, hired
    from catalog.output import Files, Printed
    from catalog.readers import check_encoding
    from catalog.readers.inputs import check, found
    from catalog.register import FILE_NAME
    from catalog.register.lost import Earlier
    from catalog.writers import choose, misnamed

    names = None if formats is None else ",".join(formats)
    with usage_errors():
        choose(names, output, folder=folder)  # before anything else is said
        check_encoding(encoding)
        check(inputs or [], files_from)
        book_path = register or (Path(output, FILE_NAME) if folder and not no_register else None)
        if changes and book_path is None:
            raise ValueError("--changes needs a register: write into a folder, or give --register FILE.")
        if cluster:
            from catalog.export.cluster import Cluster, check_package

            check_package()
            if jobs:
                raise ValueError("--jobs is for this machine: give it, or --cluster.")
        if resume and output == "-":
            raise ValueError("--resume needs a file or a folder: standard output cannot be gone on with.")
        if verify:
            from catalog.verify import check_reader

            check_reader()
        if not (inputs or files_from) and not os.path.isdir(_SEEDS):  # noqa: PTH112
            raise ValueError("Give a page, a folder of pages, or - for standard input.")
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
    if resume or cluster:
        from catalog.export.parts import Parts, begun, place

        kept = place(output, folder=folder)
        options.setdefault("date", begun(kept))
    talk = talk_to(lang, quiet=quiet)
    context = talk.take(prepare(config, options))
    if context is None:
        raise typer.Exit(2)
    if context.settings.local:
        from catalog import ownfields

        if faults := ownfields.faults(context, config):
            talk.take((None, faults))
            raise typer.Exit(2)
    talk.levels = context.settings.levels
    with usage_errors():
        writers = choose(names, output, context.settings, folder=folder)
    talk.take((None, misnamed(writers, output, folder=folder)))
    earlier = Earlier(Path(output), book_path, [suffix for row in writers for suffix in row.suffixes])
    plan = Plan(
        context.settings,
        context.publications,
        tuple(row.name for row in writers),
        output,
        folder,
        encoding,
        registered=book_path is not None,
        verified=verify,
        file=context.file,
    )
    sources = found(inputs or ([] if files_from else [_SEEDS]), files_from=files_from)
    with contextlib.ExitStack() as opened:
        book = far = parts = None
        if cluster:
            far = talk.take(Cluster.connected(cluster))
            if far is None:
                finish(talk)
            opened.enter_context(far)
        if book_path is not None:
            from catalog.register.register import Register

            book = talk.take(Register.open(book_path, context.settings.date))
            if book is None:
                finish(talk)
            opened.enter_context(book)
        files = Printed() if output == "-" else opened.enter_context(Files(force=force, read_back=verify))

        for path in (files_from, context.file):
            if path and path != "-":
                files.reads(Path(path))
        if resume or (cluster and output != "-"):
            parts = talk.take(Parts.open(kept, plan))
            if parts is None:
                finish(talk)
            opened.enter_context(parts)

        def tell(findings: "Iterable[Diagnostic]", page: str) -> None:
            talk.take((None, findings))
            if page:
                talk.progress(next(pages), None, page)

        pages = count(1)

        def workers(plenty: bool) -> "Workers":
            return far.workers(plan) if far else hired(plan, jobs, plenty=plenty)

        try:
            receipt = run(sources, plan, book, files, workers, tell, changes=changes, parts=parts)
        except StoppedError as stopped:
            talk.take((None, [stopped.finding]))
            finish(talk)
        if parts is not None and parts.found:
            talk.take((None, [finding("W791", Place(str(kept)), count=parts.found)]))
    talk.take((None, earlier.replaced()))
    talk.exported(receipt, output, folder=folder)
    finish(talk, fail_on)
