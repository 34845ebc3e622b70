"""Places in a text: their name in one word, the term of their jurisdiction in another (ALA-LC)."""

from functools import cache
from typing import NamedTuple

from catalog import patterns, resources
from catalog.romanise.syllables import character, join, phrase
from catalog.romanise.tables import blocks, parse, readings

_NOT_PLACES = ("broad",)
_OTHER_WORD = {
    "省": "长会城力钱", "市": "长场民容价值郊井面", "县": "长城域志", "区": "长域间块分别", "州": "长",
    "盟": "友国约", "旗": "下帜袍手舰", "镇": "长守静", "乡": "长村亲土愁", "新区": "长", "地区": "长",
}  # fmt: skip
"""Characters that make another word with a term: 广州市场."""
_UNION = ("总工会", "工会")
_NAMED_BY_TERM = patterns.compile(
    r"(?![省市州盟区县旗镇乡])([㐀-鿿]{2,3})(街道|[市县区旗镇乡])(?=总工会|工会|联合工会|教育|卫生|机关|人民)"
)
_NO_NAME = tuple("发新范税验园假作贸业矿社校厂军战全各本我老小郊城该市县区镇乡旗社街")
_AT_LEVEL = "省市州盟区县旗镇乡"


class Named(NamedTuple):
    """A place at the head of a text: how many characters it takes, its syllables and its words."""

    length: int
    syllables: tuple[str, ...]
    words: tuple[str, ...]


class _Lists(NamedTuple):
    upper: frozenset[str]  # provinces and prefectures, without their term
    counties: dict[str, tuple[str, str]]  # full names, and their parts before the term
    short: frozenset[str]  # counties without their term
    weak: frozenset[str]
    terms: dict[str, tuple[str, ...]]
    peoples: dict[str, tuple[str, ...]]
    longest: int


def place_at(text: str, start: int, *, body: bool = False) -> Named | None:
    """Find the longest place that begins at a character.

    A name that is also a word, and a county without its term, count only before a trade union and, at the
    start of the text or behind a province, before a colon.  In a body's name an unlisted 市, 县, 区 or 街道
    is a place, too.
    """
    lists = _lists()
    for length in range(min(lists.longest, len(text) - start), 0, -1):
        name = text[start : start + length]
        if name in lists.counties and _stands(text, start, *lists.counties[name]):
            return _written(*lists.counties[name])
        if name in lists.upper:
            tail = _tail(text, start + length, lists)
            if tail or name not in lists.weak or _in_context(text, start, length):
                return _written(name, *tail)
        elif name in lists.short and length > 1 and _in_context(text, start, length):
            return _written(name)
    return _by_term(text, start) if body else None


def _by_term(text: str, start: int) -> Named | None:
    """Take an unlisted name before a term for a place, at the start of a body or behind another place."""
    match = _NAMED_BY_TERM.match(text, start)
    if match is None or (start and text[start - 1] not in _AT_LEVEL) or match[1].endswith(_NO_NAME):
        return None
    return _written(match[1], match[2])


def _tail(text: str, start: int, lists: _Lists) -> list[str]:
    """Find the peoples and the term behind a place: 壮族 自治区."""
    tail: list[str] = []
    while people := next((name for name in lists.peoples if text.startswith(name, start)), ""):
        tail.append(people)
        start += len(people)
    term = next((name for name in lists.terms if text.startswith(name, start)), "")
    if not term or (tail and not term.startswith("自治")) or _in_other_word(text, start + len(term), term):
        return []
    return [*tail, term]


def _stands(text: str, start: int, base: str, term: str) -> bool:
    """Tell a county from its characters in other words: 新县 in 创新县乡, 义乌市 in 义乌市场."""
    alone = len(base) > 1 or start == 0 or not text[start - 1].isalpha() or text[start - 1] in _AT_LEVEL
    return alone and not _in_other_word(text, start + len(base + term), term)


def _in_other_word(text: str, end: int, term: str) -> bool:
    """See 市场 in 广州市场, but not in a term before another place: 山西省长治市."""
    return text[end : end + 1] in tuple(_OTHER_WORD.get(term, "")) and not _listed_at(text, end, _lists())


def _listed_at(text: str, start: int, lists: _Lists) -> bool:
    """Tell whether a place with its term begins here."""
    names = (text[start : start + length] for length in range(2, lists.longest + 1))
    return any(
        name in lists.counties or (name in lists.upper and text[start + len(name) :][:1] in tuple(_AT_LEVEL))
        for name in names
    )


def _in_context(text: str, start: int, length: int) -> bool:
    end = start + length
    if text.startswith(_UNION, end):
        return True
    before = text[:start]
    return text[end : end + 1] in tuple(":：") and (not before or before.endswith(tuple(_lists().upper)))


def _written(base: str, *tail: str) -> Named:
    lists = _lists()
    peoples: list[str] = []
    while people := next((p for p in lists.peoples if base.endswith(p) and base != p), ""):
        if not tail or not tail[-1].startswith("自治"):
            break
        peoples.insert(0, people)
        base = base.removesuffix(people)
    names = [_reading(base, tail[-1] if tail else "")]
    names += [(lists.peoples | lists.terms)[name] for name in (*peoples, *tail)]
    syllables = tuple(syllable for name in names for syllable in name)
    return Named(len(syllables), syllables, tuple(map(join, names)))


def _reading(base: str, term: str) -> tuple[str, ...]:
    """Read a place's name: as the table has it, else by phrase, else character by character."""
    table = _readings()
    if base in table or base + term in table:
        return tuple((table.get(base + term) or table[base])[: len(base)])
    known = phrase(base + term) or phrase(base)
    return known[: len(base)] if known else tuple((character(char) or (char,))[0] for char in base)


@cache
def _readings() -> dict[str, list[str]]:
    return readings("place_readings.txt", "base")


@cache
def _lists() -> _Lists:
    terms = _longest_first("term")
    upper: set[str] = set()
    for block, rows in parse(resources.lists("places.txt")).items():
        upper |= set() if block in _NOT_PLACES else {_bare(name) for row in rows for name in row}
    counties = {
        base + term: (base, term)
        for term, rows in blocks("counties.txt").items()
        for row in rows
        for base in row
    }
    peoples = _longest_first("people")
    weak = frozenset(name for row in blocks("place_readings.txt")["weak"] for name in row)
    short = frozenset(base for base, _ in counties.values())
    return _Lists(frozenset(upper), counties, short, weak, terms, peoples, max(map(len, counties)))


def _bare(name: str) -> str:
    """Leave off the term of a province: 广西壮族自治区."""
    ends = ("壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "特别行政区", "省", "市", "盟")
    return next((name.removesuffix(end) for end in ends if name.endswith(end)), name)


def _longest_first(block: str) -> dict[str, tuple[str, ...]]:
    rows = readings("place_readings.txt", block)
    return {name: tuple(rows[name]) for name in sorted(rows, key=len, reverse=True)}
