"""How exact the reading is: pages of known contents are read and compared, value by value.

A folder holds pages `NAME.txt` with `NAME.gold.json` beside them; the part of NAME before the first `-`
is its tier.  A value is right when it equals the gold, runs of white space counting as one space.

The order of work: match issues and articles with the gold → tally what is right → say what differs.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from catalog.codes import CODES
from catalog.diagnostics import Diagnostic, Place, finding
from catalog.gold import Gold, GoldArticle, GoldAuthor, GoldIssue, GoldSection, load
from catalog.issue import Article, Author, Evidence, Issue, Section
from catalog.jsonplace import Path as Keys

FIELDS = ("title", "kicker", "authors", "kind", "section")
Reader = Callable[[Path], tuple[list[Issue], list[Diagnostic]]]


@dataclass(slots=True)
class Tally:
    """Counts for one tier: gold and right articles and fields, values with their confidence and truth."""

    pages: int = 0
    pages_right: int = 0
    articles: int = 0
    whole: int = 0
    read: int = 0
    """Articles that were read …"""
    extra: int = 0
    """… and those of them that the gold has not."""
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FIELDS, 0))
    values: list[tuple[float, float, bool]] = field(default_factory=list)
    """Confidence, margin and truth of every value given."""
    sure: int = 0
    """Articles read in which every value has a confidence of 0.95 or more …"""
    sure_right: int = 0
    """… and those of them that are right in every field."""

    def add(self, other: "Tally") -> None:
        """Add the counts of another tally."""
        for name in ("pages", "pages_right", "articles", "whole", "read", "extra", "sure", "sure_right"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in FIELDS:
            self.right[name] += other.right[name]
        self.values += other.values


SURE = 0.95
DECILES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.99, 1.0)


class Wanted(NamedTuple):
    """An article of the gold, under its heading, and where it stands in the file."""

    path: Keys
    section: GoldSection
    article: GoldArticle


class Given(NamedTuple):
    """An article that was read, under its heading."""

    section: Section
    article: Article


class Pair(NamedTuple):
    """An article of the gold and the one that was read with its title; either may be lacking."""

    wanted: Wanted | None
    given: Given | None

    @property
    def truth(self) -> dict[str, bool]:
        """Tell which fields are right; without a partner, none is."""
        if self.wanted is None or self.given is None:
            return dict.fromkeys(FIELDS, False)
        (_, heading, gold), (section, article) = self.wanted, self.given
        names = [(author.name, author.kind) for author in gold.authors]
        given = [(author.name, author.kind) for author in article.authors]
        return {
            "title": True,
            "kicker": _same(gold.kicker, article.kicker),
            "authors": [name for name, _ in names] == [name for name, _ in given],
            "kind": sorted(names) == sorted(given),
            "section": _same(heading.name, section.heading),
        }


class Match(NamedTuple):
    """An issue of the gold, its number there, and the one that was read; either may be lacking."""

    at: int
    wanted: GoldIssue | None
    given: Issue | None
    pairs: tuple[Pair, ...]


def check(folder: Path, read: Reader) -> tuple[dict[str, Tally], list[Diagnostic]]:
    """Read every page of a folder of gold and tally by tier; whatever differs is a finding (L260-L262).

    What the reading itself warns of is told where something differs.  No folder (S101), one without gold
    (S142), bad gold (S141) and pages that cannot be read are findings; such a page is in no tally.
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
                continue
            matches = matched(gold.issues, issues)
            tiers.setdefault(name.partition("-")[0], Tally()).add(tallied(matches))
            if different := list(differences(matches, gold)):
                findings += [*(item for item in said if item.severity != "note"), *different]
    return tiers, findings


def page(gold: Sequence[GoldIssue], issues: Sequence[Issue]) -> Tally:
    """Tally one page."""
    return tallied(matched(gold, issues))


def matched(gold: Sequence[GoldIssue], issues: Sequence[Issue]) -> list[Match]:
    """Match the issues by name, year and number, and their articles by title, in order."""
    left: dict[tuple[str, int, int], list[Issue]] = {}
    for issue in issues:
        left.setdefault((issue.publication, issue.year, issue.number), []).append(issue)
    matches = []
    for at, wanted in enumerate(gold):
        found = left.get((wanted.publication, wanted.year, wanted.issue))
        given = found.pop(0) if found else None
        matches.append(Match(at, wanted, given, tuple(_pairs(_wanted(at, wanted), given))))
    rest = [issue for found in left.values() for issue in found]
    return matches + [Match(-1, None, issue, tuple(_pairs((), issue))) for issue in rest]


def _wanted(at: int, issue: GoldIssue) -> Iterator[Wanted]:
    for number, section in enumerate(issue.sections):
        for row, article in enumerate(section.articles):
            yield Wanted(("issues", at, "sections", number, "articles", row), section, article)


def _pairs(wanted: Iterable[Wanted], issue: Issue | None) -> Iterator[Pair]:
    waiting = list(wanted)
    for section in issue.sections if issue else ():
        for article in section.articles:
            row = next((row for row in waiting if _same(row.article.title, article.title)), None)
            if row is not None:
                waiting.remove(row)
            yield Pair(row, Given(section, article))
    for row in waiting:
        yield Pair(row, None)


