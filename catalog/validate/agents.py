"""Names of Chinese agents that are entered as the other kind: a body as a person, a person as a body.

The reader of listings tells them apart, by its lists; it is asked only of names that are worth it.
"""

import re

from catalog.marc.characters import HAN

_BODY = re.compile(f"[{HAN}]{{2,39}}[会部院厂局委庭组校团馆司社处所室站厅心队办刊报者]")
_PERSON = re.compile(f"[{HAN}]{{3}}")
_SURELY_A_BODY, _SURELY_A_PERSON = 3.0, 9.0  # natural logarithms of odds


def is_rather_a_body(name: str) -> bool:
    """Tell what stands in the field of a person and surely names a body.

    >>> is_rather_a_body("湖北省总工会"), is_rather_a_body("本刊编辑部"), is_rather_a_body("陈学会")
    (True, True, False)
    """
    if not _BODY.fullmatch(name):
        return False
    from catalog.listing.names import body

    return body(name) >= _SURELY_A_BODY


def is_rather_a_person(name: str) -> bool:
    """Tell what stands in the field of a body and surely names a person, as far as a text shows that.

    >>> is_rather_a_person("葛慧君"), is_rather_a_person("新华社"), is_rather_a_person("周大福")
    (True, False, False)
    """
    if not _PERSON.fullmatch(name):
        return False
    from catalog.listing.names import body, person

    return person(name) >= _SURELY_A_PERSON and body(name) < 0
