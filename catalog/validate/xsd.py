"""What the XML schema of MARCXML says of a record, as findings.

The names of errors are those of libxml2.  A value that does not fit its pattern is left to the rules,
which say more; so are gaps that a rule reports.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import cast

from lxml import etree

from catalog import patterns, resources
from catalog.diagnostics import Diagnostic, Place, finding
from catalog.marc.containers.marcxml import SLIM
from catalog.marc.containers.safe_xml import line_of, name_of, namespace_of

_SUBJECT = patterns.compile(r"Element '(?:\{[^}]*\})?([^']*)'(?:, attribute '([^']*)')?: (.*)", re.DOTALL)
_INDEX = patterns.compile(r"\[([0-9]+)\]")
_FACET = patterns.compile(r"^\[facet '\w+'\] ")
_ATTRIBUTE = patterns.compile(r"The attribute '([^']*)'")
_VALUE = patterns.compile(r"The value '(.*?)' is not accepted", re.DOTALL)

CODES = {
    "SCHEMAV_ELEMENT_CONTENT": "X530",
    "SCHEMAV_CVC_COMPLEX_TYPE_4": "X531",
    "SCHEMAV_CVC_COMPLEX_TYPE_3_2_1": "X532",
    "SCHEMAV_CVC_COMPLEX_TYPE_3_2_2": "X532",
    "SCHEMAV_CVC_COMPLEX_TYPE_2_3": "X533",
    "SCHEMAV_CVC_COMPLEX_TYPE_2_2": "X535",
}
# element and attribute whose patterns the rules on the leader, tags, codes and characters cover
RULED = frozenset((("leader", None), ("controlfield", None), ("subfield", None), ("controlfield", "tag"),
                   ("datafield", "tag"), ("subfield", "code")))  # fmt: skip
INDICATORS = {"ind1": 1, "ind2": 2}
_MOST_ATTRIBUTES = 100


class Schema:
    """Our schema of MARCXML."""

    def __init__(self) -> None:
        self._schema = etree.XMLSchema(etree.parse(str(resources.schema("marcxml.xsd"))))

    def record(
        self, element: etree._Element, name: str, label: str, line: int | None = None
    ) -> Iterator[Diagnostic]:
        """Check a record of any namespace as one of MARCXML; `label` is how findings call it.

        `line` is the one in the file, if the element knows another.
        """
        _into_namespace(element)
        _without_endless_attributes(element)
        here = line_of(element)
        above = 0 if line is None or here is None else line - here
        present = {name_of(child) for child in element}
        if not self._schema.validate(element):
            spots = list(_spots(element))
            for error in self._errors():
                field, occurrence = _field_of(spots, error.path or "")
                line = error.line + above if error.line else None
                place = Place(name, line, record=label, field=field, occurrence=occurrence)
                yield from _findings(error, place, present)

    def collection(self, element: etree._Element, name: str, line: int | None) -> Iterator[Diagnostic]:
        """Check the attributes of a collection, whatever is in it."""
        empty = etree.Element(f"{{{SLIM}}}collection")
        empty.attrib.update(element.attrib)
        self._schema.validate(empty)
        for error in self._errors():
            if error.type_name != "SCHEMAV_ELEMENT_CONTENT":
                yield from _findings(error, Place(name, line), set())

    def _errors(self) -> Iterable[etree._LogEntry]:
        return cast("Iterable[etree._LogEntry]", self._schema.error_log)


@cache
def schema_of_marcxml() -> Schema:
    """Give the schema, compiled when it is first wanted."""
    return Schema()


def _into_namespace(element: etree._Element) -> None:
    """Move a record into the namespace of MARCXML; that it was in another has its own finding."""
    space = namespace_of(element)
    if space != SLIM:
        for item in element.iter():
            if namespace_of(item) == space and ":" not in name_of(item):
                item.tag = f"{{{SLIM}}}{name_of(item)}"


def _without_endless_attributes(record: etree._Element) -> None:
    """Leave each element as many attributes as can be told of: libxml2 keeps a message for each."""
    for item in record.iter():
        if len(item.attrib) > _MOST_ATTRIBUTES:
            kept = {key: item.get(key, "") for key in islice(item.attrib, _MOST_ATTRIBUTES)}
            item.attrib.clear()
            item.attrib.update(kept)


def _spots(record: etree._Element) -> Iterator[tuple[str, int]]:
    """Give the tag of each element of a record, and which of its name and tag it is."""
    counts = Counter[tuple[str, str]]()
    for child in record:
        kind = name_of(child), child.get("tag", "")
        counts[kind] += 1
        yield kind[1], counts[kind]


def _field_of(spots: Sequence[tuple[str, int]], path: str) -> tuple[str, int | None]:
    """Give the tag of the field that a path such as /*/*[7]/*[2] leads to, and which of that tag it is."""
    steps = path.split("/")[2:]
    if not steps:
        return "", None
    index = _INDEX.search(steps[0])
    return spots[int(index[1]) - 1 if index else 0]


def _findings(error: etree._LogEntry, place: Place, present: set[str]) -> Iterator[Diagnostic]:
    """Turn one message into a finding, or into none where a rule says the same."""
    subject = _SUBJECT.match(error.message)
    element, attribute, problem = subject.groups() if subject else ("record", None, error.message)
    code = CODES.get(error.type_name, "X534")
    value = _VALUE.search(problem)
    if attribute in INDICATORS and value:
        yield finding("R463", place, number=INDICATORS[attribute], found=value[1])
    elif code == "X530":
        yield from _content(element, problem, place, present)
    elif code in ("X531", "X532"):
        named = _ATTRIBUTE.match(problem)
        yield finding(code, place, name=element, attribute=named[1].rpartition("}")[2] if named else "")
    elif code in ("X533", "X535"):
        yield finding(code, place, name=element)
    elif (element, attribute) not in RULED or value is None:
        yield finding("X534", place, name=element, problem=_FACET.sub("", problem))


def _content(element: str, problem: str, place: Place, present: set[str]) -> Iterator[Diagnostic]:
    """Report an element out of its place; a record without leader or 001 and an empty field have rules."""
    if problem.startswith("Missing child"):
        if element == "record" and "datafield" not in present:
            yield finding("X534", place, name=element, problem=problem.replace(f"{{{SLIM}}}", ""))
        return
    expected = problem.rpartition("Expected is")[2].rpartition("}")[2].strip(" ).")
    known = element in ("controlfield", "datafield")
    if not known or expected not in ("leader", "controlfield") or expected in present:
        yield finding("X530", place, name=element)
