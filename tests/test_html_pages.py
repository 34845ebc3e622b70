"""Saved pages of digital editions: read as their gold says, with places in the file, by every command."""

import json
import re
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from catalog import gather, readers
from catalog.diagnostics import Diagnostic
from catalog.issue import Article, Evidence, Issue
from catalog.listing import read
from catalog.publication import shipped
from catalog.source import SourceDocument
from tests.conftest import Run
from tests.listing.gold import as_gold, gold
from tests.listing.test_places import evidence
from tests.pace import paced

CASES = Path(__file__).parent / "cases" / "html"
PAGES = sorted(path for path in CASES.iterdir() if path.suffix in (".html", ".htm", ".xhtml"))
SHOWN = ("publication", "year", "issue", "sections")


def document(path: Path) -> SourceDocument:
    data = path.read_bytes()
    found, findings = readers.reader(path.name, data).read(data, str(path), None)
    assert found is not None, findings
    return found


def reading(path: Path) -> tuple[list[Issue], list[Diagnostic]]:
    return gather.read_page(path.read_bytes(), str(path), shipped())


def printed(markup: str) -> str:
    """Give what a piece of HTML shows, without blanks: by other means than the reader's."""
    hidden = r"<(\w+) style=\"visibility:hidden\">.*?</\1>"
    return "".join(unescape(re.sub(rf"{hidden}|<!--.*?-->|</?[A-Za-z][^>]*>", "", markup)).split())


def check_places(path: Path, issues: list[Issue]) -> None:
    """Check that all evidence quotes what stands at its spans, in the page and in the bare file."""
    page = document(path)
    lines = path.read_bytes().decode(page.encoding.replace("BIG5", "cp950")).splitlines()
    for issue in issues:
        last = issue.source.line
        for item in evidence(issue):
            assert item.quoted == page.quote(item.spans)
            for span, quoted in zip(item.spans, item.quoted.split("\n"), strict=True):
                there = lines[span.line - 1][span.column - 1 : span.end_column - 1]
                assert printed(there) == "".join(quoted.split())
                assert there[0] in (quoted[0], "&")
                assert there[-1] == quoted[-1] or re.search(r"&#?\w+;?$", there)
                assert issue.source.line <= span.line <= issue.source.end_line
                last = max(last, span.line)
        assert last <= issue.source.end_line <= len(lines)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_case(page: Path) -> None:
    issues, _ = reading(page)
    assert as_gold(issues) == gold(page)
    check_places(page, issues)


def test_every_gold_has_its_page() -> None:
    assert len(PAGES) >= 20
    assert {path.name for path in CASES.glob("*.gold.json")} == {f"{p.stem}.gold.json" for p in PAGES}
    assert all(json.loads(path.read_text(encoding="utf-8"))["why"] for path in CASES.glob("*.gold.json"))


def test_the_sample_page_reads_as_its_gold(shared: Path) -> None:
    page = shared / "scans" / "page.html"
    issues, findings = reading(page)
    expected = json.loads(page.with_suffix(".gold.json").read_text(encoding="utf-8"))["issues"]
    assert as_gold(issues) == [{key: issue[key] for key in SHOWN} for issue in expected]
    assert findings == []
    check_places(page, issues)
    lines = ["".join(line.split()) for line in document(page).lines]
    for issue in expected:
        assert not {"".join(line.split()) for line in issue["html_lines"]} - set(lines)


