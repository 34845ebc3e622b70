"""What CNMARC has of its own: general processing data, coded fields, the CN number.

https://archive.ifla.org/VI/3/p1996-1/uni1.htm
"""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from catalog import patterns
from catalog.diagnostics import Diagnostic, finding
from catalog.marc.record import DataField, Field, Record, Subfield
from catalog.validate.codelists import is_code
from catalog.validate.rules.coded import coded
from catalog.validate.rules.context import Context, shown
from catalog.validate.rules.fixed import is_in_calendar

CODED = ("100", "105", "106", "110")
YEAR = patterns.compile("[0-9u ]{4}")
YEAR_OR_MONTH = patterns.compile("[0-9]{4}(?:0[1-9]|1[0-2])?")
UNENDED, IN_ORDER = "9999", ("b", "f", "g")
DATE_2 = {"a": UNENDED, "d": "####", "j": "mmdd"}
"""What date 2 is by type of date; of the types in IN_ORDER it is the later one."""
WITH_PINYIN = ("200", "225", *map(str, range(500, 550)), *map(str, range(700, 743)))
PINYIN = frozenset("9ABCDEFGHI")
"""Codes of subfields that repeat another in Latin script."""
NO_PINYIN = patterns.compile("[\u4e00-\u9fa5]+|[Ａ-Ｚａ-ｚ]+")
"""Characters of which there is pinyin, which rare ones may lack; and full-width letters."""
DAY = patterns.compile("[0-9]{8}")
CN_NUMBER = patterns.compile(r"(?:CN[ -]?)?[1-9][0-9]-[0-9]{4}(?:-[0-9])?(?:/[A-Z][A-Z0-9.-]*)?")
LOCALITY = patterns.compile(
    r"(?:(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])[0-9]{4}|(?:CN-)?(?:[A-Z]{2}|[0-9]{2}))?"
)
"""Provinces and what is below them, as GB/T 2260 and as ISO 3166-2 write them."""
TEXTS = ("a", "b")
UNICODE, CHINESE = "50", ("10", "20", "21")


