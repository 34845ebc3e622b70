"""Every form of report: the same findings, the same bytes, bounded memory, nothing a file could spoil."""

import time
import tracemalloc
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.cli.validate import Form
from catalog.codes import CODES
from catalog.console import rendered
from catalog.diagnostics import Diagnostic, Language, Place, as_json, finding
from catalog.reports import REPORTS, Findings, Report, View, by_name, groups, pieces
from catalog.reports import findings as store
from tests.reports.readers import READERS
from tests.reports.samples import EVERY_CODE, FORMS, HOSTILE, hostile, written

each_form = pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)


def told(found: list[Diagnostic], width: int) -> list[tuple[str, ...]]:
    """Give of findings what a report of the other forms, read back, has in so many columns."""
    keys = ("code", "severity", "line", "column", "record", "message_en")[:width]
    return [tuple(str("" if row[key] is None else row[key]) for key in keys) for row in map(as_json, found)]


def test_the_forms_that_can_be_asked_for_are_those_that_there_are() -> None:
    assert get_args(Form) == tuple(FORMS) == tuple(READERS)


@each_form
def test_each_form_has_the_same_findings(report: Report) -> None:
    read = READERS[report.name](written(report, EVERY_CODE))
    assert {row[0] for row in read} == set(CODES)
    assert read == told(EVERY_CODE, len(read[0]))


@each_form
@pytest.mark.parametrize("language", ["en", "zh"])
def test_same_findings_same_bytes(report: Report, language: Language) -> None:
    view = View(language, 3, alone=True)
    assert written(report, EVERY_CODE, view) == written(report, list(EVERY_CODE), view)


@each_form
def test_no_findings_are_a_report_too(report: Report) -> None:
    data = written(report, [])
    assert READERS[report.name](data) == []
    assert report.ours(data) is not None


@each_form
def test_a_report_is_known_again_and_nothing_else_is(report: Report) -> None:
    for found in ([], EVERY_CODE, hostile()):
        assert report.ours(written(report, found)) == frozenset()
        others = [
            row.name for row in REPORTS if row != report and row.ours(written(report, found)) is not None
        ]
        assert not others
    for other in (b"mine", b"{}", b'{"findings": []}', b"<!DOCTYPE html>\n<title>mine</title>", b"a,b\r\n"):
        assert report.ours(other) is None


@each_form
def test_what_stands_in_a_file_cannot_spoil_a_report(report: Report) -> None:
    found = hostile()
    data = written(report, found)
    read = READERS[report.name](data)
    assert len(read) == len(found)
    if report.name != "text":  # there, a file may be called whatever a finding looks like
        assert [row[:2] for row in read] == told(found, 2)


@given(st.lists(st.text(st.characters(), max_size=8), min_size=1, max_size=5))
@settings(max_examples=40)
def test_any_text_at_all_is_reported_in_each_form(texts: list[str]) -> None:
    found = [
        finding("R440", Place(text, 1, 1, 2, text, text, "700", subfield=text), name=text) for text in texts
    ]
    for report in REPORTS:
        assert len(READERS[report.name](written(report, found))) == len(found), report.name


# Many


def many(number: int, *, alike: bool) -> Iterator[Diagnostic]:
    """Give findings, alike or not, of all severities."""
    codes = ("R470", "R481", "L208")
    for index in range(number):
        values = (
            {"length": 0, "character": "U+200B"}
            if alike
            else {"length": index, "character": f"U+{index:04X}"}
        )
        values |= {"reading": "", "text": "", "next": "", "behind": ""}
        line = f'<subfield code="a">{index}工会主席</subfield>'
        yield finding(codes[index % 2], Place("a.xml", index + 1, 20, 24, line, f"B{index}", "245"), **values)


# form of report, whether the findings are alike, whether each is shown
MANY = [
    *((row.name, False, True) for row in REPORTS),
    ("text", True, False),
    ("html", True, False),
    ("text", False, False),
    ("html", False, False),
]


@pytest.mark.parametrize(("form", "alike", "each"), MANY)
@pytest.mark.no_cover
def test_ten_thousand_findings_in_bounded_time_and_memory(form: str, alike: bool, each: bool) -> None:
    number, report = 10_000, FORMS[form]
    view = View("en", 1, each=each, alone=True)
    tracemalloc.start()
    started = time.process_time()
    size = 0
    with Findings(many(number, alike=alike)) as findings:
        for piece in pieces(report, findings, view):
            size += len(piece)
            assert len(piece) < 100_000, "a piece at a time"
    spent = time.process_time() - started
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert spent < 30
    assert peak < 24 * 2**20
    assert (size < 40_000) == alike


