"""Make docs/targets.md from catalog/systems/*.toml.

python tests/tools/target_pages.py
"""

from collections.abc import Iterable
from pathlib import Path

from catalog import recipe, targets
from catalog.targets import STEPS, Remark, Target

PAGE = Path(__file__).resolve().parents[2] / "docs" / "targets.md"
HEAD = """\
# 目标系统 · Library systems

`catalog export --target 名称` 按某一系统的要求导出；`catalog target 名称` 打印导入说明，可交同事照做。
本页由 `python tests/tools/target_pages.py` 据 `catalog/systems/` 中的数据生成，并列出每项的出处；
无出处的是本程序的建议（\\*）。未经证实之处不作猜测：请问明后写入 `catalog.toml`（`catalog init` 可写出）。

`catalog export --target NAME` writes for a system; `catalog target NAME` prints how to load the file, on a
page to hand to a colleague. This page is made by `python tests/tools/target_pages.py` from the data in
`catalog/systems/` and names the source of each statement; what has none is our advice (\\*). What nobody
confirms is not guessed: ask, and set it in `catalog.toml` (`catalog init` writes one).

"""


def page() -> str:
    """Give the text of the page."""
    known = [targets.load(name) for name in targets.names()]
    rows = [
        f"| [`{each.name}`](#{each.name}) | {each.title['zh']} | {each.title['en']} |\n" for each in known
    ]
    return HEAD + "| | | |\n|---|---|---|\n" + "".join(rows) + "".join(map(section, known))


def section(target: Target) -> str:
    """Give the section of a target."""
    words = recipe.WORDS
    text = f"\n## {target.name}\n\n{target.title['zh']} · {target.title['en']}\n"
    text += f"\n`catalog export … --target {target.name} -o {target.file}`\n"
    if target.settings:
        text += "\n" + " · ".join(f"`{setting}`" for setting in recipe.settings(target)) + "\n"
    for step in STEPS:
        text += f"\n**{words['zh'][step]} · {words['en'][step]}**\n\n{remarks(target.recipe[step])}"
    if target.refuse:
        text += f"\n**{words['zh']['refuse']} · {words['en']['refuse']}**\n\n"
        text += "".join(remark(why, f"`{values}` ") for values, why in recipe.refusals(target))
    text += (
        f"\n**{words['zh']['unconfirmed']} · {words['en']['unconfirmed']}**\n\n{remarks(target.unconfirmed)}"
    )
    if target.chokes:
        text += "\n**导入时会出错之处 · What it stumbles over**\n\n"
        text += "".join(remark(choke.remark, f"{choke.severity} `{choke.id}` ") for choke in target.chokes)
    if target.origins:
        text += "\n**出处 · Sources**\n\n"
        text += "".join(f"- {key}: {where}\n" for key, where in target.origins.items())
    return text


def remarks(rows: Iterable[Remark]) -> str:
    """Give statements as a list."""
    return "".join(map(remark, rows))


def remark(row: Remark, lead: str = "") -> str:
    """Give a statement in both languages and its sources."""
    mark = f"[{', '.join(row.origins)}]" if row.origins else "\\*"
    return f"- {lead}{escaped(row.zh)}\n  {escaped(row.en)} {mark}\n"


def escaped(text: str) -> str:
    """Keep Markdown from reading marks of a statement."""
    return text.replace("[", "\\[").replace("]", "\\]").replace("_", "\\_").replace("*", "\\*")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
