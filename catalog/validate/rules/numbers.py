"""Numbers and addresses that name a publication: ISBN, DOI, numbers of systems, URL.

https://www.loc.gov/marc/bibliographic/bd020.html, bd024.html, bd035.html, bd856.html;
https://www.isbn-international.org/content/isbn-users-manual; https://www.doi.org/the-identifier/resources/handbook/;
in CNMARC 010, 014, 017 and 856, https://archive.ifla.org/VI/3/p1996-1/uni0.htm
"""

import re
from collections.abc import Iterator
from itertools import cycle
from typing import NamedTuple

from catalog import patterns
from catalog.diagnostics import Diagnostic, finding
from catalog.marc.record import DataField, Record, Subfield
from catalog.validate.rules.context import Context
from catalog.validate.rules.dialect import CNMARC, Dialect
from catalog.validate.rules.hostlink import embedded

ADDRESSES = ("856", "857")
_LINKING_MARC21 = tuple(f"{tag}" for tag in range(760, 788))
_LINKING_CNMARC = tuple(f"{tag}" for tag in range(410, 489))

_ISBN = patterns.compile("[0-9]{9}[0-9X]|97[89][0-9]{10}")
_WRITTEN = patterns.compile(r"\s*(?:ISBN(?:-1[03])?[:：\s]*)?([0-9Xx \-\u2010-\u2013]*)", re.IGNORECASE)
_APART = patterns.compile(r"[ \-\u2010-\u2013]")
_DOI = patterns.compile(
    r"(?:doi:\s*|info:doi/|(?:https?://)?(?:dx\.|www\.)?doi\.org/)?(10\.[0-9]{4,9}(?:\.[0-9]+)*/\S.*)",
    re.IGNORECASE,
)
_CLC = patterns.compile(r"[\[{(]?[A-KN-VXZ][0-9A-Za-z.+:()=\"'<>\[\]{}&#*/ -]*")
_APART_BY_SEMICOLON = patterns.compile("[;；]")
_MISREAD = patterns.compile("[0-9.][OoIl][0-9.]")
_OF_SPREADSHEET = patterns.compile(r"(?:\([^()]*\))?\s*[0-9](?:\.[0-9]+)?[Ee]\+[0-9]{1,3}")
_OF_SYSTEM = patterns.compile(r"\([^()]+\)\s*\S.*")
_SCHEME = patterns.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_WITH_HOST = frozenset(("http", "https", "ftp", "ftps", "sftp", "telnet", "rtsp", "rtmp", "mms", "ws", "wss"))
_OTHERS = frozenset(("ed2k", "file", "git", "gopher", "ldap", "news", "nntp", "smb", "ssh", "svn", "wais"))
_AUTHORITY = patterns.compile(r"//[^/?#\s\\：。，、；]+")
_NOT_IN_ADDRESS = patterns.compile(r"[\s\\]|[，、；]\s*https?:|[。，、；]$")


class Fault(NamedTuple):
    """What is wrong with a number: the code of the finding and its values."""

    code: str
    values: dict[str, str]


def isbn_fault(text: str) -> Fault | None:
    """Judge an ISBN, behind which may stand a qualifier: R530 for its form, R531 for its check digit.

    >>> isbn_fault("978-7-5008-6020-4 (平装)"), isbn_fault("7500860201").values["expected"]
    (None, 'X')
    """
    written = _WRITTEN.match(text)
    digits = _APART.sub("", written[1]).upper() if written else ""
    if not _ISBN.fullmatch(digits):
        return Fault("R530", {"found": text})
    expected = isbn_check_digit(digits[:-1])
    return None if digits[-1] == expected else Fault("R531", {"found": digits, "expected": expected})


def is_isbn(text: str) -> bool:
    """Tell a sound ISBN."""
    return isbn_fault(text) is None


def isbn_check_digit(digits: str) -> str:
    """Compute the check digit of an ISBN of which nine or twelve digits are given (ISO 2108).

    >>> isbn_check_digit("978750086020"), isbn_check_digit("750086020")
    ('4', 'X')
    """
    if len(digits) == 12:
        return str(
            -sum(int(digit) * weight for digit, weight in zip(digits, cycle((1, 3)), strict=False)) % 10
        )
    return "0123456789X"[
        -sum(int(d) * weight for d, weight in zip(digits, range(10, 1, -1), strict=True)) % 11
    ]


def doi_of(text: str) -> str:
    """Give a DOI in small letters without what may stand before it, or an empty string for none.

    >>> doi_of("https://doi.org/10.1000/ABC"), doi_of("10,1000/abc")
    ('10.1000/abc', '')
    """
    found = _DOI.fullmatch(text.strip())
    return found[1].lower() if found else ""


def spreadsheet_number(text: str) -> bool:
    """Tell a number that a spreadsheet has rounded.

    >>> spreadsheet_number("(ORG)2.02511E+12"), spreadsheet_number("2E12")
    (True, False)
    """
    return _OF_SPREADSHEET.fullmatch(text.strip()) is not None


