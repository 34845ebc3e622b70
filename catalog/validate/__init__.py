"""`catalog validate`: will this load, and is it right?

A file is told by its content; what is wrong with it is a list of findings, never an exception.
"""

from collections.abc import Callable

from catalog.diagnostics import Diagnostic, Place, finding
from catalog.validate.kind import Kind, other_format, other_root, sniff

__all__ = ["CHECKS", "Check", "Kind", "sniff", "validate"]

Check = Callable[[bytes, str], list[Diagnostic]]


def _json(data: bytes, name: str) -> list[Diagnostic]:
    from catalog.validate.issues import check_issues

    return check_issues(data, name)


def _marcxml(data: bytes, name: str) -> list[Diagnostic]:
    from catalog.validate.marcxml import check_marcxml  # lxml takes long to import

    return check_marcxml(data, name)


def _unknown(data: bytes, name: str) -> list[Diagnostic]:
    """Say what the file is instead."""
    if found := other_format(data):
        return [finding("X501", Place(name), found=found)]
    return [finding("X502", Place(name), found=other_root(data))]


# what is done with each kind of file; a text is read by whoever can read a listing
CHECKS: dict[Kind, Check] = {
    Kind.JSON: _json,
    Kind.MARCXML: _marcxml,
    Kind.UNKNOWN: _unknown,
}


def validate(data: bytes, name: str, listing: Check | None = None) -> list[Diagnostic]:
    """Check a file of any kind; `listing` reads one that is text and gives the findings of reading.

    `name` is how findings call the file.  Without `listing`, a text has no findings here.
    """
    if not data:
        return [finding("S103", Place(name))]
    check = CHECKS.get(sniff(data), listing)
    return check(data, name) if check else []
