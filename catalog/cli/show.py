"""`catalog codes`, `catalog formats`: the findings and the output formats there are."""

from typing import Annotated

import typer

from catalog.cli.options import Lang, finish, print_result, talk_to, usage_errors
from catalog.misuse import MisuseError


def codes(
    code: Annotated[str | None, typer.Argument(metavar="[CODE]", show_default=False)] = None,
    lang: Lang = None,
) -> None:
    """List the findings there can be, or explain one.

    CODE is that of a finding, or its name: L204 or unread.
    """
    from catalog.codes import CODES
    from catalog.console import table
    from catalog.diagnostics import SEVERITIES

    talk = talk_to(lang)
    severities = SEVERITIES[talk.language]
    if code is None:
        rows = [
            (row.code, severities[row.severity], row.slug, row.message[talk.language])
            for row in CODES.values()
        ]
        print_result(talk, table(rows))
        finish(talk)
    with usage_errors():
        found = next((row for row in CODES.values() if code.lower() in (row.code.lower(), row.slug)), None)
        if found is None:
            raise MisuseError(
                f"There is no finding {code!r}: catalog codes lists them all.",
                f"没有提示 {code!r}：catalog codes 列出全部。",
            )
    head = f"{found.code} {found.slug} ({severities[found.severity]})"
    lines = (head, found.message[talk.language], found.help[talk.language])
    print_result(talk, "\n  ".join(lines) + "\n")
    finish(talk)


def formats(lang: Lang = None) -> None:
    """List the output formats: names, aliases, suffixes."""
    from catalog.console import table
    from catalog.writers import WRITERS

    talk = talk_to(lang)
    head = ("格式", "别名", "文件") if talk.language == "zh" else ("FORMAT", "ALSO", "FILES")
    rows = [(row.name, ", ".join(row.aliases) or "-", " ".join(row.suffixes)) for row in WRITERS]
    print_result(talk, table([head, *rows]))
    finish(talk)
