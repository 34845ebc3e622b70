"""The International Standard Serial Number (ISO 3297)."""

from catalog import patterns

ISSN = patterns.compile("[0-9]{4}-[0-9]{3}[0-9X]")


def check_digit(digits: str) -> str:
    """Compute the check digit of seven digits: weights 8 to 2, modulus 11, X for ten.

    >>> check_digit("1003759")
    '4'
    """
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(8, 1, -1), strict=True))
    return "0123456789X"[-total % 11]