def is_address(text: str) -> bool:
    """Tell an address of the web, or another URI; Chinese characters in a path are sound, and so is nothing.

    >>> is_address("http://www.acftu.org/工会.html"), is_address("www.acftu.org")
    (True, False)
    """
    text = text.strip(" \t\r\n")
    scheme = _SCHEME.match(text)
    return not text or (scheme is not None and not _NOT_IN_ADDRESS.search(text) and _opens(scheme, text))


def _opens(scheme: re.Match[str], text: str) -> bool:
    name, rest = scheme[1].lower(), text[scheme.end() :]
    if name in _WITH_HOST:
        return _AUTHORITY.match(rest) is not None
    return bool(rest) and len(name) > 1 and (name in _OTHERS or not (rest.startswith("/") or "." in name))


def isbns(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R530, R531: an ISBN of 020 or 010, and of a link, has its form and check digit."""
    for field, item in _isbns(context):
        if item.value.strip() and (fault := isbn_fault(item.value)):
            yield finding(fault.code, context.place(field, item), **fault.values)


def isbn_tags(dialect: Dialect) -> tuple[str, ...]:
    """Give the tags of fields that hold an ISBN: that of its own, and those of links."""
    return ("010", *_LINKING_CNMARC) if dialect is CNMARC else ("020", *_LINKING_MARC21)


def _isbns(context: Context) -> Iterator[tuple[DataField, Subfield]]:
    """Give the subfields that hold an ISBN."""
    own, *tags = isbn_tags(context.dialect)
    for tag, fields in context.data.items():
        wanted = "a" if tag == own else ("y" if context.is_unimarc else "z") if tag in tags else ""
        for field in fields if wanted else ():
            inner = embedded(field) if context.is_unimarc and tag != own else []
            for part in inner:
                if part.tag == own:
                    yield from ((field, item) for item in part.subfields if item.code == "a")
            if not inner:
                yield from ((field, item) for item in field.subfields if item.code == wanted)


def dois(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R532, R533: a DOI of 024, in CNMARC 014 or 017, has its form, and one record of the file has it."""
    seen = set[str]()
    for field in context.fields(*(("014", "017") if context.is_unimarc else ("024",))):
        if not any(source.strip().lower() == "doi" for source in field.values("2")):
            continue
        for item in field.subfields:
            if item.code != "a" or not item.value.strip():
                continue
            doi, file = doi_of(item.value), context.file
            if not doi:
                yield finding("R532", context.place(field, item), found=item.value)
            elif doi not in seen and (owner := file.identifiers.earlier(doi, context.number, context.line)):
                yield finding("R533", context.place(field, item), found=doi, other=owner.called(file.name))
            seen.add(doi)


def terms(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R546: a subfield of 653, or 610 of CNMARC, holds one term."""
    for field in context.fields(term_tag(context.dialect)):
        for item in field.subfields:
            if item.code == "a" and not is_one_term(item.value):
                yield finding("R546", context.place(field, item), found=item.value, tag=field.tag)


def term_tag(dialect: Dialect) -> str:
    """Give the tag of terms of no list."""
    return "610" if dialect is CNMARC else "653"


def is_one_term(text: str) -> bool:
    """Tell what is not several terms with semicolons between.

    >>> is_one_term("工会;职工"), is_one_term("工会工作")
    (False, True)
    """
    return not any(part.strip() for part in _APART_BY_SEMICOLON.split(text)[1:])


def system_numbers(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R534, R535: a number in 035 is whole and, in MARC 21, stands behind the code of its organisation."""
    for field in context.fields("035"):
        for item in field.subfields:
            if item.code != "a" or not item.value.strip():
                continue
            if spreadsheet_number(item.value):
                yield finding("R534", context.place(field, item), found=item.value)
            elif not context.is_unimarc and not _OF_SYSTEM.fullmatch(item.value.strip()):
                yield finding("R535", context.place(field, item), found=item.value)


def is_class_number(text: str) -> bool:
    """Tell what may be a number of the Chinese Library Classification; there are no classes L, M, W and Y.

    >>> [is_class_number(text) for text in ("D412.6", "TP312JA", "G25(711)", "412.6", "G25O.6", "D412;D413")]
    [True, True, True, False, False, False]
    """
    text = text.strip()
    return not text or (_CLC.fullmatch(text) is not None and not _MISREAD.search(text))


def class_numbers(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R544: 690 of CNMARC and 084 with $2 clc hold one number of the Chinese Library Classification each."""
    for field in context.fields(class_tag(context.dialect)):
        if context.is_unimarc or any(source.strip() == "clc" for source in field.values("2")):
            for item in field.subfields:
                if item.code == "a" and not is_class_number(item.value):
                    yield finding("R544", context.place(field, item), found=item.value)


def class_tag(dialect: Dialect) -> str:
    """Give the tag of the field that holds such a number."""
    return "690" if dialect is CNMARC else "084"


def addresses(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R536: an address in 856 or 857 opens."""
    for field in context.fields(*ADDRESSES):
        for item in field.subfields:
            if item.code == "u" and not is_address(item.value):
                yield finding("R536", context.place(field, item), found=item.value)
