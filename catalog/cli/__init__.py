"""The command line: results to standard output, talk to standard error, no traceback for anybody.

Exit codes: 0 clean, 1 findings, 2 wrong usage or configuration, 3 unreadable input or refused output.
Everything but typer is imported where it is needed, so that `--help` stays quick.
"""

from __future__ import annotations

from typing import Annotated

import click
import typer

from catalog import __version__
from catalog.cli import convert, export, judge, publications, settings, show, target, validate

app = typer.Typer(
    name="catalog",
    help="Read the contents listings of Chinese periodicals into records for library catalogues.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    suggest_commands=not hasattr(click.exceptions, "NoSuchCommand"),  # else click does it itself
    context_settings={"help_option_names": ["-h", "--help"]},
)

COMMANDS = (
    export.export,
    validate.validate,
    convert.convert,
    show.formats,
    show.codes,
    judge.check,
    judge.explain,
    target.target,
    settings.init,
    settings.config,
)
for command in COMMANDS:
    app.command()(command)
app.add_typer(publications.app)


@app.callback(invoke_without_command=True)
def catalog(
    version: Annotated[bool, typer.Option("--version", help="Show the version and exit.")] = False,
) -> None:
    """Answer for options that stand before a command."""
    if version:
        typer.echo(f"kanmu-catalog {__version__}")
        raise typer.Exit