def tallied(matches: Sequence[Match]) -> Tally:
    """Tally one page."""
    tally = Tally(pages=1)
    for pair in (pair for match in matches for pair in match.pairs):
        truth = pair.truth
        tally.articles += pair.wanted is not None
        tally.read += pair.given is not None
        tally.extra += pair.wanted is None
        tally.whole += all(truth.values())
        for name in FIELDS:
            tally.right[name] += truth[name]
        _values(tally, pair, truth)
    same_issues = all(match.wanted and match.given for match in matches)
    tally.pages_right = int(tally.whole == tally.articles and not tally.extra and same_issues)
    return tally


def _values(tally: Tally, pair: Pair, truth: dict[str, bool]) -> None:
    """Note confidence and truth of each value of an article that was read."""
    if pair.given is None:
        return
    section, article = pair.given
    names = {(author.name, author.kind) for author in pair.wanted.article.authors} if pair.wanted else set()
    values = [(evidence, truth["kicker" if key == "kicker" else "title"])
              for key, evidence in article.evidence.items() if key in ("title", "kicker")]  # fmt: skip
    values += [(author.evidence["name"], (author.name, author.kind) in names) for author in article.authors]
    if "heading" in section.evidence:
        values.append((section.evidence["heading"], truth["section"]))
    for evidence, right in values:
        margin = float("inf") if evidence.margin is None else evidence.margin
        tally.values.append((evidence.confidence, margin, right))
    if all(evidence.confidence >= SURE for evidence, _ in values):
        tally.sure += 1
        tally.sure_right += all(truth.values())


def _same(left: str | None, right: str | None) -> bool:
    return (left is None) == (right is None) and (left or "").split() == (right or "").split()


def differences(matches: Sequence[Match], gold: Gold) -> Iterator[Diagnostic]:
    """Say what differs: a value (L260), what was not read (L261), what the gold has not (L262)."""
    missed = {path: text for match in matches for path, text in _missed(match)}
    for path, place in gold.places(missed).items():
        yield finding("L261", place, text=missed[path])
    for match in matches:
        if match.wanted is None and (issue := match.given):
            text = _label(issue.publication, issue.year, issue.number)
            yield finding("L262", Place(issue.source.file, issue.source.line), text=text)
        elif issue := match.given:
            for pair in match.pairs:
                yield from _different(pair, issue.source.file)


def _missed(match: Match) -> Iterator[tuple[Keys, str]]:
    """Name what was not read, and where the gold has it: an issue, or articles of one that was read."""
    if match.given is None and (issue := match.wanted):
        yield ("issues", match.at), _label(issue.publication, issue.year, issue.issue)
        return
    for wanted, given in match.pairs:
        if wanted and not given:
            yield (*wanted.path, "title"), wanted.article.title


def _different(pair: Pair, file: str) -> Iterator[Diagnostic]:
    """Say how an article that was read differs from the gold."""
    if pair.given is None:
        return
    section, article = pair.given
    title = article.evidence.get("title")
    if pair.wanted is None:
        yield finding("L262", _at(file, title), text=article.title)
        return
    _, heading, gold = pair.wanted
    truth = pair.truth
    names = _names(gold.authors), _names(article.authors)
    first = article.authors[0].evidence.get("name") if article.authors else None
    rows = (
        ("section", "栏目", heading.name, section.heading, section.evidence.get("heading")),
        ("kicker", "引题", gold.kicker, article.kicker, article.evidence.get("kicker")),
        ("authors", "责任者", *names, first),
    )
    for english, chinese, expected, read, evidence in rows:
        if not truth[english] or (english == "authors" and not truth["kind"]):
            place = _at(file, evidence or title)
            words = {"file": place.file, "line": place.line, "title": article.title}
            words |= {
                "field_en": english,
                "field_zh": chinese,
                "expected": expected or "–",
                "read": read or "–",
            }
            yield finding("L260", place, **words)


def _at(file: str, evidence: Evidence | None) -> Place:
    if evidence is None:
        return Place(file)
    span = evidence.spans[0]
    return Place(file, span.line, span.column, span.end_column)


def _names(authors: Sequence[GoldAuthor | Author]) -> str:
    return ", ".join(f"{author.name} ({author.kind})" for author in authors)


def _label(name: str, year: int, number: int) -> str:
    return f"《{name}》{year}年第{number}期"


def table(tiers: dict[str, Tally]) -> Iterator[str]:
    """Print accuracy by tier, then reliability by confidence.

    `extra` counts articles that the gold has not; `sure` is the share of sure ones of those that were read.
    """
    whole = Tally()
    names = ("pages", "articles", *FIELDS, "all fields", "extra", "sure", "sure right", "page right")
    yield f"{'tier':10}" + "".join(f"{name:>11}" for name in names)
    for name, tally in [*tiers.items(), ("all", whole)]:
        if name != "all":
            whole.add(tally)
        cells = [str(tally.pages), str(tally.articles)]
        cells += [_share(tally.right[field], tally.articles) for field in FIELDS]
        cells += [_share(tally.whole, tally.articles), str(tally.extra), _share(tally.sure, tally.read)]
        cells += [_share(tally.sure_right, tally.sure), _share(tally.pages_right, tally.pages)]
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
