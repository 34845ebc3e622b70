"""$2, the list that a code, term or number of MARC 21 is of, and the indicator that asks for it.

https://www.loc.gov/standards/sourcelist/, https://www.loc.gov/marc/bibliographic/bd6xx.html
"""

from collections.abc import Iterator

from catalog.validate.schedule import Fault

SOURCE, IN_SUBFIELD = "2", "7"
"""The subfield that names the list, and the indicator that says so."""
ASKED = {
    **dict.fromkeys(("016", "024", "052", "082", "083", "852", "856", "857"), 0),
    **dict.fromkeys(("041", "047", "048", "072", "377", "656", "657"), 1),
    **dict.fromkeys(("600", "610", "611", "630", "647", "648", "650", "651", "655"), 1),
}
"""Fields in which an indicator asks for $2: which of the two it is."""
ONLY_ASKED = {
    "024": "012348",
    **dict.fromkeys(("600", "610", "611", "630", "647", "648", "650", "651", "655"), "0123456"),
}
"""Fields in which other values of that indicator name the list themselves, or have none."""
NEEDED = {"084": "a", "336": "b", "337": "b", "338": "b"}
"""Fields and the subfield that says nothing without a list."""


def source_faults(tag: str, indicators: str, codes: tuple[str, ...], url: str) -> Iterator[Fault]:
    """R537, R538: $2 is there where it is asked for, and only there."""
    at = ASKED.get(tag)
    found = "" if at is None else indicators[at : at + 1]
    if SOURCE not in codes:
        if codes and (found == IN_SUBFIELD or NEEDED.get(tag) in codes):
            yield Fault("R537", None, {"tag": tag, "url": url})
    elif found and at is not None and found in ONLY_ASKED.get(tag, ""):
        index = codes.index(SOURCE)
        yield Fault("R538", index, {"tag": tag, "number": at + 1, "found": found, "url": url})
