"""The command line: results to standard output, talk to standard error, no traceback for anybody.

Exit codes: 0 clean, 1 findings, 2 wrong usage or configuration, 3 unreadable input or refused output.
Everything but typer is imported where it is needed, so that `--help` stays quick.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NoReturn

import click
import typer

from catalog import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

    from catalog.console import Talk
    from catalog.diagnostics import Diagnostic

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

    with _usage_errors():
        writers = choose(",".join(formats or ()), output, folder=folder)
        check_encoding(encoding)
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
    files = []
    if issues or not talk.refused():  # pages without a listing are an answer, pages unread are none
        files = talk.take(outputs(issues, writers, Path(output), context, folder=folder))
    if not files:
        talk.take((None, [finding("W703", Place("<stdout>" if output == "-" else output))]))
    written = talk.take(write_stdout(files) if output == "-" else write(files, force=force))
    talk.exported(issues, written, output, folder=folder)
    _finish(talk, fail_on)


@app.command()
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
    from catalog.export import WRITERS
    from catalog.readers import SUFFIXES, check_encoding
    from catalog.readers.inputs import find, load
    from catalog.validate import validate

    talk = _talk(lang, quiet=quiet)
    with _usage_errors():
        check_encoding(encoding)
    context = talk.take(prepare(config, {}))
    if context is None:
        raise typer.Exit(2)

    def listing(data: bytes, name: str) -> list[Diagnostic]:
        return gather.read_page(data, name, context.publications, encoding)[1]

    suffixes = (*SUFFIXES, *(suffix for row in WRITERS for suffix in row.suffixes))
    sources, findings = find(files, suffixes)
    for done, source in enumerate(sources):
        talk.progress(done, len(sources), source.name)
        data, found = load(source)
        findings += found if data is None else validate(data, source.name, listing)
    talk.findings += findings
    _print(talk, report(findings, form, talk.language, quiet=quiet))
    talk.checked(len(sources))
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
    _finish(talk)


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
        _finish(talk)
    with _usage_errors():
        found = next((row for row in CODES.values() if code.lower() in (row.code.lower(), row.slug)), None)
        if found is None:
            raise LookupError(f"There is no finding {code!r}: catalog codes lists them all.")
    texts = (found.message[talk.language], found.help[talk.language])
    _print(talk, "\n  ".join((f"{found.code} {found.slug} ({found.severity})", *texts)) + "\n")
    _finish(talk)


@app.callback(invoke_without_command=True)
def catalog(
    version: Annotated[bool, typer.Option("--version", help="Show the version and exit.")] = False,
) -> None:
    """Answer for options that stand before a command."""
    if version:
        typer.echo(f"kanmu-catalog {__version__}")
        raise typer.Exit


def _talk(lang: Language | None, *, quiet: bool = False) -> Talk:
    from catalog.console import Talk, language

    return Talk(language(lang), quiet=quiet)


def _finish(talk: Talk, fail_on: str = "error") -> NoReturn:
    """End with the exit code that the findings ask for."""
    severities = ("never", "error", "warning", "note")
    counted = severities[1 : severities.index(fail_on) + 1]
    raise typer.Exit(3 if talk.refused() else int(any(f.severity in counted for f in talk.findings)))


def _print(talk: Talk, text: str) -> None:
    """Print a result, in UTF-8 wherever it goes."""
    from catalog.output import print_bytes

    talk.take((None, print_bytes(text.encode("utf-8"))))


@contextlib.contextmanager
def _usage_errors() -> Iterator[None]:
    """Turn the name of something that there is not into an error of usage."""
    try:
        yield
    except LookupError as error:
        raise click.UsageError(str(error.args[0]), click.get_current_context()) from None
