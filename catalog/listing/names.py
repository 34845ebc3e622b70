"""Tell persons, corporate bodies and phrases apart by the look of the text alone.

Every score is a natural-log odds, for against against: 0 is undecided, positive speaks for, ±12 is the end.
A person is scored by surname, length and characters of the given name against the same characters as
ordinary text, where words are likelier than their characters one by one.  The lists are in `catalog/lists/`.
"""

import re
from functools import lru_cache

from catalog.listing.lists import PersonLists, Scores, body_lists, person_lists

LIMIT = 12.0
DOTS = re.compile(r"[·•・‧∙．]")
_LATIN = re.compile(r"(?:[A-Z][a-zà-ÿ'’-]+|[A-Z]\.)(?:[ ·]?(?:[A-Z][a-zà-ÿ'’-]+|[A-Z]\.)){1,3}")

_UNKNOWN_SURNAME = -8.0
_RARE = -1.0  # a character rare in text and never met in a given name
_LENGTH = {2: 0.0, 3: 1.0}
_COMPOUND = 0.0
_DOUBLE = -6.0  # a married woman's two surnames
_DOUBLED = 1.0  # 婷婷
_SYLLABLES = -2.0
_ODD_SYLLABLE = -2.0
_GIVEN_SYLLABLE = -0.5
_DOTTED = 4.0
_PLACE = -8.0
_EACH_NAME = 2.0  # in glued names, so that fewer names are likelier
_DOUBTFUL = -2.0


def person(text: str) -> float:
    """Score that a text is the name of one person; inner spaces must be gone, `·` may part it.

    >>> person("陈建伟") > 3, person("才让多杰") > 0, person("强监督") < 0, person("安全生产") < 0
    (True, True, True, True)
    """
    if not 2 <= len(text) <= 24:
        return -LIMIT
    if all("㐀" <= char <= "鿿" or char > "\U0001ffff" for char in text):
        return _clip(_han_name(text)) if len(text) <= 9 else -LIMIT
    return _clip(_other_name(text))


def split_glued(text: str) -> list[str] | None:
    """Cut names that stand without any separator, or give None where one name or none is likelier.

    >>> split_glued("余嘉熙葛慧君"), split_glued("欧阳立功")
    (['余嘉熙', '葛慧君'], None)
    """
    if not 4 <= len(text) <= 20 or DOTS.search(text):
        return None
    best: list[tuple[float, tuple[str, ...]]] = [(0.0, ())]
    for end in range(1, len(text) + 1):
        ways = [
            (best[start][0] + score - _EACH_NAME, (*best[start][1], text[start:end]))
            for start in range(max(0, end - 4), end - 1)
            if best[start][0] > -LIMIT and (score := person(text[start:end])) > _DOUBTFUL
        ]
        best.append(max(ways, default=(-LIMIT, ())))
    score, names = best[-1]
    return list(names) if len(names) > 1 and score > max(0.0, person(text) - _EACH_NAME) else None


@lru_cache(maxsize=8192)
def _han_name(text: str) -> float:
    """Take the best of the ways to read a run of Han characters as a name, against the best as words."""
    lists = person_lists()
    ways = [_without_surname(text, lists)] if len(text) > 2 else []
    if len(text) in _LENGTH:
        surname = lists.surnames.get(text[0], _UNKNOWN_SURNAME)
        ways.append(surname + _LENGTH[len(text)] + _given(text[1:], lists))
    for length in (2, 3, 4):
        if 1 <= len(text) - length <= 2 and text[:length] in lists.compounds:
            ways.append(lists.compounds[text[:length]] + _COMPOUND + _given(text[length:], lists))
    if len(text) == 4 and text[0] in lists.surnames and text[1] in lists.surnames:
        ways.append(lists.surnames[text[0]] + lists.surnames[text[1]] + _DOUBLE + _given(text[2:], lists))
    score = max(ways, default=-LIMIT) - _as_words(text, lists)
    return score + _PLACE if text in lists.places else score


def _given(text: str, lists: PersonLists) -> float:
    """Score one or two characters as a given name."""
    if len(text) == 1:
        return _in_name(text, lists.single, lists.unseen)
    score = _in_name(text[0], lists.first, lists.unseen) + _in_name(text[1], lists.second, lists.unseen)
    return score + _bonus(text, lists.given) + (_DOUBLED if text[0] == text[1] else 0.0)


