"""Reports read back, as somebody else's program would read them: what was found, in the order of the file."""

import csv
import io
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

Row = tuple[Any, ...]
"""Code, severity, and where the form holds them as values: line, column, record, English message."""


def of_text(data: bytes) -> list[Row]:
    lines = data.decode("utf-8").split("\n")[1:]
    found = (re.match(r"\S.*?: (error|warning|note) ([A-Z]\d{3}) ", line) for line in lines)
    return [(match[2], match[1]) for match in found if match]


def of_json(data: bytes) -> list[Row]:
    return [_row(item) for item in json.loads(data)["findings"]]


def of_jsonl(data: bytes) -> list[Row]:
    return [_row(json.loads(line)) for line in data.decode("utf-8").split("\n")[:-1]]


def of_csv(data: bytes) -> list[Row]:
    rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
    return [_row({key: value.removeprefix("'") for key, value in row.items()}) for row in rows]


def of_sarif(data: bytes) -> list[Row]:
    (run,) = json.loads(data)["runs"]
    rows = []
    for result in run["results"]:
        (location,) = result["locations"]
        region = location.get("physicalLocation", {}).get("region", {})
        records = (item["name"] for item in location.get("logicalLocations", ()) if item["kind"] == "record")
        rows.append(
            (
                result["ruleId"],
                result["level"],
                str(region.get("startLine", "")),
                str(region.get("startColumn", "")),
                next(records, ""),
                result["properties"]["message_en"],
            )
        )
    return rows


def of_html(data: bytes) -> list[Row]:
    """Read the findings, and put them into the order of the file again by their numbers."""
    page = Page()
    page.feed(data.decode("utf-8"))
    return [row for _, row in sorted(page.rows)]


class Page(HTMLParser):
    """The findings on a page, each with its number; their severities must not rise on the way down."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[tuple[int, Row]] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        values = {name: value or "" for name, value in attrs}
        if tag == "article":
            kind, severity = values["class"].split()
            assert kind == "finding"
            order = ("error", "warning", "note")
            worst = [order.index(row[1]) for _, row in self.rows]
            assert not worst or order.index(severity) >= worst[-1]
            self.rows.append((int(values["id"][1:]), (values["data-code"], severity)))


def _row(item: dict[str, Any]) -> Row:
    keys = ("code", "severity", "line", "column", "record", "message_en")
    return tuple("" if item[key] is None else str(item[key]) for key in keys)


READERS: dict[str, Callable[[bytes], list[Row]]] = {
    "text": of_text,
    "json": of_json,
    "jsonl": of_jsonl,
    "csv": of_csv,
    "sarif": of_sarif,
    "html": of_html,
}
"""A reader for each form of report."""
