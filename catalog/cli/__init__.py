"""The command line: results to standard output, talk to standard error, no traceback for anybody.

Exit codes: 0 clean, 1 findings, 2 wrong usage or configuration, 3 an input of which nothing can be read,
or output refused; `EXIT_CODES` has the words.  Everything but typer is imported where it is needed, so
that `--help` stays quick.  Annotations of commands are values, not texts, which typer evaluates several
times.
"""

from importlib import import_module
from typing import Annotated

import click
import typer

from catalog import __version__
from catalog.cli.examples import epilog

COMMANDS = {
    "export": "export",
    "validate": "validate",
    "convert": "convert",
    "formats": "show",
    "codes": "show",
    "check": "judge",
    "explain": "judge",
    "target": "target",
    "init": "settings",
    "config": "settings",
    "publications": "publications",
}
"""The commands, in the order of the help, and the module here that has the function or the group."""


def app(name: str = "") -> typer.Typer:
    """Make the command line: with the command of this name alone if there is one, for a quick start."""
    made = typer.Typer(
        name="catalog",
        help="Read the contents listings of Chinese periodicals into records for library catalogues.",
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=True,
        suggest_commands=not hasattr(click.exceptions, "NoSuchCommand"),  # else click does it itself
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    made.callback(invoke_without_command=True)(catalog)
    for each in (name,) if name in COMMANDS else COMMANDS:
        module = import_module(f"catalog.cli.{COMMANDS[each]}")
        if hasattr(module, "app"):
            made.add_typer(module.app, epilog=epilog(each))
        else:
            made.command(epilog=epilog(each))(getattr(module, each))
    return made


def catalog(
    version: Annotated[bool, typer.Option("--version", help="Show the version and exit.")] = False,
) -> None:
    """Answer for options that stand before a command."""
    if version:
        typer.echo(f"kanmu-catalog {__version__}")
        raise typer.Exit