def _in_name(char: str, place: Scores, unseen: Scores) -> float:
    score = place.get(char)
    return unseen.get(char, _RARE) if score is None else score


def _as_words(text: str, lists: PersonLists) -> float:
    """Say how much likelier than its characters the text is when cut into words in the best way."""
    before, best = 0.0, 0.0
    for index in range(1, len(text)):
        before, best = best, max(best, before + _bonus(text[index - 1 : index + 1], lists.words))
    return max(best, lists.lookalikes.get(text, 0.0))


def _bonus(pair: str, table: dict[str, str]) -> float:
    run = table.get(pair[0], "")
    at = run.find(pair[1])
    return float(run[at + 1]) if at >= 0 else 0.0


def _without_surname(text: str, lists: PersonLists) -> float:
    """Score a name made of the usual pieces of Tibetan, Mongolian, Uyghur and Yi names."""
    best = [(_SYLLABLES, False)]
    for end in range(1, len(text) + 1):
        char = text[end - 1]
        score, known = best[end - 1]
        ways = [(score + lists.parts.get(char, _ODD_SYLLABLE), known)]
        if known and max(lists.first.get(char, -1.0), lists.second.get(char, -1.0)) > 0:
            ways.append((score + _GIVEN_SYLLABLE, True))
        for length in range(1, min(5, end) + 1):
            piece = lists.syllables.get(text[end - length : end])
            if piece is not None:
                ways.append((best[end - length][0] + piece, True))
        best.append(max(ways))
    score, known = best[-1]
    return score if known else -LIMIT


def _other_name(text: str) -> float:
    """Score names with a dot between their parts, and names in Latin letters."""
    if _LATIN.fullmatch(text):
        return 3.0
    parts = DOTS.split(text)
    if len(parts) < 2 or not all(1 <= len(part) <= 8 for part in parts):
        return -LIMIT
    lists = person_lists()
    if not all("㐀" <= char <= "鿿" or "A" <= char <= "z" for part in parts for char in part):
        return -LIMIT
    return _DOTTED + sum(_dotted_part(part, lists) for part in parts)


def _dotted_part(part: str, lists: PersonLists) -> float:
    """Score one part of a name with dots: 买买提 and 史密斯 speak for a name, 工会 against one."""
    if _without_surname(part, lists) > 0 or (len(part) > 1 and lists.sounds.issuperset(part)):
        return 2.0
    return -_as_words(part, lists) - (1.0 if len(part) == 1 else 0.0)


def body(text: str) -> float:
    """Score that a text is the name of a corporate body, which may be a department or an editorial office.

    >>> body("浙江省总工会") > 3, body("本刊编辑部") > 3, body("怎样建好职工之家") < -3, body("陈建伟") < 0
    (True, True, True, True)
    """
    lists = body_lists()
    if text in lists.whole:
        return LIMIT
    if not 3 <= len(text) <= 40:
        return -LIMIT
    ending = _longest(text, lists.endings, lists.longest, at_end=True)
    if not ending:
        return -LIMIT
    rest = text[: -len(ending)]
    score = _BODY + lists.endings[ending]
    beginning = _longest(rest, lists.beginnings, lists.longest, at_end=False)
    if beginning:
        score += lists.beginnings[beginning]
    elif _AREA.match(rest):
        score += 3.0
    inner = _longest(rest, lists.endings, lists.longest, at_end=True)
    if inner and len(rest) > len(inner):
        score += 3.0
    if "总工会" in rest:
        score += 5.0
    if len(rest) < 2 and not beginning:
        score -= 5.0
    return _clip(score + sum(weight for word, weight in lists.inside if word in rest))


_BODY = -7.0
_AREA = re.compile(r".{1,6}?[省市区县州旗盟镇乡]")


def _longest(text: str, table: dict[str, float], most: int, *, at_end: bool) -> str:
    """Find the longest row of the table at the end or the beginning of a text."""
    for length in range(min(most, len(text)), 0, -1):
        piece = text[-length:] if at_end else text[:length]
        if piece in table:
            return piece
    return ""


def _clip(score: float) -> float:
    return max(-LIMIT, min(LIMIT, score))
