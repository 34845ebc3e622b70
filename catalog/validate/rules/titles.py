"""Titles and main entries: 245, 1XX, 246."""

import re
from collections import Counter
from collections.abc import Iterator

from catalog.diagnostics import Diagnostic, finding
from catalog.marc.record import DataField, Record
from catalog.validate.rules.context import Context

MAIN_ENTRIES = ("100", "110", "111", "130")
HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
CHINESE_BEGINNING = re.compile(f"[{HAN}《〈“‘「『【（]")
KICKER = re.compile(r"at head of title|肩题|引题|题上项", re.IGNORECASE)
ISBD = " /:;=,.，。：；"


def title_field(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R430, R431: there is exactly one field 245."""
    fields = list(record.data_fields("245"))
    if not fields:
        yield finding("R430", context.place("245"))
    elif len(fields) > 1:
        yield finding("R431", context.place(fields[1]), count=len(fields))


def title_proper(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R432: 245 $a is there and says something; $k may stand for it in a record of archives."""
    for field in _titles(record):
        if field.subfields and not any(
            value.strip(ISBD) for value in (*field.values("a"), *field.values("k"))
        ):
            yield finding("R432", context.place(field, "a"))


def title_subfields_once(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R433: $a, $b and $c of 245 are not repeatable."""
    for field in _titles(record):
        counts = Counter(code for code, _ in field.subfields)
        for code in "abc":
            if counts[code] > 1:
                yield finding("R433", context.place(field, code), subfield=code, count=counts[code])


def title_added_entry(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R434: 245 first indicator is 1 exactly when there is a 1XX.

    A 0 beside a 1XX is asked of articles only: elsewhere it may mean that no title entry is wanted.
    """
    entries = len(list(record.data_fields(*MAIN_ENTRIES)))
    for field in _titles(record):
        found = field.indicators[:1]
        if (found == "1" and not entries) or (found == "0" and entries and context.is_component):
            yield finding("R434", context.place(field), found=found, main_entry=entries)


def nonfiling_characters(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R435: 245 second indicator is 0 for a Chinese title and shorter than any other."""
    for field in _titles(record):
        found = field.indicators[1:2]
        title = next(iter(field.values("a")), "")
        skips = found in tuple("123456789") and bool(title.strip(ISBD))
        if skips and (CHINESE_BEGINNING.match(title) or int(found) >= len(title)):
            yield finding("R435", context.place(field), found=found, title=title[:20])


def one_main_entry(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R436: there is at most one 1XX."""
    fields = list(record.data_fields(*MAIN_ENTRIES))
    if len(fields) > 1:
        tags = ", ".join(field.tag for field in fields)
        yield finding("R436", context.place(fields[1]), count=len(fields), tags=tags)


def kicker(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R437, R438: text above an article's title, named so by 246 $i, follows the title proper in 245 $b."""
    if not context.is_component:
        return
    for variant in record.data_fields("246"):
        text = " ".join(variant.values("a")).strip()
        if not text or not any(KICKER.search(label) for label in variant.values("i")):
            continue
        for field in _titles(record):
            proper, other = _letters(field.values("a")), _letters(field.values("b"))
            if proper.startswith(_letters([text])) and proper != _letters([text]):
                yield finding("R438", context.place(field, "a"), kicker=text)
            elif context.is_chinese and _letters([text]) not in other:
                yield finding("R437", context.place(field, "b"), kicker=text)


def _titles(record: Record) -> list[DataField]:
    """Give the field 245, or nothing when there are several, which has its own finding."""
    fields = list(record.data_fields("245"))
    return fields if len(fields) == 1 else []


def _letters(values: list[str]) -> str:
    """Join values without case, spaces and punctuation, to compare what they say."""
    return "".join(char for value in values for char in value.casefold() if char.isalnum())
