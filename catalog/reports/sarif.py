"""Findings as SARIF 2.1.0, which tools for reviewing read.

Source: OASIS, Static Analysis Results Interchange Format 2.1.0
(https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html).
"""

import json
import re
from collections.abc import Iterator
from pathlib import PurePosixPath, PureWindowsPath
from string import Formatter
from typing import Any
from urllib.parse import quote

from catalog import __version__
from catalog.codes import CODES, Code
from catalog.diagnostics import Diagnostic, Language, Place, around, as_json
from catalog.reports.findings import Findings
from catalog.reports.view import View

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
BEGINS = r'\{\s*"\$schema": "[^"]*sarif[^"]*".*?"name": "kanmu-catalog"'


def write(findings: Findings, view: View) -> Iterator[str]:
    """Write one run: the codes that occur as rules, and all findings in their order as results."""
    codes = sorted(findings.by_code)
    indexes = {code: index for index, code in enumerate(codes)}
    driver = {
        "name": "kanmu-catalog",
        "version": __version__,
        "semanticVersion": __version__,
        "language": view.language,
        "rules": [_rule(CODES[code], view.language) for code in codes],
    }
    head = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": []}],
    }
    before, results, after = json.dumps(head, ensure_ascii=False, indent=2).rpartition("[]")
    yield before + results[:1]
    mark = "\n"
    for item in findings:
        text = json.dumps(_result(item, indexes[item.code], view.language), ensure_ascii=False, indent=2)
        yield mark + "        " + text.replace("\n", "\n        ")
        mark = ",\n"
    yield ("" if mark == "\n" else "\n      ") + results[1:] + after + "\n"


def _rule(row: Code, language: Language) -> dict[str, Any]:
    """Describe a code in both languages, with `…` or, in messages, `{0}` for what a finding fills in."""
    return {
        "id": row.code,
        "name": row.slug,
        "shortDescription": {"text": _general(row.message[language])},
        "fullDescription": {"text": _general(f"{row.en}\n{row.zh}")},
        "messageStrings": {name: {"text": _numbered(text, row)} for name, text in row.message.items()},
        "defaultConfiguration": {"level": row.severity},
        "help": {"text": _general(f"{row.help_en}\n{row.help_zh}")},
        "helpUri": row.url,
    }


def _result(item: Diagnostic, index: int, language: Language) -> dict[str, Any]:
    """Describe a finding."""
    result: dict[str, Any] = {
        "ruleId": item.code,
        "ruleIndex": index,
        "level": item.severity,
        "message": {"text": item.message(language)},
        "locations": [_location(item.place)],
    }
    if item.place.listing is not None:
        file, line = item.place.listing
        physical = {"artifactLocation": {"uri": uri(file)}, "region": {"startLine": line}}
        said = "目次" if language == "zh" else "the printed listing"
        result["relatedLocations"] = [{"physicalLocation": physical, "message": {"text": said}}]
    result["properties"] = {
        key: value for key, value in as_json(item).items() if key.startswith(("message_", "help_"))
    }
    return result


def _location(place: Place) -> dict[str, Any]:
    """Describe a place: file, line and columns; record, field and subfield."""
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri(place.file)}} if place.file else {}
    if place.file and place.line:
        physical |= _regions(place)
    names = [("record", place.record), ("field", place.field), ("subfield", place.subfield)]
    if place.field and (place.occurrence or 1) > 1:
        names[1] = ("field", f"{place.field}[{place.occurrence}]")
    if place.position:
        names.append(("position", place.position))
    logical, whole = [], ""
    for kind, name in names:
        if name:
            whole += name if not whole or name.startswith("/") else f"/{name}"
            logical.append({"name": name, "fullyQualifiedName": whole, "kind": kind})
    parts = {"physicalLocation": physical, "logicalLocations": logical}
    return {key: value for key, value in parts.items() if value}


def _regions(place: Place) -> dict[str, Any]:
    """Describe line and columns, with what stands there, and the line around it."""
    line = {"startLine": place.line}
    before, marked, after = around(place)
    entire = place.excerpt and before + marked + after == place.excerpt
    whole = {"snippet": {"text": place.excerpt}} if entire else {}
    if not place.column:
        return {"region": line | whole}
    end = max(place.column, place.end_column or place.column + len(marked))
    region: dict[str, Any] = line | {"startColumn": place.column, "endColumn": end}
    if marked and len(marked) == end - place.column:
        region["snippet"] = {"text": marked}
    return {"region": region} | ({"contextRegion": line | whole} if whole and (before or after) else {})


def uri(name: str) -> str:
    """Give a file's name as a URI reference.

    >>> uri("目次/a b.xml"), uri("/tmp/a:b"), uri("<stdin>"), uri("C:\\\\a\\\\b.xml")
    ('%E7%9B%AE%E6%AC%A1/a%20b.xml', 'file:///tmp/a%3Ab', '%3Cstdin%3E', 'file:///C:/a/b.xml')
    """
    windows = PureWindowsPath(name)
    if windows.drive and windows.root:
        return f"file:///{windows.drive}{quote(windows.as_posix()[len(windows.drive) :])}"
    absolute = PurePosixPath(name).is_absolute()
    return ("file://" if absolute else "") + quote(name, safe="/", errors="replace")


def _general(text: str) -> str:
    """Say in general what a code's text says of a finding.

    >>> _general("{character} in the text")
    '… in the text'
    """
    return text.format_map(_Dots())


class _Dots(dict[str, str]):
    def __missing__(self, word: str) -> str:
        return "…"


def _numbered(text: str, row: Code) -> str:
    """Write the words in braces as numbers, as SARIF has them: those of both messages, each once."""
    parsed = (part for message in row.message.values() for part in Formatter().parse(message))
    words = list(dict.fromkeys(word for _, word, _, _ in parsed if word is not None))
    return re.sub(r"\{(\w+)\}", lambda found: f"{{{words.index(found[1])}}}", text)
