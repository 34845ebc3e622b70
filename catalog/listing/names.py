"""Tell persons and corporate bodies from phrases by the look of the text alone.

Every score is a natural-log odds: 0 is undecided, positive speaks for it, ±12 is the end of the scale.  A
person is scored by surname, length and given name against the same characters as ordinary text, in which
words are likelier than their characters one by one.  A body is scored by how it ends and begins and by words
that only titles hold.  The lists and their origins are in `catalog/lists/`.
"""

import re
from functools import lru_cache
from itertools import pairwise

from catalog import patterns
from catalog.listing.lists import PersonLists, Scores, body_lists, person_lists
from catalog.text import is_han

LIMIT = 12.0

_UNKNOWN_SURNAME = -8.0
_RARE_CHARACTER = -1.0  # rare in text, and never met in a given name
_LENGTH = {2: 0.0, 3: 1.0}
_DOUBLE_SURNAME = -6.0  # a married woman's two
_DOUBLED = 1.0  # 婷婷
_PLACE = -8.0
_ALL_WORDS = 1.0  # the text is nothing but words

_SYLLABLES = -2.0
_ODD_SYLLABLE = -2.0
_GIVEN_SYLLABLE = -0.5  # one that is usual in given names

_DOTTED = 4.0
_DOTS = "·•・‧。"
_HYPHEN = patterns.compile(r"(?<=[\u4e00-\u9fff])-(?=[\u4e00-\u9fff])")  # 让-皮埃尔
_FOREIGN_PART = 2.0
_LATIN = r"(?:[A-Z][a-zà-ÿ'’-]+|[A-Z]\.)(?:[ ·]?(?:[A-Z][a-zà-ÿ'’-]+|[A-Z]\.)){1,3}"

_EACH_GLUED = -2.0  # so that fewer names are likelier
_LONGEST_GLUED = 4
_DOUBTFUL = -2.0

_BODY = -7.0
_AREA = patterns.compile(r".{1,6}?[省市区县州旗盟镇乡]")
_AREA_FIRST = 3.0
_BODY_IN_BODY = 3.0
_UNION_IN_BODY = 5.0
_BARE_ENDING = -5.0
_INSTITUTION = patterns.compile("医院|大学|学院|公司|集团|研究院")  # 应急总医院急诊科


@lru_cache(maxsize=16384)
def person(text: str) -> float:
    """Score that a text is the name of one person; it holds no spaces, `·` may part it.

    >>> person("陈建伟") > 3, person("才让多杰") > 3, person("古丽·买买提") > 3
    (True, True, True)
    >>> person("强监督") < 0, person("安全生产") < -3, person("研究室") < -3
    (True, True, True)
    """
    if not 2 <= len(text) <= 24:
        return -LIMIT
    if not all(map(is_han, text)):
        return _clip(_other_name(text))
    return _clip(_han_name(text)) if len(text) <= 9 else -LIMIT


def split_glued(text: str) -> list[str] | None:
    """Cut names that stand without any separator, or give None where one name or none is likelier.

    >>> split_glued("余嘉熙葛慧君")
    ['余嘉熙', '葛慧君']
    >>> split_glued("欧阳立功"), split_glued("凝聚奋斗力量")
    (None, None)
    """
    if not 4 <= len(text) <= 20 or not all(map(is_han, text)):
        return None
    best: list[tuple[float, tuple[str, ...]]] = [(0.0, ())]
    reached = 0  # the last place at which some name ends
    for end in range(1, len(text) + 1):
        if end > reached + _LONGEST_GLUED:
            return None
        ways = [
            (best[start][0] + score + _EACH_GLUED, (*best[start][1], text[start:end]))
            for start in range(max(0, end - _LONGEST_GLUED), end - 1)
            if best[start][0] > -LIMIT and (score := person(text[start:end])) > _DOUBTFUL
        ]
        best.append(max(ways, default=(-LIMIT, ())))
        reached = end if ways else reached
    score, names = best[-1]
    return list(names) if len(names) > 1 and score > max(0.0, person(text) + _EACH_GLUED) else None


@lru_cache(maxsize=8192)
def body(text: str) -> float:
    """Score that a text is the name of a corporate body, which may be a department or an editorial office.

    >>> body("浙江省总工会") > 3, body("本刊编辑部") > 3, body("美的集团工会委员会") > 3
    (True, True, True)
    >>> body("怎样建好职工之家") < -3, body("走进职工学校") < -3, body("陈建伟") < -3
    (True, True, True)
    """
    lists = body_lists()
    if text in lists.whole:
        return lists.whole[text]
    ending = lists.endings.at_end(text)
    if not ending or not 3 <= len(text) <= 40:
        return -LIMIT
    rest = text[: -len(ending)]
    score = _BODY + lists.endings[ending]
    beginning = lists.beginnings.at_start(rest)
    if beginning:
        score += lists.beginnings[beginning]
    elif _AREA.match(rest):
        score += _AREA_FIRST
    elif len(rest) < 2:
        score += _BARE_ENDING
    inner = lists.endings.at_end(rest)
    if (inner and inner != rest) or _INSTITUTION.search(rest, 2):
        score += _BODY_IN_BODY
    if "总工会" in rest:
        score += _UNION_IN_BODY
    return _clip(score + sum(weight for word, weight in lists.inside if word in rest))


