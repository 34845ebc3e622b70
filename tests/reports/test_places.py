"""Where a finding stands: its columns, and the line of the printed listing."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.diagnostics import Excerpt, Listing, Place, around, finding
from catalog.reports import Findings, listings
from catalog.reports.pointing import pointed

if TYPE_CHECKING:
    from tests.conftest import Run

PROJECT = Path(__file__).resolve().parents[2]
PAGE = PROJECT / "seeds" / "gongren-ribao-page.txt"


def evidence(line: int) -> dict[str, Any]:
    return {"spans": [{"line": line, "column": 1, "end_column": 3}], "quoted": "工会", "rule": "x"}


ISSUES = {
    "issues": [
        {
            "publication": "工友",
            "source": {"file": "page.txt", "line": 5, "end_line": 20},
            "evidence": {"number": evidence(6)},
            "sections": [
                {
                    "heading": "栏目",
                    "evidence": {"heading": evidence(7)},
                    "articles": [
                        {
                            "id": "GY202503001",
                            "title": "题名",
                            "evidence": {"title": evidence(8), "pages": evidence(9)},
                            "authors": [{"name": "陈强", "evidence": {"name": evidence(10)}}],
                        },
                        {"id": 7, "title": "无据", "authors": []},
                    ],
                }
            ],
        }
    ]
}
# pointer of a value, line of the listing
POINTERS = [
    ("/issues/0/sections/0/articles/0/title", 8),
    ("/issues/0/sections/0/articles/0/pages", 9),
    ("/issues/0/sections/0/articles/0/id", 8),
    ("/issues/0/sections/0/articles/0/authors/0/name", 10),
    ("/issues/0/sections/0/articles/0/authors/0/role", 10),
    ("/issues/0/sections/0/articles/0/authors/5/name", 8),
    ("/issues/0/sections/0/articles/0/evidence/pages/spans/0", 9),
    ("/issues/0/sections/0/articles/0", 8),
    ("/issues/0/sections/0/articles/1/title", 7),
    ("/issues/0/sections/0/heading", 7),
    ("/issues/0/number", 6),
    ("/issues/0/year", 5),
    ("/issues/0", 5),
    ("/issues/1/year", None),
    ("/schema", None),
    ("/issues", None),
    ("/", None),
]


@pytest.mark.parametrize(("pointer", "line"), POINTERS)
def test_a_value_of_our_json_has_the_line_of_its_evidence_or_the_nearest(
    pointer: str, line: int | None
) -> None:
    (item,) = listings.traced([finding("J617", Place("a.json", field=pointer), key="x")], ISSUES)
    assert item.place.listing == (None if line is None else Listing("page.txt", line))


def test_articles_are_known_by_their_control_numbers() -> None:
    assert listings.articles(ISSUES) == {"GY202503001": Listing("page.txt", 8)}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ("issues", "sections", "articles", "evidence", "title", "spans", "line", "source", "id")
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@given(JSON, st.sampled_from([pointer for pointer, _ in POINTERS]))
def test_json_of_any_kind_is_passed_over(value: object, pointer: str) -> None:
    whole = {"source": None, "issues": value}
    issues = listings.parsed(json.dumps(whole).encode())
    assert issues == whole
    listings.articles(issues)
    list(listings.traced([finding("J617", Place("a.json", field=pointer), key="x")], issues))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b'{"issues": [',
        b'["issues"]',
        b"<issues/>",
        b'{"issues":' + b"[" * 100_000,
        b'{"issues"\xff',
    ],
)
def test_what_is_not_our_json_has_no_listings(data: bytes) -> None:
    assert listings.parsed(data) is None
    assert listings.articles(None) == {}


def invisible(report: str) -> dict[str, Any]:
    """Take the one finding of an invisible character."""
    (found,) = (item for item in json.loads(report)["findings"] if item["code"] == "R481")
    return dict(found)


def test_a_finding_about_a_record_names_the_line_of_the_listing(run: "Run", tmp_path: Path) -> None:
    run("export", PAGE, "-f", "json", "-o", "all.json", "-q")
    run("export", PAGE, "-f", "marcxml", "-o", "all.xml", "-q")
    records = tmp_path / "all.xml"
    text = records.read_text(encoding="utf-8")
    number, title = (
        "ZGGY202511005",
        next(
            article["title"]
            for issue in json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))["issues"]
            for section in issue["sections"]
            for article in section["articles"]
            if article["id"] == "ZGGY202511005"
        ),
    )
    assert text.count(f">{title[:6]}") == 1
    records.write_text(text.replace(f">{title[:6]}", f">{title[0]}\u200b{title[1:6]}"), encoding="utf-8")
    for files in (["all.xml", "all.json"], ["all.json", "all.xml"]):
        found = invisible(run("validate", *files, "--format", "json").out)
        assert (found["code"], found["record"], found["file"]) == ("R481", number, "all.xml")
        lines = PAGE.read_text(encoding="utf-8").split("\n")
        assert found["listing"]["file"] == str(PAGE)
        assert title[:4] in lines[found["listing"]["line"] - 1]
    text = run("validate", "all.xml", "all.json").out
    assert f"\n  listing: {PAGE}:{found['listing']['line']}\n" in text
    assert invisible(run("validate", "all.xml", "--format", "json").out)["listing"] is None


def test_only_records_are_traced_to_listings() -> None:
    with Findings(
        [finding("S103", Place("B1", record="B1")), finding("R430", Place("a.xml", record="B1"))]
    ) as found:
        found.listings["B1"] = Listing("page.txt", 8)
        assert [item.place.listing for item in found] == [None, Listing("page.txt", 8)]


# values of the finding, the line, its columns
QUOTED = [
    ({"character": "U+200B"}, "<a>工会\u200b主席</a>", (6, 7)),
    ({"character": "U+FFFD \N{REPLACEMENT CHARACTER}"}, "工\ufffd", (2, 3)),
    ({"name": "陈 强"}, '<subfield code="a">陈 强</subfield>', (20, 23)),
    ({"found": "陈"}, "陈强", (1, 2)),
    ({"found": "a"}, "ab", None),
    ({"found": "工会"}, "工会，工会", None),
    ({"found": "工会"}, "公会", None),
    ({"expected": "工会"}, "工会", None),
    ({"found": ""}, "工会", None),
    ({"found": 1003}, "1003-7594", (1, 5)),
    ({"character": "U+FFFFFF"}, "工会", None),
]


@pytest.mark.parametrize(("values", "line", "columns"), QUOTED)
def test_what_is_quoted_is_found_in_its_line(
    values: dict[str, object], line: str, columns: tuple[int, int] | None
) -> None:
    place = pointed(finding("R481", Place("a.xml", 1, excerpt=line), **values)).place
    assert (place.column, place.end_column) == (columns or (None, None))


def test_columns_that_are_known_stay() -> None:
    item = finding("R481", Place("a.xml", 1, 9, 10, "工会\u200b"), character="U+200B")
    assert pointed(item) == item


@given(st.text(max_size=400), st.none() | st.integers(1, 450), st.none() | st.integers(0, 500))
def test_an_excerpt_is_of_its_line_and_never_long(line: str, column: int | None, end: int | None) -> None:
    parts = around(Place("a", 1, column, end, line))
    assert len("".join(parts)) <= 162
    before, after = parts.before.removeprefix("…"), parts.after.removesuffix("…")
    assert before + parts.marked + after in line or line.startswith("…") or line.endswith("…")
    if column is not None and len(line) <= 160 and column <= len(line):
        assert len(parts.before) == column - 1
        assert parts.marked.startswith(line[column - 1]) or (end is not None and end <= column)


def test_a_long_line_is_cut_around_its_columns() -> None:
    line = "".join(str(number % 10) for number in range(1000))
    parts = around(Place("a", 1, 501, 504, line))
    assert parts == Excerpt("…" + line[440:500], line[500:503], line[503:600] + "…")