# page, control number, value, its spans: line, column, end column
PLACES = [
    ("breaks.html", "GHXX202521002", "title", [(7, 1, 11)]),
    ("breaks.html", "GHXX202521002", "kicker", [(6, 39, 52)]),
    ("breaks.html", "GHXX202521002", "name", [(7, 14, 17)]),
    ("breaks-on-one-line.html", "GHXX202521002", "title", [(1, 137, 147)]),
    ("table-of-contents.html", "ZGGY202511002", "name", [(10, 9, 17)]),
    ("table-of-contents.html", "ZGGY202511002", "pages", [(10, 33, 35)]),
    ("table-of-contents.html", "ZGGY202511003", "title", [(16, 22, 37)]),
    ("table-of-contents.html", "ZGGY202511003", "name", [(19, 5, 8)]),
    ("inline-tags.html", "GHXX202521001", "name", [(4, 165, 192)]),
    ("wrapped-in-the-file.html", "ZGGY202511001", "title", [(10, 5, 23), (11, 5, 12)]),
    ("wrapped-in-the-file.html", "ZGGY202511002", "name", [(14, 28, 31), (15, 3, 6)]),
    ("not-shown.html", "GY202503001", "title", [(10, 4, 27)]),
]  # fmt: skip


def values(article: Article) -> Iterator[tuple[str, Evidence]]:
    yield from article.evidence.items()
    for author in article.authors:
        yield from author.evidence.items()


@pytest.mark.parametrize(("name", "number", "field", "spans"), PLACES)
def test_places_are_those_of_the_file(
    name: str, number: str, field: str, spans: list[tuple[int, int, int]]
) -> None:
    issues, _ = reading(CASES / name)
    article = next(article for issue in issues for article in issue.articles if article.id == number)
    found = next(item for key, item in values(article) if key == field)
    assert [(span.line, span.column, span.end_column) for span in found.spans] == spans


def test_findings_name_the_line_of_the_file() -> None:
    page = "<html>\n<p>《工友》2025年第3期\n<p>工会驿站的冷与暖……王小明\n<p>\n  <b>####</b>\n</html>"
    found, _ = readers.reader("page.html").read(page.encode(), "page.html", None)
    assert found is not None
    _, (unread,) = read(found, shipped())
    place = unread.place
    assert (unread.code, place.label(), place.end_column, place.excerpt) == (
        "L204",
        "page.html:5:6",
        10,
        "  <b>####</b>",
    )


def test_findings_without_a_line_keep_their_place() -> None:
    _, findings = gather.read_page("<p>天气晴朗".encode(), "page.html", shipped())
    assert [(item.code, item.place.label()) for item in findings] == [("L201", "page.html")]


def test_a_doubt_tells_the_line_to_explain() -> None:
    page = "<br>\n<br>\n<p>《中国工运》2025年第11期<br>04 工会驿站的冷与暖……李明华 15\n"
    _, findings = gather.read_page(page.encode(), "page.html", shipped())
    doubts = [item for item in findings if item.code == "L208"]
    assert {(item.place.line, item.values["line"]) for item in doubts} == {(3, 3)}


@pytest.mark.no_cover
def test_one_long_line_of_references_is_read_in_time() -> None:
    entries = (f"&nbsp;工会驿站的冷与暖之{i}&hellip;&hellip;王小明" for i in range(3000))
    page = f"<p>《工友》2025年第3期</p><p>{''.join(entries)}</p>"
    ((issue,), _), units = paced(lambda: gather.read_page(page.encode(), "page.html", shipped()))
    assert units < 150
    assert len(issue.articles) == 3000


# The commands


def records(run: Run, *arguments: object) -> Any:
    return json.loads(run("export", *arguments, "-f", "json", "-o", "-").out)["issues"]


def test_a_page_gives_records_that_are_valid(run: Run) -> None:
    page = CASES / "breaks.html"
    for name in ("records.xml", "records.json"):
        result = run("export", page, "-o", name)
        assert (result.code, result.out) == (0, "")
        assert "1 listing, 2 articles" in result.err
        assert run("validate", name).code == 0
    assert run("validate", page).code == 0


def test_a_folder_is_searched_for_pages(run: Run, tmp_path: Path) -> None:
    for name in ("a.htm", "b.HTML", "c.xhtml", "d.css", "e.txt"):
        (tmp_path / "pages" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "pages" / name).write_bytes((CASES / "breaks.html").read_bytes())
    assert [issue["source"]["file"] for issue in records(run, "pages")] == ["pages/a.htm"]
    assert "4 files checked" in run("validate", "pages").err


