"""What is wrong with the name of a Chinese person or body, in a record of any format."""

from typing import NamedTuple

from catalog.codes import Severity
from catalog.marc.names import (
    COUNTRY,
    bracketed,
    enumerated,
    lost,
    mistaken_dot,
    noise,
    role_behind,
    separated,
    separated_body,
)
from catalog.validate.agents import (
    are_two_persons,
    is_inverted,
    is_probably_a_person,
    is_rather_a_body,
    is_surely_an_agent,
    word_beside,
)

_GETA, _BOXES = "〓", "□■"
_ET_AL, _FULL_NAME = "等", 3


class Fault(NamedTuple):
    """The code of a finding, its values, and the severity where it is not that of the code."""

    code: str
    values: dict[str, str]
    level: Severity | None = None


def fault_of_person(
    name: str,
    *,
    of_article: bool,
    may_be_inverted: bool = False,
    is_dated: bool = False,
    country_apart: bool = False,
) -> Fault | None:
    """R440, R441, R483, R511, R520, R550: what shows that a name is not that of one person and nothing else.

    A name that may be inverted has its surname first and a comma behind it; `is_dated`, dates behind it.
    Where a rule sets the country or dynasty apart, (美) before a name is told; elsewhere many copy it.
    Boxes stand for lost characters in an article only: on stones and in old books they are what is legible.

    >>> fault_of_person("余嘉熙等", of_article=True)
    Fault(code='R441', values={'name': '余嘉熙等', 'role': '等'}, level=None)
    >>> fault_of_person("余嘉熙", of_article=True)
    """
    if separated(name) and not (may_be_inverted and is_inverted(name, is_dated=is_dated)):
        return Fault("R440", {"name": name})
    if are_two_persons(name):
        return Fault("R440", {"name": name}, "warning")
    if role := role_behind(name):
        may_be_whole = role == _ET_AL and len(name) == _FULL_NAME and is_probably_a_person(name)
        return Fault("R441", {"name": name, "role": role}, "warning" if may_be_whole else None)
    is_country = name[:1] in ("(", "（") and COUNTRY.match(name)
    beside = "" if is_country and not country_apart else bracketed(name)
    if found := noise(name) or word_beside(name) or beside:
        return Fault("R520", {"text": name, "found": found})
    if found := lost(name, _GETA + _BOXES if of_article else _GETA):
        return Fault("R483", {"character": found}, "warning")
    if found := mistaken_dot(name):
        return Fault("R550", {"name": name, "found": found})
    return Fault("R511", {"name": name}) if is_rather_a_body(name) else None


def fault_of_body(name: str) -> Fault | None:
    """R442: what shows that a name is not that of one body.

    >>> fault_of_body("总工会 宣传部"), fault_of_body("联合国教育、科学及文化组织")
    (Fault(code='R442', values={'name': '总工会 宣传部'}, level=None), None)
    >>> fault_of_body("湖北省总工会、本刊编辑部")
    Fault(code='R442', values={'name': '湖北省总工会、本刊编辑部'}, level='warning')
    """
    if separated_body(name):
        return Fault("R442", {"name": name})
    agents = enumerated(name)
    if agents and all(map(is_surely_an_agent, agents)):
        return Fault("R442", {"name": name}, "warning")
    return None
