"""Compose newspaper pages with contents listings, and the gold records of what stands on them.

    python tests/tools/compose_pages.py --seed 7 --pages 60 FOLDER

writes NAME.txt, NAME.gold.json and manifest.json, in the shape the shared corpus has.  Words come from
compose_words.toml beside this file.  The same seed gives the same bytes.  With --distinct no issue comes
twice; without, a few hundred issues recur.  Above 12,500 pages (the years end with 2099) that takes more
periodicals: their profiles are written into the folder's publications/, which its catalog.toml names.
"""

import argparse
import json
import random
import re
import tomllib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

WORDS: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("compose_words.toml").read_text(encoding="utf-8")
)
PERIODICALS = ("中国工运", "工会信息", "工友", "当代工人")
PROVINCES = (
    *("河北", "山西", "辽宁", "吉林", "江苏", "浙江", "安徽", "福建", "江西", "山东", "河南"),
    *("湖北", "湖南", "广东", "海南", "四川", "贵州", "云南", "陕西", "甘肃", "青海", "台湾"),
)
PAGES_OF_FOUR = 12_500
"""Pages whose issues PERIODICALS can be, all of them different ones."""
HALF_WIDTH = str.maketrans("，：；？！（）", ",:;?!()")
CLOSING, OPENING = "，。、；：？！”’》）…,.;:?!)》", "“‘《（("
NUMERALS = "〇一二三四五六七八九"


@dataclass(frozen=True)
class Tier:
    """What a page may have: titles broken at the column, kickers behind names, misread characters."""

    name: str
    broken: bool = False
    joined: float = 0.0
    noise: float = 0.0


TIERS = (
    Tier("clean"),
    Tier("wrapped", broken=True),
    Tier("joined", broken=True, joined=0.6),
    Tier("noisy", broken=True, joined=0.35, noise=0.25),
)


@dataclass
class Author:
    """One name and its kind, as gold has them."""

    name: str
    kind: str


@dataclass
class Article:
    """One entry, as gold has it."""

    kicker: str | None
    title: str
    authors: list[Author]


@dataclass
class Section:
    """Entries under one heading, as gold has them."""

    name: str | None
    articles: list[Article]


@dataclass
class Issue:
    """One listing, as gold has it."""

    publication: str
    year: int
    issue: int
    sections: list[Section]


@dataclass(frozen=True)
class Style:
    """The habits that one listing keeps from its first line to its last."""

    leader: str
    ends: str
    width: int
    half_width: bool
    mark: str
    page: str
    separator: str
    padding: str
    role: str
    affiliation: bool
    kickers: float


@dataclass
class Count:
    """What the manifest says of a page."""

    name: str
    tier: str
    issues: int = 0
    noise: int = 0
    wrapped: int = 0
    joined: int = 0
    articles: int = 0


def entries(key: str) -> list[str]:
    """Give the lines of a block of words that are not blank."""
    return [line for line in str(WORDS[key]).splitlines() if line.strip()]


def chinese(number: int) -> str:
    """Write a number below one hundred in Chinese numerals.

    >>> chinese(4), chinese(10), chinese(21)
    ('四', '十', '二十一')
    """
    tens, ones = divmod(number, 10)
    return (NUMERALS[tens] if tens > 1 else "") + ("十" if tens else "") + (NUMERALS[ones] if ones else "")


def cuttable(text: str, at: int) -> bool:
    """Tell whether a column may end before this character: not beside a blank, nor in a word."""
    before, after = text[at - 1], text[at]
    within_word = before.isascii() and after.isascii()
    dash = before == after == "—"
    return not (
        before.isspace() or after.isspace() or within_word or dash or after in CLOSING or before in OPENING
    )


