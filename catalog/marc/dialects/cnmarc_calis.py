"""CNMARC as the members of CALIS write it, the union catalogue of universities.

Pinyin stands in a subfield with the capital of the letter whose text it renders.  A statement of
responsibility has Western marks with a blank.
"""

from catalog.marc.dialects import cnmarc, cnmarc_hosts
from catalog.marc.dialects.part import Part, Whole
from catalog.marc.record import Record
from catalog.marc.statement import Marks

USAGE = cnmarc.Usage(
    marks=Marks(names=", ", kinds="; ", role="", affiliation=" ({})", nationality="({})"),
    pinyin={"a": "A", "b": "B"},
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
