"""`catalog init`: a commented catalog.toml; `catalog config`: the settings in force, each with its origin."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from catalog.cli.options import Config, Lang, finish, print_result, settings_of, talk_to, usage_errors

Target = Annotated[
    str | None, typer.Option("--target", metavar="NAME", help="System that loads the records.")
]
Set = Annotated[
    list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="Any other setting, as TOML has it.")
]


def init(
    file: Annotated[Path, typer.Argument(metavar="[FILE]", show_default=False)] = Path("catalog.toml"),
    target: Target = None,
    organisation: Annotated[
        str | None, typer.Option("--organisation", help="MARC organisation code of the library.")
    ] = None,
    newspaper: Annotated[
        str | None, typer.Option("--newspaper", help="Newspaper that prints the listings.")
    ] = None,
    more: Set = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
    lang: Lang = None,
) -> None:
    """Write a commented catalog.toml to start from.

    It has every setting, its default and what it is for, in Chinese and English. FILE is catalog.toml in
    the working folder if it is left out. What options set is in force; the other lines wait behind a #.
    """
    from catalog import config
    from catalog.output import Output, write
    from catalog.template import template

    talk = talk_to(lang)
    with usage_errors():
        options = settings_of(more, target=target, organisation=organisation, newspaper=newspaper)
    if talk.take(config.load(None, options)) is None:
        raise typer.Exit(2)
    written = talk.take(write([Output(file, template(options).encode("utf-8"), lambda _: None)], force=force))
    if written:
        talk.wrote(str(file))
    finish(talk)


def config(
    path: Config = None,
    target: Target = None,
    more: Set = None,
    form: Annotated[Literal["toml", "json"], typer.Option("--format", help="Form of the list.")] = "toml",
    lang: Lang = None,
) -> None:
    """Print the settings in force, and where each is from.

    From the lowest to the highest: the default, today, the target, the file, the environment
    (CATALOG_ORGANISATION and the like for every setting; SOURCE_DATE_EPOCH for the day), the command line.
    """
    from catalog.config import find_file, origins
    from catalog.context import prepare
    from catalog.template import as_json, as_toml

    talk = talk_to(lang)
    with usage_errors():
        options = settings_of(more, target=target)
    prepared = talk.take(prepare(path, options))
    if prepared is None:
        raise typer.Exit(2)
    sources = origins(path or find_file(Path()), options)
    if form == "json":
        print_result(talk, as_json(prepared.settings, sources))
    else:
        print_result(talk, as_toml(prepared.settings, sources, talk.language))
    finish(talk)
