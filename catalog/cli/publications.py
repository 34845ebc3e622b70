"""`catalog publications`: the periodicals there are; `catalog publications check`: a profile on trial."""

from pathlib import Path
from typing import Annotated

import typer

from catalog.cli.options import (
    Config,
    Encoding,
    FailOn,
    Lang,
    finish,
    print_result,
    talk_to,
    usage_errors,
)

app = typer.Typer(name="publications", rich_markup_mode=None)


@app.callback(invoke_without_command=True)
def publications(context: typer.Context, config: Config = None, lang: Lang = None) -> None:
    """List the periodicals that can be read, or try a profile."""
    context.obj = lang, config
    if context.invoked_subcommand is not None:
        return
    from catalog.console import table
    from catalog.context import prepare

    talk = talk_to(lang)
    prepared = talk.take(prepare(config, {}))
    if prepared is None:
        raise typer.Exit(2)
    rows = [
        (row.slug, row.code, row.name, row.issn or "-", row.cn or "-", row.frequency or "-")
        for row in prepared.publications
    ]
    print_result(talk, table((("SLUG", "CODE", "NAME", "ISSN", "CN", "FREQUENCY"), *rows)))
    finish(talk)


@app.command()
def check(
    context: typer.Context,
    profile: Annotated[Path, typer.Argument(metavar="PROFILE", show_default=False)],
    listing: Annotated[str, typer.Argument(metavar="LISTING", show_default=False)],
    config: Config = None,
    encoding: Encoding = None,
    fail_on: FailOn = "warning",
    lang: Lang = None,
) -> None:
    """Try a profile on a listing and print what was read.

    What could not be read is reported. What was read is printed as JSON: correct it and save it beside the
    page, as NAME.gold.json beside NAME.txt, for catalog check.
    """
    from catalog.config import find_file, load
    from catalog.profiles import first
    from catalog.readers import check_encoding
    from catalog.trial import expectation, trial

    with usage_errors():
        check_encoding(encoding)
    before: tuple[Lang, Config] = context.obj
    talk = talk_to(lang or before[0])
    settings = talk.take(load(config or before[1] or find_file(Path()), {}))
    publications = talk.take(first(profile))
    if not publications or settings is None:
        raise typer.Exit(2)
    issues = talk.take(trial(publications, listing, encoding, settings.corrections))
    print_result(talk, expectation(issues))
    finish(talk, fail_on)
