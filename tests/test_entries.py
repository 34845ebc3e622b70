"""Entries of many kinds and the fields that they become in every dialect: a table to be read by a person."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from catalog.config.model import Settings
from catalog.diagnostics import Diagnostic
from catalog.marc.dialects import Crosswalk
from catalog.marc.record import Record
from catalog.model import Article, Author
from tests.cnmarc_records import GONGYUN, issue, line, settings
from tests.test_marc21 import line as of_marc21

TABLE = Path(__file__).parent / "cases" / "entries" / "entries.txt"
DIALECTS: dict[str, tuple[Settings, re.Pattern[str]]] = {
    "m21": (settings(dialect="marc21"), re.compile("[17]..|24[56]")),
    "ala": (settings(dialect="marc21", pinyin="ala-lc", language="eng"), re.compile("[17]..|24[56]")),
    "nlc": (settings(pinyin="nlc"), re.compile("200|463|7..")),
    "calis": (settings(dialect="cnmarc-calis", pinyin="calis"), re.compile("200|7..")),
}
AUTHOR = re.compile(r"(◇)?(?:【(.+?)】)?([^｜（＋]+)(?:＋([^｜（]+))?(?:（(.+?)）)?(?:｜(.+))?")


def author(text: str) -> Author:
    found = AUTHOR.fullmatch(text)
    assert found, text
    body, country, name, unit, affiliation, role = found.groups()
    return Author(
        name=name + (unit or ""),
        kind="corporate" if body else "person",
        unit=unit,
        role=role,
        affiliation=affiliation,
        nationality=country,
    )


def article(values: dict[str, str]) -> Article:
    authors = tuple(author(one) for one in values.get("责任者", "").split("；") if one)
    return Article(title=values["题名"], kicker=values.get("引题"), authors=authors, pages=values.get("页码"))


def fields(one: Article) -> Iterator[str]:
    """Give the fields that the table shows, the dialect before each."""
    for name, (chosen, wanted) in DIALECTS.items():
        findings: list[Diagnostic] = []
        (record,) = Crosswalk(chosen, findings).articles(issue(one), GONGYUN)
        assert {item.code for item in findings} <= {"W750"}
        yield from (f"{name:5} {field}" for field in shown(record) if wanted.match(field))


def shown(record: Record) -> Iterator[str]:
    """Write the fields, those of the host without what every article of the issue has."""
    cnmarc = record.leader.endswith("450 ")
    for field in record.fields:
        yield re.sub(
            r"\$7 nnas \$t .*?\. (?=\$g)| \$x 1003.*| \$1 210.*|\$1 2001# ",
            "",
            line(field) if cnmarc else of_marc21(field),
        )


def entries() -> list[tuple[str, list[str]]]:
    """Read the table: the title of each entry, and its lines."""
    found: list[tuple[str, list[str]]] = []
    for row in TABLE.read_text(encoding="utf-8").splitlines():
        if row.startswith("题名 "):
            found.append((row.partition(" ")[2], []))
        if found and row and not row.startswith("#"):
            found[-1][1].append(row)
    return found


ENTRIES = entries()


def given(rows: list[str]) -> dict[str, str]:
    values = (row.partition(" ") for row in rows)
    return {key: value for key, _, value in values if key not in DIALECTS}


@pytest.mark.parametrize(("title", "rows"), ENTRIES, ids=[title for title, _ in ENTRIES])
def test_the_fields_of_an_entry(title: str, rows: list[str]) -> None:
    made = list(fields(article(given(rows))))
    if os.environ.get("CATALOG_ACCEPT"):
        accept(title, made)
    else:
        assert made == [row for row in rows if row.split()[0] in DIALECTS]


def accept(title: str, made: list[str]) -> None:
    """Write the fields of an entry behind what the listing has of it."""
    before, head, after = TABLE.read_text(encoding="utf-8").partition(f"题名 {title}\n")
    own, rest = [], after.splitlines()
    while rest and rest[0] and not rest[0].startswith(("题名", "#")):
        row = rest.pop(0)
        own += [row] if row.split()[0] not in DIALECTS else []
    text = "\n".join([*own, *made, *rest]) + "\n"
    TABLE.write_text(before + head + text, encoding="utf-8")