def test_findings_on_the_disk_are_the_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    found = list(many(103, alike=False))
    monkeypatch.setattr(store, "_AT_ONCE", 10)
    with Findings(found[:50]) as findings:
        first = iter(findings)
        assert [next(first) for _ in range(7)] == found[:7]
        findings.add(found[50:])
        assert list(findings) == list(findings) == found
        assert [*zip(findings, findings, strict=True)] == [(item, item) for item in found]
        assert len(findings) == len(found)


# What is alike


@pytest.mark.parametrize("language", ["en", "zh"])
def test_text_says_once_what_is_alike(language: Language) -> None:
    text = written(FORMS["text"], list(many(10, alike=True)), View(language)).decode()
    heads = [line for line in text.splitlines() if not line.startswith(" ")]
    assert len(heads) == 2
    more = {
        "en": "  and 4 more alike: a.xml:3:20 B2 245, a.xml:5:20 B4 245, a.xml:7:20 B6 245, …; "
        "--all shows each",
        "zh": "  另有 4 处相同：a.xml:3:20 B2 245；a.xml:5:20 B4 245；a.xml:7:20 B6 245 等，--all 逐条列出",
    }
    assert more[language] in text.splitlines()


def test_alone_a_finding_looks_as_at_the_terminal() -> None:
    text = written(FORMS["text"], EVERY_CODE, View("zh")).decode()
    assert text == "".join(rendered(item, "zh") for item in EVERY_CODE)


def test_what_is_alike_is_the_same_of_the_same_part_with_the_same_values() -> None:
    place = Place("a.xml", 1, record="B1", field="245", subfield="a")
    base = finding("R481", place, character="U+200B")
    alike = [replace(base, place=replace(place, file="b.xml", line=7, record="B2", occurrence=2))]
    unlike = [
        finding("R482", place, character="U+200B"),
        finding("R481", place, character="U+200C"),
        finding("R481", replace(place, field="246"), character="U+200B"),
        finding("R481", replace(place, subfield="b"), character="U+200B"),
    ]
    found, rest = groups.grouped([base, *alike, *unlike], 5)
    assert [group.count for group in found] == [2, 1, 1, 1, 1]
    assert not rest


def test_values_of_our_json_are_alike_wherever_they_stand() -> None:
    paths = (
        "/issues/0/sections/1/articles/2/title",
        "/issues/3/sections/1/articles/10/title",
        "/issues/0/year",
    )
    found = [finding("J617", Place("a.json", field=path), key="title") for path in paths]
    assert [group.count for group in groups.grouped(found, 5)[0]] == [2, 1]


@pytest.mark.parametrize("name", ["text", "html"])
def test_nothing_is_cut_in_silence(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(groups.grouped, "__defaults__", (3,))
    found = list(many(40, alike=False))
    data = written(FORMS[name], found, View("en", 1)).decode()
    shown = READERS[name](data.encode() if name == "html" else b"\n" + data.encode())
    assert Counter(row[0] for row in shown) == {"R470": 3, "R481": 3}
    for code in ("R470", "R481"):
        assert f"and 17 more {code} {CODES[code].slug}; " in data
    assert (
        f"另有 17 条 R470 {CODES['R470'].slug} 未列出" in written(FORMS[name], found, View("zh", 1)).decode()
    )
    assert len(READERS[name](written(FORMS[name], found))) == 40


# By what name


FILES = [
    (None, "-", "text"),
    (None, "x.txt", "text"),
    (None, "x", "text"),
    (None, "x.JSON", "json"),
    (None, "x.jsonl", "jsonl"),
    (None, "x.csv", "csv"),
    (None, "x.sarif", "sarif"),
    (None, "x.sarif.json", "sarif"),
    (None, "x.html", "html"),
    ("csv", "x.html", "csv"),
]


@pytest.mark.parametrize(("form", "output", "expected"), FILES)
def test_the_form_is_told_by_its_name_or_that_of_the_file(
    form: str | None, output: str, expected: str
) -> None:
    assert by_name(form, output).name == expected


def test_the_samples_are_hostile() -> None:
    assert any("\ud800" in text for text in HOSTILE)
    assert any("<script>" in text for text in HOSTILE)
