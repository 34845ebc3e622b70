"""The gold cases themselves: everything a gold file says stands on its page, in that order."""

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field

TESTS = Path(__file__).resolve().parent
LISTINGS = TESTS / "cases" / "listings"
SEED_GOLD = TESTS / "cases" / "seeds" / "gongren-ribao-page.gold.json"
COMPOSER = TESTS / "tools" / "compose_pages.py"
CASES = sorted(LISTINGS.glob("*.gold.json"))
NUMERALS = {"〇": "0", "○": "0", "一": "1", "二": "2", "三": "3", "四": "4", "五": "5"}
NUMERALS |= {"六": "6", "七": "7", "八": "8", "九": "9"}
DIGIT = rf"[\d{''.join(NUMERALS)}十]"


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Author(Strict):
    name: str = Field(min_length=1)
    kind: Literal["person", "corporate"]


class Article(Strict):
    kicker: str | None
    title: str = Field(min_length=1)
    authors: list[Author]


class Section(Strict):
    name: str | None
    articles: list[Article] = Field(min_length=1)


class Issue(Strict):
    publication: Literal["中国工运", "工会信息", "工友", "当代工人", "中国工人", "工会博览", "工会理论研究"]
    year: int
    issue: int
    sections: list[Section] = Field(min_length=1)


class Gold(Strict):
    why: str | None = None
    issues: list[Issue]

    @property
    def articles(self) -> list[Article]:
        return [a for issue in self.issues for section in issue.sections for a in section.articles]

    @property
    def words(self) -> set[str]:
        """Titles, kickers and names, of which no two collections of cases should share one."""
        names = {author.name for article in self.articles for author in article.authors}
        return names | {a.title for a in self.articles} | {a.kicker for a in self.articles if a.kicker}


def load(path: Path) -> Gold:
    return Gold.model_validate_json(path.read_text(encoding="utf-8"))


def page_of(gold: Path) -> Path:
    return gold.with_name(gold.name.replace(".gold.json", ".txt"))


def squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


def number(chinese: str) -> str:
    """Read 十一, 二十三, 〇八 or digits of any width; anything else stays as it is."""
    digits = "".join(NUMERALS.get(c, c) for c in chinese)
    tens = re.fullmatch(r"(\d?)十(\d?)", digits)
    return f"{tens[1] or 1}{tens[2] or 0}" if tens else digits


def has_masthead(page: str, issue: Issue) -> bool:
    """Whether name, year and number stand on one line, or on two that follow one another."""
    pattern = rf"{issue.publication}\W*(?:杂志)?({DIGIT}{{4}})年\W*第?({DIGIT}+)期"
    found = re.findall(pattern, squeeze(page))
    return any(int(number(y)) == issue.year and int(number(n)) == issue.issue for y, n in found)


AUTHORS_FIRST = "All authors stand before their titles"
"""How the gold of such a page begins."""


def in_order(gold: Gold) -> Iterator[tuple[str, str]]:
    """What the gold says from top to bottom, as (field, text)."""
    first = (gold.why or "").startswith(AUTHORS_FIRST)
    for issue in gold.issues:
        yield "publication", issue.publication
        for section in issue.sections:
            # A kicker may stand above the heading, behind the last author of the section before.
            for article in section.articles:
                yield from ([("kicker", article.kicker)] if article.kicker else [])
                names = [("name", author.name) for author in article.authors]
                title = [("title", article.title)]
                yield from (*names, *title) if first else (*title, *names)


def faults(page: str, gold: Gold) -> list[str]:
    """Say what the gold has and the page has not, or has elsewhere."""
    found: list[str] = []
    squeezed, place = squeeze(page), 0
    # The parts of a broken title are joined without a blank; blanks inside a line count.
    joined = "".join(line.strip() for line in page.splitlines())
    for field, text in in_order(gold):
        at = squeezed.find(squeeze(text), place)
        if at < 0:
            found.append(f"{field} not on the page, or not here: {text}")
            continue
        place = at + len(squeeze(text))
        if field == "title" and text not in joined:
            found.append(f"title has other blanks on the page: {text}")
        if field == "name" and text != squeeze(text):
            found.append(f"name holds a blank: {text}")
        if field == "kicker" and len(set(map(len, text.split(" ")))) != 1:
            found.append(f"phrases of a kicker differ in length: {text}")
        if field == "kicker" and len(text.split(" ")) not in (1, 2, 3):
            found.append(f"a kicker has one to three phrases: {text}")
    for issue in gold.issues:
        if not has_masthead(page, issue):
            found.append(f"no masthead: {issue.publication} {issue.year} {issue.issue}")
        headings = [section.name for section in issue.sections if section.name]
        found += [f"heading not on the page: {h}" for h in headings if squeeze(h) not in squeezed]
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name.removesuffix(".gold.json"))
def test_what_the_gold_says_stands_on_the_page(case: Path) -> None:
    gold = load(case)
    assert gold.why
    assert gold.why.endswith(".")
    data = page_of(case).read_bytes()
    assert b"\r" not in data
    page = data.decode("utf-8")
    assert page.endswith("\n")
    assert faults(page, gold) == []


