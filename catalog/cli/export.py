"""`catalog export`: pages in, records out."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from catalog.cli.options import (
    Config,
    Encoding,
    FailOn,
    Lang,
    Quiet,
    finish,
    pairs,
    settings_of,
    talk_to,
    usage_errors,
)


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
    verify: Annotated[
        bool,
        typer.Option("--verify", help="Have a second reader compare the files with what they shall hold."),
    ] = False,
    settings: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="KEY=VALUE", help="Any other setting; see `catalog config`."),
    ] = None,
    config: Config = None,
    encoding: Encoding = None,
    fail_on: FailOn = "warning",
    lang: Lang = None,
    quiet: Quiet = False,
) -> None:
    """Read contents listings and write records.

    INPUT is a page of text or HTML, a folder of pages, our own JSON, or - for standard input; without any,
    the pages in seeds/ are read.
    """
    folder = output.endswith(("/", os.sep)) or (output != "-" and os.path.isdir(output))  # noqa: PTH112  # says no where Path raises
    from catalog import gather, resources
    from catalog.context import prepare
    from catalog.diagnostics import Place, finding
    from catalog.export import choose, outputs
    from catalog.output import write, write_stdout
    from catalog.readers import check_encoding
    from catalog.readers.inputs import find, load, seeds

    with usage_errors():
        choose(",".join(formats or ()), output, folder=folder)  # before anything else is said
        check_encoding(encoding)
        if verify:
            from catalog.verify import check_reader

            check_reader()
        options = settings_of(settings) | {
            "target": target,
            "dialect": dialect,
            "shape": shape,
            "host_records": hosts,
            "pinyin": pinyin,
            "encoding": to_encoding,
            "substitutes": pairs(substitute, "--substitute") or None,
            "date": date,
            "organisation": organisation,
            "newspaper": newspaper,
        }
    talk = talk_to(lang, quiet=quiet)
    context = talk.take(prepare(config, options))
    if context is None:
        raise typer.Exit(2)
    talk.levels = context.settings.levels
    with usage_errors():
        writers = choose(",".join(formats or ()), output, context.settings, folder=folder)
    local = Path("seeds")
    default = local if local.is_dir() else resources.folder("seeds")
    sources = talk.take(find(inputs) if inputs else seeds(default))
    issues = []
    for done, source in enumerate(sources):
        talk.progress(done, len(sources), source.name)
        data = talk.take(load(source))
        if data is not None:
            issues += talk.take(
                gather.read(data, source.name, context.publications, encoding, context.settings.corrections)
            )
    issues = talk.take(gather.once(issues, context.publications))
    files = []
    if issues or not talk.refused():  # pages without a listing are an answer, pages unread are none
        files = talk.take(outputs(issues, writers, Path(output), context, folder=folder, verified=verify))
    if not files:
        talk.take((None, [finding("W703", Place("<stdout>" if output == "-" else output))]))
    written = talk.take(write_stdout(files) if output == "-" else write(files, force=force))
    talk.exported(issues, written, output, folder=folder)
    finish(talk, fail_on)
