"""Commands that judge the reading: `catalog check` against gold, `catalog explain` for one line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from catalog.cli.options import Config, Encoding, Lang, finish, print_result, talk_to, usage_errors

if TYPE_CHECKING:
    from catalog.diagnostics import Diagnostic
    from catalog.issue import Issue


def check(
    folder: Annotated[Path, typer.Argument(metavar="GOLD_FOLDER", show_default=False)],
    config: Config = None,
    lang: Lang = None,
) -> None:
    """Measure how exact the reading of known pages is.

    GOLD_FOLDER holds pages NAME.txt with NAME.gold.json beside them; what was read
    otherwise is told.
    """
    from catalog import gather
    from catalog.check import check as measure
    from catalog.check import table
    from catalog.context import prepare
    from catalog.readers.inputs import Input, load

    talk = talk_to(lang)
    context = talk.take(prepare(config, {}))
    if context is None:
        raise typer.Exit(2)
    known, fixes = context.publications, context.settings.corrections

    def read(path: Path) -> tuple[list[Issue], list[Diagnostic]]:
        data, found = load(Input(str(path), path))
        return ([], found) if data is None else gather.read_page(data, str(path), known, corrections=fixes)

    if tiers := talk.take(measure(folder, read)):
        print_result(talk, "".join(f"{line.rstrip()}\n" for line in table(tiers)))
    finish(talk, "warning")


def explain(
    place: Annotated[str, typer.Argument(metavar="FILE:LINE|FILE:NUMBER", show_default=False)],
    config: Config = None,
    encoding: Encoding = None,
    lang: Lang = None,
) -> None:
    """Show how a line was read, and what else it could be.

    FILE:LINE is a page and a line of it, from 1; FILE:CONTROLNUMBER the first line of the title of
    that record, as the page alone numbers it; FILE:LINE:COLUMN a place in a long line of HTML.
    """
    from catalog.context import prepare
    from catalog.explanation import explanation

    talk = talk_to(lang)
    context = talk.take(prepare(config, {}))
    if context is None:
        raise typer.Exit(2)
    with usage_errors():
        fixes = context.settings.corrections
        text = talk.take(explanation(place, context.publications, encoding, talk.language, fixes))
    if text:
        print_result(talk, text)
    finish(talk)
