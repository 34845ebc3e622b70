"""`catalog validate`: files in, findings out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from catalog.cli.options import (
    Config,
    Encoding,
    FailOn,
    Lang,
    Quiet,
    finish,
    print_result,
    talk_to,
    usage_errors,
)

if TYPE_CHECKING:
    from catalog.diagnostics import Diagnostic


def validate(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", show_default=False)],
    form: Annotated[Literal["text", "json"], typer.Option("--format", help="Form of the report.")] = "text",
    config: Config = None,
    encoding: Encoding = None,
    fail_on: FailOn = "warning",
    lang: Lang = None,
    quiet: Quiet = False,
) -> None:
    """Check files: MARCXML, our JSON, or pages with listings, told apart by their content.

    FILE is a file, a folder of such files, or - for standard input.
    """
    from catalog import gather
    from catalog.console import report
    from catalog.context import prepare
    from catalog.diagnostics import levelled
    from catalog.export import WRITERS
    from catalog.readers import SUFFIXES, check_encoding
    from catalog.readers.inputs import find, load
    from catalog.validate import validate

    talk = talk_to(lang, quiet=quiet)
    with usage_errors():
        check_encoding(encoding)
    context = talk.take(prepare(config, {}))
    if context is None:
        raise typer.Exit(2)
    talk.levels = context.settings.levels

    def listing(data: bytes, name: str) -> list[Diagnostic]:
        return gather.read_page(data, name, context.publications, encoding, context.settings.corrections)[1]

    suffixes = (*SUFFIXES, *(suffix for row in WRITERS for suffix in row.suffixes))
    sources, findings = find(files, suffixes)
    for done, source in enumerate(sources):
        talk.progress(done, len(sources), source.name)
        data, found = load(source)
        findings += found if data is None else validate(data, source.name, listing)
    findings = levelled(findings, talk.levels)
    talk.findings += findings
    print_result(talk, report(findings, form, talk.language, quiet=quiet))
    talk.checked(len(sources))
    finish(talk, fail_on)
