"""How to load records into a system: a target's data as one page of text."""

from collections.abc import Iterator, Sequence
from typing import Any

from catalog import patterns
from catalog.diagnostics import Language, cells
from catalog.targets import STEPS, Remark, Target

WIDTH = 96
"""Terminal cells of a line."""

WORDS: dict[Language, dict[str, str]] = {
    "en": {
        "write": "Write the file",
        "before": "Once, beforehand",
        "load": "Load",
        "match": "Matching rule",
        "after": "Check",
        "refuse": "Refused",
        "unconfirmed": "Not confirmed: ask, then settle it in catalog.toml",
        "advice": "* our advice: no source says so",
        "origins": "The sources of each statement: docs/targets.md",
        "colon": ": ",
    },
    "zh": {
        "write": "导出文件",
        "before": "事先一次",
        "load": "装入",
        "match": "匹配规则",
        "after": "核对",
        "refuse": "拒绝的设置",
        "unconfirmed": "未经证实：请问明后在 catalog.toml 中设定",
        "advice": "* 本程序的建议，无资料依据",
        "origins": "各项的出处见 docs/targets.md",
        "colon": "：",
    },
}


def page(target: Target, language: Language) -> str:
    """Give the recipe in a language: the command, the steps, what is refused, what nobody has confirmed."""
    words = WORDS[language]
    lines = [target.title[language], "", words["write"]]
    lines.append(f"  catalog export … --target {target.name} -o {target.file}")
    if target.settings:
        lines += wrapped(" · ".join(settings(target)), "  ")
    for step in STEPS:
        lines += ["", words[step], *_remarks(target.recipe[step], language)]
    if target.refuse:
        lines += ["", words["refuse"]]
        for values, why in refusals(target):
            lines += wrapped(values + words["colon"] + why.text(language), "  - ")
    lines += ["", words["unconfirmed"], *_remarks(target.unconfirmed, language, star=False), ""]
    advice = any(not remark.origins for step in STEPS for remark in target.recipe[step])
    return "\n".join([*lines, *([words["advice"]] if advice else ()), words["origins"]]) + "\n"


def settings(target: Target) -> list[str]:
    """Give what the target sets, as `key = value`."""
    return [f"{key} = {_plain(value)}" for key, value in target.settings.items()]


def refusals(target: Target) -> Iterator[tuple[str, Remark]]:
    """Give the refused settings, values with the same reason together, and why."""
    for setting, values in target.refuse.items():
        by_reason: dict[Remark, list[str]] = {}
        for value, why in values.items():
            by_reason.setdefault(why, []).append(value)
        yield from ((f"{setting} = {', '.join(same)}", why) for why, same in by_reason.items())


def wrapped(text: str, lead: str) -> list[str]:
    """Break a text into lines of WIDTH cells, the first behind `lead`, the others below it.

    Chinese breaks between any two characters, but not before a closing mark or behind an opening one.

    >>> wrapped("匹配规则，001", "- ")
    ['- 匹配规则，001']
    """
    lines, line = [], lead
    for piece in _PIECE.findall(text):
        if cells(line + piece) > WIDTH:
            lines.append(line.rstrip())
            line, piece = " " * cells(lead), piece.lstrip()
        line += piece
    return [*lines, line.rstrip()]


_WIDE = "\u2e80-\u9fff\uf900-\uffef"
_OPENING, _CLOSING = "（《「“", "，。；：、？！）》」”"
_PIECE = patterns.compile(rf"\s*[{_OPENING}]*(?:[{_WIDE}]|[^\s{_WIDE}{_OPENING}{_CLOSING}]+|\S)[{_CLOSING}]*")


def _remarks(remarks: Sequence[Remark], language: Language, *, star: bool = True) -> Iterator[str]:
    for remark in remarks:
        lead = "  * " if star and not remark.origins else "  - "
        yield from wrapped(remark.text(language), lead)


def _plain(value: Any) -> str:
    """Write a value of a setting as people would: true, marc, a line of fields."""
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value)
