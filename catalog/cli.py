"""The command line: results to standard output, talk to standard error, no traceback for anybody.

Exit codes: 0 clean, 1 findings, 2 wrong usage or configuration, 3 unreadable input or refused output.
Everything but typer is imported where it is needed, so that `--help` stays quick.
"""

from __future__ import annotations

import contextlib
import gc
import io
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NoReturn

import click
import typer

from catalog import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

    from catalog.console import Talk

app = typer.Typer(
    name="catalog",
    help="Read the contents listings of Chinese periodicals into records for library catalogues.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Language = Literal["en", "zh"]
Config = Annotated[Path | None, typer.Option("--config", help="Configuration file.  [default: catalog.toml]")]
Encoding = Annotated[
    str | None, typer.Option("--encoding", help="Encoding of the pages.  [default: told from the bytes]")
]
FailOn = Annotated[
    Literal["error", "warning", "note", "never"],
    typer.Option("--fail-on", help="Least severity that makes the exit code 1."),
]
Lang = Annotated[
    Language | None,
    typer.Option("--lang", help="Language of findings.  [default: CATALOG_LANG, the locale, en]"),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say only errors, and no summary.")]


@app.command()
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

    INPUT is a page of text, a folder of pages, a JSON file of ours, or - for standard input; without any,
    the pages in seeds/ are read.
    """
    folder = output.endswith(("/", os.sep)) or (output != "-" and Path(output).is_dir())
    from catalog import gather, resources
    from catalog.context import prepare
    from catalog.diagnostics import Place, finding
    from catalog.export import choose, outputs
    from catalog.output import write, write_stdout
    from catalog.readers import check_encoding
    from catalog.readers.inputs import find, load, seeds

    try:
        writers = choose(",".join(formats or ()), output, folder=folder)
        check_encoding(encoding)
    except LookupError as error:
        raise _usage(str(error)) from None
    talk = _talk(lang, quiet=quiet)
    options = {"date": date, "organisation": organisation, "newspaper": newspaper}
    context = talk.take(prepare(config, options))
    if context is None:
        raise typer.Exit(2)
    local = Path("seeds")
    default = local if local.is_dir() else resources.folder("seeds")
    sources = talk.take(find(inputs) if inputs else seeds(default))
    issues = []
    for done, source in enumerate(sources):
        talk.progress(done, len(sources), source.name)
        data = talk.take(load(source))
        if data is not None:
            issues += talk.take(gather.read(data, source.name, context.publications, encoding))
    issues = talk.take(gather.once(issues, context.publications))
    files = talk.take(outputs(issues, writers, Path(output), context, folder=folder))
    if not files:
        talk.take((None, [finding("W703", Place(output))]))
    written = talk.take(write_stdout(files) if output == "-" else write(files, force=force))
    talk.exported(issues, written, output, folder=folder)
    _finish(talk, fail_on)


@app.command()
def publications(config: Config = None, lang: Lang = None) -> None:
    """List the periodicals whose listings can be read."""
    from catalog.console import table
    from catalog.context import prepare

    talk = _talk(lang)
    context = talk.take(prepare(config, {}))
    if context is None:
        raise typer.Exit(2)
    rows = [
        (row.slug, row.code, row.name, row.issn or "-", row.cn or "-", row.frequency or "-")
        for row in context.publications
    ]
    _print(talk, table((("SLUG", "CODE", "NAME", "ISSN", "CN", "FREQUENCY"), *rows)))


@app.command()
def codes(
    code: Annotated[str | None, typer.Argument(metavar="[CODE]", show_default=False)] = None,
    lang: Lang = None,
) -> None:
    """List the findings there can be, or explain one, by its code or name: L204 or unread."""
    from catalog.codes import CODES
    from catalog.console import table

    talk = _talk(lang)
    if code is None:
        rows = [(row.code, row.severity, row.slug, row.message[talk.language]) for row in CODES.values()]
        _print(talk, table(rows))
    found = next((row for row in CODES.values() if str(code).lower() in (row.code.lower(), row.slug)), None)
    if found is None:
        raise _usage(f"There is no finding {code!r}: catalog codes lists them all.")
    texts = (found.message[talk.language], found.help[talk.language])
    _print(talk, "\n  ".join((f"{found.code} {found.slug} ({found.severity})", *texts)) + "\n")


@app.callback(invoke_without_command=True)
def catalog(
    version: Annotated[bool, typer.Option("--version", help="Show the version and exit.")] = False,
) -> None:
    """Answer for options that stand before a command."""
    if version:
        typer.echo(f"kanmu-catalog {__version__}")
        raise typer.Exit


def main() -> NoReturn:
    """Run the command line and end the process."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # so that passing files go
    # A run is short: looking for garbage while importing, and at the end taking apart what the operating
    # system takes at once, cost a quarter of its time; so would looking for plug-ins of pydantic.
    gc.set_threshold(100_000)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    code = run(sys.argv[1:])
    for stream in filter(None, (sys.stdout, sys.stderr)):
        with contextlib.suppress(OSError):
            stream.flush()
    os._exit(code)


def run(arguments: Sequence[str]) -> int:
    """Run the command line; give the exit code.

    Whatever goes wrong is said in a line; CATALOG_DEBUG=1 in the environment lets an exception through.
    """
    if isinstance(sys.stderr, io.TextIOWrapper):
        sys.stderr.reconfigure(errors="backslashreplace")  # a console of another script is no reason to stop
    try:
        return int(typer.main.get_command(app).main(list(arguments), "catalog", standalone_mode=False) or 0)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        return 130
    except Exception as error:
        if os.environ.get("CATALOG_DEBUG"):
            raise
        kind = f"{type(error).__name__}: {error}".strip()
        typer.echo(f"catalog: internal error: {kind}", err=True)
        typer.echo("  help: please report it, with the input and what CATALOG_DEBUG=1 shows", err=True)
        return 3


def _talk(lang: Language | None, *, quiet: bool = False) -> Talk:
    from catalog.console import Talk, language

    return Talk(language(lang), quiet=quiet)


def _finish(talk: Talk, fail_on: str) -> NoReturn:
    """End with the exit code that the findings ask for."""
    severities = ("error", "warning", "note", "never")
    counted = severities[: severities.index(fail_on) + 1]
    refused = any(f.severity == "error" and f.code[0] in "SW" and f.code != "W703" for f in talk.findings)
    raise typer.Exit(3 if refused else int(any(f.severity in counted for f in talk.findings)))


def _print(talk: Talk, text: str) -> NoReturn:
    """Print a result, in UTF-8 wherever it goes, and end."""
    from catalog.output import print_bytes

    talk.take((None, print_bytes(text.encode("utf-8"))))
    _finish(talk, "error")


def _usage(message: str) -> click.UsageError:
    return click.UsageError(message, click.get_current_context())
