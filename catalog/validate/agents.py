"""Names of Chinese agents that are entered as the other kind: a body as a person, a person as a body.

The reader of listings tells them apart, by its lists; it is asked only of names that are worth it.
"""

from catalog import patterns
from catalog.marc.characters import HAN
from catalog.marc.names import FIELD_LABEL, INVERTED, coupled, labelled, may_be_a_body

_PERSON = patterns.compile(f"[{HAN}]{{3}}")
_SURELY_A_BODY, _LIKELY_A_PERSON, _SURELY_A_PERSON = 3.0, 3.0, 9.0  # natural logarithms of odds
_TWO_NAMES = 5  # characters that two short names have, with “and” between them


def is_rather_a_body(name: str) -> bool:
    """Tell what stands in the field of a person and surely names a body.

    >>> is_rather_a_body("湖北省总工会"), is_rather_a_body("北京大学"), is_rather_a_body("陈学会")
    (True, True, False)
    """
    if not may_be_a_body(name):
        return False
    from catalog.listing.names import body

    return body(name) >= _SURELY_A_BODY


def is_probably_a_person(name: str) -> bool:
    """Tell a name of two to four characters that is likelier a person's than not.

    >>> is_probably_a_person("葛慧君"), is_probably_a_person("王芳"), is_probably_a_person("不详")
    (True, True, False)
    """
    from catalog.listing.names import person

    return person(name) > 0


def word_beside(name: str) -> str:
    """Give what stands before or behind the name of a person and is no part of it, or an empty string.

    >>> word_beside("本刊记者余嘉熙"), word_beside("葛慧君译"), word_beside("欧阳佳译")
    ('本刊记者', '译', '')
    >>> word_beside("葛慧君教授"), word_beside("陈书记")
    ('教授', '')
    >>> word_beside("第一作者：欧阳")
    '第一作者：'
    """
    if label := FIELD_LABEL.match(name):
        return label[0]
    found = labelled(name)
    if found is None or not is_probably_a_person(found[1]):
        return ""
    return "" if is_probably_a_person(name) else found[0]


def is_rather_a_person(name: str) -> bool:
    """Tell what stands in the field of a body and surely names a person, as far as a text shows that.

    >>> is_rather_a_person("葛慧君"), is_rather_a_person("新华社"), is_rather_a_person("周大福")
    (True, False, False)
    """
    if not _PERSON.fullmatch(name):
        return False
    from catalog.listing.names import body, person

    return person(name) >= _SURELY_A_PERSON and body(name) < 0


def is_surely_an_agent(name: str) -> bool:
    """Tell a name that is surely that of a body, or of a person, by itself.

    >>> is_surely_an_agent("北京大学"), is_surely_an_agent("葛慧君"), is_surely_an_agent("科学及文化组织")
    (True, True, False)
    """
    from catalog.listing.names import body

    return body(name) >= _SURELY_A_BODY or is_rather_a_person(name)


def are_two_persons(name: str) -> bool:
    """Tell two names of persons with “and” between them.

    >>> are_two_persons("余嘉熙和葛慧君"), are_two_persons("余嘉熙&葛慧君"), are_two_persons("欧阳和平")
    (True, True, False)
    """
    parts = coupled(name) if len(name) >= _TWO_NAMES else None
    if parts is None or is_probably_a_person(name):
        return False
    from catalog.listing.names import person

    return all(person(part) >= _LIKELY_A_PERSON for part in parts)


def is_inverted(name: str, *, is_dated: bool) -> bool:
    """Tell a name of a Japanese or a Westerner that is entered under its surname: NACSIS-CAT, NDL, AACR2.

    Dates behind it show that it is one heading; else a Chinese surname and two names of persons are none.

    >>> is_inverted("村上, 春樹", is_dated=False), is_inverted("林, 芙美子", is_dated=True)
    (True, True)
    >>> is_inverted("李, 白", is_dated=False), is_inverted("王芳, 李明", is_dated=False)
    (False, False)
    """
    found = INVERTED.fullmatch(name)
    if not found or is_dated:
        return found is not None
    from catalog.listing.lists import person_lists

    surname, given = found.groups()
    if len(surname) == 1 or surname in person_lists().compounds:
        return False
    return not (is_probably_a_person(surname) and is_probably_a_person(given))
