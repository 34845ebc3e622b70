"""`catalog export`: pages in, records out."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from catalog.cli.options import Config, Encoding, FailOn, Lang, Quiet, finish, talk_to, usage_errors


def export(
    inputs: Annotated[list[str] | None, typer.Argument(metavar="[INPUT]...", show_default=False)] = None,
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--format", "-f", metavar="NAME[,NAME]", help="marcxml, json.  [default: by -o, else marcxml]"
        ),
    ] = None,
    output: Annotated[
        str,
        typer.Option(
            "--output", "-o", help="FILE: all in one; FOLDER/: a file per issue; -: standard output."
        ),
    ] = "output/",
    force: Annotated[bool, typer.Option("--force", help="Replace files of other origin or content.")] = False,
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
        writers = choose(",".join(formats or ()), output, folder=folder)
        check_encoding(encoding)
    talk = talk_to(lang, quiet=quiet)
    options = {"date": date, "organisation": organisation, "newspaper": newspaper}
    context = talk.take(prepare(config, options))
    if context is None:
        raise typer.Exit(2)
    talk.levels = context.settings.levels
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
        files = talk.take(outputs(issues, writers, Path(output), context, folder=folder))
    if not files:
        talk.take((None, [finding("W703", Place("<stdout>" if output == "-" else output))]))
    written = talk.take(write_stdout(files) if output == "-" else write(files, force=force))
    talk.exported(issues, written, output, folder=folder)
    finish(talk, fail_on)
