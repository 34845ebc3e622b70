"""Characters that damage a record: control, invisible, private, lost, decomposed, escaped twice."""

import unicodedata
from collections.abc import Iterator, Mapping

from catalog import patterns
from catalog.diagnostics import Diagnostic, finding
from catalog.marc.characters import (
    KINDS,
    OTHERS,
    RADICALS,
    composition,
    composition_of_others,
    examine,
    is_suspect,
    quick_class,
)
from catalog.marc.mojibake_marks import MARKS
from catalog.marc.record import ControlField, Record, Subfield
from catalog.validate.rules.context import Context
from catalog.validate.rules.form import is_written_as_data

# one class of characters, so that sound text costs one quick search
_FIRST = patterns.compile(quick_class(f"&{MARKS}{RADICALS}{OTHERS}{''.join(ranges for _, ranges in KINDS)}"))
_TAG_OPENS = patterns.compile("<[/a-zA-Z!?%]")


def characters(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R480-R489, R500, R508, R513, R514: no value has characters that are lost, hidden or shown wrongly."""
    # MARC 21 lets other languages be decomposed, and letters in Chinese text; pinyin of CNMARC is typed whole
    strict = context.is_component or context.is_chinese
    told = False
    for field in record.fields:
        if is_written_as_data(field):
            continue  # whose delimiters are no characters of its text
        for item in [Subfield("", field.value)] if isinstance(field, ControlField) else field.subfields:
            for code, index, values in examine(item.value):
                if code != "R508" or _is_remnant(field.tag, item.code, values, context):
                    yield finding(code, context.place(field, item, f"{index:02}"), **values)
            if (strict or not told) and (hit := composition(item.value)):
                grave = strict and (hit if context.is_unimarc else composition_of_others(item.value))
                if grave or not told:
                    index, values = grave or hit
                    place = context.place(field, item, f"{index:02}")
                    yield finding("R485" if grave else "R489", place, **values)
                told = told or not grave


def _is_remnant(tag: str, code: str, values: Mapping[str, object], context: Context) -> bool:
    """Tell what a program left from codes that look so, and `nan` from the pinyin of 南 and from Min Nan."""
    if tag < "1":
        return tag == "001"
    pinyin = context.is_unimarc and (code == "9" or code.isupper())
    return values["found"] != "nan" or not (pinyin or tag == ("101" if context.is_unimarc else "377"))


def is_sound(text: str) -> bool:
    """Tell text in which nothing need be looked at closely: no such character, no tag, all composed.

    >>> is_sound("工会主席"), is_sound("工会\\u200b主席")
    (True, False)
    """
    return (
        not _FIRST.search(text)
        and not is_suspect(text)
        and not ("<" in text and _TAG_OPENS.search(text))
        and (text.isascii() or unicodedata.is_normalized("NFC", text))
    )
