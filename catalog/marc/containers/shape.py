"""A record taken apart: its shape, which many records share, and its values, in which they differ.

What repeats is looked at once and remembered, what differs is looked at in every record: that makes
writing quick without leaving any character unseen.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any, TypeVar

from catalog import patterns
from catalog.marc.containers.refusal import ContainerError, FormError, Spot, UnencodableError
from catalog.marc.record import ControlField, Record

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
Shape = tuple[tuple[Any, ...], tuple[str, ...]]
"""Of each data field the tag, the indicators and the number of its subfields, of a control field CONTROL, all
in a row; then all codes in a row, of a control field its tag."""
CONTROL = None
FieldShape = tuple[str, str | None, tuple[str, ...]]
"""The tag of a field, its indicators (None in a control field), the codes of its subfields."""

REMEMBERED = 4096
"""How many shapes a container remembers."""

_GRAPHIC = patterns.compile(r"[!-~]")
_TAG = patterns.compile(r"[0-9A-Za-z]{3}")
_INDICATORS = patterns.compile(r"[ -~]{2}")


class Remembered(dict[K, V]):
    """What is made of keys, each made once; when it is very much, all is forgotten."""

    def __init__(self, make: Callable[[K], V]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: K) -> V:
        """Make what is wanted for the first time."""
        made = self._make(key)
        if len(self) >= REMEMBERED:
            self.clear()
        self[key] = made
        return made


def taken_apart(record: Record) -> tuple[Shape, tuple[str, ...]]:
    """Give the shape of a record and its values in their order, the leader not among them."""
    heads: list[Any] = []
    pairs: list[tuple[str, str]] = []
    for field in record.fields:
        if len(field) == 2:  # a control field, told apart as quickly as can be
            heads.append(CONTROL)
            pairs.append(field)
        else:
            tag, indicators, subfields = field
            heads += tag, indicators, len(subfields)
            pairs += subfields
    codes, values = zip(*pairs, strict=False) if pairs else ((), ())
    return (tuple(heads), codes), values


def field_shapes(shape: Shape) -> list[FieldShape]:
    """Give the shape of each field.

    >>> field_shapes(((CONTROL, "245", "10", 2), ("001", "a", "c")))
    [('001', None, ()), ('245', '10', ('a', 'c'))]
    """
    heads, codes = shape
    head, code = iter(heads), iter(codes)
    fields: list[FieldShape] = []
    for tag in head:
        if tag is CONTROL:
            fields.append((next(code), None, ()))
        else:
            indicators, count = next(head), next(head)
            fields.append((tag, indicators, tuple(islice(code, count))))
    return fields


def around(fields: Iterable[Sequence[str]]) -> list[str]:
    """Put together what stands around values: of each field the texts before, between and behind its own.

    >>> around([("<001>", "</001>"), ("<245>a ", " c ", "</245>")])
    ['<001>', '', '</001><245>a ', '', ' c ', '', '</245>']
    """
    texts = [""]
    for first, *others in fields:
        texts[-1] += first
        for other in others:
            texts += "", other
    return texts


def filled(texts: list[str], values: Sequence[str]) -> str:
    """Put values between the texts that stand around them.

    >>> filled(["a ", "", " c ", "", "."], ["工会", "主席"])
    'a 工会 c 主席.'
    """
    pieces = texts.copy()
    pieces[1::2] = values
    return "".join(pieces)


def spots(record: Record) -> list[tuple[Spot, str]]:
    """Give every value of a record with where it stands, the leader first."""
    found = [(Spot("LDR"), record.leader)]
    for field in record.fields:
        if isinstance(field, ControlField):
            found.append((Spot(field.tag), field.value))
        else:
            found += [(Spot(field.tag, code), value) for code, value in field.subfields]
    return found


@lru_cache(maxsize=REMEMBERED)
def check_form(field: FieldShape) -> None:
    """Raise FormError for a field that ISO 2709, and texts after its manner, cannot hold.

    A tag is three ASCII letters or digits, and 00X is a control field; indicators are two characters of
    ASCII; a code is one, and no blank.
    """
    tag, indicators, codes = field
    if not _TAG.fullmatch(tag):
        raise FormError(f"tag {tag!a}", Spot(tag if tag.isprintable() else ""))
    if (indicators is None) != tag.startswith("00"):
        raise FormError("00X ≠ 010–999", Spot(tag))
    if indicators is not None and not _INDICATORS.fullmatch(indicators):
        raise FormError(f"indicators {indicators!a}", Spot(tag))
    for code in codes:
        if not _GRAPHIC.fullmatch(code):
            raise FormError(f"code {code!a}", Spot(tag))


def check_leader(leader: str) -> None:
    """Raise FormError for a leader that is not 24 characters of printable ASCII."""
    if len(leader) != 24 or not (leader.isascii() and leader.isprintable()):
        raise FormError(ascii(leader), Spot("LDR"))


def raise_for(record: Record, unfit: re.Pattern[str], error: type[ContainerError]) -> None:
    """Raise the error for the first character of a value that is unfit, if there is one."""
    if not unfit.search("".join((record.leader, *taken_apart(record)[1]))):
        return
    for spot, value in spots(record):
        if found := unfit.search(value):
            raise error(f"U+{ord(found.group()):04X}", spot)


def encoded(text: str, record: Record, encoding: str) -> bytes:
    """Encode what was made of a record; raises UnencodableError with every character that is lacking."""
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        raise UnencodableError(encoding, _lacking(record, encoding)) from None


def _lacking(record: Record, encoding: str) -> Iterator[tuple[str, Spot]]:
    for spot, value in spots(record):
        for character in value:
            if not _has(encoding, character):
                yield character, spot


def _has(encoding: str, character: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
