"""A field as librarians write it in a line: `942 ## $c ART`, with # for a blank indicator."""

import re

from catalog import patterns
from catalog.marc.record import ControlField, DataField, Field, Subfield

_CONTROL = patterns.compile(r"(00[1-9]) +(\S.*)")
_DATA = patterns.compile(r"(\d{3}) +([0-9#]{2}) *(\$.+)")
_SUBFIELD = patterns.compile(r"\$([0-9a-zA-Z]) *((?:[^$]|\$\$)*)")


class NoFieldError(ValueError):
    """A line is no field; why, in English and in Chinese."""

    def __init__(self, english: str, chinese: str) -> None:
        super().__init__(english)
        self.words = (english, chinese)


def parse(line: str) -> Field:
    """Read a field; a dollar sign in a value is written twice.  Raises NoFieldError for anything else.

    >>> parse("942 ## $c ART $2 local")
    DataField(tag='942', indicators='  ', subfields=(Subfield(code='c', value='ART'), \
Subfield(code='2', value='local')))
    """
    if found := _CONTROL.fullmatch(line.strip()):
        return ControlField(found[1], found[2].rstrip())
    found = _DATA.fullmatch(line.strip())
    if found is None or found[1].startswith("00"):
        raise NoFieldError(
            f"{line!r} is no field: write it as 942 ## $c ART", f"{line!r} 不是字段：写作 942 ## $c ART"
        )
    subfields = [
        Subfield(code, value.strip().replace("$$", "$")) for code, value in _SUBFIELD.findall(found[3])
    ]
    written = "".join(f"${code}{value}" for code, value in _SUBFIELD.findall(found[3]))
    if not all(value for _, value in subfields) or re.sub(r"\s", "", written) != re.sub(r"\s", "", found[3]):
        raise NoFieldError(
            f"{line!r} has a subfield without a code or a value", f"{line!r} 中有子字段缺代码或内容"
        )
    return DataField(found[1], found[2].replace("#", " "), tuple(subfields))
