"""How exact the reading is: pages of known contents are read and compared, value by value.

A folder holds pages `NAME.txt` with `NAME.gold.json` beside them; the part of NAME before the first `-`
is its tier.  A value is right when it equals the gold, runs of white space counting as one space.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from catalog.codes import CODES
from catalog.diagnostics import Diagnostic, Place, finding
from catalog.gold import GoldArticle, GoldIssue, GoldSection, load
from catalog.issue import Article, Issue, Section

FIELDS = ("title", "kicker", "authors", "kind", "section")
Reader = Callable[[Path], tuple[list[Issue], list[Diagnostic]]]


@dataclass(slots=True)
class Tally:
    """Counts for one tier: gold and right articles and fields, values with their confidence and truth."""

    pages: int = 0
    pages_right: int = 0
    articles: int = 0
    whole: int = 0
    extra: int = 0
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FIELDS, 0))
    values: list[tuple[float, float, bool]] = field(default_factory=list)
    """Confidence, margin and truth of every value given."""
    sure: int = 0
    """Articles in which every value has a confidence of 0.95 or more …"""
    sure_right: int = 0
    """… and those of them that are right in every field."""

    def add(self, other: "Tally") -> None:
        """Add the counts of another tally."""
        for name in ("pages", "pages_right", "articles", "whole", "extra", "sure", "sure_right"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in FIELDS:
            self.right[name] += other.right[name]
        self.values += other.values


SURE = 0.95
DECILES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.99, 1.0)


def check(folder: Path, read: Reader) -> tuple[dict[str, Tally], list[Diagnostic]]:
    """Read every page of a folder of gold and tally by tier.

    No folder (S101), one without gold (S142), bad gold (S141) and pages that cannot be read are findings;
    such a page is in no tally.
    """
    tiers: dict[str, Tally] = {}
    findings: list[Diagnostic] = []
    files = sorted(folder.glob("*.gold.json")) if os.path.isdir(folder) else []  # noqa: PTH112  # says no where Path raises
    if not files:
        return {}, [finding("S142" if os.path.lexists(folder) else "S101", Place(str(folder)))]
    for path in files:
        name = path.name.removesuffix(".gold.json")
        gold, faults = load(path)
        findings += faults
        if gold is not None:
            issues, said = read(path.with_name(f"{name}.txt"))
            if stops := [item for item in said if CODES[item.code].stops]:
                findings += stops
            else:
                tiers.setdefault(name.partition("-")[0], Tally()).add(page(gold.issues, issues))
    return tiers, findings


def page(gold: Sequence[GoldIssue], issues: Sequence[Issue]) -> Tally:
    """Tally one page."""
    tally = Tally(pages=1)
    left = {_key(issue): issue for issue in issues}
    for expected in gold:
        rows = [(section, row) for section in expected.sections for row in section.articles]
        tally.articles += len(rows)
        found = left.pop((expected.publication, expected.year, expected.issue), None)
        if found is not None:
            _issue(tally, rows, found)
    for issue in left.values():
        tally.extra += len(issue.articles)
    tally.pages_right = int(tally.whole == tally.articles and not tally.extra and len(issues) == len(gold))
    return tally


def _key(issue: Issue) -> tuple[str, int, int]:
    return issue.publication, issue.year, issue.number


Row = tuple[GoldSection, GoldArticle]


def _issue(tally: Tally, rows: Sequence[Row], issue: Issue) -> None:
    """Pair articles by title, in order, and tally their fields."""
    waiting = list(rows)
    for section in issue.sections:
        for article in section.articles:
            row = next((r for r in waiting if _same(r[1].title, article.title)), None)
            if row is None:
                tally.extra += 1
                _values(tally, section, article, None)
                continue
            waiting.remove(row)
            truth = _truth(row, section, article)
            for name in FIELDS:
                tally.right[name] += truth[name]
            tally.whole += all(truth.values())
            _values(tally, section, article, row)


def _truth(row: Row, section: Section, article: Article) -> dict[str, bool]:
    heading, gold = row
    names = [(author.name, author.kind) for author in gold.authors]
    given = [(author.name, author.kind) for author in article.authors]
    return {
        "title": True,
        "kicker": _same(gold.kicker, article.kicker),
        "authors": [name for name, _ in names] == [name for name, _ in given],
        "kind": sorted(names) == sorted(given),
        "section": _same(heading.name, section.heading),
    }


def _values(tally: Tally, section: Section, article: Article, row: Row | None) -> None:
    """Note confidence and truth of each value of an article; without a gold row all are wrong."""
    truth = _truth(row, section, article) if row else None
    names = {(author.name, author.kind) for author in row[1].authors} if row else set()
    values = [(evidence, bool(truth and truth["kicker" if key == "kicker" else "title"]))
              for key, evidence in article.evidence.items() if key in ("title", "kicker")]  # fmt: skip
    values += [(author.evidence["name"], (author.name, author.kind) in names) for author in article.authors]
    if "heading" in section.evidence:
        values.append((section.evidence["heading"], bool(truth and truth["section"])))
    for evidence, right in values:
        margin = float("inf") if evidence.margin is None else evidence.margin
        tally.values.append((evidence.confidence, margin, right))
    if all(evidence.confidence >= SURE for evidence, _ in values):
        tally.sure += 1
        tally.sure_right += bool(truth and all(truth.values()))


def _same(left: str | None, right: str | None) -> bool:
    return (left is None) == (right is None) and (left or "").split() == (right or "").split()


def table(tiers: dict[str, Tally]) -> Iterator[str]:
    """Print accuracy by tier, then reliability by confidence."""
    whole = Tally()
    names = ("pages", "articles", *FIELDS, "all fields", "sure", "sure right")
    yield f"{'tier':10}" + "".join(f"{name:>11}" for name in names)
    for name, tally in [*tiers.items(), ("all", whole)]:
        if name != "all":
            whole.add(tally)
        cells = [str(tally.pages), str(tally.articles)]
        cells += [_share(tally.right[field], tally.articles) for field in FIELDS]
        cells += [_share(tally.whole, tally.articles), _share(tally.sure, tally.articles)]
        cells += [_share(tally.sure_right, tally.sure)]
        yield f"{name:10}" + "".join(f"{cell:>11}" for cell in cells)
    yield ""
    yield f"{'confidence':14}{'values':>8}{'mean':>8}{'right':>8}"
    for low, high in pairwise(DECILES):
        some = [(sure, right) for sure, _, right in whole.values if low <= sure < high or sure == high == 1.0]
        if some:
            mean = sum(sure for sure, _ in some) / len(some)
            right = sum(right for _, right in some) / len(some)
            yield f"{low:.2f} – {high:.2f}   {len(some):>8}{mean:>8.3f}{right:>8.3f}"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.4f}" if whole else "–"
