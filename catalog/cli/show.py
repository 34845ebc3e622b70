"""Commands that show what the package knows: `catalog publications`, `catalog codes`."""

from __future__ import annotations

from typing import Annotated

import typer

from catalog.cli.options import Config, Lang, finish, print_result, talk_to, usage_errors


def publications(config: Config = None, lang: Lang = None) -> None:
    """List the periodicals whose listings can be read."""
    from catalog.console import table
    from catalog.context import prepare

    talk = talk_to(lang)
    context = talk.take(prepare(config, {}))
    if context is None:
        raise typer.Exit(2)
    rows = [
        (row.slug, row.code, row.name, row.issn or "-", row.cn or "-", row.frequency or "-")
        for row in context.publications
    ]
    print_result(talk, table((("SLUG", "CODE", "NAME", "ISSN", "CN", "FREQUENCY"), *rows)))
    finish(talk)


def codes(
    code: Annotated[str | None, typer.Argument(metavar="[CODE]", show_default=False)] = None,
    lang: Lang = None,
) -> None:
    """List the findings there can be, or explain one, by its code or name: L204 or unread."""
    from catalog.codes import CODES
    from catalog.console import table

    talk = talk_to(lang)
    if code is None:
        rows = [(row.code, row.severity, row.slug, row.message[talk.language]) for row in CODES.values()]
        print_result(talk, table(rows))
        finish(talk)
    with usage_errors():
        found = next((row for row in CODES.values() if code.lower() in (row.code.lower(), row.slug)), None)
        if found is None:
            raise LookupError(f"There is no finding {code!r}: catalog codes lists them all.")
    texts = (found.message[talk.language], found.help[talk.language])
    print_result(talk, "\n  ".join((f"{found.code} {found.slug} ({found.severity})", *texts)) + "\n")
    finish(talk)
