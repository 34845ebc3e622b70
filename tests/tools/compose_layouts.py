"""Compose pages in layouts that are seldom met, with gold, by the chance and the words of compose_pages.py.

    python -m tests.tools.compose_layouts --seed 7 --pages 60 FOLDER

A layout is what parts titles from authors, where headings and pages stand, and how lines end.  One listing
keeps one layout.  LAYOUTS is the table; a third of the pages has stray blanks and misread characters.  The
same seed gives the same bytes.
"""

import argparse
import random
from dataclasses import asdict, dataclass, field
from pathlib import Path

from tests.tools.compose_pages import (
    CLOSING,
    PERIODICALS,
    Article,
    Author,
    Count,
    Issue,
    Page,
    Section,
    Tier,
    chinese,
    cuttable,
    dump,
    entries,
)

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
NOBODY = {
    "{t}（{a}）{p}": "{t}{p}", "{t}（{a}） {p}": "{t} {p}", "{p} {t}（{a}）": "{p} {t}",
    "{t}（{a}）（{p}）": "{t}（{p}）",
    "{t} （{a}）……{p}": "{t}……{p}", "{t}　　{a}　　{p}": "{t}　　{p}", "{p:02} {t}　{a}": "{p:02} {t}",
    "{p:02}　{t}　　{a}": "{p:02}　{t}", "{t}……{a}……{p}": "{t}……{p}",
    "{t}...........{a}...........{p}": "{t}...........{p}", "{h}｜{t}……{a}": "{h}｜{t}",
    "{h} | {t}…………{a}": "{h} | {t}",
    "{h}｜{t}……{a} {p}": "{h}｜{t}……{p}",
}  # fmt: skip
"""How an entry without an author is printed."""


@dataclass(frozen=True)
class Layout:
    """How one listing is printed: what stands between title and author, before and behind, and how lines end.

    `entry` prints title, names and page; `narrow` breaks everything at the column; `run_on` puts the entries
    of a section on one line with this between them; `count` numbers the entries.
    """

    entry: tuple[str, ...]
    heading: tuple[str, ...] = ("{}", "{}", "【{}】", "◆{}")
    names: tuple[str, ...] = (" ", "、")
    narrow: bool = False
    run_on: tuple[str, ...] = ()
    count: str = ""
    indent: str = ""
    author_line: bool = False
    kicker: str = ""
    roles: bool = False


# fmt: off
LAYOUTS: dict[str, Layout] = {
    # t title, a authors, p page, h heading
    "bracketed":       Layout(("{t}（{a}）",)),
    "bracketed-page":  Layout((
        "{t}（{a}）{p}", "{t}（{a}） {p}", "{p} {t}（{a}）", "{t}（{a}）（{p}）", "{t} （{a}）……{p}",
    )),
    "bracketed-below": Layout(("{t}\n（{a}）",), author_line=True),
    "bracketed-run-on": Layout(
        ("{t}（{a}）", "{t}（{a}）{p}"), heading=("【{h}】+", "{h}"), run_on=(" ", "；")
    ),
    "stroked-run-on":  Layout(("{t}/{a}",), heading=("【{h}】+", "{h}"), names=("、",), run_on=(" ", "　")),
    "stroked":         Layout(("{t}/{a}", "{t} / {a}", "{t}｜{a}")),
    "role-below":      Layout(("{t}\n文/{a}", "{t}\n文：{a}"), names=(" ",), author_line=True),
    "section-stroke":  Layout(("{h}｜{t}……{a}", "{h} | {t}…………{a}", "{h}｜{t}……{a} {p}"), heading=("",)),
    "counted-heading": Layout(("{t}……{a}", "{t}　　{a}　　{p}"), heading=("（{n}）{h}", "{n}、{h}")),
    "counted":         Layout(("{t}……{a}", "{t}......{a}……{p}"), count="{c:02}. "),
    "counted-glued":   Layout(("{t}……{a}",), count="{c}."),
    "counted-circled": Layout(("{t}……{a}",), count="{z}"),
    "counted-run-on":  Layout(("{t}……{a}",), count="{c:02}. ", run_on=("　", " ")),
    "wide":            Layout(("{t}　　{a}　　{p}", "{t}　　　{a}", "{t}    {a}"), indent="　　"),
    "page-first":      Layout(("{p:02} {t}　{a}", "{p:02}　{t}　　{a}"), heading=("{}", "【{}】")),
    "run-on":          Layout(("{t}……{a}", "{t}…………{a}"), run_on=(" ", "　")),
    "run-on-section":  Layout(("{t}……{a}",), heading=("【{h}】+",), run_on=(" ",)),
    "run-on-pages":    Layout(("{t}……{a}（{p}）",), heading=("【{h}】+", "{h}"), run_on=("；", " ")),
    "run-on-narrow":   Layout(("{t}……{a}",), heading=("【{h}】+",), run_on=(" ",), narrow=True),
    "narrow":          Layout(("{t}·····{a}", "{t}……{a}", "{t}……{a}（{p}）"), narrow=True),
    "dashes":          Layout(("{t}———{a}", "{t}－－－{a}", "{t}— — —{a}")),
    "two-leaders":     Layout(("{t}……{a}……{p}", "{t}...........{a}...........{p}")),
    "series":          Layout(("{t}……{a}",), heading=("【{}】", "■{}"), kicker="{s}{z}"),
    "roles":           Layout(("{t}……{a}", "{t}／{a}"), names=(" ",), roles=True),
}
# fmt: on


