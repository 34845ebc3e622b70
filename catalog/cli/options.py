"""What the commands share: their common options, whom they talk to, and how they end."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NoReturn

import click
import typer

from catalog.misuse import MisuseError

if TYPE_CHECKING:
    from catalog.console import Talk

Language = Literal["en", "zh"]
Config = Annotated[Path | None, typer.Option("--config", help="Configuration file.  [default: catalog.toml]")]
Encoding = Annotated[
    str | None, typer.Option("--encoding", help="Encoding of the pages.  [default: told from the bytes]")
]
FailOn = Annotated[
    Literal["error", "warning", "note", "never"],
    typer.Option("--fail-on", help="Least severity that makes the exit code 1."),
]
FilesFrom = Annotated[
    str | None,
    typer.Option(
        "--files-from", metavar="LIST", help="Read also the paths in LIST, one a line; -: standard input."
    ),
]
Lang = Annotated[
    Language | None,
    typer.Option("--lang", help="Language of findings.  [default: CATALOG_LANG, the locale, en]"),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say only errors, and no summary.")]


def talk_to(lang: Language | None, *, quiet: bool = False) -> Talk:
    """Choose the language, and whom findings are told to."""
    from catalog.console import Talk, language

    with usage_errors():
        return Talk(language(lang), quiet=quiet)


def finish(talk: Talk, fail_on: str = "error") -> NoReturn:
    """End with the exit code that the findings ask for."""
    severities = ("never", "error", "warning", "note")
    counted = severities[1 : severities.index(fail_on) + 1]
    if any(code[0] == "P" and severity == "error" for code, severity in talk.counts):
        raise typer.Exit(2)
    raise typer.Exit(3 if talk.refused() else int(any(severity in counted for _, severity in talk.counts)))


def pairs(values: list[str] | None, option: str) -> dict[str, str]:
    """Read KEY=VALUE; raises ValueError, with words for the user, for anything else."""
    parted = [value.partition("=") for value in values or ()]
    for key, sign, _ in parted:
        if not key or not sign:
            raise MisuseError(f"{option} {key}: write it as KEY=VALUE.", f"{option} {key}：请写作 键=值。")
    return {key: value for key, _, value in parted}


def settings_of(values: list[str] | None, **options: object) -> dict[str, object]:
    """Read KEY=VALUE, the value as TOML has it, or else a text; raises as `pairs` does.

    An option of its own counts before --set, where it is given and not None.
    """
    from catalog.config import value_of

    own = {key: value for key, value in options.items() if value is not None}
    return {key: value_of(key, text) for key, text in pairs(values, "--set").items()} | own


def print_result(talk: Talk, text: str) -> None:
    """Print a result, in UTF-8 wherever it goes."""
    from catalog.output import print_bytes

    talk.take((None, print_bytes(text.encode("utf-8"))))


@contextlib.contextmanager
def usage_errors() -> Iterator[None]:
    """Turn the name of something that there is not into an error of usage, in the language of the command."""
    try:
        yield
    except (LookupError, ValueError) as error:
        context = click.get_current_context()
        words = error.chinese if isinstance(error, MisuseError) and _in_chinese(context) else error.args[0]
        raise click.UsageError(str(words), context) from None


def _in_chinese(context: click.Context) -> bool:
    """Tell whether a command, or the group around it, talks Chinese."""
    from catalog.console import language

    around = (context, context.parent)
    try:
        return language(next((c.params["lang"] for c in around if c and c.params.get("lang")), None)) == "zh"
    except MisuseError:  # CATALOG_LANG names neither, and that is what is to be said
        return False