def test_the_seed_gold_stands_on_the_seed_page() -> None:
    page = TESTS.parent / "seeds" / "gongren-ribao-page.txt"
    assert faults(page.read_text(encoding="utf-8"), load(SEED_GOLD)) == []


def test_a_wrong_gold_is_noticed() -> None:
    page = "《工友》2024年第2期\n把灯点\n亮……陈 强\n"
    article = {"kicker": None, "title": "把灯点亮", "authors": [{"name": "陈强", "kind": "person"}]}

    def check(**other: object) -> list[str]:
        sections = [{"name": None, "articles": [article | other]}]
        issue = {"publication": "工友", "year": 2024, "issue": 2, "sections": sections}
        return faults(page, Gold.model_validate({"issues": [issue]}))

    assert check() == []
    assert check(title="把灯点 亮") == ["title has other blanks on the page: 把灯点 亮"]
    assert check(kicker="同心 同德") == ["kicker not on the page, or not here: 同心 同德"]
    assert check(authors=[{"name": "陈刚", "kind": "person"}])
    assert faults(page, Gold.model_validate({"issues": []})) == []


def test_every_page_has_a_gold_and_every_gold_a_page() -> None:
    pages = {path.name.removesuffix(".txt") for path in LISTINGS.glob("*.txt")}
    assert pages == {path.name.removesuffix(".gold.json") for path in CASES}
    assert {path.name for path in LISTINGS.iterdir()} == {
        f"{p}{s}" for p in pages for s in (".txt", ".gold.json")
    }


def test_there_are_enough_cases() -> None:
    dev = [path for path in CASES if path.name.startswith("dev-")]
    held = [path for path in CASES if path.name.startswith("held-")]
    without = [path for path in CASES if not load(path).issues]
    assert len(dev) + len(held) == len(CASES)
    assert len(dev) >= 40
    assert len(held) >= 25
    assert len(without) >= 8
    assert len(CASES) - len(without) >= 60


def words(paths: Iterable[Path]) -> set[str]:
    return set().union(*(load(path).words for path in paths))


def test_held_cases_use_other_words_than_development_cases() -> None:
    dev = words(path for path in CASES if path.name.startswith("dev-"))
    held = words(path for path in CASES if path.name.startswith("held-"))
    # A bare office in the author's place is no name of anyone.
    assert dev & held <= {"本刊记者", "本刊编辑部", "本刊评论员"}


def test_cases_use_other_words_than_the_corpus(shared: Path) -> None:
    corpus = words(sorted((shared / "corpus" / "synthetic").glob("*.gold.json")))
    assert len(corpus) > 400
    assert not corpus & words(CASES)


@pytest.fixture(scope="module")
def composed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("composed")
    subprocess.run([sys.executable, COMPOSER, "--seed", "7", "--pages", "60", folder], check=True)
    return folder


def test_composed_pages_hold_what_their_gold_says(composed: Path) -> None:
    golds = sorted(composed.glob("*.gold.json"))
    assert len(golds) == 60
    for path in golds:
        assert (path.name, faults(page_of(path).read_text(encoding="utf-8"), load(path))) == (path.name, [])


def test_composed_layouts_hold_what_their_gold_says(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "tests.tools.compose_layouts",
        "--seed",
        "7",
        "--pages",
        "44",
        str(tmp_path),
    ]
    subprocess.run(command, check=True, cwd=TESTS.parent)
    golds = sorted(tmp_path.glob("*.gold.json"))
    assert len({path.name.partition("-")[0] for path in golds}) == 24
    for path in golds:
        assert (path.name, faults(page_of(path).read_text(encoding="utf-8"), load(path))) == (path.name, [])


def test_composed_pages_are_listed_with_their_tier(composed: Path) -> None:
    listed = json.loads((composed / "manifest.json").read_text(encoding="utf-8"))["listings"]
    assert {row["name"] for row in listed} == {p.name.removesuffix(".txt") for p in composed.glob("*.txt")}
    assert {row["tier"] for row in listed} == {"clean", "wrapped", "joined", "noisy"}
    assert sum(row["wrapped"] for row in listed) > 60
    assert sum(row["joined"] for row in listed) > 30


def test_composing_twice_gives_the_same_bytes(composed: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, COMPOSER, "--seed", "7", "--pages", "60", tmp_path], check=True)
    assert {p.name: p.read_bytes() for p in composed.iterdir()} == {
        p.name: p.read_bytes() for p in tmp_path.iterdir()
    }


def test_composed_pages_use_other_words_than_the_corpus(composed: Path, shared: Path) -> None:
    corpus = words(sorted((shared / "corpus" / "synthetic").glob("*.gold.json")))
    assert not corpus & words(sorted(composed.glob("*.gold.json")))
