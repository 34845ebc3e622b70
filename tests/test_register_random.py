"""Random edits of a listing: no number is given twice, untouched articles keep theirs, doubts are said."""

import random
import tempfile
from datetime import date, timedelta
from itertools import count, pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.config.model import Settings
from catalog.register.chain import Pair, heaviest_chain
from tests.register_cases import export, issue

DAY = date(2025, 12, 3)
HAN = "".join(map(chr, range(0x4E00, 0x5800)))


class Entry:
    """An entry that knows which article it truly is."""

    def __init__(self, truth: int, title: str, authors: str) -> None:
        self.truth, self.title, self.authors = truth, title, authors


def edited(draw: random.Random, before: list[Entry], truths: "count[int]") -> tuple[list[Entry], set[int]]:
    """Edit a listing as people and better scans do; give it, and which articles were touched."""
    listing = list(before)
    touched: set[int] = set()
    for _ in range(draw.randint(0, 5)):
        edit = draw.choice(("insert", "insert", "delete", "correct", "correct", "swap", "author"))
        at = draw.randrange(len(listing) + 1)
        if edit == "insert" or at == len(listing):
            listing.insert(at, fresh(draw, truths))
        elif edit == "delete":
            del listing[at]
        elif edit == "swap":
            other = draw.randrange(len(listing))
            listing[at], listing[other] = listing[other], listing[at]
        else:
            old = listing[at]
            title, authors = old.title, old.authors
            if edit == "author":
                authors = draw.choice(("", "".join(draw.choices(HAN, k=3))))
            for _ in range(draw.randint(1, 2) if edit == "correct" else 0):
                spot = draw.randrange(len(title))
                title = title[:spot] + draw.choice(HAN) + title[spot + 1 :]
            listing[at] = Entry(old.truth, title, authors)
            touched.add(old.truth)
    return listing, touched


def fresh(draw: random.Random, truths: "count[int]") -> Entry:
    title = "".join(draw.choices(HAN, k=draw.randint(8, 24)))
    return Entry(next(truths), title, draw.choice(("", "".join(draw.choices(HAN, k=3)))))


@settings(max_examples=80)
@given(
    st.integers(0, 1 << 32).map(random.Random), st.integers(0, 12)
)  # entries that differ, as shrunk ones would not
def test_random_edits(draw: random.Random, length: int) -> None:
    truths = count()
    listing = [fresh(draw, truths) for _ in range(length)]
    touched: set[int] = set()
    given_to: dict[str, int] = {}
    numbers_of: dict[int, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.sqlite"
        for day in range(4):
            exported = issue(*((entry.title, entry.authors) for entry in listing))
            known, findings = export(path, exported, Settings(date=DAY + timedelta(day)))
            numbers = [article.id for article in known.issue.articles]
            assert len(set(numbers)) == len(numbers), "a number for each"
            said = {str(item.values["title"]) for item in findings if item.code in ("W735", "W736")}
            for number, entry in zip(numbers, listing, strict=True):
                kept = numbers_of.get(entry.truth)
                if entry.title not in said:
                    assert given_to.setdefault(number, entry.truth) == entry.truth, "no number is given again"
                    assert kept is None or kept == number, "an article keeps its number, or it is said"
                if entry.truth not in touched and kept is not None:
                    assert kept == number, "who was not touched keeps the number"
                    assert known.histories[number].status == "unchanged"
                numbers_of[entry.truth] = number
            here = {entry.truth for entry in listing}
            given_to.update((number, truth) for truth, number in numbers_of.items() if truth in here)
            listing, touched = edited(draw, listing, truths)


few = st.lists(st.sampled_from(["卷首语", "图说", "动态", "动态（续）", "……", "图说1", "图说2"]), max_size=9)


@settings(max_examples=80)
@given(st.lists(few, min_size=1, max_size=5))
def test_recurring_titles(listings: list[list[str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.sqlite"
        for titles in listings:
            exported = issue(*((title,) for title in titles))
            known, _ = export(path, exported, Settings(date=DAY))
            numbers = [article.id for article in known.issue.articles]
            assert len(set(numbers)) == len(titles)
            again, findings = export(path, exported, Settings(date=DAY + timedelta(1)))
            assert again.issue == known.issue, "the same listing has the same numbers"
            assert {history.status for history in again.histories.values()} <= {"unchanged"}
            assert findings == []


pairs = st.dictionaries(
    st.tuples(st.integers(0, 6), st.integers(0, 6)), st.sampled_from([0.5, 1.0, 1.5, 2.0]), max_size=9
)


@given(pairs)
def test_the_heaviest_chain_is_that_of_trying_all(weights: dict[Pair, float]) -> None:
    def best(after: Pair) -> float:
        following = [pair for pair in weights if pair[0] > after[0] and pair[1] > after[1]]
        return max((weights[pair] + best(pair) for pair in following), default=0.0)

    chain = heaviest_chain(weights)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(chain))
    assert sum(weights[pair] for pair in chain) == best((-1, -1))
