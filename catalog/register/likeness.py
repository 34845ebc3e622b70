"""How like two entries of an issue's listing are, and what is concluded from it."""

import unicodedata
from typing import Literal, NamedTuple

from catalog import patterns

Sign = Literal["authors", "pages", "kicker", "place", "other-authors", "numerals", "rival"]
Verdict = Literal["same", "likely", "unlikely", "other"]
"""`same` and `likely` keep the number, `unlikely` and `other` get a new one; the middle two are reported."""


class Entry(NamedTuple):
    """What an article is recognised by."""

    title: str
    authors: tuple[str, ...] = ()
    heading: str | None = None
    kicker: str | None = None
    pages: str | None = None


class Likeness(NamedTuple):
    """How like two titles are, 0 to 1, and what else speaks for the two being one article or against it."""

    title: float
    signs: tuple[Sign, ...] = ()


FIRM = 0.7
"""From this likeness on two titles are a fixed point for their neighbours."""

_TABLE: tuple[tuple[float, tuple[Verdict, Verdict, Verdict, Verdict]], ...] = (
    # titles as like as this, and beside them: two signs or more, one, none, more against than for
    (0.9, ("same", "same", "likely", "unlikely")),
    (FIRM, ("same", "same", "unlikely", "unlikely")),
    (0.5, ("likely", "unlikely", "other", "other")),
    (0.0, ("unlikely", "other", "other", "other")),
)
_AGAINST = frozenset(("other-authors", "numerals"))
_NUMERALS = frozenset("0123456789〇零一二三四五六七八九十百上中下前后续")
_NO_LETTER = patterns.compile(r"[\W_]+")
_LONGEST = 300  # characters that are compared, and
_MOST = 10  # names: comparing takes their square
_PERSON = 4  # characters of a person's name


def letters(text: str) -> str:
    """Keep the letters and digits of a text, in one width and case; of a text without any, all.

    >>> letters("“146”工作体系：Ａ") == letters("146 工作体系a")
    True
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    return plain if plain.isalnum() else _NO_LETTER.sub("", plain) or plain


def compare(old: Entry, new: Entry) -> Likeness:
    """Compare two entries by what they say; where they stand is not looked at.

    >>> compare(Entry("车间里的读书会（上）", ("陈强",)), Entry("车间里的读书会（下）", ("陈强",)))
    Likeness(title=0.875, signs=('authors', 'numerals'))
    """
    from difflib import SequenceMatcher

    before, after = letters(old.title)[:_LONGEST], letters(new.title)[:_LONGEST]
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    signs = [*_authors(old.authors, new.authors)]
    if old.pages and old.pages == new.pages:
        signs.append("pages")
    if old.kicker and new.kicker and letters(old.kicker) == letters(new.kicker):
        signs.append("kicker")
    changed = "".join(
        before[a:b] + after[c:d] for operation, a, b, c, d in matcher.get_opcodes() if operation != "equal"
    )
    if changed and _NUMERALS.issuperset(changed):
        signs.append("numerals")
    return Likeness(round(matcher.ratio(), 3), tuple(signs))


def judge(likeness: Likeness) -> Verdict:
    """Conclude from a likeness whether two entries are one article; what speaks against it is never silent.

    >>> judge(Likeness(0.95, ("place",))), judge(Likeness(0.95)), judge(Likeness(0.95, ("numerals",)))
    ('same', 'likely', 'unlikely')
    """
    against = sum(sign in _AGAINST for sign in likeness.signs)
    signs = len(likeness.signs) - 2 * against
    column = 3 if signs < 0 else 2 - min(signs, 2)
    verdict = next(row[column] for least, row in _TABLE if likeness.title >= least)
    return "likely" if verdict == "same" and against else verdict


def _authors(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[Sign, ...]:
    """Tell whether two entries have an author in common; of names that are only alike, persons' count.

    Bodies are called alike, as 河南省总工会 and 河北省总工会, and are not the same.
    """
    from difflib import SequenceMatcher

    before, after = ([letters(name)[:_LONGEST] for name in names[:_MOST]] for names in (old, new))
    if not before or not after:
        return ()
    if not set(before).isdisjoint(after):
        return ("authors",)
    pairs = [(one, other) for one in before for other in after]
    alike = [(SequenceMatcher(None, *pair, autojunk=False).ratio(), max(map(len, pair))) for pair in pairs]
    if any(ratio > 0.6 and length <= _PERSON for ratio, length in alike):
        return ("authors",)
    return () if max(alike)[0] >= 0.5 else ("other-authors",)
