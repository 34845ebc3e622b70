"""Make docs/architecture.md: a map of the code, from the plan of its floors and what each part says it is.

python -m tests.tools.architecture_page
"""

import ast

from tests.test_house import FLOORS, PACKAGE

PAGE = PACKAGE.parent / "docs" / "architecture.md"
HEAD = """\
# A map of the code

Made by `python -m tests.tools.architecture_page` from `FLOORS` in `tests/test_house.py` and the first words
of each part.

## What happens when …
"""
FLOWS = {
    "catalog export": (
        ("cli/export", "options"),
        ("context", "settings and profiles"),
        ("readers/inputs", "bytes"),
        ("gather", "a page with its corrections"),
        ("readers", "text"),
        ("listing", "issues"),
        ("register", "numbers and dates"),
        ("writers", "which formats"),
        ("formats", "entries"),
        ("marc/dialects", "records"),
        ("marc/containers", "bytes"),
        ("pieces", "files that appear whole or not at all"),
        ("export", "all of this, a page at a time, by itself or in other processes"),
    ),
    "catalog validate": (
        ("cli/validate", "options"),
        ("validate", "which kind of file"),
        ("marc/containers", "records"),
        ("validate/rules", "findings"),
        ("validate/survey", "findings of a folder as a whole"),
        ("reports", "a report of them"),
        ("repair", "with `--fix`, what can be mended"),
    ),
    "catalog convert": (("cli/convert", "options"), ("convert", "records of one container into another")),
    "catalog explain": (("explanation", "words"), ("listing/explain", "the readings of a line")),
    "catalog check": (("gold", "what is expected"), ("check", "what differs, and how exact that is")),
    "catalog publications check": (("profiles", "the profile"), ("trial", "what it reads of a listing")),
}
"""What each command passes through, in its order: a part, or a module of it, and what comes out of it."""
MIDDLE = """
Each step hands on a value and its findings (`catalog/diagnostics.py`); their texts stand in `catalog/codes/`.
Exceptions are for our own bugs and for the disk.

## Where to add …

| | |
|---|---|
| a periodical | a file of data: [publications.md](publications.md) |
| a rule that reads listings | [rules.md](rules.md) |
| a rule that checks records | [validation-rules.md](validation-rules.md) |
| a repair | [repairs.md](repairs.md) |
| a library system | a file of data in `catalog/systems/`: [targets.md](targets.md) |
| a format | a module in `catalog/formats/`, a row in `catalog/writers.py` |
| a container of MARC | a module in `catalog/marc/containers/` |
| a setting | a field in `catalog/config/settings.py`, its words in `catalog/lists/catalog.toml` |

## The floors

Each part may import only what stands in a row above its own, or itself.

| | Part | |
|---|---|---|
"""


def page() -> str:
    """Give the text of the page."""
    flows = (
        f"\n**`{command}`**\n\n"
        + "".join(f"{number}. {link(name)}: {what}\n" for number, (name, what) in enumerate(steps, 1))
        for command, steps in FLOWS.items()
    )
    floors = (
        f"| {number if first else ''} | {link(name)} | {words(name)} |\n"
        for number, names in enumerate(FLOORS, 1)
        for first, name in zip((True, *[False] * len(names)), names, strict=False)
    )
    return f"{HEAD}{''.join(flows)}{MIDDLE}{''.join(floors)}"


def link(name: str) -> str:
    """Link a part or a module of it: a package by its first file."""
    return f"[{name}]({path(name)})"


def path(name: str) -> str:
    """Give where a part or a module stands, seen from the page."""
    module = PACKAGE / f"{name}.py"
    return f"../catalog/{name}.py" if module.exists() else f"../catalog/{name}/__init__.py"


def words(name: str) -> str:
    """Give the first paragraph of what a part says of itself."""
    text = (PAGE.parent / path(name)).read_text(encoding="utf-8")
    said = ast.get_docstring(ast.parse(text)) or ""
    return " ".join(said.split("\n\n")[0].split()).replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