def processing_data(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R409: there is a field 100 with $a."""
    if not context.value("100", "a"):
        yield finding("R409", context.place("100", "a" if "100" in context.data else ""))


def language(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R551: a text has a field 101, where the record is a whole one, with its processing data.

    https://archive.ifla.org/VI/3/p1996-1/uni1.htm; a record of a few fields is no exchange record yet.
    """
    is_whole = "100" in context.data and "200" in context.data
    if is_whole and "101" not in context.data and record.leader[6:7] in TEXTS:
        yield finding("R551", context.place("101"))


def localities(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R540: 102 $b of what was published in China is an administrative division of GB/T 2260.

    It has six digits, of which the first two are those of the province; ISO 3166-2 has codes, too.
    """
    for field in context.fields("102"):
        if field.values("2") or any(country.strip() != "CN" for country in field.values("a")):
            continue
        for item in field.subfields:
            if item.code == "b" and not is_locality(item.value):
                values = {"name": "102 $b", "found": item.value, "list": "GB/T 2260"}
                url = "https://archive.ifla.org/VI/3/p1996-1/uni1.htm"
                yield finding("R540", context.place(field, item), **values, url=url)


def is_locality(text: str) -> bool:
    """Tell the code of a division of China; nothing is none wrong.

    >>> is_locality("110000"), is_locality("CN-BJ"), is_locality("北京"), is_locality("170000")
    (True, True, False, False)
    """
    return LOCALITY.fullmatch(text.strip()) is not None


def coded_fields(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R419, R429: $a of 100, 105, 106 and 110 has its length, and its codes by position."""
    for field in context.fields(*CODED):
        for item in field.subfields:
            if item.code == "a":
                yield from coded(context, field, item, "")


def processing_dates(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R429: 100 $a/00-07 is the day of entry, 09-16 are years, 22-24 is a language."""
    text = context.value("100", "a")
    if len(text) != 36:
        return
    for start, end, allowed, fits in (
        (0, 8, "yyyymmdd", _is_day(text[:8])),
        (9, 13, "yyyy", YEAR.fullmatch(text[9:13])),
        (13, 17, "yyyy ####", YEAR.fullmatch(text[13:17])),
        (13, 17, DATE_2.get(text[8], "yyyy"), _is_second_date(text[8], text[9:13], text[13:17])),
        (22, 25, "chi", is_code(text[22:25], "languages") or text[22:25] == "   "),
    ):
        if not fits:
            position = f"{start:02}-{end - 1:02}"
            values = {
                "field": "100 $a",
                "position": position,
                "found": shown(text[start:end]),
                "allowed": allowed,
            }
            place = context.place(context.data["100"][0], "a", position)
            yield finding("R429", place, url="https://archive.ifla.org/VI/3/p1996-1/uni1.htm", **values)


def transaction_dates(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R429: 801 $c is the day of the transaction; the year or month alone says less, but nothing wrong."""
    for field in context.fields("801"):
        for item in field.subfields:
            text = item.value.strip()
            if item.code == "c" and text and not (_is_day(text) or YEAR_OR_MONTH.fullmatch(text)):
                values = {"field": "801 $c", "position": "00-07", "found": text, "allowed": "yyyymmdd"}
                url = "https://archive.ifla.org/VI/3/p1996-1/uni8.htm"
                yield finding("R429", context.place(field, item), url=url, **values)


def character_sets(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R408: 100 $a/26-29 names the character set that the file is in; plain ASCII fits all of them."""
    text = context.value("100", "a")
    if len(text) != 36 or context.text.isascii():
        return
    rows = context.schedule.positions("100$a") if context.schedule else ()
    if any(row.start in (26, 28) and not row.fits(text) for row in rows):  # R429
        return
    sets, encoding = text[26:30], context.file.encoding.lower()
    unicode = encoding.startswith("utf")
    if unicode is not (UNICODE in (sets[:2], sets[2:])):
        expected = "50##" if unicode else "0110"
        place = context.place(context.data["100"][0], "a", "26-29")
        yield finding("R408", place, found=shown(sets), encoding=encoding.upper(), expected=expected)


def cn_numbers(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R446: 091 of a periodical is a CN number, two digits for the province and four for the periodical.

    GB/T 9999.1; on books 091 holds numbers of another kind.
    """
    if record.leader[7:8] == "s":
        for field in context.fields("091"):
            for item in field.subfields:
                if item.code == "a" and item.value.strip() and not CN_NUMBER.fullmatch(item.value.strip()):
                    yield finding("R446", context.place(field, item), found=item.value)


def pinyin(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R542: in a Chinese record, $9 and subfields under a capital hold pinyin, in ordinary Latin letters."""
    for field in context.fields(*WITH_PINYIN) if context.is_chinese else ():
        for item in field.subfields:
            if item.code in PINYIN and (other := NO_PINYIN.search(item.value)):
                values = {"name": f"{field.tag} ${item.code}", "found": other[0][:20]}
                yield finding("R542", context.place(field, item), **values)


def has_pinyin(field: Field) -> bool:
    """Tell a field in which subfields are pinyin."""
    return isinstance(field, DataField) and any(code in PINYIN for code, _ in field.subfields)


def is_pinyin(subfields: tuple[Subfield, ...]) -> bool:
    """Tell subfields of which those that are for pinyin hold it."""
    return not any(code in PINYIN and NO_PINYIN.search(value) for code, value in subfields)


def _is_second_date(kind: str, first: str, second: str) -> bool:
    """Tell a date 2 that fits the type in 100 $a/08; what is no year at all has been told."""
    if not second.isdecimal():
        return True
    if kind == "a":
        return second == UNENDED
    if kind == "d":
        return second == first
    if kind == "j":
        return is_in_calendar(first + second)
    if kind == "b" and second == UNENDED:
        return False
    return kind not in IN_ORDER or not first.isdecimal() or first <= second


@lru_cache(maxsize=1 << 10)
def _is_day(digits: str) -> bool:
    """Whether eight digits yyyymmdd are a day."""
    if not DAY.fullmatch(digits):
        return False
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True
