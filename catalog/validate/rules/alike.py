"""What a link says of its host, and what the host's own record or another link says, as they are compared."""

import re
from collections.abc import Iterator
from functools import lru_cache

from catalog import patterns
from catalog.diagnostics import Diagnostic, finding
from catalog.issn import ISSN, check_digit
from catalog.marc.characters import HAN
from catalog.marc.record import DataField
from catalog.text import normalize
from catalog.validate.likeness import comparable, folded
from catalog.validate.rules.context import Context
from catalog.validate.rules.hostlink import HostLink
from catalog.validate.survey import Host, Part

_SERIALS = ("s", "i")
_CHINESE = patterns.compile(f"[{HAN}0-9]{{2,40}}")
_ISBD = " /:;,.。"
_SEVERAL = 3
"""So many links that say the same are hardly all wrong."""
_MOST = 20_000
"""Titles, ISSNs and years that are compared; a file that has more would fill the memory."""
_OF_MARC21 = (
    ("245", "a"),
    ("246", "a"),
    ("247", "a"),
    ("222", "a"),
    ("210", "a"),
    ("130", "a"),
    ("880", "a"),
)
_OF_CNMARC = (("200", "a"), ("510", "a"), ("512", "a"), ("517", "a"), ("530", "a"), ("531", "a"))


def host_of(context: Context) -> Host:
    """Take what links may say of it from a record that may be a host's: of serials titles and ISSNs."""
    kind = context.record.leader[6:8]
    if kind[1:] not in _SERIALS:  # of an issue a link says what its own record need not
        return Host(kind, frozenset(), frozenset())
    rows = _OF_CNMARC if context.is_unimarc else _OF_MARC21
    titles = (value for tag, code in rows for field in context.fields(tag) for value in field.values(code))
    numbers = context.fields(context.dialect.issn)
    issns = (issn_of(value) for field in numbers for code in "alyz" for value in field.values(code))
    return Host(kind, comparable(titles), frozenset(filter(None, issns)))


def titles_of(link: HostLink, context: Context) -> frozenset[str]:
    """Give the titles by which a link names its host, also in the other script."""
    beside = (field for field in context.fields("880") if is_of(field, link))
    return comparable((link.title, *(value for field in beside for value in field.values("t"))))


@lru_cache(maxsize=1 << 10)
def issn_of(text: str) -> str:
    """Give the digits of an ISSN as a link or a record has it."""
    return re.sub(r"[^0-9X]", "", text.upper())


def is_of(field: DataField, link: HostLink) -> bool:
    """Tell a field 880 that stands for a link in the other script."""
    return "".join(field.values("6")[:1]).startswith(link.fields[0].tag)


def other_of_issn(part: Part, link: HostLink, context: Context) -> Iterator[Diagnostic]:
    """R554: no link gives an ISSN to a periodical when several before gave it to one of quite another title.

    Nor another ISSN than several gave the same periodical in the year.  Only Chinese titles are compared;
    others may be abbreviated, translated or romanised.
    """
    hosts, title, issn = context.file.survey.hosts, _chinese(part.host), _valid(link.issn)
    if not title or not issn or len(hosts.told) >= _MOST:
        return
    hosts.linked[title, issn] += 1
    if (title, issn, part.year) in hosts.told:
        return
    hosts.told.add((title, issn, part.year))
    of, label = hosts.first.setdefault(("", issn), (title, context.label))
    words = {"title": part.host, "found": f"{issn[:4]}-{issn[4:]}"}
    if hosts.linked[of, issn] >= _SEVERAL and _is_quite_other(title, of):
        words |= {"said": f"that is the ISSN of “{of}”", "said_zh": f"该号属于《{of}》"}
    elif part.year:
        other, label = hosts.first.setdefault((title, part.year), (issn, context.label))
        if other != issn and hosts.linked[title, other] >= _SEVERAL:
            written = f"{other[:4]}-{other[4:]}"
            words |= {"said": f"in the same year {written}", "said_zh": f"同年为 {written}"}
    if "said" in words and (title, issn) not in hosts.told:
        hosts.told.add((title, issn))
        place = context.place(link.fields[0], "" if context.is_unimarc else "x")
        yield finding("R554", place, **words, other=label)


@lru_cache(maxsize=1 << 10)
def _valid(text: str) -> str:
    """Give the digits of an ISSN whose check digit is right, and nothing for any other."""
    is_valid = ISSN.fullmatch(text.rstrip(_ISBD)) and check_digit(issn_of(text)[:7]) == issn_of(text)[7]
    return issn_of(text) if is_valid else ""


@lru_cache(maxsize=1 << 10)
def _chinese(title: str) -> str:
    """Give a Chinese title in simplified characters without signs, and nothing for any other."""
    text = folded(normalize(title[:200]))
    return text if _CHINESE.fullmatch(text) else ""


def _is_quite_other(one: str, other: str) -> bool:
    """Tell titles that do not begin in the same way and have at most half of their characters in common.

    >>> _is_quite_other("工友", "劳工"), _is_quite_other("北大学报", "北京大学学报")
    (True, False)
    """
    shorter, longer = sorted((set(one), set(other)), key=len)
    return one[:2] != other[:2] and len(shorter & longer) * 2 <= len(shorter)
