"""Every finding that the package can make, by code.

S source, L listing, P profiles, R record, X XML, J JSON, W writing.

A code is never renumbered or given to something else.
"""

from catalog.codes import listing, profile, reading, record, writing
from catalog.codes.code import Code, Severity

__all__ = ["CODES", "Code", "Severity"]

CODES: dict[str, Code] = {
    row.code: row
    for table in (reading.CODES, listing.CODES, profile.CODES, record.CODES, writing.CODES)
    for row in table
}
