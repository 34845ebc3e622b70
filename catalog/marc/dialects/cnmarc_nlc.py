"""CNMARC as the National Library of China and the members of its network write it (OLCC).

Pinyin stands in $9.  A statement of responsibility has the marks of Chinese text.
"""

from catalog.marc.dialects import cnmarc, cnmarc_hosts
from catalog.marc.dialects.part import Part, Whole
from catalog.marc.record import Record
from catalog.marc.statement import Marks

USAGE = cnmarc.Usage(
    marks=Marks(names="，", kinds="；", role="", affiliation="（{}）", nationality="（{}）"),
    pinyin={"a": "9", "b": "9"},
)


def record(part: Part, romanised: Part | None = None) -> Record:
    """Make the record of an article."""
    return cnmarc.record(part, romanised, USAGE)


def issue_record(whole: Whole, romanised: Whole | None = None) -> Record:
    """Make the record of an issue."""
    return cnmarc_hosts.issue_record(whole, romanised, USAGE)


def serial_record(whole: Whole, romanised: Whole | None = None) -> Record:
    """Make the record of the periodical, from the latest issue seen."""
    return cnmarc_hosts.serial_record(whole, romanised, USAGE)
