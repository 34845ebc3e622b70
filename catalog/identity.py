"""Control numbers: made from what the masthead says and the place in the listing, so that they never move."""

from datetime import date
from typing import NamedTuple

_LAST_SEQUENCE = 999
_YEAR_AND_NUMBER = (6, 7)  # digits


class Dates(NamedTuple):
    """When a record was first written, when it last changed, and its status for leader/05: n, c or d."""

    entered: date
    changed: date
    status: str = "n"


def issue_number(publication_code: str, year: int, number: int) -> str:
    """Give the control number of an issue: title code, year, number of at least two digits.

    >>> issue_number("ZGGY", 2025, 11), issue_number("GRRB", 2025, 271)
    ('ZGGY202511', 'GRRB2025271')
    """
    return f"{publication_code}{year:04}{number:02}"


def is_of_issue(number: str, publication_code: str) -> bool:
    """Tell a number that an issue of the periodical has, or may get.

    >>> is_of_issue("ZGGY202511", "ZGGY"), is_of_issue("ZGGY202511001", "ZGGY")
    (True, False)
    """
    rest = number.removeprefix(publication_code)
    return rest != number and rest.isascii() and rest.isdecimal() and len(rest) in _YEAR_AND_NUMBER


def control_number(publication_code: str, year: int, number: int, sequence: int) -> str:
    """Give the control number of an article: its issue's, then its sequence from 1, three digits.

    Past the 999th article a hyphen keeps the number apart from those of another issue.

    >>> control_number("ZGGY", 2025, 11, 1), control_number("ZGGY", 2025, 11, 1000)
    ('ZGGY202511001', 'ZGGY202511-1000')
    """
    return counted(issue_number(publication_code, year, number), sequence)


def counted(issue: str, sequence: int) -> str:
    """Give the control number of an article likewise, from the number of its issue."""
    return f"{issue}{sequence:03}" if sequence <= _LAST_SEQUENCE else f"{issue}-{sequence}"
