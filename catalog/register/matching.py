"""Which entry of a listing is which article that the register knows.

First what stands there unaltered, wherever it stands; then what is like an article, in the order of the two
listings where that is possible; then what has both moved and changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from heapq import nlargest
from typing import NamedTuple

from catalog.register.chain import Pair, heaviest_chain
from catalog.register.likeness import FIRM, Entry, Likeness, Verdict, compare, judge, letters


class Match(NamedTuple):
    """What an entry was found to be: which article, how surely, and how like the two are.

    `old` is None for a verdict of `other`; for `unlikely` it is the article that the entry resembles.
    """

    verdict: Verdict
    old: int | None = None
    likeness: Likeness = Likeness(1.0)


EXACT: tuple[Callable[[Entry], Hashable], ...] = (
    lambda entry: (_title(entry), entry.heading, entry.kicker, entry.pages),
    lambda entry: (_title(entry), entry.heading),
    lambda entry: _title(entry),
)
"""What two entries must share to be the same without a further look, tried one after the other."""

_CANDIDATES = 12  # articles that an entry is compared with
_COMMON = 200  # what so many articles share says nothing of any
_CLOSE = 0.05  # pairs whose weights differ by less are equals
_REACH = 3  # entries that may stand between an entry and the fixed point beside it
_SHORT = 6  # characters of a title in which one wrong one leaves few pairs


def match(
    old: Sequence[Entry], new: Sequence[Entry], listed: int, given: Mapping[int, int | None] | None = None
) -> list[Match]:
    """Say of each new entry which article it is.

    Of the old ones the first `listed` are those of the last listing, in its order; the others were
    withdrawn before.  `given` holds what is settled already: the article of an entry, None for a new one.
    """
    if not given and new == old[:listed]:  # nothing has changed, which is what most exports find
        return [Match("same", article) for article in range(listed)]
    if not old:
        return [Match("other")] * len(new)
    found = {entry: Match("same", article) for entry, article in (given or {}).items()}
    for among in (range(listed), range(listed, len(old))):
        for key in EXACT:
            _unaltered(key, old, new, among, found)
    if len(found) < len(new):
        _Likely(old, new, listed, found).settle()
    return [found.get(entry, Match("other")) for entry in range(len(new))]


def _unaltered(
    key: Callable[[Entry], Hashable],
    old: Sequence[Entry],
    new: Sequence[Entry],
    among: range,
    found: dict[int, Match],
) -> None:
    """Match entries with one key: one with one, and recurring ones in order if they recur as often."""
    taken = {match.old for match in found.values()}
    articles: dict[Hashable, list[int]] = defaultdict(list)
    entries: dict[Hashable, list[int]] = defaultdict(list)
    for index in among:
        if index not in taken:
            articles[key(old[index])].append(index)
    for index, entry in enumerate(new) if articles else ():
        if index not in found:
            entries[key(entry)].append(index)
    for value, indexes in entries.items():
        if len(indexes) == len(articles.get(value, ())):
            found.update(
                (one, Match("same", other)) for one, other in zip(indexes, articles[value], strict=True)
            )


class _Likely:
    """What is left when the unaltered entries are matched: pairs that are alike, to be settled."""

    def __init__(
        self, old: Sequence[Entry], new: Sequence[Entry], listed: int, found: dict[int, Match]
    ) -> None:
        self.found, self.listed = found, listed
        self.pairs = _compared(old, new, found)
        self.weights = {pair: _weight(likeness) for pair, likeness in self.pairs.items()}
        self.taken = {match.old for match in found.values()}
        fixed = {(e, match.old): 2.0 for e, match in found.items() if match.old is not None}
        ordered = {pair: w for pair, w in (fixed | self.weights).items() if pair[1] < listed}
        chain = heaviest_chain(ordered)
        self.chain = {pair for pair in chain if pair in self.pairs}
        self.chained = ({pair[0] for pair in self.chain}, {pair[1] for pair in self.chain})
        firm = [pair for pair in self.chain if self.pairs[pair].title >= FIRM]
        self.firm = _Firm([*(pair for pair in fixed if pair[1] < listed), *firm], len(new), listed)
        self.rivals: tuple[dict[int, list[Pair]], dict[int, list[Pair]]] = (
            defaultdict(list),
            defaultdict(list),
        )
        for pair in self.pairs:
            for side in (0, 1):
                self.rivals[side][pair[side]].append(pair)

    def settle(self) -> None:
        """Match the pairs, the most alike first and of equals those in order."""
        resembling: dict[int, Match] = {}
        for pair in sorted(
            self.pairs, key=lambda pair: (-self.weights[pair] - 0.1 * (pair in self.chain), pair)
        ):
            entry, article = pair
            if entry in self.found or article in self.taken:
                continue
            match = self.judged(pair)
            if match.verdict in ("same", "likely"):
                self.found[entry] = match
                self.taken.add(article)
                if article < self.listed:
                    self.firm.put(pair)
            elif match.verdict == "unlikely":
                resembling.setdefault(entry, match)
        for entry, match in resembling.items():
            if match.old not in self.taken:  # else it is known what became of that article
                self.found.setdefault(entry, match)

    def judged(self, pair: Pair) -> Match:
        """Judge a pair by its likeness, its place, and whether another one could be meant as well."""
        likeness, beside = self.pairs[pair], self.beside(pair)
        if beside:
            likeness = Likeness(likeness.title, (*likeness.signs, "place"))
        verdict = judge(likeness)
        if verdict in ("same", "likely") and any(
            self.open(*rival) and self.beside(rival[0]) >= beside for rival in self.rivals_of(pair)
        ):
            likeness = Likeness(likeness.title, (*likeness.signs, "rival"))
            verdict = "likely" if pair in self.chain else "unlikely"
        return Match(verdict, pair[1], likeness)

    def rivals_of(self, pair: Pair) -> Iterator[tuple[Pair, int]]:
        """Give the pairs that share one side with this one and are as close, and which side is the other."""
        for side in (0, 1):
            for rival in self.rivals[side][pair[side]]:
                if rival != pair and self.weights[rival] >= self.weights[pair] - _CLOSE:
                    yield rival, 1 - side

    def beside(self, pair: Pair) -> bool:
        """Tell that an entry has a neighbour of an article of the last listing."""
        return pair[1] < self.listed and self.firm.beside(*pair)

    def open(self, pair: Pair, side: int) -> bool:
        """Tell that one side of a pair is neither matched nor will be with another one in order."""
        matched = pair[1] in self.taken if side else pair[0] in self.found
        return not matched and pair[side] not in self.chained[side]


class _Firm:
    """The fixed points of two listings, by which an entry's place is told; both ends are such points."""

    def __init__(self, pairs: Iterable[Pair], entries: int, listed: int) -> None:
        self.articles: dict[int, int] = {}
        self.entries: dict[int, int] = {}
        for pair in ((-1, -1), (entries, listed), *pairs):
            self.put(pair)

    def put(self, pair: Pair) -> None:
        """Add a fixed point."""
        self.articles[pair[0]] = pair[1]
        self.entries[pair[1]] = pair[0]

    def beside(self, entry: int, article: int) -> bool:
        """Tell that the next fixed point of both, before them or behind, is one and the same."""
        steps = (range(-1, -_REACH - 1, -1), range(1, _REACH + 1))
        for side in steps:
            near = next((entry + step for step in side if entry + step in self.articles), None)
            other = next((article + step for step in side if article + step in self.entries), None)
            if near is not None and self.articles[near] == other:
                return True
        return False