def test_a_page_is_known_by_its_content(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "page.txt").write_bytes((CASES / "breaks.html").read_bytes())
    named = records(run, "page.txt")
    with (tmp_path / "page.txt").open() as file:
        monkeypatch.setattr(sys, "stdin", file)
        piped = records(run, "-")
    assert [issue["sections"] for issue in named] == [issue["sections"] for issue in piped]
    assert piped[0]["source"] == {"file": "<stdin>", "line": 2, "end_line": 9, "encoding": "UTF-8"}


def test_a_wrong_declaration_is_a_note_and_no_more(run: Run) -> None:
    result = run("export", CASES / "gb18030-called-gb2312.html", "-f", "json", "-o", "-")
    assert result.code == 0
    assert "note S112 encoding-differs: the page says that it is gb2312; it was read as GB18030" in result.err
    assert "朱镕生" in result.out
    chinese = run("export", CASES / "utf-8-called-gb2312.html", "-f", "json", "-o", "-", "--lang", "zh")
    assert "该页自称 gb2312，实按 UTF-8 读取" in chinese.err


def test_a_page_without_text_is_an_error(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<frameset><frame src='toc.html'></frameset>")
    result = run("export", "page.html")
    assert result.code == 3
    assert "page.html: error S113 nothing-shown" in result.err


# Explanations

TABLE = CASES / "table-of-contents.html"
ONE_LINE = CASES / "breaks-on-one-line.html"


def test_a_line_of_the_file_is_explained(run: Run) -> None:
    done = run("explain", f"{TABLE}:16")
    assert done.code == 0
    assert done.out.startswith(f"{TABLE}:16\n  广东工匠人才培养情况分析与建议  陈建伟  20\n")
    won, _ = done.out.split("other readings:")
    assert re.search(r"person +陈建伟 ", won)
    assert run("explain", f"{TABLE}:19").out == done.out, "the row begins on line 16 and ends on line 21"
    assert run("explain", f"{TABLE}:ZGGY202511003").out == done.out


@pytest.mark.parametrize(
    ("line", "said"), [(1, "no listing"), (3, "a masthead"), (11, "no listing"), (24, "footer")]
)
def test_lines_of_the_file_that_are_no_entries(run: Run, line: int, said: str) -> None:
    done = run("explain", f"{TABLE}:{line}")
    assert (done.code, said in done.out) == (0, True), done.out


def test_one_of_many_lines_is_named_by_its_column(run: Run, tmp_path: Path) -> None:
    many = run("explain", f"{ONE_LINE}:1")
    assert many.code == 0
    assert "name one by its column" in many.out
    place = next(line.split()[0] for line in many.out.splitlines() if "刘甲平" in line)
    assert place == f"{ONE_LINE}:1:137"
    one = run("explain", place)
    assert "read as:" in one.out
    assert run("explain", f"{ONE_LINE}:1:150").out == one.out
    assert run("explain", f"{ONE_LINE}:GHXX202521002").out == one.out
    assert run("explain", f"{ONE_LINE}:1:1").out == many.out, "there stands no text"
    assert "请加列号" in run("explain", f"{ONE_LINE}:1", "--lang", "zh").out
    (tmp_path / "page:1").write_text("《工友》2025年第3期\n", encoding="utf-8")
    assert "a masthead" in run("explain", "page:1:1").out


@pytest.mark.parametrize("line", ["0", "99", "99:1"])
def test_lines_that_the_file_has_not(run: Run, line: str) -> None:
    assert run("explain", f"{TABLE}:{line}").code == 2


def test_a_column_of_a_text_changes_nothing(run: Run) -> None:
    seed = Path(__file__).parents[1] / "seeds" / "zhongguo-gongyun-2025-11.txt"
    assert run("explain", f"{seed}:3:2").out == run("explain", f"{seed}:3").out != ""