def broken_at(text: str, width: int) -> list[str]:
    """Break a title at the width of the column, in the middle of a word where it so falls."""
    lines: list[str] = []
    while len(text) > width:
        at = next((n for n in range(width, width // 2, -1) if cuttable(text, n)), 0)
        if not at:
            break
        lines.append(text[:at])
        text = text[at:]
    return [*lines, text]


@dataclass
class Page:
    """A page that is being composed: its lines, its gold, and the chance that rules it."""

    tier: Tier
    random: random.Random
    count: Count
    lines: list[str] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    patterns: set[str] = field(default_factory=set)
    first_year: int = 2018
    serial: int | None = None
    periodicals: Sequence[str] = PERIODICALS

    def chance(self, probability: float) -> bool:
        """Say yes this often."""
        return self.random.random() < probability

    def noisy(self, share: float = 1.0) -> bool:
        """Say yes as often as the tier has noise, and count it."""
        hit = self.chance(self.tier.noise * share)
        self.count.noise += hit
        return hit

    def person(self) -> str:
        """Invent a person."""
        if self.chance(0.12):
            return self.random.choice(entries("minority"))
        given: list[str] = WORDS["given"].split()
        surname = self.random.choice(WORDS["surnames"].split())
        name = self.random.choice(given)
        if len(surname + name) == 2 and self.chance(0.3):
            name += self.random.choice([g for g in given if len(g) == 1])
        return str(surname + name)

    def misread(self, text: str) -> str:
        """Exchange one character for one that looks like it, where there is one."""
        pairs = [(a, b) for a, b in WORDS["confusable"].split() if a in text]
        if not pairs:
            return text
        right, wrong = self.random.choice(pairs)
        return text.replace(right, wrong, 1)

    def with_blank(self, text: str) -> str:
        """Put a stray blank between two characters, away from both ends and from other blanks."""
        places = [n for n in range(2, len(text) - 1) if cuttable(text, n)]
        at = self.random.choice(places) if places else len(text)
        return f"{text[:at]} {text[at:]}" if at < len(text) else text

    def title(self, half_width: bool) -> str:
        """Choose a title that the page has not yet, and misread it if the tier wants so."""
        pattern = self.random.choice([line for line in entries("titles") if line not in self.patterns])
        self.patterns.add(pattern)
        title = pattern.format(
            p=self.random.choice(entries("places")), t=self.random.choice(entries("topics"))
        )
        if half_width:
            title = title.translate(HALF_WIDTH)
        if self.noisy(0.8):
            title = self.misread(title)
        return self.with_blank(title) if self.noisy(0.4) else title

    def authors(self) -> list[Author]:
        """Choose the authors of an article: a body, two bodies, or up to four persons."""
        bodies = [Author(name, "corporate") for name in self.random.sample(entries("bodies"), 2)]
        if self.chance(0.3):
            return bodies[: 1 + self.chance(0.12)]
        number = self.random.choices((1, 2, 3, 4), (70, 20, 7, 3))[0]
        return [Author(name, "person") for name in dict.fromkeys(self.person() for _ in range(number))]

    def article(self, style: Style) -> Article:
        """Compose one entry."""
        kicker = self.random.choice(entries("kickers")) if self.chance(style.kickers) else None
        if kicker and self.noisy(0.3):
            kicker = self.misread(kicker)
        authors = [] if style.page and self.chance(0.05) else self.authors()
        return Article(kicker, self.title(style.half_width), authors)

    def style(self) -> Style:
        """Choose the habits of a listing."""
        choose = self.random.choice
        return Style(
            leader=choose(WORDS["leaders"]),
            ends=choose(("end", "start", "both", "both")),
            width=self.random.randint(16, 24),
            half_width=self.chance(0.3),
            mark=choose(WORDS["marks"]),
            page=choose(WORDS["pages"]) if self.chance(0.45) else "",
            separator=choose(WORDS["separators"]),
            padding=choose(WORDS["padding"]),
            role=choose(WORDS["roles"]),
            affiliation=self.chance(0.15),
            kickers=choose((0.2, 0.4, 0.6)),
        )

    # ------------------------------------------------------------------ printing

    def leader(self, style: Style) -> str:
        """Print the leader, damaged now and then."""
        return str(self.random.choice(WORDS["broken"])) if self.noisy(0.6) else style.leader

    def names(self, authors: Sequence[Author], style: Style) -> str:
        """Print the names with padding, role and affiliation."""
        printed = []
        for author in authors:
            name = author.name
            if author.kind == "person":
                name = style.padding.join(name) if len(name) == 2 else name
                name += f"（{self.random.choice(WORDS['affiliations'])}）" if style.affiliation else ""
            elif self.noisy(0.5):
                name = self.with_blank(name)
            printed.append(name)
        role = style.role if authors and authors[0].kind == "person" else ""
        return role + style.separator.join(printed)

    def print_article(self, article: Article, style: Style, page: int) -> list[str]:
        """Print title, leader, names and page on one line or, where the tier breaks lines, on several."""
        names = self.names(article.authors, style)
        number = style.page.format(page, e=page + 2) if style.page else ""
        if not names:
            number = number.removeprefix("……").lstrip()
        title = broken_at(article.title, style.width) if self.tier.broken else [article.title]
        self.count.wrapped += len(title) > 1
        room = len(title[-1]) + len(style.leader) + len(names) <= style.width + 6
        if not self.tier.broken or not names or (room and not self.chance(0.15)):
            return [*title[:-1], f"{title[-1]}{self.leader(style)}{names}{number}"]
        self.count.wrapped += len(title) == 1
        if style.ends in ("end", "both"):
            title[-1] += self.leader(style)
        start = self.leader(style) if style.ends in ("start", "both") else ""
        body = len(article.authors) == 1 and article.authors[0].kind == "corporate"
        cut = style.width - len(start)
        if body and len(names) > cut + 1 and cuttable(names, cut):
            return [*title, start + names[:cut], names[cut:] + number]
        return [*title, start + names + number]

    def print_line(self, line: str) -> None:
        """Put a line on the page, with blanks at its ends and a blank line before it where there is noise."""
        if self.noisy(0.2):
            self.lines.append("")
        line = f" {line}" if self.noisy(0.2) else line
        self.lines.append(f"{line} " if self.noisy(0.3) else line)

    def masthead(self, issue: Issue) -> str:
        """Print name, year and number in one of their forms, the brackets damaged now and then."""
        cyear = "".join(NUMERALS[int(digit)] for digit in str(issue.year))
        values = {"name": issue.publication, "year": issue.year, "no": issue.issue}
        values |= {"cyear": cyear, "cno": chinese(issue.issue), "whole": self.random.randint(200, 990)}
        line = self.random.choice(entries("mastheads")).format(**values)
        if self.noisy():
            left, right = self.random.choice(WORDS["brackets"])
            line = line.replace("《", left, 1).replace("》", right, 1)
        return line

    def listing(self) -> None:
        """Compose one listing and print it."""
        style = self.style()
        # Another year for every listing: no issue stands on a page twice.
        year = self.first_year + len(self.issues)
        issue = Issue(self.random.choice(PERIODICALS), year, self.random.randint(1, 24), [])
        if self.serial is not None:
            rest, periodical = divmod(self.serial + len(self.issues), len(self.periodicals))
            issue.publication, issue.year, issue.issue = (
                self.periodicals[periodical],
                1900 + rest // 48,
                rest % 48 + 1,
            )
        headings: list[str | None] = [*self.random.sample(entries("headings"), self.random.randint(2, 6))]
        if self.chance(0.15):
            headings = [None]
        elif self.chance(0.1):
            headings.insert(0, None)
        self.lines += [self.masthead(issue), *[""] * self.random.choice((0, 0, 1, 2))]
        page = 1
        for heading in headings:
            number = self.random.randint(4, 8) if len(headings) == 1 else self.random.randint(1, 4)
            section = Section(heading, [self.article(style) for _ in range(number)])
            issue.sections.append(section)
            if heading:
                self.print_line(style.mark.format(heading))
            for place, article in enumerate(section.articles):
                page += self.random.randint(1, 5)
                if article.kicker and place and self.chance(self.tier.joined):
                    self.lines[-1] = f"{self.lines[-1].rstrip()} {article.kicker}"
                    self.count.joined += 1
                elif article.kicker:
                    self.print_line(article.kicker)
                for line in self.print_article(article, style, page):
                    self.print_line(line)
            self.count.articles += number
        if self.chance(0.7):
            footer = self.random.choice(entries("footers"))
            footer = footer.format(name=issue.publication, year=issue.year, no=issue.issue)
            self.lines += [*[""] * self.random.choice((0, 1, 3)), footer]
        self.issues.append(issue)
        self.count.issues += 1

    def prose(self) -> None:
        """Print one news item between blank lines."""
        item = self.random.choice(str(WORDS["news"]).strip().split("\n~\n"))
        item = item.replace("{p}", self.random.choice(entries("places")))
        item = re.sub(r"\{n\}", lambda _: self.person(), item)
        item = re.sub(r"\{d\}", lambda _: str(self.random.randint(3, 29)), item)
        self.lines += ["", *item.strip("\n").splitlines(), ""]

    def compose(self) -> None:
        """Print one to three listings with or without news items around them."""
        for _ in range(self.random.choices((1, 2, 3), (50, 40, 10))[0]):
            for _ in range(self.random.choice((0, 1, 1, 2))):
                self.prose()
            self.lines.append("")
            self.listing()
        for _ in range(self.random.choice((0, 0, 1))):
            self.prose()


def write(folder: Path, seed: int, pages: int, *, distinct: bool = False) -> None:
    """Compose the pages, tier after tier in turn, and write them with their gold and the manifest."""
    folder.mkdir(parents=True, exist_ok=True)
    periodicals: Sequence[str] = PERIODICALS
    if distinct and pages > PAGES_OF_FOUR:
        periodicals = (*PERIODICALS, *write_profiles(folder))
    counts: list[Count] = []
    for number in range(pages):
        tier = TIERS[number % len(TIERS)]
        name = f"{tier.name}-{number // len(TIERS) + 1:03}"
        page = Page(tier, random.Random(f"{seed} {name}"), Count(name, tier.name))
        page.first_year += number % 6
        page.serial = 3 * number if distinct else None
        page.periodicals = periodicals
        page.compose()
        gold = {"issues": [asdict(issue) for issue in page.issues]}
        text = "\n".join(page.lines).rstrip() + "\n"
        (folder / f"{name}.txt").write_text(text, encoding="utf-8", newline="\n")
        dump(folder / f"{name}.gold.json", gold)
        counts.append(page.count)
    dump(folder / "manifest.json", {"listings": [asdict(count) for count in counts]})


def write_profiles(folder: Path) -> list[str]:
    """Write profiles of a periodical for each of PROVINCES, and settings that name them; give their names."""
    own = folder / "publications"
    own.mkdir(exist_ok=True)
    for number, province in enumerate(PROVINCES):
        letters = chr(65 + number)
        text = f'slug = "p{number}"\nname = "{province}工友"\ncode = "P{letters}"\n'
        (own / f"p{number}.toml").write_text(text, encoding="utf-8", newline="\n")
    (folder / "catalog.toml").write_text('publications = "publications"\n', encoding="utf-8", newline="\n")
    return [f"{province}工友" for province in PROVINCES]


def dump(path: Path, value: object) -> None:
    """Write a value as JSON that people can read."""
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")


def main() -> None:
    """Read the command line and write the pages."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--distinct", action="store_true")
    arguments = parser.parse_args()
    write(arguments.folder, arguments.seed, arguments.pages, distinct=arguments.distinct)


if __name__ == "__main__":
    main()
