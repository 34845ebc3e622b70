"""The form of fields: tags, indicators, subfield codes, nothing empty."""

import re
from collections.abc import Iterator

from catalog.diagnostics import Diagnostic, finding
from catalog.marc.record import ControlField, DataField, Record
from catalog.validate.rules.context import Context, shown

TAG = re.compile("[0-9A-Z]{3}|[0-9a-z]{3}")
INDICATOR = re.compile("[0-9a-z ]")
SUBFIELD_CODE = re.compile("[!-~]")

# Values of both indicators, obsolete ones included, of the fields that have rules here:
# https://www.loc.gov/marc/bibliographic/bd1xx.html, bd20x24x.html, bd70x75x.html, bd76x78x.html
INDICATORS = {
    "022": (" 01", " 01"),
    "100": ("0123", " 01"),
    "110": ("012", " 01"),
    "111": ("012", " 01"),
    "130": ("0123456789", " 0"),
    "245": ("01", "0123456789"),
    "246": ("0123", " 012345678"),
    "588": (" 01", " "),
    "700": ("0123", " 0123"),
    "710": ("012", " 0123"),
    "711": ("012", " 0123"),
    "773": ("01 ", " 8"),
}


def tags(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R460: a tag has three digits, or letters of one case in local fields; 000 is the leader's."""
    for field in record.fields:
        if not TAG.fullmatch(field.tag) or field.tag == "000":
            yield finding("R460", context.place(field), found=field.tag)


def kinds_of_field(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R461: 00X are control fields, all others data fields."""
    for field in record.fields:
        if TAG.fullmatch(field.tag) and field.tag.startswith("00") is isinstance(field, DataField):
            kind = "datafield" if isinstance(field, DataField) else "controlfield"
            yield finding("R461", context.place(field), found=field.tag, kind=kind)


def subfields_present(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R462: a data field has at least one subfield."""
    for field in record.fields:
        if isinstance(field, DataField) and not field.subfields:
            yield finding("R462", context.place(field))


def indicators(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R463: a data field has two indicators of one character each."""
    for field in record.fields:
        if isinstance(field, DataField):
            first, second = field.indicators[:1], field.indicators[1:]
            for number, found in enumerate((first, second), 1):
                if not INDICATOR.fullmatch(found):
                    yield finding("R463", context.place(field), number=number, found=found)


def indicator_values(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R464: the indicators of titles, names and hosts have one of their values."""
    for field in record.data_fields(*INDICATORS):
        for number, found, allowed in zip((1, 2), field.indicators, INDICATORS[field.tag], strict=False):
            if found not in allowed and INDICATOR.fullmatch(found):
                possible = " ".join(shown(allowed))
                yield finding(
                    "R464",
                    context.place(field),
                    number=number,
                    tag=field.tag,
                    found=shown(found),
                    allowed=possible,
                )


def subfield_codes(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R465: a subfield code is one visible ASCII character."""
    for field in record.fields:
        for item in field.subfields if isinstance(field, DataField) else ():
            if not SUBFIELD_CODE.fullmatch(item.code):
                yield finding("R465", context.place(field, item), found=item.code)


def empty_fields(record: Record, context: Context) -> Iterator[Diagnostic]:
    """R466: a field and a subfield say something; the title and 001 to 008 have rules of their own."""
    for field in record.fields:
        if isinstance(field, ControlField):
            if not field.value.strip() and field.tag not in ("001", "003", "005", "008"):
                yield finding("R466", context.place(field), name=field.tag)
            continue
        for item in field.subfields:
            if not item.value.strip() and (field.tag, item.code) != ("245", "a"):
                yield finding("R466", context.place(field, item), name=f"${item.code}")
