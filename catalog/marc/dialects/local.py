"""Fields of the library's own, from the templates in its settings."""

from functools import cache

from catalog import patterns
from catalog.marc.dialects.part import Part, Whole
from catalog.marc.fieldline import NoFieldError, parse
from catalog.marc.record import ControlField, DataField, Field, Record

NAMES = ("number", "title", "publication", "year", "issue")
"""What a template may have in braces."""

_NAME = patterns.compile(r"\{(\w+)\}")


def with_local_fields(record: Record, whole: Whole) -> Record:
    """Give the record of an article the library's own fields, each behind those of its tag or a lower one.

    NAMES in braces are filled in.
    """
    if not isinstance(whole, Part) or not whole.settings.local:
        return record
    values = {
        "number": whole.number,
        "title": whole.article.title,
        "publication": whole.publication.name,
        "year": str(whole.issue.year),
        "issue": str(whole.issue.number),
    }
    fields = list(record.fields)
    for template in whole.settings.local:
        field = _filled(_parsed(template), values)
        behind = sum(other.tag <= field.tag for other in fields if other.tag != "880")
        fields.insert(behind, field)
    return record._replace(fields=tuple(fields))


def fault(template: str) -> tuple[str, str] | None:
    """Say in English and Chinese what is wrong with a template, None if nothing is."""
    try:
        _parsed(template)
    except NoFieldError as error:
        return error.words
    unknown = sorted({name for name in _NAME.findall(template) if name not in NAMES})
    if not unknown:
        return None
    name = f"{{{unknown[0]}}}"
    return f"{template!r}: there is no {name}", f"{template!r}：没有 {name}"


@cache
def _parsed(template: str) -> Field:
    return parse(template)


def _filled(field: Field, values: dict[str, str]) -> Field:
    def fill(text: str) -> str:
        return _NAME.sub(lambda found: values[found[1]], text)

    if isinstance(field, ControlField):
        return field._replace(value=fill(field.value))
    subfields = tuple(subfield._replace(value=fill(subfield.value)) for subfield in field.subfields)
    return DataField(field.tag, field.indicators, subfields)
