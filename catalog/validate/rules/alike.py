"""What a link says of its host, and what the host's own record says, as the two are compared."""

import re
from functools import lru_cache

from catalog.marc.record import DataField
from catalog.validate.likeness import comparable
from catalog.validate.rules.context import Context
from catalog.validate.rules.hostlink import HostLink
from catalog.validate.survey import Host

_SERIALS = ("s", "i")
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
    beside = (field for field in context.fields("880") if field.values("6")[:1] and _is_of(field, link))
    return comparable((link.title, *(value for field in beside for value in field.values("t"))))


@lru_cache(maxsize=1 << 10)
def issn_of(text: str) -> str:
    """Give the digits of an ISSN as a link or a record has it."""
    return re.sub(r"[^0-9X]", "", text.upper())


def _is_of(field: DataField, link: HostLink) -> bool:
    return field.values("6")[0].startswith(link.fields[0].tag)
