"""Which field is for what, in MARC 21 and in CNMARC: what lets one rule look at records of both."""

from typing import NamedTuple


class Dialect(NamedTuple):
    """Tags of titles, names, links and numbers, and how findings call their subfields.

    `agents` are those of `persons` and `bodies`, `linking` are fields that may name an ISSN in $x, `hosts`
    those that link an article up; `once` have a finding of their own where they stand twice.
    """

    title: str
    variant: str
    other_title: str
    responsibility: str
    role: str
    persons: tuple[str, ...]
    bodies: tuple[str, ...]
    agents: tuple[str, ...]
    hosts: tuple[str, ...]
    host: str
    host_title: str
    host_part: str
    issn: str
    issn_of_host: str
    linking: tuple[str, ...]
    control_once: tuple[str, ...]
    once: frozenset[str]
    languages: str


MARC21 = Dialect(
    title="245",
    variant="246",
    other_title="245 $b",
    responsibility="245 $c",
    role="$e",
    persons=("100", "700"),
    bodies=("110", "710"),
    agents=("100", "700", "110", "710"),
    hosts=("773",),
    host="773",
    host_title="$t",
    host_part="$g/$q",
    issn="022",
    issn_of_host="773 $x",
    linking=(*(f"{tag}" for tag in range(760, 788)), "440", "490", "800", "810", "811", "830"),
    control_once=("001", "003", "005", "008"),
    once=frozenset(("245", "100", "110", "111", "130")),
    languages="abdefghijkmnpqrt",
)
CNMARC = Dialect(
    title="200",
    variant="517",
    other_title="200 $e",
    responsibility="200 $f",
    role="$4",
    persons=("700", "701", "702"),
    bodies=("710", "711", "712"),
    agents=("700", "701", "702", "710", "711", "712"),
    hosts=("461", "462", "463", "464"),
    host="461/463",
    host_title="461 $1 2001# $a",
    host_part="463 $1 2001# $a, $v",
    issn="011",
    issn_of_host="461 $1 011## $a",
    linking=(*(f"{tag}" for tag in range(410, 489)), "225"),
    control_once=("001", "003", "005"),
    once=frozenset(("200",)),
    languages="abcdefghij",
)
