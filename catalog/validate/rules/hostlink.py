"""The link from a part to its host, read out of 773 of MARC 21 or 461 to 464 of CNMARC."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from catalog.marc.record import DataField, Subfield
from catalog.validate.rules.enumeration import read

START = "1"
"""The subfield of CNMARC that begins an embedded field: tag and indicators, or tag and data."""
_MOST = 20
"""Texts of one link that are read; there are two or three, unless somebody wants to keep us busy."""
_HOSTS = ("461", "462", "463", "464")
_PARTS = ("463", "464")


class Embedded(NamedTuple):
    """A field in a linking field: tag, indicators or else data, its subfields and its $1."""

    tag: str
    rest: str
    subfields: tuple[Subfield, ...]
    start: Subfield

    def values(self, code: str) -> list[str]:
        """Give the values of the subfields with this code."""
        return [item.value for item in self.subfields if item.code == code]


class HostLink(NamedTuple):
    """Where a part says it stands: the fields that say so, the host's title, the texts on its place there.

    `enumeration` are texts for people, `coded` those of 773 $q; `numbers` are control numbers with the
    subfield, the organisation (empty where none is named) and the number; `issn` is the host's, as it is
    written, `controls` are 773 $7, `year` is what 210 $d says.
    """

    fields: tuple[DataField, ...]
    title: str
    enumeration: tuple[str, ...]
    coded: tuple[str, ...]
    numbers: tuple[tuple[DataField, Subfield, str, str], ...]
    issn: str = ""
    controls: tuple[str, ...] = ()
    year: str = ""

    @property
    def host(self) -> Hashable:
        """What it says of the host, which most links of a file say alike."""
        return self.title, self.issn, self.controls, tuple([number[2:] for number in self.numbers])


def embedded(field: DataField) -> list[Embedded]:
    """Take the embedded fields out of a linking field; there are none where it is written without $1."""
    found: list[tuple[Subfield, list[Subfield]]] = []
    for item in field.subfields:
        if item.code == START:
            found.append((item, []))
        elif found:
            found[-1][1].append(item)
    return [Embedded(start.value[:3], start.value[3:], tuple(items), start) for start, items in found]


def links(data: Mapping[str, Sequence[DataField]], *, is_unimarc: bool) -> tuple[HostLink, ...]:
    """Read the links of a record: each 773 is one; the fields of CNMARC together are one."""
    if is_unimarc:
        fields = tuple(field for tag in _HOSTS for field in data.get(tag, ()))
        return (_cnmarc(fields),) if fields else ()
    return tuple(map(_marc21, data["773"])) if "773" in data else ()


def _marc21(field: DataField) -> HostLink:
    title, enumeration, coded, numbers, issn, controls = said(field.subfields)
    of = [(field, field.subfields[at], organisation, number) for at, organisation, number in numbers]
    return HostLink((field,), title, enumeration, coded, tuple(of), issn, controls)


@lru_cache(maxsize=1 << 10)
def said(
    subfields: tuple[Subfield, ...],
) -> tuple[str, tuple[str, ...], tuple[str, ...], tuple[tuple[int, str, str], ...], str, tuple[str, ...]]:
    """Give the title in a field 773, its $g and $q, the numbers in $w each with its index, its $x and $7."""
    title, issn = "", ""
    enumeration, coded, numbers, controls = [], [], [], []
    for at, (code, value) in enumerate(subfields):
        if code in "tsp" and not title.strip():
            title = value
        elif code == "g":
            enumeration.append(value)
        elif code == "q":
            coded.append(value)
        elif code == "w" and value.startswith("("):
            organisation, _, number = value[1:].partition(")")
            numbers.append((at, organisation.strip(), number.strip()))
        elif code == "x" and not issn:
            issn = value
        elif code == "7":
            controls.append(value)
    return title, tuple(enumeration[:_MOST]), tuple(coded[:_MOST]), tuple(numbers), issn, tuple(controls)


def _cnmarc(fields: tuple[DataField, ...]) -> HostLink:
    title = ""
    parts: list[str] = []
    years: list[str] = []
    issns: list[str] = []
    numbers: list[tuple[DataField, Subfield, str, str]] = []
    for field in fields:
        for code, text in _named(field):
            if code == "x":
                issns.append(text)
            elif code == "d":
                years.append(text)
            elif code == "t" and not title and not read(text).numbers:
                title = text
            elif code != "t" or field.tag in _PARTS:
                parts.append(text)
        numbers += [(field, item, "", number) for item, number in _numbers(field)]
    issn, year = "".join(issns[:1]), "".join(years[:1])
    return HostLink(fields, title, tuple(parts), (), tuple(numbers), issn, year=year)


def _named(field: DataField) -> Iterator[tuple[str, str]]:
    """Give title (t), volume (v, h), date (d) and ISSN (x) of a linking field, however it is written."""
    inner = embedded(field)
    for part in inner:
        if part.tag == "200":
            yield from (("t", text) for text in part.values("a"))
            yield from ((code, text) for code in "hv" for text in part.values(code))
        elif part.tag == "210":
            yield from (("d", text) for text in part.values("d"))
        elif part.tag == "011":
            yield from (("x", text) for text in part.values("a"))
    if not inner:
        titled = "t" if field.values("t") else "a"
        for item in field.subfields:
            if item.code == titled or item.code in "vhdx":
                yield "t" if item.code == titled else item.code, item.value


def _numbers(field: DataField) -> Iterator[tuple[Subfield, str]]:
    for item in field.subfields:
        if item.code == START and item.value.startswith("001"):
            yield item, item.value[3:].strip()
        elif item.code == "0":
            yield item, item.value.strip()