def _compared(old: Sequence[Entry], new: Sequence[Entry], found: Mapping[int, Match]) -> dict[Pair, Likeness]:
    """Compare each unmatched entry with the unmatched articles that share most of its rarer marks."""
    taken = {match.old for match in found.values()}
    having: dict[Hashable, list[int]] = defaultdict(list)
    for article, entry in enumerate(old):
        if article not in taken:
            for mark in _marks(entry):
                having[mark].append(article)
    pairs: dict[Pair, Likeness] = {}
    for index, entry in enumerate(new):
        if index in found:
            continue
        shared: dict[int, float] = defaultdict(float)
        for mark in sorted(_marks(entry)):
            articles = having.get(mark, ())
            if len(articles) <= _COMMON:
                for article in articles:
                    shared[article] += 1 / len(articles)
        closest = nlargest(_CANDIDATES, ((share, -abs(index - a), a) for a, share in shared.items()))
        for _, _, article in closest:
            pairs[index, article] = compare(old[article], entry)
    return pairs


def _marks(entry: Entry) -> set[str]:
    """Give what an entry is found by: pairs of characters of its title, single ones if short, its authors."""
    title = letters(entry.title)
    marks = {title[at : at + 2] for at in range(len(title) - 1)}
    if len(title) < _SHORT:
        marks.update(title)
    return marks | {f"/{letters(name)}" for name in entry.authors}


def _weight(likeness: Likeness) -> float:
    """Order pairs by their titles, then by what else agrees."""
    return likeness.title + 0.1 * sum(sign in ("authors", "pages", "kicker") for sign in likeness.signs)


def _title(entry: Entry) -> Hashable:
    return letters(entry.title), tuple(map(letters, entry.authors))