@lru_cache(maxsize=8192)
def _han_name(text: str) -> float:
    """Take the best of the ways to read a run of Han characters as a name, against the best as words."""
    lists = person_lists()
    ways = [_without_surname(text, lists)] if len(text) > 2 else []
    if len(text) in _LENGTH:
        surname = lists.surnames.get(text[0], _UNKNOWN_SURNAME)
        ways.append(surname + _LENGTH[len(text)] + _given(text[1:], lists))
    ways += [
        lists.compounds[text[:length]] + _given(text[length:], lists)
        for length in (2, 3, 4)
        if 1 <= len(text) - length <= 2 and text[:length] in lists.compounds
    ]
    if len(text) == 4 and text[0] in lists.surnames and text[1] in lists.surnames:
        surname = lists.surnames[text[0]] + lists.surnames[text[1]]
        ways.append(surname + _DOUBLE_SURNAME + _given(text[2:], lists))
    score = max(ways, default=-LIMIT) - _as_words(text, lists)
    return score + _PLACE if text in lists.places else score


def _given(text: str, lists: PersonLists) -> float:
    """Score one or two characters as a given name."""
    if len(text) == 1:
        return _in_name(text, lists.single, lists.unseen)
    score = _in_name(text[0], lists.first, lists.unseen) + _in_name(text[1], lists.second, lists.unseen)
    return score + _bonus(text, lists.given) + (_DOUBLED if text[0] == text[1] else 0.0)


def _in_name(char: str, part: Scores, unseen: Scores) -> float:
    score = part.get(char)
    return unseen.get(char, _RARE_CHARACTER) if score is None else score


def _as_words(text: str, lists: PersonLists) -> float:
    """Say how much likelier than its characters the text is when cut into words in the best way."""
    pairs = []
    for first, second in pairwise(text):
        run = lists.words.get(first, "")
        at = run.find(second)
        pairs.append(float(run[at + 1]) if at >= 0 else 0.0)
    before = best = 0.0
    for bonus in pairs:
        before, best = best, max(best, before + bonus)
    if len(text) % 2 == 0 and all(pairs[::2]):
        best = max(best, sum(pairs[::2]) + _ALL_WORDS)
    return max(best, lists.lookalikes.get(text, 0.0))


def _bonus(pair: str, table: dict[str, str]) -> float:
    run = table.get(pair[0], "")
    at = run.find(pair[1])
    return float(run[at + 1]) if at >= 0 else 0.0


def _without_surname(text: str, lists: PersonLists) -> float:
    """Score a name made of the usual pieces of Tibetan, Mongolian, Uyghur and Yi names."""
    if lists.endings.keys().isdisjoint(text):
        return -LIMIT
    best = [(_SYLLABLES, False)]
    for end, char in enumerate(text, 1):
        score, known = best[end - 1]
        ways = [(score + lists.parts.get(char, _ODD_SYLLABLE), known)]
        if known and max(lists.first.get(char, -1.0), lists.second.get(char, -1.0)) > 0:
            ways.append((score + _GIVEN_SYLLABLE, True))
        for length in lists.endings.get(char, ()):
            piece = lists.syllables.get(text[end - length : end]) if length <= end else None
            if piece is not None:
                ways.append((best[end - length][0] + piece, True))
        best.append(max(ways))
    score, known = best[-1]
    return score if known else -LIMIT


def _other_name(text: str) -> float:
    """Score names with a dot between their parts, and names in Latin letters."""
    if "A" <= text[0] <= "Z" and re.fullmatch(_LATIN, text):
        return 3.0
    parts = (
        (_HYPHEN.sub("", text) if "-" in text else text)
        .translate(dict.fromkeys(map(ord, _DOTS), "·"))
        .split("·")
    )
    if len(parts) < 2 or not all(1 <= len(part) <= 8 and part.isalpha() for part in parts):
        return -LIMIT
    lists = person_lists()
    return _DOTTED + sum(_dotted_part(part, lists) for part in parts)


def _dotted_part(part: str, lists: PersonLists) -> float:
    """Score one part of a name with dots: 买买提 and 史密斯 speak for a name, 工会 against one."""
    if _without_surname(part, lists) > 0 or (len(part) > 1 and lists.sounds.issuperset(part)):
        return _FOREIGN_PART
    return -_as_words(part, lists) - (1.0 if len(part) == 1 else 0.0)


def _clip(score: float) -> float:
    return max(-LIMIT, min(LIMIT, score))