@dataclass
class OtherPage(Page):
    """A page in a layout that is seldom met."""

    layout: Layout = field(default_factory=lambda: LAYOUTS["bracketed"])

    def authors(self) -> list[Author]:
        """Choose authors; now and then one that is met in no usual list."""
        if self.chance(0.06):
            return [Author(self.random.choice(entries("offices")), "corporate")]
        if self.chance(0.04):
            return [Author(self.random.choice(entries("foreign")), "person")]
        return super().authors()

    def one(self, heading: str | None, page: int, count: int, style: dict[str, str]) -> tuple[Article, str]:
        """Compose one entry and print it."""
        layout = self.layout
        authors = self.authors()
        if not (layout.run_on or layout.narrow or layout.author_line) and self.chance(0.04):
            authors = []
        article = Article(None, self.title(half_width=False), authors)
        printed = [
            style["padding"].join(a.name) if a.kind == "person" and len(a.name) == 2 else a.name
            for a in article.authors
        ]
        if layout.roles and article.authors and all(a.kind == "person" for a in article.authors):
            role = self.random.choice(("译", "摄", " 整理", "文图"))
            if role == "文图" and len(printed) > 1:
                printed[:2] = [f"{printed[0]}文", f"{printed[1]}图"]
            elif role != "文图":
                printed[-1] += role
        names = style["separator"].join(printed)
        pattern = style["entry"]
        if not names:
            pattern = NOBODY.get(pattern, "{t}")
        text = pattern.format(t=article.title, a=names, p=page, h=heading)
        number = layout.count.format(c=count, z=CIRCLED[(count - 1) % 10])
        return article, number + text

    def listing(self) -> None:
        """Compose one listing in the layout and print it."""
        choose, layout = self.random.choice, self.layout
        style = {"entry": choose(layout.entry), "heading": choose(layout.heading)}
        style |= {"padding": choose(("", " ", "　")), "separator": choose(layout.names)}
        join = choose(layout.run_on) if layout.run_on else ""
        year = self.first_year + len(self.issues)
        issue = Issue(choose(PERIODICALS), year, self.random.randint(1, 24), [])
        self.lines += [self.masthead(issue), *[""] * choose((0, 1))]
        page = count = 1
        width = self.random.randint(18, 34)
        for place, heading in enumerate(self.random.sample(entries("headings"), self.random.randint(3, 5))):
            section = Section(heading, [])
            issue.sections.append(section)
            printed: list[str] = []
            for number in range(self.random.randint(2, 4)):
                page += self.random.randint(1, 5)
                article, text = self.one(heading, page, count, style)
                count += 1
                if layout.kicker and self.chance(0.4):
                    article.kicker = f"{self.random.choice(entries('series'))}{CIRCLED[number]}"
                    printed.append(article.kicker)
                section.articles.append(article)
                printed.append(text)
            if layout.count == "{z}":
                count = 1
            head = style["heading"].format(heading, h=heading, n=chinese(place + 1))
            self.print_section(head, printed, join, width)
            self.count.articles += len(section.articles)
        if self.chance(0.6):
            footer = choose(entries("footers"))
            footer = footer.format(name=issue.publication, year=issue.year, no=issue.issue)
            self.lines += [*[""] * choose((0, 1)), footer]
        self.issues.append(issue)
        self.count.issues += 1

    def print_section(self, head: str, printed: list[str], join: str, width: int) -> None:
        """Print a heading and its entries, one on a line or all on one, broken at the column or not."""
        if join:
            printed = [join.join(printed)]
        if head.endswith("+"):
            printed[0] = head.removesuffix("+") + printed[0]
        elif head:
            self.lines.append(head)
        for text in printed:
            for line in text.split("\n"):
                self.lines += self.columns(line, width) if self.layout.narrow else [self.layout.indent + line]

    def columns(self, text: str, width: int) -> list[str]:
        """Break a line at the column, in the middle of a name where it so falls."""
        lines: list[str] = []
        while len(text) > width:
            at = next((n for n in range(width, width // 2, -1) if _may_break(text, n)), 0)
            if not at:
                break
            lines.append(text[:at].rstrip())
            text = text[at:].lstrip()
        return [*lines, text]


def _may_break(text: str, at: int) -> bool:
    """Tell whether the column may end here; a blank at its end is lost, a leader stays whole."""
    if text[at] in " 　" or text[at - 1] in " 　":
        return text[at] not in "…·"
    inside = text[at] in "…·" or (text[at - 1] in "…·" and text[at] in CLOSING)
    return cuttable(text, at) and not inside


def write(folder: Path, seed: int, pages: int) -> None:
    """Compose the pages, layout after layout in turn, and write them with their gold and the manifest."""
    folder.mkdir(parents=True, exist_ok=True)
    counts: list[Count] = []
    for number in range(pages):
        layout = list(LAYOUTS)[number % len(LAYOUTS)]
        name = f"{layout.replace('-', '_')}-{number // len(LAYOUTS) + 1:03}"
        tier = Tier("noisy", noise=0.1) if number // len(LAYOUTS) % 3 == 2 else Tier("clean")
        chance = random.Random(f"{seed} {name}")
        page = OtherPage(tier, chance, Count(name, layout), layout=LAYOUTS[layout])
        page.first_year += number % 6
        page.compose()
        text = "\n".join(page.lines).rstrip() + "\n"
        (folder / f"{name}.txt").write_text(text, encoding="utf-8", newline="\n")
        dump(folder / f"{name}.gold.json", {"issues": [asdict(issue) for issue in page.issues]})
        counts.append(page.count)
    dump(folder / "manifest.json", {"listings": [asdict(count) for count in counts]})


def main() -> None:
    """Read the command line and write the pages."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--pages", type=int, default=110)
    arguments = parser.parse_args()
    write(arguments.folder, arguments.seed, arguments.pages)


if __name__ == "__main__":
    main()
