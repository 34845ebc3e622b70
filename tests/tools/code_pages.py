"""Make docs/codes/: a page for each finding, and an index by area, from the table of findings and its cases.

    python tests/tools/code_pages.py

A page that no finding has any more is removed.
"""

import json
import re
from pathlib import Path

from catalog.codes import CODES, Code

PROJECT = Path(__file__).resolve().parents[2]
DOCS = PROJECT / "docs" / "codes"
CASES = PROJECT / "tests" / "cases" / "diagnostics"
HEAD = """\
# Findings · 提示代码

Made by `python tests/tools/code_pages.py` from the tables in `catalog/codes/`, which `catalog codes` prints.

*error* 错误: do not import 不可导入 · *warning* 警告: a person should look 须人工核对 ·
*note* 说明: we chose 已作取舍
"""
AREAS = {
    "S": ("Reading files", "读取文件"),
    "L": ("Listings", "目次"),
    "P": ("Profiles, settings, targets", "描述文件、设定、目标系统"),
    "R": ("Records", "记录"),
    "X": ("Files of records", "记录文件"),
    "J": ("Our JSON", "本程序的 JSON"),
    "W": ("Output", "输出"),
}
SEVERITIES = {"error": "错误", "warning": "警告", "note": "说明"}
AROUND = 3
"""Lines of a case's input that are shown before and behind the line of the finding."""
WIDTH = 110


def pages() -> dict[str, str]:
    """Give the text of each page by the name of its file."""
    return {"README.md": index(), **{f"{row.code}.md": page(row) for row in CODES.values()}}


def index() -> str:
    """Give the page that lists all findings."""
    text = HEAD
    for letter, (english, chinese) in AREAS.items():
        text += f"\n## {letter} {english} · {chinese}\n\n| | | | English | 中文 |\n|---|---|---|---|---|\n"
        for row in CODES.values():
            if row.code.startswith(letter):
                said = f"{escaped(row.en)} | {escaped(row.zh)}"
                text += f"| [{row.code}]({row.code}.md) | {row.slug} | {row.severity} | {said} |\n"
    return text


def page(row: Code) -> str:
    """Give the page of a finding: its texts, and its smallest case if there is one."""
    english, chinese = AREAS[row.code[0]]
    text = (
        f"# {row.code} {row.slug}\n\n{row.severity} {SEVERITIES[row.severity]} · "
        f"[{english} · {chinese}](README.md)\n\n"
        f"| | English | 中文 |\n|---|---|---|\n"
        f"| found 发现 | {escaped(row.en)} | {escaped(row.zh)} |\n"
        f"| next step 办法 | {escaped(row.help_en)} | {escaped(row.help_zh)} |\n"
    )
    if re.search(r"\{\w+\}", row.en + row.help_en):
        text += "\nEach finding fills in the words in braces. 花括号中的词由每条提示填入。\n"
    return text + "".join(example(folder) for folder in sorted(CASES.glob(f"{row.code}-*"))[:1])


def example(folder: Path) -> str:
    """Show the input of a case, around the line that is found fault with, and what is found."""
    findings = (folder / "findings.txt").read_text(encoding="utf-8")
    (source,) = [path for path in folder.iterdir() if path.name != "findings.txt"]
    at = re.search(rf"^{folder.name[:4]} .*\n  at input:(\d+)", findings, re.MULTILINE)
    if source.name == "repeat.json":
        where, shown = "", described(json.loads(source.read_text(encoding="utf-8")))
    else:
        lines = source.read_bytes().decode("utf-8", "replace").split("\n")
        line = int(at[1]) if at else 1
        first, last = max(1, line - AROUND), min(line + AROUND, len(lines) - (lines[-1] == ""))
        where = f", lines {first}-{last} 行" if (first, last) != (1, len(lines) - (lines[-1] == "")) else ""
        shown = lines[first - 1 : last]
    path = source.relative_to(PROJECT).as_posix()
    return (
        f"\n## Example · 示例\n\n[`{path}`](../../{path}){where}:\n\n~~~text\n"
        + "".join(f"{cut(line)}\n" for line in shown)
        + f"~~~\n\n~~~text\n{findings}~~~\n"
    )


def described(spec: dict[str, str | int]) -> list[str]:
    """Describe an input that is too long to be a file."""
    repeated = json.dumps(spec["repeat"], ensure_ascii=False)
    return [
        *str(spec["before"]).split("\n"),
        f"{repeated} × {spec['times']}",
        *str(spec["after"]).split("\n"),
    ]


def cut(line: str) -> str:
    """Make a line of an input fit to be shown."""
    shown = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in line.rstrip("\r"))
    return shown if len(shown) <= WIDTH else f"{shown[:WIDTH]}…"


def escaped(text: str) -> str:
    r"""Keep Markdown from reading marks in a cell of a table.

    >>> escaped("245 $a|b <record>")
    '245 $a\\|b \\<record>'
    """
    return re.sub(r"([\\|<*_`\[\]])", r"\\\1", text)


if __name__ == "__main__":
    DOCS.mkdir(parents=True, exist_ok=True)
    made = pages()
    for name, text in made.items():
        (DOCS / name).write_text(text, encoding="utf-8", newline="\n")
    for path in DOCS.glob("*.md"):
        if path.name not in made:
            path.unlink()
