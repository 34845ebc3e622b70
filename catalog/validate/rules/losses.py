"""What was lost on the way to a field: characters, of which ? is left, and the figures of an issue."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from catalog import patterns
from catalog.codes import Severity
from catalog.diagnostics import Diagnostic, finding
from catalog.marc.characters import HAN, is_all_questions
from catalog.marc.record import DataField, Record, Subfield
from catalog.validate.rules.context import Context
from catalog.validate.rules.dialect import CNMARC, Dialect
from catalog.validate.rules.issns import stands_for

_BODIES = dict.fromkeys(("110", "111", "710", "711"), "abc")
_MARC21 = {"245": "abc", "260": "b", "264": "b", "773": "tgq", **_BODIES}
_CNMARC = {"200": "aefgi", "210": "c", **dict.fromkeys(("710", "711", "712"), "ab")}
_CNMARC |= dict.fromkeys(("461", "462", "463", "464"), "acehitv")
_TITLES = frozenset(("245", "200"))
_RESPONSIBILITY = frozenset((("245", "c"), ("200", "f"), ("200", "g")))
_MAY_ASK = (*CNMARC.hosts, "773")  # $t is often that of a book

# each begins with a sign of its own, which is searched for several times as quickly
_SUSPECT = patterns.compile(
    r"第(?:[期卷页辑]|(?!\w))|\.0[0年卷期页:<-]|/[0-9]+页|-[A-Z][a-z]{2}|-(?<=[a-z]-)[0-9]|\n[34][0-9]{4}$",
    re.MULTILINE,
)
_QUESTION = patterns.compile(rf"(?<=[{HAN}0-9])[?？]+(?=[{HAN}0-9])")
_QUESTION_IN_TITLE = patterns.compile(rf"(?:(?<=[{HAN}0-9、，])|\A)\?{{2,}}(?=[{HAN}])")
_ASKS = patterns.compile("[吗嗎呢么麼什谁誰何怎哪几幾啥否吧嘛啊呀不真]")
_ANSWERS = patterns.compile("[说說话話问問答谈談论論议議评評析解释釋访訪查察看听聽告思想之谜迷]")
_SUPPLIED = patterns.compile(r"[\[［(（]")
_CERTAIN = 3
"""So many signs for what was lost within a text are no mere emphasis."""
_NEAR = 12
_MONTH = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
_GAP = patterns.compile(
    r"(?:(?<![0-9])年)?第\s?(?:[-—–~～]\s?页|[期卷页辑])"  # a template without its figures
    r"|(?:(?<![0-9.])[0-9]{1,4}\.0+(?=[年卷期页:<])|第[0-9]{1,4}\.0+-)"  # figures as programs count
    r"|第[0-9]{4}/[0-9]{1,2}/[0-9]{1,2}页"  # pages that a spreadsheet took for a date
    rf"|(?<=期)[,，:：\s]{{0,3}}(?:[0-9]{{1,2}}-(?:{_MONTH})|(?:{_MONTH})-[0-9]{{1,2}})\s?页?\Z"
    r"|\A(?:3[6-9]|4[0-7])[0-9]{3}\Z"  # a day from 1998 on, counted from 1900
)
_LONGEST = 1000
_SHOWN = 24


class Fault(NamedTuple):
    """The code of a finding, where in the text, its values, and the severity where it is not the code's."""

    code: str
    at: int
    values: dict[str, str]
    level: Severity | None = None


def tags(dialect: Dialect) -> tuple[str, ...]:
    """Give the tags of the fields that `losses` looks at, but for links to a host."""
    own = (tag for tag in (_CNMARC if dialect is CNMARC else _MARC21) if tag not in dialect.hosts)
    return (*own, "880")


def has_none(subfields: tuple[Subfield, ...]) -> bool:
    """Tell at a glance subfields of which `losses` has nothing to say."""
    text = "\n".join(["", *[value for _, value in subfields]])
    return not ("?" in text or "？" in text or _SUSPECT.search(text))


def asks_nothing(subfields: tuple[Subfield, ...]) -> bool:
    """Tell the same of a title, of a body and of a publisher, which count nothing."""
    text = "".join([value for _, value in subfields])
    return not ("?" in text or "？" in text)


def losses(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R483, R508: no ? stands for a character in a name or a link, and no issue lacks its number."""
    codes = _CNMARC if context.is_unimarc else _MARC21
    for field in record.fields:
        tag = stands_for(field) if isinstance(field, DataField) else ""
        if not isinstance(field, DataField) or tag not in codes or has_none(field.subfields):
            continue
        for item in field.subfields:
            text = item.value[:_LONGEST]
            if item.code not in codes[tag]:
                continue
            counts = _counts(field, item.code, context)
            for fault in faults(tag, item.code, text, counts=counts):
                position = f"{fault.at:02}" if fault.code == "R483" else ""
                said = finding(fault.code, context.place(field, item, position), **fault.values)
                yield replace(said, level=fault.level)


def faults(tag: str, code: str, text: str, *, counts: bool) -> Iterator[Fault]:
    """Find what was lost in the text of a subfield of MARC 21 or CNMARC, or in one that is like it elsewhere.

    `counts` says that the text names an issue.

    >>> [fault.code for fault in faults("773", "g", "2025?第期", counts=True)]
    ['R483', 'R508']
    """
    if hit := _lost(tag, code, text):
        # which a title may have after all
        level: Severity = "note" if _is_doubtful(tag, code, hit) else "warning"
        yield Fault("R483", hit.start(), {"character": hit[0][:_SHOWN]}, level)
    if counts and (gap := _GAP.search(text.strip())):
        yield Fault("R508", gap.start(), {"found": gap[0].strip(" ,，:：")[:_SHOWN]})


def _lost(tag: str, code: str, text: str) -> re.Match[str] | None:
    """Find where ? stands within Chinese text that asks nothing."""
    is_title = _is_title(tag, code)
    if (tag, code) in _RESPONSIBILITY and _SUPPLIED.search(text):  # [王明?著]: whom a cataloguer doubts
        return None
    if not ("??" in text if is_title else "?" in text or "？" in text):
        return None
    hit = (_QUESTION_IN_TITLE if is_title else _QUESTION).search(text)
    if not hit or is_all_questions(text):
        return None
    may_ask = is_title or (tag in _MAY_ASK and code not in "gqv")
    asks = may_ask and _ASKS.search(text, max(0, hit.start() - _NEAR), hit.start())
    answers = _is_doubtful(tag, code, hit) and _ANSWERS.search(text, hit.end(), hit.end() + _NEAR)
    return None if asks or answers else hit


def _is_title(tag: str, code: str) -> bool:
    """Tell a title, which may ask, from who is responsible for it."""
    return tag in _TITLES and (tag, code) not in _RESPONSIBILITY


def _is_doubtful(tag: str, code: str, hit: re.Match[str]) -> bool:
    """Tell signs in a title that may be those of a question after all: two of them, or in front."""
    return _is_title(tag, code) and (len(hit[0]) < _CERTAIN or hit.start() == 0)


def _counts(field: DataField, code: str, context: Context) -> bool:
    """Tell subfields that name an issue: in CNMARC $v, and the title of 463."""
    if context.is_unimarc:
        return field.tag in CNMARC.hosts and (code in "vh" or (field.tag == "463" and code == "a"))
    return field.tag == "773" and code in "gq"
