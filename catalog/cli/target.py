"""`catalog target`: the library systems that exports can be made for, and how to load records into one."""

from typing import Annotated

import typer

from catalog.cli.options import Language, finish, print_result, talk_to, usage_errors


def target(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", show_default=False)] = None,
    lang: Annotated[
        Language | None,
        typer.Option("--lang", help="Language of the page.  [default: Chinese, then English]"),
    ] = None,
) -> None:
    """List library systems, or say how to load records into one.

    The page says what to set, which matching rule to choose, and what nobody has confirmed.
    """
    from catalog import targets
    from catalog.console import table

    talk = talk_to(lang)
    if name is None:
        rows = [("TARGET", "DIALECT", "FORMAT", "PINYIN", "SYSTEM")]
        for each in map(targets.load, targets.names()):
            has = {"dialect": "marc21", "format": "marcxml", "pinyin": "none"} | dict(each.settings)
            rows.append((each.name, has["dialect"], has["format"], has["pinyin"], each.title[talk.language]))
        print_result(talk, table(rows))
        finish(talk)
    from catalog.recipe import WIDTH, page

    with usage_errors():
        chosen = targets.load(name)
    languages: tuple[Language, ...] = (lang,) if lang else ("zh", "en")
    print_result(talk, f"\n{'-' * WIDTH}\n\n".join(page(chosen, language) for language in languages))
    finish(talk)
